"""Mail that came in: kept once, matched to what it answers, and written into the task when that is safe.

A reply is applied when three things are sure: it bears the token of a mail of ours, the office's own mail server
vouches for the sender, who is that token's person, and the reading has one meaning. A token alone is not proof: the
person is asked, at the address the ledger knows, to confirm by one tap. Without a token nothing is ever applied.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions import answers
from webapp.actions.answers import ACTING, Held
from webapp.files.store import FileStore
from webapp.mail import links, notices
from webapp.mail.tokens import without_tokens
from webapp.models import (
    Event,
    Evidence,
    InboundMail,
    InboundState,
    LinkPurpose,
    OutboxMail,
    Person,
    QuickLink,
    Task,
)
from webapp.replies import Reply, Update, as_json
from webapp.rules.authenticity import is_aligned
from webapp.rules.status import MoveRefused
from webapp.rules.words import Intent, MailKind

OUR_ID = re.compile(rb"([0-9a-f]{32})(?:\.([\w-]{43}))?@so-theo-doi")
TAG = re.compile(rb"\+([\w-]{43})@")
LINK = re.compile(rb"/q/([\w-]{43})")
KEPT_FOR = timedelta(days=30)
"""How long the words of a mail are kept."""


class Read(Protocol):
    """What reads a mail: ``webapp.replies.read``."""

    def __call__(self, raw: bytes, sent: Sequence[str] = ()) -> Reply: ...


@dataclass(frozen=True, slots=True)
class Desk:
    """What receiving needs from outside: the reader, where files are kept, and whose report of the sender counts."""

    read: Read
    store: FileStore
    authserv_id: str | None


def receive(
    session: Session, raw: bytes, desk: Desk, *, now: datetime, before_reading: Callable[[], object] = bool
) -> InboundMail:
    """Take one mail in; the same mail again is the row that is there, and changes nothing.

    Reading takes its time, and a transaction that is open meanwhile would keep everybody from writing: the caller
    ends it with ``before_reading``.
    """
    digest = hashlib.sha256(raw).hexdigest()
    known = _known(session, digest)
    if known is not None:
        return known
    answered = _answered(session, raw)
    sent = [mail.text for mail in answered]
    before_reading()
    reply = _without_tokens(desk.read(raw, sent))
    known = _known(session, digest) or _twin(session, reply)
    if known is not None:
        return known
    desk.store.put(raw)
    row = _row(reply, digest, desk, now)
    session.add(row)
    session.flush()
    _sort(session, row, reply, raw, desk, answered, now)
    session.flush()
    return row


def _row(reply: Reply, digest: str, desk: Desk, now: datetime) -> InboundMail:
    return InboundMail(
        digest=digest,
        message_id=reply.message_id[:300] if reply.message_id else None,
        sender=reply.sender[:254],
        subject=reply.subject[:300],
        received_at=now,
        kind=reply.kind,
        state=InboundState.NOTED,
        text=reply.text,
        understood={**as_json(reply), "attachments": answers.keep(reply, desk.store)},
    )


def _without_tokens(reply: Reply) -> Reply:
    """The mail as it may be kept: a link that was copied into an answer opens nothing from a copy of the ledger."""
    return replace(reply, text=without_tokens(reply.text), subject=without_tokens(reply.subject))


def settle(session: Session, mail_id: int, *, by: int, now: datetime, event: Event | None = None) -> None:
    """A person has dealt with a held mail; ``event`` is the change that came of it.

    Raises MoveRefused when somebody was quicker, so that one mail is never written into the ledger twice.
    """
    values = {"state": InboundState.HANDLED, "handled_by_id": by, "handled_at": now}
    if event is not None:
        values |= {"event_id": event.id, "task_id": event.task_id}
    held = sa.and_(InboundMail.id == mail_id, InboundMail.state == InboundState.HELD)
    done = session.execute(sa.update(InboundMail).where(held).values(values))
    if not done.rowcount:  # type: ignore[attr-defined]
        raise MoveRefused("Thư này đã có người xử lý. Chưa ghi thêm gì.")


def wipe(session: Session, store: FileStore, *, now: datetime) -> int:
    """Empty the mails that came in a while ago: words and raw mail go, the envelope stays; how many."""
    old = sa.select(InboundMail).where(
        InboundMail.wiped_at.is_(None),
        InboundMail.received_at < now - KEPT_FOR,
        InboundMail.state != InboundState.HELD,
    )
    rows = session.scalars(old.limit(500)).all()
    for row in rows:
        for digest in (row.digest, *_loose_files(session, row)):
            store.remove(digest)
        row.text, row.understood, row.wiped_at = "", {}, now
    return len(rows)


def _loose_files(session: Session, row: InboundMail) -> list[str]:
    """The attachments of a mail that did not become evidence of anything."""
    digests = {one["digest"] for one in row.understood.get("attachments", ()) if one["digest"]}
    used = set(session.scalars(sa.select(Evidence.file_digest).where(Evidence.file_digest.in_(digests))))
    return sorted(digests - used)


def _sort(
    session: Session,
    row: InboundMail,
    reply: Reply,
    raw: bytes,
    desk: Desk,
    answered: list[OutboxMail],
    now: datetime,
) -> None:
    """What becomes of the mail, by its kind."""
    if reply.kind is MailKind.BOUNCE:
        _not_reached(session, row, reply, answered, now)
    elif reply.kind is MailKind.COMPLAINT:
        _muted(session, row, answered, now)
    elif reply.kind is MailKind.HOLD:
        _hold(row, reply.why or "Không đọc được thư này.")
    elif reply.kind is MailKind.HUMAN:
        _answer(session, row, reply, raw, desk, now)


def _answered(session: Session, raw: bytes) -> list[OutboxMail]:
    """The mails of ours that it names, in its headers or its text."""
    stems = {stem.decode() for stem, _token in OUR_ID.findall(raw)}
    ids = [f"<{stem}@so-theo-doi>" for stem in sorted(stems)[:20]]
    return list(session.scalars(sa.select(OutboxMail).where(OutboxMail.message_id.in_(ids)))) if ids else []


def _known(session: Session, digest: str) -> InboundMail | None:
    return session.scalar(sa.select(InboundMail).where(InboundMail.digest == digest))


def _twin(session: Session, reply: Reply) -> InboundMail | None:
    if not reply.message_id:
        return None
    same = sa.and_(InboundMail.message_id == reply.message_id[:300], InboundMail.sender == reply.sender[:254])
    return session.scalar(sa.select(InboundMail).where(same))


def _link(session: Session, reply: Reply, raw: bytes) -> QuickLink | None:
    """The link whose token the mail bears: of the mail that is answered, else one quoted in its text."""
    named = " ".join((*reply.references, reply.in_reply_to or "", *reply.recipients)).encode() + b"\n" + raw
    tokens = [token for _stem, token in OUR_ID.findall(named) if token] + TAG.findall(named)
    for token in dict.fromkeys(tokens):
        if link := links.find(session, token.decode(), LinkPurpose.REPLY):
            return link
    for token in dict.fromkeys(LINK.findall(raw)):
        if link := links.find(session, token.decode(), LinkPurpose.TASK):
            return link
    return None


def _answer(session: Session, row: InboundMail, reply: Reply, raw: bytes, desk: Desk, now: datetime) -> None:
    """A person's mail: into the task when that is safe, else before a person's eyes."""
    link = _link(session, reply, raw)
    person = link.person_id if link else session.scalar(sa.select(Person.id).where(Person.email == reply.sender))
    row.person_id, row.task_id = person, link.task_id if link else None
    if person is not None:
        _reached(session, person, reply)
    update = reply.update
    if update is None or (update.intent is Intent.NONE and update.certain):
        row.state = InboundState.NOTED if reply.text else InboundState.HELD
        return
    try:
        _refuse_doubt(session, reply, update, link, desk, now)
        task = session.get_one(Task, row.task_id)
        event = answers.apply(
            task, reply, update, by=person or 0, store=desk.store, once=f"mail:{row.digest[:48]}", now=now
        )
    except (Held, MoveRefused) as reason:
        _hold(row, str(reason))
        _ask_back(session, row, update, link, now)
        return
    session.flush()
    row.state, row.event_id = InboundState.APPLIED, event.id
    notices.recorded(session, task, event, now=now)


def _refuse_doubt(
    session: Session, reply: Reply, update: Update, link: QuickLink | None, desk: Desk, now: datetime
) -> None:
    """Raise Held unless it is sure who wrote, about which task, and what was meant."""
    if link is None:
        raise Held("Thư không mang mã của thư nào đã gửi, nên chưa ghi vào việc.")
    person = session.get_one(Person, link.person_id)
    if reply.sender != person.email:
        raise Held("Người gửi không phải người đã nhận thư nhắc.")
    if not links.is_live(link, now) or not person.active:
        raise Held("Mã trong thư đã hết hạn hoặc đã thu lại.")
    if not is_aligned(reply.authentication, reply.sender, desk.authserv_id):
        raise Held("Chưa xác thực được người gửi, nên chờ xác nhận.")
    if link.task_id is None:
        raise Held("Thư nhắc nói về nhiều việc; chưa rõ trả lời cho việc nào.")
    if not update.certain or update.intent not in ACTING:
        raise Held("Câu trả lời có thể hiểu hơn một cách.")


def _hold(row: InboundMail, why: str) -> None:
    row.state, row.why = InboundState.HELD, why[:300]


def _ask_back(session: Session, row: InboundMail, update: Update, link: QuickLink | None, now: datetime) -> None:
    """Send the person a link, filled in with what was understood, to confirm by one tap."""
    if link is not None and link.task_id is not None and update.intent in ACTING:
        notices.confirm_reply(session, row, session.get_one(Person, link.person_id), link.task_id, now=now)


def _reached(session: Session, person_id: int, reply: Reply) -> None:
    """A mail from a person shows that their address lives."""
    person = session.get_one(Person, person_id)
    if person.email == reply.sender:
        person.unreachable_since, person.unreachable_why = None, ""


def _not_reached(session: Session, row: InboundMail, reply: Reply, answered: list[OutboxMail], now: datetime) -> None:
    """A mail of ours came back: its person cannot be reached, if that is for good."""
    failure = reply.failure
    mail = answered[0] if answered else None
    if failure is None or mail is None or mail.person_id is None:
        return
    row.person_id = mail.person_id
    if failure.permanent:
        person = session.get_one(Person, mail.person_id)
        person.unreachable_since = person.unreachable_since or now
        person.unreachable_why = f"{failure.status or ''} {row.subject}".strip()[:300]


def _muted(session: Session, row: InboundMail, answered: list[OutboxMail], now: datetime) -> None:
    """A reader's mail program was told that our digests are unwanted."""
    for mail in answered[:1]:
        if mail.person_id is not None:
            person = session.get_one(Person, mail.person_id)
            row.person_id, person.muted_at = person.id, person.muted_at or now
