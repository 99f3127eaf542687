"""Tables that assign: "Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian | Sản phẩm", one duty a row."""

import re
from collections.abc import Iterator
from datetime import date

from webapp.extraction.names import names_of
from webapp.extraction.reading import ClauseReading, Duty, Node, Span, Why
from webapp.extraction.text import Words, fold
from webapp.extraction.titles import short_title
from webapp.rules.deadlines import NO_DEADLINE, Deadline, read_deadline
from webapp.rules.words import DeadlineKind

_COLUMNS = (
    ("lead", re.compile(r"(?:co quan |don vi )?chu tri.*")),
    ("coordinate", re.compile(r"(?:co quan |don vi )?phoi hop.*")),
    ("when", re.compile(r"(?:thoi (?:gian|han|diem)|tien do|han|hoan thanh|ngay|moc).*")),
    ("product", re.compile(r"(?:san pham|ket qua).*")),
    ("what", re.compile(r"(?:noi dung|nhiem vu|cong viec|ten ).*")),
)
_ROW = ("what", "lead")
"""Columns without which a table assigns nothing."""

_HEADING_ROWS = 1
"""Paragraphs that may stand between two rows of one table."""


def is_row(words: Words, node: Node) -> bool:
    """Whether a paragraph is a row of a table."""
    return words.text.count("|", node.start, node.end) > 1


def read_tables(words: Words, nodes: tuple[Node, ...], issued_on: date | None) -> Iterator[ClauseReading]:
    """The clauses that the rows among ``nodes`` are; a row before any assigning header gives none.

    One paragraph alone between rows is a heading inside the table ("II. Công tác tuyên truyền"); two end it.
    """
    columns: dict[str, int] = {}
    between = 0
    for node in nodes:
        if not is_row(words, node):
            between += 1
            columns = columns if between <= _HEADING_ROWS else {}
            continue
        between = 0
        cells = list(_cells(words, node))
        header = _header([fold(cell.of(words.text)) for cell in cells])
        if header:
            columns = header
        elif columns:
            named = {name: cells[n] for name, n in columns.items() if n < len(cells)}
            yield _clause(words, node, cells[0].of(words.text), named, issued_on)


def _cells(words: Words, node: Node) -> Iterator[Span]:
    start = node.start
    for piece in words.text[node.start : node.end].split("|"):
        left = len(piece) - len(piece.lstrip())
        yield Span(start + left, max(start + left, start + len(piece.rstrip())))
        start += len(piece) + 1


def _header(titles: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, pattern in _COLUMNS:
        hit = next((n for n, title in enumerate(titles) if pattern.fullmatch(title) and n not in found.values()), None)
        if hit is not None:
            found[name] = hit
    return found if set(_ROW) <= set(found) else {}


def _clause(words: Words, node: Node, no: str, cells: dict[str, Span], issued_on: date | None) -> ClauseReading:
    text, what = words.text, cells.get("what", Span(node.start, node.end))
    place = cells.get("when")
    phrase = place.of(text) or None if place else None
    deadline = read_deadline(phrase, issued_on)
    names = {role: names_of(words, cells.get(role)) for role in ("lead", "coordinate")}
    duty = _duty(text, cells, what, names, deadline)
    repeated = deadline.recurrence and deadline.kind is not DeadlineKind.DATED
    return ClauseReading(
        no=no,
        ref=node.ref,
        start=what.start,
        end=what.end,
        text=" ".join(what.of(text).split()),
        lead=names["lead"],
        coordinate=names["coordinate"],
        deadline=deadline.due_on if deadline.named else None,
        deadline_phrase=None if repeated else phrase,
        recurrence=deadline.recurrence,
        recurrence_phrase=phrase if deadline.recurrence else None,
        report_to=None,
        report_via=None,
        duties=(duty,),
    )


def _duty(text: str, cells: dict[str, Span], what: Span, names: dict[str, tuple[str, ...]], deadline: Deadline) -> Duty:
    labels = {"lead": "Chủ trì", "coordinate": "Phối hợp", "when": "Hạn", "product": "Sản phẩm"}
    undated = deadline.kind is DeadlineKind.UNDATED
    return Duty(
        title=short_title(what.of(text), None),
        start=what.start,
        end=what.end,
        lead=names["lead"],
        coordinate=names["coordinate"],
        implementing=(),
        product=(cells["product"].of(text) or None) if "product" in cells else None,
        kind=deadline.kind,
        phrase=deadline.phrase,
        due_on=deadline.due_on,
        recurrence=deadline.recurrence,
        report_to=None,
        report_via=None,
        follower=False,
        undated_reason=(deadline.needs or NO_DEADLINE) if undated else None,
        why=tuple(
            Why(label, cells[name].start, cells[name].end)
            for name, label in labels.items()
            if name in cells and cells[name].start < cells[name].end
        ),
        sure=0.6 if undated or not names["lead"] else 0.95,
    )
