"""What the reminders are judged by: who may be reminded, of what, and what their ledger holds already."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.clock import local
from webapp.models import Agency, Event, EventKind, FocalPoint, OutboxMail, Person, Reminder, Task
from webapp.queries.tasks import COLUMNS, TaskRow, listing
from webapp.rules.reminders import Facts
from webapp.rules.words import DutyKind, Role


@dataclass(frozen=True, slots=True)
class Owed:
    """One open task: its line, what the ladder judges it by, and who follows it."""

    row: TaskRow
    facts: Facts


def readers(session: Session, today: date) -> list[int]:
    """The active people who follow the ledger or speak for an agency on ``today``."""
    speaks = sa.select(FocalPoint.person_id).where(FocalPoint.where_told(today))
    reads = sa.or_(Person.role == Role.MONITOR, Person.id.in_(speaks))
    return list(session.scalars(sa.select(Person.id).where(Person.active, reads).order_by(Person.id)))


@dataclass(frozen=True, slots=True)
class Duties:
    """The agencies whose reminders one person gets, by id: as focal point (``own``), or as head and no more
    (``headed``)."""

    own: dict[int, str]
    headed: dict[int, str]

    @property
    def agencies(self) -> dict[int, str]:
        """All of them."""
        return self.own | self.headed


def speaks_for(session: Session, person_id: int, today: date) -> Duties:
    """Whose reminders a person gets on ``today``; who is both focal point and head is told as the former."""
    found = session.execute(
        sa.select(Agency.id, Agency.name, FocalPoint.kind)
        .join(FocalPoint, FocalPoint.agency_id == Agency.id)
        .where(FocalPoint.person_id == person_id, FocalPoint.where_told(today))
        .order_by(Agency.position)
    ).all()
    own = {row.id: row.name for row in found if row.kind is DutyKind.FOCAL_POINT}
    return Duties(own, {row.id: row.name for row in found if row.id not in own})


def open_tasks(session: Session, agency_ids: frozenset[int] | None) -> list[Owed]:
    """Every open task of these agencies (None: of all), the most overdue first; one statement."""
    returned_at = (
        sa.select(sa.func.max(Event.at))
        .where(Event.task_id == Task.id, Event.kind == EventKind.SEND_BACK, Task.returned != "")
        .correlate(Task)
        .scalar_subquery()
    )
    statement = listing(Task.where_open()).add_columns(Task.asked_due_on, Task.created_at, returned_at)
    if agency_ids is not None:
        statement = statement.where(Task.agency_id.in_(agency_ids))
    order = (Task.overdue_from.is_(None), Task.overdue_from, Agency.position, Task.id)
    return [_owed(found) for found in session.execute(statement.order_by(*order))]


def _owed(found: Any) -> Owed:
    row = TaskRow(*found[: len(COLUMNS)])
    asked_due_on, created_at, returned_at = found[len(COLUMNS) :]
    facts = Facts(
        status=row.status,
        kind=row.kind,
        due_on=row.due_on,
        overdue_from=row.overdue_from,
        heard_on=local(row.updated_at or created_at).date(),
        sent_back=row.sent_back,
        returned_on=local(returned_at).date() if returned_at else None,
        asked=asked_due_on is not None,
        claimed=row.claimed_on is not None,
        reported_on=local(row.reported_at).date() if row.reported_at else None,
        review_on=row.review_on,
    )
    return Owed(row, facts)


def given(session: Session, person_id: int) -> set[tuple[int, str, str]]:
    """What the ledger says this person was reminded of, among the tasks that are still open: task, rung, slot."""
    found = session.execute(
        sa.select(Reminder.task_id, Reminder.rung, Reminder.slot)
        .join(Task, Task.id == Reminder.task_id)
        .where(Reminder.person_id == person_id, Task.where_open())
    )
    return {(row.task_id, row.rung, row.slot) for row in found}


def was_written(session: Session, dedupe: str) -> bool:
    """Whether a mail that may be written once only is there already."""
    return session.scalar(sa.select(OutboxMail.id).where(OutboxMail.dedupe == dedupe)) is not None
