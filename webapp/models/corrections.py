"""Đính chính: what an agency says of a task that is shown late, and what was decided."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base
from webapp.models.columns import Key, LongText, reference, relation
from webapp.models.people import Person
from webapp.models.tasks import Evidence, Task


class Correction(Base):
    """ "We delivered on 20/8", with the document that proves it. Undecided while ``decided_at`` is None; when
    ``accepted`` stays None after that, the agency took it back."""

    __tablename__ = "correction"
    __table_args__ = (sa.Index("ix_correction_task_open", "task_id", "decided_at"),)

    id: Mapped[Key]
    task_id: Mapped[int] = reference("task.id", index=False)
    done_on: Mapped[date]
    note: Mapped[LongText] = mapped_column(default="")
    evidence_id: Mapped[int] = reference("evidence.id")
    person_id: Mapped[int | None] = reference("person.id")
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    accepted: Mapped[bool | None]
    decided_by_id: Mapped[int | None] = reference("person.id")
    answer: Mapped[LongText] = mapped_column(default="")

    task: Mapped[Task] = relation()
    evidence: Mapped[Evidence] = relation()
    person: Mapped[Person | None] = relation(foreign_keys=[person_id])
