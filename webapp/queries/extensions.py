"""The page of extensions: what is asked, and what was decided lately."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import Agency, Assignment, Event, EventKind, Task
from webapp.queries.tasks import COLUMNS, TaskRow, listing
from webapp.rules.status import WORKING

DECIDED = (EventKind.GRANT_EXTENSION, EventKind.REFUSE_EXTENSION)
MOST = 200
"""Requests shown, and decided, at a time."""
LATELY = 30


@dataclass(frozen=True, slots=True)
class Request:
    """One undecided request, with the version of its task."""

    row: TaskRow
    version: int


def requests(session: Session) -> list[Request]:
    """The undecided requests, those of one duty beside each other, the most urgent first within it: one statement."""
    found = session.execute(
        listing(Task.status.in_(WORKING), Task.asked_due_on.is_not(None))
        .add_columns(Task.version)
        .order_by(Assignment.programme_id, Assignment.position, Task.period, Task.due_on, Agency.position)
        .limit(MOST)
    )
    return [Request(TaskRow(*one[: len(COLUMNS)]), one[-1]) for one in found]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of the past: on whose work, by whom, and the date before and after (None: it stayed)."""

    at: datetime
    kind: EventKind
    actor: str
    note: str
    before: dict[str, Any]
    after: dict[str, Any]
    task_id: int
    agency: str
    title: str

    @property
    def old(self) -> date | None:
        """The due date that was moved."""
        return date.fromisoformat(self.before["due_on"]) if "due_on" in self.before else None

    @property
    def new(self) -> date | None:
        """The due date it was moved to."""
        return date.fromisoformat(self.after["due_on"]) if "due_on" in self.after else None


def decisions(session: Session) -> list[Decision]:
    """The newest decisions: one statement."""
    others = {"agency": Agency.name, "title": Assignment.title}
    columns: list[Any] = [others.get(one.name, getattr(Event, one.name, None)) for one in fields(Decision)]
    found = session.execute(
        sa.select(*columns)
        .select_from(Event)
        .join(Task, Task.id == Event.task_id)
        .join(Assignment, Assignment.id == Task.assignment_id)
        .join(Agency, Agency.id == Task.agency_id)
        .where(Event.kind.in_(DECIDED))
        .order_by(Event.at.desc(), Event.id.desc())
        .limit(LATELY)
    )
    return [Decision(*one) for one in found]


def for_decision(session: Session, task_ids: Iterable[int]) -> list[Task]:
    """The tasks to decide on, as rows that an action may change, with their agencies' names."""
    wanted = list(task_ids)[:MOST]
    return list(
        session.scalars(
            sa.select(Task).where(Task.id.in_(wanted)).options(sa.orm.joinedload(Task.agency)).order_by(Task.id)
        )
    )
