"""The outline of a document: every numbered place and every plain paragraph, in text order.

Numbering styles are ranked ("A-" over "I." over "1." over "a)" over "-"); a place belongs to the nearest one above
it of a higher rank. Nothing depends on the wording.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from webapp.extraction.reading import Node, NodeKind, Span

_MARKERS: tuple[tuple[str, bool, str], ...] = (
    ("part", True, r"(?:Phần|PHẦN)\s+(?:thứ\s+|THỨ\s+)?(?P<no>[^\W\d_]+|\d+)(?=\s|$)"),
    ("chapter", True, r"(?:Chương|CHƯƠNG)\s+(?P<no>[IVXLC]+|\d+)\b[.:]?"),
    ("capital", True, r"(?P<no>[A-HĐ])\s?[.)/–-](?=\s)"),
    ("roman", True, r"(?!V/v)(?P<no>[IVX]{1,6})\s?[.)/–-](?=\s|[^\W\d_])"),
    ("article", True, r"(?:Điều|ĐIỀU)\s+(?P<no>\d{1,3})[.:]?(?=\s|$)"),
    ("number", False, r"(?P<no>\d{1,3})\s?[.)/–-](?=\s|[^\W\d_])"),
    ("decimal", False, r"(?P<no>\d{1,2}(?:\.\d{1,2}){1,3})\s?[.)/–-]?(?=\s|[^\W\d_])"),
    ("letter", False, r"(?P<no>[a-zđ]{1,2})\s?\)(?=\s|[^\W\d_])|(?P<dotted>[a-zđ])\.(?=\s)"),
    ("bracket", False, r"\((?P<no>\d{1,2})\)(?=\s|[^\W\d_])"),
    ("dash", False, r"[-–—•·●](?=\s|[^\W\d_])"),
    ("plus", False, r"\+(?=\s|[^\W\d_])"),
)
"""Name, whether it numbers sections, and pattern of each style, from the highest rank to the lowest."""

_STYLES = tuple((rank, section, re.compile(pattern)) for rank, (_, section, pattern) in enumerate(_MARKERS, start=1))
CLOSING = re.compile(
    r"Nơi nhận\b|(?:T/?M|K/?T|T/?L)\.? ?[^\W\d_]{2}|\(đã ký\)|Trân trọng[.!]|(?:Tin|Bài viết) liên quan|Xem thêm"
    r"|PHỤ LỤC|Phụ lục \w+$|DANH MỤC"
)
"""What follows the text proper: addressees, signature, annexes."""

_LABEL = 100
_HEADING_UP_TO = 260
"""Characters up to which a place without closing punctuation is a heading."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The number or bullet that opens a paragraph; ``end`` is where its words begin, ``no`` is None for a bullet."""

    rank: int
    is_section: bool
    no: str | None
    end: int


def paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs of a cleaned text."""
    start = 0
    for piece in text.split("\n\n"):
        if piece:
            yield Span(start, start + len(piece))
        start += len(piece) + 2


def marker_of(text: str, span: Span) -> Marker | None:
    """The marker at the head of a paragraph, if it has one and words after it."""
    for rank, is_section, pattern in _STYLES:
        found = pattern.match(text, span.start, span.end)
        if found:
            groups = found.groupdict()
            end = found.end()
            while end < span.end and text[end].isspace():
                end += 1
            return Marker(rank, is_section, groups.get("no") or groups.get("dotted"), end)
    return None


def words_from(text: str, start: int, end: int) -> int:
    """Where the words of the paragraph ``text[start:end]`` begin, after its number or bullet."""
    found = marker_of(text, Span(start, end))
    return found.end if found else start


def body_start(text: str, node: Node) -> int:
    """Where the words of a node begin."""
    return words_from(text, node.start, node.end)


def outline(text: str) -> tuple[Node, ...]:
    """The nodes of a cleaned text; together they cover every paragraph exactly once."""
    path: list[tuple[int, str]] = []
    counts: Counter[tuple[str, str]] = Counter()
    seen: Counter[str] = Counter()
    nodes: list[Node] = []
    for span in paragraphs(text):
        marker = marker_of(text, span)
        if marker:
            while path and path[-1][0] >= marker.rank:
                path.pop()
        elif CLOSING.match(text, span.start, span.end):
            path.clear()
        parent = path[-1][1] if path else ""
        ref = f"{parent}.{_own(marker, parent, counts)}".lstrip(".")
        seen[ref] += 1
        if seen[ref] > 1:
            ref = f"{ref}({seen[ref]})"
        if marker:
            path.append((marker.rank, ref))
        level = len(path) + (not marker)
        nodes.append(Node(ref, level, _kind(text, span, marker), span.start, span.end, _label(text, span, marker)))
    return tuple(nodes)


def _own(marker: Marker | None, parent: str, counts: Counter[tuple[str, str]]) -> str:
    """The last step of a ref: the printed number, the count of a bullet, or "p" and the count of a paragraph."""
    if marker and marker.no:
        return marker.no.rsplit(".", 1)[-1]
    sort = "" if marker else "p"
    counts[parent, sort] += 1
    return f"{sort}{counts[parent, sort]}"


def _kind(text: str, span: Span, marker: Marker | None) -> NodeKind:
    if marker is None:
        return NodeKind.PARAGRAPH
    short = span.end - span.start <= _HEADING_UP_TO
    if short and text[span.end - 1] not in ".;,…" and (marker.is_section or marker.no):
        return NodeKind.SECTION if marker.is_section else NodeKind.HEADING
    return NodeKind.POINT


def _label(text: str, span: Span, marker: Marker | None) -> str:
    """The words of the place in one short line; a heading in capitals is set in small letters."""
    words = " ".join(text[marker.end if marker else span.start : span.end].split()).rstrip(" :./")
    if not words:
        words = " ".join(text[span.start : span.end].split())
    if words.isupper():
        words = words[0] + words[1:].lower()
    if len(words) <= _LABEL:
        return words
    return words[:_LABEL].rsplit(" ", 1)[0].rstrip(" ,;") + "…"
