"""The background duties: remind people, hand over mail, open new periods, give a sign of life. Several workers at
once are safe."""

import imaplib
import logging
import signal
import threading
import time as stopwatch
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, time, timedelta

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from webapp import clock, intake
from webapp.actions import inbound, jobs, programmes, reminders, sign_in
from webapp.actions.history import SYSTEM, Stamp
from webapp.actions.job_kinds import KINDS
from webapp.actions.jobs import Handler
from webapp.config import Config
from webapp.files.store import FileStore
from webapp.mail import links, outbox, smtp
from webapp.mail.outbox import Letter
from webapp.mail.smtp import SendFailed, Server, ServerAway
from webapp.models import WorkerBeat
from webapp.queries.reminders import readers
from webapp.queries.settings import last_beat, thresholds, work_calendar
from webapp.rules.reminders import Office, may_go_out
from webapp.rules.words import Channel
from webapp.web import parked

log = logging.getLogger(__name__)
Send = Callable[[Letter, datetime], None]
Stopping = Callable[[], bool]
Kinds = Mapping[str, Handler]

PAUSE = 2.0
"""Seconds between two looks into the outbox."""
ROUND = 60.0
"""Seconds after which a round takes no further mail in hand, so that leases counted from its start stay long enough
and the sign of life stays fresh."""
COLLECT_EVERY = timedelta(minutes=1)
BEAT_EVERY = timedelta(seconds=20)
DAY_BEGINS = time(0, 5)
"""When the day's duties are done: a little after midnight, so that a clock set back repeats nothing."""


def run(session: Session, config: Config) -> None:
    """Work until SIGTERM or SIGINT; the mail in hand is finished first."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    send = sender(config)
    while not stop.is_set():
        try:
            tick(session, clock.now(), send, stopping=stop.is_set)
            collect(session, config, clock.now())
            work(session, FileStore(config.results_dir), clock.now(), stopping=stop.is_set)
        except Exception:
            log.exception("a round of the worker failed")
            session.rollback()
        stop.wait(PAUSE)


def sender(config: Config) -> Send:
    """How mail leaves: by the office's SMTP server, or in the trial not at all (the mailbox page shows it)."""
    if config.trial or config.smtp_url is None:
        return lambda _mail, _now: None
    server, address, reply_to = Server.of(config.smtp_url), config.sender, config.reply_to
    return lambda mail, now: smtp.send(mail, server, address, now, reply_to)


def tick(session: Session, now: datetime, send: Send, *, stopping: Stopping = lambda: False) -> int:
    """One round at ``now``: sign of life, what the day asks for, then the mail that is due; how many mails left."""
    last = last_beat(session, "worker")
    if last is None or abs(now - last) >= BEAT_EVERY:
        beat(session, "worker", now)
    session.commit()
    daily(session, now)
    remind(session, now, stopping=stopping)
    return deliver(session, now, send, stopping=stopping)


def collect(session: Session, config: Config, now: datetime) -> int:
    """Fetch the answers that wait in the office's mailbox, once a minute; how many. A mailbox that is away is tried
    again: what is unread stays there, and ``queries.health`` tells since when."""
    last = last_beat(session, "mailbox")
    session.commit()
    if config.imap_url is None or (last is not None and abs(now - last) < COLLECT_EVERY):
        return 0
    beat(session, "mailbox", now)
    session.commit()
    try:
        taken = intake.fetch(config.imap_url, lambda raw: _take(session, raw, config))
    except (OSError, imaplib.IMAP4.error):
        log.exception("the mailbox could not be read")
        return 0
    beat(session, "mailbox_read", now)
    session.commit()
    return taken


def _take(session: Session, raw: bytes, config: Config) -> None:
    """Take in one mail of the mailbox, with a sign of life: a full mailbox takes longer than one is waited for."""
    intake.take(session, raw, config, now=clock.now())
    for name in ("worker", "mailbox_read"):
        beat(session, name, clock.now())
    session.commit()


def beat(session: Session, name: str, now: datetime) -> None:
    """Note that the duty ``name`` was at work; of two that note it for the first time at once, one is enough."""
    noted = session.execute(sa.update(WorkerBeat).where(WorkerBeat.name == name).values(at=now))
    if not noted.rowcount:  # type: ignore[attr-defined]
        with suppress(IntegrityError), session.begin_nested():
            session.execute(sa.insert(WorkerBeat).values(name=name, at=now))


def daily(session: Session, now: datetime) -> bool:
    """Once a calendar day: open the tasks of new periods, and clear what is spent; whether it was done now.

    The day that was done last is compared for being another one, not for being earlier: a clock that stood in the
    future for a while must not silence the duty until then.
    """
    here = clock.local(now)
    last = last_beat(session, "periods")
    if here.time() < DAY_BEGINS or (last is not None and clock.local(last).date() == here.date()):
        session.commit()
        return False
    try:
        with session.begin_nested():
            programmes.open_periods(session, stamp=Stamp(SYSTEM, here, Channel.WORKER))
    except IntegrityError:  # another worker opened them at this moment, and its day is done with them
        session.commit()
        return False
    sign_in.purge(session, now=now)
    parked.purge(session, now=now)
    outbox.wipe(session, now=now)
    links.purge(session, now=now)
    inbound.wipe(session, FileStore(current_app.config["OFFICE"].files_dir), now=now)
    jobs.purge(session, FileStore(current_app.config["OFFICE"].results_dir), now=now)
    beat(session, "periods", now)
    session.commit()
    return True


def remind(session: Session, now: datetime, *, stopping: Stopping = lambda: False) -> int:
    """Once a working day, from the office's hour on: remind everybody of what is due and new to them; how many were.

    One transaction a person, so that a worker killed at any point leaves whole digests behind it and the rest to the
    next one. Like ``daily``, the day is compared for being another one, not for being later.
    """
    here = clock.local(now)
    last = last_beat(session, "reminders")
    last_day = clock.local(last).date() if last else None
    office = Office(thresholds(session), work_calendar(session))
    if last_day == here.date() or not may_go_out(here.date(), here.time(), office):
        session.commit()
        return 0
    turn, given = reminders.Round(here, office, last_day), 0
    people = readers(session, here.date())
    session.commit()
    for person_id in people:
        if stopping():
            return given
        given += _remind_one(session, person_id, turn)
    beat(session, "reminders", now)
    session.commit()
    return given


def _remind_one(session: Session, person_id: int, turn: reminders.Round) -> bool:
    """Remind one person. A fault in what they are told of costs nobody else their mail; they are tried again in the
    next round. A database that does not answer ends this one, which is tried again at once."""
    try:
        given = reminders.give(session, person_id, turn)
        session.commit()
    except OperationalError:
        raise
    except Exception:
        log.exception("person %s was not reminded", person_id)
        session.rollback()
        return False
    return given


def deliver(session: Session, now: datetime, send: Send, *, stopping: Stopping = lambda: False) -> int:
    """Hand over what is due at ``now``, one mail after the other; how many left.

    Claim, commit, send, mark, commit: a worker killed at any point leaves the mail to the next one, and no
    transaction is open while the server is talked to.
    """
    ends, sent = stopwatch.monotonic() + ROUND, 0
    while not stopping() and stopwatch.monotonic() < ends:
        mail = outbox.claim(session, now=now)
        session.commit()
        if mail is None:
            break
        try:
            sent += _hand_over(session, mail, now, send)
        except ServerAway:
            break
        finally:
            session.commit()
    return sent


def _hand_over(session: Session, mail: Letter, now: datetime, send: Send) -> bool:
    """Send one claimed mail and note what became of it; whether it left. Raises ServerAway again, noted too."""
    lease, attempts = mail.lease, mail.attempts
    try:
        send(mail, now)
    except SendFailed as failure:
        outbox.mark_failed(session, mail.id, lease, attempts=attempts, error=str(failure), final=failure.final, now=now)
        return False
    except ServerAway as away:
        outbox.put_back(session, mail.id, lease, attempts=attempts, error=str(away), now=now)
        raise
    return outbox.mark_sent(session, mail.id, lease, now=now)


def work(
    session: Session, store: FileStore, now: datetime, *, stopping: Stopping = lambda: False, kinds: Kinds = KINDS
) -> bool:
    """Carry out the next job that somebody asked for; whether there was one.

    One a round, so that mail waits for one job at most. Claim, commit, work, note, commit: a worker killed at any
    point leaves the job to the next one.
    """
    job = jobs.claim(session, now=now)
    session.commit()
    if job is None:
        return False
    job = replace(job, files=FileStore(current_app.config["OFFICE"].files_dir))
    try:
        _carry_out(session, job, store, kinds, stopping)
        session.commit()
    except jobs.LeaseLost:
        session.rollback()
    return True


def _carry_out(session: Session, job: jobs.Work, store: FileStore, kinds: Kinds, stopping: Stopping) -> None:
    """Let the handler work, and note what came of it. Raises LeaseLost when another worker has it by then."""

    def tell(done: int, total: int, words: str) -> None:
        if stopping():
            raise jobs.Interrupted
        jobs.progress(session, job, done, total, words, now=clock.now())
        beat(session, "worker", clock.now())
        session.commit()

    try:
        if jobs.worn_out(job):
            raise jobs.JobRefused(jobs.LOST_HEART)
        result = kinds[job.kind](session, job, tell)
        jobs.finish(session, job, result, store, now=clock.now())
    except jobs.LeaseLost:
        raise
    except jobs.Interrupted:
        session.rollback()
        jobs.put_back(session, job)
    except jobs.JobRefused as refusal:
        session.rollback()
        jobs.fail(session, job, str(refusal), final=True, now=clock.now())
    except Exception:
        log.exception("job %s (%s) failed", job.id, job.kind)
        session.rollback()
        jobs.fail(session, job, jobs.LOST_HEART, final=False, now=clock.now())
