"""The words of a date in Vietnamese documents: a small grammar of named ways to write one, each with its meaning.

The edges ("đầu", "giữa", "cuối") and the counting of periods follow Bộ luật Dân sự 2015. What the words leave open
is said in ``Due.needs``, never guessed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from webapp.rules.periods import ROMAN, last_day
from webapp.rules.workdays import WorkCalendar

NO_ISSUE_DATE = "cần ngày ban hành của văn bản để tính hạn"
NO_RECEIPT_DATE = "cần ngày nhận văn bản để tính hạn"
NO_EVENT_DATE = "hạn tính theo một sự kiện, chưa rõ ngày"
NO_EXACT_DAY = "văn bản nêu hạn nhưng chưa rõ ngày"
YEARS = range(1900, 2101)
"""Years taken for real; a year outside is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name a deadline, at ``start``..``end`` of the text searched, and the rule that knew them."""

    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a relative phrase is counted from, and the working days it rolls over."""

    issued_on: date | None
    received_on: date | None
    calendar: WorkCalendar


@dataclass(frozen=True, slots=True)
class Due:
    """What the words give: a date, or what is needed for one; ``month`` and ``day`` where they name no year.

    ``named`` is False for a date counted from another one.
    """

    on: date | None = None
    needs: str | None = None
    month: int | None = None
    day: int | None = None
    named: bool = True


def _on(day: int, month: int, year: int) -> Due:
    try:
        return Due(date(year, month, day)) if year in YEARS else Due(needs=f"năm {year} không hợp lệ")
    except ValueError:
        return Due(needs=f"ngày {day:02d}/{month:02d}/{year} không có thật")


def _full_day(found: re.Match[str], anchor: Anchor) -> Due:
    return _on(int(found["d"]), int(found["m"]), int(found["y"]))


def _day_without_year(found: re.Match[str], anchor: Anchor) -> Due:
    """The first such day on or after the document's date."""
    day, month = int(found["d"]), int(found["m"])
    if not 1 <= month <= 12 or not 1 <= day <= last_day(2024, month).day:
        return Due(needs=f"ngày {day:02d}/{month:02d} không có thật")
    if anchor.issued_on is None:
        return Due(needs=NO_ISSUE_DATE, month=month, day=day)
    year = anchor.issued_on.year
    for candidate in range(year, year + 9):
        due = _on(day, month, candidate)
        if due.on and due.on >= anchor.issued_on:
            return Due(due.on, month=month, day=day)
    return Due(needs=NO_EXACT_DAY)


def _day_alone(found: re.Match[str], anchor: Anchor) -> Due:
    day = int(found["d"])
    return Due(needs=NO_EXACT_DAY, day=day) if 1 <= day <= 31 else Due(needs=f"ngày {day} không có thật")


def _month(found: re.Match[str], anchor: Anchor) -> Due:
    month = int(found["m"])
    if not 1 <= month <= 12:
        return Due(needs=f"tháng {month} không có thật")
    if found["y"]:
        return _part(int(found["y"]), month, month, found["edge"])
    if anchor.issued_on is None:
        return Due(needs=NO_ISSUE_DATE, month=month)
    issued = anchor.issued_on
    return replace(_part(issued.year + (month < issued.month), month, month, found["edge"]), month=month)


def _quarter(found: re.Match[str], anchor: Anchor) -> Due:
    written = found["q"].upper()
    number = ROMAN.index(written) + 1 if written in ROMAN else int(written)
    if found["edge"] in ("đầu", "giữa"):
        return Due(needs=NO_EXACT_DAY)
    return _part(int(found["y"]), number * 3 - 2, number * 3, found["edge"])


def _half(found: re.Match[str], anchor: Anchor) -> Due:
    return _part(int(found["y"]), *((1, 6) if found["half"] == "đầu" else (7, 12)), None)


def _year(found: re.Match[str], anchor: Anchor) -> Due:
    return _part(int(found["y"]), 1, 12, found["edge"])


def _part(year: int, first_month: int, last_month: int, edge: str | None) -> Due:
    """The last day of a stretch of months, or what "trước", "đầu", "giữa" make of it (Bộ luật Dân sự 2015)."""
    if year not in YEARS:
        return Due(needs=f"năm {year} không hợp lệ")
    first, last = date(year, first_month, 1), last_day(year, last_month)
    middle = first.replace(day=15) if first_month == last_month else last_day(year, 6)
    match edge:
        case "trước":
            return Due(first - timedelta(days=1))
        case "đầu":
            return Due(first)
        case "giữa":
            return Due(middle)
        case _:
            return Due(last)


def _relative(found: re.Match[str], anchor: Anchor) -> Due:
    """A period counted from the next day; its end rolls to a working day."""
    tail = found["tail"] or ""
    if re.search(r"\bnhận\b", tail):
        start, needs = anchor.received_on, NO_RECEIPT_DATE
    elif not tail or re.search(r"\b(?:ký|ban hành)\b", tail):
        start, needs = anchor.issued_on, NO_ISSUE_DATE
    else:
        start, needs = None, NO_EVENT_DATE
    if start is None or found["unit"] == "giờ":
        return Due(needs=needs if start is None else NO_EXACT_DAY, named=False)
    try:
        end = _after(start, int(found["n"]), found["unit"], anchor.calendar)
        return Due(anchor.calendar.next_workday(end), named=False)
    except (OverflowError, ValueError):
        return Due(needs=NO_EXACT_DAY, named=False)


def _after(start: date, count: int, unit: str, calendar: WorkCalendar) -> date:
    if unit.endswith("làm việc"):
        return calendar.add_workdays(start, count)
    if unit == "tháng":
        year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
        return date(year, month + 1, min(start.day, last_day(year, month + 1).day))
    return start + timedelta(days=count * (7 if unit == "tuần" else 1))


def _event(found: re.Match[str], anchor: Anchor) -> Due:
    return Due(needs=NO_EVENT_DATE, named=False)


_HOUR = r"(?:\d{1,2} ?(?:giờ|h)(?: ?\d{2}(?: phút)?)?,? )?"
_BY = rf"(?:(?:chậm|muộn) nhất|trước|đến hết|đến|trong|vào|không quá|hạn)(?: là| đến| vào| trước| hết)* {_HOUR}"
_BEFORE = rf"(?:(?:chậm|muộn) nhất|trước)(?: là| vào| trước)* {_HOUR}"
_DMY = r"(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>\d{4})\b"
_DMY_WORDS = r"(?P<d>\d{1,2}) tháng (?P<m>\d{1,2})(?:,? năm |/| ?- ?)(?P<y>\d{4})\b"
_DM = r"(?P<d>\d{1,2})(?: ?/ ?| tháng )(?P<m>\d{1,2})\b(?! ?[/.-] ?\d|,? năm \d)"
_DAY = r"(?P<d>\d{1,2})\b(?! ?[/.-] ?\d| tháng \d)"
_PART = (
    r"(?:(?=(?:chậm|đến hết|hết|trong|vào|trước|đầu|giữa|cuối)\b)|(?<=hoàn thành )|(?<=xong ))"
    r"(?:(?:chậm nhất|đến|hết|trong|vào|là) )*(?:(?P<edge>trước|đầu|giữa|cuối) )?"
)
_YEAR = r"(?P<y>\d{4})\b"
_COUNT = r"(?P<n>\d{1,4})(?: \([^)]{1,20}\))? (?P<unit>ngày làm việc|ngày|giờ|tuần|tháng)\b"
_TAIL = r"(?:,? (?P<tail>(?:(?:kể )?từ|sau)(?: thời điểm)?(?: khi| lúc| ngày)? [^,;.()\n]{2,90}))?"

Resolver = Callable[[re.Match[str], Anchor], Due]
RULES: tuple[tuple[str, str, Resolver], ...] = (
    ("a full date", rf"{_BY}(?:hết )?(?:ngày )?{_DMY}", _full_day),
    ("a date in words", rf"{_BY}(?:hết )?(?:ngày )?{_DMY_WORDS}", _full_day),
    ("a date without a year", rf"(?:{_BY}(?:hết )?ngày |{_BEFORE}){_DM}", _day_without_year),
    ("a day alone", rf"{_BEFORE}ngày {_DAY}", _day_alone),
    ("a month", rf"{_PART}tháng (?P<m>\d{{1,2}})(?:(?: ?[/-] ?|,? năm ){_YEAR}|\b(?! ?[/-]\d))", _month),
    ("a quarter", rf"{_PART}qu[ýí] (?P<q>iv|i{{1,3}}|[1-4])(?: ?[/-] ?|,? năm | ){_YEAR}", _quarter),
    ("a half-year", rf"(?:trong|đến hết|hết) 0?6 tháng (?P<half>đầu|cuối) năm {_YEAR}", _half),
    ("a year", rf"{_PART}năm {_YEAR}", _year),
    (
        "a relative period",
        r"(?:chậm nhất|trong|sau|không quá)(?: là| sau| trong| không quá)*(?: thời hạn| thời gian| vòng)? "
        rf"{_COUNT}{_TAIL}",
        _relative,
    ),
    (
        "a session with its month",
        r"(?:tại |trước )?kỳ họp(?: [^\s,;.()]+){0,9} \((?:dự kiến )?(?:vào )?(?:(?P<edge>đầu|giữa|cuối) )?"
        r"tháng (?P<m>\d{1,2})(?: ?[/-] ?|,? năm )(?P<y>\d{4})\)",
        _month,
    ),
    (
        "an event",
        r"(?:trước khi|ngay sau khi)(?: [^\s,;.()]+){1,14}|tại kỳ họp(?: [^\s,;.()]+){1,12}",
        _event,
    ),
)
"""Name, pattern (for text in lower case and NFC) and meaning of each way to write a deadline."""

_PATTERNS = {name: (re.compile(rf"\b(?:{pattern})"), resolver) for name, pattern, resolver in RULES}


def find_phrases(words: str, start: int = 0, end: int | None = None) -> list[Phrase]:
    """Every deadline named in ``words[start:end]`` (lower case, NFC), in order; of overlapping ones the longest."""
    stop = len(words) if end is None else end
    found = [Phrase(n, m.start(), m.end()) for n, (p, _) in _PATTERNS.items() for m in p.finditer(words, start, stop)]
    kept: list[Phrase] = []
    for phrase in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept


def resolve(words: str, phrase: Phrase, anchor: Anchor) -> Due:
    """The meaning of one phrase found in ``words``."""
    pattern, resolver = _PATTERNS[phrase.rule]
    found = pattern.match(words, phrase.start)
    return resolver(found, anchor) if found else Due()
