"""The section that assigns ("Tổ chức thực hiện" in its variants), cut into entries: who is told to do what.

A numbered clause with one subject is one entry, however many sentences it has. Under an agency's heading each point
of the first level is an entry that inherits the heading's agencies. A sentence that names another subject begins an
entry of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from webapp.extraction.names import names_at
from webapp.extraction.outline import CLOSING, body_start
from webapp.extraction.reading import Node, NodeKind, Span
from webapp.extraction.roles import Subject, find_subject, partners
from webapp.extraction.tables import is_row
from webapp.extraction.text import UPPER, Words, fold
from webapp.extraction.vocabulary import HEAD

_TITLES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        r"to chuc (?:trien khai )?thuc hien(?: (?:ke hoach|chuong trinh|nghi quyet|chi thi|de an|quy che).*)?",
        r".{0,6}\bto chuc thuc hien(?: va .*)?",
        r"(?:phan cong|trach nhiem)(?: to chuc| trien khai)* (?:thuc hien|thi hanh)(?: .*)?|to chuc thi hanh",
        r"phan cong (?:trach nhiem|nhiem vu)(?: .*)?|trach nhiem cua (?:cac )?.{0,80}|che do (?:thong tin|bao cao).*",
    )
)
"""Folded headings of the section, the surest first; of several equal ones the last counts."""

_BOILERPLATE = re.compile(
    r"Trên đây|(?:Trong )?[Qq]uá trình|Nhận được|(?:Chương trình|Nghị quyết|Kế hoạch|Chỉ thị|Hướng dẫn"
    r"|Kết luận|Quyết định|Quy"
    r" (?:định|chế)|Đề án)(?: hành động)? này\b|[⁽⁰¹²³⁴-⁹]|\[\d"
)
_NO_DUTY = re.compile(
    r"[^.;]{0,40}[Qq]uá trình[^.;]{0,90}(?:nếu|khó khăn|vướng mắc)|[^.;]{0,160}nghiêm túc (?:triển khai "
    r"|tổ chức )?thực hiện"
)
"""A closing paragraph that only says what to do in case of difficulty, or exhorts."""
_BREAK = re.compile(rf"(?<!\bTP)(?<!\bv\.v)[.!?]\s+(?=[{UPPER}“\"])|;\s+")
_GIVES_ORDER = re.compile(rf"(?:Giao|Yêu cầu|Đề nghị) (?={HEAD})")


@dataclass(frozen=True, slots=True)
class Entry:
    """A stretch of the section that tells one subject what to do.

    ``start``..``end`` is its words without the number; ``subject`` is None where it names none and the heading
    above (``head``, with those the heading says to work with) leads.
    """

    no: str
    ref: str
    level: int
    start: int
    end: int
    subject: Subject | None
    head: Span | None
    head_partners: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    level: int
    names: Span | None
    partners: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The assigning part of a document: its nodes, the ref they are numbered under, and where it begins."""

    ref: str
    start: int
    nodes: tuple[Node, ...]


def find_section(words: Words, nodes: tuple[Node, ...]) -> Section | None:
    """The assigning section; in a document without its heading, all from the first "Giao …" to the close."""
    for title in _TITLES:
        for index in range(len(nodes) - 1, -1, -1):
            node = nodes[index]
            if node.kind is not NodeKind.POINT and title.fullmatch(fold(node.label)):
                inside = tuple(_under(words, node, nodes[index + 1 :]))
                if inside:
                    return Section(node.ref, node.start, inside)
    return _ordered_part(words, nodes)


def _ordered_part(words: Words, nodes: tuple[Node, ...]) -> Section | None:
    orders = (n for n, node in enumerate(nodes) if _GIVES_ORDER.match(words.even, body_start(words.text, node)))
    first = next(orders, None)
    if first is None:
        return None
    rest = nodes[first:]
    close = next((n for n, node in enumerate(rest) if CLOSING.match(words.text, node.start)), len(rest))
    return Section("", rest[0].start, rest[:close])


def _under(words: Words, heading: Node, after: tuple[Node, ...]) -> Iterator[Node]:
    """The nodes below a heading; a heading without a number rules until the text closes."""
    for node in after:
        numbered = heading.kind is not NodeKind.PARAGRAPH
        if numbered and node.level <= heading.level:
            return
        if not numbered and (node.kind is NodeKind.SECTION or CLOSING.match(words.text, node.start)):
            return
        yield node


def find_entries(words: Words, section: Section) -> tuple[list[Entry], int]:
    """The entries of a section in text order, and how many of its paragraphs told nobody anything."""
    entries: list[Entry] = []
    heads: list[_Head] = []
    silent = 0
    nodes = section.nodes
    for index, node in enumerate(nodes):
        if is_row(words, node):
            continue
        while heads and heads[-1].level >= node.level:
            heads.pop()
        start = body_start(words.text, node)
        nested = index + 1 < len(nodes) and nodes[index + 1].level > node.level
        if nested and _is_lead_in(words, node):
            heads.append(_head(words, node, start, heads))
            continue
        entry = _entry(words, section, node, start, heads)
        if entry and entries and _continues(words, entries[-1], entry, node):
            entries[-1] = replace(entries[-1], end=node.end)
        elif entry and (entry.subject or entry.head or node.kind is not NodeKind.PARAGRAPH):
            entries.append(entry)
        else:
            silent += 1
    return [part for entry in entries for part in _by_subject(words, entry)], silent


def _is_lead_in(words: Words, node: Node) -> bool:
    return node.kind in (NodeKind.SECTION, NodeKind.HEADING) or words.text[node.end - 1] == ":"


def _head(words: Words, node: Node, start: int, heads: list[_Head]) -> _Head:
    """A heading's agencies; one that names none leaves those above in force."""
    subject = find_subject(words, start, node.end)
    names = subject.names if subject else names_at(words, start, node.end)
    if names is None and heads:
        return replace(heads[-1], level=node.level)
    return _Head(node.level, names, partners(words, start, node.end))


def _entry(words: Words, section: Section, node: Node, start: int, heads: list[_Head]) -> Entry | None:
    """The entry of a node; None for a closing formula that names no subject."""
    head = heads[-1] if heads else _Head(0, None, ())
    subject = find_subject(words, start, node.end)
    plain = node.kind is NodeKind.PARAGRAPH
    if plain and not subject and (_BOILERPLATE.match(words.even, start) or CLOSING.match(words.even, start)):
        return None
    if plain and not head.names and _NO_DUTY.match(words.even, start, node.end):
        return None
    no = node.ref.removeprefix(section.ref).lstrip(".")
    if plain and heads:
        no = no.rsplit(".", 1)[0]
    return Entry(no, node.ref, node.level, start, node.end, subject, head.names, head.partners)


def _continues(words: Words, before: Entry, entry: Entry, node: Node) -> bool:
    """Whether a place only goes on with the entry before it: deeper, or after ";", and without its own subject."""
    plain = node.kind is NodeKind.PARAGRAPH
    if plain and entry.subject is None and words.text[before.end - 1] == ";":
        return True
    return node.level > before.level and (entry.subject is None or not plain)


def _by_subject(words: Words, entry: Entry) -> Iterator[Entry]:
    """The entry cut where a sentence, or a part after ";", names another subject."""
    cuts: list[tuple[int, Subject]] = []
    led_by = entry.subject
    for found in _BREAK.finditer(words.even, entry.start, entry.end):
        subject = find_subject(words, found.end(), entry.end)
        if subject and (led_by is None or subject.names.of(words.low) != led_by.names.of(words.low)):
            cuts.append((found.end(), subject))
            led_by = subject
    starts = [(entry.start, entry.subject), *cuts]
    for index, (start, subject) in enumerate(starts):
        end = starts[index + 1][0] if index + 1 < len(starts) else entry.end
        end = start + len(words.text[start:end].rstrip("; \n"))
        no = entry.no + (chr(ord("a") + index) if cuts else "")
        yield replace(entry, no=no, start=start, end=end, subject=subject)
