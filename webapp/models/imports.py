"""A programme being read: its text and what was proposed from it. Nothing here is real before "Ban hành"."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, choice
from webapp.models.agencies import Agency, AgencyGroup
from webapp.models.columns import Digest, Key, LongText, ShortText, reference, relation
from webapp.models.duties import DutyColumns
from webapp.models.people import Person
from webapp.models.verdicts import VerdictColumns
from webapp.rules.words import AgencyRole, Labelled


class ImportState(Labelled):
    """Where a draft stands."""

    DRAFT = "draft", "Đang soát"
    ISSUED = "issued", "Đã ban hành"
    DISCARDED = "discarded", "Đã bỏ"


class Import(Base):
    """One upload or paste. ``version`` guards against two people issuing at once."""

    __tablename__ = "import"

    id: Mapped[Key]
    state: Mapped[ImportState] = mapped_column(choice(ImportState), default=ImportState.DRAFT)
    version: Mapped[int] = mapped_column()
    file_name: Mapped[ShortText]
    source_digest: Mapped[Digest | None]
    title: Mapped[str] = mapped_column(sa.String(500))
    number: Mapped[str | None] = mapped_column(sa.String(80))
    issuer: Mapped[ShortText]
    issued_on: Mapped[date | None]
    text: Mapped[LongText]
    section_start: Mapped[int | None]
    unassigned: Mapped[int] = mapped_column(default=0)
    created_by_id: Mapped[int] = reference("person.id")
    created_at: Mapped[datetime]
    programme_id: Mapped[int | None] = reference("programme.id")

    created_by: Mapped[Person] = relation()
    proposals: Mapped[list["Proposal"]] = relation(back_populates="draft", order_by="Proposal.start")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own name and shape


class Proposal(DutyColumns, VerdictColumns, Base):
    """One duty as read, and as corrected by a person. ``why`` lists the words each value rests on.

    ``why`` is a list of ``{"label", "start", "end"}``; ``dropped`` proposals stay visible and can be brought back.
    """

    __tablename__ = "proposal"

    id: Mapped[Key]
    import_id: Mapped[int] = reference("import.id")
    clause_ref: Mapped[str] = mapped_column(sa.String(40))
    sure: Mapped[float] = mapped_column(default=1.0)
    why: Mapped[list[Any]]
    checked: Mapped[bool] = mapped_column(default=False)
    dropped: Mapped[bool] = mapped_column(default=False)

    draft: Mapped[Import] = relation(back_populates="proposals")
    agencies: Mapped[list["ProposalAgency"]] = relation(
        back_populates="proposal", order_by="ProposalAgency.id", cascade="all, delete-orphan"
    )


class ProposalAgency(Base):
    """A body as the text writes it, and what it was matched to: an agency, a group, or nothing yet."""

    __tablename__ = "proposal_agency"
    __table_args__ = (sa.CheckConstraint("agency_id IS NULL OR group_id IS NULL", name="one_match"),)

    id: Mapped[Key]
    proposal_id: Mapped[int] = reference("proposal.id")
    role: Mapped[AgencyRole] = mapped_column(choice(AgencyRole))
    written: Mapped[str] = mapped_column(sa.String(300))
    agency_id: Mapped[int | None] = reference("agency.id")
    group_id: Mapped[int | None] = reference("agency_group.id")

    proposal: Mapped[Proposal] = relation(back_populates="agencies")
    agency: Mapped[Agency | None] = relation()
    group: Mapped[AgencyGroup | None] = relation()
