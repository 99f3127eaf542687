"""The mails of the outbox as their readers would see them (trial only)."""

from dataclasses import dataclass, fields
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import MailState, OutboxMail


@dataclass(frozen=True, slots=True)
class MailRow:
    """One line of the list."""

    id: int
    address: str
    subject: str
    state: MailState
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Mail(MailRow):
    """One mail with its two parts."""

    text: str
    html: str
    wiped_at: datetime | None


def newest(session: Session, *, number: int, limit: int) -> tuple[list[MailRow], int]:
    """Page ``number`` (from 1) of the mails, newest first, and how many there are in all."""
    columns = [getattr(OutboxMail, one.name) for one in fields(MailRow)]
    statement = sa.select(*columns).order_by(OutboxMail.id.desc()).limit(limit).offset((number - 1) * limit)
    total = session.scalar(sa.select(sa.func.count(OutboxMail.id))) or 0
    return [MailRow(*row) for row in session.execute(statement)], total


def one(session: Session, mail_id: int) -> Mail | None:
    """One mail, or None."""
    columns = [getattr(OutboxMail, one.name) for one in fields(Mail)]
    found = session.execute(sa.select(*columns).where(OutboxMail.id == mail_id)).one_or_none()
    return Mail(*found) if found else None
