"""The entries of the assigning section: who is told to do what.

A numbered clause with one subject is one entry, however many sentences it has. Under an agency's heading each point
of the first level is an entry that inherits the heading's agencies. A sentence that names another subject begins an
entry of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from webapp.extraction.names import names_at
from webapp.extraction.outline import CLOSING, body_start
from webapp.extraction.reading import Node, NodeKind, Span
from webapp.extraction.roles import Subject, find_order, find_subject, partners, told_from
from webapp.extraction.sections import Section
from webapp.extraction.tables import is_row
from webapp.extraction.text import UPPER, Words
from webapp.extraction.vocabulary import VERB_HERE

_BOILERPLATE = re.compile(
    r"Trên đây|(?:Trong )?[Qq]uá trình|Nhận được|(?:Chương trình|Nghị quyết|Kế hoạch|Chỉ thị|Hướng dẫn|Kết luận"
    r"|Quyết định|Quy (?:định|chế)|Đề án)(?: hành động)? này\b"
)
"""How a closing formula begins."""
_ITSELF = re.compile(r"(?:cơ quan|đơn vị) (?:thường trực|đầu mối|chủ trì|tham mưu)")
"""How a point speaks of the agency in the heading above."""
_ANSWERABLE = re.compile(r"(?:Trách nhiệm|Nhiệm vụ) của (?=[^\W\d_])")
"""A heading that names whoever stands in it, be it "cơ sở giáo dục" or "tổ chức, cá nhân"."""
_CARRIED = -1
"""Level of a head that no place of the outline ends."""
_FOOTNOTE = re.compile(r"[⁽⁰¹²³⁴-⁹]|\[\d")
_NO_DUTY = re.compile(
    r"[^.;]{0,40}[Qq]uá trình[^.;]{0,90}(?:nếu|khó khăn|vướng mắc)|[^.;]{0,160}nghiêm túc (?:triển khai "
    r"|tổ chức )?thực hiện|[^.;]{0,80}thông báo (?:để|tới|đến|cho)[^.;]{0,90}(?:biết|thực hiện)"
)
"""A closing paragraph that only says what to do in case of difficulty, or exhorts."""
_BARE = re.compile(
    r"\b(?:có trách nhiệm|chịu trách nhiệm|chủ trì|chủ động|(?:tham gia )?phối hợp(?: chặt chẽ)?(?: với| cùng)?"
    r"|cùng với|lãnh đạo|chỉ đạo|tổ chức|triển khai|tập trung|khẩn trương|(?:thực hiện|làm)"
    r"|(?:các|một số|những) (?:nhiệm vụ|nội dung|công việc|việc|vấn đề|giải pháp)(?: trọng tâm| cụ thể| chủ yếu)*"
    r"|tốt|nghiêm túc|như sau|sau đây|sau|cụ thể(?: là)?|gồm|theo|quy định|chức năng|nhiệm vụ|được giao|và)\b|[,:;]"
)
"""What a lead-in says that adds no duty of its own."""
_TELLS_OF = re.compile(
    r" (?:(?:đã|đang|chưa|vẫn|còn|luôn|cơ bản|ghi nhận|biểu dương|đánh giá cao|hoan nghênh|nhận (?:thấy|được)|cho rằng"
    r"|đồng ý|nhất trí|tán thành|nghe|kết luận)\b|thống nhất (?:với|chủ trương|chọn|về|chuyển|cho)\b)"
)
"""What a body does that judges or decides itself: told, not ordered."""
_GIVES_ORDERS = re.compile(
    r"[^.;:]{0,40}? (?:yêu cầu|giao|đề nghị|có ý kiến|kết luận|thống nhất|quyết nghị|quyết định|điện)\b[^.;:]*:$"
)
"""How the lead-in of the body that gives the orders goes on; it leads none of them."""
_JUDGED_WITHIN = 16
_OWN_DUTY_FROM = 6
"""Words beyond that from which a lead-in has one."""
_BREAK = re.compile(rf"(?<!\bTP)(?<!\bv\.v)[.!?]\s+(?=[{UPPER}“\"])|;\s+")


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
    """The agencies a heading names; ``plain`` for a lead-in without a number, which rules the points of its level."""

    level: int
    names: Span | None
    partners: tuple[Span, ...]
    plain: bool


def find_entries(words: Words, section: Section) -> tuple[list[Entry], int]:
    """The entries of a section in text order, and how many of its paragraphs told nobody anything."""
    collector = _Collector(words, section)
    for node, following in zip_longest(section.nodes, section.nodes[1:]):
        if not is_row(words, node):
            collector.take(node, following)
    return [part for entry in collector.entries for part in _by_subject(words, entry)], collector.silent


class _Collector:
    """Takes the nodes of a section one by one, with the headings in force."""

    def __init__(self, words: Words, section: Section) -> None:
        self.entries: list[Entry] = []
        self.silent = 0
        self._words = words
        self._section = section
        self._heads: list[_Head] = []
        self._begins_anew = False

    def take(self, node: Node, following: Node | None) -> None:
        """Read a node; ``following`` is the one after it."""
        while self._heads and _is_over(self._heads[-1], node):
            self._heads.pop()
        start = body_start(self._words.text, node)
        head = self._heads[-1] if self._heads else None
        if not _leads_in(self._words, node, following, head):
            self._add(node, start)
            return
        if _has_own_duty(self._words, node, start):
            self._add(node, start)
        self._heads.append(_head(self._words, node, following, head))
        self._begins_anew = True

    def _add(self, node: Node, start: int) -> None:
        entry = _entry(self._words, self._section, node, start, self._heads)
        before = self.entries[-1] if self.entries and not self._begins_anew else None
        if entry and before and _continues(self._words, before, entry, node):
            self.entries[-1] = replace(before, end=node.end)
        elif entry and _tells_somebody(self._words, self._section, entry, node):
            self.entries.append(entry)
            self._begins_anew = False
            self._carry(entry)
        else:
            self.silent += 1
            self._begins_anew |= not _FOOTNOTE.match(self._words.text, start)

    def _carry(self, entry: Entry) -> None:
        """Without a section, "Giao Sở Y tế: rà soát …" leads the paragraphs after it too, until another is told."""
        if self._section.is_headed or not entry.subject:
            return
        self._heads = [head for head in self._heads if head.level > _CARRIED]
        if self._words.text.startswith(":", entry.subject.names.end):
            self._heads.insert(0, _Head(_CARRIED, entry.subject.names, (), plain=False))


def _is_over(head: _Head, node: Node) -> bool:
    return head.level >= node.level or (head.plain and node.kind is NodeKind.PARAGRAPH)


def _leads_in(words: Words, node: Node, following: Node | None, head: _Head | None) -> bool:
    """Whether a node only opens the points below it. A point of an agency's that opens smaller ones is one duty."""
    if following is None:
        return False
    colon = words.text[node.end - 1] == ":"
    if node.kind is NodeKind.PARAGRAPH:
        lists = following.kind is not NodeKind.PARAGRAPH or following.level > node.level
        return colon and (lists or _announces(words, node))
    if following.level <= node.level:
        return False
    start = body_start(words.text, node)
    if colon and head and head.names and VERB_HERE.match(words.low, start):
        return False
    return colon or node.kind is not NodeKind.POINT or _only_names(words, start, node.end)


def _announces(words: Words, node: Node) -> bool:
    """Whether a paragraph only says that the body it names gives the orders that follow."""
    subject = find_subject(words, node.start, node.end)
    return subject is not None and bool(_GIVES_ORDERS.match(words.even, subject.names.end, node.end))


def _only_names(words: Words, start: int, end: int) -> bool:
    names = names_at(words, start, end, lists=True)
    return names is not None and not words.text[names.end : end].strip(" .")


def _has_own_duty(words: Words, node: Node, start: int) -> bool:
    """Whether a lead-in with its own subject says more than that what follows is to be done."""
    subject = find_subject(words, start, node.end) if words.text[node.end - 1] == ":" else None
    if subject is None:
        return False
    said = words.even[subject.predicate : node.end]
    for run in partners(words, subject.predicate, node.end):
        said = said.replace(words.even[run.start : run.end], "")
    return len(_BARE.sub(" ", said).split()) >= _OWN_DUTY_FROM


def _head(words: Words, node: Node, following: Node | None, above: _Head | None) -> _Head:
    """A heading's agencies; one that names none leaves those above in force."""
    start = body_start(words.text, node)
    subject = find_subject(words, start, node.end)
    names = subject.names if subject else names_at(words, start, node.end, lists=True)
    answerable = None if names else _ANSWERABLE.match(words.even, start, node.end)
    if answerable:
        names = Span(answerable.end(), start + len(words.text[start : node.end].rstrip(" .:")))
    if names and _GIVES_ORDERS.match(words.even, names.end, node.end):
        names = None
    beside = partners(words, start, node.end)
    plain = node.kind is NodeKind.PARAGRAPH
    level = min(node.level, following.level if following else node.level) - 1 if plain else node.level
    if names is None and above:
        return _Head(level, above.names, above.partners + beside, plain)
    return _Head(level, names, beside, plain)


def _entry(words: Words, section: Section, node: Node, start: int, heads: Sequence[_Head]) -> Entry | None:
    """The entry of a node; None for a closing formula that names no subject."""
    head = heads[-1] if heads else _Head(0, None, (), plain=False)
    subject = find_subject(words, start, node.end)
    if subject is None and not section.is_headed and (order := find_order(words, start, node.end)):
        start, subject = order
    if subject and head.names and _ITSELF.fullmatch(words.low, subject.names.start, subject.names.end):
        subject = None
    plain = node.kind is NodeKind.PARAGRAPH
    if plain and not subject and _is_formula(words, node):
        return None
    if plain and not head.names and _NO_DUTY.match(words.even, start, node.end):
        return None
    no = node.ref.removeprefix(section.ref).lstrip(".")
    if plain and heads:
        no = no.rsplit(".", 1)[0]
    return Entry(no, node.ref, node.level, start, node.end, subject, head.names, head.partners)


def _is_formula(words: Words, node: Node) -> bool:
    """Whether a paragraph is a closing formula, a signature or a footnote."""
    closes = (pattern.match(words.even, node.start) for pattern in (_BOILERPLATE, CLOSING, _FOOTNOTE))
    return any(closes) or words.text[node.start : node.end].isupper()


def _tells_somebody(words: Words, section: Section, entry: Entry, node: Node) -> bool:
    """Whether an entry names who does it; a numbered clause under the section's own heading may leave it open."""
    if section.is_headed:
        return bool(entry.subject or entry.head) or node.kind is not NodeKind.PARAGRAPH
    if entry.subject:
        return not _TELLS_OF.search(words.even, entry.subject.names.end, entry.subject.predicate + _JUDGED_WITHIN)
    return bool(entry.head) and words.text[entry.end - 1] in ".;/"


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
    begin = entry.subject.names.end if entry.subject else entry.start
    begin = max(begin, told_from(words, begin, entry.end))
    for found in _BREAK.finditer(words.even, begin, entry.end):
        subject = find_subject(words, found.end(), entry.end)
        if subject and (led_by is None or subject.names.of(words.low) != led_by.names.of(words.low)):
            cuts.append((found.end(), subject))
            led_by = subject
    starts = [(entry.start, entry.subject), *cuts]
    for index, (start, subject) in enumerate(starts):
        end = starts[index + 1][0] if index + 1 < len(starts) else entry.end
        end = start + len(words.text[start:end].rstrip("; \n"))
        no = entry.no + (chr(ord("a") + index) if cuts else "")
        if any(map(str.isalnum, words.text[start:end])):
            yield replace(entry, no=no, start=start, end=end, subject=subject)
