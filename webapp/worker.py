"""The background duties: hand over mail, open new periods, give a sign of life. Several workers at once are safe."""

import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp import clock
from webapp.actions import programmes
from webapp.actions.history import SYSTEM, Stamp
from webapp.config import Config
from webapp.mail import outbox, smtp
from webapp.mail.smtp import SendFailed
from webapp.models import OutboxMail, ParkedForm, SignInCode, SignInFailure, WorkerBeat
from webapp.queries.settings import last_beat
from webapp.rules.words import Channel

log = logging.getLogger(__name__)
PAUSE = 2.0
"""Seconds between two looks into the outbox."""
BATCH = 50
KEPT = timedelta(days=2)
"""How long spent codes, failures and parked forms are kept."""
Send = Callable[[OutboxMail, datetime], None]


def sender(config: Config) -> Send:
    """How mail leaves: by the office's SMTP server, or in the trial not at all (the mailbox page shows it)."""
    if config.trial or config.smtp_url is None:
        return lambda _mail, _now: None
    url, address = config.smtp_url, f"so-theo-doi@{config.public_host}"
    return lambda mail, now: smtp.send(mail, url, address, now)


def run(session: Session, config: Config) -> None:
    """Work until SIGTERM or SIGINT; the mail in hand is finished first."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    send = sender(config)
    while not stop.is_set():
        try:
            tick(session, now=clock.now(), send=send)
        except Exception:
            log.exception("a tick of the worker failed")
            session.rollback()
        stop.wait(PAUSE)


def tick(session: Session, *, now: datetime, send: Send) -> int:
    """One round: sign of life, what the day asks for, then the mail that is due; how many mails left."""
    beat(session, "worker", now)
    session.commit()
    daily(session, now)
    return sum(1 for _ in range(BATCH) if deliver_one(session, now=now, send=send))


def beat(session: Session, name: str, now: datetime) -> None:
    """Note that the duty ``name`` was at work."""
    row = session.get(WorkerBeat, name)
    if row is None:
        session.add(WorkerBeat(name=name, at=now))
    else:
        row.at = now


def daily(session: Session, now: datetime) -> None:
    """Once a calendar day: open the tasks of new periods, and clear what has been spent."""
    last = last_beat(session, "daily")
    if last is not None and clock.local(last).date() >= clock.local(now).date():
        return
    programmes.open_periods(session, stamp=Stamp(SYSTEM, clock.local(now), Channel.WORKER))
    for table, column in ((SignInCode, SignInCode.expires_at), (SignInFailure, SignInFailure.at)):
        session.execute(sa.delete(table).where(column < now - KEPT))
    session.execute(sa.delete(ParkedForm).where(ParkedForm.at < now - KEPT))
    beat(session, "daily", now)
    session.commit()


def deliver_one(session: Session, *, now: datetime, send: Send) -> bool:
    """Claim, commit, send, mark, commit: a worker killed at any point leaves the mail to the next one."""
    mail = outbox.claim(session, now=now)
    session.commit()
    if mail is None or mail.lease is None:
        return False
    mail_id, lease, attempts = mail.id, mail.lease, mail.attempts
    try:
        send(mail, now)
        outbox.mark_sent(session, mail_id, lease, now=now)
    except SendFailed as failure:
        outbox.mark_failed(session, mail_id, lease, attempts=attempts, error=str(failure), final=failure.final, now=now)
    session.commit()
    return True
