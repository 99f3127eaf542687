"""The document with what came of each clause, and the list of programmes."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import Agency, Assignment, AssignmentAgency, Clause, Programme, Task
from webapp.queries.people import SignedIn
from webapp.rules.words import AgencyRole, DeadlineKind, Role, Status


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """One programme in the list."""

    id: int
    title: str
    issuer: str
    number: str | None
    issued_on: date | None
    illustrative: bool
    assignments: int


def listing(session: Session) -> list[ProgrammeRow]:
    """Every programme, newest first, with its number of duties."""
    duties = sa.select(sa.func.count()).where(Assignment.programme_id == Programme.id).scalar_subquery()
    columns: list[Any] = [getattr(Programme, one.name) for one in fields(ProgrammeRow) if one.name != "assignments"]
    found = session.execute(sa.select(*columns, duties.label("assignments")).order_by(Programme.id.desc()))
    return [ProgrammeRow(*tuple(row)) for row in found]


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A place of the document."""

    id: int
    ref: str
    level: int
    kind: str
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class MarginTask:
    """One task as the margin counts it."""

    id: int
    assignment_id: int
    clause_id: int
    title: str
    position: int
    start: int
    end: int
    agency_id: int
    agency: str
    period: str
    status: Status
    kind: DeadlineKind
    due_on: date | None
    overdue_from: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Document:
    """A programme's text, its places, and the tasks that this viewer may see."""

    id: int
    title: str
    issuer: str
    number: str | None
    issued_on: date | None
    illustrative: bool
    text: str
    clauses: list[ClauseRow]
    tasks: list[MarginTask]


def document(session: Session, programme_id: int, viewer: SignedIn) -> Document | None:
    """The whole document in three statements, or None."""
    head = session.execute(
        sa.select(
            Programme.id,
            Programme.title,
            Programme.issuer,
            Programme.number,
            Programme.issued_on,
            Programme.illustrative,
            Programme.text,
        ).where(Programme.id == programme_id)
    ).one_or_none()
    if head is None:
        return None
    columns = [getattr(Clause, one.name) for one in fields(ClauseRow)]
    clauses = session.execute(sa.select(*columns).where(Clause.programme_id == programme_id).order_by(Clause.start))
    return Document(*head, [ClauseRow(*row) for row in clauses], _tasks(session, programme_id, viewer))


ELSEWHERE = {
    "clause_id": Assignment.clause_id,
    "title": Assignment.short_title,
    "position": Assignment.position,
    "start": Assignment.start,
    "end": Assignment.end,
    "agency": Agency.name,
}


def _tasks(session: Session, programme_id: int, viewer: SignedIn) -> list[MarginTask]:
    if viewer.role is Role.ADMIN:
        return []
    columns: list[Any] = [ELSEWHERE.get(one.name, getattr(Task, one.name, None)) for one in fields(MarginTask)]
    statement = (
        sa.select(*columns)
        .select_from(Task)
        .join(Assignment, Assignment.id == Task.assignment_id)
        .join(Agency, Agency.id == Task.agency_id)
        .where(Assignment.programme_id == programme_id, Task.status.not_in((Status.HANDED_OVER, Status.DROPPED)))
        .order_by(Assignment.position, Assignment.id, Task.period, Agency.position)
    )
    if viewer.role is Role.FOCAL_POINT:
        helps = sa.select(AssignmentAgency.assignment_id).where(
            AssignmentAgency.agency_id.in_(viewer.agency_ids), AssignmentAgency.role == AgencyRole.COORDINATING
        )
        own = sa.or_(Task.agency_id.in_(viewer.agency_ids), Task.assignment_id.in_(helps))
        statement = statement.where(own)
    return [MarginTask(*row) for row in session.execute(statement)]
