"""The worker: two rounds send once, a crash loses nothing, the day's duties are done once a day."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests import factories
from webapp import clock, worker
from webapp.config import Config
from webapp.mail import outbox
from webapp.mail.outbox import Letter
from webapp.mail.smtp import SendFailed, ServerAway
from webapp.models import MailState, OutboxMail, ParkedForm, SignInCode, Task, WorkerBeat
from webapp.rules.words import Channel, DeadlineKind, Recurrence
from webapp.worker import Send

NOW = datetime(2021, 11, 22, 8, 15, tzinfo=clock.ZONE)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def app_context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


class Post:
    """Takes mails, unless ``fails`` says otherwise for an address."""

    def __init__(self, **fails: Exception) -> None:
        self.fails, self.sent = fails, []  # type: ignore[var-annotated]

    def __call__(self, mail: Letter, now: datetime) -> None:
        if mail.address.split("@")[0] in self.fails:
            raise self.fails[mail.address.split("@")[0]]
        self.sent.append(mail.address.split("@")[0])


def write(session: Session, *names: str) -> None:
    for name in names:
        person = factories.person(session, email=f"{name}@example.vn")
        outbox.queue(session, "sign_in_code", person, {"code": "1", "minutes": 15}, now=NOW)
    session.commit()


def states(session: Session) -> dict[str, MailState]:
    found = session.execute(sa.select(OutboxMail.address, OutboxMail.state))
    return {address.split("@")[0]: state for address, state in found}


def test_two_rounds_send_once(session: Session) -> None:
    write(session, "a", "b")
    post = Post()
    assert [worker.tick(session, NOW, post), worker.tick(session, NOW, post)] == [2, 0]
    assert post.sent == ["a", "b"] and set(states(session).values()) == {MailState.SENT}


def test_crash_between_claim_and_send_is_picked_up_by_the_next_one(session: Session) -> None:
    write(session, "a")

    def killed(_mail: Letter, _now: datetime) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        worker.deliver(session, NOW, killed)
    session.rollback()
    post = Post()
    assert worker.deliver(session, NOW + outbox.LEASE, post) == 0
    assert worker.deliver(session, NOW + outbox.LEASE + SECOND, post) == 1 and post.sent == ["a"]


def test_no_transaction_is_open_while_the_server_is_talked_to(session: Session) -> None:
    write(session, "a")
    seen = []

    def look(mail: Letter, _now: datetime) -> None:
        seen.append((mail.subject, mail.text, mail.html, session.in_transaction()))

    worker.deliver(session, NOW, look)
    assert seen[0][3] is False and all(seen[0][:3])


def test_bad_address_is_given_up_and_delays_nobody(session: Session) -> None:
    write(session, "bad", "slow", "good")
    post = Post(bad=SendFailed("550 no such box", final=True), slow=SendFailed("450 later", final=False))
    assert worker.tick(session, NOW, post) == 1
    assert states(session) == {"bad": MailState.FAILED, "slow": MailState.QUEUED, "good": MailState.SENT}
    assert worker.tick(session, NOW + 30 * SECOND, post) == 0
    post.fails.clear()
    assert worker.tick(session, NOW + 61 * SECOND, post) == 1 and post.sent == ["good", "slow"]


def test_five_days_without_a_server_lose_nothing_and_end_within_a_minute(session: Session) -> None:
    write(session, "a", "b", "c")
    away = Post(**dict.fromkeys(("a", "b", "c"), ServerAway("gone")))
    for hour in range(0, 5 * 24, 3):
        assert worker.tick(session, NOW + timedelta(hours=hour), away) == 0
    assert set(states(session).values()) == {MailState.QUEUED}
    back, later = Post(), NOW + timedelta(days=5, minutes=1)
    assert worker.tick(session, later, back) == 3


def test_absent_server_is_asked_once_a_round(session: Session) -> None:
    write(session, "a", "b", "c")
    asked = []

    def away(mail: Letter, _now: datetime) -> None:
        asked.append(mail.address)
        raise ServerAway("gone")

    worker.deliver(session, NOW, away)
    assert len(asked) == 1


def test_stop_finishes_the_mail_in_hand_and_takes_no_other(session: Session) -> None:
    write(session, "a", "b")
    post = Post()
    assert worker.tick(session, NOW, post, stopping=lambda: bool(post.sent)) == 1
    assert states(session) == {"a": MailState.SENT, "b": MailState.QUEUED}


def test_round_ends_in_time_for_its_leases(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    write(session, "a", "b")
    monkeypatch.setattr(worker, "ROUND", 0.0)
    assert worker.deliver(session, NOW, Post()) == 0
    assert timedelta(seconds=60) + timedelta(seconds=220) < outbox.LEASE


@pytest.mark.parametrize(
    ("later", "noted"), [(timedelta(0), False), (10 * SECOND, False), (20 * SECOND, True), (-DAY, True)]
)
def test_sign_of_life_is_renewed_before_it_grows_old(session: Session, later: timedelta, noted: bool) -> None:
    worker.tick(session, NOW, Post())
    worker.tick(session, NOW + later, Post())
    assert session.get_one(WorkerBeat, "worker").at == (NOW + later if noted else NOW)


def recurring(session: Session) -> int:
    """A yearly duty whose second period begins with 2022."""
    lead = factories.agency(session)
    duty = factories.assignment(
        session, lead=lead, kind=DeadlineKind.RECURRING, recurrence=Recurrence.ANNUAL, due_month=11, due_day=15
    )
    session.commit()
    return duty.id


def periods(session: Session, assignment_id: int) -> list[str]:
    found = sa.select(Task.period).where(Task.assignment_id == assignment_id).order_by(Task.period)
    return list(session.scalars(found))


def test_new_period_is_opened_a_little_after_midnight_and_once(session: Session) -> None:
    duty = recurring(session)
    worker.tick(session, NOW, Post())
    assert periods(session, duty) == ["2021"]
    worker.tick(session, datetime(2022, 1, 1, 0, 4, tzinfo=clock.ZONE), Post())
    assert periods(session, duty) == ["2021"]
    for minute in (5, 6):
        worker.tick(session, datetime(2022, 1, 1, 0, minute, tzinfo=clock.ZONE), Post())
    assert periods(session, duty) == ["2021", "2022"]
    task = session.scalars(sa.select(Task).where(Task.period == "2022")).one()
    event = session.execute(sa.text("SELECT channel, actor FROM event WHERE task_id = :id"), {"id": task.id}).one()
    assert tuple(event) == (Channel.WORKER.value, "Hệ thống")


def test_days_missed_are_made_up_for_at_once(session: Session) -> None:
    duty = recurring(session)
    worker.daily(session, NOW)
    assert worker.daily(session, NOW + timedelta(days=800)) and periods(session, duty) == [
        "2021",
        "2022",
        "2023",
        "2024",
    ]


def test_clock_that_jumps_ahead_and_back_does_not_silence_the_day(session: Session) -> None:
    assert worker.daily(session, NOW + timedelta(days=365))
    assert worker.daily(session, NOW)
    assert not worker.daily(session, NOW + timedelta(hours=1))


def test_spent_codes_and_forms_are_cleared_once_a_day(session: Session) -> None:
    person = factories.person(session)
    old = NOW - timedelta(days=3)
    session.add(ParkedForm(person_id=person.id, path="/x", values={"a": ["b"]}, at=old))
    digest = "0" * 64
    session.add(SignInCode(browser_digest=digest, code_digest=digest, created_at=old, expires_at=old))
    session.commit()
    worker.daily(session, NOW)
    assert session.query(ParkedForm).count() == session.query(SignInCode).count() == 0


def test_trial_keeps_every_mail_here(session: Session, config: Config) -> None:
    write(session, "a")
    send: Send = worker.sender(config)
    assert worker.tick(session, NOW, send) == 1 and states(session) == {"a": MailState.SENT}


def test_failing_round_is_told_and_the_next_one_goes_on(
    session: Session, config: Config, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    handlers, rounds = [], []
    monkeypatch.setattr(worker.signal, "signal", lambda _number, handler: handlers.append(handler))
    monkeypatch.setattr(worker, "PAUSE", 0.0)

    def tick(*_: object, **__: object) -> int:
        rounds.append(1)
        if len(rounds) == 1:
            raise RuntimeError("database gone")
        handlers[0]()
        return 0

    monkeypatch.setattr(worker, "tick", tick)
    worker.run(session, config)
    assert len(rounds) == 2 and "a round of the worker failed" in caplog.text
