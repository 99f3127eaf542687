"""Reorganisations as their pages show them: what one would do, those that were done, and an agency's lineage."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import (
    Agency,
    AgencyGroup,
    Event,
    EventKind,
    FocalPoint,
    GroupMember,
    Person,
    Programme,
    Reorganisation,
    ReorganisationAgency,
    ReorganisationKind,
    Side,
    Task,
)
from webapp.queries.tasks import TaskRow, listing, rows

SHOWN = 200
"""Tasks listed one by one; of more, the number is told."""


@dataclass(frozen=True, slots=True)
class Body:
    """An agency in a change, under its name of then."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change that was recorded. An agency that lives on stands on both sides."""

    id: int
    kind: ReorganisationKind
    effective_on: date
    decision: str
    reason: str
    actor: str
    before: tuple[Body, ...]
    after: tuple[Body, ...]


HEAD = ("id", "kind", "effective_on", "decision", "reason", "actor")


def changes(session: Session, *where: sa.ColumnElement[bool]) -> list[Change]:
    """Every change (or those that ``where`` leaves), the newest first; one statement."""
    part = ReorganisationAgency
    columns: list[Any] = [getattr(Reorganisation, name) for name in HEAD]
    found = session.execute(
        sa.select(*columns, part.side, part.agency_id, part.name)
        .join(part, part.reorganisation_id == Reorganisation.id)
        .where(*where)
        .order_by(Reorganisation.effective_on.desc(), Reorganisation.id.desc(), part.id)
    )
    return [_change(head, list(members)) for head, members in groupby(found, key=lambda row: tuple(row[:-3]))]


def _change(head: tuple[Any, ...], members: list[Any]) -> Change:
    before, after = (
        tuple(Body(agency_id, name) for *_head, on, agency_id, name in members if on is side) for side in Side
    )
    whole: tuple[Any, ...] = (*head, before, after)
    return Change(*whole)


def change(session: Session, reorganisation_id: int) -> Change | None:
    """One change, or None."""
    found = changes(session, Reorganisation.id == reorganisation_id)
    return found[0] if found else None


def handed_on(session: Session, reorganisation_id: int, limit: int = SHOWN) -> list[TaskRow]:
    """The tasks that a change moved or made part of another, as they stand today."""
    at = sa.select(Reorganisation.at).where(Reorganisation.id == reorganisation_id).scalar_subquery()
    moved = sa.select(Event.task_id).where(
        Event.at == at,
        Event.kind == EventKind.HAND_OVER,
        Event.after["reorganisation"].as_integer() == reorganisation_id,
    )
    return rows(session, listing(Task.id.in_(moved)).order_by(Task.id).limit(limit))


def lineage(session: Session, agency_id: int) -> list[Change]:
    """The changes an agency took part in: where it comes from, what became of it, what it was called before."""
    part = ReorganisationAgency
    return changes(
        session,
        Reorganisation.id.in_(sa.select(part.reorganisation_id).where(part.agency_id == agency_id)),
    )


@dataclass(frozen=True, slots=True)
class Around:
    """What a change touches besides tasks: people, groups, programmes followed, and whether the successors that
    exist have somebody who speaks for them (``silent``: those that have not)."""

    people: tuple[str, ...]
    groups: tuple[str, ...]
    programmes: tuple[str, ...]
    closed: int
    silent: tuple[str, ...]


def around(session: Session, before: Iterable[int], ending: Iterable[int], after: list[int], today: date) -> Around:
    """The rest of a preview; five statements."""
    old, gone = list(before), list(ending)
    speaks = sa.select(FocalPoint.agency_id).join(Person, Person.id == FocalPoint.person_id)
    spoken_for = speaks.where(FocalPoint.where_current(today), Person.active)
    people = sa.select(Person.name).where(Person.active, Person.id.in_(_speakers(gone, today))).order_by(Person.name)
    groups = sa.select(AgencyGroup.name).where(AgencyGroup.id.in_(_groups(gone))).order_by(AgencyGroup.position)
    programmes = sa.select(Programme.short_title).where(Programme.monitor_id.in_(gone)).order_by(Programme.id)
    closed = sa.select(sa.func.count()).select_from(Task).where(Task.agency_id.in_(old), ~Task.where_open())
    silent = sa.select(Agency.name).where(Agency.id.in_(after), Agency.id.not_in(spoken_for))
    return Around(
        tuple(session.scalars(people)),
        tuple(session.scalars(groups)),
        tuple(session.scalars(programmes)),
        session.scalar(closed) or 0,
        tuple(session.scalars(silent)),
    )


def _speakers(agency_ids: list[int], today: date) -> sa.Select[Any]:
    return sa.select(FocalPoint.person_id).where(FocalPoint.agency_id.in_(agency_ids), FocalPoint.where_current(today))


def _groups(agency_ids: list[int]) -> sa.Select[Any]:
    return sa.select(GroupMember.group_id).where(GroupMember.agency_id.in_(agency_ids), GroupMember.valid_to.is_(None))


def task_rows(session: Session, task_ids: Iterable[int], limit: int = SHOWN) -> list[TaskRow]:
    """The first of these tasks, by duty and agency."""
    wanted = listing(Task.id.in_(list(task_ids)))
    return rows(session, wanted.order_by(Task.assignment_id, Agency.position, Task.id).limit(limit))


def living(session: Session) -> list[tuple[int, str]]:
    """The agencies that can change, and those that can take over."""
    found = session.execute(
        sa.select(Agency.id, Agency.name).where(Agency.valid_to.is_(None)).order_by(Agency.position, Agency.id)
    )
    return [(key, name) for key, name in found]
