"""Tìm kiếm: tasks, clauses and agencies by their folded words; a focal point finds only tasks of their agencies."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.extraction import search_terms
from webapp.models import Agency, AssignmentAgency, Clause, Programme, SearchEntry, SearchKind, Task
from webapp.queries.people import SignedIn
from webapp.queries.tasks import TaskRow, listing, rows
from webapp.rules.words import AgencyRole, Role

LIMIT = 30


@dataclass(frozen=True, slots=True)
class ClauseHit:
    """A place of a programme."""

    programme_id: int
    ref: str
    label: str
    programme: str


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of each kind, at most ``LIMIT`` of each."""

    tasks: list[TaskRow]
    clauses: list[ClauseHit]
    agencies: list[tuple[int, str]]

    def __bool__(self) -> bool:
        return bool(self.tasks or self.clauses or self.agencies)


def find(session: Session, text: str, viewer: SignedIn) -> Hits:
    """Everything that holds all words of ``text`` or their beginnings; marks and signs do not matter."""
    terms = search_terms(text).split()[:12]
    if not terms:
        return Hits([], [], [])
    return Hits(_tasks(session, terms, viewer), _clauses(session, terms), _agencies(session, terms))


def matching(session: Session, terms: list[str], kind: SearchKind) -> sa.ScalarSelect[int]:
    """The ids of the things of ``kind`` that hold ``terms``."""
    dialect = session.get_bind().dialect.name
    return (
        sa.select(SearchEntry.subject_id)
        .where(SearchEntry.kind == kind, SearchEntry.where_matching(terms, dialect))
        .scalar_subquery()
    )


def _tasks(session: Session, terms: list[str], viewer: SignedIn) -> list[TaskRow]:
    statement = listing(Task.id.in_(matching(session, terms, SearchKind.TASK)))
    if viewer.role is Role.FOCAL_POINT:
        helps = sa.select(AssignmentAgency.assignment_id).where(
            AssignmentAgency.agency_id.in_(viewer.agency_ids), AssignmentAgency.role == AgencyRole.COORDINATING
        )
        statement = statement.where(sa.or_(Task.agency_id.in_(viewer.agency_ids), Task.assignment_id.in_(helps)))
    elif viewer.role is Role.ADMIN:
        return []
    return rows(session, statement.order_by(Task.id.desc()).limit(LIMIT))


def _clauses(session: Session, terms: list[str]) -> list[ClauseHit]:
    found = session.execute(
        sa.select(Clause.programme_id, Clause.ref, Clause.label, Programme.short_title)
        .join(Programme, Programme.id == Clause.programme_id)
        .where(Clause.id.in_(matching(session, terms, SearchKind.CLAUSE)))
        .order_by(Clause.programme_id, Clause.start)
        .limit(LIMIT)
    )
    return [ClauseHit(*row) for row in found]


def _agencies(session: Session, terms: list[str]) -> list[tuple[int, str]]:
    found = session.execute(
        sa.select(Agency.id, Agency.name)
        .where(Agency.id.in_(matching(session, terms, SearchKind.AGENCY)))
        .order_by(Agency.position)
        .limit(LIMIT)
    )
    return [(agency_id, name) for agency_id, name in found]
