"""What one agency leads: its tasks in numbers, and those on its desk."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.clock import local
from webapp.models import Task
from webapp.queries.tasks import TaskRow, listing, rows
from webapp.rules.rates import Rates, rates
from webapp.rules.timeliness import STANDINGS, Standing, standing
from webapp.rules.urgency import Urgency, urgency
from webapp.rules.words import DeadlineKind, Status


@dataclass(frozen=True, slots=True)
class Tally:
    """Facts of one task, as the numbers count it; ``updated_on`` by the office's clock."""

    status: Status
    kind: DeadlineKind
    overdue_from: date | None
    done_on: date | None
    claimed_on: date | None
    returned: str
    updated_on: date | None


@dataclass(frozen=True, slots=True)
class Figures:
    """An agency's tasks in numbers: each stands in one standing and in one pile, so that both sum to ``total``."""

    standings: tuple[tuple[Standing, int], ...]
    piles: dict[Urgency, int]
    total: int
    rates: Rates


def figures(session: Session, agency_id: int, *, today: date, soon_days: int, fresh_days: int) -> Figures:
    """The numbers of every task the agency leads or led, in one statement."""
    judged_by = (Task.status, Task.kind, Task.overdue_from, Task.done_on, Task.claimed_on)
    columns = (*judged_by, Task.returned, Task.updated_at)
    found = session.execute(sa.select(*columns).where(Task.agency_id == agency_id))
    tasks = [Tally(*row[:6], local(row[6]).date() if row[6] else None) for row in found]
    count = Counter(standing(task, today, soon_days) for task in tasks)
    return Figures(
        standings=tuple((one, count[one]) for one in STANDINGS if count[one]),
        piles=dict.fromkeys(Urgency, 0) | Counter(urgency(task, today, soon_days) for task in tasks),
        total=len(tasks),
        rates=rates(tasks, today, fresh_days),
    )


def tasks(
    session: Session,
    agency_id: int,
    pile: Urgency | None,
    *,
    today: date,
    soon_days: int,
    limit: int,
    offset: int,
) -> list[TaskRow]:
    """The tasks of one pile (every open one when None), most pressing first, in one statement."""
    code = Task.urgency(today, soon_days)
    order = sa.case({one.value: place for place, one in enumerate(Urgency)}, value=code)
    wanted = listing(Task.agency_id == agency_id, code == pile.value if pile else Task.where_open())
    in_order = wanted.order_by(order, Task.overdue_from, Task.review_on, Task.done_on.desc(), Task.id)
    return rows(session, in_order.limit(limit).offset(offset))
