"""Who takes over which open duty: every task has one place to go, and merging gains nobody time."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.status import CLOSED, OPEN
from webapp.rules.succession import Held, NobodyHolds, ancestors, heirs, share_out
from webapp.rules.words import Status

pytestmark = pytest.mark.pure
DAY = date(2025, 7, 1)


@dataclass(frozen=True)
class Owed:
    id: int
    assignment_id: int = 1
    period: str = ""
    status: Status = Status.IN_PROGRESS
    overdue_from: date | None = DAY


def into(passings: list) -> dict[int, int | None]:  # type: ignore[type-arg]
    return {one.task_id: one.into for one in passings}


@pytest.mark.parametrize(
    ("first", "second", "goes_on"),
    [
        (Owed(1), Owed(2, overdue_from=DAY - timedelta(days=1)), 2),
        (Owed(1), Owed(2, overdue_from=None), 1),
        (Owed(1, overdue_from=DAY - timedelta(days=99)), Owed(2, status=Status.AWAITING), 2),
        (Owed(1), Owed(2), 1),
    ],
    ids=["the longest late", "a dated one", "a report that waits", "the older one"],
)
def test_of_the_same_duty_one_goes_on(first: Owed, second: Owed, goes_on: int) -> None:
    assert into(share_out([first, second], {}, {})) == {goes_on: None, 3 - goes_on: goes_on}


def test_other_duties_and_periods_stay_apart() -> None:
    owed = [Owed(1), Owed(2, assignment_id=2), Owed(3, period="2025"), Owed(4, period="2026")]
    assert set(into(share_out(owed, {}, {})).values()) == {None}


def test_a_task_goes_where_it_was_sent() -> None:
    places = {one.task_id: one.place for one in share_out([Owed(1), Owed(2), Owed(3)], {2: 1, 3: 1}, {})}
    assert places == {1: 0, 2: 1, 3: 1}


@pytest.mark.parametrize("status", [Status.IN_PROGRESS, Status.AWAITING, Status.DONE])
def test_what_the_successor_has_takes_the_others_in(status: Status) -> None:
    (only,) = share_out([Owed(1)], {}, {(0, 1, ""): Held(9, status)})
    assert (only.into, only.into_closed) == (9, status is Status.DONE)


@pytest.mark.parametrize("status", [Status.HANDED_OVER, Status.DROPPED])
def test_a_duty_the_successor_gave_up_does_not_vanish_into_it(status: Status) -> None:
    with pytest.raises(NobodyHolds) as refusal:
        share_out([Owed(1)], {}, {(0, 1, ""): Held(9, status)})
    assert (refusal.value.task_id, refusal.value.held) == (1, 9)


@given(
    st.lists(
        st.builds(
            Owed,
            id=st.integers(1, 10_000),
            assignment_id=st.integers(1, 3),
            period=st.sampled_from(["", "2025"]),
            status=st.sampled_from(sorted(OPEN)),
            overdue_from=st.none() | st.dates(date(2021, 1, 1), date(2027, 1, 1)),
        ),
        unique_by=lambda task: task.id,
    ),
    st.dictionaries(st.integers(1, 10_000), st.integers(0, 2)),
)
def test_every_task_goes_somewhere_once_and_the_latest_stays_late(owed: list[Owed], places: dict[int, int]) -> None:
    found = share_out(owed, places, {})
    by_id = {task.id: task for task in owed}
    assert sorted(one.task_id for one in found) == sorted(by_id)
    kept = {one.task_id: one for one in found if one.into is None}
    keys = [(one.place, by_id[key].assignment_id, by_id[key].period) for key, one in kept.items()]
    assert len(keys) == len(set(keys))
    for one in found:
        if one.into is not None:
            gone, stays = by_id[one.task_id], by_id[one.into]
            assert one.into in kept and kept[one.into].place == one.place
            if stays.status is not Status.AWAITING:
                assert gone.status is not Status.AWAITING
                assert (stays.overdue_from or date.max) <= (gone.overdue_from or date.max)


def test_lineage_is_followed_through_every_change() -> None:
    links = [(1, 3), (2, 3), (3, 4), (3, 5), (6, 6)]
    assert ancestors(links) == {3: {1, 2}, 4: {1, 2, 3}, 5: {1, 2, 3}}
    assert heirs(links, [1, 2, 3]) == {1: 4, 2: 4, 3: 4}
    assert heirs(links, [1, 2, 3, 4]) == {1: 5, 2: 5, 3: 5}
    assert heirs(links, [9]) == {}, "who ended and was not succeeded has no heir"


def test_a_circle_ends() -> None:
    assert heirs([(1, 2), (2, 1)], [1, 2]) == {}
    assert ancestors([(1, 2), (2, 1)]) == {1: {2}, 2: {1}}


def test_closed_is_what_is_not_open() -> None:
    assert set(Status) == OPEN | CLOSED
