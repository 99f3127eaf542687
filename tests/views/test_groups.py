"""Nhóm cơ quan: members from–to, other names, and what cannot be recorded."""

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
from webapp.models import Agency, AgencyGroup, AgencyName, GroupMember
from webapp.rules.words import Role
from webapp.seed.directory import load_directory


@pytest.fixture(autouse=True)
def office_day() -> Iterator[None]:
    with time_machine.travel("2021-11-22 08:15 +07:00", tick=False):
        yield


@pytest.fixture
def agencies(session: Session) -> dict[str, Agency]:
    return load_directory(session)


@pytest.fixture
def group(session: Session, agencies: dict[str, Agency]) -> AgencyGroup:
    return session.scalars(sa.select(AgencyGroup).filter_by(code="cacban")).one()


@pytest.fixture
def admin(session: Session, group: AgencyGroup, sign_in: SignIn) -> FlaskClient:
    return sign_in(factories.person(session, Role.ADMIN))


def member(session: Session, group: AgencyGroup) -> GroupMember:
    found = session.scalars(sa.select(GroupMember).filter_by(group_id=group.id)).first()
    assert found is not None
    return found


def test_the_list_says_how_many_each_group_stands_for_today(
    session: Session, group: AgencyGroup, admin: FlaskClient
) -> None:
    member(session, group).valid_to = date(2021, 11, 21)
    session.flush()
    seen = words(admin.get("/groups"))
    assert "Các huyện, thị, thành ủy, đảng ủy trực thuộc" in seen
    assert "Các Ban Đảng 3" in seen


def test_a_group_shows_its_members_with_their_days(session: Session, group: AgencyGroup, admin: FlaskClient) -> None:
    member(session, group).valid_to = date(2021, 11, 21)
    session.flush()
    seen = words(admin.get(f"/groups/{group.id}"))
    assert "Hôm nay gồm 3 cơ quan" in seen
    assert "đến hết 21/11/2021 hôm nay không thuộc nhóm" in seen
    assert "Ban Nội chính Tỉnh ủy không giới hạn" in seen


def test_an_agency_joins_and_leaves_with_a_date(
    session: Session, group: AgencyGroup, agencies: dict[str, Agency], admin: FlaskClient
) -> None:
    address = f"/groups/{group.id}"
    typed = {"agency_id": str(agencies["ubkt"].id), "valid_from": "01/11/2021", "valid_to": ""}
    assert admin.post(f"{address}/members", data=typed).status_code == 303
    made = session.scalars(sa.select(GroupMember).filter_by(group_id=group.id, agency_id=agencies["ubkt"].id)).one()
    opened = admin.get(f"{address}?mo={made.id}")
    assert 'name="since_on"' in opened.get_data(as_text=True) and 'value="01/11/2021"' in opened.get_data(as_text=True)
    days = {"since_on": "01/11/2021", "until_on": "30/11/2021"}
    assert admin.post(f"{address}/members/{made.id}/dates", data=days).status_code == 303
    assert "từ 01/11/2021 đến hết 30/11/2021" in words(admin.get(address))


def test_a_mistaken_line_is_taken_out(session: Session, group: AgencyGroup, admin: FlaskClient) -> None:
    wrong = member(session, group).id
    assert admin.post(f"/groups/{group.id}/members/{wrong}/removals").status_code == 303
    assert session.get(GroupMember, wrong) is None


def test_an_agency_that_is_there_already_is_told(
    group: AgencyGroup, agencies: dict[str, Agency], admin: FlaskClient
) -> None:
    response = admin.post(f"/groups/{group.id}/members", data={"agency_id": str(agencies["btc"].id)})
    assert response.status_code == 422
    assert "Ban Tổ chức Tỉnh ủy đã có trong nhóm, không ghi ngày." in words(response)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Chọn một cơ quan."),
        ({"agency_id": "999999"}, "Chọn một mục trong danh sách."),
        ({"agency_id": "1", "valid_from": "29/02/2021"}, "Ngày 29/02/2021 không có thật."),
    ],
)
def test_a_member_that_cannot_be_is_told(
    group: AgencyGroup, admin: FlaskClient, typed: dict[str, str], said: str
) -> None:
    response = admin.post(f"/groups/{group.id}/members", data=typed)
    assert response.status_code == 422 and said in words(response)


def test_reversed_days_are_told_in_the_open_panel(session: Session, group: AgencyGroup, admin: FlaskClient) -> None:
    address = f"/groups/{group.id}/members/{member(session, group).id}/dates"
    response = admin.post(address, data={"since_on": "02/01/2022", "until_on": "01/01/2022"})
    assert response.status_code == 422
    assert "Ngày cuối không thể trước ngày đầu (02/01/2022)." in words(response)
    assert 'value="01/01/2022"' in response.get_data(as_text=True)


def test_a_group_is_made_renamed_and_given_other_names(session: Session, admin: FlaskClient) -> None:
    made = admin.post("/groups", data={"name": "Các sở, ban, ngành tỉnh"})
    assert made.status_code == 303
    assert "Nhóm chưa có cơ quan nào" in words(admin.get(made.location))
    assert admin.post(made.location, data={"name": "Các sở, ngành tỉnh"}).status_code == 303
    assert admin.post(f"{made.location}/names", data={"text": "Các sở"}).status_code == 303
    seen = words(admin.get(made.location))
    assert "Các sở, ban, ngành tỉnh Bỏ" in seen and "Các sở Bỏ" in seen
    name = session.scalars(sa.select(AgencyName).filter_by(text="Các sở")).one()
    assert admin.post(f"{made.location}/names/{name.id}/removals").status_code == 303
    assert "Các sở Bỏ" not in words(admin.get(made.location))


@pytest.mark.parametrize("address", ["/groups", "/groups/{group}", "/groups/{group}/names"])
@pytest.mark.parametrize(("name", "said"), [("", "Nhập tên"), ("Ban Dân vận", "đã là tên của Ban Dân vận Tỉnh ủy")])
def test_a_name_that_cannot_be_is_told(
    group: AgencyGroup, admin: FlaskClient, address: str, name: str, said: str
) -> None:
    response = admin.post(address.format(group=group.id), data={"name": name, "text": name})
    assert response.status_code == 422 and said in words(response)


ADDRESSES = [
    "/groups",
    "/groups/{group}",
    "/groups/{group}/names",
    "/groups/{group}/names/{name}/removals",
    "/groups/{group}/members",
    "/groups/{group}/members/{member}/dates",
    "/groups/{group}/members/{member}/removals",
]


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.MONITOR, Role.LEADER])
@pytest.mark.parametrize("address", ADDRESSES)
def test_groups_are_an_administrators_matter(
    session: Session, group: AgencyGroup, sign_in: SignIn, role: Role, address: str
) -> None:
    name = session.scalar(sa.select(AgencyName.id).where(AgencyName.group_id == group.id))
    where = address.format(group=group.id, name=name, member=member(session, group).id)
    browser = sign_in(factories.person(session, role))
    assert browser.post(where).status_code == 403
    assert browser.get("/groups").status_code == 403


@pytest.mark.parametrize("address", ADDRESSES[1:])
def test_a_group_that_is_not_there_is_not_found(
    session: Session, group: AgencyGroup, admin: FlaskClient, address: str
) -> None:
    name = session.scalar(sa.select(AgencyName.id).where(AgencyName.group_id == group.id))
    where = address.format(group=999999, name=name, member=member(session, group).id)
    assert admin.post(where).status_code == 404


def test_pages_cost_few_statements(group: AgencyGroup, admin: FlaskClient, statements: list[str]) -> None:
    address = f"/groups/{group.id}"
    statements.clear()
    admin.get(address)
    assert len(statements) <= 6
