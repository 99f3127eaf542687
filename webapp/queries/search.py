"""Tìm kiếm: tasks, clauses and agencies by their folded words; a focal point finds only tasks of their agencies."""

import re
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.extraction import search_terms
from webapp.models import Agency, AssignmentAgency, Clause, Programme, SearchEntry, SearchKind, Task
from webapp.queries.people import SignedIn
from webapp.queries.tasks import TaskRow, listing, rows
from webapp.rules.permissions import may
from webapp.rules.words import AgencyRole, Role

LIMIT = 30
"""Hits of each kind that are shown."""
MOST_TERMS = 12
LONGEST_TERM = 60
WORD = re.compile(r"[^\W_]+")
BEFORE, AROUND = 60, 240
"""Characters of a clause shown before the first word found, and in all."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; ``hit`` when it is one of the words looked for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class ClauseHit:
    """A place of a programme, with its words."""

    programme_id: int
    ref: str
    programme: str
    text: str


@dataclass(frozen=True, slots=True)
class AgencyHit:
    """An agency."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of each kind, at most ``LIMIT`` of each."""

    terms: tuple[str, ...]
    tasks: tuple[TaskRow, ...] = ()
    clauses: tuple[ClauseHit, ...] = ()
    agencies: tuple[AgencyHit, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.tasks or self.clauses or self.agencies)

    def pieces(self, text: str) -> list[Piece]:
        """``text`` cut where the words looked for begin and end."""
        return pieces(text, self.terms)

    def excerpt(self, text: str) -> list[Piece]:
        """The part of a long ``text`` around the first word looked for."""
        return excerpt(text, self.terms)


def find(session: Session, text: str, viewer: SignedIn) -> Hits:
    """Everything that holds all words of ``text`` or their beginnings; marks and signs do not matter."""
    terms = tuple(dict.fromkeys(term[:LONGEST_TERM] for term in search_terms(text).split()))[:MOST_TERMS]
    if not terms:
        return Hits(())
    return Hits(terms, _tasks(session, terms, viewer), _clauses(session, terms), _agencies(session, terms))


def pieces(text: str, terms: tuple[str, ...]) -> list[Piece]:
    """``text`` in pieces: each word that begins with one of the folded ``terms`` is a hit of its own."""
    found: list[Piece] = []
    at = 0
    for word in WORD.finditer(text):
        if search_terms(word[0]).startswith(terms):
            found += [Piece(text[at : word.start()], False), Piece(word[0], True)]
            at = word.end()
    found.append(Piece(text[at:], False))
    return [piece for piece in found if piece.text]


def excerpt(text: str, terms: tuple[str, ...]) -> list[Piece]:
    """``pieces`` of the part of ``text`` around the first hit; what was left out is told by "…"."""
    first = next((word.start() for word in WORD.finditer(text) if search_terms(word[0]).startswith(terms)), 0)
    start = text.rfind(" ", 0, first - BEFORE) + 1 if first > BEFORE else 0
    end = start + AROUND
    if end < len(text):
        end = max(text.rfind(" ", start, end), first + 1)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return pieces(before + text[start:end] + after, terms)


def matching(session: Session, terms: tuple[str, ...], kind: SearchKind) -> sa.Select[int]:
    """The ids of the things of ``kind`` that hold ``terms``."""
    dialect = session.get_bind().dialect.name
    return sa.select(SearchEntry.subject_id).where(
        SearchEntry.kind == kind, SearchEntry.where_matching(list(terms), dialect)
    )


def _tasks(session: Session, terms: tuple[str, ...], viewer: SignedIn) -> tuple[TaskRow, ...]:
    if not may(viewer, "task.view"):
        return ()
    statement = listing(Task.id.in_(matching(session, terms, SearchKind.TASK)))
    if viewer.role is Role.FOCAL_POINT:
        helps = sa.select(AssignmentAgency.assignment_id).where(
            AssignmentAgency.agency_id.in_(viewer.agency_ids),
            AssignmentAgency.role == AgencyRole.COORDINATING,
            AssignmentAgency.valid_to.is_(None),
        )
        mine = sa.or_(Task.agency_id.in_(viewer.agency_ids), Task.assignment_id.in_(helps))
        statement = statement.where(mine)
    order = (sa.case((Task.where_open(), 0), else_=1), Task.overdue_from.is_(None), Task.overdue_from, Task.id)
    return tuple(rows(session, statement.order_by(*order).limit(LIMIT)))


def _clauses(session: Session, terms: tuple[str, ...]) -> tuple[ClauseHit, ...]:
    words = sa.func.substr(Programme.text, Clause.start + 1, Clause.end - Clause.start)
    found = session.execute(
        sa.select(Clause.programme_id, Clause.ref, Programme.short_title, words)
        .join(Programme, Programme.id == Clause.programme_id)
        .where(Clause.id.in_(matching(session, terms, SearchKind.CLAUSE)))
        .order_by(Clause.programme_id, Clause.start)
        .limit(LIMIT)
    )
    return tuple(ClauseHit(*row) for row in found)


def _agencies(session: Session, terms: tuple[str, ...]) -> tuple[AgencyHit, ...]:
    found = session.execute(
        sa.select(Agency.id, Agency.name)
        .where(Agency.id.in_(matching(session, terms, SearchKind.AGENCY)))
        .order_by(Agency.position, Agency.id)
        .limit(LIMIT)
    )
    return tuple(AgencyHit(*row) for row in found)
