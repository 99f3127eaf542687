"""Rows and cells of a Word table, and whether the table is data or only lays out the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from webapp.files.word_package import Element, attribute, child, children, local

_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}
_MAX_LAYOUT_ROWS = 4
_MAX_STYLE_DEPTH = 20
_MAX_COLUMNS = 63
"""As many columns as Word allows."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's paragraphs, and its XML."""

    lines: list[str]
    element: Element

    @property
    def text(self) -> str:
        """The cell in one line."""
        return " ".join(" ".join(self.lines).split())

    @property
    def width(self) -> int:
        """How many columns it covers."""
        span = attribute(child(self.element, "tcPr", "gridSpan")) or "1"
        return min(int(span), _MAX_COLUMNS) if span.isascii() and span.isdigit() and len(span) < 4 else 1

    @property
    def continues(self) -> bool:
        """Whether it is the lower part of a cell that began in a row above."""
        merged = child(self.element, "tcPr", "vMerge")
        return merged is not None and attribute(merged) != "restart"


def grid(rows: Sequence[Sequence[Cell]]) -> Iterator[list[str]]:
    """The text of each column of each row: what a cell merged downwards says holds for every row it covers."""
    above: list[str] = []
    for row in rows:
        texts: list[str] = []
        for cell in row:
            at = len(texts)
            said = above[at] if cell.continues and not cell.lines and at < len(above) else cell.text
            texts += [said] + [""] * (max(cell.width, 1) - 1)
        above = texts
        yield texts


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of ``table`` that were not deleted by a tracked change."""
    return (row for row in _found(table, "tr") if child(row, "trPr", "del") is None)


def cells_of(row: Element) -> Iterator[Element]:
    """The cells of ``row``. A cell merged across is one cell; one merged downwards is empty below its first row."""
    return _found(row, "tc")


def _found(parent: Element, name: str) -> Iterator[Element]:
    for element in parent:
        if local(element.tag) == name:
            yield element
        elif local(element.tag) in _WRAPPERS:
            yield from _found(element, name)


def styles_with_lines(styles: Element | None) -> frozenset[str]:
    """The ids of the table styles that draw lines, by themselves or by the style they are based on."""
    found = {attribute(style, "styleId"): style for style in ([] if styles is None else children(styles, "style"))}

    def draws(style: Element | None, depth: int) -> bool:
        if style is None or depth > _MAX_STYLE_DEPTH:
            return False
        own = child(style, "tblPr", "tblBorders")
        return _draws(own) if own is not None else draws(found.get(attribute(child(style, "basedOn"))), depth + 1)

    return frozenset(name for name, style in found.items() if name and draws(style, 0))


def _draws(borders: Element | None) -> bool:
    return borders is not None and any(attribute(line) not in (None, "nil", "none") for line in borders)


def is_layout(table: Element, rows: Sequence[Sequence[Sequence[str]]], lined_styles: frozenset[str]) -> bool:
    """Whether ``table`` only sets text side by side, as in a document's heading and signature block.

    That is: two columns, few rows, more than one line in some cell, and no line drawn. ``rows`` are its cells'
    paragraphs. Such cells hold whole lines (a number, a date, a secrecy stamp) that must not run into each other.
    """
    if len(rows) > _MAX_LAYOUT_ROWS or any(len(row) > 2 for row in rows):
        return False
    if all("\n" not in "\n".join(cell) for row in rows for cell in row):
        return False
    own = child(table, "tblPr", "tblBorders")
    style = attribute(child(table, "tblPr", "tblStyle"))
    if _draws(own) if own is not None else style in lined_styles:
        return False
    cells = (cell for row in rows_of(table) for cell in cells_of(row))
    return not any(_draws(child(cell, "tcPr", "tcBorders")) for cell in cells)
