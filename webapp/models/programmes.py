"""The document, its numbered places, and the duties its clauses name."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, choice
from webapp.models.agencies import Agency, AgencyGroup
from webapp.models.columns import Digest, Key, LongText, ShortText, reference, relation
from webapp.models.duties import DutyColumns
from webapp.rules.words import AgencyRole


class Programme(Base):
    """An issued action programme. Every span of clauses and assignments points into ``text`` (code points).

    ``strict_before`` makes "trước ngày D" late from D itself; otherwise D is still in time.
    """

    __tablename__ = "programme"

    id: Mapped[Key]
    title: Mapped[str] = mapped_column(sa.String(500))
    short_title: Mapped[ShortText]
    number: Mapped[str | None] = mapped_column(sa.String(80))
    issuer: Mapped[ShortText]
    issued_on: Mapped[date | None]
    text: Mapped[LongText]
    source_digest: Mapped[Digest | None]
    strict_before: Mapped[bool] = mapped_column(default=False)
    illustrative: Mapped[bool] = mapped_column(default=False)
    monitor_id: Mapped[int] = reference("agency.id")
    created_at: Mapped[datetime]

    monitor: Mapped[Agency] = relation()
    clauses: Mapped[list["Clause"]] = relation(back_populates="programme", order_by="Clause.start")


class Clause(Base):
    """A place of the document: section, heading, numbered point or plain paragraph, with its exact span.

    ``kind`` is the outline's word for it (``extraction.NodeKind``); ``ref`` is how people call it: "IV.1".
    """

    __tablename__ = "clause"
    __table_args__ = (
        sa.UniqueConstraint("programme_id", "ref"),
        sa.Index("ix_clause_place", "programme_id", "start"),
    )

    id: Mapped[Key]
    programme_id: Mapped[int] = reference("programme.id", index=False)
    ref: Mapped[str] = mapped_column(sa.String(40))
    level: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(20))
    start: Mapped[int]
    end: Mapped[int]
    label: Mapped[str] = mapped_column(sa.String(500))

    programme: Mapped[Programme] = relation(back_populates="clauses")
    assignments: Mapped[list["Assignment"]] = relation(back_populates="clause", order_by="Assignment.position")


class Assignment(DutyColumns, Base):
    """One duty named by a clause: its words, product, roles, kind of deadline and phrase.

    ``starts_on`` is the day from which its periods count.
    """

    __tablename__ = "assignment"

    id: Mapped[Key]
    programme_id: Mapped[int] = reference("programme.id")
    clause_id: Mapped[int] = reference("clause.id")
    position: Mapped[int]
    short_title: Mapped[str] = mapped_column(sa.String(60))
    illustrative: Mapped[bool] = mapped_column(default=False)
    starts_on: Mapped[date]

    clause: Mapped[Clause] = relation(back_populates="assignments")
    programme: Mapped[Programme] = relation()
    agencies: Mapped[list["AssignmentAgency"]] = relation(back_populates="assignment")


class AssignmentAgency(Base):
    """An agency's part in an assignment; ``group_id`` says through which group of the text it came.

    It has days only where agencies changed: the part of one that ended has a last day, its successor's a first.
    """

    __tablename__ = "assignment_agency"
    __table_args__ = (sa.UniqueConstraint("assignment_id", "agency_id", "role"),)

    id: Mapped[Key]
    assignment_id: Mapped[int] = reference("assignment.id", index=False)
    agency_id: Mapped[int] = reference("agency.id")
    group_id: Mapped[int | None] = reference("agency_group.id")
    role: Mapped[AgencyRole] = mapped_column(choice(AgencyRole))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    assignment: Mapped[Assignment] = relation(back_populates="agencies")
    agency: Mapped[Agency] = relation()
    group: Mapped[AgencyGroup | None] = relation()
