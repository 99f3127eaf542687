"""Lịch làm việc: the days of a year, one more, one less."""

from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy as sa
import time_machine
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories
from tests.conftest import SignIn
from tests.page import words
from webapp.models import CalendarDay
from webapp.queries.settings import work_calendar
from webapp.rules.words import Role
from webapp.seed.calendar import load_calendar


@pytest.fixture(autouse=True)
def office_day() -> Iterator[None]:
    with time_machine.travel("2026-11-24 08:15 +07:00", tick=False):
        yield


@pytest.fixture
def admin(session: Session, sign_in: SignIn) -> FlaskClient:
    load_calendar(session)
    return sign_in(factories.person(session, Role.ADMIN))


def test_this_year_is_shown_first_with_weekdays_and_reasons(admin: FlaskClient) -> None:
    seen = words(admin.get("/holidays"))
    assert "24/11/2026 Thứ Ba Nghỉ lễ Ngày Văn hóa Việt Nam (24/11)" in seen
    assert "10/01/2026 Thứ Bảy Làm bù Làm bù cho ngày nghỉ 02/01/2026" in seen
    assert "24/11/2027" not in seen


@pytest.mark.parametrize(
    ("year", "said"),
    [
        ("2027", "24/11/2027 Thứ Tư Nghỉ lễ Ngày Văn hóa Việt Nam (24/11), dự kiến"),
        ("2021", "21/04/2021 Thứ Tư Nghỉ lễ Giỗ Tổ Hùng Vương"),
        ("2031", "Lịch chưa có ngày nào của năm 2031"),
        ("0000", "24/11/2026"),
        ("mot", "24/11/2026"),
        ("99999", "24/11/2026"),
    ],
)
def test_another_year_is_one_press_away(admin: FlaskClient, year: str, said: str) -> None:
    assert said in words(admin.get(f"/holidays?nam={year}"))


def test_a_day_is_added_and_counts_at_once(session: Session, admin: FlaskClient) -> None:
    typed = {"day": "31/12/2026", "kind": "in_lieu", "note": "hoán đổi với ngày 02/01/2027"}
    response = admin.post("/holidays", data=typed)
    assert response.status_code == 303
    assert "Đã ghi ngày 31/12/2026: nghỉ bù." in words(admin.get(response.location))
    assert not work_calendar(session).is_workday(date(2026, 12, 31))


def test_a_day_is_taken_out_and_can_be_put_back(session: Session, admin: FlaskClient) -> None:
    row = session.scalars(sa.select(CalendarDay).filter_by(day=date(2026, 11, 24))).one()
    response = admin.post(f"/holidays/{row.id}/removals")
    assert response.status_code == 303
    page = admin.get(response.location)
    assert "Đã bỏ ngày 24/11/2026 khỏi lịch." in words(page)
    assert work_calendar(session).is_workday(date(2026, 11, 24))
    undo = {"day": "24/11/2026", "kind": "holiday", "note": "Ngày Văn hóa Việt Nam (24/11)"}
    assert all(f'name="{name}" value="{value}"' in page.get_data(as_text=True) for name, value in undo.items())
    assert admin.post("/holidays", data=undo).status_code == 303


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"day": "24/11/2026"}, "Ngày 24/11/2026 đã có trong lịch: nghỉ lễ, Ngày Văn hóa Việt Nam (24/11)."),
        ({"day": "30/02/2026"}, "Ngày 30/02/2026 không có thật."),
        ({"day": ""}, "Nhập ngày, ví dụ 02/01/2026."),
        ({"note": ""}, "Ghi lý do"),
        ({"kind": "x"}, "Chọn một mục trong danh sách."),
        ({"day": "01/12/2026", "kind": "make_up"}, "Ngày 01/12/2026 vốn là ngày làm việc, không cần làm bù."),
    ],
)
def test_a_day_that_cannot_be_is_told(admin: FlaskClient, typed: dict[str, str], said: str) -> None:
    response = admin.post("/holidays", data={"day": "01/12/2026", "kind": "holiday", "note": "x"} | typed)
    assert response.status_code == 422 and said in words(response)


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.MONITOR, Role.LEADER])
def test_the_calendar_is_an_administrators_matter(session: Session, sign_in: SignIn, role: Role) -> None:
    load_calendar(session)
    day = session.scalars(sa.select(CalendarDay.id)).first()
    browser = sign_in(factories.person(session, role))
    assert browser.get("/holidays").status_code == 403
    assert browser.post("/holidays", data={}).status_code == 403
    assert browser.post(f"/holidays/{day}/removals").status_code == 403


def test_a_day_that_is_not_there_is_not_found(admin: FlaskClient) -> None:
    assert admin.post("/holidays/999999/removals").status_code == 404
