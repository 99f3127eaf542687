"""What the reader of a digest can press: each button its task, the list, and one press to hear no more."""

import re
from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.page import words
from webapp import clock, worker
from webapp.mail import outbox
from webapp.mail.outbox import Letter
from webapp.models import OutboxMail, Person, Reminder
from webapp.rules.words import Role

NOW = datetime(2021, 11, 22, 7, 30, tzinfo=clock.ZONE)


@pytest.fixture
def letter(app: Flask, session: Session) -> Letter:
    """The digest of a focal point with two tasks, as it left."""
    lead = make.agency(session, "Thị ủy La Gi")
    for days in (12, -2):
        duty = make.assignment(session, lead=lead, title=f"Việc hạn {days}")
        make.task(session, lead, of=duty, due_on=NOW.date() - timedelta(days=days))
    make.person(session, speaks_for=lead)
    session.commit()
    with app.app_context():
        assert worker.remind(session, NOW) == 1
        letter = outbox.claim(session, now=NOW)
    session.commit()
    assert letter is not None
    return letter


def local(url: str) -> str:
    return url.removeprefix("http://127.0.0.1:8000")


def test_each_button_opens_its_task_and_the_list_opens_both(client: FlaskClient, letter: Letter) -> None:
    buttons = re.findall(r"Cập nhật: (\S+)", letter.text)
    listing = re.search(r"Tất cả việc của cơ quan: (\S+)", letter.text)
    with time_machine.travel(NOW, tick=False):
        assert ["Việc hạn 12" in words(client.get(local(url))) for url in buttons] == [True, False]
        assert ["Việc hạn -2" in words(client.get(local(url))) for url in buttons] == [False, True]
        assert listing and "2 việc đang mở" in words(client.get(local(listing[1])))
    assert set(buttons) <= set(re.findall(r'href="([^"]+)"', letter.html))


def test_one_press_ends_the_digests_and_not_the_ledger(
    app: Flask, session: Session, client: FlaskClient, letter: Letter
) -> None:
    assert client.get(local(letter.unsubscribe)).status_code == 200
    person = session.scalars(sa.select(Person).where(Person.role == Role.FOCAL_POINT)).one()
    assert person.muted_at is None, "a look changes nothing"
    assert client.post(local(letter.unsubscribe), data={"List-Unsubscribe": "One-Click"}).status_code == 200
    session.refresh(person)
    assert person.muted_at is not None
    with app.app_context():
        assert worker.remind(session, NOW.replace(day=29)) == 1
    assert session.scalar(sa.select(sa.func.count(OutboxMail.id))) == 1
    assert session.scalar(sa.select(sa.func.count()).where(Reminder.on == date(2021, 11, 29)))
