"""Long work that a person asked for: a row in the same transaction as the request, carried out by the worker."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, choice
from webapp.models.columns import Digest, Key, ShortText, reference, relation
from webapp.models.people import Person
from webapp.rules.words import Labelled


class JobState(Labelled):
    """Where a piece of long work stands."""

    READY = "ready", "Chờ đến lượt"
    RUNNING = "running", "Đang làm"
    DONE = "done", "Xong"
    FAILED = "failed", "Không làm được"


class Job(Base):
    """One piece of long work. ``kind`` is a name of ``actions.job_kinds.KINDS``, ``payload`` what its handler needs.

    ``done`` of ``total`` and ``words`` tell how far it is; ``reason`` why it failed. ``lease`` fences the worker that
    has it in hand. What comes of it is a file (``file_*``, in the store of results), a page of ours (``page``, as
    {"endpoint", "values"}), or both.
    """

    __tablename__ = "job"
    __table_args__ = (sa.Index("ix_job_due", "state", "run_at"),)

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(sa.String(40))
    title: Mapped[ShortText]
    person_id: Mapped[int] = reference("person.id")
    payload: Mapped[dict[str, Any]]
    state: Mapped[JobState] = mapped_column(choice(JobState), default=JobState.READY)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    words: Mapped[str] = mapped_column(sa.String(300), default="")
    reason: Mapped[str] = mapped_column(sa.String(500), default="")
    lease: Mapped[str | None] = mapped_column(sa.String(40))
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    run_at: Mapped[datetime]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    file_name: Mapped[str | None] = mapped_column(sa.String(200))
    file_digest: Mapped[Digest | None]
    file_size: Mapped[int | None]
    page: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)

    person: Mapped[Person] = relation()
