"""Cơ quan: what each role sees of the directory and of one agency, and what an administrator changes there."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories
from tests.conftest import SignIn
from tests.page import words
from webapp.models import Agency, AgencyName, FocalPoint, Person
from webapp.rules.words import DeadlineKind, Role, Status
from webapp.seed.directory import load_directory


@pytest.fixture(autouse=True)
def office_day() -> Iterator[None]:
    with time_machine.travel("2021-11-22 08:15 +07:00", tick=False):
        yield


@pytest.fixture
def agencies(session: Session) -> dict[str, Agency]:
    return load_directory(session)


@pytest.fixture
def speaker(session: Session, agencies: dict[str, Agency]) -> Person:
    return factories.person(session, speaks_for=agencies["btg"], name="Đầu mối Ban Tuyên giáo")


def admin(session: Session, sign_in: SignIn) -> FlaskClient:
    return sign_in(factories.person(session, Role.ADMIN))


def test_a_focal_point_sees_names_only_and_may_open_their_own(
    agencies: dict[str, Agency], speaker: Person, sign_in: SignIn
) -> None:
    response = sign_in(speaker).get("/agencies")
    seen, page = words(response), response.get_data(as_text=True)
    assert "32 cơ quan" in seen and "Huyện ủy Phú Quý" in seen
    assert "BTGTU" not in seen and "Chưa có đầu mối" not in seen and "Nhóm cơ quan" not in seen
    assert f'href="/agencies/{agencies["btg"].id}"' in page
    assert f'href="/agencies/{agencies["btc"].id}"' not in page


@pytest.mark.parametrize("role", [Role.MONITOR, Role.LEADER, Role.ADMIN])
def test_others_see_who_speaks_for_whom_and_where_nobody_does(
    session: Session, agencies: dict[str, Agency], speaker: Person, sign_in: SignIn, role: Role
) -> None:
    seen = words(sign_in(factories.person(session, role)).get("/agencies"))
    assert "BTGTU" in seen and "Đầu mối Ban Tuyên giáo" in seen
    assert seen.count("Chưa có đầu mối") == 31
    assert "Các Ban của Tỉnh ủy" in seen
    assert ("Thêm cơ quan" in seen) is (role is Role.ADMIN)


@pytest.mark.parametrize(
    ("asked", "found", "missed"),
    [
        ("tuyen giao", "Ban Tuyên giáo Tỉnh ủy", "Ban Tổ chức Tỉnh ủy"),
        ("ubnd", "Ban Cán sự đảng Ủy ban nhân dân tỉnh", "Ban Dân vận Tỉnh ủy"),
        ("phú quí", "Huyện ủy Phú Quý", "Huyện ủy Tuy Phong"),
        ("khong co ai", "Không có cơ quan hay nhóm nào", "Ban Dân vận Tỉnh ủy"),
    ],
)
def test_the_directory_is_searched_without_marks_and_by_other_names(
    session: Session, agencies: dict[str, Agency], sign_in: SignIn, asked: str, found: str, missed: str
) -> None:
    browser = sign_in(factories.person(session, Role.MONITOR))
    seen = words(browser.get("/agencies", query_string={"q": asked}))
    assert found in seen and missed not in seen


def test_the_filter_answers_with_the_list_alone(session: Session, agencies: dict[str, Agency], sign_in: SignIn) -> None:
    browser = sign_in(factories.person(session, Role.MONITOR))
    headers = {"HX-Request": "true", "HX-Target": "agency-list"}
    page = browser.get("/agencies?q=btg", headers=headers).get_data(as_text=True)
    assert "Ban Tuyên giáo" in page and "<html" not in page and "<h1" not in page


def tasks_of(session: Session, agency: Agency) -> None:
    """One in each of the cells that count, one standing, one handed over."""
    done = {"status": Status.DONE, "due_on": date(2021, 11, 10)}
    factories.task(session, agency, **done, done_on=date(2021, 11, 9))
    factories.task(session, agency, **done, done_on=date(2021, 11, 15))
    factories.task(session, agency, due_on=date(2021, 11, 10), updated_at=factories.NOW)
    factories.task(session, agency, due_on=date(2021, 12, 30))
    factories.task(session, agency, due_on=None, kind=DeadlineKind.STANDING, phrase="thường xuyên")
    factories.task(session, agency, status=Status.HANDED_OVER)


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.MONITOR, Role.LEADER])
def test_an_agency_is_shown_with_its_rates_and_their_denominators(
    session: Session, agencies: dict[str, Agency], speaker: Person, sign_in: SignIn, role: Role
) -> None:
    tasks_of(session, agencies["btg"])
    viewer = speaker if role is Role.FOCAL_POINT else factories.person(session, role)
    seen = words(sign_in(viewer).get(f"/agencies/{agencies['btg'].id}"))
    assert "33% 1/3 việc đã đến lúc xét" in seen
    assert "33% 1/3 việc đang mở có ghi trong 90 ngày" in seen
    assert "1 Quá hạn" in seen and "3 Đã xong" in seen and "Tổng 6" in seen
    assert "quá hạn 12 ngày" in seen and "trước ngày 10/11/2021" in seen and "Không tính hạn" in seen
    assert "BTGTU" in seen and "Các Ban của Tỉnh ủy" in seen


def test_a_counter_shows_its_pile_alone(session: Session, agencies: dict[str, Agency], sign_in: SignIn) -> None:
    tasks_of(session, agencies["btg"])
    browser = sign_in(factories.person(session, Role.LEADER))
    seen = words(browser.get(f"/agencies/{agencies['btg'].id}?loc=overdue"))
    assert "quá hạn 12 ngày" in seen and "Không tính hạn" not in seen


def test_an_agency_without_tasks_has_no_rate(session: Session, agencies: dict[str, Agency], sign_in: SignIn) -> None:
    seen = words(sign_in(factories.person(session, Role.MONITOR)).get(f"/agencies/{agencies['ccb'].id}"))
    assert "chưa có việc đến lúc xét" in seen and "không có việc đang mở" in seen and "Chưa có đầu mối" in seen


def test_another_agency_does_not_exist_for_a_focal_point(
    session: Session, agencies: dict[str, Agency], speaker: Person, sign_in: SignIn
) -> None:
    browser = sign_in(speaker)
    assert browser.get(f"/agencies/{agencies['btc'].id}").status_code == 404
    assert browser.get("/agencies/999999").status_code == 404


def test_a_focal_point_whose_duty_has_ended_no_longer_sees_the_agency(
    session: Session, agencies: dict[str, Agency], speaker: Person, sign_in: SignIn
) -> None:
    session.execute(sa.update(FocalPoint).values(to_on=date(2021, 11, 21)))
    assert sign_in(speaker).get(f"/agencies/{agencies['btg'].id}").status_code == 404


def test_an_administrator_edits_and_does_not_see_the_work(
    session: Session, agencies: dict[str, Agency], speaker: Person, sign_in: SignIn
) -> None:
    tasks_of(session, agencies["btg"])
    seen = words(admin(session, sign_in).get(f"/agencies/{agencies['btg'].id}"))
    assert "Thông tin" in seen and speaker.email in seen
    assert "Quá hạn" not in seen and "Việc đang mở" not in seen


@pytest.mark.parametrize("address", ["", "?loc=closed", "?trang=2", "?mo=abc", "?loc=nothing"])
def test_an_agencys_page_costs_nine_statements_whatever_it_holds(
    session: Session, agencies: dict[str, Agency], sign_in: SignIn, statements: list[str], address: str
) -> None:
    for _ in range(12):
        tasks_of(session, agencies["btg"])
    browser = sign_in(factories.person(session, Role.MONITOR))
    page = f"/agencies/{agencies['btg'].id}{address}"
    statements.clear()
    assert browser.get(page).status_code == 200
    assert len(statements) <= 9


def test_the_directory_costs_six_statements(
    session: Session, agencies: dict[str, Agency], speaker: Person, sign_in: SignIn, statements: list[str]
) -> None:
    browser = sign_in(factories.person(session, Role.MONITOR))
    statements.clear()
    browser.get("/agencies")
    assert len(statements) <= 6


POSTS = [
    "/agencies",
    "/agencies/{agency}",
    "/agencies/{agency}/names",
    "/agencies/{agency}/names/{name}/removals",
    "/agencies/{agency}/focal-points",
    "/agencies/{agency}/focal-points/{duty}/ends",
]


def places(session: Session, agencies: dict[str, Agency]) -> dict[str, Any]:
    name = session.scalar(sa.select(AgencyName.id).where(AgencyName.agency_id == agencies["btg"].id))
    duty = session.scalar(sa.select(FocalPoint.id))
    return {"agency": agencies["btg"].id, "name": name, "duty": duty}


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.MONITOR, Role.LEADER])
@pytest.mark.parametrize("address", POSTS)
def test_only_an_administrator_changes_the_directory(
    session: Session, agencies: dict[str, Agency], speaker: Person, sign_in: SignIn, role: Role, address: str
) -> None:
    viewer = speaker if role is Role.FOCAL_POINT else factories.person(session, role)
    response = sign_in(viewer).post(address.format(**places(session, agencies)), data={"text": "x"})
    assert response.status_code == 403
    assert "Chỉ quản trị làm được việc này" in words(response)


@pytest.mark.parametrize(
    "address",
    [
        "/agencies/999999",
        "/agencies/999999/names",
        "/agencies/999999/focal-points",
        "/agencies/{agency}/names/999999/removals",
        "/agencies/{agency}/focal-points/999999/ends",
        "/agencies/{other}/names/{name}/removals",
        "/agencies/{other}/focal-points/{duty}/ends",
    ],
)
def test_what_is_not_there_is_not_found(
    session: Session, agencies: dict[str, Agency], speaker: Person, sign_in: SignIn, address: str
) -> None:
    where = places(session, agencies) | {"other": agencies["btc"].id}
    assert admin(session, sign_in).post(address.format(**where)).status_code == 404


def test_a_new_agency_gets_its_page(session: Session, agencies: dict[str, Agency], sign_in: SignIn) -> None:
    browser = admin(session, sign_in)
    response = browser.post("/agencies", data={"code": "sgd", "name": "Sở Giáo dục và Đào tạo", "kind": "other"})
    assert response.status_code == 303
    seen = words(browser.get(response.location))
    assert "Sở Giáo dục và Đào tạo" in seen and "Đã thêm Sở Giáo dục và Đào tạo." in seen


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"code": "btg"}, "Mã “btg” đã dùng cho một cơ quan khác."),
        ({"code": "Sở GD"}, "Mã chỉ gồm chữ thường không dấu"),
        ({"code": ""}, "Nhập mã ngắn"),
        ({"name": "  "}, "Nhập tên đầy đủ của cơ quan."),
        ({"name": "UBKT"}, "“UBKT” đã là tên của Ủy ban Kiểm tra Tỉnh ủy."),
        ({"name": "x" * 201}, "Viết gọn trong 200 ký tự."),
        ({"kind": "khac"}, "Chọn một mục trong danh sách."),
    ],
)
def test_a_new_agency_that_cannot_be_is_told_why_and_keeps_what_was_typed(
    session: Session, agencies: dict[str, Agency], sign_in: SignIn, typed: dict[str, str], said: str
) -> None:
    whole = {"code": "sgd", "name": "Sở Giáo dục", "kind": "other"} | typed
    response = admin(session, sign_in).post("/agencies", data=whole)
    assert response.status_code == 422
    assert said in words(response) and "<title>Lỗi: " in response.get_data(as_text=True)
    assert "Sở Giáo dục" in response.get_data(as_text=True) or "name" in typed
    assert session.scalar(sa.select(sa.func.count()).select_from(Agency)) == 32


def test_facts_are_changed_and_the_old_name_stays(
    session: Session, agencies: dict[str, Agency], sign_in: SignIn
) -> None:
    browser, address = admin(session, sign_in), f"/agencies/{agencies['bdv'].id}"
    typed = {"name": "Ban Tuyên giáo và Dân vận Tỉnh ủy", "kind": "staff", "valid_from": "01/03/2025"}
    assert browser.post(address, data=typed).status_code == 303
    seen = words(browser.get(address))
    assert "Hoạt động từ 01/03/2025" in seen and "Ban Dân vận Tỉnh ủy Bỏ" in seen


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"valid_to": "31/02/2025"}, "Ngày 31/02/2025 không có thật."),
        ({"valid_from": "01/03/2025", "valid_to": "28/02/2025"}, "Ngày cuối không thể trước ngày đầu (01/03/2025)."),
        ({"name": "Ban Tổ chức"}, "“Ban Tổ chức” đã là tên của Ban Tổ chức Tỉnh ủy."),
    ],
)
def test_facts_that_cannot_be_are_told(
    session: Session, agencies: dict[str, Agency], sign_in: SignIn, typed: dict[str, str], said: str
) -> None:
    whole = {"name": "Ban Dân vận Tỉnh ủy", "kind": "staff"} | typed
    response = admin(session, sign_in).post(f"/agencies/{agencies['bdv'].id}", data=whole)
    assert response.status_code == 422 and said in words(response)
    assert all(f'value="{value}"' in response.get_data(as_text=True) for value in typed.values())


def test_a_name_is_added_told_when_taken_removed_and_put_back(
    session: Session, agencies: dict[str, Agency], sign_in: SignIn
) -> None:
    browser, address = admin(session, sign_in), f"/agencies/{agencies['btg'].id}"
    assert browser.post(f"{address}/names", data={"text": "Ban TGTU"}).status_code == 303
    refused = browser.post(f"{address}/names", data={"text": "ban tgtu"})
    assert refused.status_code == 422 and "“ban tgtu” đã là tên của Ban Tuyên giáo Tỉnh ủy." in words(refused)
    made = session.scalars(sa.select(AgencyName).filter_by(text="Ban TGTU")).one()
    assert browser.post(f"{address}/names/{made.id}/removals").status_code == 303
    page = browser.get(address)
    assert "Đã bỏ tên gọi “Ban TGTU”." in words(page) and "Ban TGTU Bỏ" not in words(page)
    assert 'name="text" value="Ban TGTU"' in page.get_data(as_text=True)
    assert browser.post(f"{address}/names", data={"text": "Ban TGTU"}).status_code == 303


def test_a_focal_point_is_added_and_ended(session: Session, agencies: dict[str, Agency], sign_in: SignIn) -> None:
    person = factories.person(session, name="Đầu mối mới")
    browser, address = admin(session, sign_in), f"/agencies/{agencies['btg'].id}"
    typed = {"person_id": str(person.id), "from_on": "01/12/2021", "to_on": ""}
    assert browser.post(f"{address}/focal-points", data=typed).status_code == 303
    assert "Chưa đến ngày" in words(browser.get(address))
    duty = session.scalars(sa.select(FocalPoint)).one()
    opened = browser.get(f"{address}?mo={duty.id}")
    assert "Ngày cuối của nhiệm vụ này" in words(opened)
    assert browser.post(f"{address}/focal-points/{duty.id}/ends", data={"ended_on": "31/12/2021"}).status_code == 303
    assert "từ 01/12/2021 đến hết 31/12/2021" in words(browser.get(address))


def test_an_agency_gets_a_head_who_may_be_its_focal_point_too(
    session: Session, agencies: dict[str, Agency], sign_in: SignIn
) -> None:
    person = factories.person(session, name="Thủ trưởng mới", speaks_for=agencies["btg"])
    browser, address = admin(session, sign_in), f"/agencies/{agencies['btg'].id}"
    typed = {"person_id": str(person.id), "from_on": "01/12/2020", "to_on": "", "kind": "head"}
    assert "Đã ghi thủ trưởng." in words(browser.post(f"{address}/focal-points", data=typed, follow_redirects=True))
    assert "Thủ trưởng từ 01/12/2020 Đương nhiệm" in words(browser.get(address))
    again = browser.post(f"{address}/focal-points", data=typed)
    assert again.status_code == 422 and "đã là thủ trưởng từ 01/12/2020" in words(again)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"person_id": ""}, "Chọn một người."),
        ({"person_id": "999999"}, "Chọn một mục trong danh sách."),
        ({"person_id": "abc"}, "Chọn một người."),
        ({"from_on": ""}, "Nhập ngày bắt đầu"),
        ({"from_on": "30/02/2022"}, "Ngày 30/02/2022 không có thật."),
        ({"to_on": "30/11/2021"}, "Ngày cuối không thể trước ngày đầu (01/12/2021)."),
        ({"from_on": "01/01/2021"}, "đã là đầu mối từ 01/01/2020; hai thời gian chồng nhau."),
    ],
)
def test_a_duty_that_cannot_be_is_told(
    session: Session,
    agencies: dict[str, Agency],
    speaker: Person,
    sign_in: SignIn,
    typed: dict[str, str],
    said: str,
) -> None:
    whole = {"person_id": str(speaker.id), "from_on": "01/12/2021", "to_on": ""} | typed
    response = admin(session, sign_in).post(f"/agencies/{agencies['btg'].id}/focal-points", data=whole)
    assert response.status_code == 422 and said in words(response)
    assert session.scalar(sa.select(sa.func.count()).select_from(FocalPoint)) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Nhập ngày cuối"), ("1/13/2021", "không có thật"), ("31/12/2019", "không thể trước ngày đầu")],
)
def test_a_last_day_that_cannot_be_is_told_in_the_open_panel(
    session: Session, agencies: dict[str, Agency], speaker: Person, sign_in: SignIn, typed: str, said: str
) -> None:
    duty = session.scalars(sa.select(FocalPoint)).one()
    address = f"/agencies/{agencies['btg'].id}/focal-points/{duty.id}/ends"
    response = admin(session, sign_in).post(address, data={"ended_on": typed})
    assert response.status_code == 422 and said in words(response)
    assert f'value="{typed}"' in response.get_data(as_text=True)


def test_only_people_who_write_in_the_ledger_can_be_focal_points(
    session: Session, agencies: dict[str, Agency], speaker: Person, sign_in: SignIn
) -> None:
    factories.person(session, name="Đã khóa", active=False)
    factories.person(session, Role.LEADER, name="Lãnh đạo xem")
    seen = words(admin(session, sign_in).get(f"/agencies/{agencies['btc'].id}"))
    assert "Đầu mối Ban Tuyên giáo" in seen and "Đã khóa" not in seen and "Lãnh đạo xem" not in seen


def test_a_disabled_person_is_not_shown_as_speaking(
    session: Session, agencies: dict[str, Agency], speaker: Person, sign_in: SignIn
) -> None:
    speaker.active = False
    browser = sign_in(factories.person(session, Role.MONITOR))
    assert "Tài khoản đã khóa" in words(browser.get(f"/agencies/{agencies['btg'].id}"))
    assert "Đầu mối Ban Tuyên giáo" not in words(browser.get("/agencies"))


def test_a_substitute_is_recorded_and_shown_with_whom_they_stand_in_for(
    session: Session, agencies: dict[str, Agency], speaker: Person, sign_in: SignIn
) -> None:
    other = factories.person(session, name="Đầu mối thay")
    browser, address = admin(session, sign_in), f"/agencies/{agencies['btg'].id}"
    typed = {"person_id": str(other.id), "from_on": "20/11/2021", "stands_for_id": str(speaker.id)}
    refused = browser.post(f"{address}/focal-points", data=typed)
    assert refused.status_code == 422 and "Thay người vắng thì ghi cả ngày cuối" in words(refused)
    assert browser.post(f"{address}/focal-points", data=typed | {"to_on": "24/11/2021"}).status_code == 303
    seen = words(browser.get(address))
    assert "thay Đầu mối Ban Tuyên giáo từ 20/11/2021 đến hết 24/11/2021 Đang thay, nhận thư" in seen
    task = factories.task(session, agencies["btg"], status=Status.IN_PROGRESS)
    session.commit()
    work = sign_in(other)
    sent = {"version": str(task.version), "percent": "30", "note": "Đang soạn"}
    assert work.post(f"/tasks/{task.id}/updates", data=sent).status_code == 303
    assert "Đầu mối thay, thay Đầu mối Ban Tuyên giáo" in words(work.get(f"/tasks/{task.id}"))


def test_the_rates_are_shown_against_both_dates_with_the_count_of_extensions(
    session: Session, agencies: dict[str, Agency], sign_in: SignIn
) -> None:
    granted = {"due_on": date(2021, 11, 20), "status": Status.DONE, "done_on": date(2021, 11, 18), "extensions": 2}
    extended = factories.task(session, agencies["btg"], **granted)
    extended.original_due_on = date(2021, 11, 10)
    factories.task(session, agencies["btg"], due_on=date(2021, 11, 20), status=Status.DONE, done_on=date(2021, 11, 18))
    session.commit()
    seen = words(sign_in(factories.person(session, Role.MONITOR)).get(f"/agencies/{agencies['btg'].id}"))
    assert "Đúng hạn 100% 2/2 việc đã đến lúc xét" in seen
    assert "Theo hạn ban đầu 50% 1/2 việc, nếu không gia hạn" in seen
    assert "Gia hạn 2 lần 1/2 việc" in seen


def test_without_extensions_the_first_dates_are_not_told_twice(
    session: Session, agencies: dict[str, Agency], sign_in: SignIn
) -> None:
    tasks_of(session, agencies["btg"])
    seen = words(sign_in(factories.person(session, Role.MONITOR)).get(f"/agencies/{agencies['btg'].id}"))
    assert "Theo hạn ban đầu" not in seen and "Gia hạn chưa việc nào" in seen
