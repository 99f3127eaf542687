"""The body of a PDF: the lines of all pages as paragraphs, footnotes and torn table rows put where they belong."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from webapp.files.pdf_page import Line
from webapp.files.plain_text import row_line

_INDENT = 10
"""Points from which a line counts as moved in."""
_FEW = 8
"""Lines that are too few to show a document's right edge; its tables do."""
_WIDE_STEP = 1.2
_HEAD_STEP = 1.4
"""Parts of the usual step between lines that set a paragraph, and a page's header, apart."""
_NOTE_SIZE = 0.92
"""Footnotes are set smaller than this part of the body's size."""
_NOTE = re.compile("⁽[⁰¹²³⁴-⁹]+⁾")
_ITEM = re.compile(r"(?:[0-9]{1,3}|[IVXLC]{1,5}|[a-zđ])[.)/-]|[-–+*•]")
"""How a line begins whose further lines may hang under its text."""
_ENDED = re.compile(r"[.;:!?…]$")
_CUT = re.compile(r"\w[-/]$")
"""The end of a line within a number ("204-" above "QĐ/TW")."""
_CENTRED = 15
"""Points by which the two sides of a centred line may differ."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the document is set: its edges, the indent of a first line, the step between lines, the size of letters."""

    left: float
    right: float
    indent: float
    step: float
    size: float


@dataclass(frozen=True, slots=True)
class Body:
    """The text, and the lines that stood above it on a single page (a header that is on no other)."""

    text: str
    heads: tuple[str, ...]


def body_of(pages: list[list[Line]]) -> Body:
    """The paragraphs of ``pages`` with a blank line between, table rows each alone, and the footnotes at the end."""
    shape = _shape(pages)
    flow = _Flow(shape)
    notes: list[Line] = []
    for page in pages:
        rest, small = _without_notes(page, shape)
        flow.take(rest)
        notes += [replace(note, text=_NOTE.sub(r"\g<0> ", note.text, count=1)) for note in small]
    lines = [*flow.lines, *(("\n\n" if _NOTE.match(note.text) else " ", note) for note in notes)]
    return Body("".join(before + line.text for before, line in lines), tuple(flow.heads))


def _shape(pages: list[list[Line]]) -> _Shape:
    lines = [line for page in pages for line in page if not line.cells]
    steps = Counter(round(below.top - above.top) for page in pages for above, below in pairwise(page))
    starts = sorted(line.left for line in lines if not line.alone) or [0.0]
    left = starts[len(starts) // 10]
    edges = sorted(line.right for line in lines if not line.alone)
    if len(edges) < _FEW:
        edges = sorted(line.right for page in pages for line in page) or [0.0]
    return _Shape(
        left=left,
        right=edges[len(edges) * 9 // 10],
        indent=_usual(round(line.left - left) for line in lines if line.left > left + _INDENT and not line.alone),
        step=next((step for step, _ in steps.most_common() if step > 0), 0),
        size=_usual(round(line.size, 1) for line in lines),
    )


def _usual(values: Iterable[float]) -> float:
    found = Counter(values).most_common(1)
    return found[0][0] if found else 0


def _without_notes(page: list[Line], shape: _Shape) -> tuple[list[Line], list[Line]]:
    """The page's lines, and those at its foot that begin with a footnote's number and are set small."""
    first = len(page)
    for n in range(len(page) - 1, -1, -1):
        if page[n].cells or page[n].size >= _NOTE_SIZE * shape.size:
            break
        first = n if _NOTE.match(page[n].text) else first
    return page[:first], page[first:]


class _Flow:
    """The lines of the body, page after page, each in ``lines`` with what separates it from the one above."""

    def __init__(self, shape: _Shape) -> None:
        self._shape = shape
        self._titles: set[tuple[str, ...]] = set()
        self.lines: list[tuple[str, Line]] = []
        self.heads: list[str] = []

    def take(self, page: list[Line]) -> None:
        """Add a page."""
        top = True
        for line in page[self._is_head(page) :]:
            above = self.lines[-1][1] if self.lines else None
            if line.cells and above and len(above.cells) == len(line.cells):
                if top and self._continues_table(above, line):
                    continue
            elif line.cells:
                self._titles.add(line.cells)
            self.lines.append((self._between(above, line, top=top) if above else "", line))
            top = False

    def _is_head(self, page: list[Line]) -> bool:
        """Whether the page's first line is a header: a gap under it, and a sentence in two around it."""
        if len(page) < 2 or not self.lines or _ENDED.search(self.lines[-1][1].text):
            return False
        apart = page[1].top - page[0].top > _HEAD_STEP * self._shape.step
        if apart and page[1].text[0].islower():
            self.heads.append(page[0].text)
            return True
        return False

    def _continues_table(self, above: Line, line: Line) -> bool:
        """Whether a page's first row needs no place of its own: the titles again, or the rest of a torn row."""
        if line.cells in self._titles:
            return True
        said = [cell for cell in line.cells if cell]
        few = 2 * len(said) <= sum(map(bool, above.cells))
        if line.cells[0] or not (few or said[0][0].islower()):
            return False
        cells = tuple(f"{one} {more}".strip() for one, more in zip(above.cells, line.cells, strict=True))
        self.lines[-1] = (self.lines[-1][0], replace(above, text=row_line(cells), cells=cells))
        return True

    def _between(self, above: Line, line: Line, *, top: bool) -> str:
        """What separates two lines: a blank line where the eye sees a new paragraph, a line end where it may be one.

        A paragraph shows by a wider gap, by a first line moved in, or by room left at the end of the line above.
        """
        wide = not top and line.top - above.top > _WIDE_STEP * self._shape.step
        moved = line.left > self._shape.left + _INDENT if top else self._moved_in(above, line)
        if above.alone or line.alone or wide or moved or self._has_room(above, line):
            return "\n\n"
        if _CUT.search(above.text) and line.text[0].isalnum():
            return ""
        unsure = not self._shape.indent and (top or _ENDED.search(above.text))
        if unsure or (self._centred(above) and not self._opens(above, line)) or _ITEM.match(line.text):
            return "\n"
        return " "

    def _moved_in(self, above: Line, line: Line) -> bool:
        indent = line.left - self._shape.left
        if not self._shape.indent or abs(indent - self._shape.indent) > 2 or self._centred(line):
            return False
        return line.left - above.left > 2 and not _ITEM.match(above.text)

    def _opens(self, above: Line, line: Line) -> bool:
        """Whether ``above`` is a paragraph's first line, moved in as usual, that happens to end as far from the right:
        ``line`` goes on from the left edge."""
        moved = above.left - self._shape.left
        long = 2 * (above.right - above.left) > self._shape.right - self._shape.left
        return long and abs(moved - self._shape.indent) <= 2 and abs(line.left - self._shape.left) <= 2

    def _has_room(self, above: Line, line: Line) -> bool:
        """Whether the first word of ``line`` would have stood at the end of ``above``, had it belonged there."""
        if self._centred(above):
            return False
        return above.right + line.first_word + above.size / 2 < self._shape.right - _INDENT / 2

    def _centred(self, line: Line) -> bool:
        left, right = line.left - self._shape.left, self._shape.right - line.right
        return left > _INDENT and abs(left - right) < _CENTRED
