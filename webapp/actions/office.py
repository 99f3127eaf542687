"""What the office sets for itself: its thresholds and its calendar."""

from dataclasses import asdict
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions.directory import DirectoryRefused
from webapp.models import CalendarDay, Setting
from webapp.rules.thresholds import Thresholds
from webapp.rules.workdays import SATURDAY, DayKind


def set_thresholds(session: Session, wanted: Thresholds) -> list[str]:
    """Keep the thresholds that differ from their defaults; the names of those that changed."""
    stored = {row.name: row for row in session.scalars(sa.select(Setting))}
    before = asdict(Thresholds.of({name: row.value for name, row in stored.items()}))
    defaults = asdict(Thresholds())
    changed = {name: value for name, value in asdict(wanted).items() if value != before[name]}
    for name, value in changed.items():
        row = stored.get(name)
        if value == defaults[name]:
            session.delete(stored[name])
        elif row is None:
            session.add(Setting(name=name, value=value))
        else:
            row.value = value
    session.flush()
    return list(changed)


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
