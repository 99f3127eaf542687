"""The outbox: a mail is a row in the same transaction as the change it tells of; and which reminders were given."""

from datetime import date, datetime

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
    """One mail to one person. ``lease`` fences the worker that has it in hand; ``dedupe`` says "once only".

    Its links stand in ``text`` and ``html`` as marks (``mail.links.mark_of``); tokens are put in as it leaves.
    ``reply_link_id`` is the link that a reply is known by, ``mute_link_id`` the one to unsubscribe with.
    """

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
    wiped_at: Mapped[datetime | None]
    reply_link_id: Mapped[int | None] = reference("quick_link.id")
    mute_link_id: Mapped[int | None] = reference("quick_link.id")
    error: Mapped[str | None] = mapped_column(sa.String(500))

    person: Mapped[Person | None] = relation()


class Reminder(Base):
    """One rung of the ladder that one person was reminded of, in one mail: the ledger that makes it once only.

    ``rung`` is a value of ``rules.reminders.Rung``, ``slot`` what makes the rung come back ("2021-11-10": the due
    date it is about, or the day). ``late`` says that it was given after its day, the worker having been down.
    """

    __tablename__ = "reminder"
    __table_args__ = (sa.UniqueConstraint("person_id", "task_id", "rung", "slot"),)

    id: Mapped[Key]
    person_id: Mapped[int] = reference("person.id", index=False)
    task_id: Mapped[int] = reference("task.id")
    rung: Mapped[str] = mapped_column(sa.String(40))
    slot: Mapped[str] = mapped_column(sa.String(40))
    on: Mapped[date] = mapped_column("given_on")
    late: Mapped[bool] = mapped_column(default=False)
    mail_id: Mapped[int | None] = reference("outbox_mail.id")
