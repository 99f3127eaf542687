"""The numbers of a sentence that could be targets: value, how it is meant, unit, each with its place.

A number of a cited document, a date, a rank, an order ("Điều 5", "khóa XIV", "6 rõ") is no amount; neither is where
things stand today ("hiện có 70.000") nor where they came from ("giảm từ 23 xuống 18": 18 is the target).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from webapp.extraction.text import Words
from webapp.rules.horizons import find_horizons
from webapp.rules.numbers import printed_number
from webapp.rules.words import Comparator

_N = r"\d{1,3}(?:[.,]\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_SPELLED = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_MEANT: tuple[tuple[Comparator, str], ...] = (
    (Comparator.AT_LEAST, r"ít nhất(?: là| có| phải có)?|tối thiểu(?: là| có)?|không dưới|không thấp hơn|không ít hơn"),
    (Comparator.AT_MOST, r"không quá|không vượt(?: quá)?|không cao hơn|tối đa(?: là)?|nhiều nhất(?: là)?"),
    (Comparator.BELOW, r"dưới|thấp hơn|ít hơn|nhỏ hơn|<"),
    (Comparator.AT_LEAST, r"≥|>="),
    (Comparator.AT_MOST, r"≤|<="),
    (Comparator.ABOVE, r"trên|hơn|vượt(?: mức)?|cao hơn|quá|>"),
    (Comparator.ABOUT, r"khoảng|xấp xỉ|gần|bình quân khoảng|≈|~"),
)
"""How the words before a number mean it, the longer ways first."""
_WORD_BEFORE = "|".join(rf"(?P<c{n}>{words})" for n, (_, words) in enumerate(_MEANT))
_NO_AMOUNT_AFTER = r"[^\W\d_]|-[a-zđ]|[.,]?\d|/[^\W\d_]|/(?!100\b|\d{1,3}\.\d{3})\d"
"""A letter ("5G"), a document's sign ("1600/QĐ"), the rest of a date; not the base of a rate ("4/100.000")."""
_AMOUNT = re.compile(
    rf"(?:(?<!\w)(?:{_WORD_BEFORE})\s?)?(?P<from>(?<!\w)từ )?(?P<to>(?:từ )?)"
    rf"(?<![\w./,-])(?P<low>{_N})(?P<per>\s?%)?(?:\s?(?:-|–|đến)\s?(?P<high>{_N}))?(?!{_NO_AMOUNT_AFTER})"
    r"(?P<percent>\s?%|\s?phần trăm(?! điểm))?"
)
_SPELLED_AMOUNT = re.compile(
    rf"(?<!\w)(?:ít nhất|tối thiểu)(?: là| có)? (?:từ )?(?P<low>{'|'.join(_SPELLED)})(?= [^\W\d_])(?! trong)"
)
_AND_MORE = re.compile(r"\s?(?:%\s?)?trở (?P<way>lên|xuống)")
_OR_MORE_LATER = re.compile(r"[^;.]{0,40}?\btrở (?P<way>lên|xuống)")
_ORDER_BEFORE = re.compile(
    r"(?:(?<!tổng )\bsố|điều|khoản|mục|khóa|kỳ họp thứ|lần thứ|thứ|hạng|nhóm|top|cấp|loại|bậc|đề án|biểu"
    r"|công nghiệp|nghị quyết|kết luận|chỉ thị|quyết định|luật|phụ lục|quý|tháng|ngày|năm|vùng|quốc lộ|tổ|giai đoạn"
    r"|nhiệm kỳ) $"
)
_STATE_BEFORE = re.compile(
    r"\b(?:(?:hiện(?: nay| tại| đang| đã)?(?: có| đạt| là)?|đã (?:có|đạt|giảm|tăng)|tính đến|trước đây)(?! lên| xuống)"
    r"[^;.]{0,60}|so với[^;.,]{0,40})$"
)
_DOWN_BEFORE = re.compile(r"\bgiảm\b(?:[^;.]|\.\d)*\b(?:còn|xuống(?: còn)?|xuống mức) $|\bchỉ còn $")
_ANSWERED = re.compile(r"(?:[^;.]|\.\d){0,80}?\b(?:xuống|lên|còn|thành) (?:còn |mức |trên |dưới |khoảng )?\d")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d$")


_BEFORE = 120
"""Characters before a number that may say what it is."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as the text means it. ``start``..``end`` are its words with the comparing ones ("trên 80%")."""

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    comparator: Comparator
    percent: bool


def find_amounts(words: Words, start: int, end: int) -> list[Amount]:
    """The amounts of ``start``..``end`` that can be targets, in text order."""
    terms = find_horizons(words.low, start, end)
    starts = [one.start for one in terms]
    found: list[Amount] = []
    for one in _all(words, start, end):
        before = bisect_left(starts, one.end) - 1
        dated = before >= 0 and terms[before].end > one.start
        if not dated and not _is_other(words, one, start, end):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _all(words: Words, start: int, end: int) -> Iterator[Amount]:
    for found in _AMOUNT.finditer(words.low, start, end):
        value = printed_number(found["low"])
        upper = printed_number(found["high"]) if found["high"] else None
        if value is None or (upper is not None and upper <= value):
            continue
        more = _AND_MORE.match(words.low, found.end(), end)
        comparator = _comparator(words.low, found, more, start, end)
        last = more.end() if more else found.end()
        yield Amount(found.start(), last, value, upper, comparator, bool(found["percent"] or found["per"]))
    for found in _SPELLED_AMOUNT.finditer(words.low, start, end):
        yield Amount(found.start(), found.end(), Decimal(_SPELLED[found["low"]]), None, Comparator.AT_LEAST, False)


def _comparator(low: str, found: re.Match[str], more: re.Match[str] | None, start: int, end: int) -> Comparator:
    """How the number is meant: the words around it; "giảm còn N" is an upper bound, "từ N … trở lên" a lower one."""
    if more:
        return Comparator.AT_LEAST if more["way"] == "lên" else Comparator.AT_MOST
    for number, (comparator, _words) in enumerate(_MEANT):
        if found[f"c{number}"]:
            return comparator
    if found["high"]:
        return Comparator.BETWEEN
    later = _OR_MORE_LATER.match(low, found.end(), end) if found["from"] else None
    if later:
        return Comparator.AT_LEAST if later["way"] == "lên" else Comparator.AT_MOST
    down = _DOWN_BEFORE.search(low, max(start, found.start() - _BEFORE), found.start())
    return Comparator.AT_MOST if down else Comparator.REACH


def _is_other(words: Words, one: Amount, start: int, end: int) -> bool:
    """Whether the number is something else than an amount aimed at."""
    low = words.low
    if _BARE_YEAR.search(low[one.start : one.end]) and not low[one.end + 1 : one.end + 2].isalpha():
        return True
    before = max(start, one.start - _BEFORE)
    if _ORDER_BEFORE.search(low, before, one.start) or _STATE_BEFORE.search(low, before, one.start):
        return True
    return low.startswith("từ ", one.start) and one.upper is None and bool(_ANSWERED.match(low, one.end, end))
