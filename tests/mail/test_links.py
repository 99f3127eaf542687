"""Links in mails: secret to everybody but their reader, alive for a while, never in the database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests import factories
from tests.factories import NOW
from webapp.mail import links, outbox
from webapp.models import LinkPurpose, Person, QuickLink

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def app_context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.fixture
def person(session: Session) -> Person:
    return factories.person(session)


def token_of(session: Session, link: QuickLink) -> str:
    return links.with_tokens(session, links.mark_of(link.id))[0]


def test_a_link_is_found_by_its_token_for_its_own_purpose_only(session: Session, person: Person) -> None:
    link = links.new(session, person.id, LinkPurpose.LIST, now=NOW)
    token = token_of(session, link)
    assert len(token) == 43
    assert links.find(session, token, LinkPurpose.TASK, LinkPurpose.LIST) is link
    assert links.find(session, token, LinkPurpose.CALENDAR) is None
    assert links.find(session, token[:-1] + "_", LinkPurpose.LIST) is None


@pytest.mark.parametrize(
    ("purpose", "later", "live"),
    [
        (LinkPurpose.TASK, 13 * DAY, True),
        (LinkPurpose.TASK, 14 * DAY, False),
        (LinkPurpose.CALENDAR, 4000 * DAY, True),
        (LinkPurpose.MUTE, 4000 * DAY, True),
    ],
)
def test_links_to_act_live_fourteen_days(
    session: Session, person: Person, purpose: LinkPurpose, later: timedelta, live: bool
) -> None:
    assert links.is_live(links.new(session, person.id, purpose, now=NOW), NOW + later) is live


def test_a_revoked_link_is_dead_at_once(session: Session, person: Person) -> None:
    link = links.new(session, person.id, LinkPurpose.CALENDAR, now=NOW)
    links.revoke(session, link.id, now=NOW)
    session.refresh(link)
    assert not links.is_live(link, NOW)


def test_a_full_copy_of_the_database_holds_no_token(session: Session, person: Person) -> None:
    link = links.new(session, person.id, LinkPurpose.REPLY, now=NOW)
    outbox.queue(session, "sign_in_code", person, {"code": "012345", "minutes": 15}, now=NOW, reply_link=link)
    session.flush()
    token = token_of(session, link)
    tables = ("quick_link", "outbox_mail")
    rows = [row for table in tables for row in session.execute(sa.text(f"SELECT * FROM {table}")).all()]
    assert rows and not any(token in str(value) for row in rows for value in row)
    letter = outbox.claim(session, now=NOW)
    assert letter is not None and token in letter.message_id and letter.reply_tag == token


def test_a_link_still_works_after_the_office_changed_its_key(app: Flask, session: Session, person: Person) -> None:
    link = links.new(session, person.id, LinkPurpose.TASK, now=NOW)
    before, office = token_of(session, link), app.config["OFFICE"]
    app.config["OFFICE"] = replace(office, secret_key="new", old_secret_keys=(office.secret_key,))
    try:
        assert token_of(session, link) == before
        app.config["OFFICE"] = replace(office, secret_key="new")
        assert token_of(session, link) == "", "an unknown key makes no token, rather than a wrong one"
    finally:
        app.config["OFFICE"] = office
