"""Lịch của tôi: the due dates as a feed at a secret address that can be ended."""

import re
from datetime import date, timedelta

import icalendar
import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from webapp.models import Agency
from webapp.rules.words import Status


@pytest.fixture
def agency(session: Session) -> Agency:
    return make.agency(session, "Thị ủy La Gi")


@pytest.fixture
def focal(session: Session, sign_in: SignIn, agency: Agency) -> FlaskClient:
    return sign_in(make.person(session, speaks_for=agency))


def make_address(browser: FlaskClient) -> str:
    browser.post("/calendars")
    found = re.search(r"/calendar/[\w-]+\.ics", words(browser.get("/calendars")))
    assert found
    return found[0]


def test_the_feed_holds_what_is_owed_on_a_date(
    client: FlaskClient, session: Session, focal: FlaskClient, agency: Agency
) -> None:
    task = make.task(session, agency, due_on=date(2021, 11, 30))
    make.task(session, agency, due_on=None)
    make.task(session, agency, status=Status.DONE, due_on=date(2021, 10, 1), done_on=date(2021, 9, 30))
    make.task(session, make.agency(session))
    session.commit()
    answer = client.get(make_address(focal))
    assert answer.mimetype == "text/calendar" and answer.headers["Referrer-Policy"] == "no-referrer"
    (entry,) = icalendar.Calendar.from_ical(answer.get_data()).walk("VEVENT")
    assert entry["uid"] == f"task-{task.id}@so-theo-doi"
    assert entry.decoded("dtstart") == date(2021, 11, 30) and entry["sequence"] == task.version
    (alarm,) = entry.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(days=-3)


def test_the_address_is_shown_once_and_dies_when_revoked(client: FlaskClient, focal: FlaskClient) -> None:
    path = make_address(focal)
    page = focal.get("/calendars")
    assert path not in words(page)
    revoke = re.search(r"/calendars/\d+/revocations", page.get_data(as_text=True))
    assert revoke
    assert focal.post(revoke[0]).status_code == 303
    assert client.get(path).status_code == 404


def test_nobody_ends_another_persons_address(
    client: FlaskClient, session: Session, focal: FlaskClient, sign_in: SignIn
) -> None:
    path = make_address(focal)
    revoke = re.search(r"/calendars/\d+/revocations", focal.get("/calendars").get_data(as_text=True))
    other = sign_in(make.person(session, speaks_for=make.agency(session)))
    assert revoke and other.post(revoke[0]).status_code == 404
    assert client.get(path).status_code == 200
