"""The monitor's page: how many lie in each queue, the rows of one, and the whole programme at a glance."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.clock import ZONE
from webapp.models import Agency, AgencyKind, Assignment, Clause, FocalPoint, Person, Programme, Task
from webapp.queries import corrections
from webapp.queries.narrowing import EVERYTHING, Narrow
from webapp.queries.tasks import TaskRow, listing, rows
from webapp.rules.status import WORKING
from webapp.rules.words import DeadlineKind, Labelled, Status


class Queue(Labelled):
    """What waits for the monitor, in the order of the page."""

    OVERDUE = "overdue", "Quá hạn"
    SOON = "soon", "Sắp đến hạn"
    AWAITING = "awaiting", "Chờ xác nhận"
    RETURNED = "returned", "Bị trả lại"
    DIFFICULTY = "difficulty", "Vướng mắc"
    EXTENSION = "extension", "Xin gia hạn"
    UNANSWERED = "unanswered", "Đôn đốc chưa phản hồi"
    CORRECTION = "correction", "Đang đính chính"
    CONTESTED = "contested", "Xin chuyển cơ quan"
    UNDATED = "undated", "Chưa xác định hạn"
    SILENT = "silent", "Thường xuyên, lâu chưa ghi"
    UNREACHABLE = "unreachable", "Không liên lạc được"


@dataclass(frozen=True, slots=True)
class Limits:
    """The day, and the office's thresholds in days, that the queues depend on."""

    today: date
    soon_days: int
    standing_note_days: int


def _silent(limits: Limits) -> sa.ColumnElement[bool]:
    since = datetime.combine(limits.today - timedelta(days=limits.standing_note_days - 1), time.min, ZONE)
    heard = sa.func.coalesce(Task.updated_at, Task.created_at)
    return sa.and_(Task.kind == DeadlineKind.STANDING, heard < since)


def _unreachable(limits: Limits) -> sa.ColumnElement[bool]:
    """Work of agencies that a mail did not reach: somebody who speaks for them has an address that bounces."""
    lost = (
        sa.select(FocalPoint.agency_id)
        .join(Person, Person.id == FocalPoint.person_id)
        .where(FocalPoint.where_current(limits.today), Person.active, Person.unreachable_since.is_not(None))
    )
    return Task.agency_id.in_(lost)


WHERE: dict[Queue, Callable[[Limits], sa.ColumnElement[bool]]] = {
    Queue.OVERDUE: lambda limits: Task.where_overdue(limits.today),
    Queue.SOON: lambda limits: sa.and_(
        Task.status.in_(WORKING),
        Task.overdue_from > limits.today,
        Task.overdue_from <= limits.today + timedelta(days=limits.soon_days + 1),
    ),
    Queue.AWAITING: lambda _limits: Task.status == Status.AWAITING,
    Queue.RETURNED: lambda _limits: sa.and_(Task.status.in_(WORKING), Task.returned != ""),
    Queue.DIFFICULTY: lambda _limits: sa.and_(Task.status.in_(WORKING), Task.difficulty != ""),
    Queue.EXTENSION: lambda _limits: sa.and_(Task.status.in_(WORKING), Task.asked_due_on.is_not(None)),
    Queue.UNANSWERED: lambda limits: sa.and_(Task.status.in_(WORKING), Task.reply_due_on < limits.today),
    Queue.CORRECTION: lambda _limits: corrections.claimed(),
    Queue.CONTESTED: lambda _limits: sa.and_(Task.status.in_(WORKING), Task.contested != ""),
    Queue.UNDATED: lambda _limits: sa.and_(Task.status.in_(WORKING), Task.kind == DeadlineKind.UNDATED),
    Queue.SILENT: lambda limits: sa.and_(Task.status.in_(WORKING), _silent(limits)),
    Queue.UNREACHABLE: lambda limits: sa.and_(Task.status.in_(WORKING), _unreachable(limits)),
}


def queue_counts(session: Session, limits: Limits, narrow: Narrow = EVERYTHING) -> dict[Queue, int]:
    """How many tasks lie in each queue (a task may lie in several), in one statement. What is open is walked once;
    the corrections, which may be of closed work too, are counted beside it."""
    of_open = {queue: where for queue, where in WHERE.items() if queue is not Queue.CORRECTION}
    sums = [sa.func.sum(sa.case((where(limits), 1), else_=0)) for where in of_open.values()]
    counted = sa.select(*sums, corrections.counted(narrow)).select_from(Task).where(Task.where_open(), narrow.where())
    found = session.execute(counted).one()
    return {queue: count or 0 for queue, count in zip((*of_open, Queue.CORRECTION), found, strict=True)}


def where_in(queue: Queue, limits: Limits, narrow: Narrow = EVERYTHING) -> sa.ColumnElement[bool]:
    """The whole of one queue, as a condition on tasks."""
    return sa.and_(WHERE[queue](limits), narrow.where())


def queue_rows(
    session: Session, queue: Queue, limits: Limits, *, narrow: Narrow = EVERYTHING, number: int, per_page: int
) -> list[TaskRow]:
    """One queue's rows: by clause, then the latest first; undated ones by the day they are looked at again."""
    statement = listing(where_in(queue, limits, narrow)).order_by(
        Assignment.programme_id, Assignment.position, Task.overdue_from, Task.review_on, Agency.position, Task.id
    )
    return rows(session, statement.limit(per_page).offset((number - 1) * per_page))


@dataclass(frozen=True, slots=True)
class MatrixTask:
    """One task in the matrix: where it stands in the sheet, and the facts of its standing."""

    id: int
    assignment_id: int
    position: int
    clause_ref: str
    short_title: str
    agency_id: int
    agency: str
    agency_kind: AgencyKind
    agency_position: int
    period: str
    status: Status
    kind: DeadlineKind
    overdue_from: date | None
    done_on: date | None
    claimed_on: date | None
    area: str


IN_MATRIX = {
    "position": Assignment.position,
    "short_title": Assignment.short_title,
    "clause_ref": Clause.ref,
    "agency": Agency.name,
    "agency_kind": Agency.kind,
    "agency_position": Agency.position,
}


def matrix(session: Session, programme_id: int) -> list[MatrixTask]:
    """Every task of a programme that was not given up, by agency and clause: one statement."""
    columns: list[Any] = [IN_MATRIX.get(one.name, getattr(Task, one.name, None)) for one in fields(MatrixTask)]
    found = session.execute(
        sa.select(*columns)
        .select_from(Task)
        .join(Assignment, Assignment.id == Task.assignment_id)
        .join(Clause, Clause.id == Assignment.clause_id)
        .join(Agency, Agency.id == Task.agency_id)
        .where(Assignment.programme_id == programme_id, Task.status.not_in((Status.HANDED_OVER, Status.DROPPED)))
        .order_by(Agency.position, Assignment.position, Task.period)
    )
    return [MatrixTask(*row) for row in found]


@dataclass(frozen=True, slots=True)
class ProgrammeChoice:
    """A programme that can be chosen on the page."""

    id: int
    short_title: str
    issuer: str
    illustrative: bool
    monitor: str


def programmes(session: Session) -> list[ProgrammeChoice]:
    """The programmes, newest first."""
    found = session.execute(
        sa.select(Programme.id, Programme.short_title, Programme.issuer, Programme.illustrative, Agency.name)
        .join(Agency, Agency.id == Programme.monitor_id)
        .order_by(Programme.id.desc())
    )
    return [ProgrammeChoice(*row) for row in found]
