"""What a reorganisation acts on, and how agencies follow each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from webapp.models import Agency, AssignmentAgency, ReorganisationAgency, Side, Task
from webapp.rules import succession
from webapp.rules.succession import Held, Key, Link
from webapp.rules.words import AgencyRole, Status


@dataclass(frozen=True, slots=True)
class OpenTask:
    """An open task as the rules of succession see it."""

    id: int
    agency_id: int
    assignment_id: int
    period: str
    status: Status
    overdue_from: date | None


def open_tasks(session: Session, agency_ids: Iterable[int]) -> list[OpenTask]:
    """What these agencies still owe, in one statement."""
    columns = (Task.id, Task.agency_id, Task.assignment_id, Task.period, Task.status, Task.overdue_from)
    found = session.execute(
        sa.select(*columns).where(Task.agency_id.in_(list(agency_ids)), Task.where_open()).order_by(Task.id)
    )
    return [OpenTask(*row) for row in found]


def held(session: Session, places: dict[int, int], tasks: list[OpenTask]) -> dict[Key, Held]:
    """What successors that exist (``places``: their place by their id) already have for the duties of ``tasks``."""
    wanted = {task.assignment_id for task in tasks}
    if not places or not wanted:
        return {}
    coming = {task.id for task in tasks}
    found = session.execute(
        sa.select(Task.id, Task.agency_id, Task.assignment_id, Task.period, Task.status).where(
            Task.agency_id.in_(list(places)), Task.assignment_id.in_(wanted)
        )
    )
    return {(places[row[1]], row[2], row[3]): Held(row[0], row[4]) for row in found if row[0] not in coming}


def links(session: Session) -> list[Link]:
    """Every "this one was followed by that one", in the order of time."""
    before, after = aliased(ReorganisationAgency), aliased(ReorganisationAgency)
    found = session.execute(
        sa.select(before.agency_id, after.agency_id)
        .join(after, after.reorganisation_id == before.reorganisation_id)
        .where(before.side == Side.BEFORE, after.side == Side.AFTER)
        .order_by(before.id, after.id)
    )
    return [(old, new) for old, new in found]


def heirs(session: Session, today: date) -> dict[int, int]:
    """For each agency that has ended by ``today`` and was succeeded: who holds its duties. Two statements."""
    ended = session.scalars(sa.select(Agency.id).where(Agency.valid_to < today)).all()
    return succession.heirs(links(session), ended) if ended else {}


def ancestors(session: Session) -> dict[int, set[int]]:
    """Every body that an agency goes back to, by the agency's id; one statement."""
    return succession.ancestors(links(session))


def leads(session: Session, assignment_id: int) -> list[int]:
    """Who leads a duty now."""
    now = (AssignmentAgency.role == AgencyRole.LEAD, AssignmentAgency.valid_to.is_(None))
    part = sa.select(AssignmentAgency.agency_id).where(AssignmentAgency.assignment_id == assignment_id, *now)
    return list(session.scalars(part))


def periods_held(session: Session, assignment_id: int) -> set[tuple[int, str]]:
    """The periods of a duty that each agency has a task for, those of the bodies it goes back to among them."""
    rows = session.execute(sa.select(Task.agency_id, Task.period).where(Task.assignment_id == assignment_id))
    held = {(agency_id, period) for agency_id, period in rows}
    return held | {
        (agency_id, period) for agency_id, old in ancestors(session).items() for holder, period in held if holder in old
    }
