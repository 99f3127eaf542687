"""Keeping people: addresses, access that ends at once, and the last administrator."""

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests import factories
from tests.factories import NOW
from webapp.actions import people
from webapp.actions.directory import DirectoryRefused
from webapp.actions.people import Particulars
from webapp.actions.sign_in import open_session, try_password
from webapp.models import FocalPoint, Person
from webapp.queries.people import signed_in
from webapp.rules.words import Role


def said(person: Person | None = None, **changes: Any) -> Particulars:
    """What an administrator says: the person as they are, but for ``changes``."""
    now = (
        {"name": person.name, "email": person.email, "role": person.role, "agency_id": person.agency_id}
        if person
        else {"name": "Đầu mối mới", "email": "Moi@Example.vn", "role": Role.FOCAL_POINT, "agency_id": None}
    )
    return Particulars(**(now | changes))


def test_an_address_is_kept_in_lower_case_and_belongs_to_one(session: Session) -> None:
    made = people.new_person(session, said(), now=NOW)
    assert made.email == "moi@example.vn"
    with pytest.raises(DirectoryRefused, match="đã là của Đầu mối mới") as refusal:
        people.new_person(session, said(email="MOI@example.VN"), now=NOW)
    assert refusal.value.field == "email"
    other = factories.person(session)
    with pytest.raises(DirectoryRefused):
        people.edit_person(other, said(other, email="Moi@example.vn"), now=NOW)


def test_one_may_keep_their_own_address(session: Session) -> None:
    person = factories.person(session)
    people.edit_person(person, said(person, email=person.email.upper(), name="Tên mới"), now=NOW)
    assert person.name == "Tên mới"


@pytest.mark.parametrize(("email", "away"), [("moi@example.vn", False), ("cu@example.vn", True)])
def test_a_corrected_address_is_tried_again(session: Session, email: str, away: bool) -> None:
    person = factories.person(session, email="cu@example.vn", unreachable_since=NOW, unreachable_why="5.1.1")
    people.edit_person(person, said(person, email=email), now=NOW)
    assert (person.unreachable_since is not None, person.unreachable_why != "") == (away, away)


@pytest.mark.parametrize(("role", "duties"), [(Role.FOCAL_POINT, 1), (Role.MONITOR, 0), (Role.LEADER, 0)])
def test_a_new_focal_point_speaks_for_their_agency_from_today(session: Session, role: Role, duties: int) -> None:
    agency = factories.agency(session)
    made = people.new_person(session, said(role=role, agency_id=agency.id), now=NOW)
    held = session.scalars(sa.select(FocalPoint).where(FocalPoint.person_id == made.id)).all()
    assert [(one.agency_id, one.from_on) for one in held] == [(agency.id, date(2021, 11, 22))] * duties


@pytest.mark.parametrize(
    ("changes", "ends"),
    [({"active": False}, True), ({"role": Role.MONITOR}, True), ({"name": "Tên khác"}, False), ({}, False)],
)
def test_disabling_or_another_role_ends_every_session_at_once(
    session: Session, changes: dict[str, Any], ends: bool
) -> None:
    person = factories.person(session)
    secrets = [open_session(session, person, "Firefox", now=NOW) for _ in range(2)]
    session.flush()
    assert people.edit_person(person, said(person, **changes), now=NOW) == (2 if ends else 0)
    person.active = True
    session.flush()
    later = NOW + timedelta(minutes=1)
    assert [signed_in(session, secret, now=later) is None for secret in secrets] == [ends, ends]


def test_a_password_is_set_and_an_empty_one_changes_nothing(session: Session) -> None:
    person = factories.person(session)
    people.edit_person(person, said(person, password="mot cau de nho"), now=NOW)
    people.edit_person(person, said(person, password=""), now=NOW)
    assert try_password(session, person.email, "mot cau de nho", "127.0.0.1", now=NOW).id == person.id


@pytest.mark.parametrize("changes", [{"active": False}, {"role": Role.MONITOR}])
def test_the_last_administrator_stays(session: Session, changes: dict[str, Any]) -> None:
    admin = factories.person(session, Role.ADMIN)
    factories.person(session, Role.ADMIN, active=False)
    with pytest.raises(DirectoryRefused, match="người quản trị duy nhất"):
        people.edit_person(admin, said(admin, **changes), now=NOW)
    factories.person(session, Role.ADMIN)
    people.edit_person(admin, said(admin, **changes), now=NOW)
    assert not (admin.active and admin.role is Role.ADMIN)
