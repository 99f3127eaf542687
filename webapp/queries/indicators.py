"""Indicators as their pages show them: with their targets, the words that set these, and every number ever written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, joinedload

from webapp.models import Agency, Indicator, Measurement, MeasurementSheet, Programme, Target
from webapp.rules.words import Comparator, Recurrence


@dataclass(frozen=True, slots=True)
class AimRow:
    """A target; ``sentence`` is the stretch of the programme that sets it."""

    indicator_id: int
    comparator: Comparator
    value: Decimal | None
    upper: Decimal | None
    said: str
    phrase: str | None
    due_on: date | None
    recurrence: Recurrence | None
    sentence: str


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A measured number; ``replaced_by`` is the newer row that corrected it."""

    id: int
    indicator_id: int
    measured_on: date
    value: Decimal
    source: str
    supplier: str | None
    actor: str
    recorded_at: datetime
    reason: str
    replaces_id: int | None
    replaced_by: int | None
    illustrative: bool


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator with all that is known of it; ``numbers`` newest first, corrected ones among them."""

    id: int
    programme_id: int
    programme: str
    clause_ref: str
    name: str
    unit: str
    supplier_id: int | None
    supplier: str | None
    illustrative: bool
    aims: tuple[AimRow, ...] = ()
    numbers: tuple[NumberRow, ...] = ()

    @property
    def current(self) -> tuple[NumberRow, ...]:
        """The numbers that nothing has replaced, newest first."""
        return tuple(one for one in self.numbers if one.replaced_by is None)


@dataclass(frozen=True, slots=True)
class Choice:
    """A programme that has indicators."""

    id: int
    short_title: str
    count: int


def programmes(session: Session) -> list[Choice]:
    """The programmes that have indicators, the newest first: one statement."""
    found = session.execute(
        sa.select(Programme.id, Programme.short_title, sa.func.count())
        .join(Indicator, Indicator.programme_id == Programme.id)
        .group_by(Programme.id, Programme.short_title)
        .order_by(Programme.id.desc())
    )
    return [Choice(*row) for row in found]


def of_programme(session: Session, programme_id: int, *, offset: int = 0, limit: int = 1000) -> list[IndicatorRow]:
    """The indicators of one programme in the order of its text: three statements."""
    order = (Indicator.position, Indicator.id)
    statement = _heads().where(Indicator.programme_id == programme_id).order_by(*order).offset(offset).limit(limit)
    return _whole(session, session.execute(statement).all())


def every(session: Session) -> list[IndicatorRow]:
    """Every indicator that can be measured, programme by programme, without its targets and numbers: one statement."""
    statement = _heads().order_by(Indicator.programme_id.desc(), Indicator.position, Indicator.id)
    return [IndicatorRow(*row) for row in session.execute(statement)]


def one(session: Session, indicator_id: int) -> IndicatorRow | None:
    """One indicator with all that is known of it: three statements; None when there is none."""
    return next(iter(_whole(session, session.execute(_heads().where(Indicator.id == indicator_id)).all())), None)


def _heads() -> sa.Select[Any]:
    others = {"programme": Programme.short_title, "supplier": Agency.name}
    names = [each.name for each in fields(IndicatorRow) if each.name not in ("aims", "numbers")]
    columns = [others.get(name, getattr(Indicator, name)).label(name) for name in names]
    return (
        sa.select(*columns)
        .join(Programme, Programme.id == Indicator.programme_id)
        .outerjoin(Agency, Agency.id == Indicator.supplier_id)
    )


def _whole(session: Session, heads: Sequence[Any]) -> list[IndicatorRow]:
    ids = [head.id for head in heads]
    aims, numbers = _aims(session, ids), _numbers(session, ids)
    return [
        IndicatorRow(
            **head._mapping,
            aims=tuple(each for each in aims if each.indicator_id == head.id),
            numbers=tuple(each for each in numbers if each.indicator_id == head.id),
        )
        for head in heads
    ]


def _aims(session: Session, ids: Iterable[int]) -> list[AimRow]:
    words = sa.func.substr(Programme.text, Target.start + 1, Target.end - Target.start)
    columns = [words if each.name == "sentence" else getattr(Target, each.name) for each in fields(AimRow)]
    found = session.execute(
        sa.select(*columns)
        .join(Indicator, Indicator.id == Target.indicator_id)
        .join(Programme, Programme.id == Indicator.programme_id)
        .where(Target.indicator_id.in_(ids))
        .order_by(Target.start, Target.id)
    )
    return [AimRow(*row) for row in found]


def _numbers(session: Session, ids: Iterable[int]) -> list[NumberRow]:
    newer = aliased(Measurement)
    others = {"supplier": Agency.name, "replaced_by": newer.id}
    columns: list[Any] = [others.get(each.name, getattr(Measurement, each.name, None)) for each in fields(NumberRow)]
    found = session.execute(
        sa.select(*columns)
        .select_from(Measurement)
        .outerjoin(newer, newer.replaces_id == Measurement.id)
        .outerjoin(Agency, Agency.id == Measurement.supplier_id)
        .where(Measurement.indicator_id.in_(ids))
        .order_by(Measurement.measured_on.desc(), Measurement.id.desc())
    )
    return [NumberRow(*row) for row in found]


def for_change(session: Session, indicator_id: int) -> Indicator | None:
    """The indicator as a row that an action may change, held so that two people cannot write one day's number twice."""
    return session.get(Indicator, indicator_id, with_for_update=True)


def is_in_words(session: Session, indicator_id: int) -> bool:
    """Whether the indicator has targets in words and none with a number."""
    found = session.scalars(sa.select(Target.value).where(Target.indicator_id == indicator_id)).all()
    return bool(found) and all(value is None for value in found)


def number(session: Session, indicator_id: int, measurement_id: int) -> Measurement | None:
    """One number of this indicator as a row, with its indicator."""
    return session.scalar(
        sa.select(Measurement)
        .where(Measurement.id == measurement_id, Measurement.indicator_id == indicator_id)
        .options(joinedload(Measurement.indicator))
    )


def sheet(session: Session, sheet_id: int, *, held: bool = False) -> MeasurementSheet | None:
    """A table that was read; ``held`` until the commit, so that two people cannot confirm it at once."""
    statement = sa.select(MeasurementSheet).where(MeasurementSheet.id == sheet_id)
    return session.scalar(statement.with_for_update() if held else statement)


def by_id(session: Session, ids: Iterable[int]) -> dict[int, Indicator]:
    """Indicators as rows that an action may change, by their number, held like one."""
    found = session.scalars(
        sa.select(Indicator).where(Indicator.id.in_(set(ids))).order_by(Indicator.id).with_for_update()
    )
    return {row.id: row for row in found}
