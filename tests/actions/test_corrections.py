"""The verbs of a correction: what may be claimed, and what becomes of it."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests import factories as make
from webapp.actions import corrections, tasks
from webapp.actions.tasks import Product
from webapp.models import Correction, Event, Person, Task
from webapp.queries.monitor import Limits, Queue, queue_counts
from webapp.rules.status import MoveRefused
from webapp.rules.words import DeadlineKind, Role, Status

DUE = date(2021, 11, 10)
PRODUCT = Product("45-BC/ThU", date(2021, 11, 9), "Ban Thường vụ Tỉnh ủy")


@pytest.fixture
def late(session: Session) -> Task:
    return make.task(session, due_on=DUE)


@pytest.fixture
def speaker(session: Session) -> Person:
    return make.person(session)


def claimed(session: Session, task: Task, by: Person | None = None) -> Event:
    event = corrections.ask(task, done_on=date(2021, 11, 9), product=PRODUCT, stamp=make.stamp(by))
    session.flush()
    return event


def counts(session: Session) -> dict[Queue, int]:
    return queue_counts(session, Limits(make.TODAY, 7, 90))


def test_a_report_that_is_shown_late_is_corrected_too(session: Session, speaker: Person, late: Task) -> None:
    tasks.report_done(late, done_on=date(2021, 11, 20), product=PRODUCT, stamp=make.stamp(speaker))
    tasks.confirm(late, stamp=make.stamp(make.person(session, Role.MONITOR)))
    with pytest.raises(MoveRefused, match="trước đó"):
        corrections.ask(late, done_on=date(2021, 11, 20), product=PRODUCT, stamp=make.stamp(speaker))
    claimed(session, late, speaker)
    assert (counts(session)[Queue.CORRECTION], late.status) == (1, Status.DONE)
    corrections.accept(late, stamp=make.stamp(make.person(session, Role.MONITOR)))
    session.flush()
    assert (late.done_on, late.status, late.claimed_on) == (date(2021, 11, 9), Status.DONE, None)


@pytest.mark.parametrize(
    "more",
    [
        {"due_on": date(2021, 11, 30)},
        {"status": Status.DROPPED},
        {"status": Status.DONE, "done_on": DUE},
        {"due_on": None, "kind": DeadlineKind.STANDING},
    ],
)
def test_what_is_not_shown_late_is_not_corrected(session: Session, more: dict[str, object]) -> None:
    task = make.task(session, **({"due_on": DUE} | more))
    with pytest.raises(MoveRefused, match="không đang tính chậm"):
        corrections.ask(task, done_on=date(2021, 11, 9), product=PRODUCT, stamp=make.stamp())


def test_a_claim_can_be_taken_back_and_made_again(session: Session, speaker: Person, late: Task) -> None:
    event = claimed(session, late, speaker)
    tasks.undo(late, event, hours=24, stamp=make.stamp(speaker))
    session.flush()
    assert late.claimed_on is None and late.is_overdue(make.TODAY)
    with pytest.raises(MoveRefused, match="không có đề nghị đính chính"):
        corrections.accept(late, stamp=make.stamp())
    claimed(session, late, speaker)
    corrections.refuse(late, reason="x", stamp=make.stamp())
    assert session.scalars(sa.select(Correction.accepted).order_by(Correction.id)).all() == [None, False]
