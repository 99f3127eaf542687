"""Agencies as dated records, their other names, and the groups by which documents call them."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, choice
from webapp.models.columns import Key, LongText, ShortText, reference, relation
from webapp.rules.words import Labelled


class AgencyKind(Labelled):
    """The family under which an agency stands in lists and reports."""

    STAFF = "staff", "Cơ quan tham mưu, giúp việc Tỉnh ủy"
    GROUPED = "grouped", "Đảng đoàn, ban cán sự đảng, đoàn thể tỉnh"
    ATTACHED = "attached", "Đảng ủy trực thuộc"
    DISTRICT = "district", "Các huyện, thị, thành ủy"
    OTHER = "other", "Cơ quan khác"


class Agency(Base):
    """A body that can be given duties. ``valid_to`` is its last day; None while it exists."""

    __tablename__ = "agency"

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    name: Mapped[ShortText]
    kind: Mapped[AgencyKind] = mapped_column(choice(AgencyKind))
    position: Mapped[int]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    names: Mapped[list["AgencyName"]] = relation(back_populates="agency", order_by="AgencyName.text")


class AgencyGroup(Base):
    """A body of bodies, as documents name it: "các huyện, thị, thành ủy"."""

    __tablename__ = "agency_group"

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    name: Mapped[ShortText]
    position: Mapped[int]

    members: Mapped[list["GroupMember"]] = relation(back_populates="group")
    names: Mapped[list["AgencyName"]] = relation(back_populates="group", order_by="AgencyName.text")


class GroupMember(Base):
    """An agency's membership of a group, from–to (both None: as long as both exist)."""

    __tablename__ = "group_member"
    __table_args__ = (sa.UniqueConstraint("group_id", "agency_id"),)

    id: Mapped[Key]
    group_id: Mapped[int] = reference("agency_group.id")
    agency_id: Mapped[int] = reference("agency.id")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    group: Mapped[AgencyGroup] = relation(back_populates="members")
    agency: Mapped[Agency] = relation()


class AgencyName(Base):
    """Another way documents write an agency or a group. ``folded`` is what matching compares; it is unique."""

    __tablename__ = "agency_name"
    __table_args__ = (
        sa.CheckConstraint("(agency_id IS NULL) <> (group_id IS NULL)", name="one_owner"),
        sa.UniqueConstraint("folded"),
    )

    id: Mapped[Key]
    agency_id: Mapped[int | None] = reference("agency.id")
    group_id: Mapped[int | None] = reference("agency_group.id")
    text: Mapped[ShortText]
    folded: Mapped[LongText]

    agency: Mapped[Agency | None] = relation(back_populates="names")
    group: Mapped[AgencyGroup | None] = relation(back_populates="names")
