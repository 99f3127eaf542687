"""One page of a PDF as lines and table rows from top to bottom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from statistics import median
from typing import Any

from pdfplumber.page import Page
from pdfplumber.utils.clustering import cluster_objects

from webapp.files.pdf_letters import decode, is_turned, mark_notes, sizes
from webapp.files.pdf_table import rows_of
from webapp.files.plain_text import row_line

# Beyond this many drawn lines a page is a drawing: looking for tables in it costs seconds and finds none.
_MAX_EDGES = 4000
# pdfplumber's own default: characters whose tops differ by less stand on one line (superscripts do).
_SAME_LINE = 3
# Blank space of so many letter heights separates the two columns of a heading; justified text stays well below.
_COLUMN_GAP = 2.2
_NUMBER = re.compile(r"([0-9]{1,3}(\.[0-9]{1,3})*|[IVXLC]{1,5}|[a-zđ])[.)/]?|[-–+*•]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text or a table row. The places are in points from the page's upper left corner.

    ``alone``: a paragraph of its own (a table row, one side of a two-column line), never joined to its neighbours.
    ``cells`` are a table row's, else empty. ``size`` is that of most letters; ``first_word`` how wide that word is.
    """

    text: str
    top: float
    left: float
    alone: bool = False
    right: float = 0
    size: float = 0
    first_word: float = 0
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageLines:
    """A page's lines in reading order. ``scanned``: it has a picture and next to no text.

    ``stamps`` stand across the page or were put upon it: turned letters, remarks.
    """

    lines: list[Line]
    height: float
    scanned: bool
    stamps: tuple[str, ...] = ()


def read_page(page: Page) -> PageLines:
    """The lines of ``page``; rows of ruled tables have their cells joined by " | "."""
    page = page.dedupe_chars() if _printed_twice(page) else page
    decode(page.chars)
    turned = [letter for letter in page.chars if is_turned(letter)]
    stamps = ("".join(letter["text"] for letter in turned), *_remarks(page))
    if 2 * len(turned) < len(page.chars):
        page = page.filter(lambda thing: not is_turned(thing))
    mark_notes(page.chars)
    tables = _tables(page)
    boxes = [table.bbox for table in tables]
    body = page.filter(lambda thing: not _inside(thing, boxes)) if boxes else page
    lines = [*_text_lines(body), *(row for table in tables for row in _rows(table))]
    letters = sum(character["text"].isalpha() for character in page.chars)
    return PageLines(
        lines=sorted(lines, key=lambda line: line.top),
        height=float(page.height),
        scanned=bool(page.images) and letters < 20,
        stamps=stamps,
    )


def _printed_twice(page: Page) -> bool:
    """Whether letters lie upon each other, as some programs print bold ones; looked at first, for mending is slow."""
    places = {(letter["text"], round(letter["x0"]), round(letter["top"])) for letter in page.chars}
    return len(places) < len(page.chars)


def _remarks(page: Page) -> list[str]:
    """What was written upon the page: stamps and notes of a reader program."""
    return [str(one["contents"]) for one in page.annots if one.get("contents")]


def _tables(page: Page) -> list[Any]:
    if len(page.edges) > _MAX_EDGES:
        return []
    return [table for table in page.find_tables() if len(table.columns) > 1]


def _inside(thing: dict[str, Any], boxes: list[tuple[float, float, float, float]]) -> bool:
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def _rows(table: Any) -> Iterator[Line]:
    for row in rows_of(table):
        text = next(filter(None, row.cells)) if row.whole else row_line(row.cells)
        yield Line(text, row.top, row.left, alone=True, right=row.right, cells=() if row.whole else row.cells)


def _text_lines(page: Page) -> Iterator[Line]:
    for words in cluster_objects(page.extract_words(return_chars=True), itemgetter("top"), _SAME_LINE):
        words.sort(key=itemgetter("x0"))
        gaps = [at for at, (left, right) in enumerate(pairwise(words), start=1) if _is_column_gap(left, right)]
        # More than one gap is a justified line with few words, not two columns.
        if len(gaps) == 1 and not _NUMBER.fullmatch(_joined(words[: gaps[0]])):
            yield _line(words[: gaps[0]], alone=True)
            yield _line(words[gaps[0] :], alone=True)
        else:
            yield _line(words, alone=False)


def _is_column_gap(left: dict[str, Any], right: dict[str, Any]) -> bool:
    size = min(left["bottom"] - left["top"], right["bottom"] - right["top"])
    return bool(right["x0"] - left["x1"] > _COLUMN_GAP * size)


def _joined(words: list[dict[str, Any]]) -> str:
    return " ".join(word["text"] for word in words)


def _line(words: list[dict[str, Any]], *, alone: bool) -> Line:
    letters = [letter for word in words for letter in word["chars"]]
    return Line(
        _joined(words),
        min(word["top"] for word in words),
        words[0]["x0"],
        alone,
        right=words[-1]["x1"],
        size=median(sizes(letters) or [0]),
        first_word=words[0]["x1"] - words[0]["x0"],
    )
