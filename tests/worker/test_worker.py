"""The worker: two rounds send once, a crash loses nothing, the day's duties are done once a day."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from tests import factories
from webapp import clock, worker
from webapp.config import Config
from webapp.mail import links, outbox
from webapp.mail.outbox import Letter
from webapp.mail.smtp import SendFailed, ServerAway
from webapp.models import (
    CalendarDay,
    LinkPurpose,
    MailState,
    OutboxMail,
    ParkedForm,
    Person,
    QuickLink,
    Reminder,
    Setting,
    SignInCode,
    Task,
    WorkerBeat,
)
from webapp.rules.words import Channel, DeadlineKind, Recurrence
from webapp.rules.workdays import DayKind
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


def test_periods_that_another_worker_opens_at_this_moment_are_its_own(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(*_: object, **__: object) -> None:
        raise IntegrityError("", {}, Exception("there already"))

    with monkeypatch.context() as patch:
        patch.setattr(worker.programmes, "open_periods", taken)
        assert not worker.daily(session, NOW)
    assert worker.daily(session, NOW), "whoever did not finish leaves the day to be done"


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


@pytest.fixture
def owing(session: Session) -> list[Person]:
    """Three focal points, each with a task that is due on Monday, the 22nd."""
    leads = [factories.agency(session) for _ in range(3)]
    for lead in leads:
        factories.task(session, lead, due_on=NOW.date())
    people = [factories.person(session, speaks_for=lead) for lead in leads]
    session.commit()
    return people


def digests(session: Session) -> list[str]:
    return list(session.scalars(sa.select(OutboxMail.address).where(OutboxMail.kind == "digest")))


def test_people_are_reminded_from_the_hour_on_once_and_the_mail_leaves_in_the_same_round(
    session: Session, owing: list[Person]
) -> None:
    assert worker.tick(session, NOW.replace(hour=7, minute=29), Post()) == 0 and digests(session) == []
    post = Post()
    assert worker.tick(session, NOW.replace(hour=7, minute=30), post) == 3
    assert worker.tick(session, NOW, post) == 0 and len(digests(session)) == 3


def test_the_hour_is_the_offices_own(session: Session, owing: list[Person]) -> None:
    session.add(Setting(name="digest_time", value="09:00"))
    session.commit()
    assert worker.remind(session, NOW) == 0 and worker.remind(session, NOW.replace(hour=9)) == 3


@pytest.mark.parametrize("day", [20, 21, 22])
def test_nobody_is_reminded_on_a_day_off(session: Session, owing: list[Person], day: int) -> None:
    session.add(CalendarDay(day=NOW.date(), kind=DayKind.HOLIDAY, note="nghỉ"))
    session.commit()
    assert worker.remind(session, NOW.replace(day=day)) == 0
    assert worker.remind(session, NOW.replace(day=23)) == 3


def test_a_worker_killed_among_people_leaves_the_rest_to_the_next_one(session: Session, owing: list[Person]) -> None:
    looks = iter((False, True))
    assert worker.remind(session, NOW, stopping=lambda: next(looks)) == 1
    assert worker.remind(session, NOW) == 2
    assert sorted(digests(session)) == sorted(person.email for person in owing)


def test_a_fault_about_one_person_costs_nobody_else_their_mail(
    session: Session, owing: list[Person], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real, ill = worker.reminders.give, owing[1].id

    def give(session: Session, person_id: int, turn: worker.reminders.Round) -> bool:
        if person_id == ill:
            raise RuntimeError("odd data")
        return real(session, person_id, turn)

    monkeypatch.setattr(worker.reminders, "give", give)
    assert worker.remind(session, NOW) == 2 and f"person {ill} was not reminded" in caplog.text
    monkeypatch.setattr(worker.reminders, "give", real)
    assert worker.remind(session, NOW + DAY) == 3, "their due day is made up for, the others are overdue now"
    given = set(session.scalars(sa.select(Reminder.rung).where(Reminder.person_id == ill)))
    assert given == {"soon", "due_today", "overdue"}


def test_a_database_that_does_not_answer_ends_the_round_without_noting_it_as_done(
    session: Session, owing: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> bool:
        raise OperationalError("", {}, Exception("locked"))

    with monkeypatch.context() as patch, pytest.raises(OperationalError):
        patch.setattr(worker.reminders, "give", away)
        worker.remind(session, NOW)
    session.rollback()
    assert worker.remind(session, NOW) == 3


def test_clock_that_jumps_ahead_and_back_repeats_no_reminder(session: Session, owing: list[Person]) -> None:
    assert worker.remind(session, NOW) == 3
    assert worker.remind(session, NOW + timedelta(days=364)) == 3
    given = session.query(Reminder).count()
    for days in range(1, 364, 30):
        worker.remind(session, NOW + timedelta(days=days))
    assert session.query(Reminder).count() == given and len(digests(session)) == 6


@pytest.mark.parametrize(
    ("state", "days", "wiped"),
    [
        (MailState.SENT, 29, False),
        (MailState.SENT, 31, True),
        (MailState.FAILED, 31, True),
        (MailState.QUEUED, 31, False),
    ],
)
def test_the_words_of_old_mails_are_wiped_and_their_envelopes_kept(
    session: Session, state: MailState, days: int, wiped: bool
) -> None:
    write(session, "a")
    row = session.scalars(sa.select(OutboxMail)).one()
    row.state, row.sent_at = state, NOW if state is MailState.SENT else None
    session.commit()
    later = NOW + timedelta(days=days)
    worker.daily(session, later)
    session.refresh(row)
    assert (row.text == row.html == "") is wiped and (row.wiped_at == later if wiped else row.wiped_at is None)
    assert row.subject and row.address == "a@example.vn"


def test_links_long_expired_are_forgotten_unless_a_mail_is_known_by_them(session: Session) -> None:
    person = factories.person(session)
    spent, kept, mute, young = (
        links.new(session, person.id, purpose, now=NOW)
        for purpose in (LinkPurpose.TASK, LinkPurpose.REPLY, LinkPurpose.MUTE, LinkPurpose.LIST)
    )
    young.expires_at = NOW + timedelta(days=20)
    outbox.queue(session, "sign_in_code", person, {"code": "1", "minutes": 15}, now=NOW, reply_link=kept)
    session.commit()
    ids, spent_id = {link.id for link in (spent, kept, mute, young)}, spent.id
    worker.daily(session, NOW + timedelta(days=103))
    assert set(session.scalars(sa.select(QuickLink.id))) == ids
    worker.daily(session, NOW + timedelta(days=105))
    assert ids - set(session.scalars(sa.select(QuickLink.id))) == {spent_id}


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
