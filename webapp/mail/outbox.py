"""The outbox: a mail is written in the transaction of the change it tells of, and sent later by the worker.

The claim takes one due mail with a lease longer than the longest send, so that several workers are safe and a
killed one's mail is picked up again; the Message-ID is fixed when the mail is written, so that a mail sent twice is
seen as one.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.mail import links
from webapp.mail.compose import address, compose
from webapp.mail.tokens import without_tokens
from webapp.models import MailState, OutboxMail, Person, QuickLink

LEASE = timedelta(minutes=5)
"""Longer than the SMTP time-out: a shorter lease makes duplicates without any crash."""

SERVER_AWAY = timedelta(minutes=1)
"""How long a mail rests when the server itself is away: the first one is out within a minute of its return."""

BODY_KEPT = timedelta(days=30)
"""How long the words of a mail are kept once it has left, or was given up; its envelope stays."""

RETRIES = (1, 5, 15, 60, 180, 360, 720, 1440, 1440, 1440)
"""Minutes to wait after each failed try; after the last one the mail has failed."""

LONGEST_WAIT = timedelta(minutes=max(RETRIES))
"""No mail rests longer: one that would was written or tried by a clock that has been set back since, and is due."""


def queue(
    session: Session,
    kind: str,
    person: Person,
    context: dict[str, Any],
    *,
    now: datetime,
    dedupe: str | None = None,
    reply_link: QuickLink | None = None,
    mute_link: QuickLink | None = None,
) -> OutboxMail:
    """Write one mail of ``kind`` to ``person`` into the outbox; a reply to it is known by ``reply_link``, and
    ``mute_link`` lets the person unsubscribe."""
    content = compose(kind, person=person, **context)
    mail = OutboxMail(
        kind=kind,
        person_id=person.id,
        address=person.email,
        subject=content.subject,
        text=content.text,
        html=content.html,
        dedupe=dedupe,
        reply_link_id=reply_link.id if reply_link else None,
        mute_link_id=mute_link.id if mute_link else None,
        message_id=f"<{uuid.uuid4().hex}@so-theo-doi>",
        send_at=now,
        created_at=now,
    )
    session.add(mail)
    return mail


@dataclass(frozen=True, slots=True)
class Letter:
    """A claimed mail as it leaves, with its tokens in place; reading it touches no database.

    ``message_id`` carries the reply link's token, so that an answer is known by its References; ``reply_tag`` is the
    same token for an address of the form name+tag@host. ``unsubscribe`` is the address of one-click unsubscribing.
    """

    id: int
    lease: str
    attempts: int
    address: str
    subject: str
    text: str
    html: str
    message_id: str
    reply_tag: str = ""
    unsubscribe: str = ""


def claim(session: Session, *, now: datetime) -> Letter | None:
    """Take the next due mail in hand under a lease; None when nothing is due. The caller commits."""
    due = (
        sa.select(OutboxMail.id)
        .where(
            OutboxMail.state == MailState.QUEUED,
            sa.or_(OutboxMail.send_at <= now, OutboxMail.send_at > now + LONGEST_WAIT),
            sa.or_(
                OutboxMail.lease_until.is_(None),
                OutboxMail.lease_until < now,
                OutboxMail.lease_until > now + LONGEST_WAIT,
            ),
        )
        .order_by(OutboxMail.send_at, OutboxMail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    taken = (
        sa.update(OutboxMail)
        .where(OutboxMail.id == due)
        .values(lease=uuid.uuid4().hex, lease_until=now + LEASE, attempts=OutboxMail.attempts + 1)
        .returning(OutboxMail)
        .execution_options(populate_existing=True)
    )
    mail = session.scalar(taken)
    return _letter(session, mail) if mail else None


def _letter(session: Session, mail: OutboxMail) -> Letter:
    reply, mute = (f"{links.mark_of(key)}" if key else "" for key in (mail.reply_link_id, mail.mute_link_id))
    text, html, tag, mute_token = links.with_tokens(session, mail.text, mail.html, reply, mute)
    return Letter(
        id=mail.id,
        lease=mail.lease or "",
        attempts=mail.attempts,
        address=mail.address,
        subject=mail.subject,
        text=text,
        html=html,
        message_id=mail.message_id.replace("@", f".{tag}@") if tag else mail.message_id,
        reply_tag=tag,
        unsubscribe=address("mutes.create", token=mute_token) if mute_token else "",
    )


def mark_sent(session: Session, mail_id: int, lease: str, *, now: datetime) -> bool:
    """Record that the mail is out; False when the lease was lost to another worker."""
    return _finish(session, mail_id, lease, state=MailState.SENT, sent_at=now, lease=None, error=None)


def mark_failed(
    session: Session, mail_id: int, lease: str, *, attempts: int, error: str, final: bool, now: datetime
) -> bool:
    """Record a failed try: another one later, or the end when the failure is final or the tries are used up."""
    over = final or attempts > len(RETRIES)
    values: dict[str, Any] = {"lease": None, "lease_until": None, "error": without_tokens(error)[:500]}
    if over:
        values["state"] = MailState.FAILED
    else:
        values["send_at"] = now + timedelta(minutes=RETRIES[attempts - 1])
    return _finish(session, mail_id, lease, **values)


def put_back(session: Session, mail_id: int, lease: str, *, attempts: int, error: str, now: datetime) -> bool:
    """The server could not be reached, which is no failure of the mail: due again in a minute, the try not counted."""
    values = {"lease": None, "lease_until": None, "error": without_tokens(error)[:500], "attempts": attempts - 1}
    return _finish(session, mail_id, lease, send_at=now + SERVER_AWAY, **values)


def wipe(session: Session, *, now: datetime) -> None:
    """Empty the words of mails that were finished long ago; who got which mail and when stays in the ledger."""
    before = now - BODY_KEPT
    finished = sa.or_(
        sa.and_(OutboxMail.state == MailState.SENT, OutboxMail.sent_at < before),
        sa.and_(OutboxMail.state == MailState.FAILED, OutboxMail.send_at < before),
    )
    session.execute(
        sa.update(OutboxMail)
        .where(finished, OutboxMail.wiped_at.is_(None))
        .values(text="", html="", wiped_at=now)
        .execution_options(synchronize_session=False)
    )


def _finish(session: Session, mail_id: int, held_lease: str, **values: Any) -> bool:
    done = session.execute(
        sa.update(OutboxMail).where(OutboxMail.id == mail_id, OutboxMail.lease == held_lease).values(values)
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]
