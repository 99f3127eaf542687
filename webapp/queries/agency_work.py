"""What one agency leads: its tasks in numbers, and those on its desk."""

from collections import Counter
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.clock import local
from webapp.extraction import fold
from webapp.models import Task
from webapp.queries.tasks import TaskRow, listing, rows
from webapp.rules import timeliness
from webapp.rules.rates import Rate, Rates, on_time, rates
from webapp.rules.status import OPEN
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
    due_on: date | None
    original_due_on: date | None
    extensions: int
    area: str
    updated_on: date | None

    def at_first(self) -> "Tally":
        """The same task judged by the first date it ever had."""
        first = timeliness.first_overdue_from(self.due_on, self.overdue_from, self.original_due_on)
        return replace(self, overdue_from=first)


TALLIED = tuple(getattr(Task, one.name) for one in fields(Tally) if one.name != "updated_on")


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area (lĩnh vực) of an agency's work; "" for what bears no tag."""

    area: str
    still_open: int
    overdue: int
    on_time: Rate


@dataclass(frozen=True, slots=True)
class Figures:
    """An agency's tasks in numbers: each stands in one standing and in one pile, so that both sum to ``total``.

    ``at_first`` is the on-time rate had no extension been granted; ``extended`` counts tasks that got one, and
    ``extensions`` how many were granted in all. ``areas`` is empty while no task bears a tag.
    """

    standings: tuple[tuple[Standing, int], ...]
    piles: dict[Urgency, int]
    total: int
    rates: Rates
    at_first: Rate
    extended: int
    extensions: int
    areas: tuple[AreaLine, ...]


def figures(
    session: Session, agency_id: int, *, today: date, soon_days: int, fresh_days: int, area: str | None = None
) -> Figures:
    """The numbers of every task the agency leads or led (of one area when it is said), in one statement."""
    found = session.execute(sa.select(*TALLIED, Task.updated_at).where(Task.agency_id == agency_id))
    every = [_tally(tuple(row)) for row in found]
    tasks = [task for task in every if area is None or task.area == area]
    count = Counter(standing(task, today, soon_days) for task in tasks)
    return Figures(
        standings=tuple((one, count[one]) for one in STANDINGS if count[one]),
        piles=dict.fromkeys(Urgency, 0) | Counter(urgency(task, today, soon_days) for task in tasks),
        total=len(tasks),
        rates=rates(tasks, today, fresh_days),
        at_first=on_time([task.at_first() for task in tasks], today),
        extended=sum(task.extensions > 0 for task in tasks),
        extensions=sum(task.extensions for task in tasks),
        areas=_areas(every, today),
    )


def _tally(row: tuple[Any, ...]) -> Tally:
    *facts, updated_at = row
    whole: tuple[Any, ...] = (*facts, local(updated_at).date() if updated_at else None)
    return Tally(*whole)


def _areas(tasks: list[Tally], today: date) -> tuple[AreaLine, ...]:
    """One line an area, by name, what bears no tag last; nothing while there is no tag at all."""
    names = sorted({task.area for task in tasks}, key=lambda name: (not name, fold(name)))
    if not any(names):
        return ()
    by_area = {name: [task for task in tasks if task.area == name] for name in names}
    return tuple(
        AreaLine(
            name,
            sum(task.status in OPEN for task in members),
            sum(timeliness.is_overdue(task, today) for task in members),
            on_time(members, today),
        )
        for name, members in by_area.items()
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
    area: str | None = None,
) -> list[TaskRow]:
    """The tasks of one pile (every open one when None), most pressing first, in one statement."""
    code = Task.urgency(today, soon_days)
    order = sa.case({one.value: place for place, one in enumerate(Urgency)}, value=code)
    wanted = listing(Task.agency_id == agency_id, code == pile.value if pile else Task.where_open())
    if area is not None:
        wanted = wanted.where(Task.area == area)
    in_order = wanted.order_by(order, Task.overdue_from, Task.review_on, Task.done_on.desc(), Task.id)
    return rows(session, in_order.limit(limit).offset(offset))
