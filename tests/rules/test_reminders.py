"""The ladder: which rung is due from which day, for whom, and when it stands still."""

from dataclasses import replace
from datetime import date, time

import pytest

from webapp.rules.reminders import LADDER, Facts, Office, Rung, Side, due, may_go_out, was_missed
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import DeadlineKind, Status
from webapp.rules.workdays import DayKind, WorkCalendar

pytestmark = pytest.mark.pure

CALENDAR = WorkCalendar(
    {
        date(2021, 11, 24): DayKind.HOLIDAY,
        date(2021, 11, 27): DayKind.MAKE_UP,
    }
)
OFFICE = Office(Thresholds(), CALENDAR)
DATED = Facts(Status.NOT_STARTED, DeadlineKind.DATED, date(2021, 11, 12), date(2021, 11, 13), date(2021, 10, 1))
"""Due on a Friday."""


def first_days(facts: Facts, side: Side, office: Office = OFFICE) -> dict[tuple[Rung, str], date]:
    """Every rung that ever comes, with its day."""
    return {(step.rung, step.slot): step.on for step in due(facts, side, date(2030, 1, 1), office)}


@pytest.mark.parametrize(
    ("due_on", "soon", "today", "overdue", "monitor"),
    [
        # Friday 12/11; Sunday 14/11; Tuesday 23/11 before a holiday; on the holiday; on a worked Saturday
        (date(2021, 11, 12), date(2021, 11, 9), date(2021, 11, 12), date(2021, 11, 13), date(2021, 11, 17)),
        (date(2021, 11, 14), date(2021, 11, 9), date(2021, 11, 12), date(2021, 11, 15), date(2021, 11, 17)),
        (date(2021, 11, 23), date(2021, 11, 18), date(2021, 11, 23), date(2021, 11, 24), date(2021, 11, 27)),
        (date(2021, 11, 24), date(2021, 11, 18), date(2021, 11, 23), date(2021, 11, 25), date(2021, 11, 27)),
        (date(2021, 11, 27), date(2021, 11, 23), date(2021, 11, 27), date(2021, 11, 28), date(2021, 12, 1)),
    ],
)
def test_a_dated_task_climbs_in_working_days(
    due_on: date, soon: date, today: date, overdue: date, monitor: date
) -> None:
    facts = replace(DATED, due_on=due_on, overdue_from=date.fromordinal(due_on.toordinal() + 1))
    slot = due_on.isoformat()
    days = first_days(facts, Side.AGENCY)
    assert (days[Rung.SOON, slot], days[Rung.DUE_TODAY, slot], days[Rung.OVERDUE, slot]) == (soon, today, overdue)
    assert first_days(facts, Side.MONITOR) == {(Rung.MONITOR_LIST, slot): monitor}


def test_the_head_of_an_agency_hears_of_what_is_overdue_and_of_nothing_before() -> None:
    told = first_days(DATED, Side.HEAD)
    assert {rung for rung, _ in told} == {Rung.OVERDUE, Rung.OVERDUE_AGAIN}
    assert told.items() <= first_days(DATED, Side.AGENCY).items()
    assert not first_days(replace(DATED, asked=True), Side.HEAD)
    standing = replace(DATED, kind=DeadlineKind.STANDING, due_on=None, overdue_from=None)
    assert not first_days(standing, Side.HEAD) and not first_days(
        replace(DATED, returned_on=date(2021, 11, 15)), Side.HEAD
    )


def test_the_overdue_are_reminded_again_every_so_many_working_days_and_no_more_often_than_set() -> None:
    again = [on for (rung, _), on in first_days(DATED, Side.AGENCY).items() if rung is Rung.OVERDUE_AGAIN]
    assert again == [date(2021, 11, day) for day in (22, 29)] + [date(2021, 12, day) for day in (6, 13, 20)]
    office = Office(replace(OFFICE.limits, overdue_again_days=1, overdue_again_times=2), CALENDAR)
    some = first_days(DATED, Side.AGENCY, office)
    assert [(slot, on) for (rung, slot), on in some.items() if rung is Rung.OVERDUE_AGAIN] == [
        ("2021-11-12:1", date(2021, 11, 16)),
        ("2021-11-12:2", date(2021, 11, 17)),
    ]


def test_a_programme_that_reads_before_strictly_is_late_on_the_day_itself() -> None:
    strict = replace(DATED, overdue_from=DATED.due_on)
    days = first_days(strict, Side.AGENCY)
    assert days[Rung.DUE_TODAY, "2021-11-12"] == date(2021, 11, 11)
    assert days[Rung.OVERDUE, "2021-11-12"] == date(2021, 11, 12)


def test_no_warning_ahead_when_the_office_wants_none() -> None:
    office = Office(replace(OFFICE.limits, warn_days=0), CALENDAR)
    assert Rung.SOON not in {rung for rung, _ in first_days(DATED, Side.AGENCY, office)}


@pytest.mark.parametrize(
    ("more", "side", "expected"),
    [
        ({"asked": True}, Side.AGENCY, set()),
        ({"returned_on": date(2021, 11, 15), "sent_back": 1}, Side.AGENCY, {Rung.RETURNED}),
        ({"status": Status.AWAITING, "reported_on": date(2021, 11, 15)}, Side.AGENCY, set()),
        ({"status": Status.PAUSED}, Side.AGENCY, set()),
        ({"status": Status.DONE}, Side.AGENCY, set()),
        ({"status": Status.DROPPED}, Side.MONITOR, set()),
        ({"claimed": True}, Side.AGENCY, set()),
        ({"asked": True}, Side.MONITOR, {Rung.MONITOR_LIST}),
        ({"claimed": True}, Side.MONITOR, set()),
        ({"status": Status.AWAITING, "reported_on": date(2021, 11, 15)}, Side.MONITOR, {Rung.WAITING}),
        ({"returned_on": date(2021, 11, 15), "sent_back": 1}, Side.MONITOR, {Rung.MONITOR_LIST, Rung.RETURNED}),
        (
            {"kind": DeadlineKind.UNDATED, "due_on": None, "overdue_from": None, "review_on": date(2021, 12, 1)},
            Side.MONITOR,
            {Rung.REVIEW},
        ),
        ({"kind": DeadlineKind.STANDING, "due_on": None, "overdue_from": None}, Side.AGENCY, {Rung.STANDING_NOTE}),
        ({"kind": DeadlineKind.STANDING, "due_on": None, "overdue_from": None}, Side.MONITOR, set()),
        (
            {"kind": DeadlineKind.UNDATED, "due_on": None, "overdue_from": None, "review_on": date(2021, 12, 1)},
            Side.AGENCY,
            set(),
        ),
    ],
)
def test_who_is_reminded_of_what_and_when_the_ladder_stands_still(
    more: dict[str, object], side: Side, expected: set[Rung]
) -> None:
    facts = replace(DATED, **more)  # type: ignore[arg-type]
    assert {rung for rung, _ in first_days(facts, side)} == expected


@pytest.mark.parametrize(
    ("more", "rung", "slot", "on"),
    [
        ({"returned_on": date(2021, 11, 22), "sent_back": 2}, Rung.RETURNED, "2", date(2021, 11, 26)),
        (
            {"status": Status.AWAITING, "reported_on": date(2021, 11, 22), "sent_back": 1},
            Rung.WAITING,
            "2021-11-22:1",
            date(2021, 11, 22),
        ),
        ({"review_on": date(2021, 12, 1)}, Rung.REVIEW, "2021-12-01", date(2021, 12, 1)),
        ({"kind": DeadlineKind.STANDING}, Rung.STANDING_NOTE, "2021-10-01", date(2021, 12, 30)),
    ],
)
def test_other_rungs_come_once_for_each_cause(more: dict[str, object], rung: Rung, slot: str, on: date) -> None:
    facts = replace(DATED, **more)  # type: ignore[arg-type]
    found = first_days(facts, Side.AGENCY) | first_days(facts, Side.MONITOR)
    assert found[rung, slot] == on


def test_an_extended_deadline_climbs_from_the_bottom_again() -> None:
    later = replace(DATED, due_on=date(2021, 12, 10), overdue_from=date(2021, 12, 11))
    assert not set(first_days(DATED, Side.AGENCY)) & set(first_days(later, Side.AGENCY))


def test_what_is_due_by_now_includes_what_was_missed_and_nothing_of_tomorrow() -> None:
    assert [step.rung for step in due(DATED, Side.AGENCY, date(2021, 11, 8), OFFICE)] == []
    assert [step.rung for step in due(DATED, Side.AGENCY, date(2021, 11, 9), OFFICE)] == [Rung.SOON]
    late = [step.rung for step in due(DATED, Side.AGENCY, date(2021, 11, 15), OFFICE)]
    assert late == [Rung.SOON, Rung.DUE_TODAY, Rung.OVERDUE]


@pytest.mark.parametrize(
    ("today", "at", "goes"),
    [
        (date(2021, 11, 22), time(7, 29, 59), False),
        (date(2021, 11, 22), time(7, 30), True),
        (date(2021, 11, 22), time(23, 59), True),
        (date(2021, 11, 24), time(9), False),
        (date(2021, 11, 21), time(9), False),
        (date(2021, 11, 27), time(9), True),
    ],
)
def test_reminders_go_out_on_working_days_from_the_hour_on(today: date, at: time, goes: bool) -> None:
    assert may_go_out(today, at, OFFICE) is goes


@pytest.mark.parametrize(
    ("on", "last_round", "today", "missed"),
    [
        (date(2021, 11, 22), date(2021, 11, 19), date(2021, 11, 22), False),
        (date(2021, 11, 20), date(2021, 11, 19), date(2021, 11, 22), False),
        (date(2021, 11, 19), date(2021, 11, 18), date(2021, 11, 22), True),
        (date(2021, 11, 18), date(2021, 11, 19), date(2021, 11, 22), False),
        (date(2021, 11, 18), None, date(2021, 11, 22), False),
        (date(2021, 11, 18), date(2022, 11, 19), date(2021, 11, 22), False),
    ],
)
def test_late_is_what_should_have_gone_out_while_the_worker_was_away(
    on: date, last_round: date | None, today: date, missed: bool
) -> None:
    assert was_missed(on, last_round, today, CALENDAR) is missed


def test_every_rung_has_its_rule_and_a_slot_the_ledger_can_hold() -> None:
    assert {rule.rung for rule in LADDER} == set(Rung)
    slots = [slot for side in Side for _, slot in first_days(replace(DATED, sent_back=999), side)]
    assert max(map(len, slots)) <= 40
