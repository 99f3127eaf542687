"""Links in mails. A token is 32 bytes derived from the link's salt and the office's secret key; the database keeps
only its SHA-256, and mails wait in the outbox with a mark in its place. So a copy of the database, outbox and all,
holds no usable link, and a mail that is sent again after a crash carries the same one.
"""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Session

from webapp.mail.compose import address
from webapp.models import LinkPurpose, OutboxMail, QuickLink

LIFE = timedelta(days=14)
"""How long a link to act lives."""
UNTIL_REVOKED = frozenset({LinkPurpose.MUTE, LinkPurpose.CALENDAR})
KEPT = timedelta(days=90)
"""How long a link that has expired is still known, so that its page can say what it was."""
MARK = re.compile(r"link-(\d+)-here")
"""Where a token will stand; made of letters that no encoding of an address changes."""


def new(
    session: Session, person_id: int, purpose: LinkPurpose, *, now: datetime, task_id: int | None = None
) -> QuickLink:
    """A new link for one person and one purpose."""
    link = QuickLink(**_values(person_id, purpose, now, task_id))
    session.add(link)
    session.flush()
    return link


def for_tasks(session: Session, person_id: int, task_ids: Iterable[int], *, now: datetime) -> list[QuickLink]:
    """A new link to act for each task; one statement whatever their number."""
    values = [_values(person_id, LinkPurpose.TASK, now, task_id) for task_id in task_ids]
    return list(session.scalars(sa.insert(QuickLink).returning(QuickLink), values)) if values else []


def to_mute(session: Session, person_id: int, *, now: datetime) -> QuickLink:
    """The person's link to unsubscribe with: the same in every mail, as it lives until it is revoked."""
    living = sa.select(QuickLink).where(
        QuickLink.person_id == person_id, QuickLink.purpose == LinkPurpose.MUTE, QuickLink.revoked_at.is_(None)
    )
    found = session.scalar(living.order_by(QuickLink.id).limit(1))
    return found or new(session, person_id, LinkPurpose.MUTE, now=now)


def address_of(link: QuickLink) -> str:
    """The whole address behind a link as a mail's text carries it, with the mark where the token will stand."""
    endpoint = "mutes.create" if link.purpose is LinkPurpose.MUTE else "quick_links.show"
    return address(endpoint, token=mark_of(link.id))


def _values(person_id: int, purpose: LinkPurpose, now: datetime, task_id: int | None) -> dict[str, Any]:
    salt = secrets.token_hex(16)
    return {
        "salt": salt,
        "digest": digest_of(token_of(salt, _keys()[0])),
        "purpose": purpose,
        "person_id": person_id,
        "task_id": task_id,
        "created_at": now,
        "expires_at": None if purpose in UNTIL_REVOKED else now + LIFE,
    }


def token_of(salt: str, key: str) -> str:
    """The secret part of a link's address: 32 bytes in 43 letters."""
    made = hmac.digest(key.encode(), b"quick link " + salt.encode(), "sha256")
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def digest_of(token: str) -> str:
    """What the database knows a token by."""
    return hashlib.sha256(token.encode()).hexdigest()


def find(session: Session, token: str, *purposes: LinkPurpose) -> QuickLink | None:
    """The link with this token if it serves one of ``purposes``, live or not; None for an unknown token."""
    return session.scalar(
        sa.select(QuickLink).where(QuickLink.digest == digest_of(token), QuickLink.purpose.in_(purposes))
    )


def is_live(link: QuickLink, now: datetime) -> bool:
    """Whether the link still works at ``now``."""
    return link.revoked_at is None and (link.expires_at is None or now < link.expires_at)


def mark_of(link_id: int) -> str:
    """What stands for the token of that link in a mail that waits in the outbox."""
    return f"link-{link_id}-here"


def with_tokens(session: Session, *texts: str) -> list[str]:
    """``texts`` with every mark replaced by its token; one statement at most."""
    wanted = {int(number) for text in texts for number in MARK.findall(text)}
    if not wanted:
        return list(texts)
    found = session.execute(sa.select(QuickLink.id, QuickLink.salt, QuickLink.digest).where(QuickLink.id.in_(wanted)))
    tokens = {row.id: _token(row.salt, row.digest) for row in found}
    return [MARK.sub(lambda mark: tokens.get(int(mark[1]), ""), text) for text in texts]


def _token(salt: str, digest: str) -> str:
    """The token as it was first made, also when the office has changed its key since."""
    made = (token_of(salt, key) for key in _keys())
    return next((token for token in made if digest_of(token) == digest), "")


def _keys() -> tuple[str, ...]:
    """The office's secret keys, the one in force first."""
    keys: tuple[str, ...] = current_app.config["OFFICE"].secret_keys
    return keys


def revoke(session: Session, *link_ids: int, now: datetime) -> None:
    """End links at once."""
    live = sa.and_(QuickLink.id.in_(link_ids), QuickLink.revoked_at.is_(None))
    session.execute(sa.update(QuickLink).where(live).values(revoked_at=now))


def purge(session: Session, *, now: datetime) -> None:
    """Forget the links that expired long ago, unless a mail in the ledger is still known by them."""
    by_mail = sa.select(OutboxMail.id).where(
        sa.or_(OutboxMail.reply_link_id == QuickLink.id, OutboxMail.mute_link_id == QuickLink.id)
    )
    spent = sa.delete(QuickLink).where(QuickLink.expires_at < now - KEPT, ~sa.exists(by_mail.correlate(QuickLink)))
    session.execute(spent.execution_options(synchronize_session=False))
