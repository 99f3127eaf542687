"""Which days a report covers, and up to which day its figures are taken.

Sources. The office reports to the rhythm of the giao ban: month, quarter, half-year, year; sơ kết and tổng kết cover
a stretch that the person names. Cut-off days as seen in rules on periodic reports (Nghị định 138/2016/NĐ-CP, now
expired): the month's 25th, the 20th of a quarter's last month, 15/6 for the half-year, 10/12 for the year; each is a
setting. The figures run from the day after the cut-off before to the cut-off (a data year from 15/12 to 14/12 is the
same idea), so that two reports in a row neither count a day twice nor lose one.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.rules.periods import HALVES, ROMAN, last_day
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import ReportKind

DAY = timedelta(days=1)
MONTHS = {ReportKind.MONTH: 1, ReportKind.QUARTER: 3, ReportKind.HALF_YEAR: 6, ReportKind.YEAR: 12}
"""Length in months of the kinds that divide the year."""
KEYS = {
    ReportKind.MONTH: re.compile(r"(?P<year>\d{4})-(?P<number>\d{1,2})"),
    ReportKind.QUARTER: re.compile(r"(?P<year>\d{4})-?[Qq](?P<number>[1-4])"),
    ReportKind.HALF_YEAR: re.compile(r"(?P<year>\d{4})-?[Hh](?P<number>[12])"),
    ReportKind.YEAR: re.compile(r"(?P<year>\d{4})(?P<number>)"),
}
EXAMPLES = {
    ReportKind.MONTH: "2025-11",
    ReportKind.QUARTER: "2025-Q4",
    ReportKind.HALF_YEAR: "2025-H1",
    ReportKind.YEAR: "2025",
}


class PeriodRefused(Exception):
    """The period cannot be read; ``str()`` is the sentence for the person."""


@dataclass(frozen=True, slots=True)
class Span:
    """What a report covers: the period by name, and the days ``first``..``cut_off`` its figures are taken from."""

    kind: ReportKind
    key: str
    label: str
    first: date
    cut_off: date

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.cut_off


def span_of(kind: ReportKind, key: str, office: Thresholds) -> Span:
    """The period ``key`` ("2025-11", "2025-Q4", "2025-H1", "2025") with its usual days.

    Raises PeriodRefused for a key that is none of this kind, and for sơ kết and tổng kết, which have no usual days.
    """
    if kind not in MONTHS:
        raise PeriodRefused(f"{kind.label} cần nêu rõ từ ngày nào đến ngày nào.")
    year, number = _read(kind, key)
    cut_off = _cut_off(kind, year, number, office)
    before = _cut_off(kind, *_previous(kind, year, number), office)
    return Span(kind, _key(kind, year, number), _label(kind, year, number), before + DAY, cut_off)


def stretch(kind: ReportKind, first: date, cut_off: date) -> Span:
    """A sơ kết or tổng kết over the days that were named. Raises PeriodRefused when they run backwards."""
    if first > cut_off:
        raise PeriodRefused("Ngày đầu kỳ phải trước ngày chốt số liệu.")
    label = f"từ ngày {first:%d/%m/%Y} đến ngày {cut_off:%d/%m/%Y}"
    return Span(kind, f"{first.isoformat()}..{cut_off.isoformat()}", label, first, cut_off)


def moved(span: Span, first: date | None, cut_off: date | None) -> Span:
    """The same period with days that a person chose. Raises PeriodRefused when they run backwards."""
    chosen = Span(span.kind, span.key, span.label, first or span.first, cut_off or span.cut_off)
    if chosen.first > chosen.cut_off:
        raise PeriodRefused("Ngày đầu kỳ phải trước ngày chốt số liệu.")
    return chosen


def current_key(kind: ReportKind, today: date, office: Thresholds) -> str:
    """The period that is reported next on ``today``: the newest whose cut-off is not long past."""
    length = MONTHS.get(kind)
    if length is None:
        return ""
    number = (today.month - 1) // length + 1
    year, number = (today.year, number)
    before = _previous(kind, year, number)
    still_last = (today - _cut_off(kind, *before, office)).days <= min(20, 7 * length)
    return _key(kind, *(before if still_last else (year, number)))


def title_of(kind: ReportKind, label: str) -> str:
    """What the report is called: "Báo cáo quý IV năm 2025", "Báo cáo sơ kết từ ngày …"."""
    return f"{'Báo cáo' if kind in MONTHS else kind.label} {label}"


def _read(kind: ReportKind, key: str) -> tuple[int, int]:
    found = KEYS[kind].fullmatch(key.strip())
    number = int(found["number"] or 1) if found else 0
    year = int(found["year"]) if found else 0
    if not found or not 1 <= number <= 12 or not 2000 <= year <= 2100:
        raise PeriodRefused(f"{kind.label}: kỳ ghi như {EXAMPLES[kind]}; đang là “{key.strip()}”.")
    return year, number


def _previous(kind: ReportKind, year: int, number: int) -> tuple[int, int]:
    return (year, number - 1) if number > 1 else (year - 1, 12 // MONTHS[kind])


def _cut_off(kind: ReportKind, year: int, number: int, office: Thresholds) -> date:
    day = {
        ReportKind.MONTH: office.report_month_day,
        ReportKind.QUARTER: office.report_quarter_day,
        ReportKind.HALF_YEAR: office.report_half_year_day,
        ReportKind.YEAR: office.report_year_day,
    }[kind]
    end = last_day(year, number * MONTHS[kind])
    return end.replace(day=min(day, end.day))


def _key(kind: ReportKind, year: int, number: int) -> str:
    return {
        ReportKind.MONTH: f"{year}-{number:02d}",
        ReportKind.QUARTER: f"{year}-Q{number}",
        ReportKind.HALF_YEAR: f"{year}-H{number}",
        ReportKind.YEAR: str(year),
    }[kind]


def _label(kind: ReportKind, year: int, number: int) -> str:
    return {
        ReportKind.MONTH: f"tháng {number} năm {year}",
        ReportKind.QUARTER: f"quý {ROMAN[number - 1] if number <= 4 else ''} năm {year}",
        ReportKind.HALF_YEAR: f"{HALVES[number - 1] if number <= 2 else ''} {year}",
        ReportKind.YEAR: f"năm {year}",
    }[kind]
