"""Frozen reports as their pages show them, and what is asked for before one is made."""

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import Agency, Assignment, Event, Programme, Report, Task
from webapp.queries.report_draft import Order, Previous
from webapp.queries.report_lines import TELLS_OF_THE_PAST
from webapp.rules.report_periods import Span, moved
from webapp.rules.words import ReportKind

NEAR = timedelta(days=15)
"""How far a report's cut-off may have been moved so that the next one begins the day after it."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report in the list."""

    id: int
    code: str
    kind: ReportKind
    label: str
    first_on: date
    cut_off: date
    frozen_by: str
    frozen_at: datetime


def listing(session: Session, *, number: int, per_page: int) -> list[ReportLine]:
    """The reports, newest first."""
    columns = [getattr(Report, one.name) for one in fields(ReportLine)]
    found = sa.select(*columns).order_by(Report.frozen_at.desc(), Report.id.desc())
    return [ReportLine(*row) for row in session.execute(found.limit(per_page).offset((number - 1) * per_page))]


def count(session: Session) -> int:
    """How many reports there are."""
    return session.scalar(sa.select(sa.func.count()).select_from(Report)) or 0


@dataclass(frozen=True, slots=True)
class Frozen:
    """One report with its content."""

    id: int
    code: str
    kind: ReportKind
    period: str
    label: str
    cut_off: date
    as_of: datetime
    frozen_by: str
    frozen_at: datetime
    digest: str
    content: str


def frozen(session: Session, report_id: int) -> Frozen | None:
    """The report, or None."""
    columns = [getattr(Report, one.name) for one in fields(Frozen)]
    found = session.execute(sa.select(*columns).where(Report.id == report_id)).one_or_none()
    return Frozen(*found) if found else None


def newest(session: Session, kind: ReportKind, period: str) -> Frozen | None:
    """The last frozen report of a period, or None."""
    wanted = sa.select(Report.id).where(Report.kind == kind, Report.period == period)
    report_id = session.scalar(wanted.order_by(Report.frozen_at.desc(), Report.id.desc()).limit(1))
    return frozen(session, report_id) if report_id else None


def order(
    session: Session,
    span: Span,
    *,
    first: date | None = None,
    cut_off: date | None = None,
    programme_id: int | None = None,
    now: datetime,
) -> Order:
    """What is asked for: the period's usual days unless others are named, after the report before it.

    Raises PeriodRefused when the days run backwards.
    """
    days = moved(span, first, cut_off)
    before = _previous(session, days, programme_id)
    if before and first is None and abs(before.cut_off + timedelta(days=1) - days.first) <= NEAR:
        days = moved(days, before.cut_off + timedelta(days=1), None)
    return Order(days, programme_id, before, now)


def _previous(session: Session, span: Span, programme_id: int | None) -> Previous | None:
    same = Report.programme_id.is_(None) if programme_id is None else Report.programme_id == programme_id
    found = session.execute(
        sa.select(Report.id, Report.code, Report.cut_off, Report.as_of)
        .where(Report.kind == span.kind, same, Report.cut_off < span.cut_off)
        .order_by(Report.cut_off.desc(), Report.frozen_at.desc(), Report.id.desc())
        .limit(1)
    ).one_or_none()
    return Previous(*found) if found else None


@dataclass(frozen=True, slots=True)
class LateEntry:
    """A completion that was typed after a report was frozen, though done by its cut-off."""

    task_id: int
    event_id: int
    agency: str
    title: str
    done_on: date
    typed_at: datetime


def late_entries(session: Session, report: Frozen) -> list[LateEntry]:
    """What was done by the report's cut-off and typed after the freeze; a report taken back is none."""
    done_on = sa.func.coalesce(Event.after["done_on"].as_string(), Event.after["claimed_on"].as_string())
    columns = (Task.id, Event.id, Agency.name, Assignment.title, done_on, Event.at)
    found = session.execute(
        sa.select(*columns)
        .join(Task, Task.id == Event.task_id)
        .join(Agency, Agency.id == Task.agency_id)
        .join(Assignment, Assignment.id == Task.assignment_id)
        .where(
            Event.kind.in_(TELLS_OF_THE_PAST),
            Event.at > report.frozen_at,
            done_on <= report.cut_off.isoformat(),
            sa.func.coalesce(Task.done_on, Task.claimed_on).is_not(None),
            Task.created_at < report.as_of,
        )
        .order_by(Event.at)
        .limit(200)
    )
    return [
        LateEntry(task_id, event_id, agency, title, date.fromisoformat(done), typed_at)
        for task_id, event_id, agency, title, done, typed_at in found
    ]


def programmes(session: Session) -> list[tuple[int, str]]:
    """The programmes a report can be about."""
    found = session.execute(sa.select(Programme.id, Programme.short_title).order_by(Programme.id))
    return [(key, title) for key, title in found]
