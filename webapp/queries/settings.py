"""The office's settings and calendar, as the rules want them."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import CalendarDay, Setting, WorkerBeat
from webapp.rules.thresholds import Thresholds
from webapp.rules.workdays import DayKind, WorkCalendar


def thresholds(session: Session) -> Thresholds:
    """The thresholds in force."""
    rows = session.execute(sa.select(Setting.name, Setting.value))
    return Thresholds.of({row.name: row.value for row in rows})


def work_calendar(session: Session) -> WorkCalendar:
    """The calendar of days off and make-up days in force."""
    rows = session.execute(sa.select(CalendarDay.day, CalendarDay.kind))
    return WorkCalendar({row.day: row.kind for row in rows})


def last_beat(session: Session, name: str) -> datetime | None:
    """When the worker's duty ``name`` last gave a sign of life."""
    return session.scalar(sa.select(WorkerBeat.at).where(WorkerBeat.name == name))


def calendar_years(session: Session) -> list[int]:
    """The years that the calendar knows, the newest first."""
    years = sa.select(sa.extract("year", CalendarDay.day)).distinct()
    return sorted((int(year) for year in session.scalars(years)), reverse=True)


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """One exception of the calendar."""

    id: int
    day: date
    kind: DayKind
    note: str


def calendar_days(session: Session, year: int) -> list[CalendarLine]:
    """The exceptions of one year, in order."""
    rows = session.execute(
        sa.select(CalendarDay.id, CalendarDay.day, CalendarDay.kind, CalendarDay.note)
        .where(CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31)))
        .order_by(CalendarDay.day)
    )
    return [CalendarLine(*row) for row in rows]
