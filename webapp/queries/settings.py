"""The office's settings and calendar, as the rules want them."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import CalendarDay, Setting, WorkerBeat
from webapp.rules.thresholds import Thresholds
from webapp.rules.workdays import WorkCalendar


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


def calendar_days(session: Session) -> list[tuple[int, list[CalendarDay]]]:
    """The days of the calendar by year, the newest year first."""
    days = session.scalars(sa.select(CalendarDay).order_by(CalendarDay.day)).all()
    years = sorted({day.day.year for day in days}, reverse=True)
    return [(year, [day for day in days if day.day.year == year]) for year in years]


def day_known(session: Session, day: date | None) -> bool:
    """Whether the calendar already says something of ``day``."""
    return session.scalar(sa.select(CalendarDay.id).where(CalendarDay.day == day)) is not None
