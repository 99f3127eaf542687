"""Mail that came in: what it was taken for, what was understood, and what became of it."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, choice
from webapp.models.columns import Digest, Key, LongText, reference, relation
from webapp.models.people import Person
from webapp.rules.words import Labelled, MailKind


class InboundState(Labelled):
    """What became of a mail. A person's mail ends applied, noted or handled; held ones wait for a person."""

    APPLIED = "applied", "Đã ghi vào việc"
    HELD = "held", "Chờ người đọc"
    NOTED = "noted", "Không có gì để ghi"
    HANDLED = "handled", "Đã xử lý"


class InboundMail(Base):
    """One mail that came in. ``digest`` is the SHA-256 of its bytes, which the file store keeps until they are wiped.

    ``understood`` is the reader's account of it (``replies.as_json``), ``why`` the reason it was held, in a Vietnamese
    sentence. ``event_id`` is the change it made. The same mail handed over twice is one row.
    """

    __tablename__ = "inbound_mail"
    __table_args__ = (
        sa.UniqueConstraint("message_id", "sender"),
        sa.Index("ix_inbound_mail_state", "state", "received_at"),
    )

    id: Mapped[Key]
    digest: Mapped[Digest] = mapped_column(unique=True)
    message_id: Mapped[str | None] = mapped_column(sa.String(300))
    sender: Mapped[str] = mapped_column(sa.String(254))
    subject: Mapped[str] = mapped_column(sa.String(300))
    received_at: Mapped[datetime]
    kind: Mapped[MailKind] = mapped_column(choice(MailKind))
    state: Mapped[InboundState] = mapped_column(choice(InboundState))
    why: Mapped[str] = mapped_column(sa.String(300), default="")
    text: Mapped[LongText] = mapped_column(default="")
    understood: Mapped[dict[str, Any]]
    person_id: Mapped[int | None] = reference("person.id")
    task_id: Mapped[int | None] = reference("task.id")
    event_id: Mapped[int | None] = reference("event.id")
    handled_at: Mapped[datetime | None]
    handled_by_id: Mapped[int | None] = reference("person.id")
    wiped_at: Mapped[datetime | None]

    person: Mapped[Person | None] = relation(foreign_keys="InboundMail.person_id")
