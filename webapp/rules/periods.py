"""Recurring duties by period: which words name a rhythm, which periods it gives, when each is due.

Each period is its own task with its own due date, so that a missed one is never hidden by the next.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.rules.words import Recurrence

ROMAN = ("I", "II", "III", "IV")
HALVES = ("6 tháng đầu năm", "6 tháng cuối năm")
MONTHS = {
    Recurrence.MONTHLY: 1,
    Recurrence.QUARTERLY: 3,
    Recurrence.SEMIANNUAL: 6,
    Recurrence.ANNUAL: 12,
}
"""Length in months of the rhythms that divide the year."""

_ONCE = r"(?:một|0?1) lần"
_TIMES = r"(?:một|hai|ba|\d{1,2}) (?:lần|kỳ|buổi|số|phiên|tin|tin, bài|bài|cuộc|lượt)(?: ?/ ?| (?:một|mỗi|trong) )"
_EVERY = r"(?:hằng|hàng|mỗi)"


def _rhythm(unit: str, more: str = "") -> re.Pattern[str]:
    """Words for "every <unit>": "hằng quý", "mỗi quý một lần", "01 lần/quý", "định kỳ quý", and ``more``."""
    return re.compile(
        rf"\b(?:(?:định kỳ )?(?:{_EVERY} {unit}|(?<!\d ){unit}(?: | ?/ ?){_ONCE}|{_TIMES}{unit}{more})(?: {_ONCE})?"
        rf"|định kỳ {unit}(?! \d))\b"
    )


_SIX = r"(?:0?6|sáu) tháng"
RHYTHMS: tuple[tuple[Recurrence, re.Pattern[str]], ...] = (
    (Recurrence.WEEKLY, _rhythm("tuần")),
    (Recurrence.MONTHLY, _rhythm("tháng")),
    (
        Recurrence.QUARTERLY,
        _rhythm("qu[ýí]", rf"|(?:0?3|ba) tháng(?: | ?/ ?){_ONCE}|(?:của )?tháng cuối (?:của )?qu[ýí]"),
    ),
    (
        Recurrence.SEMIANNUAL,
        re.compile(
            rf"\b(?:(?:định kỳ )?{_EVERY} {_SIX}|(?:định kỳ )?{_SIX}(?: | ?/ ?){_ONCE}|định kỳ {_SIX}"
            r"|(?:hai|0?2) lần(?: ?/ ?| (?:một|mỗi|trong) )năm"
            rf"|{_SIX}(?:,| và|,? hoặc)(?: {_EVERY}| một| 0?1| cả)? năm"
            rf"|{_SIX}(?= \((?:trước|chậm nhất)))(?! đầu| cuối)\b"
        ),
    ),
    (Recurrence.ANNUAL, _rhythm("năm", r"|thường niên")),
    (Recurrence.PERIODIC, re.compile(r"\bđịnh kỳ\b")),
    (Recurrence.CONTINUOUS, re.compile(r"\bthường xuyên\b")),
)
"""The words of each rhythm, for text in lower case and NFC."""

_KEY = re.compile(r"(?P<year>\d{4})(?:-(?P<unit>[QHW]?)(?P<number>\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Words that name a rhythm, at ``start``..``end`` of the text searched."""

    recurrence: Recurrence
    start: int
    end: int


def find_rhythms(words: str, start: int = 0, end: int | None = None) -> list[Rhythm]:
    """Every rhythm named in ``words[start:end]`` (lower case, NFC), in order; of overlapping ones the longest."""
    stop = len(words) if end is None else end
    found = [Rhythm(r, m.start(), m.end()) for r, pattern in RHYTHMS for m in pattern.finditer(words, start, stop)]
    kept: list[Rhythm] = []
    for rhythm in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or rhythm.start >= kept[-1].end:
            kept.append(rhythm)
    return kept


def weight(recurrence: Recurrence) -> int:
    """Which of several rhythms a duty is known by: a named interval before "định kỳ" before "thường xuyên"."""
    return {Recurrence.PERIODIC: 1, Recurrence.CONTINUOUS: 0}.get(recurrence, 2)


@dataclass(frozen=True, slots=True)
class Period:
    """One turn of a recurring duty: ``key`` sorts and is stored ("2022-Q4"), ``label`` is read ("quý IV/2022")."""

    key: str
    label: str
    first: date
    last: date


def label_of(key: str) -> str:
    """The Vietnamese label of a stored period key. Raises ValueError for what is no key."""
    found = _KEY.fullmatch(key)
    if not found:
        raise ValueError(f"“{key}” không phải là kỳ.")
    year, unit, number = found["year"], found["unit"], int(found["number"] or 0)
    if unit == "Q" and 1 <= number <= 4:
        return f"quý {ROMAN[number - 1]}/{year}"
    if unit == "H" and 1 <= number <= 2:
        return f"{HALVES[number - 1]} {year}"
    if unit == "W" and 1 <= number <= 53:
        return f"tuần {number}/{year}"
    if unit == "" and 1 <= number <= 12:
        return f"tháng {number}/{year}"
    if unit is None:
        return f"năm {year}"
    raise ValueError(f"“{key}” không phải là kỳ.")


def period_of(recurrence: Recurrence, day: date) -> Period | None:
    """The period of ``recurrence`` that holds ``day``; None for a rhythm that names no period."""
    if recurrence is Recurrence.WEEKLY:
        year, week, weekday = day.isocalendar()
        first = day - timedelta(days=weekday - 1)
        return _period(f"{year}-W{week:02d}", first, first + timedelta(days=6))
    length = MONTHS.get(recurrence)
    if length is None:
        return None
    index = (day.month - 1) // length
    last_month = (index + 1) * length
    first = date(day.year, last_month - length + 1, 1)
    return _period(_key(recurrence, day.year, index + 1), first, last_day(day.year, last_month))


def _key(recurrence: Recurrence, year: int, number: int) -> str:
    match recurrence:
        case Recurrence.MONTHLY:
            return f"{year}-{number:02d}"
        case Recurrence.QUARTERLY:
            return f"{year}-Q{number}"
        case Recurrence.SEMIANNUAL:
            return f"{year}-H{number}"
        case _:
            return str(year)


def _period(key: str, first: date, last: date) -> Period:
    return Period(key, label_of(key), first, last)


def periods(recurrence: Recurrence, start: date, today: date) -> list[Period]:
    """Every period from the one that holds ``start`` through the one that holds ``today``, in order.

    Empty when the rhythm names no period ("định kỳ", "thường xuyên") or when the first has not begun.
    """
    found: list[Period] = []
    period = period_of(recurrence, start)
    while period and period.first <= today:
        found.append(period)
        period = period_of(recurrence, period.last + timedelta(days=1))
    return found


def due_in(period: Period, month: int | None, day: int | None) -> date:
    """The due date inside ``period`` for a rule such as "15/11" (month 11, day 15) or "ngày 20" (day 20).

    A month outside the period (a quarter has three) or none means the period's last month; no day, or one beyond
    the month's end, means the month's last day. In a week ``day`` is the weekday, 1 for Monday.
    """
    if "-W" in period.key:
        return period.last if day is None else period.first + timedelta(days=min(day, 7) - 1)
    inside = month is not None and period.first.month <= month <= period.last.month
    chosen = month if month is not None and inside else period.last.month
    end = last_day(period.last.year, chosen)
    return end if day is None else end.replace(day=max(1, min(day, end.day)))


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])
