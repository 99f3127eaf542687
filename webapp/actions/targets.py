"""What the goals of a document become: proposals, then, once a person has confirmed them, indicators with targets."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions import verdicts
from webapp.actions.history import Stamp
from webapp.extraction import IndicatorReading, fold
from webapp.extraction.reading import Span
from webapp.models import Indicator, Programme, Target, TargetProposal, Verdict
from webapp.queries.targets import ProposedTarget
from webapp.rules.words import Comparator, Recurrence

OF_TARGET = ("start", "end", "comparator", "value", "upper", "said", "phrase", "due_on", "recurrence")
SURE = 0.8
"""From here on a target may be confirmed together with others."""
SET_BY_MONITOR = "Ban Dân vận đặt mức để theo dõi"
SAID = 300
UNIT = 120


@dataclass(frozen=True, slots=True)
class SaidTarget:
    """What a person says a target is; ``value`` is None for a target in words."""

    name: str
    unit: str
    comparator: Comparator
    value: Decimal | None
    upper: Decimal | None
    due_on: date | None
    recurrence: Recurrence | None


def proposals_of(indicators: Iterable[IndicatorReading], import_id: int | None = None) -> list[TargetProposal]:
    """A proposal for each target that was read; they belong to no session yet."""
    return [
        TargetProposal(
            import_id=import_id,
            clause_ref=indicator.ref,
            name=indicator.name,
            unit=indicator.unit[:UNIT],
            sure=target.sure,
            why=[{"label": one.label, "start": one.start, "end": one.end} for one in target.why],
            **{name: getattr(target, name) for name in OF_TARGET if name not in ("said", "phrase")},
            said=target.said[:SAID],
            phrase=target.phrase[:SAID] if target.phrase else None,
        )
        for indicator in indicators
        for target in indicator.targets
    ]


def of_import(session: Session, import_id: int) -> Sequence[TargetProposal]:
    """The proposals of one draft, as rows that an action may change."""
    return session.scalars(
        sa.select(TargetProposal).where(TargetProposal.import_id == import_id).order_by(TargetProposal.start)
    ).all()


def as_seen(one: TargetProposal | ProposedTarget) -> str:
    """A digest of everything a person may have changed: equal as long as nobody did."""
    values = [getattr(one, name) for name in ("name", "unit", *OF_TARGET, "checked", "dropped", "issued")]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:32]


def check(proposals: Iterable[TargetProposal], *, stamp: Stamp, least: float = SURE) -> int:
    """Confirm what the reader was at least so sure of; how many."""
    ready = [one for one in proposals if one.sure >= least and not (one.checked or one.dropped or one.issued)]
    for one in ready:
        verdicts.confirm(one, stamp)
    return len(ready)


def correct(one: TargetProposal, said: SaidTarget, *, stamp: Stamp) -> None:
    """Put what the person said in place of what was read; the proposal counts as checked."""
    one.name, one.unit = said.name, said.unit
    one.value, one.upper, one.comparator = said.value, said.upper, said.comparator
    one.due_on, one.recurrence = said.due_on, said.recurrence
    verdicts.judge(one, Verdict.CORRECTED, stamp)


def add(
    session: Session, import_id: int, source: str, span: Span, clause_ref: str, said: SaidTarget, *, stamp: Stamp
) -> TargetProposal:
    """A target that the reader missed, resting on the words of ``source`` at ``span``; sent twice it is one."""
    words = " ".join(span.of(source).split())[:SAID]
    place = {"import_id": import_id, "start": span.start, "end": span.end, "name": said.name, "value": said.value}
    twin = session.scalars(sa.select(TargetProposal).filter_by(**place)).first()
    if twin is not None:
        return twin
    made = TargetProposal(clause_ref=clause_ref, said=words, phrase=None, sure=1.0, why=[], **place)
    correct(made, said, stamp=stamp)
    verdicts.judge(made, Verdict.ADDED, stamp)
    session.add(made)
    session.flush()
    return made


def issue(
    session: Session, programme: Programme, proposals: Iterable[TargetProposal], *, illustrative: bool = False
) -> int:
    """Make every confirmed proposal a target of its indicator, each once; how many became real.

    A target joins the indicator of the programme that bears its name and unit, or begins a new one.
    """
    ready = [one for one in proposals if one.checked and not one.dropped and not one.issued]
    known = {
        _key(row.name, row.unit): row
        for row in session.scalars(sa.select(Indicator).where(Indicator.programme_id == programme.id))
    }
    for one in ready:
        row = known.get(_key(one.name, one.unit))
        if row is None:
            row = Indicator(
                programme_id=programme.id,
                clause_ref=one.clause_ref,
                position=one.start,
                name=one.name,
                unit=one.unit,
                illustrative=illustrative,
            )
            session.add(row)
            session.flush()
            known[_key(one.name, one.unit)] = row
        session.add(Target(indicator_id=row.id, **{name: getattr(one, name) for name in OF_TARGET}))
        one.issued = True
    session.flush()
    return len(ready)


def set_level(session: Session, indicator: Indicator, said: SaidTarget, *, reason: str) -> Target:
    """A target that the monitor sets where the programme gives only words; its phrase says whose it is, and why."""
    words = session.scalars(
        sa.select(Target).where(Target.indicator_id == indicator.id).order_by(Target.start).limit(1)
    ).one()
    indicator.unit = indicator.unit or said.unit
    row = Target(
        indicator_id=indicator.id,
        start=words.start,
        end=words.end,
        comparator=said.comparator,
        value=said.value,
        upper=said.upper,
        said=words.said,
        phrase=f"{SET_BY_MONITOR}: {reason}"[:SAID],
        due_on=said.due_on,
        recurrence=None,
    )
    session.add(row)
    session.flush()
    return row


def _key(name: str, unit: str) -> tuple[str, str]:
    return fold(name), fold(unit)
