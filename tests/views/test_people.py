"""Người dùng: the list, a new person, and access that ends at once."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
import time_machine
from sqlalchemy.orm import Session

from tests import factories
from tests.conftest import SignIn
from tests.page import words
from webapp import clock
from webapp.models import AuthSession, FocalPoint, Person, PersonHandover
from webapp.queries.people import signed_in
from webapp.rules.words import Role, Status


@pytest.fixture(autouse=True)
def office_day() -> Iterator[None]:
    with time_machine.travel("2021-11-22 08:15 +07:00", tick=False):
        yield


@pytest.fixture
def admin(session: Session) -> Person:
    return factories.person(session, Role.ADMIN, name="Quản trị sổ")


def test_the_list_shows_who_may_come_in_and_as_what(session: Session, admin: Person, sign_in: SignIn) -> None:
    agency = factories.agency(session, "Ban Tuyên giáo Tỉnh ủy")
    factories.person(session, speaks_for=agency, name="Đầu mối Ban Tuyên giáo", email="dm@example.vn")
    factories.person(session, Role.LEADER, name="Lãnh đạo cũ", active=False)
    seen = words(sign_in(admin).get("/people"))
    assert "Đầu mối Ban Tuyên giáo dm@example.vn Đầu mối Ban Tuyên giáo Tỉnh ủy Đang dùng" in seen
    assert seen.index("Quản trị sổ") < seen.index("Đầu mối Ban Tuyên giáo") < seen.index("Lãnh đạo cũ")
    assert "Đã khóa" in seen


def test_a_new_focal_point_can_speak_from_today(session: Session, admin: Person, sign_in: SignIn) -> None:
    agency = factories.agency(session, "Thị ủy La Gi")
    browser = sign_in(admin)
    typed = {
        "name": "Đầu mối Thị ủy La Gi",
        "email": " Dau-Moi.LaGi@example.vn ",
        "role": "focal_point",
        "agency_id": str(agency.id),
        "active": "y",
    }
    response = browser.post("/people", data=typed)
    assert response.status_code == 303
    seen = words(browser.get(response.location))
    assert "Đã thêm Đầu mối Thị ủy La Gi." in seen and "Thị ủy La Gi đầu mối từ 22/11/2021" in seen
    assert session.scalars(sa.select(Person.email).order_by(Person.id.desc())).first() == "dau-moi.lagi@example.vn"


def test_a_new_head_is_told_apart_from_a_focal_point(session: Session, admin: Person, sign_in: SignIn) -> None:
    agency, browser = factories.agency(session, "Thị ủy La Gi"), sign_in(admin)
    typed = {"name": "Thủ trưởng Thị ủy La Gi", "email": "tt@example.vn", "role": "focal_point", "active": "y"}
    made = browser.post("/people", data=typed | {"agency_id": str(agency.id), "duty": "head"})
    assert "Thị ủy La Gi thủ trưởng từ 22/11/2021" in words(browser.get(made.location))
    assert "Thị ủy La Gi (thủ trưởng)" in words(browser.get("/people"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Nhập tên hoặc chức danh."),
        ({"email": ""}, "Nhập địa chỉ thư."),
        ({"email": "khong phai thu"}, "Địa chỉ thư không đúng dạng"),
        ({"email": "a@b"}, "Địa chỉ thư không đúng dạng"),
        ({"email": "a@example.vn\nBcc: x@example.vn"}, "Địa chỉ thư không đúng dạng"),
        ({"email": "QUANTRI@example.vn"}, "Địa chỉ này đã là của Quản trị sổ."),
        ({"role": "vua"}, "Chọn một mục trong danh sách."),
        ({"role": "focal_point"}, "đầu mối và người theo dõi luôn thuộc một cơ quan"),
        ({"role": "monitor"}, "đầu mối và người theo dõi luôn thuộc một cơ quan"),
        ({"agency_id": "999999"}, "Chọn một mục trong danh sách."),
        ({"password": "ngan"}, "Mật khẩu dài từ 12 đến 200 ký tự"),
    ],
)
def test_a_person_that_cannot_be_is_told_why(
    session: Session, admin: Person, sign_in: SignIn, typed: dict[str, str], said: str
) -> None:
    admin.email = "quantri@example.vn"
    whole = {"name": "Lãnh đạo mới", "email": "moi@example.vn", "role": "leader", "agency_id": ""} | typed
    response = sign_in(admin).post("/people", data=whole)
    assert response.status_code == 422 and said in words(response)
    assert session.scalar(sa.select(sa.func.count()).select_from(Person)) == 1
    assert "ngan" not in response.get_data(as_text=True).split('name="password"')[1][:200]


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"active": ""}, "Đã kết thúc 1 phiên đăng nhập."), ({"role": "admin"}, "Đã kết thúc 1 phiên đăng nhập.")],
)
def test_disabling_or_another_role_signs_the_person_out(
    session: Session, admin: Person, sign_in: SignIn, typed: dict[str, str], said: str
) -> None:
    person = factories.person(session, Role.LEADER)
    sign_in(person)
    browser, address = sign_in(admin), f"/people/{person.id}"
    whole = {"name": person.name, "email": person.email, "role": "leader", "agency_id": "", "active": "y"} | typed
    whole = {name: value for name, value in whole.items() if value or name != "active"}
    assert browser.post(address, data=whole).status_code == 303
    assert said in words(browser.get(address))
    assert signed_in(session, f"session-{person.id}-1", now=clock.now()) is None


def test_all_sessions_are_ended_with_one_press(session: Session, admin: Person, sign_in: SignIn) -> None:
    person = factories.person(session, Role.LEADER)
    for _ in range(2):
        sign_in(person)
    browser, address = sign_in(admin), f"/people/{person.id}"
    assert "2 phiên đang mở" in words(browser.get(address))
    assert browser.post(f"{address}/session-ends").status_code == 303
    seen = words(browser.get(address))
    assert "Đã kết thúc 2 phiên đăng nhập." in seen and "Không có phiên nào đang mở" in seen
    living = sa.select(sa.func.count()).where(AuthSession.ended_at.is_(None))
    assert session.scalar(living) == 1


@pytest.mark.parametrize("typed", [{"active": ""}, {"role": "leader"}])
def test_the_last_administrator_cannot_shut_the_door_behind_themselves(
    session: Session, admin: Person, sign_in: SignIn, typed: dict[str, str]
) -> None:
    browser = sign_in(admin)
    whole = {"name": "Quản trị sổ", "email": admin.email, "role": "admin", "active": "y"} | typed
    whole = {name: value for name, value in whole.items() if value}
    response = browser.post(f"/people/{admin.id}", data=whole)
    assert response.status_code == 422
    assert "người quản trị duy nhất đang dùng" in words(response)
    session.expire_all()
    assert admin.active and admin.role is Role.ADMIN


def test_a_password_is_never_shown_again(session: Session, admin: Person, sign_in: SignIn) -> None:
    admin.password_hash = "argon2-secret"
    page = sign_in(admin).get(f"/people/{admin.id}").get_data(as_text=True)
    assert "argon2" not in page and 'type="password"' in page


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.MONITOR, Role.LEADER])
@pytest.mark.parametrize("address", ["/people", "/people/{id}", "/people/{id}/session-ends"])
def test_people_are_an_administrators_matter(session: Session, sign_in: SignIn, role: Role, address: str) -> None:
    viewer = factories.person(session, role)
    where, browser = address.format(id=viewer.id), sign_in(viewer)
    assert browser.post(where, data={"role": "admin"}).status_code == 403
    assert "session-ends" in address or browser.get(where).status_code == 403


@pytest.mark.parametrize("address", ["/people/999999", "/people/999999/session-ends"])
def test_nobody_of_that_number(admin: Person, sign_in: SignIn, address: str) -> None:
    assert sign_in(admin).post(address).status_code == 404


def test_the_list_costs_four_statements(
    session: Session, admin: Person, sign_in: SignIn, statements: list[str]
) -> None:
    for _ in range(20):
        factories.person(session, speaks_for=factories.agency(session))
    browser = sign_in(admin)
    statements.clear()
    browser.get("/people")
    assert len(statements) <= 5


def test_a_person_hands_everything_over_and_the_page_says_what_it_will_be(
    session: Session, admin: Person, sign_in: SignIn
) -> None:
    agency = factories.agency(session, "Ban Tuyên giáo Tỉnh ủy")
    giver = factories.person(session, speaks_for=agency, name="Đầu mối cũ")
    taker = factories.person(session, name="Đầu mối mới")
    for _ in range(2):
        factories.task(session, agency)
    factories.task(session, agency, status=Status.DONE)
    session.commit()
    browser, address = sign_in(admin), f"/people/{giver.id}"
    before = words(browser.get(address))
    assert "nhiệm vụ ở Ban Tuyên giáo Tỉnh ủy , gồm 2 việc đang mở" in before
    typed = {"to_id": str(taker.id), "effective_on": "22/11/2021", "handover_reason": "nghỉ hưu", "once": "n"}
    for _press in range(2):
        assert browser.post(f"{address}/handovers", data=typed).status_code == 303
    after = words(browser.get(address))
    assert "Đã bàn giao 1 cơ quan" in after and "đã được ghi từ lần gửi trước" in after
    assert "Từ 22/11/2021: Đầu mối cũ bàn giao cho Đầu mối mới nhiệm vụ ở Ban Tuyên giáo Tỉnh ủy. nghỉ hưu" in after
    assert "việc đang mở" not in after
    assert "bàn giao cho Đầu mối mới" in words(browser.get(f"/people/{taker.id}"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"to_id": ""}, "Chọn người nhận"),
        ({"effective_on": "32/11/2021"}, "32/11/2021"),
        ({"handover_reason": ""}, "Nêu lý do"),
        ({"effective_on": "01/01/2019", "to_id": "self"}, "Chọn một người khác"),
    ],
)
def test_a_hand_over_that_cannot_be_is_told_with_what_was_typed(
    session: Session, admin: Person, sign_in: SignIn, typed: dict[str, str], said: str
) -> None:
    giver = factories.person(session, speaks_for=factories.agency(session))
    taker = factories.person(session)
    sent = {"to_id": str(taker.id), "effective_on": "22/11/2021", "handover_reason": "nghỉ hưu"} | typed
    sent["to_id"] = str(giver.id) if sent["to_id"] == "self" else sent["to_id"]
    answer = sign_in(admin).post(f"/people/{giver.id}/handovers", data=sent)
    assert answer.status_code == 422 and said in words(answer)
    assert ("nghỉ hưu" in answer.get_data(as_text=True)) is (sent["handover_reason"] != "")
    assert session.scalar(sa.select(sa.func.count()).select_from(PersonHandover)) == 0


def test_a_persons_page_costs_nine_statements(
    session: Session, admin: Person, sign_in: SignIn, statements: list[str]
) -> None:
    giver = factories.person(session, speaks_for=factories.agency(session))
    for _ in range(5):
        agency = factories.agency(session)
        session.add(FocalPoint(person_id=giver.id, agency_id=agency.id, from_on=factories.TODAY))
        factories.task(session, agency)
    session.commit()
    browser, address = sign_in(admin), f"/people/{giver.id}"
    statements.clear()
    browser.get(address)
    assert len(statements) <= 9
