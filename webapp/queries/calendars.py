"""Due dates for a calendar, and the addresses it is read at."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import Agency, Assignment, LinkPurpose, QuickLink, Task
from webapp.rules.status import WORKING


@dataclass(frozen=True, slots=True)
class DueDay:
    """One task that is due on a day."""

    task_id: int
    version: int
    title: str
    agency: str
    phrase: str
    due_on: date
    changed_at: datetime


def due_days(session: Session, agency_ids: Collection[int]) -> list[DueDay]:
    """What these agencies still owe on a date, the nearest first."""
    rows = session.execute(
        sa.select(
            Task.id,
            Task.version,
            Assignment.title,
            Agency.name,
            Task.phrase,
            sa.type_coerce(Task.due_on, sa.Date()),
            sa.func.coalesce(Task.updated_at, Task.created_at, type_=Task.created_at.type),
        )
        .join(Assignment, Assignment.id == Task.assignment_id)
        .join(Agency, Agency.id == Task.agency_id)
        .where(Task.agency_id.in_(agency_ids), Task.status.in_(WORKING), Task.due_on.is_not(None))
        .order_by(Task.due_on, Task.id)
    )
    return [DueDay(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """An address in use; what it is, only its owner knows."""

    id: int
    created_at: datetime


def addresses(session: Session, person_id: int) -> list[FeedAddress]:
    """The person's living calendar addresses, newest first."""
    rows = session.execute(
        sa.select(QuickLink.id, QuickLink.created_at)
        .where(
            QuickLink.person_id == person_id,
            QuickLink.purpose == LinkPurpose.CALENDAR,
            QuickLink.revoked_at.is_(None),
        )
        .order_by(QuickLink.id.desc())
    )
    return [FeedAddress(*row) for row in rows]
