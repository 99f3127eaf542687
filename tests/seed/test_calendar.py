"""The calendar the product ships with, against days that were announced."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import CalendarDay
from webapp.queries.settings import work_calendar
from webapp.rules.workdays import DayKind
from webapp.seed.calendar import load_calendar


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2021, 2, 10), date(2021, 2, 16)),
        (date(2021, 4, 30), date(2021, 5, 3)),
        (date(2021, 9, 2), date(2021, 9, 3)),
        (date(2022, 1, 31), date(2022, 2, 4)),
        (date(2022, 4, 30), date(2022, 5, 3)),
        (date(2023, 4, 29), date(2023, 5, 3)),
        (date(2023, 9, 1), date(2023, 9, 4)),
        (date(2024, 4, 27), date(2024, 5, 1)),
        (date(2025, 1, 25), date(2025, 2, 2)),
        (date(2025, 4, 30), date(2025, 5, 4)),
        (date(2026, 1, 1), date(2026, 1, 4)),
        (date(2026, 2, 14), date(2026, 2, 22)),
        (date(2026, 4, 25), date(2026, 4, 27)),
        (date(2026, 8, 29), date(2026, 9, 2)),
        (date(2026, 11, 24), date(2026, 11, 24)),
    ],
)
def test_announced_rest_is_rest_from_its_first_to_its_last_day(session: Session, first: date, last: date) -> None:
    load_calendar(session)
    calendar = work_calendar(session)
    days = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]
    assert [day for day in days if calendar.is_workday(day)] == []
    before, after = date.fromordinal(first.toordinal() - 1), date.fromordinal(last.toordinal() + 1)
    worked = [calendar.is_workday(day) for day in (before, after) if day.weekday() < 5]
    assert all(worked)


@pytest.mark.parametrize(
    ("saturday", "rest"),
    [
        (date(2024, 5, 4), date(2024, 4, 29)),
        (date(2025, 4, 26), date(2025, 5, 2)),
        (date(2026, 1, 10), date(2026, 1, 2)),
        (date(2026, 8, 22), date(2026, 8, 31)),
    ],
)
def test_a_swapped_day_is_worked_on_a_saturday(session: Session, saturday: date, rest: date) -> None:
    load_calendar(session)
    days = {row.day: row for row in session.scalars(sa.select(CalendarDay))}
    assert saturday.weekday() == 5
    assert days[saturday].kind is DayKind.MAKE_UP and f"{rest:%d/%m/%Y}" in days[saturday].note
    assert days[rest].kind is DayKind.IN_LIEU and f"{saturday:%d/%m/%Y}" in days[rest].note


def test_culture_day_is_kept_from_2026_on(session: Session) -> None:
    load_calendar(session)
    calendar = work_calendar(session)
    off = [
        year for year in range(2021, 2028) if session.scalar(sa.select(CalendarDay).filter_by(day=date(year, 11, 24)))
    ]
    assert off == [2026, 2027]
    assert calendar.is_workday(date(2025, 11, 24))


def test_days_not_announced_yet_say_so(session: Session) -> None:
    load_calendar(session)
    rows = session.scalars(sa.select(CalendarDay)).all()
    assert {row.day.year for row in rows if "dự kiến" in row.note} == {2027}
    assert all("dự kiến" in row.note for row in rows if row.day.year == 2027)


def test_loading_again_does_not_bring_back_what_was_taken_out(session: Session) -> None:
    first = load_calendar(session)
    assert first > 100
    session.execute(sa.delete(CalendarDay).where(CalendarDay.day == date(2027, 2, 10)))
    assert load_calendar(session) == 0
    assert session.scalar(sa.select(CalendarDay).filter_by(day=date(2027, 2, 10))) is None
