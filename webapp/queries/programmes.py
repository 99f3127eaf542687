"""The document with what came of each clause, its progress by agency, and the list of programmes."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import Agency, AgencyGroup, AgencyName, Assignment, AssignmentAgency, Clause, Programme, Task
from webapp.queries.people import SignedIn
from webapp.rules.words import AgencyRole, DeadlineKind, Role, Status

GIVEN_UP = (Status.HANDED_OVER, Status.DROPPED)
"""Tasks that no longer count among what came of a clause."""


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
class Head:
    """What the document is, and its text, into which every span points."""

    id: int
    title: str
    issuer: str
    number: str | None
    issued_on: date | None
    illustrative: bool
    text: str


def programme(session: Session, programme_id: int) -> Head | None:
    """One programme, or None."""
    columns = [getattr(Programme, one.name) for one in fields(Head)]
    found = session.execute(sa.select(*columns).where(Programme.id == programme_id)).one_or_none()
    return Head(*found) if found else None


def for_change(session: Session, programme_id: int) -> Programme | None:
    """The programme as a row that an action may add to; until the commit nobody else adds to it."""
    return session.scalar(sa.select(Programme).where(Programme.id == programme_id).with_for_update())


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


_CLAUSE = tuple(getattr(Clause, one.name) for one in fields(ClauseRow))


def clauses(session: Session, programme_id: int) -> list[ClauseRow]:
    """Every place of the document, in text order."""
    found = session.execute(sa.select(*_CLAUSE).where(Clause.programme_id == programme_id).order_by(Clause.start))
    return [ClauseRow(*row) for row in found]


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty that a clause named; ``opened`` counts its tasks, whether the viewer may see them or not."""

    id: int
    clause_id: int
    title: str
    kind: DeadlineKind
    start: int
    end: int
    opened: int


@dataclass(frozen=True, slots=True)
class MarginTask:
    """One task as the margin counts it."""

    id: int
    assignment_id: int
    agency_id: int
    period: str
    status: Status
    kind: DeadlineKind
    due_on: date | None
    overdue_from: date | None
    done_on: date | None
    claimed_on: date | None


@dataclass(frozen=True, slots=True)
class Document:
    """A programme's text, its places, its duties, and the tasks that this viewer may see, by duty and period."""

    head: Head
    clauses: list[ClauseRow]
    duties: list[Duty]
    tasks: list[MarginTask]

    def words(self, duty: Duty) -> str:
        """The document's words that the duty rests on."""
        return self.head.text[duty.start : duty.end]


def document(session: Session, programme_id: int, viewer: SignedIn) -> Document | None:
    """The whole document in two statements, or None."""
    head = programme(session, programme_id)
    if head is None:
        return None
    counted = sa.orm.aliased(Task)
    opened = (
        sa.select(sa.func.count())
        .where(counted.assignment_id == Assignment.id, counted.status.not_in(GIVEN_UP))
        .scalar_subquery()
    )
    of_duty = (Assignment.clause_id, Assignment.short_title, Assignment.kind, Assignment.start, Assignment.end, opened)
    of_task = [getattr(Task, one.name) for one in fields(MarginTask)]
    seen = sa.and_(Task.assignment_id == Assignment.id, Task.status.not_in(GIVEN_UP), _visible(viewer))
    found = session.execute(
        sa.select(*_CLAUSE, Assignment.id, *of_duty, *of_task)
        .select_from(Clause)
        .outerjoin(Assignment, Assignment.clause_id == Clause.id)
        .outerjoin(Task, seen)
        .outerjoin(Agency, Agency.id == Task.agency_id)
        .where(Clause.programme_id == programme_id)
        .order_by(Clause.start, Assignment.position, Assignment.id, Task.period, Agency.position, Task.id)
    )
    return _document(head, [tuple(row) for row in found])


def _document(head: Head, found: list[tuple[Any, ...]]) -> Document:
    """Rows that hold a place, its duty and the duty's task (the last two perhaps None), taken apart."""
    duty, task = len(_CLAUSE), len(_CLAUSE) + len(fields(Duty))
    clauses = {row[0]: ClauseRow(*row[:duty]) for row in found}
    duties = {row[duty]: Duty(*row[duty:task]) for row in found if row[duty] is not None}
    tasks = [MarginTask(*row[task:]) for row in found if row[task] is not None]
    return Document(head, list(clauses.values()), list(duties.values()), tasks)


def _visible(viewer: SignedIn) -> sa.ColumnElement[bool]:
    """Which tasks the viewer may see, as ``rules.permissions.sees`` has it."""
    if viewer.role in (Role.MONITOR, Role.LEADER):
        return sa.true()
    if viewer.role is not Role.FOCAL_POINT:
        return sa.false()
    helps = sa.select(AssignmentAgency.assignment_id).where(
        AssignmentAgency.agency_id.in_(viewer.agency_ids),
        AssignmentAgency.role == AgencyRole.COORDINATING,
        AssignmentAgency.valid_to.is_(None),
    )
    return sa.or_(Task.agency_id.in_(viewer.agency_ids), Task.assignment_id.in_(helps))


def written_names(session: Session) -> list[str]:
    """Every way in which an agency or a group is written, in one statement."""
    ways = sa.union_all(sa.select(Agency.name), sa.select(AgencyGroup.name), sa.select(AgencyName.text))
    return list(session.scalars(ways))


@dataclass(frozen=True, slots=True)
class LeadTask:
    """One task as the progress by agency counts it."""

    agency_id: int
    agency: str
    status: Status
    kind: DeadlineKind
    overdue_from: date | None
    done_on: date | None
    claimed_on: date | None


def led(session: Session, programme_id: int) -> list[LeadTask]:
    """Every task of the programme that was not given up, in the office's order of agencies: one statement."""
    columns = (Task.agency_id, Agency.name, Task.status, Task.kind, Task.overdue_from, Task.done_on, Task.claimed_on)
    found = session.execute(
        sa.select(*columns)
        .select_from(Task)
        .join(Assignment, Assignment.id == Task.assignment_id)
        .join(Agency, Agency.id == Task.agency_id)
        .where(Assignment.programme_id == programme_id, Task.status.not_in(GIVEN_UP))
        .order_by(Agency.position, Agency.name, Task.id)
    )
    return [LeadTask(*row) for row in found]
