"""A whole document read: its outline, its head, and every clause of the assigning section with its duties."""

import re
from dataclasses import replace
from datetime import date

from webapp.extraction.bodies import Bodies, read_bodies
from webapp.extraction.duty_reader import read_duties
from webapp.extraction.outline import body_start, outline
from webapp.extraction.places import Place, find_section, places, span_of
from webapp.extraction.reading import ClauseReading, Node, NodeKind, Reading, Span
from webapp.extraction.text import Words, clean
from webapp.extraction.times import read_report, read_when

_KINDS = r"CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|KẾ HOẠCH|CHỈ THỊ|KẾT LUẬN|NGHỊ QUYẾT|HƯỚNG DẪN|QUYẾT ĐỊNH|THÔNG BÁO|QUY ĐỊNH"
_TITLE = re.compile(rf"^(?:{_KINDS})\b.*", re.M)
_NUMBER = re.compile(r"[Ss]ố:?\s*(\d{1,4}\s?-\s?[A-ZĐ]{1,4}(?:r|TW)?/[A-ZĐ]{2,8}|\d{1,4}/[A-ZĐ]{2,4}-[A-ZĐ]{2,8})")
_ISSUED = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
_HEAD_LETTERS = 1500
CLAUSE_LIMIT = 2000
"""Clauses read at most: far more than any document has, so that hostile input ends."""


def read_programme(text: str, issued_on: date | None = None) -> Reading:
    """Read a document. ``issued_on`` is the day given by a person, else the one in its head; spans point into
    ``Reading.text``, the cleaned text. Never raises on any text."""
    cleaned = clean(text)
    words, nodes = Words.of(cleaned), outline(cleaned)
    section = find_section(cleaned, nodes)
    head = cleaned[: min(_HEAD_LETTERS, section[0].start if section else _HEAD_LETTERS)]
    issued = issued_on or _issued(head)
    found = [_clause(words, place, issued) for place in list(places(cleaned, section))[:CLAUSE_LIMIT]]
    clauses = tuple(clause for clause in found if clause is not None)
    return Reading(
        text=cleaned,
        title=_title(nodes, cleaned, section),
        number=found_number[1] if (found_number := _NUMBER.search(head[:600])) else None,
        issuer=None,
        issued_on=issued,
        nodes=nodes,
        clauses=clauses,
        section=span_of(section),
        unassigned=len(found) - len(clauses),
    )


def _clause(words: Words, place: Place, issued_on: date | None) -> ClauseReading | None:
    span = Span(body_start(words.text, place.node), place.end)
    bodies = _bodies(words, span, place.heading)
    if not bodies.lead:
        return None
    when, report = read_when(words, span, issued_on), read_report(words, span)
    text = " ".join(words.text[span.start : span.end].split())
    return ClauseReading(
        no=place.node.ref.rsplit(".", 1)[-1],
        ref=place.node.ref,
        start=span.start,
        end=span.end,
        text=text,
        lead=tuple(one.of(words.text) for one in bodies.lead),
        coordinate=tuple(one.of(words.text) for one in bodies.coordinate),
        deadline=when.due_on,
        deadline_phrase=when.phrase if when.phrase != when.recurrence_phrase else None,
        recurrence=when.recurrence,
        recurrence_phrase=when.recurrence_phrase,
        report_to=report.to.of(words.text) if report.to else None,
        report_via=report.via.of(words.text) if report.via else None,
        duties=read_duties(words, span, bodies, issued_on),
    )


def _bodies(words: Words, span: Span, heading: Node | None) -> Bodies:
    """The clause's own bodies; a point without a subject has that of the heading it stands under."""
    own = read_bodies(words, span)
    if own.lead or heading is None:
        return own
    above = read_bodies(words, Span(body_start(words.text, heading), heading.end))
    return replace(above, coordinate=above.coordinate + own.coordinate, end=max(own.end, span.start))


def _title(nodes: tuple[Node, ...], text: str, section: tuple[Node, ...]) -> str | None:
    """The kind of document and what it is about: the paragraphs before the first section, from the kind on."""
    first = next((node.start for node in nodes if node.kind is not NodeKind.PARAGRAPH), len(text))
    found = _TITLE.search(text, 0, min(first, _HEAD_LETTERS))
    if not found:
        return None
    return " ".join(text[found.start() : min(first, found.start() + 480)].split()).strip(" -")


def _issued(head: str) -> date | None:
    found = _ISSUED.search(head)
    if not found:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
