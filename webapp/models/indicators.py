"""What a programme aims at: indicators, their dated targets, and the numbers measured since."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, choice
from webapp.models.agencies import Agency
from webapp.models.columns import Key, LongText, ShortText, reference, relation
from webapp.models.people import Person
from webapp.models.programmes import Programme
from webapp.models.verdicts import VerdictColumns
from webapp.rules.words import Comparator, Recurrence


class Exact(sa.types.TypeDecorator[Decimal]):
    """A decimal number kept exactly, as whole millionths: SQLite has no decimals of its own."""

    impl = sa.BigInteger
    cache_ok = True
    scale = Decimal(1_000_000)

    @property
    def python_type(self) -> type[Decimal]:
        return Decimal

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> int | None:
        return None if value is None else int(value * self.scale)

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> Decimal | None:
        return None if value is None else Decimal(value) / self.scale


class TargetColumns:
    """What a proposed target and a real one share; ``start`` and ``end`` are its words in the whole text.

    ``value`` is None for a target in words (and only there); ``said`` is how the text says it, ``phrase`` by when.
    """

    start: Mapped[int]
    end: Mapped[int]
    comparator: Mapped[Comparator] = mapped_column(choice(Comparator))
    value: Mapped[Decimal | None] = mapped_column(Exact)
    upper: Mapped[Decimal | None] = mapped_column(Exact)
    said: Mapped[str] = mapped_column(sa.String(300))
    phrase: Mapped[str | None] = mapped_column(sa.String(300))
    due_on: Mapped[date | None]
    recurrence: Mapped[Recurrence | None] = mapped_column(choice(Recurrence))


NO_NUMBER = "(value IS NULL) = (comparator = 'in_words')"


class TargetProposal(TargetColumns, VerdictColumns, Base):
    """One target as read from a draft's goals, and as corrected by a person. ``issued`` once it has become real.

    Those of one draft with the same ``name`` and ``unit`` are targets of one indicator.
    """

    __tablename__ = "target_proposal"
    __table_args__ = (sa.CheckConstraint(NO_NUMBER, name="words_or_number"),)

    id: Mapped[Key]
    import_id: Mapped[int] = reference("import.id")
    clause_ref: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[str] = mapped_column(sa.String(300))
    unit: Mapped[str] = mapped_column(sa.String(120))
    sure: Mapped[float]
    why: Mapped[list[Any]]
    checked: Mapped[bool] = mapped_column(default=False)
    dropped: Mapped[bool] = mapped_column(default=False)
    issued: Mapped[bool] = mapped_column(default=False)


class Indicator(Base):
    """What is measured ("đoàn viên công đoàn"), and which agency supplies its numbers."""

    __tablename__ = "indicator"

    id: Mapped[Key]
    programme_id: Mapped[int] = reference("programme.id")
    clause_ref: Mapped[str] = mapped_column(sa.String(40))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(300))
    unit: Mapped[str] = mapped_column(sa.String(120))
    supplier_id: Mapped[int | None] = reference("agency.id")
    illustrative: Mapped[bool] = mapped_column(default=False)

    programme: Mapped[Programme] = relation()
    supplier: Mapped[Agency | None] = relation()
    targets: Mapped[list["Target"]] = relation(back_populates="indicator", order_by="Target.start")


class Target(TargetColumns, Base):
    """How much by when, as the programme says it."""

    __tablename__ = "target"
    __table_args__ = (sa.CheckConstraint(NO_NUMBER, name="words_or_number"),)

    id: Mapped[Key]
    indicator_id: Mapped[int] = reference("indicator.id")

    indicator: Mapped[Indicator] = relation(back_populates="targets")


class Measurement(Base):
    """A number as of ``measured_on``, with who supplied it and by which document. Never changed once written.

    A wrong one is corrected by a new row: ``replaces_id`` names the wrong one, ``reason`` says why. ``once`` is the
    nonce of the form, so that a double press is one number.
    """

    __tablename__ = "measurement"
    __table_args__ = (sa.UniqueConstraint("replaces_id"),)

    id: Mapped[Key]
    indicator_id: Mapped[int] = reference("indicator.id")
    measured_on: Mapped[date]
    value: Mapped[Decimal] = mapped_column(Exact)
    source: Mapped[str] = mapped_column(sa.String(300))
    supplier_id: Mapped[int | None] = reference("agency.id")
    person_id: Mapped[int | None] = reference("person.id")
    actor: Mapped[ShortText]
    recorded_at: Mapped[datetime]
    replaces_id: Mapped[int | None] = reference("measurement.id", index=False)
    reason: Mapped[LongText] = mapped_column(default="")
    once: Mapped[str | None] = mapped_column(sa.String(80), unique=True)
    illustrative: Mapped[bool] = mapped_column(default=False)

    indicator: Mapped[Indicator] = relation()


class MeasurementSheet(Base):
    """A table of numbers that was read from a file and waits to be confirmed; ``rows`` as read, in JSON."""

    __tablename__ = "measurement_sheet"

    id: Mapped[Key]
    file_name: Mapped[ShortText]
    rows: Mapped[list[Any]]
    created_by_id: Mapped[int] = reference("person.id")
    created_at: Mapped[datetime]
    recorded_at: Mapped[datetime | None]

    created_by: Mapped[Person] = relation()
