"""Bodies in a sentence: who leads, who coordinates, how a list of them is cut; and what a written name stands for.

A list of bodies begins at a ``HEAD`` and ends before the first verb. A comma cuts it only before a proper institution
or a new "các": "Các cấp ủy, tổ chức Đảng" is one group, "Sở Văn hóa, Thể thao và Du lịch" one body.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from webapp.extraction.lexicon import HEAD, PROPER, VERBS
from webapp.extraction.reading import Span
from webapp.extraction.text import Words, fold

_STARTER = re.compile(rf"(?:(?:Giao|Đề nghị|Yêu cầu|Trân trọng đề nghị)(?: cho)? )?(?P<head>{HEAD})", re.UNICODE)
_VERB = re.compile(
    rf"(?:(?<=[\s,;(])|^)(?:{VERBS}|thường xuyên|hằng năm|hàng năm|định kỳ|chủ động|tiếp tục|kịp thời|căn cứ)\b"
)
_NAME_VERBS = re.compile(r"ban (?:chỉ đạo|tổ chức|xây dựng)|cơ quan (?:chủ trì|phối hợp)|quản lý các|công tác")
_JOIN = re.compile(rf"(?:,\s*|;\s*|\s+và\s+|,\s*và\s+)(?=(?:các |Các |những )|{PROPER})")
_PARTNERS = re.compile(r"phối hợp(?: chặt chẽ| thường xuyên)?(?: cùng với| với| cùng) ")
_STOP = re.compile(
    r"[.;:()]|,(?=\s*(?:trước|trong|chậm nhất|định kỳ|hằng|hàng))|\s(?:để|trong việc|trong công tác|nhằm|theo|tại)\s"
)


@dataclass(frozen=True, slots=True)
class Bodies:
    """Who a sentence names, each as a span of the text."""

    lead: tuple[Span, ...]
    coordinate: tuple[Span, ...]
    end: int


def read_bodies(words: Words, span: Span) -> Bodies:
    """The subject and the partners of the sentence at ``span``; empty tuples when it names none."""
    started = _STARTER.match(words.even, span.start, span.end)
    lead: tuple[Span, ...] = ()
    at = span.start
    if started:
        at = _list_end(words, started.start("head"), span.end)
        lead = tuple(_split(words, started.start("head"), at))
    partners: list[Span] = []
    for found in _PARTNERS.finditer(words.low, at, span.end):
        if re.match(HEAD, words.even[found.end() : span.end]):
            end = _list_end(words, found.end(), span.end)
            partners += _split(words, found.end(), end)
            at = end
    return Bodies(lead, tuple(partners), at)


def _list_end(words: Words, start: int, end: int) -> int:
    """Where the list of bodies that begins at ``start`` ends: before its first verb or closing sign."""
    stop = _STOP.search(words.low, start, end)
    limit = stop.start() if stop else end
    for verb in _VERB.finditer(words.low, start, limit):
        if not _inside_name(words, verb):
            return verb.start()
    return limit


def _inside_name(words: Words, verb: re.Match[str]) -> bool:
    """Whether the verb is part of a body's own name: "Ban Tổ chức", "Ban Chỉ đạo 35"."""
    first = words.even[verb.start()]
    return first.isupper() or bool(_NAME_VERBS.search(words.low, max(0, verb.start() - 12), verb.end()))


def _split(words: Words, start: int, end: int) -> Iterator[Span]:
    at = start
    for joint in _JOIN.finditer(words.even, start, end):
        yield _trimmed(words, at, joint.start())
        at = joint.end()
    yield _trimmed(words, at, end)


def _trimmed(words: Words, start: int, end: int) -> Span:
    while end > start and words.text[end - 1] in " ,;:":
        end -= 1
    return Span(start, end)


@dataclass(frozen=True, slots=True)
class Named:
    """An agency or group of the directory with every way it is written."""

    kind: Literal["agency", "group"]
    id: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What a written name stands for; ``score`` is 0..100, ``exact`` says that nothing was guessed."""

    kind: Literal["agency", "group"]
    id: int
    score: float
    exact: bool


LEAST = 88.0
MARGIN = 8.0
_SHORT = (
    (r"\bubmttq\b", "uy ban mat tran to quoc"),
    (r"\bubnd\b", "uy ban nhan dan"),
    (r"\bhdnd\b", "hoi dong nhan dan"),
    (r"\bmttq\b", "mat tran to quoc"),
    (r"\bldld\b", "lien doan lao dong"),
    (r"\bubkt\b", "uy ban kiem tra"),
    (r"\bbtv\b", "ban thuong vu"),
    (r"\btw\b", "trung uong"),
)


class Directory:
    """The office's names, for finding what a text means by one."""

    def __init__(self, names: Iterable[Named]) -> None:
        self._known: dict[str, Named] = {}
        for entry in names:
            for name in entry.names:
                self._known.setdefault(comparable(name), entry)

    def resolve(self, written: str) -> Match | None:
        """What ``written`` stands for: the same name, or one so near that no other comes close; else None."""
        wanted = comparable(written)
        if (exact := self._known.get(wanted)) is not None:
            return Match(exact.kind, exact.id, 100.0, True)
        scored = sorted(((fuzz.ratio(wanted, name), name) for name in self._known), reverse=True)
        if not scored or scored[0][0] < LEAST:
            return None
        best = self._known[scored[0][1]]
        rival = next((score for score, name in scored if self._known[name] is not best), 0.0)
        return Match(best.kind, best.id, scored[0][0], False) if scored[0][0] - rival >= MARGIN else None


def comparable(name: str) -> str:
    """A name for comparing: folded, abbreviations written out, doubled words once."""
    text = re.sub(r"\([^)]*\)|[^\w\s]", " ", fold(name))
    for short, whole in _SHORT:
        text = re.sub(short, whole, text)
    return re.sub(r"\b((?:\w+ ){0,4}\w+)(?: \1\b)+", r"\1", " ".join(text.split()))
