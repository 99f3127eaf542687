"""The goals of a document ("Mục tiêu", "Chỉ tiêu"): where they stand, cut into pieces that each hold one goal.

A document without such a section may still name goals: the sentences that say "phấn đấu" or "mục tiêu đến năm".
A date that stands alone ("* Đến năm 2030"), or in a heading, rules all that follows until the next one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from webapp.extraction.amounts import find_amounts
from webapp.extraction.outline import CLOSING, body_start
from webapp.extraction.reading import Node, NodeKind
from webapp.extraction.text import UPPER, Words, fold
from webapp.rules.horizons import Horizon, find_horizons

_TITLE = re.compile(
    r"(?:cac |mot so |he thong |nhung )?(?:quan diem,? |muc dich,? |phuong huong,? |tam nhin(?: va|,)? )*(?:va )?"
    r"(?:muc tieu|chi tieu)\b(?! (?:quoc gia|cua chuong trinh muc tieu)).*"
    r"|.{0,80}\b(?:cac |nhung )(?:muc tieu|chi tieu)(?:, (?:muc tieu|chi tieu))?(?: \w+){0,4}"
)
"""A folded heading under which goals stand."""
_PLAIN_TITLE = re.compile(r"(?:mục tiêu|chỉ tiêu)\b(?! quốc gia)")
_GENERAL = re.compile(r"(?:muc tieu|muc dich) (?:tong quat|chung|tong the)|quan diem")
_RUN_IN = re.compile(
    r"(?:[Mm]ục tiêu|[Cc]hỉ tiêu)(?: (?:cụ thể|chủ yếu|phấn đấu|đến năm \d{4}|năm \d{4}))*\s?: ?(?=\w)"
)
"""A goal's title with its words after it on the same line."""
_AIMING = re.compile(r"ph[ấầ]n đ[ấầ]u\b|\b(?:mục tiêu|chỉ tiêu) (?:đến|năm|trong|đạt|là)\b")
_LABEL = re.compile(r"(?:(?:chỉ tiêu|mục tiêu)(?: số)? \d{1,2}(?:\.\d+)*|về [^:.;]{3,60}|cụ thể|trong đó)\s?[:.]\s*")
_ONLY_TERM = re.compile(r"[\s:.,;–-]*(?:(?:ph[ấầ]n đ[ấầ]u|mục tiêu|tầm nhìn|định hướng)[\s,:]*)?[\s:.,;–-]*")
_LONE_UP_TO = 90

_FULL_STOP = re.compile(rf"(?<!\bTP)(?<!\bv\.v)[.!?]\s+(?=[{UPPER}“\"\d])")
_SENTENCE = re.compile(rf"{_FULL_STOP.pattern}|;\s+")
_QUANTIFIER = (
    r"(?:đại đa số|hầu hết|hầu như|phần lớn|đa số|toàn bộ|tất cả|không còn"
    r"|cơ bản(?= (?:hoàn thành|không còn|đạt|khắc phục|xóa|giải quyết|xử lý|hình thành))|thuộc nhóm|nằm trong nhóm)"
)
QUANTIFIER = re.compile(rf"(?<!\w){_QUANTIFIER}(?!\w)")
"""The words of a goal that has no number."""
_OPENER = (
    r"(?:trong đó|riêng|ph[ấầ]n đ[ấầ]u|t[ỷỉ] (?:lệ|trọng|suất|số)|số (?:lượng|người|hộ|xã|vụ|đơn)|mỗi|có|đạt|giảm|tăng"
    r"|thu hút|chiếm|(?:trên|dưới|khoảng|từ) \d[\d.,]*|ít nhất|tối thiểu|\d[\d.,]*\s?%"
    r"|(?:đến|tới|vào)(?: hết| cuối)? (?:năm|tháng|quý|\d+)|giai đoạn|năm \d+|tầm nhìn"
    rf"|{_QUANTIFIER})(?!\w)"
)
_CUT = re.compile(
    rf",\s+(?:và )?(?={_OPENER})|\s(?=và (?:(?:đến|tới|vào)(?: hết| cuối)? năm|đạt|(?:trên |khoảng |ít nhất )?\d))"
    r"|,?\s\(?(?=ph[ấầ]n đ[ấầ]u (?:đến|đạt|có|năm))",
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """The term that a heading or a lone line sets, and the level of the place it stands under."""

    level: int
    term: Horizon


@dataclass(frozen=True, slots=True)
class Goal:
    """A stretch of text with at most one goal; ``ruling`` is the term set above it, ``general`` its section's kind."""

    ref: str
    node_start: int
    start: int
    end: int
    ruling: Horizon | None
    general: bool
    titled: bool


def find_goals(words: Words, nodes: tuple[Node, ...]) -> Iterator[Goal]:
    """The pieces of the goals section in text order; of a document without one, its aiming sentences."""
    sections = list(_sections(words, nodes))
    for first, last in sections:
        yield from _walk(words, nodes[first:last])
    if not sections:
        for node in nodes:
            yield from _aiming(words, node)


def _sections(words: Words, nodes: tuple[Node, ...]) -> Iterator[tuple[int, int]]:
    """The stretches of nodes, title first, that hold goals; none inside another."""
    at = 0
    while at < len(nodes):
        if not _is_title(words, nodes[at]):
            at += 1
            continue
        first = at
        at += 1
        while at < len(nodes) and not _ends(words, nodes[first], nodes[at]):
            at += 1
        yield first, at


def _ends(words: Words, title: Node, node: Node) -> bool:
    if CLOSING.match(words.text, node.start) or (title.kind is NodeKind.PARAGRAPH and node.kind is NodeKind.SECTION):
        return True
    return title.kind is not NodeKind.PARAGRAPH and node.level <= title.level


def _is_title(words: Words, node: Node) -> bool:
    start = body_start(words.text, node)
    if _RUN_IN.match(words.even, start, node.end):
        return True
    short = node.end - start <= _LONE_UP_TO
    if node.kind is NodeKind.POINT or (node.kind is NodeKind.PARAGRAPH and not short):
        return False
    if node.kind is NodeKind.PARAGRAPH:
        return bool(
            re.match(r"(?:[Mm]ục tiêu|MỤC TIÊU|[Cc]hỉ tiêu|CHỈ TIÊU)\b(?! quốc gia)", words.even[start : node.end])
        )
    return bool(_TITLE.fullmatch(fold(node.label)))


def _walk(words: Words, nodes: tuple[Node, ...]) -> Iterator[Goal]:
    """The pieces of a section; terms of headings and of lone lines are kept in force down the page."""
    rulings: list[Ruling] = []
    general: int | None = None
    heading = nodes[0].level
    for node in nodes:
        start, is_head = body_start(words.text, node), node.kind in (NodeKind.SECTION, NodeKind.HEADING)
        if is_head:
            rulings = [one for one in rulings if one.level < node.level]
            heading = node.level
            if general is None or node.level <= general:
                general = node.level if _GENERAL.match(fold(node.label)) else None
        term = _lone_term(words, start, node.end) or (_last_term(words, start, node.end) if is_head else None)
        if term:
            level = node.level if is_head else min(node.level, heading + 1)
            rulings = [one for one in rulings if one.level < level] + [Ruling(level, term)]
        elif not is_head or find_amounts(words, start, node.end):
            yield from _pieces(words, node, rulings[-1].term if rulings else None, general is not None)


def _lone_term(words: Words, start: int, end: int) -> Horizon | None:
    """The term of a line that says nothing else."""
    if end - start > _LONE_UP_TO:
        return None
    found = find_horizons(words.low, start, end)
    if not found:
        return None
    starts, ends = [one.end for one in found], [one.start for one in found]
    rest = "".join(words.low[left:right] for left, right in zip([start, *starts], [*ends, end], strict=True))
    return found[-1] if _ONLY_TERM.fullmatch(rest) else None


def _last_term(words: Words, start: int, end: int) -> Horizon | None:
    found = find_horizons(words.low, start, end)
    return found[-1] if found and not find_amounts(words, start, end) else None


def _pieces(words: Words, node: Node, ruling: Horizon | None, general: bool) -> Iterator[Goal]:
    start = body_start(words.text, node)
    label = _RUN_IN.match(words.even, start, node.end)
    start = label.end() if label else start
    label = _LABEL.match(words.low, start, node.end)
    start = label.end() if label else start
    if label and (said := find_horizons(words.low, label.start(), label.end())):
        ruling = said[-1]
    for first, last in _parts(words, start, node.end):
        yield Goal(node.ref, start, first, last, ruling, general, titled=True)


def _parts(words: Words, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces of a paragraph: sentences, and parts of a sentence that each hold a goal of their own."""
    for first, last in _cut(_SENTENCE.finditer(words.even, start, end), start, end):
        held, aimed = first, False
        for left, right in _cut(_CUT.finditer(words.low, first, last), first, last):
            aims = _aims(words, left, right)
            if aimed and (aims or _lone_term(words, left, right)):
                yield held, left
                held, aimed = left, aims
            aimed = aimed or aims
        yield held, last


def _cut(breaks: Iterator[re.Match[str]], start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in breaks:
        if found.end() > start:
            yield start, found.start() + (found.group()[:1] in ".!?")
            start = found.end()
    if start < end:
        yield start, end


def _aims(words: Words, start: int, end: int) -> bool:
    return bool(QUANTIFIER.search(words.low, start, end) or find_amounts(words, start, end))


def _aiming(words: Words, node: Node) -> Iterator[Goal]:
    """The aiming sentences of a place in a document without goals section."""
    start = body_start(words.text, node)
    for first, last in _cut(_FULL_STOP.finditer(words.even, start, node.end), start, node.end):
        aim = _AIMING.search(words.low, first, last)
        if aim and find_amounts(words, aim.start(), last):
            for left, right in _parts(words, aim.start(), last):
                yield Goal(node.ref, start, left, right, None, general=False, titled=False)
