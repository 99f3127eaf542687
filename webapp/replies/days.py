"""Days that a person names: written, half written, or counted from the day they wrote."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_WRITTEN = re.compile(
    r"(?<![\d/.-])(?!(?P<all>\d+)/(?P=all) (?:noi dung|nhiem vu|muc|chi tieu|tieu chi|dau viec|viec|phan|xa|phuong|don vi|chi bo)\b)(?P<d>\d{1,2})(?: ?[/.] ?| ?- ?| thang )(?P<m>\d{1,2})(?:(?: ?[/.] ?| ?- ?|,? nam )(?P<y>\d{4}|\d{2}))?"
    r"(?![\d]|[/.-]\d|-[a-z]| ?%)"
)
_BY_ITSELF = re.compile(
    r"\b(?:mung|mong|ngay) (?P<d>\d{1,2})\b(?! ?[/.-] ?\d| thang \d| ?%)(?: thang (?P<m>sau|toi|nay)\b)?"
)
_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tu": 2, "4": 2, "nam": 3, "5": 3, "sau": 4, "6": 4, "bay": 5, "7": 5}
_WEEKDAY = re.compile(
    r"\b(?:thu (?P<w>hai|ba|tu|nam|sau|bay|[2-7])|(?P<sunday>chu nhat|cn))\b(?P<which> nay| tuan nay| tuan sau| toi)?"
)
_NEAR = {
    "hom nay": 0,
    "sang nay": 0,
    "chieu nay": 0,
    "toi nay": 0,
    "hom qua": -1,
    "ngay mai": 1,
    "ngay kia": 2,
    "hom kia": -2,
}
_NEAR_DAY = re.compile(r"\b(?:" + "|".join(_NEAR) + r"|(?:sang|chieu) qua|mai(?= |$)|mot(?= (?:gui|nop|xong)))\b")
_WEEKEND = re.compile(r"\b(?:cuoi|het) tuan(?P<next> sau| toi)?\b")
_MONTH = re.compile(
    r"\b(?:(?P<part>giua|trung tuan|cuoi|het|trong) )?thang\b(?: (?P<m>nay|sau|toi|\d{1,2})\b(?: ?[/.]? ?(?:nam )?(?P<y>\d{4}))?)?(?!\d)"
)
_QUARTER = re.compile(r"\bquy (?P<q>iv|iii|ii|i|[1-4])\b(?: ?[/-]? ?(?:nam )?(?P<y>\d{4}))?")
_YEAR_END = re.compile(r"\b(?:cuoi|het) nam(?: (?P<y>nay|sau|\d{4}))?\b")
_AFTER = re.compile(
    r"\b(?:them |sau |trong (?:vong )?)(?P<n>\d{1,3}|nua|mot|hai|ba|bon|nam|bay|muoi) (?P<unit>ngay|tuan|thang)\b(?! \d)|\b(?P<m>\d{1,3}|nua|mot|hai|ba|bon|nam|bay|muoi) (?P<from>ngay|tuan|thang)(?: nua)? (?:ke )?tu (?:hom |bay )?(?:nay|gio)\b"
)
_COUNTS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "bay": 7, "muoi": 10}
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class Day:
    """A day named at ``start``:``end`` of the folded words; ``on`` is None for one that does not exist."""

    start: int
    end: int
    on: date | None
    written: bool = True


def days_in(words: str, wrote_on: date | None, *, ahead: bool) -> list[Day]:
    """The days named in folded ``words``, in order. Without a year it is the next such day for what lies ``ahead``,
    the latest for what was done. Relative days count from ``wrote_on``; without it they are left out."""
    found = [_written(match, wrote_on, ahead) for match in _WRITTEN.finditer(words)]
    found += [_by_itself(match, wrote_on, ahead) for match in _BY_ITSELF.finditer(words)]
    if wrote_on:
        taken = [(one.start, one.end) for one in found]
        found += [one for one in _relative(words, wrote_on, ahead) if not _overlaps(one, taken)]
    return sorted(found, key=lambda one: one.start)


def _overlaps(day: Day, taken: list[tuple[int, int]]) -> bool:
    return any(day.start < end and start < day.end for start, end in taken)


def _written(match: re.Match[str], wrote_on: date | None, ahead: bool) -> Day:
    day, month, year = int(match["d"]), int(match["m"]), match["y"]
    if year:
        return Day(*match.span(), _real(int(year) + (2000 if len(year) == 2 else 0), month, day))
    if wrote_on is None:
        return Day(*match.span(), None)
    return Day(*match.span(), _nearest(day, month, wrote_on, ahead))


def _by_itself(match: re.Match[str], wrote_on: date | None, ahead: bool) -> Day:
    """ "Mùng 5, ngày 20": of this month or the next where that is said, else the next one ahead or the latest behind."""
    day, said = int(match["d"]), match["m"]
    if wrote_on is None:
        return Day(*match.span(), None)
    this, next_, last = wrote_on.month, wrote_on.month % 12 + 1, (wrote_on.month - 2) % 12 + 1
    months = [this if said == "nay" else next_] if said else [this, next_ if ahead else last]
    found = [_nearest(day, month, wrote_on, ahead or said in ("sau", "toi")) for month in months]
    right = [one for one in found if one and (said or (one >= wrote_on if ahead else one <= wrote_on))]
    return Day(*match.span(), (min(right) if ahead else max(right)) if right else None)


def _nearest(day: int, month: int, wrote_on: date, ahead: bool) -> date | None:
    """The next such day for what lies ahead, the latest for what was done; the other when there is none."""
    years = (wrote_on.year, wrote_on.year + 1) if ahead else (wrote_on.year, wrote_on.year - 1)
    fits = [one for one in (_real(year, month, day) for year in years) if one]
    right = [one for one in fits if (one >= wrote_on if ahead else one <= wrote_on)]
    return next(iter(right or fits), None)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _relative(words: str, today: date, ahead: bool) -> list[Day]:
    found = [Day(*one.span(), _weekday(one, today, ahead), False) for one in _WEEKDAY.finditer(words)]
    found += [Day(*one.span(), today + timedelta(days=_near(one[0])), False) for one in _NEAR_DAY.finditer(words)]
    found += [Day(*one.span(), _sunday(today, bool(one["next"])), False) for one in _WEEKEND.finditer(words)]
    found += [Day(*one.span(), _month(one, today), False) for one in _MONTH.finditer(words) if one["m"] or one["part"]]
    found += [Day(*one.span(), _quarter(one, today), False) for one in _QUARTER.finditer(words)]
    found += [Day(*one.span(), _year(one, today), False) for one in _YEAR_END.finditer(words)]
    found += [Day(*one.span(), _count(one, today), False) for one in _AFTER.finditer(words)]
    return found


def _near(word: str) -> int:
    if word.endswith("qua"):
        return -1
    return _NEAR.get(word, 1 if word == "mai" else 2)


def _weekday(match: re.Match[str], today: date, ahead: bool) -> date:
    wanted = 6 if match["sunday"] else _WEEKDAYS[match["w"]]
    monday = today - timedelta(days=today.weekday())
    if (match["which"] or "").strip() == "tuan sau":
        return monday + timedelta(days=7 + wanted)
    this = monday + timedelta(days=wanted)
    if not ahead:
        return this if this <= today else this - timedelta(days=7)
    return this if this >= today else this + timedelta(days=7)


def _sunday(today: date, next_week: bool) -> date:
    """The end of a week in which people work: its Saturday."""
    return today - timedelta(days=today.weekday()) + timedelta(days=5 + (7 if next_week else 0))


def _end_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _month(match: re.Match[str], today: date) -> date | None:
    """The last day of the month named, or its middle."""
    named, year = match["m"] or "nay", int(match["y"] or today.year)
    if not named.isdigit():
        month = today.month + (named != "nay")
        year, number = today.year + (month > 12), (month - 1) % 12 + 1
    elif 1 <= int(named) <= 12:
        number = int(named)
        year += not match["y"] and number < today.month
    else:
        return None
    return date(year, number, 15) if match["part"] in ("giua", "trung tuan") else _end_of_month(year, number)


def _quarter(match: re.Match[str], today: date) -> date:
    number = _QUARTERS.get(match["q"]) or int(match["q"])
    year = int(match["y"] or today.year)
    last = _end_of_month(year, number * 3)
    return last if match["y"] or last >= today else _end_of_month(year + 1, number * 3)


def _year(match: re.Match[str], today: date) -> date:
    named = match["y"] or "nay"
    return date(int(named) if named.isdigit() else today.year + (named == "sau"), 12, 31)


def _count(match: re.Match[str], today: date) -> date | None:
    number, unit = match["n"] or match["m"], match["unit"] or match["from"]
    if number == "nua":
        return today + timedelta(days=15)
    count = int(number) if number.isdigit() else _COUNTS[number]
    if unit == "thang":
        month = today.month - 1 + count
        return _real(today.year + month // 12, month % 12 + 1, min(today.day, 28))
    return today + timedelta(days=count * (7 if unit == "tuan" else 1))
