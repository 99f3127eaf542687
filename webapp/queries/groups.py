"""One group with its members and other names."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import Agency, AgencyGroup, AgencyName, GroupMember
from webapp.queries.agencies import OtherName


@dataclass(frozen=True, slots=True)
class Member:
    """An agency in the group, from–to; ``current`` is judged on the day asked."""

    id: int
    agency_id: int
    agency: str
    valid_from: date | None
    valid_to: date | None
    current: bool


@dataclass(frozen=True, slots=True)
class GroupDetail:
    """One group's page."""

    id: int
    name: str
    names: tuple[OtherName, ...]
    members: tuple[Member, ...]

    @property
    def size(self) -> int:
        """How many agencies it stands for today."""
        return sum(member.current for member in self.members)


def detail(session: Session, group_id: int, *, today: date) -> GroupDetail | None:
    """The group, or None when there is none of that number; three statements."""
    row = session.execute(sa.select(AgencyGroup.id, AgencyGroup.name).where(AgencyGroup.id == group_id)).one_or_none()
    if row is None:
        return None
    names = session.execute(
        sa.select(AgencyName.id, AgencyName.text).where(AgencyName.group_id == group_id).order_by(AgencyName.id)
    )
    return GroupDetail(*row, tuple(OtherName(*one) for one in names), _members(session, group_id, today))


def dates_of(group: GroupDetail, member_id: int | None) -> tuple[date | None, date | None]:
    """From when to when the member belongs; two Nones for no such member."""
    return next(((one.valid_from, one.valid_to) for one in group.members if one.id == member_id), (None, None))


def _members(session: Session, group_id: int, today: date) -> tuple[Member, ...]:
    rows = session.execute(
        sa.select(GroupMember.id, Agency.id, Agency.name, GroupMember.valid_from, GroupMember.valid_to)
        .join(Agency, Agency.id == GroupMember.agency_id)
        .where(GroupMember.group_id == group_id)
        .order_by(Agency.position, Agency.id)
    )
    return tuple(Member(*row, (row[3] or date.min) <= today <= (row[4] or date.max)) for row in rows)
