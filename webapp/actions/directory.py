"""Changes of the directory and its people that touch more than one row."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions import search, sign_in
from webapp.extraction import fold
from webapp.models import Agency, AgencyGroup, AgencyKind, AgencyName, FocalPoint, GroupMember, Person
from webapp.queries.agencies import name_taken
from webapp.rules.words import Role


class DirectoryRefused(Exception):
    """What stands in the way, as a Vietnamese sentence."""


def add_agency(session: Session, code: str, name: str, kind: AgencyKind) -> Agency:
    """A new agency at the end of its family. Raises DirectoryRefused when the code is taken."""
    if session.scalar(sa.select(Agency.id).where(Agency.code == code)):
        raise DirectoryRefused(f"Mã {code} đã có cơ quan dùng.")
    last = session.scalar(sa.select(sa.func.max(Agency.position))) or 0
    agency = Agency(code=code, name=name, kind=kind, position=last + 1)
    session.add(agency)
    session.flush()
    search.index_agency(session, agency)
    return agency


def add_name(session: Session, text: str, *, agency: Agency) -> AgencyName:
    """Another way an agency is written. Raises DirectoryRefused when somebody already bears it."""
    taken = name_taken(session, fold(text))
    if taken:
        raise DirectoryRefused(f"“{text}” đã là tên gọi của {taken}.")
    name = AgencyName(agency_id=agency.id, text=text, folded=fold(text))
    session.add(name)
    session.flush()
    search.index_agency(session, agency)
    return name


def add_focal_point(session: Session, agency_id: int, person_id: int, from_on: date, to_on: date | None) -> FocalPoint:
    """A person speaks for an agency from a day on. Raises DirectoryRefused for days that cannot be or overlap."""
    if to_on and to_on < from_on:
        raise DirectoryRefused("Ngày thôi làm đầu mối không thể trước ngày bắt đầu.")
    overlap = sa.select(FocalPoint.id).where(
        FocalPoint.agency_id == agency_id,
        FocalPoint.person_id == person_id,
        sa.or_(FocalPoint.to_on.is_(None), FocalPoint.to_on >= from_on),
    )
    if session.scalar(overlap):
        raise DirectoryRefused("Người này đang là đầu mối của cơ quan trong thời gian đó.")
    duty = FocalPoint(agency_id=agency_id, person_id=person_id, from_on=from_on, to_on=to_on)
    session.add(duty)
    session.flush()
    return duty


def add_member(session: Session, group: AgencyGroup, agency_id: int, from_on: date | None) -> GroupMember:
    """An agency joins a group. Raises DirectoryRefused when it is in it."""
    there = sa.select(GroupMember.id).where(GroupMember.group_id == group.id, GroupMember.agency_id == agency_id)
    if session.scalar(there):
        raise DirectoryRefused("Cơ quan này đã ở trong nhóm.")
    member = GroupMember(group_id=group.id, agency_id=agency_id, valid_from=from_on)
    session.add(member)
    session.flush()
    return member


def save_person(
    session: Session, person: Person, *, name: str, email: str, role: Role, active: bool, now: datetime
) -> None:
    """Set who a person is; a changed role or a disabled person loses every session at once.

    Raises DirectoryRefused for an address that is taken, or when no active admin would be left.
    """
    address = email.strip().casefold()
    if session.scalar(sa.select(Person.id).where(Person.email == address, Person.id != person.id)):
        raise DirectoryRefused(f"Địa chỉ {address} đã có người dùng.")
    leaves = person.role is Role.ADMIN and person.active and not (role is Role.ADMIN and active)
    if leaves and not _another_admin(session, person):
        raise DirectoryRefused("Đây là quản trị cuối cùng đang hoạt động; thêm một quản trị khác trước.")
    if person.role is not role or not active:
        sign_in.end_sessions_of(session, person.id, now=now)
    person.name, person.email, person.role, person.active = name, address, role, active


def _another_admin(session: Session, person: Person) -> bool:
    others = sa.select(Person.id).where(Person.role == Role.ADMIN, Person.active, Person.id != person.id)
    return session.scalar(others.limit(1)) is not None
