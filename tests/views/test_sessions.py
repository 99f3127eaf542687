"""Signing in: by code, by password, in the trial; and what a stranger learns (nothing)."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from webapp.actions.sign_in import CODE_TRIES, FAILURES_ALLOWED, hash_password
from webapp.models import AuthSession, OutboxMail, Person
from webapp.rules.words import Role


def code_in_mail(session: Session) -> str:
    session.expire_all()
    text = session.scalars(sa.select(OutboxMail.text).order_by(OutboxMail.id.desc())).first()
    found = re.search(r"\b\d{6}\b", text or "")
    assert found
    return found[0]


def ask(browser: FlaskClient, address: str) -> None:
    assert browser.post("/sign-in/codes", data={"address": address}).location == "/sign-in/codes"


def test_the_code_from_the_mail_opens_the_ledger_once(session: Session, client: FlaskClient) -> None:
    person = make.person(session, Role.MONITOR)
    session.commit()
    ask(client, person.email.upper())
    code = code_in_mail(session)
    assert client.post("/sign-in/sessions", data={"code": f" {code[:3]} {code[3:]} "}).status_code == 303
    assert client.get("/monitor").status_code == 200


def test_an_unknown_address_gets_the_same_answer_and_no_mail(session: Session, client: FlaskClient) -> None:
    ask(client, "khong-ai@example.vn")
    assert session.scalar(sa.select(sa.func.count()).select_from(OutboxMail)) == 0
    assert "Nếu địa chỉ vừa nhập có trong sổ" in words(client.get("/sign-in/codes"))


def test_a_code_works_only_in_the_browser_that_asked(app: Flask, session: Session, client: FlaskClient) -> None:
    person = make.person(session)
    session.commit()
    ask(client, person.email)
    other = app.test_client()
    assert other.post("/sign-in/sessions", data={"code": code_in_mail(session)}).status_code == 422


def test_a_code_bears_ten_tries(session: Session, client: FlaskClient) -> None:
    person = make.person(session)
    session.commit()
    ask(client, person.email)
    code = code_in_mail(session)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(CODE_TRIES):
        assert client.post("/sign-in/sessions", data={"code": wrong}).status_code == 422
    assert client.post("/sign-in/sessions", data={"code": code}).status_code == 422


def test_a_code_dies_after_fifteen_minutes(session: Session, client: FlaskClient, time_machine: object) -> None:
    time_machine.move_to(make.NOW, tick=False)  # type: ignore[attr-defined]
    person = make.person(session)
    session.commit()
    ask(client, person.email)
    code = code_in_mail(session)
    time_machine.move_to(make.NOW + timedelta(minutes=15, seconds=1), tick=False)  # type: ignore[attr-defined]
    assert "hết hạn" in words(client.post("/sign-in/sessions", data={"code": code}))


def test_failures_slow_the_place_and_not_the_person(app: Flask, session: Session, client: FlaskClient) -> None:
    person = make.person(session, password_hash=hash_password("mot mat khau dai"))
    session.commit()
    form = {"address": person.email, "password": "sai"}
    for _ in range(FAILURES_ALLOWED):
        assert client.post("/sign-in/passwords", data=form).status_code == 422
    right = form | {"password": "mot mat khau dai"}
    assert "Chờ 15 phút" in words(client.post("/sign-in/passwords", data=right))
    elsewhere = {"REMOTE_ADDR": "127.0.0.2"}
    assert app.test_client().post("/sign-in/passwords", data=right, environ_base=elsewhere).status_code == 303


@pytest.mark.parametrize("change", ["disable", "end"])
def test_access_is_lost_at_once(session: Session, sign_in: SignIn, change: str) -> None:
    person = make.person(session, Role.MONITOR)
    browser = sign_in(person)
    assert browser.get("/monitor").status_code == 200
    table, values = (Person, {"active": False}) if change == "disable" else (AuthSession, {"ended_at": make.NOW})
    session.execute(sa.update(table).values(**values))
    session.commit()
    assert "/sign-in" in browser.get("/monitor").location


def test_signing_out_ends_the_session_row(session: Session, sign_in: SignIn) -> None:
    browser = sign_in(make.person(session))
    assert browser.post("/sign-out").status_code == 303
    session.expire_all()
    assert session.scalars(sa.select(AuthSession.ended_at)).one() is not None


def test_the_trial_offers_its_people_and_a_real_office_does_not(
    app: Flask, session: Session, client: FlaskClient
) -> None:
    person = make.person(session, Role.LEADER)
    session.commit()
    assert "Bản dùng thử" in words(client.get("/sign-in"))
    app.config["TRIAL"] = False
    try:
        assert "Bản dùng thử" not in words(client.get("/sign-in"))
        assert client.post("/sign-in/trials", data={"person": person.id}).status_code == 404
        assert client.get("/mailbox").status_code == 404
    finally:
        app.config["TRIAL"] = True


def test_the_trial_answers_this_machine_only(client: FlaskClient) -> None:
    assert client.get("/sign-in", environ_base={"REMOTE_ADDR": "10.0.0.5"}).status_code == 403


@pytest.mark.parametrize("away", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_nobody_is_sent_away_after_signing_in(session: Session, client: FlaskClient, away: str) -> None:
    person = make.person(session, Role.MONITOR)
    session.commit()
    with client.session_transaction() as cookie:
        cookie["next"] = away
    assert client.post("/sign-in/trials", data={"person": person.id}).location == "/"


def test_an_htmx_call_without_a_session_goes_to_sign_in(client: FlaskClient) -> None:
    answer = client.get("/monitor", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == "/sign-in"
