"""Working days with the exceptions of a real calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.workdays import WEEKENDS_ONLY, DayKind, WorkCalendar

pytestmark = pytest.mark.pure

CALENDAR = WorkCalendar(
    {
        date(2026, 1, 1): DayKind.HOLIDAY,
        date(2026, 1, 2): DayKind.IN_LIEU,
        date(2026, 1, 10): DayKind.MAKE_UP,
        date(2026, 11, 24): DayKind.HOLIDAY,
    }
)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 1, 1), False),
        (date(2026, 1, 2), False),
        (date(2026, 1, 10), True),
        (date(2026, 1, 11), False),
        (date(2026, 11, 24), False),
        (date(2026, 11, 25), True),
    ],
)
def test_holidays_and_days_in_lieu_rest_and_a_make_up_saturday_is_worked(day: date, worked: bool) -> None:
    assert CALENDAR.is_workday(day) is worked


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 1, 1), date(2026, 1, 5)),
        (date(2026, 1, 10), date(2026, 1, 10)),
        (date(2026, 1, 11), date(2026, 1, 12)),
    ],
)
def test_next_workday_is_the_day_itself_when_it_is_worked(day: date, following: date) -> None:
    assert CALENDAR.next_workday(day) == following


@pytest.mark.parametrize(
    ("count", "end"),
    [
        (0, date(2026, 1, 9)),
        (1, date(2026, 1, 10)),
        (2, date(2026, 1, 12)),
        (-1, date(2026, 1, 8)),
        (-6, date(2025, 12, 30)),
    ],
)
def test_workdays_are_counted_from_the_next_day(count: int, end: date) -> None:
    assert CALENDAR.add_workdays(date(2026, 1, 9), count) == end


def test_workdays_between_counts_the_last_day_and_is_negative_backwards() -> None:
    assert CALENDAR.workdays_between(date(2026, 1, 9), date(2026, 1, 12)) == 2
    assert CALENDAR.workdays_between(date(2026, 1, 12), date(2026, 1, 9)) == -2
    assert CALENDAR.workdays_between(date(2026, 1, 9), date(2026, 1, 9)) == 0


def test_a_calendar_without_any_workday_is_refused_and_not_searched_for_ever() -> None:
    closed = WorkCalendar({date(2026, 1, 1) + timedelta(days=n): DayKind.HOLIDAY for n in range(90)})
    with pytest.raises(ValueError, match="ngày làm việc"):
        closed.next_workday(date(2026, 1, 1))


@given(DAYS, st.integers(1, 60))
def test_adding_workdays_and_counting_them_agree(day: date, count: int) -> None:
    end = CALENDAR.add_workdays(day, count)
    assert CALENDAR.is_workday(end)
    assert CALENDAR.workdays_between(day, end) == count


def test_the_kinds_of_day_bear_the_office_s_words() -> None:
    assert [kind.label for kind in DayKind] == ["nghỉ lễ", "nghỉ bù", "làm bù"]
    assert WEEKENDS_ONLY.is_workday(date(2026, 11, 24))
