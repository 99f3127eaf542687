"""The office's settings and calendar, as the rules want them."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import CalendarDay, Setting, WorkerBeat
from webapp.rules.thresholds import Thresholds
from webapp.rules.workdays import WorkCalendar


def thresholds(session: Session) -> Thresholds:
    """The thresholds in force."""
    rows = session.execute(sa.select(Setting.name, Setting.value))
    return Thresholds.of({name: value for name, value in rows})


def work_calendar(session: Session) -> WorkCalendar:
    """The calendar of days off and make-up days in force."""
    rows = session.execute(sa.select(CalendarDay.day, CalendarDay.kind))
    return WorkCalendar({day: kind for day, kind in rows})


def last_beat(session: Session, name: str) -> datetime | None:
    """When the worker's duty ``name`` last gave a sign of life."""
    return session.scalar(sa.select(WorkerBeat.at).where(WorkerBeat.name == name))
