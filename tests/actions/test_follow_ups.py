"""Urging, beyond the page: an answer by mail closes it, and a refusal leaves nothing behind."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests import factories as make
from tests.replies.mails import mail
from webapp.actions import follow_ups, inbound
from webapp.actions.inbound import Desk
from webapp.files.store import FileStore
from webapp.mail import outbox
from webapp.models import Event, FollowUp, InboundState, OutboxMail, Task
from webapp.queries import follow_ups as queries
from webapp.replies import Reader
from webapp.rules.reminders import Office
from webapp.rules.status import MoveRefused
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import Status
from webapp.rules.workdays import WEEKENDS_ONLY

OFFICE = Office(Thresholds(), WEEKENDS_ONLY)
DUE = date(2021, 11, 24)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


def urged(session: Session, *found: Task) -> FollowUp:
    rows = queries.for_urging(session, [task.id for task in found])
    stamp = make.stamp(once="a-nonce")
    return follow_ups.send(session, rows, text="Đề nghị {cơ quan}", reply_due_on=DUE, office=OFFICE, stamp=stamp)


def test_an_answer_by_mail_closes_it(session: Session, reader: Reader, tmp_path: Path) -> None:
    agency = make.agency(session, "Thị ủy La Gi")
    person = make.person(session, speaks_for=agency, email="dau-moi@example.vn")
    task = make.task(session, agency, due_on=date(2021, 11, 10))
    row = urged(session, task)
    session.flush()
    letter = outbox.claim(session, now=make.NOW)
    assert letter is not None and task.reply_due_on == DUE
    headers = {
        "From": person.email,
        "In_Reply_To": letter.message_id,
        "References": letter.message_id,
        "Authentication_Results": "mx.so.vn; dmarc=pass header.from=example.vn",
        "Date": "Mon, 22 Nov 2021 08:10:00 +0700",
    }
    desk = Desk(reader.read, FileStore(tmp_path), "mx.so.vn")
    answer = inbound.receive(session, mail("Đang trình ký, đạt 60%.", **headers), desk, now=make.NOW)
    session.flush()
    assert (answer.state, answer.task_id) == (InboundState.APPLIED, task.id)
    assert task.reply_due_on is None
    (one,) = queries.urged(session, row.id)
    assert one.answer is not None and not one.owes


@pytest.mark.parametrize("status", [Status.AWAITING, Status.DONE, Status.PAUSED])
def test_nothing_is_left_of_one_that_is_refused(session: Session, status: Status) -> None:
    owed, other = make.task(session), make.task(session, status=status)
    with pytest.raises(MoveRefused, match="không đôn đốc được"), session.begin_nested():
        urged(session, owed, other)
    for table in (FollowUp, Event, OutboxMail):
        assert session.scalars(sa.select(table)).all() == []


def test_a_day_that_has_passed_is_no_day_to_answer(session: Session) -> None:
    with pytest.raises(MoveRefused, match="không thể trước hôm nay"):
        follow_ups.send(
            session, [], text="x", reply_due_on=date(2021, 11, 21), office=OFFICE, stamp=make.stamp(once="n")
        )
