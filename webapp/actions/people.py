"""Keeping the people of the ledger: who they are, what they may, and when their access ends."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions.directory import DirectoryRefused
from webapp.actions.history import session_of
from webapp.actions.sign_in import end_sessions_of, hash_password
from webapp.models import FocalPoint, Person
from webapp.rules.words import DutyKind, Role


@dataclass(frozen=True, slots=True)
class Particulars:
    """What an administrator says of a person. ``agency_id`` is where they work; ``password`` empty changes nothing.
    ``duty`` is what a new person of the role of focal point is to that agency.
    """

    name: str
    email: str
    role: Role
    agency_id: int | None
    active: bool = True
    password: str = ""
    duty: DutyKind = DutyKind.FOCAL_POINT


def new_person(session: Session, said: Particulars, *, now: datetime) -> Person:
    """A new person; a focal point (or head) speaks for their agency from today.

    Raises DirectoryRefused when the address is taken.
    """
    _refuse_taken(session, said.email, None)
    person = Person(
        name=said.name,
        email=said.email.casefold(),
        role=said.role,
        agency_id=said.agency_id,
        password_hash=hash_password(said.password) if said.password else None,
        active=said.active,
    )
    session.add(person)
    session.flush()
    if said.role is Role.FOCAL_POINT and said.agency_id:
        session.add(FocalPoint(person_id=person.id, agency_id=said.agency_id, from_on=now.date(), kind=said.duty))
        session.flush()
    return person


def edit_person(person: Person, said: Particulars, *, now: datetime) -> int:
    """Change a person; how many of their sessions ended. Disabling, or another role, ends every one at once.

    Raises DirectoryRefused when the address is taken, or nobody would be left to administer the ledger.
    """
    session = session_of(person)
    _refuse_taken(session, said.email, person.id)
    if person.role is Role.ADMIN and person.active and not (said.role is Role.ADMIN and said.active):
        _refuse_last_admin(session, person)
    loses = person.role is not said.role or (person.active and not said.active)
    if person.email != said.email.casefold():  # what came back was sent to the old address
        person.unreachable_since, person.unreachable_why = None, ""
    person.name, person.email, person.role = said.name, said.email.casefold(), said.role
    person.agency_id, person.active = said.agency_id, said.active
    if said.password:
        person.password_hash = hash_password(said.password)
    session.flush()
    return end_sessions_of(session, person.id, now=now) if loses else 0


def _refuse_taken(session: Session, email: str, person_id: int | None) -> None:
    bearer = session.execute(sa.select(Person.id, Person.name).where(Person.email == email.casefold())).one_or_none()
    if bearer and bearer.id != person_id:
        raise DirectoryRefused("email", f"Địa chỉ này đã là của {bearer.name}.")


def _refuse_last_admin(session: Session, person: Person) -> None:
    others = sa.select(Person.id).where(Person.role == Role.ADMIN, Person.active, Person.id != person.id).limit(1)
    if session.scalar(others) is None:
        raise DirectoryRefused(
            "role", "Đây là người quản trị duy nhất đang dùng. Thêm một người quản trị khác trước đã."
        )
