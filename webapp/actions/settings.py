"""What the office sets for itself: its thresholds and its calendar."""

from dataclasses import asdict
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions.directory import DirectoryRefused
from webapp.models import CalendarDay, Setting
from webapp.rules.thresholds import Thresholds
from webapp.rules.workdays import SATURDAY, DayKind


def save_thresholds(session: Session, wanted: Thresholds) -> None:
    """Store what differs from its default, and forget what no longer does."""
    defaults, stored = asdict(Thresholds()), {row.name: row for row in session.scalars(sa.select(Setting))}
    for name, value in asdict(wanted).items():
        row = stored.get(name)
        if value == defaults[name]:
            if row is not None:
                session.delete(row)
        elif row is None:
            session.add(Setting(name=name, value=value))
        else:
            row.value = value
    session.flush()


def add_day(session: Session, *, day: date, kind: DayKind, note: str) -> CalendarDay:
    """A day that is not what its weekday says.

    Raises DirectoryRefused when the day is there already, or when a make-up day is an ordinary working day.
    """
    there = session.scalar(sa.select(CalendarDay).where(CalendarDay.day == day))
    if there is not None:
        raise DirectoryRefused("day", f"Ngày {day:%d/%m/%Y} đã có trong lịch: {there.kind.label}, {there.note}.")
    if kind is DayKind.MAKE_UP and day.weekday() < SATURDAY:
        raise DirectoryRefused("day", f"Ngày {day:%d/%m/%Y} vốn là ngày làm việc, không cần làm bù.")
    row = CalendarDay(day=day, kind=kind, note=note)
    session.add(row)
    session.flush()
    return row
