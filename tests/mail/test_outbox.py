"""The outbox: who may take a mail in hand, when it is tried again, and when it is given up."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests import factories
from tests.factories import NOW
from webapp.mail import outbox, smtp
from webapp.mail.outbox import LEASE, RETRIES, Letter
from webapp.models import MailState, OutboxMail

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def app_context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def queued(session: Session, *, dedupe: str | None = None, after: timedelta = timedelta(0)) -> OutboxMail:
    person, context = factories.person(session), {"code": "123456", "minutes": 15}
    mail = outbox.queue(session, "sign_in_code", person, context, now=NOW + after, dedupe=dedupe)
    session.flush()
    return mail


def claimed(session: Session, after: timedelta = timedelta(0)) -> Letter:
    mail = outbox.claim(session, now=NOW + after)
    assert mail is not None and mail.lease is not None
    return mail


def test_mail_is_taken_by_one_and_by_nobody_else_while_the_lease_lasts(session: Session) -> None:
    queued(session)
    mail = claimed(session)
    assert mail.attempts == 1
    assert outbox.claim(session, now=NOW + LEASE) is None
    again = claimed(session, LEASE + timedelta(seconds=1))
    assert (again.id, again.attempts) == (mail.id, 2) and again.message_id == mail.message_id


def test_who_lost_the_lease_can_no_longer_report(session: Session) -> None:
    queued(session)
    first, second = claimed(session), claimed(session, 2 * LEASE)
    assert not outbox.mark_sent(session, first.id, first.lease, now=NOW)
    assert outbox.mark_sent(session, second.id, second.lease, now=NOW)
    assert session.get_one(OutboxMail, second.id).state is MailState.SENT
    assert not outbox.mark_failed(session, first.id, first.lease, attempts=1, error="x", final=True, now=NOW)


def test_lease_outlasts_the_longest_conversation() -> None:
    assert LEASE.total_seconds() > smtp.TIMEOUT * 10


def test_claimed_mail_can_be_read_without_the_database(session: Session) -> None:
    queued(session)
    mail = claimed(session)
    session.commit()
    assert mail.subject and mail.html and not session.in_transaction()


def test_oldest_due_mail_goes_first_and_a_later_one_waits(session: Session) -> None:
    later, first, second = (queued(session, after=after) for after in (MINUTE, -MINUTE, timedelta(0)))
    assert [claimed(session).id, claimed(session).id] == [first.id, second.id]
    assert outbox.claim(session, now=NOW) is None
    assert claimed(session, MINUTE).id == later.id


@pytest.mark.parametrize("held", [False, True])
def test_mail_written_or_held_by_a_clock_in_the_future_does_not_wait_for_it(session: Session, held: bool) -> None:
    year = timedelta(days=365)
    queued(session, after=year)
    if held:
        claimed(session, year)
    assert claimed(session).id
    assert outbox.claim(session, now=NOW) is None, "and it is held like any other"


def test_sent_or_failed_mail_is_never_taken_again(session: Session) -> None:
    for final in (True, False):
        queued(session)
        mail = claimed(session)
        if final:
            outbox.mark_failed(session, mail.id, mail.lease, attempts=1, error="550", final=True, now=NOW)
        else:
            outbox.mark_sent(session, mail.id, mail.lease, now=NOW)
    assert outbox.claim(session, now=NOW + timedelta(days=400)) is None


def test_failed_try_is_repeated_ever_later_and_at_last_given_up(session: Session) -> None:
    queued(session)
    now, waits = NOW, []
    while (mail := outbox.claim(session, now=now)) is not None:
        outbox.mark_failed(session, mail.id, mail.lease, attempts=mail.attempts, error="451", final=False, now=now)
        row = session.get_one(OutboxMail, mail.id, populate_existing=True)
        waits.append((row.send_at - now) // MINUTE)
        now = max(row.send_at, now + timedelta(seconds=1))
        if row.state is MailState.FAILED:
            break
    assert tuple(waits[:-1]) == RETRIES and row.state is MailState.FAILED and row.error == "451"


def test_absent_server_costs_the_mail_no_try(session: Session) -> None:
    queued(session)
    for number in range(3 * len(RETRIES)):
        mail = claimed(session, number * MINUTE)
        assert mail.attempts == 1
        outbox.put_back(session, mail.id, mail.lease, attempts=1, error="away", now=NOW + number * MINUTE)
    row = session.get_one(OutboxMail, mail.id, populate_existing=True)
    assert row.state is MailState.QUEUED and row.send_at - (NOW + number * MINUTE) <= MINUTE


def test_long_error_is_cut(session: Session) -> None:
    queued(session)
    mail = claimed(session)
    outbox.mark_failed(session, mail.id, mail.lease, attempts=1, error="x" * 2000, final=True, now=NOW)
    assert len(session.get_one(OutboxMail, mail.id).error or "") == 500


def test_same_notice_is_written_once(session: Session) -> None:
    queued(session, dedupe="digest:7:2021-11-22")
    with pytest.raises(IntegrityError), session.begin_nested():
        queued(session, dedupe="digest:7:2021-11-22")
