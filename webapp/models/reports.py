"""Reports that were frozen: what they said is kept for ever, and the database itself refuses to change it."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, choice
from webapp.models.columns import Digest, Key, LongText, ShortText, reference, relation
from webapp.models.people import Person
from webapp.rules.words import ReportKind


class Report(Base):
    """One frozen report. ``content`` is everything needed to show it for ever, as canonical JSON; ``digest`` is its
    SHA-256. ``as_of`` is the moment up to which the history was read; what was typed later is not in it."""

    __tablename__ = "report"
    __table_args__ = (sa.Index("ix_report_kind_cut_off", "kind", "cut_off"),)

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    kind: Mapped[ReportKind] = mapped_column(choice(ReportKind))
    period: Mapped[str] = mapped_column(sa.String(40))
    label: Mapped[ShortText]
    first_on: Mapped[date]
    cut_off: Mapped[date]
    as_of: Mapped[datetime]
    programme_id: Mapped[int | None] = reference("programme.id")
    content: Mapped[LongText]
    digest: Mapped[Digest]
    frozen_by_id: Mapped[int | None] = reference("person.id")
    frozen_by: Mapped[ShortText]
    frozen_at: Mapped[datetime]

    person: Mapped[Person | None] = relation()
