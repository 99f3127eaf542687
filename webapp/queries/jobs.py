"""A person's own long work, as its page shows it."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import Job, JobState


@dataclass(frozen=True, slots=True)
class JobView:
    """One job. ``page`` is {"endpoint", "values"} of the page that came of it."""

    id: int
    title: str
    state: JobState
    done: int
    total: int
    words: str
    reason: str
    created_at: datetime
    finished_at: datetime | None
    file_name: str | None
    file_digest: str | None
    file_size: int | None
    page: dict[str, Any] | None

    @property
    def waits(self) -> bool:
        return self.state in (JobState.READY, JobState.RUNNING)

    @property
    def failed(self) -> bool:
        return self.state is JobState.FAILED


def job(session: Session, job_id: int, *, person_id: int) -> JobView | None:
    """The job, if it is this person's."""
    columns = [getattr(Job, one.name) for one in fields(JobView)]
    found: Any = session.execute(sa.select(*columns).where(Job.id == job_id, Job.person_id == person_id)).one_or_none()
    return JobView(*found) if found else None


def ahead(session: Session, shown: JobView) -> int:
    """How many jobs stand before this one."""
    waiting = Job.state.in_((JobState.READY, JobState.RUNNING))
    return session.scalar(sa.select(sa.func.count()).select_from(Job).where(waiting, Job.id < shown.id)) or 0
