"""Đôn đốc: what a person sent, about which tasks, and to whom it went."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base
from webapp.models.columns import Key, LongText, ShortText, reference, relation
from webapp.models.tasks import Task


class FollowUp(Base):
    """One act of urging: one text for many tasks. ``text`` still has its fields ("{cơ quan}"), which each mail fills
    in; ``once`` is the nonce of the form, so that a double press sends once."""

    __tablename__ = "follow_up"

    id: Mapped[Key]
    text: Mapped[LongText]
    reply_due_on: Mapped[date]
    sent_at: Mapped[datetime] = mapped_column(index=True)
    person_id: Mapped[int | None] = reference("person.id")
    actor: Mapped[ShortText]
    once: Mapped[str] = mapped_column(sa.String(64), unique=True)


class FollowUpTask(Base):
    """One task that was urged, for the ``number``-th time ("lần 2"). It is open until the agency says something after
    the event that tells of it (``queries.follow_ups``)."""

    __tablename__ = "follow_up_task"
    __table_args__ = (sa.UniqueConstraint("follow_up_id", "task_id"), sa.UniqueConstraint("task_id", "number"))

    id: Mapped[Key]
    follow_up_id: Mapped[int] = reference("follow_up.id", index=False)
    task_id: Mapped[int] = reference("task.id", index=False)
    number: Mapped[int]
    event_id: Mapped[int] = reference("event.id")

    follow_up: Mapped[FollowUp] = relation()
    task: Mapped[Task] = relation()


class FollowUpMail(Base):
    """One mail that carried it to somebody who speaks for an agency."""

    __tablename__ = "follow_up_mail"

    id: Mapped[Key]
    follow_up_id: Mapped[int] = reference("follow_up.id")
    agency_id: Mapped[int] = reference("agency.id")
    mail_id: Mapped[int] = reference("outbox_mail.id")
