"""The directory, and one agency's whole page."""

from dataclasses import dataclass, fields
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from webapp.models import Agency, AgencyGroup, AgencyKind, AgencyName, FocalPoint, GroupMember, Person, Task
from webapp.queries.tasks import TaskRow, listing, rows
from webapp.rules.words import DeadlineKind, Status

MONITOR_CODE = "bdv"
"""The code of Ban Dân vận in the directory: it follows what is issued by a monitor who works nowhere else."""

MONITOR_CODE = "bdv"


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency in the directory."""

    id: int
    code: str
    name: str
    kind: AgencyKind
    valid_to: date | None


def directory(session: Session) -> list[AgencyRow]:
    """Every agency, in the office's order."""
    columns = [getattr(Agency, one.name) for one in fields(AgencyRow)]
    return [AgencyRow(*row) for row in session.execute(sa.select(*columns).order_by(Agency.kind, Agency.position))]


@dataclass(frozen=True, slots=True)
class FocalRow:
    """A person's duty to speak for an agency."""

    id: int
    agency_id: int
    person: str
    email: str
    from_on: date
    to_on: date | None


def focal_points(session: Session, agency_id: int | None = None) -> list[FocalRow]:
    """Who speaks for whom, present and past."""
    statement = (
        sa.select(FocalPoint.id, FocalPoint.agency_id, Person.name, Person.email, FocalPoint.from_on, FocalPoint.to_on)
        .join(Person, Person.id == FocalPoint.person_id)
        .order_by(FocalPoint.agency_id, FocalPoint.from_on.desc())
    )
    if agency_id is not None:
        statement = statement.where(FocalPoint.agency_id == agency_id)
    return [FocalRow(*row) for row in session.execute(statement)]


def agency(session: Session, agency_id: int) -> Agency | None:
    """One agency with its other names, as a row that can be edited."""
    return session.scalar(sa.select(Agency).where(Agency.id == agency_id).options(selectinload(Agency.names)))


def groups_of(session: Session, agency_id: int) -> list[tuple[int, str]]:
    """The groups an agency belongs to."""
    found = session.execute(
        sa.select(AgencyGroup.id, AgencyGroup.name)
        .join(GroupMember, GroupMember.group_id == AgencyGroup.id)
        .where(GroupMember.agency_id == agency_id)
        .order_by(AgencyGroup.position)
    )
    return [(key, name) for key, name in found]


def tasks_of(session: Session, agency_id: int) -> list[TaskRow]:
    """The agency's open tasks, most pressing first."""
    statement = listing(Task.agency_id == agency_id, Task.where_open())
    return rows(session, statement.order_by(Task.overdue_from.is_(None), Task.overdue_from, Task.id).limit(200))


@dataclass(frozen=True, slots=True)
class Tally:
    """Facts of one task, as the rates count it."""

    status: Status
    kind: DeadlineKind
    overdue_from: date | None
    done_on: date | None
    updated_on: date | None


def tallies(session: Session, agency_id: int) -> list[Tally]:
    """Every task the agency led, for its rates."""
    found = session.execute(
        sa.select(Task.status, Task.kind, Task.overdue_from, Task.done_on, Task.updated_at).where(
            Task.agency_id == agency_id
        )
    )
    return [Tally(*row[:4], row[4].date() if row[4] else None) for row in found]


def name_taken(session: Session, folded: str) -> str | None:
    """Who already bears a name, or None."""
    return session.scalar(
        sa.select(sa.func.coalesce(Agency.name, AgencyGroup.name))
        .select_from(AgencyName)
        .outerjoin(Agency, Agency.id == AgencyName.agency_id)
        .outerjoin(AgencyGroup, AgencyGroup.id == AgencyName.group_id)
        .where(AgencyName.folded == folded)
    )


def monitor_agency_id(session: Session, person_id: int) -> int:
    """The agency that follows what this person issues: their own, else Ban Dân vận."""
    own = session.scalar(sa.select(Person.agency_id).where(Person.id == person_id))
    return own or session.scalars(sa.select(Agency.id).where(Agency.code == MONITOR_CODE)).one()


def groups(session: Session) -> list[AgencyGroup]:
    """Every group with its members and other names."""
    members = selectinload(AgencyGroup.members).joinedload(GroupMember.agency)
    statement = sa.select(AgencyGroup).options(members, selectinload(AgencyGroup.names)).order_by(AgencyGroup.position)
    return list(session.scalars(statement))
