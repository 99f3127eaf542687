"""Sổ thư: what left, failed, came in and waits for a person."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.factories import NOW
from tests.page import words
from webapp.models import InboundMail, InboundState, MailState, OutboxMail
from webapp.rules.words import MailKind, Role


@pytest.fixture
def monitor(session: Session, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.person(session, Role.MONITOR))


def came(session: Session, number: int = 1, **more: Any) -> InboundMail:
    values = {
        "digest": f"{number:064d}",
        "sender": "dau-moi@example.vn",
        "subject": f"Trả lời số {number}",
        "received_at": NOW,
        "kind": MailKind.HUMAN,
        "state": InboundState.HELD,
        "why": "Chưa xác thực được người gửi",
        "text": "Đang trình ký <b>",
        "understood": {"update": {"intent": "in_progress", "progress": 60, "document": None, "certain": False}},
    }
    row = InboundMail(**(values | more))
    session.add(row)
    session.commit()
    return row


def left(session: Session, state: MailState, number: int) -> None:
    session.add(
        OutboxMail(
            kind="digest",
            address=f"p{number}@example.vn",
            subject=f"Thư số {number}",
            text="",
            html="",
            state=state,
            message_id=f"<{number}@x>",
            send_at=NOW,
            created_at=NOW,
            error="550 no such user" if state is MailState.FAILED else None,
        )
    )
    session.commit()


def test_what_waits_for_a_person_is_what_one_sees_first(session: Session, monitor: FlaskClient) -> None:
    came(session)
    page = words(monitor.get("/mail"))
    assert "Chờ người đọc 1" in page and "Trả lời số 1" in page and "Chưa xác thực" in page


@pytest.mark.parametrize(
    ("shelf", "shown", "hidden"),
    [
        ("da-gui", "Thư số 1", "Thư số 2"),
        ("khong-gui", "550 no such user", "Thư số 1"),
        ("cho-gui", "Thư số 3", "Thư số 2"),
    ],
)
def test_each_shelf_holds_its_own(session: Session, monitor: FlaskClient, shelf: str, shown: str, hidden: str) -> None:
    for number, state in enumerate((MailState.SENT, MailState.FAILED, MailState.QUEUED), 1):
        left(session, state, number)
    page = words(monitor.get(f"/mail?loc={shelf}"))
    assert shown in page and hidden not in page


def test_who_cannot_be_reached_is_named_with_the_servers_words(session: Session, monitor: FlaskClient) -> None:
    make.person(
        session, name="Đầu mối Thị ủy La Gi", unreachable_since=NOW - timedelta(days=2), unreachable_why="5.1.1 no user"
    )
    session.commit()
    page = words(monitor.get("/mail?loc=khong-lien-lac"))
    assert "Đầu mối Thị ủy La Gi" in page and "5.1.1 no user" in page


def test_a_held_mail_says_what_was_understood_and_is_dealt_with_once(session: Session, monitor: FlaskClient) -> None:
    row = came(session)
    page = monitor.get(f"/mail/{row.id}")
    assert "đang thực hiện, 60%" in words(page) and "chưa chắc" in words(page)
    assert "Đang trình ký &lt;b&gt;" in page.get_data(as_text=True)
    assert monitor.post(f"/mail/{row.id}/settlements").status_code == 303
    session.expire_all()
    assert row.state is InboundState.HANDLED and row.handled_at is not None
    assert "Chờ người đọc 0" in words(monitor.get("/mail"))


def test_an_admin_looks_and_does_not_handle(session: Session, sign_in: SignIn) -> None:
    admin, row = sign_in(make.person(session, Role.ADMIN)), came(session)
    assert admin.get(f"/mail/{row.id}").status_code == 200
    assert admin.post(f"/mail/{row.id}/settlements").status_code == 403


def test_the_list_costs_the_same_for_one_mail_and_for_many(
    session: Session, monitor: FlaskClient, statements: list[str]
) -> None:
    came(session)
    statements.clear()
    monitor.get("/mail")
    one = len(statements)
    for number in range(2, 40):
        came(session, number)
    statements.clear()
    monitor.get("/mail")
    assert len(statements) == one <= 8
