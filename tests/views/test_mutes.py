"""Thôi nhận thư tổng hợp: a look changes nothing, one click does, and it can be taken back."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.page import words
from webapp.mail import links
from webapp.models import LinkPurpose, Person


@pytest.fixture
def person(session: Session) -> Person:
    return make.person(session)


@pytest.fixture
def path(app: Flask, session: Session, person: Person) -> str:
    with app.app_context():
        link = links.new(session, person.id, LinkPurpose.MUTE, now=make.NOW)
        token = links.with_tokens(session, links.mark_of(link.id))[0]
    session.commit()
    return f"/mutes/{token}"


def test_a_look_asks_and_changes_nothing(client: FlaskClient, session: Session, person: Person, path: str) -> None:
    assert "Thôi nhận thư tổng hợp?" in words(client.get(path))
    session.refresh(person)
    assert person.muted_at is None


def test_one_click_of_a_mail_program_mutes_and_can_be_taken_back(
    client: FlaskClient, session: Session, person: Person, path: str
) -> None:
    answer = client.post(path, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200 and "vẫn đến" in words(answer)
    session.refresh(person)
    assert person.muted_at is not None
    client.post(f"{path}/removals")
    session.refresh(person)
    assert person.muted_at is None


def test_another_kind_of_link_mutes_nobody(app: Flask, client: FlaskClient, session: Session, person: Person) -> None:
    with app.app_context():
        link = links.new(session, person.id, LinkPurpose.LIST, now=make.NOW)
        token = links.with_tokens(session, links.mark_of(link.id))[0]
    session.commit()
    assert client.post(f"/mutes/{token}").status_code == 404
    session.refresh(person)
    assert person.muted_at is None
