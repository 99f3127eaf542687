"""Long work outside the request: asked for in the request's own transaction, carried out by the worker.

The claim takes one job with a lease, which every word of progress renews, so that several workers are safe and a
killed one's job is taken up again by the next. A handler's own writes and the note that the job is done are one
transaction, held to the lease: a worker that lost its lease leaves no trace.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.files.store import FileStore
from webapp.models import Job, JobState

LEASE = timedelta(minutes=5)
"""How long a handler may work without a word of progress before another worker takes its job up."""

RETRIES = (1, 5)
"""Minutes to wait after each failed try; after the last one the job has failed."""

LONGEST_WAIT = timedelta(minutes=max(RETRIES)) + LEASE
"""No job rests longer: one that would was written by a clock that has been set back since, and is due."""

KEPT = timedelta(days=7)
"""How long a finished job and its file are kept; it can be asked for again."""

LOST_HEART = "Máy đã thử nhiều lần mà chưa làm xong. Hãy thử lại; nếu vẫn vậy, báo người quản trị."

Tell = Callable[[int, int, str], None]
"""``tell(done, total, sentence)``: say how far the work is. It ends the transaction (what was written so far is
committed) and renews the lease; so a handler reads, tells, works, and writes at the very end. Raises LeaseLost when
another worker has the job, and Interrupted when this one has to stop."""


class JobRefused(Exception):
    """The work cannot be done, and trying again will not help; ``str()`` is the Vietnamese reason."""


class LeaseLost(Exception):
    """Another worker has taken the job up; whatever is not committed is to be rolled back."""


class Interrupted(Exception):
    """The worker has to stop; the job goes back to the queue."""


@dataclass(frozen=True, slots=True)
class Work:
    """A claimed job as its handler sees it; ``files`` is the store of what people sent in."""

    id: int
    kind: str
    person_id: int
    payload: dict[str, Any]
    lease: str
    attempts: int
    files: FileStore | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job: a file to download, a page of ours to go to (endpoint and its values), or both."""

    file_name: str = ""
    content: bytes = b""
    endpoint: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    words: str = ""


Handler = Callable[[Session, Work, Tell], Result]


def queue(session: Session, kind: str, title: str, payload: dict[str, Any], *, person_id: int, now: datetime) -> Job:
    """Ask for ``kind``; ``title`` is what the person reads while waiting. The caller commits."""
    job = Job(kind=kind, title=title[:200], person_id=person_id, payload=payload, run_at=now, created_at=now)
    session.add(job)
    session.flush()
    return job


def claim(session: Session, *, now: datetime) -> Work | None:
    """Take the next job in hand under a lease; None when nothing waits. The caller commits."""
    free = sa.or_(Job.lease_until.is_(None), Job.lease_until < now, Job.lease_until > now + LONGEST_WAIT)
    due = (
        sa.select(Job.id)
        .where(
            Job.state.in_((JobState.READY, JobState.RUNNING)),
            sa.or_(Job.run_at <= now, Job.run_at > now + LONGEST_WAIT),
            free,
        )
        .order_by(Job.run_at, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    taken = (
        sa.update(Job)
        .where(Job.id == due)
        .values(state=JobState.RUNNING, lease=uuid.uuid4().hex, lease_until=now + LEASE, attempts=Job.attempts + 1)
        .returning(Job.id, Job.kind, Job.person_id, Job.payload, Job.lease, Job.attempts)
        .execution_options(synchronize_session=False)
    )
    found = session.execute(taken).one_or_none()
    return Work(*found) if found else None


def progress(session: Session, work: Work, done: int, total: int, words: str, *, now: datetime) -> None:
    """Note how far the work is, and renew the lease. Raises LeaseLost."""
    values = {"done": done, "total": total, "words": words[:300], "lease_until": now + LEASE}
    _held(session, work, **values)


def finish(session: Session, work: Work, result: Result, store: FileStore, *, now: datetime) -> None:
    """Note that the job is done, with its file kept. Raises LeaseLost."""
    kept = store.put(result.content) if result.file_name else None
    _held(
        session,
        work,
        state=JobState.DONE,
        done=sa.case((Job.total > 0, Job.total), else_=1),
        total=sa.case((Job.total > 0, Job.total), else_=1),
        words=result.words[:300],
        reason="",
        lease=None,
        lease_until=None,
        finished_at=now,
        file_name=result.file_name[:200] or None,
        file_digest=kept.sha256 if kept else None,
        file_size=kept.size if kept else None,
        page={"endpoint": result.endpoint, "values": result.values} if result.endpoint else None,
    )


def fail(session: Session, work: Work, reason: str, *, final: bool, now: datetime) -> None:
    """Note a failed try: another one later, or the end when the failure is final or the tries are used up."""
    over = final or work.attempts > len(RETRIES)
    values: dict[str, Any] = {"reason": reason[:500], "lease": None, "lease_until": None}
    if over:
        values |= {"state": JobState.FAILED, "finished_at": now}
    else:
        values |= {"state": JobState.READY, "run_at": now + timedelta(minutes=RETRIES[work.attempts - 1])}
    _held(session, work, **values)


def put_back(session: Session, work: Work) -> None:
    """The worker stops: the job waits for the next one, this try not counted."""
    _held(session, work, state=JobState.READY, lease=None, lease_until=None, attempts=work.attempts - 1)


def worn_out(work: Work) -> bool:
    """Whether the job has brought down every worker that took it up: it is not tried once more."""
    return work.attempts > len(RETRIES) + 1


def purge(session: Session, store: FileStore, *, now: datetime) -> None:
    """Forget what was finished a while ago, file and all."""
    old = session.scalars(sa.select(Job).where(Job.finished_at < now - KEPT).limit(500)).all()
    for job in old:
        session.delete(job)
    session.flush()
    for digest in {job.file_digest for job in old if job.file_digest}:
        if session.scalar(sa.select(Job.id).where(Job.file_digest == digest).limit(1)) is None:
            store.remove(digest)


def _held(session: Session, work: Work, **values: Any) -> None:
    """Write ``values`` to a job that is still ours. Raises LeaseLost."""
    ours = sa.update(Job).where(Job.id == work.id, Job.lease == work.lease).values(values)
    done = session.execute(ours.execution_options(synchronize_session=False))
    if not done.rowcount:  # type: ignore[attr-defined]
        raise LeaseLost
