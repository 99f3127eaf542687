"""What waits for the monitor's judgement: reports of completion and corrections, each with its evidence beside it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import Correction, Evidence, Person, Task
from webapp.queries.narrowing import EVERYTHING, Narrow
from webapp.queries.tasks import COLUMNS, Document, TaskRow, listing
from webapp.rules.status import CORRECTABLE
from webapp.rules.words import Status

MOST = 200
"""Rows shown at a time."""
EVIDENCE = tuple(getattr(Evidence, name) for name in Document.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Judged:
    """One row of the queue. ``by_id`` is who reported or asked, ``claimed_on`` the day they say the work was done."""

    row: TaskRow
    document: Document | None
    by_id: int | None
    by: str
    at: datetime
    said_on: date
    note: str

    @property
    def agency_id(self) -> int:
        return self.row.agency_id

    @property
    def coordinating_ids(self) -> frozenset[int]:
        return frozenset()

    @property
    def reported_by_id(self) -> int | None:
        return self.by_id

    @property
    def claimed_by_id(self) -> int | None:
        return self.by_id


def _judged(found: Any) -> Judged:
    listed, rest = found[: len(COLUMNS)], found[len(COLUMNS) :]
    document = Document(*rest[: len(EVIDENCE)]) if rest[0] is not None else None
    by_id, by, at, said_on, note = rest[len(EVIDENCE) :]
    return Judged(TaskRow(*listed), document, by_id, by or "", at, said_on, note)


def reports(session: Session) -> list[Judged]:
    """The reports of completion that wait, the longest first, each with its newest evidence: one statement."""
    newest = (
        sa.select(sa.func.max(Evidence.id))
        .where(Evidence.task_id == Task.id, Evidence.withdrawn_at.is_(None))
        .correlate(Task)
        .scalar_subquery()
    )
    found = session.execute(
        listing(Task.status == Status.AWAITING)
        .outerjoin(Evidence, Evidence.id == newest)
        .outerjoin(Person, Person.id == Task.reported_by_id)
        .add_columns(*EVIDENCE, Task.reported_by_id, Person.name, Task.reported_at, Task.done_on, Task.note)
        .order_by(Task.reported_at, Task.id)
        .limit(MOST)
    )
    return [_judged(one) for one in found]


def claims(session: Session) -> list[Judged]:
    """The corrections that wait, the longest first: one statement."""
    asked = (Correction.person_id, Person.name, Correction.asked_at, Correction.done_on, Correction.note)
    found = session.execute(
        listing(Task.claimed_on.is_not(None), Task.status.in_(CORRECTABLE), Correction.decided_at.is_(None))
        .join(Correction, Correction.task_id == Task.id)
        .join(Evidence, Evidence.id == Correction.evidence_id)
        .outerjoin(Person, Person.id == Correction.person_id)
        .add_columns(*EVIDENCE, *asked)
        .order_by(Correction.asked_at, Correction.id)
        .limit(MOST)
    )
    return [_judged(one) for one in found]


def claimed() -> sa.ColumnElement[bool]:
    """Tasks with an undecided correction that can still be decided: found by the corrections, which are few."""
    waiting = sa.select(Correction.task_id).where(Correction.decided_at.is_(None))
    return sa.and_(Task.id.in_(waiting), Task.claimed_on.is_not(None), Task.status.in_(CORRECTABLE))


def counted(narrow: Narrow = EVERYTHING) -> sa.ScalarSelect[int]:
    """How many corrections wait, of what was asked for: a figure that stands beside others in one statement."""
    waiting = sa.select(sa.func.count()).select_from(Task).where(claimed(), narrow.where())
    return waiting.correlate(None).scalar_subquery()
