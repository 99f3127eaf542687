"""Ngưỡng và tên cơ quan: meaning, default and range of each, and what is stored."""

from dataclasses import asdict, fields, replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories
from tests.conftest import SignIn
from tests.page import words
from webapp.forms.settings import SettingsForm
from webapp.queries.settings import thresholds
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import Role

TYPED = {name: str(value) for name, value in asdict(Thresholds()).items()}


@pytest.fixture
def admin(session: Session, sign_in: SignIn) -> FlaskClient:
    return sign_in(factories.person(session, Role.ADMIN))


def test_every_threshold_is_on_the_page_with_its_default(admin: FlaskClient) -> None:
    response = admin.get("/settings")
    page, seen = response.get_data(as_text=True), words(response)
    for name, value in TYPED.items():
        assert f'name="{name}"' in page and f"Mặc định: {value}." in seen


def test_the_form_and_the_thresholds_have_the_same_names(session: Session, admin: FlaskClient) -> None:
    with admin.application.test_request_context():
        form = SettingsForm(formdata=None)
        assert [line.field.name for line in form.lines()] == [one.name for one in fields(Thresholds)]


def test_a_change_is_stored_and_said(session: Session, admin: FlaskClient) -> None:
    response = admin.post("/settings", data=TYPED | {"soon_days": "10", "office_name": " Tỉnh ủy Lâm Đồng "})
    assert response.status_code == 303
    assert thresholds(session) == replace(Thresholds(), soon_days=10, office_name="Tỉnh ủy Lâm Đồng")
    assert "Đã ghi. Áp dụng ngay" in words(admin.get("/settings"))


def test_an_hour_may_be_typed_without_its_nought(session: Session, admin: FlaskClient) -> None:
    assert admin.post("/settings", data=TYPED | {"digest_time": "8:05"}).status_code == 303
    assert thresholds(session).digest_time == "08:05"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"soon_days": "0"}, "Nhập số nguyên từ 1 đến 60."),
        ({"soon_days": "61"}, "Nhập số nguyên từ 1 đến 60."),
        ({"soon_days": "bảy"}, "Nhập một số nguyên."),
        ({"soon_days": ""}, "Nhập số nguyên từ 1 đến 60."),
        ({"soon_days": "9" * 30}, "Nhập số nguyên từ 1 đến 60."),
        ({"warn_days": "-1"}, "Nhập số nguyên từ 0 đến 30."),
        ({"warn_days": "8"}, "Nhắc trước hạn không thể sớm hơn"),
        ({"review_days": "91"}, "Nhập số nguyên từ 1 đến 90."),
        ({"undo_hours": "0"}, "Nhập số nguyên từ 1 đến 168."),
        ({"annual_due_month": "13"}, "Nhập số nguyên từ 1 đến 12."),
        ({"annual_due_day": "31"}, "Tháng 11 không có ngày 31."),
        ({"annual_due_month": "2", "annual_due_day": "29"}, "Tháng 2 không có ngày 29."),
        ({"digest_time": "24:00"}, "Ghi giờ và phút, ví dụ 07:30."),
        ({"digest_time": "sáng"}, "Ghi giờ và phút, ví dụ 07:30."),
        ({"digest_time": ""}, "Ghi giờ và phút, ví dụ 07:30."),
        ({"overdue_again_days": "0"}, "Nhập số nguyên từ 1 đến 30."),
        ({"overdue_again_times": "21"}, "Nhập số nguyên từ 0 đến 20."),
        ({"letter_layout": "1999"}, "Chọn một mục trong danh sách."),
        ({"letter_symbol": ""}, "Nhập ký hiệu."),
        ({"office_name": " "}, "Nhập tên cơ quan."),
        ({"office_name": "x" * 81}, "Viết gọn trong 80 ký tự."),
    ],
)
def test_a_value_out_of_range_is_told_and_nothing_is_stored(
    session: Session, admin: FlaskClient, typed: dict[str, str], said: str
) -> None:
    response = admin.post("/settings", data=TYPED | typed)
    assert response.status_code == 422 and said in words(response)
    assert thresholds(session) == Thresholds()


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.MONITOR, Role.LEADER])
def test_settings_are_an_administrators_matter(session: Session, sign_in: SignIn, role: Role) -> None:
    browser = sign_in(factories.person(session, role))
    assert browser.get("/settings").status_code == 403
    assert browser.post("/settings", data=TYPED).status_code == 403
