"""The two rates, each with its denominator."""

from dataclasses import dataclass
from datetime import date

import pytest

from webapp.rules.rates import Rate, rates
from webapp.rules.timeliness import Cell
from webapp.rules.words import DeadlineKind, Status

pytestmark = pytest.mark.pure
TODAY = date(2021, 11, 22)
LATE, SOON = date(2021, 11, 11), date(2021, 12, 1)


@dataclass(frozen=True)
class Facts:
    status: Status = Status.IN_PROGRESS
    kind: DeadlineKind = DeadlineKind.DATED
    overdue_from: date | None = SOON
    done_on: date | None = None
    claimed_on: date | None = None
    updated_on: date | None = None


GOOD = Facts(Status.DONE, overdue_from=LATE, done_on=date(2021, 11, 10))
BAD = Facts(Status.DONE, overdue_from=LATE, done_on=date(2021, 11, 11))
OVERDUE = Facts(overdue_from=LATE)
REPORTED_LATE = Facts(Status.AWAITING, overdue_from=LATE, done_on=date(2021, 11, 20))
STANDING = Facts(kind=DeadlineKind.STANDING, overdue_from=None)


@pytest.mark.parametrize(
    ("tasks", "part", "whole"),
    [
        ([], 0, 0),
        ([GOOD], 1, 1),
        ([GOOD, BAD, OVERDUE], 1, 3),
        ([GOOD, Facts(), STANDING, Facts(Status.HANDED_OVER)], 1, 1),
        ([REPORTED_LATE, GOOD], 1, 2),
        ([Facts(Status.PAUSED, overdue_from=LATE)], 0, 0),
    ],
)
def test_on_time_leaves_out_what_is_in_time_and_what_has_no_date(tasks: list[Facts], part: int, whole: int) -> None:
    found = rates(tasks, TODAY, 90)
    assert found.on_time == Rate(part, whole)
    assert sum(found.cells.values()) == len(tasks) and set(found.cells) == set(Cell)


@pytest.mark.parametrize(("updated_on", "counts"), [(date(2021, 8, 24), 1), (date(2021, 8, 23), 0), (None, 0)])
def test_an_update_counts_for_so_many_days(updated_on: date | None, counts: int) -> None:
    found = rates([Facts(updated_on=updated_on), GOOD, Facts(Status.DROPPED, updated_on=TODAY)], TODAY, 90)
    assert found.updated == Rate(counts, 1)


def test_a_rate_of_nothing_is_no_rate() -> None:
    assert Rate(0, 0).percent is None and Rate(1, 3).percent == 33 and Rate(3, 3).percent == 100
