"""Late or not, by how many days, in which cell: the one table, row by row."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import pytest

from webapp.rules import timeliness
from webapp.rules.timeliness import Cell, days_late, first_overdue_from, is_overdue, standing, time_word
from webapp.rules.urgency import Urgency, urgency
from webapp.rules.words import DeadlineKind, Status
from webapp.rules.workdays import DayKind, WorkCalendar

pytestmark = pytest.mark.pure
TODAY = date(2021, 11, 22)


@dataclass(frozen=True)
class Facts:
    status: Status = Status.IN_PROGRESS
    kind: DeadlineKind = DeadlineKind.DATED
    overdue_from: date | None = None
    done_on: date | None = None
    claimed_on: date | None = None
    returned: str = ""


def due(days: int, **more: object) -> Facts:
    """A task whose last day in time is ``days`` from today."""
    return Facts(overdue_from=TODAY + timedelta(days=days + 1), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("task", "code", "late"),
    [
        (due(0), "due_today", 0),
        (due(-1), "overdue", 1),
        (due(-12), "overdue", 12),
        (due(1), "due_soon", 0),
        (due(7), "due_soon", 0),
        (due(8), "in_time", 0),
        (due(-12, status=Status.AWAITING, done_on=TODAY - timedelta(days=12)), "awaiting", 0),
        (due(-12, status=Status.AWAITING, done_on=TODAY - timedelta(days=11)), "awaiting_late", 1),
        (due(-12, status=Status.DONE, done_on=TODAY - timedelta(days=20)), "done_on_time", 0),
        (due(-12, status=Status.DONE, done_on=TODAY - timedelta(days=2)), "done_late", 10),
        (due(-12, status=Status.DONE), "done_untimed", 0),
        (due(-12, status=Status.PAUSED), "paused", 0),
        (due(-12, status=Status.DROPPED), "dropped", 0),
        (due(-12, status=Status.HANDED_OVER), "handed_over", 0),
        (due(-12, claimed_on=TODAY - timedelta(days=14)), "correcting", 0),
        (due(-12, claimed_on=TODAY - timedelta(days=10)), "correcting", 2),
        (due(-12, status=Status.AWAITING, done_on=TODAY, claimed_on=TODAY - timedelta(days=12)), "correcting", 0),
        (due(-12, status=Status.DONE, done_on=TODAY, claimed_on=TODAY - timedelta(days=12)), "correcting", 0),
        (due(-12, status=Status.PAUSED, claimed_on=TODAY - timedelta(days=14)), "paused", 0),
        (Facts(kind=DeadlineKind.STANDING), "standing", 0),
        (Facts(kind=DeadlineKind.UNDATED), "undated", 0),
    ],
)
def test_a_task_stands_as_the_table_says(task: Facts, code: str, late: int) -> None:
    assert standing(task, TODAY).code == code
    assert days_late(task, TODAY) == late
    assert is_overdue(task, TODAY) == (code == "overdue")


def test_time_left_is_told_in_working_days_and_lateness_in_calendar_days() -> None:
    calendar = WorkCalendar({date(2021, 11, 24): DayKind.HOLIDAY})
    assert time_word(due(4), TODAY, calendar) == "còn 3 ngày làm việc"
    assert time_word(due(-12), TODAY, calendar) == "quá hạn 12 ngày"
    assert time_word(due(0), TODAY, calendar) == "đến hạn hôm nay"
    assert time_word(due(-12, claimed_on=TODAY - timedelta(days=14)), TODAY, calendar) == ""
    assert time_word(Facts(kind=DeadlineKind.STANDING), TODAY, calendar) == ""


DAYS = (None, *(TODAY + timedelta(days=days) for days in (-40, -1, 0, 1, 2, 8, 9, 40)))
"""No date, and every day around which something changes."""


def test_every_task_stands_in_exactly_one_cell_and_one_pile() -> None:
    for facts in product(Status, DeadlineKind, DAYS, DAYS, DAYS):
        task = Facts(*facts)
        stands = standing(task, TODAY)
        assert stands in timeliness.STANDINGS, task
        assert stands.cell in Cell, task
        late = is_overdue(task, TODAY)
        assert (urgency(task, TODAY, 7) is Urgency.OVERDUE) == late == (stands is timeliness.OVERDUE), task


@pytest.mark.parametrize(
    ("due_on", "overdue_from", "original", "first"),
    [
        (date(2021, 12, 15), date(2021, 12, 16), date(2021, 11, 30), date(2021, 12, 1)),
        (date(2021, 12, 15), date(2021, 12, 15), date(2021, 11, 30), date(2021, 11, 30)),
        (date(2021, 12, 15), date(2021, 12, 16), date(2021, 12, 15), date(2021, 12, 16)),
        (None, None, None, None),
    ],
    ids=["extended", "extended, read strictly", "never extended", "undated"],
)
def test_the_first_late_day_before_any_extension(
    due_on: date | None, overdue_from: date | None, original: date | None, first: date | None
) -> None:
    assert first_overdue_from(due_on, overdue_from, original) == first
