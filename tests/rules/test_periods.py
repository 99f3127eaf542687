"""Recurring duties by period."""

from datetime import date
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.periods import Period, due_in, find_rhythms, label_of, period_of, periods
from webapp.rules.words import Recurrence

pytestmark = pytest.mark.pure

DAY = st.integers(date(2015, 1, 1).toordinal(), date(2030, 12, 31).toordinal())
"""A day by its number: one cheap choice, where a date is three."""
DIVIDING = [Recurrence.WEEKLY, Recurrence.MONTHLY, Recurrence.QUARTERLY, Recurrence.SEMIANNUAL, Recurrence.ANNUAL]


@pytest.mark.parametrize(
    ("recurrence", "key", "label", "first", "last"),
    [
        (Recurrence.ANNUAL, "2022", "năm 2022", date(2022, 1, 1), date(2022, 12, 31)),
        (Recurrence.SEMIANNUAL, "2022-H1", "6 tháng đầu năm 2022", date(2022, 1, 1), date(2022, 6, 30)),
        (Recurrence.QUARTERLY, "2022-Q2", "quý II/2022", date(2022, 4, 1), date(2022, 6, 30)),
        (Recurrence.MONTHLY, "2022-06", "tháng 6/2022", date(2022, 6, 1), date(2022, 6, 30)),
        (Recurrence.WEEKLY, "2022-W24", "tuần 24/2022", date(2022, 6, 13), date(2022, 6, 19)),
    ],
)
def test_a_day_falls_into_one_period(recurrence: Recurrence, key: str, label: str, first: date, last: date) -> None:
    assert period_of(recurrence, date(2022, 6, 15)) == Period(key, label, first, last)
    assert label_of(key) == label


def test_the_yearly_series_runs_from_the_start_s_year_through_today_s() -> None:
    found = periods(Recurrence.ANNUAL, date(2021, 11, 3), date(2024, 1, 1))
    assert [period.key for period in found] == ["2021", "2022", "2023", "2024"]


def test_a_series_that_has_not_begun_is_empty() -> None:
    assert periods(Recurrence.MONTHLY, date(2022, 3, 1), date(2022, 2, 28)) == []


@pytest.mark.parametrize("recurrence", [Recurrence.PERIODIC, Recurrence.CONTINUOUS])
def test_a_rhythm_that_names_no_period_gives_none(recurrence: Recurrence) -> None:
    assert periods(recurrence, date(2021, 1, 1), date(2025, 1, 1)) == []


@pytest.mark.parametrize(
    ("recurrence", "on", "month", "day", "due"),
    [
        (Recurrence.ANNUAL, date(2022, 5, 1), 11, 15, date(2022, 11, 15)),
        (Recurrence.ANNUAL, date(2022, 5, 1), None, None, date(2022, 12, 31)),
        (Recurrence.ANNUAL, date(2023, 5, 1), 2, 30, date(2023, 2, 28)),
        (Recurrence.QUARTERLY, date(2022, 5, 1), None, 20, date(2022, 6, 20)),
        (Recurrence.QUARTERLY, date(2022, 5, 1), 12, 20, date(2022, 6, 20)),
        (Recurrence.MONTHLY, date(2022, 2, 1), None, 31, date(2022, 2, 28)),
        (Recurrence.SEMIANNUAL, date(2022, 8, 1), 12, 1, date(2022, 12, 1)),
        (Recurrence.WEEKLY, date(2022, 6, 15), None, 5, date(2022, 6, 17)),
        (Recurrence.WEEKLY, date(2022, 6, 15), None, None, date(2022, 6, 19)),
    ],
)
def test_each_period_has_its_own_due_date(
    recurrence: Recurrence, on: date, month: int | None, day: int | None, due: date
) -> None:
    period = period_of(recurrence, on)
    assert period is not None
    assert due_in(period, month, day) == due


@pytest.mark.parametrize("key", ["", "22", "2022-Q5", "2022-13", "2022-H3", "2022-Q", "2022-W60", "nay"])
def test_what_is_no_period_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="không phải là kỳ"):
        label_of(key)


@given(st.sampled_from(DIVIDING), DAY, st.integers(0, 900))
def test_periods_follow_each_other_without_gap_and_hold_both_ends(recurrence: Recurrence, day: int, days: int) -> None:
    start, today = date.fromordinal(day), date.fromordinal(day + days)
    found = periods(recurrence, start, today)
    assert found[0].first <= start <= found[0].last
    assert found[-1].first <= today <= found[-1].last
    assert all(b.first.toordinal() == a.last.toordinal() + 1 for a, b in pairwise(found))
    assert len({period.key for period in found}) == len(found)


@given(st.sampled_from(DIVIDING), DAY)
def test_every_due_date_lies_in_its_period(recurrence: Recurrence, on: int) -> None:
    period = period_of(recurrence, date.fromordinal(on))
    assert period is not None
    for month, day in product(range(1, 13), (1, 15, 28, 29, 30, 31)):
        assert period.first <= due_in(period, month, day) <= period.last, (month, day)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("hàng năm báo cáo", [Recurrence.ANNUAL]),
        ("hằng quí", [Recurrence.QUARTERLY]),
        ("định kỳ hằng tháng", [Recurrence.MONTHLY]),
        ("01 lần/tuần", [Recurrence.WEEKLY]),
        ("định kỳ 6 tháng, 1 năm", [Recurrence.SEMIANNUAL]),
        ("báo cáo 6 tháng, năm", [Recurrence.SEMIANNUAL]),
        ("6 tháng đầu năm 2022", []),
        ("từ 06 tháng trở lên", []),
        ("định kỳ tổ chức", [Recurrence.PERIODIC]),
        ("thường xuyên theo dõi", [Recurrence.CONTINUOUS]),
    ],
)
def test_the_words_of_each_rhythm(words: str, found: list[Recurrence]) -> None:
    assert [rhythm.recurrence for rhythm in find_rhythms(words)] == found
