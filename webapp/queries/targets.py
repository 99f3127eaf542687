"""The targets proposed from a draft's goals, and how many of them wait."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import Import, ImportState, Person, TargetProposal, Verdict
from webapp.rules.words import Comparator, Recurrence


@dataclass(frozen=True, slots=True)
class ProposedTarget:
    """One proposed target; ``why`` holds ``{"label", "start", "end"}``; ``judged_by`` is who gave the verdict."""

    id: int
    clause_ref: str
    name: str
    unit: str
    start: int
    end: int
    comparator: Comparator
    value: Decimal | None
    upper: Decimal | None
    said: str
    phrase: str | None
    due_on: date | None
    recurrence: Recurrence | None
    sure: float
    why: list[Any]
    checked: bool
    dropped: bool
    issued: bool
    verdict: Verdict | None
    judged_at: datetime | None
    judged_by: str | None


def proposals(session: Session, import_id: int) -> list[ProposedTarget]:
    """The proposed targets of one draft in the order of its text: one statement."""
    own = [one.name for one in fields(ProposedTarget) if one.name != "judged_by"]
    columns: list[Any] = [*(getattr(TargetProposal, name) for name in own), Person.name]
    found = session.execute(
        sa.select(*columns)
        .outerjoin(Person, Person.id == TargetProposal.judged_by_id)
        .where(TargetProposal.import_id == import_id)
        .order_by(TargetProposal.start, TargetProposal.id)
    )
    return [ProposedTarget(*row) for row in found]


@dataclass(frozen=True, slots=True)
class Source:
    """The draft that the targets come from."""

    id: int
    title: str
    state: ImportState
    text: str
    programme_id: int | None


def source(session: Session, import_id: int) -> Source | None:
    """The draft, or None when there is none: one statement."""
    row = session.execute(
        sa.select(*(getattr(Import, one.name) for one in fields(Source))).where(Import.id == import_id)
    ).one_or_none()
    return Source(*row) if row else None


@dataclass(frozen=True, slots=True)
class Count:
    """How many targets of a draft are kept, and how many of those no person has confirmed yet."""

    kept: int
    unchecked: int


def count(session: Session, import_id: int) -> Count:
    """The counts of one draft: one statement."""
    unchecked = sa.func.sum(sa.case((TargetProposal.checked, 0), else_=1))
    kept, waiting = session.execute(
        sa.select(sa.func.count(), sa.func.coalesce(unchecked, 0)).where(
            TargetProposal.import_id == import_id, ~TargetProposal.dropped
        )
    ).one()
    return Count(kept, waiting)


def proposal(session: Session, import_id: int, proposal_id: int) -> TargetProposal | None:
    """One proposed target of this draft as a row that an action may change."""
    return session.scalar(
        sa.select(TargetProposal).where(TargetProposal.id == proposal_id, TargetProposal.import_id == import_id)
    )
