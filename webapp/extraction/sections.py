"""The section that assigns: under "Tổ chức thực hiện" in one of its dresses, or what follows the first order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from webapp.extraction.outline import CLOSING, body_start
from webapp.extraction.reading import Node, NodeKind
from webapp.extraction.roles import find_order, find_subject
from webapp.extraction.text import Words, fold

_CARRYING_OUT = r"to chuc(?:,| va)?(?: trien khai| chi dao)? thuc hien"
_TITLES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_CARRYING_OUT}(?: (?:ke hoach|chuong trinh|nghi quyet|chi thi|de an|quy che).*)?",
        rf"(?:.{{0,6}}\b|.{{0,50}}(?:,| va) |(?:cong tac|co che) ){_CARRYING_OUT}(?:(?:,| va) .*)?",
        r"trien khai thuc hien|to chuc thi hanh",
        r"(?:phan cong|trach nhiem)(?: va phan cong| to chuc| trien khai)* (?:thuc hien|thi hanh)(?: .*)?",
        r"(?:viec|cong tac|ke hoach|quy dinh ve) to chuc thuc hien .*\?",
        r"phan cong (?:trach nhiem|nhiem vu)(?: .*)?|(?:trach nhiem|nhiem vu) cua (?:cac )?.{0,80}",
        r"che do (?:thong tin|bao cao).*",
    )
)
"""Folded headings of the section, the surest first; of several equal ones the last counts."""

_ASSESSES = re.compile(r"(?:ve )?(?:danh gia|tinh hinh|ket qua|han che|nguyen nhan|nhan dinh|thuc trang|boi canh)\b")
"""Headings under which a document judges what was done."""
_ARTICLE = re.compile(r"Điều \d")
_ABOVE_ARTICLES = re.compile(r"Điều|Chương|Phần|Mục", re.I)
_ORDER_BEFORE = re.compile(r"(?:giao|yêu cầu|đề nghị)(?: cho)? $", re.I)
_ANNOUNCES_ORDERS = re.compile(r"(?:yêu cầu|giao nhiệm vụ|chỉ đạo|chỉ thị|đề nghị|ý kiến|kết luận)\b[^.:]*:$")


@dataclass(frozen=True, slots=True)
class Section:
    """The assigning part of a document: its nodes, the ref they are numbered under, and where it begins.

    ``is_headed`` when it stands under its own heading; else only what names somebody is taken from it.
    """

    ref: str
    start: int
    nodes: tuple[Node, ...]
    is_headed: bool


def find_section(words: Words, nodes: tuple[Node, ...]) -> Section | None:
    """The assigning section; in a document without its heading, all from the first "Giao …" to the close."""
    for title in _TITLES:
        for index in range(len(nodes) - 1, -1, -1):
            node = nodes[index]
            if node.kind is not NodeKind.POINT and title.fullmatch(fold(node.label)):
                inside = tuple(_within_article(words, nodes, index))
                if inside:
                    return Section(node.ref, node.start, inside, is_headed=True)
    return _ordered_part(words, nodes)


def _within_article(words: Words, nodes: tuple[Node, ...], index: int) -> Iterator[Node]:
    """The nodes under the heading at ``index``, up to the next article where the heading stands inside an article."""
    heading = nodes[index]
    before = (n for n in reversed(nodes[:index]) if _ARTICLE.match(words.text, n.start) or _closes(words, n))
    last = None if _ABOVE_ARTICLES.match(words.text, heading.start) else next(before, None)
    stands_in_one = last is not None and not _closes(words, last)
    for node in _under(words, heading, nodes[index + 1 :]):
        if stands_in_one and _ARTICLE.match(words.text, node.start):
            return
        yield node


def _closes(words: Words, node: Node) -> bool:
    return CLOSING.match(words.text, node.start) is not None


def _ordered_part(words: Words, nodes: tuple[Node, ...]) -> Section | None:
    """From the first order ("Giao …", or a lead-in "… yêu cầu:") to the close of the text."""
    first = next((n for n, node in enumerate(nodes) if _orders(words, node)), None)
    if first is None:
        return None
    rest = nodes[first:]
    close = next((n for n, node in enumerate(rest) if CLOSING.match(words.text, node.start)), len(rest))
    ordered = tuple(_without_assessments(rest[:close]))
    return Section("", ordered[0].start, ordered, is_headed=False) if ordered else None


def _without_assessments(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """The nodes that do not stand under a heading such as "I. Đánh giá chung"."""
    above: Node | None = None
    for node in nodes:
        if above and node.level > above.level:
            continue
        is_heading = node.kind in (NodeKind.SECTION, NodeKind.HEADING)
        above = node if is_heading and _ASSESSES.match(fold(node.label)) else None
        if above is None:
            yield node


def _orders(words: Words, node: Node) -> bool:
    start = body_start(words.text, node)
    subject = find_subject(words, start, node.end)
    if subject and _ORDER_BEFORE.search(words.even, max(start, subject.names.start - 12), subject.names.start):
        return True
    if find_order(words, start, node.end):
        return True
    return words.text[node.end - 1] == ":" and bool(_ANNOUNCES_ORDERS.search(words.even, node.start, node.end))


def _under(words: Words, heading: Node, after: tuple[Node, ...]) -> Iterator[Node]:
    """The nodes below a heading, up to the next question; one without a number rules until the text closes."""
    for node in after:
        numbered = heading.kind is not NodeKind.PARAGRAPH
        if words.text[node.end - 1] == "?":
            return
        if numbered and node.level <= heading.level:
            return
        if not numbered and (node.kind is NodeKind.SECTION or CLOSING.match(words.text, node.start)):
            return
        yield node
