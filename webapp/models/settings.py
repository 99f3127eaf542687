"""What the office sets: thresholds, the calendar of days off, and the worker's sign of life."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, choice
from webapp.models.columns import Key, ShortText
from webapp.rules.workdays import DayKind


class Setting(Base):
    """One setting that differs from its default (defaults and meaning: ``rules/thresholds.py``)."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    value: Mapped[Any] = mapped_column(sa.JSON)


class CalendarDay(Base):
    """A day that is not what its weekday says: nghỉ lễ, nghỉ bù or làm bù."""

    __tablename__ = "calendar_day"

    id: Mapped[Key]
    day: Mapped[date] = mapped_column(unique=True)
    kind: Mapped[DayKind] = mapped_column(choice(DayKind))
    note: Mapped[ShortText]


class WorkerBeat(Base):
    """The last sign of life of a background duty ("worker", "periods", …)."""

    __tablename__ = "worker_beat"

    name: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    at: Mapped[datetime]
