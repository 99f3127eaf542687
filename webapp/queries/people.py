"""Who is signed in, and who speaks for whom."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.clock import local
from webapp.models import Agency, AuthSession, FocalPoint, Person
from webapp.rules.words import Role


def digest(secret: str) -> str:
    """What the database keeps of a secret: its SHA-256, in hexadecimal."""
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person behind this request: facts for the rules, words for the page.

    ``agency_ids`` are the agencies they speak for today; ``secret`` is the session's own, known to the browser.
    """

    person_id: int
    name: str
    role: Role
    agency_ids: frozenset[int]
    agency_names: tuple[str, ...]
    session_id: int
    secret: str
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


def signed_in(session: Session, secret: str, *, now: datetime) -> SignedIn | None:
    """The person of a living session, in one statement; None when it has ended, expired or the person is disabled."""
    duty = sa.and_(FocalPoint.person_id == Person.id, FocalPoint.where_current(local(now).date()))
    rows: list[Any] = list(
        session.execute(
            sa.select(AuthSession.id, Person.id, Person.name, Person.role, Agency.id, Agency.name)
            .join(Person, Person.id == AuthSession.person_id)
            .outerjoin(FocalPoint, duty)
            .outerjoin(Agency, Agency.id == FocalPoint.agency_id)
            .where(
                AuthSession.digest == digest(secret),
                AuthSession.ended_at.is_(None),
                AuthSession.expires_at > now,
                Person.active,
            )
            .order_by(Agency.position)
        )
    )
    if not rows:
        return None
    session_id, person_id, name, role = rows[0][:4]
    agencies = {row[4]: row[5] for row in rows if row[4] is not None}
    return SignedIn(person_id, name, role, frozenset(agencies), tuple(agencies.values()), session_id, secret)


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


def choices(session: Session) -> list[tuple[int, str]]:
    """The active people, as choices of a form."""
    found = session.execute(sa.select(Person.id, Person.name, Person.email).where(Person.active).order_by(Person.name))
    return [(key, f"{name} ({email})") for key, name, email in found]


def everybody(session: Session) -> list[Person]:
    """Every person, disabled ones last."""
    return list(session.scalars(sa.select(Person).order_by(Person.active.desc(), Person.role, Person.name)))
