"""Templates of the office's own for reports, and what was copied out to other systems."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base
from webapp.models.columns import Digest, Key, ShortText, reference, relation
from webapp.models.people import Person


class ReportTemplate(Base):
    """One Word template that was checked when it was sent. It is kept in the database, small as it is, so that a backup
    of it holds all that reports are written with."""

    __tablename__ = "report_template"

    id: Mapped[Key]
    name: Mapped[ShortText] = mapped_column(unique=True)
    data: Mapped[bytes] = mapped_column(sa.LargeBinary)
    size: Mapped[int]
    person_id: Mapped[int | None] = reference("person.id")
    actor: Mapped[ShortText]
    at: Mapped[datetime]

    person: Mapped[Person | None] = relation()


class CopyOut(Base):
    """Somebody has typed a task's state into another system; ``digest`` is that of the text they copied."""

    __tablename__ = "copy_out"

    id: Mapped[Key]
    task_id: Mapped[int] = reference("task.id")
    digest: Mapped[Digest]
    person_id: Mapped[int | None] = reference("person.id")
    actor: Mapped[ShortText]
    at: Mapped[datetime]
