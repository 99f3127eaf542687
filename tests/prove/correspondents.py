"""People who answer by mail while the office's machines are killed, through a mail server that hands over again.

A mail server keeps a mail until it hears 250; so does this one. What was acknowledged must be in the ledger, and what
was handed over ten times must be there once.
"""

import smtplib
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import format_datetime, make_msgid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.replies.mails import mail
from webapp import clock
from webapp.models import Event, InboundMail, InboundState, OutboxMail

AUTHSERV = "mx.so.vn"
APPLIED = InboundState.APPLIED
BREATH = 0.4
"""Seconds between two answers of one person, and before a mail is handed over again."""
PATIENCE = 30.0
"""Seconds that the mail server waits for an answer."""


@dataclass(frozen=True)
class Correspondent:
    """One focal point with a mail of ours about one task; ``message_id`` is what an answer refers to."""

    address: str
    task_id: int
    message_id: str

    def answer(self, number: int) -> tuple[str, bytes]:
        """The next answer and its own Message-ID."""
        own = make_msgid(domain="example.vn")
        raw = mail(
            f"Đang trình ký lần {number}, đạt {number % 9 * 10 + 5}%.",
            From=self.address,
            In_Reply_To=self.message_id,
            References=self.message_id,
            Message_ID=own,
            Date=format_datetime(clock.now()),
            Authentication_Results=f"{AUTHSERV}; dmarc=pass header.from=example.vn",
        )
        return own, raw


@dataclass
class Post:
    """What the mail server knows: mails it was told are kept, how often each was handed over."""

    acknowledged: list[str] = field(default_factory=list)
    handed_over: Counter[str] = field(default_factory=Counter)

    def deliver(self, who: Correspondent, port: int, ends: threading.Event) -> None:
        """One answer after the other, each handed over until it is acknowledged; the one in hand is finished."""
        number = 0
        while not ends.is_set():
            number += 1
            own, raw = who.answer(number)
            while not self._hand_over(own, raw, who.address, port):
                time.sleep(BREATH)
            time.sleep(BREATH)
            if number % 3 == 0:  # a mail server that missed our 250 comes again
                self._hand_over(own, raw, who.address, port)

    def _hand_over(self, own: str, raw: bytes, sender: str, port: int) -> bool:
        self.handed_over[own] += 1
        with suppress(OSError, smtplib.SMTPException), smtplib.LMTP("127.0.0.1", port, timeout=PATIENCE) as server:
            server.sendmail(sender, ["so@localhost"], raw)
            self.acknowledged.append(own)
            return True
        return False


def broken_answers(session: Session, events: list[Event], post: Post) -> list[str]:
    """Mails that are lost, or did not end as one row, one change and one notice."""
    rows = {row.message_id: row for row in session.scalars(sa.select(InboundMail))}
    lost = [own for own in post.acknowledged if own not in rows]
    found = [f"{len(lost)} acknowledged mails are lost"] if lost else []
    found += [f"mail {one.id}: {one.state}, {one.why}" for one in rows.values() if one.state is not APPLIED]
    found += [f"mail nobody sent: {own}" for own in rows if own not in post.handed_over]
    once = Counter(event.once for event in events if event.once and event.once.startswith("mail:"))
    found += [f"{key} is in the history {count} times" for key, count in once.items() if count > 1]
    changes = {event.id for event in events}
    found += [f"mail {row.id} without its change" for row in rows.values() if row.event_id not in changes]
    if len(once) != len(rows):
        found.append(f"{len(rows)} mails, {len(once)} changes")
    told = session.scalar(sa.select(sa.func.count()).where(OutboxMail.kind == "recorded"))
    return found + ([f"{len(rows)} changes by mail, {told} notices"] if told != len(rows) else [])
