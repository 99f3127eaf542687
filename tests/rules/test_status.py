"""The table of moves: what may follow what, and what must come with it."""

import pytest

from webapp.rules.status import MOVES, MoveRefused, Step, allows, next_status
from webapp.rules.words import DeadlineKind, Status

pytestmark = pytest.mark.pure
S = Status


@pytest.mark.parametrize(
    ("step", "begins", "ends"),
    [
        (Step.START, {S.NOT_STARTED}, S.IN_PROGRESS),
        (Step.UPDATE, {S.NOT_STARTED, S.IN_PROGRESS}, S.IN_PROGRESS),
        (Step.REPORT_DONE, {S.NOT_STARTED, S.IN_PROGRESS}, S.AWAITING),
        (Step.CONFIRM, {S.AWAITING}, S.DONE),
        (Step.SEND_BACK, {S.AWAITING}, S.IN_PROGRESS),
        (Step.PAUSE, {S.NOT_STARTED, S.IN_PROGRESS}, S.PAUSED),
        (Step.RESUME, {S.PAUSED}, S.IN_PROGRESS),
        (Step.HAND_OVER, {S.NOT_STARTED, S.IN_PROGRESS, S.PAUSED}, S.HANDED_OVER),
        (Step.DROP, {S.NOT_STARTED, S.IN_PROGRESS, S.PAUSED}, S.DROPPED),
        (Step.ACCEPT_CORRECTION, {S.NOT_STARTED, S.IN_PROGRESS, S.AWAITING, S.DONE}, S.DONE),
        (Step.MERGE, {S.NOT_STARTED, S.IN_PROGRESS, S.PAUSED, S.AWAITING}, S.HANDED_OVER),
    ],
)
def test_each_step_begins_and_ends_where_the_table_says(step: Step, begins: set[Status], ends: Status) -> None:
    for status in Status:
        if status in begins:
            assert next_status(step, status, DeadlineKind.DATED, reason="vì", evidence=True) is ends
        else:
            with pytest.raises(MoveRefused, match=status.label):
                next_status(step, status, DeadlineKind.DATED, reason="vì", evidence=True)


def test_every_step_stands_in_the_table() -> None:
    assert set(MOVES) == set(Step)


@pytest.mark.parametrize("step", [Step.SEND_BACK, Step.PAUSE, Step.HAND_OVER, Step.DROP, Step.MERGE])
def test_a_step_against_the_agency_needs_its_reason(step: Step) -> None:
    status = next(iter(MOVES[step].begins))
    with pytest.raises(MoveRefused, match="lý do"):
        next_status(step, status, DeadlineKind.DATED, reason="  ")


def test_a_report_needs_its_evidence() -> None:
    with pytest.raises(MoveRefused, match="số, ngày văn bản"):
        next_status(Step.REPORT_DONE, S.IN_PROGRESS, DeadlineKind.DATED)


def test_a_standing_duty_is_never_reported_done() -> None:
    assert not allows(Step.REPORT_DONE, S.IN_PROGRESS, DeadlineKind.STANDING)
    with pytest.raises(MoveRefused, match="thường xuyên"):
        next_status(Step.REPORT_DONE, S.IN_PROGRESS, DeadlineKind.STANDING, evidence=True)
