"""The directory of agencies and groups, and one agency with its people and its other names."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.extraction import fold
from webapp.models import Agency, AgencyGroup, AgencyKind, AgencyName, FocalPoint, GroupMember, Person
from webapp.queries import successions
from webapp.rules import succession
from webapp.rules.words import DutyKind

MONITOR_CODE = "bdv"
"""The code of Ban Dân vận in the directory: it follows what is issued by a monitor who works nowhere else."""


@dataclass(frozen=True, slots=True)
class DirectoryLine:
    """An agency as the directory shows it; ``speakers`` are those who speak for it today, ``heir`` who holds its duties
    now that it has ended."""

    id: int
    name: str
    kind: AgencyKind
    valid_to: date | None
    names: tuple[str, ...]
    speakers: tuple[str, ...]
    heir: "DirectoryLine | None" = None


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group with how many agencies it stands for today."""

    id: int
    name: str
    names: tuple[str, ...]
    members: int


@dataclass(frozen=True, slots=True)
class Directory:
    """The agencies by kind and the groups that match what was asked; ``found`` counts the agencies."""

    kinds: tuple[tuple[AgencyKind, tuple[DirectoryLine, ...]], ...]
    groups: tuple[GroupLine, ...]
    found: int


Names = dict[tuple[int | None, int | None], tuple[str, ...]]
"""Other names by (agency id, group id), one of which is None."""


def directory(session: Session, asked: str, *, today: date) -> Directory:
    """Everybody of whom one name holds every word of ``asked`` (marks and case do not count); four statements, and one
    more once an agency has ended."""
    names, wanted = _names(session), fold(asked).split()
    everybody = _with_heirs(session, _lines(session, names, today), today)
    lines = [line for line in everybody if _matches(wanted, line.name, line.names)]
    by_kind = ((kind, tuple(line for line in lines if line.kind is kind)) for kind in AgencyKind)
    bodies = tuple(one for one in _groups(session, names, today) if _matches(wanted, one.name, one.names))
    return Directory(tuple((kind, some) for kind, some in by_kind if some), bodies, len(lines))


def _with_heirs(session: Session, lines: list[DirectoryLine], today: date) -> list[DirectoryLine]:
    ended = [line.id for line in lines if line.valid_to is not None and line.valid_to < today]
    heirs = succession.heirs(successions.links(session), ended) if ended else {}
    by_id = {line.id: line for line in lines}
    return [replace(line, heir=by_id[heirs[line.id]]) if line.id in heirs else line for line in lines]


def groups(session: Session, *, today: date) -> list[GroupLine]:
    """Every group, in its order."""
    return _groups(session, _names(session), today)


def _groups(session: Session, names: Names, today: date) -> list[GroupLine]:
    belongs = sa.and_(
        GroupMember.group_id == AgencyGroup.id,
        sa.or_(GroupMember.valid_from.is_(None), GroupMember.valid_from <= today),
        sa.or_(GroupMember.valid_to.is_(None), GroupMember.valid_to >= today),
    )
    rows = session.execute(
        sa.select(AgencyGroup.id, AgencyGroup.name, sa.func.count(GroupMember.id))
        .outerjoin(GroupMember, belongs)
        .group_by(AgencyGroup.id, AgencyGroup.name, AgencyGroup.position)
        .order_by(AgencyGroup.position, AgencyGroup.id)
    )
    return [GroupLine(key, name, names.get((None, key), ()), count) for key, name, count in rows]


def _lines(session: Session, names: Names, today: date) -> list[DirectoryLine]:
    speakers: dict[int, list[str]] = {}
    duties = session.execute(
        sa.select(FocalPoint.agency_id, Person.name)
        .join(Person, Person.id == FocalPoint.person_id)
        .where(FocalPoint.where_current(today), Person.active, FocalPoint.kind == DutyKind.FOCAL_POINT)
        .order_by(FocalPoint.from_on, Person.id)
    )
    for agency_id, person in duties:
        speakers.setdefault(agency_id, []).append(person)
    rows = session.execute(
        sa.select(Agency.id, Agency.name, Agency.kind, Agency.valid_to).order_by(Agency.position, Agency.id)
    )
    return [
        DirectoryLine(key, name, kind, valid_to, names.get((key, None), ()), tuple(speakers.get(key, ())))
        for key, name, kind, valid_to in rows
    ]


def _names(session: Session) -> Names:
    found: dict[tuple[int | None, int | None], list[str]] = {}
    rows = session.execute(
        sa.select(AgencyName.agency_id, AgencyName.group_id, AgencyName.text).order_by(AgencyName.id)
    )
    for agency_id, group_id, text in rows:
        found.setdefault((agency_id, group_id), []).append(text)
    return {owner: tuple(texts) for owner, texts in found.items()}


def _matches(wanted: list[str], name: str, others: tuple[str, ...]) -> bool:
    return any(all(word in fold(text) for word in wanted) for text in (name, *others))


@dataclass(frozen=True, slots=True)
class OtherName:
    """One alias."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Duty:
    """Somebody's time as focal point or head; ``current``: in force today, by somebody whose account is in use. A
    substitute ``stands_for`` another."""

    id: int
    person_id: int
    person: str
    email: str
    active: bool
    kind: DutyKind
    from_on: date
    to_on: date | None
    stands_for: str | None
    current: bool


@dataclass(frozen=True, slots=True)
class Membership:
    """A group the agency belongs to, from–to."""

    group_id: int
    group: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class AgencyDetail:
    """One agency's page."""

    id: int
    code: str
    name: str
    kind: AgencyKind
    valid_from: date | None
    valid_to: date | None
    names: tuple[OtherName, ...]
    duties: tuple[Duty, ...]
    memberships: tuple[Membership, ...]


AGENCY_FACTS = ("id", "code", "name", "kind", "valid_from", "valid_to")


def detail(session: Session, agency_id: int, *, today: date) -> AgencyDetail | None:
    """The agency, or None when there is none of that number; three statements."""
    facts: tuple[Any, ...] = tuple(getattr(Agency, name) for name in AGENCY_FACTS)
    rows = session.execute(
        sa.select(*facts, AgencyName.id, AgencyName.text)
        .outerjoin(AgencyName, AgencyName.agency_id == Agency.id)
        .where(Agency.id == agency_id)
        .order_by(AgencyName.id)
    ).all()
    if not rows:
        return None
    memberships = session.execute(
        sa.select(AgencyGroup.id, AgencyGroup.name, GroupMember.valid_from, GroupMember.valid_to)
        .join(AgencyGroup, AgencyGroup.id == GroupMember.group_id)
        .where(GroupMember.agency_id == agency_id)
        .order_by(AgencyGroup.position)
    )
    return AgencyDetail(
        **dict(zip(AGENCY_FACTS, rows[0], strict=False)),
        names=tuple(OtherName(row[-2], row[-1]) for row in rows if row[-2] is not None),
        duties=_duties(session, agency_id, today),
        memberships=tuple(Membership(*one) for one in memberships),
    )


def _duties(session: Session, agency_id: int, today: date) -> tuple[Duty, ...]:
    """Those in force first, then the newest."""
    current = sa.and_(FocalPoint.where_current(today), Person.active).label("current")
    person = (Person.id, Person.name, Person.email, Person.active)
    absent = sa.orm.aliased(Person)
    rows = session.execute(
        sa.select(FocalPoint.id, *person, FocalPoint.kind, FocalPoint.from_on, FocalPoint.to_on, absent.name, current)
        .join(Person, Person.id == FocalPoint.person_id)
        .outerjoin(absent, absent.id == FocalPoint.stands_for_id)
        .where(FocalPoint.agency_id == agency_id)
        .order_by(current.desc(), FocalPoint.from_on.desc(), FocalPoint.id.desc())
    )
    found: list[tuple[Any, ...]] = [(*row[:-1], bool(row[-1])) for row in rows]
    return tuple(Duty(*one) for one in found)


def current_speakers(session: Session, agency_id: int, *, today: date) -> list[tuple[int, str]]:
    """Who speaks for the agency today in their own name: whom somebody may stand in for."""
    rows = session.execute(
        sa.select(Person.id, Person.name)
        .join(FocalPoint, FocalPoint.person_id == Person.id)
        .where(
            FocalPoint.agency_id == agency_id,
            FocalPoint.where_current(today),
            FocalPoint.stands_for_id.is_(None),
            Person.active,
        )
        .order_by(FocalPoint.from_on, Person.id)
    )
    return [(key, name) for key, name in rows]


def monitor_agency_id(session: Session, person_id: int, *, today: date) -> int:
    """The agency that follows what this person issues: their own, else Ban Dân vận; or what that became.

    Raises NoResultFound when neither is known.
    """
    own = session.scalar(sa.select(Person.agency_id).where(Person.id == person_id))
    followed = own or session.scalars(sa.select(Agency.id).where(Agency.code == MONITOR_CODE)).one()
    return successions.heirs(session, today).get(followed, followed)


def choices(session: Session) -> list[tuple[int, str]]:
    """Every agency for a list to choose from, in the order of the directory."""
    rows = session.execute(sa.select(Agency.id, Agency.name).order_by(Agency.position, Agency.id))
    return [(key, name) for key, name in rows]
