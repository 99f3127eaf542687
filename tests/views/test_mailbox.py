"""Hộp thư thử: the mails of the trial, as their readers would see them, and of nobody else."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories
from tests.factories import NOW
from tests.page import words
from webapp.mail import outbox
from webapp.models import OutboxMail


@pytest.fixture
def real(app: Flask) -> Iterator[None]:
    """The app as in a real office."""
    app.config["TRIAL"] = False
    yield
    app.config["TRIAL"] = True


@pytest.fixture
def mail(app: Flask, session: Session) -> OutboxMail:
    return write(app, session, "123456")


def write(app: Flask, session: Session, *codes: str) -> OutboxMail:
    """Mails with these codes to one person; the last one."""
    person = factories.person(session, email=f"dau-moi-{codes[0]}@example.vn")
    with app.app_context():
        made = [outbox.queue(session, "sign_in_code", person, {"code": code, "minutes": 15}, now=NOW) for code in codes]
        session.commit()
    return made[-1]


@pytest.mark.usefixtures("mail")
def test_every_mail_is_listed_newest_first(app: Flask, client: FlaskClient, session: Session) -> None:
    write(app, session, "654321")
    page = words(client.get("/mailbox"))
    assert page.index("654321") < page.index("123456") and "Chờ gửi" in page and "dau-moi-654321@example.vn" in page


def test_mail_shows_to_whom_and_its_text_with_links_to_press(client: FlaskClient, mail: OutboxMail) -> None:
    answer = client.get(f"/mailbox/{mail.id}")
    assert "dau-moi-123456@example.vn" in words(answer) and "Mã đăng nhập Sổ theo dõi: 123456" in words(answer)
    html = answer.get_data(as_text=True)
    assert '<a href="http://127.0.0.1:8000/sign-in/codes"' in html and f'href="/mailbox/{mail.id}/html"' in html


def test_html_of_a_mail_may_bring_styles_and_nothing_else(app: Flask, session: Session, mail: OutboxMail) -> None:
    mail.html = "<p style='color:#123456'>Thư<script>alert(1)</script></p>"
    session.commit()
    answer = FlaskClient(app, app.response_class).get(f"/mailbox/{mail.id}/html")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    assert "script-src" not in policy and answer.headers["X-Content-Type-Options"] == "nosniff"


def test_text_of_a_mail_cannot_become_markup(client: FlaskClient, session: Session, mail: OutboxMail) -> None:
    mail.text = '<script>alert(1)</script> https://example.vn/"onmouseover="x'
    session.commit()
    html = client.get(f"/mailbox/{mail.id}").get_data(as_text=True)
    assert "<script>alert" not in html and 'href="https://example.vn/"onmouseover' not in html


def test_empty_mailbox_says_what_comes_first(client: FlaskClient) -> None:
    assert "Chưa có thư nào" in words(client.get("/mailbox"))


@pytest.mark.usefixtures("mail")
def test_long_list_has_pages(app: Flask, client: FlaskClient, session: Session) -> None:
    write(app, session, *(f"{number:06d}" for number in range(51)))
    assert "123456" not in words(client.get("/mailbox")) and "Trang 1/2" in words(client.get("/mailbox"))
    assert "123456" in words(client.get("/mailbox?trang=2"))
    for odd in ("0", "-1", "x", "99999999999", "3"):
        assert client.get(f"/mailbox?trang={odd}").status_code == 200


@pytest.mark.usefixtures("mail")
def test_list_costs_three_statements(client: FlaskClient, statements: list[str]) -> None:
    statements.clear()
    client.get("/mailbox")
    assert len(statements) <= 3


@pytest.mark.parametrize("path", ["/mailbox/0", "/mailbox/999999", "/mailbox/999999/html", "/mailbox/x"])
def test_mail_that_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.usefixtures("real")
def test_real_office_has_no_open_mailbox(client: FlaskClient, mail: OutboxMail) -> None:
    for path in ("/mailbox", f"/mailbox/{mail.id}", f"/mailbox/{mail.id}/html"):
        assert client.get(path).status_code == 404
