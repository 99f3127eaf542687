"""Who is signed in, and who speaks for whom."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.clock import local
from webapp.models import Agency, AuthSession, FocalPoint, Person, PersonHandover, Task
from webapp.rules.words import DutyKind, Role


def digest(secret: str) -> str:
    """What the database keeps of a secret: its SHA-256, in hexadecimal."""
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person behind this request: facts for the rules, words for the page.

    ``agency_ids`` are the agencies they speak for today; ``secret`` is the session's own, known to the browser.
    ``stands_in`` says, by agency, whom they stand in for there.
    """

    person_id: int
    name: str
    role: Role
    agency_ids: frozenset[int]
    agency_names: tuple[str, ...]
    session_id: int
    secret: str
    stands_in: tuple[tuple[int, str], ...] = ()
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """What Flask-Login keeps in the browser: the session's secret, never a person's number."""
        return self.secret

    @property
    def label(self) -> str:
        """How the top of the page and the history name this person: by role and agency."""
        return self.name


ABSENT = sa.orm.aliased(Person)
"""Whom a substitute stands in for."""


def signed_in(session: Session, secret: str, *, now: datetime) -> SignedIn | None:
    """The person of a living session, in one statement; None when it has ended, expired or the person is disabled."""
    duty = sa.and_(FocalPoint.person_id == Person.id, FocalPoint.where_current(local(now).date()))
    rows = session.execute(
        sa.select(AuthSession.id, Person.id, Person.name, Person.role, Agency.id, Agency.name, ABSENT.name)
        .join(Person, Person.id == AuthSession.person_id)
        .outerjoin(FocalPoint, duty)
        .outerjoin(Agency, Agency.id == FocalPoint.agency_id)
        .outerjoin(ABSENT, ABSENT.id == FocalPoint.stands_for_id)
        .where(
            AuthSession.digest == digest(secret),
            AuthSession.ended_at.is_(None),
            AuthSession.expires_at > now,
            Person.active,
        )
        .order_by(Agency.position)
    ).all()
    if not rows:
        return None
    session_id, person_id, name, role = rows[0][:4]
    duties = [(row[4], row[5], row[6]) for row in rows if row[4]]
    return SignedIn(person_id, name, role, *_spoken_for(duties), session_id, secret, _stands_in(duties))


def holder(session: Session, person_id: int, *, today: date) -> SignedIn | None:
    """The person whose link this is, as the rules see them today, in one statement; None when they are disabled.

    They are not signed in: the value carries no session.
    """
    duty = sa.and_(FocalPoint.person_id == Person.id, FocalPoint.where_current(today))
    rows = session.execute(
        sa.select(Person.name, Person.role, Agency.id, Agency.name, ABSENT.name)
        .outerjoin(FocalPoint, duty)
        .outerjoin(Agency, Agency.id == FocalPoint.agency_id)
        .outerjoin(ABSENT, ABSENT.id == FocalPoint.stands_for_id)
        .where(Person.id == person_id, Person.active)
        .order_by(Agency.position)
    ).all()
    if not rows:
        return None
    duties = [(row[2], row[3], row[4]) for row in rows if row[2]]
    name, role = rows[0][:2]
    return SignedIn(person_id, name, role, *_spoken_for(duties), 0, "", _stands_in(duties))


def _spoken_for(duties: Sequence[tuple[int, str, str | None]]) -> tuple[frozenset[int], tuple[str, ...]]:
    agencies = {agency_id: agency for agency_id, agency, _absent in duties}
    return frozenset(agencies), tuple(agencies.values())


def _stands_in(duties: Sequence[tuple[int, str, str | None]]) -> tuple[tuple[int, str], ...]:
    """Who speaks for an agency in their own name too stands in for nobody there."""
    own = {agency_id for agency_id, _agency, absent in duties if absent is None}
    return tuple((agency_id, absent) for agency_id, _agency, absent in duties if absent and agency_id not in own)


def owner_of_session(session: Session, secret: str) -> int | None:
    """Whose session ``secret`` is or was, ended ones included."""
    return session.scalar(sa.select(AuthSession.person_id).where(AuthSession.digest == digest(secret)))


@dataclass(frozen=True, slots=True)
class TrialPerson:
    """One of the people the trial's sign-in page offers."""

    id: int
    name: str
    role: Role
    agency: str | None


def trial_people(session: Session) -> list[TrialPerson]:
    """One person for each role, the first made: whom the trial lets in with one click."""
    first = sa.select(sa.func.min(Person.id)).where(Person.active).group_by(Person.role)
    rows = session.execute(
        sa.select(Person.id, Person.name, Person.role, Agency.name)
        .outerjoin(Agency, Agency.id == Person.agency_id)
        .where(Person.id.in_(first))
    )
    order = list(Role)
    return sorted((TrialPerson(*row) for row in rows), key=lambda person: order.index(person.role))


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One line of the list of people; ``speaks_for`` are the agencies they are focal point of today."""

    id: int
    name: str
    email: str
    role: Role
    agency: str | None
    active: bool
    speaks_for: tuple[str, ...]


def everybody(session: Session, *, today: date) -> list[PersonLine]:
    """Every person by role, disabled ones last, in two statements."""
    duties: dict[int, list[str]] = {}
    found = session.execute(
        sa.select(FocalPoint.person_id, Agency.name, FocalPoint.kind)
        .join(Agency, Agency.id == FocalPoint.agency_id)
        .where(FocalPoint.where_current(today))
        .order_by(Agency.position)
    )
    for person_id, agency, kind in found:
        said = agency if kind is DutyKind.FOCAL_POINT else f"{agency} ({kind.label.lower()})"
        duties.setdefault(person_id, []).append(said)
    rows = session.execute(
        sa.select(Person.id, Person.name, Person.email, Person.role, Agency.name, Person.active).outerjoin(
            Agency, Agency.id == Person.agency_id
        )
    )
    order = list(Role)
    people = [PersonLine(*row, tuple(duties.get(row[0], ()))) for row in rows]
    return sorted(people, key=lambda one: (not one.active, -order.index(one.role), one.id))


@dataclass(frozen=True, slots=True)
class PersonDuty:
    """An agency that a person speaks for, or spoke for."""

    agency_id: int
    agency: str
    kind: DutyKind
    from_on: date
    to_on: date | None
    stands_for: str | None


def duties_of(session: Session, person_id: int) -> list[PersonDuty]:
    """What a person speaks for, newest first."""
    rows = session.execute(
        sa.select(Agency.id, Agency.name, FocalPoint.kind, FocalPoint.from_on, FocalPoint.to_on, ABSENT.name)
        .join(Agency, Agency.id == FocalPoint.agency_id)
        .outerjoin(ABSENT, ABSENT.id == FocalPoint.stands_for_id)
        .where(FocalPoint.person_id == person_id)
        .order_by(FocalPoint.from_on.desc(), FocalPoint.id.desc())
    )
    return [PersonDuty(*row) for row in rows]


def open_sessions(session: Session, person_id: int, *, now: datetime) -> int:
    """How many browsers the person is signed in with."""
    living = (AuthSession.person_id == person_id, AuthSession.ended_at.is_(None), AuthSession.expires_at > now)
    return session.scalar(sa.select(sa.func.count()).select_from(AuthSession).where(*living)) or 0


def speakers(session: Session) -> list[tuple[int, str]]:
    """Who can be given the duty of focal point: active, and of a role that writes in the ledger."""
    rows = session.execute(
        sa.select(Person.id, Person.name)
        .where(Person.active, Person.role.in_((Role.FOCAL_POINT, Role.MONITOR)))
        .order_by(Person.name, Person.id)
    )
    return [(key, name) for key, name in rows]


@dataclass(frozen=True, slots=True)
class Desk:
    """What a person would hand over: the agencies they speak for, now or later, and the open work of those."""

    agencies: tuple[str, ...]
    open_tasks: int


def desk(session: Session, duties: list[PersonDuty], *, today: date) -> Desk:
    """What ``actions.person_handovers`` would move today of these duties; one statement."""
    held = [one for one in duties if one.to_on is None or one.to_on >= today]
    ids = {one.agency_id for one in held}
    count = sa.select(sa.func.count()).select_from(Task).where(Task.agency_id.in_(ids), Task.where_open())
    return Desk(tuple(dict.fromkeys(one.agency for one in held)), session.scalar(count) or 0)


@dataclass(frozen=True, slots=True)
class Handover:
    """One hand-over between two people."""

    giver_id: int
    giver: str
    taker_id: int
    taker: str
    effective_on: date
    reason: str
    agencies: list[str]


def handovers(session: Session, person_id: int) -> list[Handover]:
    """The hand-overs a person gave or took, newest first."""
    giver, taker = sa.orm.aliased(Person), sa.orm.aliased(Person)
    row = PersonHandover
    found = session.execute(
        sa.select(giver.id, giver.name, taker.id, taker.name, row.effective_on, row.reason, row.agencies)
        .join(giver, giver.id == row.from_id)
        .join(taker, taker.id == row.to_id)
        .where(sa.or_(row.from_id == person_id, row.to_id == person_id))
        .order_by(row.effective_on.desc(), row.id.desc())
    )
    return [Handover(*one) for one in found]
