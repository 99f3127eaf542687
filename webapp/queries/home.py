"""The desk of one agency's focal point: piles by urgency, and what it only coordinates."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import AssignmentAgency, Task
from webapp.queries.tasks import TaskRow, listing, rows
from webapp.rules.urgency import Urgency
from webapp.rules.words import AgencyRole

PILES = tuple(Urgency)
ON_DESK = tuple(pile for pile in Urgency if pile is not Urgency.CLOSED)


@dataclass(frozen=True, slots=True)
class Desk:
    """Counts of every pile, and the rows of the piles that are shown (at most ``limit``)."""

    counts: dict[Urgency, int]
    coordinated: int
    rows: list[TaskRow]


def desk(
    session: Session,
    agency_ids: frozenset[int],
    *,
    today: date,
    soon_days: int,
    pile: Urgency | None,
    coordinated: bool,
    number: int,
    limit: int,
) -> Desk:
    """What the agencies owe, most pressing first: two statements whatever the number of rows."""
    helps = sa.select(AssignmentAgency.assignment_id).where(
        AssignmentAgency.agency_id.in_(agency_ids),
        AssignmentAgency.role == AgencyRole.COORDINATING,
        AssignmentAgency.valid_to.is_(None),
    )
    mine, others = Task.agency_id.in_(agency_ids), Task.assignment_id.in_(helps)
    code = Task.urgency(today, soon_days)
    counted = sa.select(mine.label("mine"), code.label("pile"), sa.func.count()).group_by("mine", "pile")
    found = session.execute(counted.where(sa.or_(mine, sa.and_(others, Task.where_open())))).all()
    counts = {one: sum(n for own, c, n in found if own and c == one.value) for one in Urgency}
    shown = sa.and_(others, ~mine, Task.where_open()) if coordinated else sa.and_(mine, _shown(code, pile))
    order = sa.case({one.value: place for place, one in enumerate(PILES)}, value=code)
    statement = listing(shown).order_by(order, Task.overdue_from, Task.review_on, Task.done_on.desc(), Task.id)
    return Desk(
        counts,
        sum(n for own, _c, n in found if not own),
        rows(session, statement.limit(limit).offset((number - 1) * limit)),
    )


def _shown(code: sa.ColumnElement[str], pile: Urgency | None) -> sa.ColumnElement[bool]:
    return code == pile.value if pile else Task.where_open()
