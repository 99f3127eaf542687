"""Which days a report covers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.report_periods import MONTHS, PeriodRefused, Span, current_key, moved, span_of, stretch
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import ReportKind

pytestmark = pytest.mark.pure
M, Q, H, Y = ReportKind.MONTH, ReportKind.QUARTER, ReportKind.HALF_YEAR, ReportKind.YEAR
OFFICE = Thresholds()


@pytest.mark.parametrize(
    ("kind", "key", "label", "first", "cut_off"),
    [
        (M, "2025-11", "tháng 11 năm 2025", date(2025, 10, 26), date(2025, 11, 25)),
        (M, "2025-1", "tháng 1 năm 2025", date(2024, 12, 26), date(2025, 1, 25)),
        (Q, "2025-Q4", "quý IV năm 2025", date(2025, 9, 21), date(2025, 12, 20)),
        (Q, "2025q1", "quý I năm 2025", date(2024, 12, 21), date(2025, 3, 20)),
        (H, "2025-H1", "6 tháng đầu năm 2025", date(2024, 12, 16), date(2025, 6, 15)),
        (H, "2025-H2", "6 tháng cuối năm 2025", date(2025, 6, 16), date(2025, 12, 15)),
        (Y, "2025", "năm 2025", date(2024, 12, 11), date(2025, 12, 10)),
    ],
)
def test_a_period_has_its_usual_days(kind: ReportKind, key: str, label: str, first: date, cut_off: date) -> None:
    span = span_of(kind, key, OFFICE)
    assert (span.label, span.first, span.cut_off) == (label, first, cut_off)
    assert span.first in span and span.cut_off in span
    assert span.first - timedelta(days=1) not in span and span.cut_off + timedelta(days=1) not in span
    assert None not in span


@pytest.mark.parametrize(
    ("kind", "key"),
    [(M, "2025"), (M, "2025-13"), (M, "2025-0"), (Q, "2025-Q5"), (H, "2025-3"), (Y, "25"), (Y, "x"), (Y, "9999")],
)
def test_what_is_no_period_of_the_kind_is_refused_with_an_example(kind: ReportKind, key: str) -> None:
    with pytest.raises(PeriodRefused, match="kỳ ghi như 2025"):
        span_of(kind, key, OFFICE)


@given(
    kind=st.sampled_from(sorted(MONTHS)),
    year=st.integers(2001, 2099),
    number=st.integers(1, 12),
    day=st.integers(1, 31),
)
def test_two_periods_in_a_row_lose_no_day_and_count_none_twice(
    kind: ReportKind, year: int, number: int, day: int
) -> None:
    office = Thresholds(report_month_day=day, report_quarter_day=day, report_half_year_day=day, report_year_day=day)
    turns = 12 // MONTHS[kind]
    number = (number - 1) % turns + 1

    def span(year: int, number: int) -> Span:
        tail = {M: f"-{number}", Q: f"-Q{number}", H: f"-H{number}", Y: ""}[kind]
        return span_of(kind, f"{year}{tail}", office)

    after = span(year, number + 1) if number < turns else span(year + 1, 1)
    assert after.first == span(year, number).cut_off + timedelta(days=1)


def test_the_days_can_be_moved_but_not_turned_round() -> None:
    span = span_of(Q, "2025-Q4", OFFICE)
    assert moved(span, None, date(2025, 12, 31)).cut_off == date(2025, 12, 31)
    assert moved(span, date(2025, 10, 1), None).first == date(2025, 10, 1)
    with pytest.raises(PeriodRefused):
        moved(span, date(2026, 1, 1), None)
    assert stretch(ReportKind.INTERIM, date(2021, 11, 1), date(2025, 6, 30)).label.startswith("từ ngày 01/11/2021")
    with pytest.raises(PeriodRefused):
        stretch(ReportKind.FINAL, date(2025, 6, 30), date(2021, 11, 1))
    with pytest.raises(PeriodRefused, match="từ ngày nào"):
        span_of(ReportKind.INTERIM, "2025", OFFICE)


@pytest.mark.parametrize(
    ("kind", "today", "key"),
    [
        (M, date(2025, 11, 27), "2025-11"),
        (M, date(2025, 11, 1), "2025-10"),
        (M, date(2025, 11, 10), "2025-11"),
        (Q, date(2025, 12, 22), "2025-Q4"),
        (Q, date(2026, 1, 5), "2025-Q4"),
        (Y, date(2025, 12, 12), "2025"),
        (Y, date(2025, 6, 1), "2025"),
        (ReportKind.FINAL, date(2025, 6, 1), ""),
    ],
)
def test_the_period_that_is_reported_next(kind: ReportKind, today: date, key: str) -> None:
    assert current_key(kind, today, OFFICE) == key
