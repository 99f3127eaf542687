"""Signing in and out, as a person sees it."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import factories
from tests.conftest import SignIn
from tests.page import words
from webapp import clock
from webapp.actions import sign_in as actions
from webapp.models import AuthSession, OutboxMail, Person
from webapp.rules.words import Role

SECRET = "mật khẩu dài của đầu mối"
STRANGER = "khong-ai@example.vn"


@pytest.fixture
def person(session: Session) -> Person:
    return factories.person(session, speaks_for=factories.agency(session), password_hash=actions.hash_password(SECRET))


@pytest.fixture
def real(app: Flask) -> Iterator[None]:
    """The app as in a real office."""
    app.config["TRIAL"] = False
    yield
    app.config["TRIAL"] = True


def ask(client: FlaskClient, address: str) -> TestResponse:
    return client.post("/sign-in/codes", data={"address": address}, follow_redirects=True)


def mailed_code(session: Session) -> str:
    text = session.scalars(sa.select(OutboxMail.text).order_by(OutboxMail.id.desc())).first()
    found = re.search(r"\b\d{6}\b", text or "")
    assert found
    return found[0]


def enter(client: FlaskClient, code: str) -> TestResponse:
    return client.post("/sign-in/sessions", data={"code": code})


def is_in(client: FlaskClient) -> bool:
    return client.get("/").location != "/sign-in"


def test_code_from_the_mail_leads_in_on_a_phone_keyboard(client: FlaskClient, session: Session, person: Person) -> None:
    page = ask(client, person.email)
    html = page.get_data(as_text=True)
    assert 'inputmode="numeric"' in html and 'autocomplete="one-time-code"' in html
    code = mailed_code(session)
    answer = enter(client, f"{code[:3]} {code[3:]}")
    assert (answer.status_code, answer.location) == (303, "/")
    assert is_in(client)


def test_unknown_address_sees_the_very_same_page(app: Flask, session: Session, person: Person) -> None:
    pages = []
    for address in (person.email, STRANGER):
        answer = ask(app.test_client(), address)
        pages.append((answer.status_code, words(answer).replace(address, "…")))
    assert pages[0] == pages[1]
    assert session.scalar(sa.select(sa.func.count(OutboxMail.id))) == 1


def test_wrong_code_is_told_beside_the_field_and_nobody_is_in(
    client: FlaskClient, session: Session, person: Person
) -> None:
    ask(client, person.email)
    right = mailed_code(session)
    answer = enter(client, f"{(int(right) + 1) % 1_000_000:06d}")
    assert answer.status_code == 422 and "Mã không đúng" in words(answer)
    assert answer.get_data(as_text=True).count("<title>Lỗi: ") == 1
    assert not is_in(client)
    assert enter(client, right).status_code == 303


def test_code_of_one_browser_does_not_open_another(app: Flask, session: Session, person: Person) -> None:
    asking, other = app.test_client(), app.test_client()
    ask(asking, person.email)
    code = mailed_code(session)
    ask(other, STRANGER)
    assert enter(other, code).status_code == 422
    assert enter(asking, code).status_code == 303


@pytest.mark.parametrize("typed", ["", "   ", "không phải thư", "a@", "@b", "a b@c.vn", "x" * 300 + "@a.vn"])
def test_what_is_no_address_is_told_so_and_kept(client: FlaskClient, session: Session, typed: str) -> None:
    answer = client.post("/sign-in/codes", data={"address": typed})
    assert answer.status_code == 422 and "Lỗi" in words(answer)
    assert typed.strip() in answer.get_data(as_text=True)


@pytest.mark.parametrize("typed", ["", "abc", "12345678901234567890"])
def test_what_is_no_code_is_refused(client: FlaskClient, person: Person, typed: str) -> None:
    ask(client, person.email)
    assert enter(client, typed).status_code == 422


def test_code_page_without_an_address_leads_back(client: FlaskClient) -> None:
    assert client.get("/sign-in/codes").location == "/sign-in"
    assert enter(client, "123456").status_code == 422


def test_asking_too_often_is_told(client: FlaskClient, person: Person) -> None:
    for _ in range(actions.CODES_ALLOWED):
        assert ask(client, person.email).status_code == 200
    answer = ask(client, person.email)
    assert answer.status_code == 422 and "Đã xin mã nhiều lần" in words(answer)


def test_password_leads_in_and_a_wrong_one_does_not(client: FlaskClient, person: Person) -> None:
    answer = client.post("/sign-in/passwords", data={"address": person.email, "password": "sai"})
    assert answer.status_code == 422 and "Địa chỉ hoặc mật khẩu không đúng." in words(answer)
    assert 'value="sai"' not in answer.get_data(as_text=True)
    answer = client.post("/sign-in/passwords", data={"address": person.email, "password": SECRET})
    assert answer.status_code == 303 and is_in(client)


def test_ten_wrong_passwords_slow_this_machine_and_leave_the_code_open(
    client: FlaskClient, session: Session, person: Person
) -> None:
    for _ in range(actions.FAILURES_ALLOWED):
        client.post("/sign-in/passwords", data={"address": person.email, "password": "sai"})
    answer = client.post("/sign-in/passwords", data={"address": person.email, "password": SECRET})
    assert answer.status_code == 422 and "Chờ 15 phút" in words(answer)
    ask(client, person.email)
    assert enter(client, mailed_code(session)).status_code == 303


def test_trial_offers_one_person_of_each_role_with_one_click(client: FlaskClient, session: Session) -> None:
    agency = factories.agency(session)
    made = [factories.person(session, role, speaks_for=agency if role is Role.FOCAL_POINT else None) for role in Role]
    page = client.get("/sign-in")
    assert "Đây là bản dùng thử" in words(page)
    assert all(one.name in words(page) for one in made)
    for one in made:
        client.post("/sign-in/trials", data={"person": one.id})
        assert one.name in words(client.get("/", follow_redirects=True))
        client.post("/sign-out")


@pytest.mark.parametrize("chosen", ["", "0", "999999", "x", "second"])
def test_trial_lets_in_only_the_people_it_offers(client: FlaskClient, session: Session, chosen: str) -> None:
    factories.person(session, Role.MONITOR)
    second = factories.person(session, Role.MONITOR)
    answer = client.post("/sign-in/trials", data={"person": second.id if chosen == "second" else chosen})
    assert answer.status_code == 404 and not is_in(client)


def test_trial_answers_this_machine_only(client: FlaskClient) -> None:
    assert client.get("/sign-in", environ_base={"REMOTE_ADDR": "192.0.2.5"}).status_code == 403


@pytest.mark.usefixtures("real")
def test_real_office_offers_nobody(client: FlaskClient, session: Session) -> None:
    one = factories.person(session, Role.ADMIN)
    page = client.get("/sign-in")
    assert "dùng thử" not in words(page) and one.name not in words(page)
    assert client.post("/sign-in/trials", data={"person": one.id}).status_code == 404


def test_signing_out_ends_the_session_in_the_database_too(
    client: FlaskClient, session: Session, person: Person
) -> None:
    client.post("/sign-in/passwords", data={"address": person.email, "password": SECRET})
    with client.session_transaction() as cookie:
        stolen = dict(cookie)
    assert client.post("/sign-out").location == "/sign-in"
    assert "Đã đăng xuất." in words(client.get("/sign-in"))
    with client.session_transaction() as cookie:
        cookie.update(stolen)
    assert not is_in(client)
    assert session.scalars(sa.select(AuthSession.ended_at)).one() is not None


def test_disabled_person_is_out_with_the_next_click(sign_in: SignIn, session: Session, person: Person) -> None:
    browser = sign_in(person)
    assert is_in(browser)
    person.active = False
    session.commit()
    assert not is_in(browser)


def test_new_sign_in_gets_a_new_session_and_nothing_of_the_old_one(
    client: FlaskClient, session: Session, person: Person
) -> None:
    with client.session_transaction() as cookie:
        cookie["planted"], cookie["_user_id"] = "by somebody", "known to somebody"
    client.post("/sign-in/passwords", data={"address": person.email, "password": SECRET})
    with client.session_transaction() as cookie:
        assert "planted" not in cookie and cookie["_user_id"] != "known to somebody" and cookie.permanent
        assert len(cookie["_user_id"]) >= 40
    assert session.scalars(sa.select(AuthSession.digest)).one() != cookie["_user_id"]


def test_person_comes_back_to_the_page_they_asked_for(client: FlaskClient, person: Person) -> None:
    assert client.get("/search?q=tuyen+giao").location == "/sign-in"
    answer = client.post("/sign-in/passwords", data={"address": person.email, "password": SECRET})
    assert answer.location == "/search?q=tuyen+giao"
    with client.session_transaction() as cookie:
        assert "next" not in cookie


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "/\\evil.example", "evil", "", "/a\r\nSet-Cookie: b=c"]
)
def test_nobody_is_led_to_another_site(client: FlaskClient, person: Person, address: str) -> None:
    with client.session_transaction() as cookie:
        cookie["next"] = address
    answer = client.post("/sign-in/passwords", data={"address": person.email, "password": SECRET})
    assert answer.location == "/"


def test_referer_of_another_site_is_no_way_back(client: FlaskClient, person: Person) -> None:
    client.post("/sign-out", headers={"Referer": "https://evil.example/search"})
    answer = client.post("/sign-in/passwords", data={"address": person.email, "password": SECRET})
    assert answer.location == "/"


def test_signed_in_person_is_not_asked_again(sign_in: SignIn, person: Person) -> None:
    assert sign_in(person).get("/sign-in").location == "/"


def test_htmx_call_without_a_session_sends_the_whole_browser_to_sign_in(client: FlaskClient) -> None:
    answer = client.get("/search?q=x", headers={"HX-Request": "true", "HX-Target": "main"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/sign-in")


def test_session_of_a_week_ago_has_ended(sign_in: SignIn, session: Session, person: Person) -> None:
    browser = sign_in(person)
    session.execute(sa.update(AuthSession).values(expires_at=clock.now() - timedelta(seconds=1)))
    session.commit()
    assert not is_in(browser)


def test_sign_in_changes_nothing_by_get(client: FlaskClient, session: Session, statements: list[str]) -> None:
    for path in ("/sign-in", "/sign-in/codes", "/sign-in/sessions", "/sign-in/passwords", "/sign-in/trials"):
        client.get(path)
        client.head(path)
    assert not [one for one in statements if one.startswith(("INSERT", "UPDATE", "DELETE"))]
