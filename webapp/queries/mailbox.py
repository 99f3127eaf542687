"""The mails of the outbox as their readers would see them (trial only)."""

from dataclasses import dataclass, fields
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import MailState, OutboxMail


@dataclass(frozen=True, slots=True)
class MailRow:
    """One mail."""

    id: int
    address: str
    subject: str
    state: MailState
    created_at: datetime
    text: str
    html: str


COLUMNS = [getattr(OutboxMail, one.name) for one in fields(MailRow)]


def newest(session: Session, limit: int = 50) -> list[MailRow]:
    """The newest mails first."""
    return [MailRow(*row) for row in session.execute(sa.select(*COLUMNS).order_by(OutboxMail.id.desc()).limit(limit))]


def one(session: Session, mail_id: int) -> MailRow | None:
    """One mail, or None."""
    found = session.execute(sa.select(*COLUMNS).where(OutboxMail.id == mail_id)).one_or_none()
    return MailRow(*found) if found else None
