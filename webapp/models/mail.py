"""The outbox: a mail is a row in the same transaction as the change it tells of."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, choice
from webapp.models.columns import Key, LongText, ShortText, reference, relation
from webapp.models.people import Person
from webapp.rules.words import Labelled


class MailState(Labelled):
    """Where a mail stands on its way out."""

    QUEUED = "queued", "Chờ gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Không gửi được"


class OutboxMail(Base):
    """One mail to one person. ``lease`` fences the worker that has it in hand; ``dedupe`` says "once only"."""

    __tablename__ = "outbox_mail"
    __table_args__ = (sa.Index("ix_outbox_mail_due", "state", "send_at"),)

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(sa.String(40))
    person_id: Mapped[int | None] = reference("person.id")
    address: Mapped[str] = mapped_column(sa.String(254))
    subject: Mapped[ShortText]
    text: Mapped[LongText]
    html: Mapped[LongText]
    dedupe: Mapped[str | None] = mapped_column(sa.String(120), unique=True)
    state: Mapped[MailState] = mapped_column(choice(MailState), default=MailState.QUEUED)
    message_id: Mapped[str] = mapped_column(sa.String(120), unique=True)
    attempts: Mapped[int] = mapped_column(default=0)
    lease: Mapped[str | None] = mapped_column(sa.String(40))
    lease_until: Mapped[datetime | None]
    send_at: Mapped[datetime]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(sa.String(500))

    person: Mapped[Person | None] = relation()
