"""Tasks as lists show them, and one task with all that its page shows."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from webapp.clock import local
from webapp.models import (
    CLOSING,
    Agency,
    Assignment,
    AssignmentAgency,
    Clause,
    Correction,
    Event,
    EventKind,
    Evidence,
    Programme,
    Task,
)
from webapp.queries import task_bodies
from webapp.rules.periods import label_of
from webapp.rules.status import CLOSED
from webapp.rules.words import AgencyRole, Channel, DeadlineKind, DueSource, Status


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One line of a list: plain facts, enough for ``rules`` to judge and a template to print."""

    id: int
    version: int
    title: str
    short_title: str
    clause_ref: str
    programme_id: int
    assignment_id: int
    agency_id: int
    agency: str
    period: str
    status: Status
    percent: int
    note: str
    difficulty: str
    contested: str
    sent_back: int
    returned: str
    kind: DeadlineKind
    phrase: str
    due_on: date | None
    overdue_from: date | None
    due_source: DueSource
    original_due_on: date | None
    undated_reason: str | None
    review_on: date | None
    asked_due_on: date | None
    asked_reason: str
    extensions: int
    claimed_on: date | None
    follow_ups: int
    followed_up_at: datetime | None
    reply_due_on: date | None
    done_on: date | None
    reported_at: datetime | None
    updated_at: datetime | None
    product: str | None
    illustrative: bool

    @property
    def period_label(self) -> str:
        return label_of(self.period) if self.period else ""

    @property
    def name(self) -> str:
        """What is owed, with its period when it comes back."""
        return f"{self.title} ({self.period_label})" if self.period else self.title


OF_ASSIGNMENT = ("title", "short_title", "programme_id", "product", "illustrative")
OTHERS = {"clause_ref": Clause.ref, "agency": Task.holder()}


def _column(name: str) -> Any:
    if name in OTHERS:
        return OTHERS[name]
    return getattr(Assignment if name in OF_ASSIGNMENT else Task, name)


COLUMNS = tuple(_column(one.name) for one in fields(TaskRow))


def listing(*where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """The statement of a list of task rows; callers add order and limit."""
    return (
        sa.select(*COLUMNS)
        .select_from(Task)
        .join(Assignment, Assignment.id == Task.assignment_id)
        .join(Clause, Clause.id == Assignment.clause_id)
        .join(Agency, Agency.id == Task.agency_id)
        .where(*where)
    )


def rows(session: Session, statement: sa.Select[Any]) -> list[TaskRow]:
    """The rows of a ``listing``."""
    return [TaskRow(*row) for row in session.execute(statement)]


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of the history."""

    id: int
    at: datetime
    kind: EventKind
    person_id: int | None
    actor: str
    channel: Channel
    before: dict[str, Any]
    after: dict[str, Any]
    note: str
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Document:
    """One piece of evidence."""

    id: int
    doc_number: str
    doc_date: date
    receiver: str
    file_name: str | None
    file_size: int | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """A task's whole page. ``clause_text`` is the clause's words; ``start``/``end`` the duty's place in them."""

    row: TaskRow
    version: int
    reported_by_id: int | None
    claimed_by_id: int | None
    confirmed_at: datetime | None
    clause_text: str
    start: int
    end: int
    programme_title: str
    programme_issuer: str
    monitor: str
    strict_before: bool
    implementing: str | None
    report_to: str | None
    report_via: str | None
    starts_on: date
    coordinating: tuple[tuple[int, str], ...]
    lead_count: int
    events: tuple[EventRow, ...]
    evidence: tuple[Document, ...]

    @property
    def agency_id(self) -> int:
        return self.row.agency_id

    @property
    def coordinating_ids(self) -> frozenset[int]:
        return frozenset(agency_id for agency_id, _name in self.coordinating)


MONITOR = sa.orm.aliased(Agency)


CLAIMED_BY = (
    sa.select(sa.func.max(Correction.person_id))
    .where(Correction.task_id == Task.id, Correction.decided_at.is_(None))
    .correlate(Task)
    .scalar_subquery()
)
"""Who asked for the correction that is undecided."""
BEYOND_THE_LIST = (
    Task.version,
    Task.reported_by_id,
    CLAIMED_BY,
    Task.confirmed_at,
    sa.func.substr(Programme.text, Clause.start + 1, Clause.end - Clause.start),
    Assignment.start - Clause.start,
    Assignment.end - Clause.start,
    Programme.title,
    Programme.issuer,
    MONITOR.name,
    Programme.strict_before,
    Assignment.implementing,
    Assignment.report_to,
    Assignment.report_via,
    Assignment.starts_on,
)
"""What a task's page reads beside the columns of a list, in the order of TaskDetail."""


def detail(session: Session, task_id: int) -> TaskDetail | None:
    """The task's page in four statements (five once it is closed), or None when there is no such task.

    A closed task is shown as it closed: its bodies, and who followed it, under their names of that day.
    """
    statement = (
        listing(Task.id == task_id)
        .join(Programme, Programme.id == Assignment.programme_id)
        .join(MONITOR, MONITOR.id == Programme.monitor_id)
        .add_columns(*BEYOND_THE_LIST)
    )
    found: Any = session.execute(statement).one_or_none()
    if found is None:
        return None
    row, events = TaskRow(*found[: len(COLUMNS)]), _events(session, task_id)
    closed_on = _closed_on(row, events)
    coordinating, leads = task_bodies.bodies(session, row.assignment_id, closed_on)
    rest: tuple[Any, ...] = (coordinating, leads, events, _evidence(session, task_id))
    whole = TaskDetail(row, *found[len(COLUMNS) :], *rest)
    then = task_bodies.monitor_on(session, row.programme_id, closed_on) if closed_on else None
    return replace(whole, monitor=then) if then else whole


def _closed_on(row: TaskRow, events: tuple[EventRow, ...]) -> date | None:
    """The day a closed task closed (``events`` are the newest first); None for an open one."""
    moments = [event.at for event in events if event.kind in CLOSING] if row.status in CLOSED else []
    return local(moments[0]).date() if moments else None


def _events(session: Session, task_id: int) -> tuple[EventRow, ...]:
    columns = [getattr(Event, one.name) for one in fields(EventRow)]
    found = session.execute(
        sa.select(*columns).where(Event.task_id == task_id).order_by(Event.at.desc(), Event.id.desc()).limit(200)
    )
    return tuple(EventRow(*row) for row in found)


def _evidence(session: Session, task_id: int) -> tuple[Document, ...]:
    columns = [getattr(Evidence, one.name) for one in fields(Document)]
    found = session.execute(sa.select(*columns).where(Evidence.task_id == task_id).order_by(Evidence.id))
    return tuple(Document(*row) for row in found)


def for_change(session: Session, task_id: int) -> Task | None:
    """The task as a row that an action may change, with the assignment that its rules ask about."""
    return session.scalar(sa.select(Task).where(Task.id == task_id).options(joinedload(Task.assignment)))


@dataclass(frozen=True, slots=True)
class Subject:
    """A task as ``rules.permissions`` sees it."""

    agency_id: int
    coordinating_ids: frozenset[int]
    reported_by_id: int | None
    claimed_by_id: int | None = None


def subject(session: Session, task: Task) -> Subject:
    """The task's facts for the rules of permission."""
    helpers = session.scalars(
        sa.select(AssignmentAgency.agency_id).where(
            AssignmentAgency.assignment_id == task.assignment_id,
            AssignmentAgency.role == AgencyRole.COORDINATING,
            AssignmentAgency.valid_to.is_(None),
        )
    )
    claimed_by = session.scalar(sa.select(CLAIMED_BY).where(Task.id == task.id)) if task.claimed_on else None
    return Subject(task.agency_id, frozenset(helpers), task.reported_by_id, claimed_by)


def receivers(session: Session) -> list[tuple[int, str]]:
    """The agencies that exist, as choices of a form: to whom work can be handed."""
    found = session.execute(
        sa.select(Agency.id, Agency.name).where(Agency.valid_to.is_(None)).order_by(Agency.position, Agency.name)
    )
    return [(agency_id, name) for agency_id, name in found]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An attached file as it is handed out again."""

    task_id: int
    file_name: str
    digest: str


def stored_file(session: Session, task_id: int, evidence_id: int) -> StoredFile | None:
    """The file of one piece of evidence of one task, or None."""
    found = session.execute(
        sa.select(Evidence.task_id, Evidence.file_name, Evidence.file_digest).where(
            Evidence.id == evidence_id, Evidence.task_id == task_id, Evidence.file_digest.is_not(None)
        )
    ).one_or_none()
    return StoredFile(found.task_id, found.file_name or "tep", found.file_digest or "") if found else None
