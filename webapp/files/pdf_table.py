"""The ruled tables of a PDF page, their merged cells spread over the rows and columns they cover."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the page's upper left corner."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the text of each column, and whether one cell covers them all (a heading between the rows)."""

    cells: tuple[str, ...]
    whole: bool
    top: float
    left: float
    right: float


def rows_of(table: Any) -> Iterator[Row]:
    """The rows of pdfplumber's ``table``; what a cell says holds for every row it covers, and for its first column."""
    texts = _texts(table)
    columns = _columns(texts)
    for row in table.rows:
        left, top, right, _bottom = row.bbox
        middle = (top + min(box[3] for box in row.cells if box)) / 2
        cells = [_at(texts, column, middle) for column in columns]
        said = tuple(texts[box] if box and _begins(box, columns, n) else "" for n, box in enumerate(cells))
        whole = len(cells) > 1 and len(set(cells)) == 1
        if any(said):
            yield Row(said, whole, top, left, right)


def _texts(table: Any) -> dict[Box, str]:
    return {
        box: " ".join((text or "").split())
        for row, said in zip(table.rows, table.extract(), strict=True)
        for box, text in zip(row.cells, said, strict=True)
        if box is not None
    }


def _columns(boxes: dict[Box, str]) -> list[float]:
    """The middle of each column: between the left edges at which cells begin."""
    edges = sorted({round(left, 1) for left, *_rest in boxes})
    right = max((box[2] for box in boxes), default=0.0)
    ends = [*edges[1:], right]
    return [(left + end) / 2 for left, end in zip(edges, ends, strict=True) if end - left > 1]


def _at(boxes: dict[Box, str], x: float, y: float) -> Box | None:
    return next((box for box in boxes if box[0] <= x <= box[2] and box[1] <= y <= box[3]), None)


def _begins(box: Box, columns: Sequence[float], n: int) -> bool:
    """Whether the column number ``n`` is the first that ``box`` covers."""
    return n == 0 or columns[n - 1] < box[0]
