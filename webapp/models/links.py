"""Links that let a mail's reader do one thing without signing in. Only the digest of a token is kept."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, choice
from webapp.models.columns import Digest, Key, reference, relation
from webapp.models.people import Person
from webapp.rules.words import Labelled


class LinkPurpose(Labelled):
    """What a link lets its holder do; nothing else."""

    TASK = "task", "cập nhật một việc"
    LIST = "list", "cập nhật các việc của cơ quan"
    REPLY = "reply", "trả lời thư"
    MUTE = "mute", "thôi nhận thư tổng hợp"
    CALENDAR = "calendar", "đọc lịch các việc"


class QuickLink(Base):
    """One link: whose, for what, until when. Its token is derived from ``salt`` and the office's secret key
    (``mail.links``), so that a copy of the database holds no usable link.

    ``task_id`` is the task a TASK or REPLY link speaks of; None for the others, and for replies to a mail about
    several tasks. ``expires_at`` is None for what ends by revocation only.
    """

    __tablename__ = "quick_link"

    id: Mapped[Key]
    digest: Mapped[Digest] = mapped_column(unique=True)
    salt: Mapped[str] = mapped_column(sa.String(32))
    purpose: Mapped[LinkPurpose] = mapped_column(choice(LinkPurpose))
    person_id: Mapped[int] = reference("person.id")
    task_id: Mapped[int | None] = reference("task.id")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relation()
