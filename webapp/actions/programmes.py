"""Issuing: a confirmed draft becomes a programme with its clauses, its assignments, and each agency's tasks.

One task = one lead agency x one assignment x one period. A group is expanded to its members as of the document's
day; a recurring duty gets one task a period, opened as the periods begin; nothing is ever left without a kind of
deadline.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions import search
from webapp.actions.history import Stamp, record
from webapp.extraction import Node, read_programme
from webapp.models import Assignment, AssignmentAgency, Clause, EventKind, GroupMember, Programme, Task
from webapp.queries import areas, successions
from webapp.queries.imports import ProposalRow
from webapp.rules import deadlines
from webapp.rules.periods import Period, due_in, periods
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import AgencyRole, DeadlineKind, DueSource, Recurrence

TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A body's part in a duty: an agency, or a group that stands for its members."""

    role: AgencyRole
    agency_id: int | None = None
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewDuty:
    """A duty as confirmed by a person, ready to become an assignment. Spans point into the programme's text."""

    clause_ref: str
    title: str
    start: int
    end: int
    kind: DeadlineKind
    parts: tuple[Part, ...]
    product: str | None = None
    phrase: str | None = None
    due_on: date | None = None
    due_source: DueSource = DueSource.DOCUMENT
    recurrence: Recurrence | None = None
    due_month: int | None = None
    due_day: int | None = None
    undated_reason: str | None = None
    review_on: date | None = None
    implementing: str | None = None
    report_to: str | None = None
    report_via: str | None = None
    follower: bool = False
    short_title: str = ""
    starts_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewProgramme:
    """The document as it is issued; ``issued_on`` may be unknown, ``starts_on`` is then the day of entry."""

    title: str
    short_title: str
    issuer: str
    text: str
    monitor_id: int
    number: str | None = None
    issued_on: date | None = None
    source_digest: str | None = None
    strict_before: bool = False
    illustrative: bool = False
    duties: tuple[NewDuty, ...] = field(default=())


class IssueRefused(Exception):
    """What stands in the way of issuing, as a Vietnamese sentence."""


def issue(session: Session, new: NewProgramme, *, thresholds: Thresholds, stamp: Stamp) -> Programme:
    """Make the programme, its outline and every duty real. Raises IssueRefused when a duty cannot be placed."""
    programme = Programme(
        title=new.title,
        short_title=new.short_title,
        number=new.number,
        issuer=new.issuer,
        issued_on=new.issued_on,
        text=new.text,
        source_digest=new.source_digest,
        strict_before=new.strict_before,
        illustrative=new.illustrative,
        monitor_id=new.monitor_id,
        created_at=stamp.now,
    )
    session.add(programme)
    session.flush()
    outline(session, programme, read_programme(new.text, new.issued_on).nodes)
    for duty in new.duties:
        add_assignment(session, programme, duty, thresholds=thresholds, stamp=stamp)
    return programme


def outline(session: Session, programme: Programme, nodes: tuple[Node, ...]) -> None:
    """Keep the document's places as clauses, each findable by its words."""
    clauses = [
        Clause(
            programme_id=programme.id,
            ref=node.ref,
            level=node.level,
            kind=node.kind.value,
            start=node.start,
            end=node.end,
            label=node.label[:500],
        )
        for node in nodes
    ]
    session.add_all(clauses)
    session.flush()
    for clause in clauses:
        search.index_clause(session, clause, programme.text[clause.start : clause.end])


def add_assignment(
    session: Session, programme: Programme, duty: NewDuty, *, thresholds: Thresholds, stamp: Stamp
) -> Assignment:
    """Make one duty real, with a task for every lead agency and every period that has begun.

    Raises IssueRefused when its clause is unknown, it has no lead agency, or its deadline is not whole.
    """
    _refuse_unclear(duty, programme)
    clause_id = session.scalar(
        sa.select(Clause.id).where(Clause.programme_id == programme.id, Clause.ref == duty.clause_ref)
    )
    if clause_id is None:
        raise IssueRefused(f"Chương trình không có điểm {duty.clause_ref}.")
    assignment = _assignment(programme, clause_id, duty, thresholds, stamp)
    session.add(assignment)
    session.flush()
    _place_agencies(session, assignment, duty, programme.issued_on or stamp.today, stamp.today)
    open_tasks(session, assignment, strict=programme.strict_before, stamp=stamp)
    return assignment


def open_tasks(session: Session, assignment: Assignment, *, strict: bool, stamp: Stamp) -> int:
    """Open the tasks that ``assignment`` owes by now and that are not there yet; how many were opened."""
    leads, have = successions.leads(session, assignment.id), successions.periods_held(session, assignment.id)
    known = areas.of_duty(session, assignment.id)
    opened = [
        _task(assignment, agency_id, period, strict=strict, stamp=stamp, area=known.get(agency_id, ""))
        for period in begun_periods(assignment, assignment.starts_on, stamp.today)
        for agency_id in leads
        if (agency_id, period.key if period else "") not in have
    ]
    session.add_all(opened)
    session.flush()
    for task in opened:
        note = "" if task.kind is not DeadlineKind.UNDATED else (task.undated_reason or "")
        record(task, EventKind.ISSUE, stamp=stamp if task is opened[0] else replace(stamp, once=None), note=note)
        search.index_task(session, task.id)
    return len(opened)


def open_periods(session: Session, *, stamp: Stamp) -> int:
    """Open the new period's tasks of every recurring assignment (once a day, by the worker); how many."""
    rows = session.execute(
        sa.select(Assignment, Programme.strict_before)
        .join(Programme, Programme.id == Assignment.programme_id)
        .where(Assignment.kind == DeadlineKind.RECURRING)
    ).all()
    return sum(open_tasks(session, assignment, strict=strict, stamp=stamp) for assignment, strict in rows)


def expand(session: Session, group_id: int, on: date) -> list[int]:
    """The agencies a group stood for on the day ``on``."""
    member = GroupMember
    return list(
        session.scalars(
            sa.select(member.agency_id)
            .where(
                member.group_id == group_id,
                sa.or_(member.valid_from.is_(None), member.valid_from <= on),
                sa.or_(member.valid_to.is_(None), member.valid_to >= on),
            )
            .order_by(member.agency_id)
        )
    )


def _refuse_unclear(duty: NewDuty, programme: Programme) -> None:
    where = f"Điểm {duty.clause_ref}, “{duty.title[:40]}…”"
    if not any(part.role is AgencyRole.LEAD for part in duty.parts):
        raise IssueRefused(f"{where}: chưa chọn cơ quan chủ trì.")
    if duty.kind is DeadlineKind.DATED and duty.due_on is None:
        raise IssueRefused(f"{where}: có thời hạn nhưng chưa có ngày.")
    if duty.kind is DeadlineKind.RECURRING and duty.recurrence in (
        None,
        Recurrence.PERIODIC,
        Recurrence.CONTINUOUS,
    ):
        raise IssueRefused(f"{where}: định kỳ nhưng chưa rõ kỳ.")
    if duty.due_on and programme.issued_on and duty.due_on < programme.issued_on:
        raise IssueRefused(f"{where}: hạn {duty.due_on:%d/%m/%Y} trước ngày ban hành chương trình.")


def _assignment(
    programme: Programme, clause_id: int, duty: NewDuty, thresholds: Thresholds, stamp: Stamp
) -> Assignment:
    undated = duty.kind is DeadlineKind.UNDATED
    review_on = duty.review_on or stamp.today + timedelta(days=thresholds.review_days)
    return Assignment(
        programme_id=programme.id,
        clause_id=clause_id,
        position=duty.start,
        title=duty.title,
        short_title=(duty.short_title or duty.product or duty.title)[:TITLE_LENGTH],
        start=duty.start,
        end=duty.end,
        product=duty.product,
        kind=duty.kind,
        phrase=duty.phrase,
        due_on=duty.due_on,
        due_source=duty.due_source,
        recurrence=duty.recurrence,
        due_month=duty.due_month,
        due_day=duty.due_day,
        undated_reason=(duty.undated_reason or "văn bản không nêu hạn") if undated else None,
        review_on=review_on if undated else None,
        implementing=duty.implementing,
        report_to=duty.report_to,
        report_via=duty.report_via,
        follower=duty.follower,
        illustrative=stamp.illustrative,
        starts_on=duty.starts_on or programme.issued_on or stamp.today,
    )


def _place_agencies(session: Session, assignment: Assignment, duty: NewDuty, on: date, today: date) -> None:
    """Lead bodies first; an agency that is both named and in a group stands once, and never coordinates itself. For one
    that has ended since, its successor stands."""
    placed: dict[tuple[int, AgencyRole], int | None] = {}
    heirs = successions.heirs(session, today)
    for part in duty.parts:
        members = expand(session, part.group_id, on) if part.group_id else [part.agency_id]
        for agency_id in members:
            if agency_id is not None:
                placed.setdefault((heirs.get(agency_id, agency_id), part.role), part.group_id)
    for (agency_id, role), group_id in placed.items():
        if role is AgencyRole.LEAD or (agency_id, AgencyRole.LEAD) not in placed:
            session.add(
                AssignmentAgency(assignment_id=assignment.id, agency_id=agency_id, group_id=group_id, role=role)
            )
    session.flush()


def begun_periods(duty: Assignment | ProposalRow, starts_on: date, today: date) -> list[Period | None]:
    """The periods begun by ``today`` ([None] for a duty that does not come back); one whose due day lay before
    ``starts_on`` owes nothing."""
    if duty.kind is not DeadlineKind.RECURRING or duty.recurrence is None:
        return [None]
    begun = periods(duty.recurrence, starts_on, today)
    return [one for one in begun if due_in(one, duty.due_month, duty.due_day) >= starts_on]


def _task(
    assignment: Assignment, agency_id: int, period: Period | None, *, strict: bool, stamp: Stamp, area: str
) -> Task:
    due_on = due_in(period, assignment.due_month, assignment.due_day) if period else assignment.due_on
    before = (assignment.phrase or "").casefold().startswith("trước")
    return Task(
        assignment=assignment,
        agency_id=agency_id,
        period=period.key if period else "",
        kind=assignment.kind,
        phrase=assignment.phrase or "",
        due_on=due_on,
        overdue_from=deadlines.overdue_from(due_on, strict and before) if due_on else None,
        due_source=assignment.due_source,
        original_due_on=due_on,
        undated_reason=assignment.undated_reason,
        review_on=assignment.review_on,
        area=area,
        created_at=stamp.now,
    )
