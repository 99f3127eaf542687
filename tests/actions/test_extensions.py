"""Asking for an extension and deciding on it: the date, the count, the history, and who is told."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests import factories as make
from webapp.actions import extensions, tasks
from webapp.models import Event, EventKind, OutboxMail, Task
from webapp.rules.status import MoveRefused
from webapp.rules.words import DueSource, Role

DUE, ASKED = date(2021, 11, 30), date(2021, 12, 15)


@pytest.fixture
def asked(session: Session) -> Task:
    """A task whose agency, for which two people speak, asked for two weeks more."""
    agency = make.agency(session)
    person = make.person(session, speaks_for=agency)
    make.person(session, speaks_for=agency)
    task = make.task(session, agency, due_on=DUE)
    extensions.ask(task, until=ASKED, reason="Chờ hướng dẫn", stamp=make.stamp(person))
    return task


def mails(session: Session) -> list[OutboxMail]:
    session.flush()
    return list(session.scalars(sa.select(OutboxMail).where(OutboxMail.kind == "extension_decided")))


def test_granting_moves_the_date_keeps_the_first_one_and_tells_everybody_of_the_agency(
    session: Session, asked: Task
) -> None:
    monitor = make.person(session, Role.MONITOR)
    event = extensions.grant(asked, until=ASKED, stamp=make.stamp(monitor))
    assert (asked.due_on, asked.original_due_on, asked.extensions) == (ASKED, DUE, 1)
    assert (asked.due_source, asked.asked_due_on, asked.asked_reason) == (DueSource.EXTENSION, None, "")
    assert (event.before["due_on"], event.after["due_on"]) == ("2021-11-30", "2021-12-15")
    assert not asked.is_overdue(ASKED) and asked.is_overdue(date(2021, 12, 16))
    told = mails(session)
    assert len(told) == 2
    assert all(one.subject.startswith("Đã gia hạn") and "15/12/2021" in one.text for one in told)


def test_a_second_extension_still_knows_the_first_date(session: Session, asked: Task) -> None:
    stamp = make.stamp(make.person(session, Role.MONITOR))
    extensions.grant(asked, until=date(2021, 12, 5), note="Đồng ý đến đầu tháng", stamp=stamp)
    extensions.ask(asked, until=ASKED, reason="Vẫn chờ", stamp=stamp)
    extensions.grant(asked, until=ASKED, stamp=stamp)
    assert (asked.original_due_on, asked.due_on, asked.extensions) == (DUE, ASKED, 2)


def test_refusing_leaves_the_date_and_says_why(session: Session, asked: Task) -> None:
    extensions.refuse(asked, reason="Việc gấp", stamp=make.stamp(make.person(session, Role.MONITOR)))
    assert (asked.due_on, asked.extensions, asked.asked_due_on) == (DUE, 0, None)
    session.flush()
    kinds = session.scalars(sa.select(Event.kind).where(Event.task_id == asked.id).order_by(Event.id)).all()
    assert kinds == [EventKind.ASK_EXTENSION, EventKind.REFUSE_EXTENSION]
    assert all("Việc gấp" in one.text and "vẫn là 30/11/2021" in one.text for one in mails(session))


def test_a_decision_that_left_by_mail_is_not_undone(session: Session, asked: Task) -> None:
    stamp = make.stamp(make.person(session, Role.MONITOR))
    event = extensions.grant(asked, until=ASKED, stamp=stamp)
    with pytest.raises(MoveRefused):
        tasks.undo(asked, event, hours=24, stamp=stamp)


@pytest.mark.parametrize("until", [DUE, date(2021, 11, 1)])
def test_a_date_that_gains_nothing_is_not_granted(session: Session, asked: Task, until: date) -> None:
    with pytest.raises(MoveRefused, match="phải sau hạn hiện nay"):
        extensions.grant(asked, until=until, stamp=make.stamp(make.person(session, Role.MONITOR)))
    assert asked.due_on == DUE and not mails(session)


def test_nothing_is_decided_that_was_not_asked_or_twice(session: Session, asked: Task) -> None:
    stamp = make.stamp(make.person(session, Role.MONITOR))
    extensions.refuse(asked, reason="Việc gấp", stamp=stamp)
    for decide in (
        lambda: extensions.refuse(asked, reason="Việc gấp", stamp=stamp),
        lambda: extensions.grant(asked, until=ASKED, stamp=stamp),
    ):
        with pytest.raises(MoveRefused, match="không có đề nghị"):
            decide()
