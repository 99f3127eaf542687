"""How agencies change: renamed, merged, split, ended, on a day and by a decision. Nothing before it is rewritten."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, choice
from webapp.models.agencies import Agency
from webapp.models.columns import Key, LongText, ShortText, reference, relation
from webapp.rules.words import Labelled


class ReorganisationKind(Labelled):
    """What happened to the agencies."""

    RENAME = "rename", "Đổi tên"
    MERGE = "merge", "Hợp nhất, sáp nhập"
    SPLIT = "split", "Chia, tách"
    END = "end", "Kết thúc hoạt động"


class Side(Labelled):
    """Where an agency stands in a reorganisation."""

    BEFORE = "before", "trước"
    AFTER = "after", "sau"


class Reorganisation(Base):
    """One change, in force from ``effective_on``. ``decision`` is the number of the decision as it was written; it may
    be put right later. ``once`` is the nonce of the form."""

    __tablename__ = "reorganisation"

    id: Mapped[Key]
    kind: Mapped[ReorganisationKind] = mapped_column(choice(ReorganisationKind))
    effective_on: Mapped[date] = mapped_column(index=True)
    decision: Mapped[ShortText]
    reason: Mapped[LongText]
    person_id: Mapped[int | None] = reference("person.id")
    actor: Mapped[ShortText]
    at: Mapped[datetime]
    once: Mapped[str | None] = mapped_column(sa.String(64), unique=True)

    parts: Mapped[list["ReorganisationAgency"]] = relation(
        back_populates="reorganisation", order_by="ReorganisationAgency.id"
    )


class ReorganisationAgency(Base):
    """An agency's part in a change: it was there before, or it goes on after; ``name`` is what it was called then.

    An agency that is renamed, or that lives on after a part was split off, stands on both sides.
    """

    __tablename__ = "reorganisation_agency"
    __table_args__ = (sa.UniqueConstraint("reorganisation_id", "agency_id", "side"),)

    id: Mapped[Key]
    reorganisation_id: Mapped[int] = reference("reorganisation.id", index=False)
    agency_id: Mapped[int] = reference("agency.id")
    side: Mapped[Side] = mapped_column(choice(Side))
    name: Mapped[ShortText]

    reorganisation: Mapped[Reorganisation] = relation(back_populates="parts")
    agency: Mapped[Agency] = relation()


class AgencyTitle(Base):
    """What an agency was called, up to and with ``to_on``; its name of today stands in ``Agency.name``."""

    __tablename__ = "agency_title"
    __table_args__ = (sa.UniqueConstraint("agency_id", "to_on"),)

    id: Mapped[Key]
    agency_id: Mapped[int] = reference("agency.id", index=False)
    name: Mapped[ShortText]
    to_on: Mapped[date]

    @staticmethod
    def on(day: date) -> sa.ColumnElement[str]:
        """SQL for what the ``Agency`` of a statement was called on ``day``."""
        then = (
            sa.select(AgencyTitle.name)
            .where(AgencyTitle.agency_id == Agency.id, AgencyTitle.to_on >= day)
            .order_by(AgencyTitle.to_on)
            .limit(1)
            .correlate(Agency)
            .scalar_subquery()
        )
        return sa.func.coalesce(then, Agency.name)


class ProgrammeMonitor(Base):
    """Who followed a programme, up to and with ``to_on``; who follows it today stands in ``Programme.monitor_id``."""

    __tablename__ = "programme_monitor"
    __table_args__ = (sa.UniqueConstraint("programme_id", "to_on"),)

    id: Mapped[Key]
    programme_id: Mapped[int] = reference("programme.id", index=False)
    agency_id: Mapped[int] = reference("agency.id")
    to_on: Mapped[date]
