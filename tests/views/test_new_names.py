"""A name nobody bears: one press makes it an agency, another says whom it means; the whole draft follows."""

import re

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from tests.views.issued import TEXT
from tests.views.test_reviewers import card
from webapp.actions.new_names import guess_kind
from webapp.extraction.near_names import near
from webapp.models import Agency, AgencyKind, AgencyName, ProposalAgency
from webapp.rules.words import AgencyRole, Role
from webapp.seed.directory import load_directory

NEW, SLIP = "Hội Khuyến học tỉnh", "Ban Tuyên giáo Tỉnh uỷ Bình Thuận"
LINES = (
    f"2. {NEW} chủ trì, phối hợp với {SLIP} xây dựng kế hoạch khuyến học trước ngày 30/11/2021.\n\n"
    f"3. {NEW} báo cáo kết quả trước ngày 20/12/2021.\n\n"
    f"4. Ban Tổ chức Tỉnh ủy phối hợp với {NEW} tổng hợp báo cáo trước ngày 25/12/2021."
)
DRAFT = TEXT.replace("2. Các cấp ủy thực hiện nghiêm.", LINES)


@pytest.fixture
def browser(session: Session, sign_in: SignIn) -> FlaskClient:
    agencies = load_directory(session)
    return sign_in(make.person(session, Role.MONITOR, agency_id=agencies["bdv"].id))


@pytest.fixture
def path(browser: FlaskClient) -> str:
    return browser.post("/imports", data={"pasted": DRAFT}).location


def held(session: Session, written: str) -> set[int | None]:
    """What the draft holds this name for."""
    session.expire_all()
    return set(session.scalars(sa.select(ProposalAgency.agency_id).where(ProposalAgency.written == written)))


def first(session: Session, written: str) -> int:
    found = session.scalar(sa.select(sa.func.min(ProposalAgency.proposal_id)).where(ProposalAgency.written == written))
    assert found
    return found


def test_the_proposal_itself_offers_to_add_the_agency_with_a_kind_guessed_from_its_name(
    browser: FlaskClient, path: str, session: Session
) -> None:
    said = card(browser, path, f"d{first(session, NEW)}")
    assert f"“{NEW}” chưa có trong danh mục cơ quan" in said and "Thêm cơ quan mới" in said
    html = browser.get(path).get_data(as_text=True)
    assert re.search(r'<option value="grouped" selected>', html)


def test_one_press_adds_it_and_every_proposal_of_that_name_follows(
    browser: FlaskClient, path: str, session: Session
) -> None:
    key = first(session, NEW)
    there = browser.post(f"{path}/agencies", data={"written": NEW, "kind": "other", "at": str(key)})
    assert there.status_code == 303 and there.location.endswith(f"#d{key}")
    made = session.scalars(sa.select(Agency).where(Agency.name == NEW)).one()
    assert made.kind is AgencyKind.OTHER, "the reviewer's choice, not the guess"
    assert held(session, NEW) == {made.id}
    page = words(browser.get(path))
    assert f"{NEW} đã vào danh mục cơ quan; đã nhận tên này ở 3 đề xuất" in page
    assert f"“{NEW}” chưa có" not in page


def test_a_second_reviewer_s_press_makes_no_second_agency(browser: FlaskClient, path: str, session: Session) -> None:
    for _ in range(2):
        assert browser.post(f"{path}/agencies", data={"written": NEW, "kind": "other"}).status_code == 303
    assert session.scalar(sa.select(sa.func.count()).where(Agency.name == NEW)) == 1
    assert f"{NEW} đã có trong danh mục" in words(browser.get(path))


def test_a_near_name_is_asked_about_first_and_remembered_when_it_is_the_one(
    browser: FlaskClient, path: str, session: Session
) -> None:
    real = session.scalars(sa.select(Agency).where(Agency.name == "Ban Tuyên giáo Tỉnh ủy")).one()
    assert f"“{SLIP}” chưa có trong danh mục cơ quan. Có phải {real.name} ?" in card(
        browser, path, f"d{first(session, SLIP)}"
    )
    assert held(session, SLIP) == {None}, "nothing is taken for another by itself"
    assert browser.post(f"{path}/aliases", data={"written": SLIP, "body": f"a:{real.id}"}).status_code == 303
    assert held(session, SLIP) == {real.id}
    assert session.scalar(sa.select(AgencyName.agency_id).where(AgencyName.text == SLIP)) == real.id
    assert f"Đã nhận “{SLIP}” là {real.name} ở 1 đề xuất" in words(browser.get(path))


def test_who_leads_does_not_also_coordinate_once_the_name_is_known(
    browser: FlaskClient, path: str, session: Session
) -> None:
    key = first(session, SLIP)
    lead = session.scalars(sa.select(Agency).where(Agency.name == "Ban Tổ chức Tỉnh ủy")).one()
    for name in (NEW, SLIP):
        browser.post(f"{path}/aliases", data={"written": name, "body": f"a:{lead.id}"})
    session.expire_all()
    bodies = session.execute(
        sa.select(ProposalAgency.role, ProposalAgency.agency_id).where(ProposalAgency.proposal_id == key)
    ).all()
    assert [tuple(one) for one in bodies] == [(AgencyRole.LEAD, lead.id)]


def test_a_name_for_many_is_no_agency(browser: FlaskClient, session: Session) -> None:
    text = DRAFT.replace(NEW, "các hội quần chúng cấp tỉnh").replace(SLIP, "Ban Nội chính Tỉnh ủy")
    path = browser.post("/imports", data={"pasted": text}).location
    names = set(session.scalars(sa.select(ProposalAgency.written).where(ProposalAgency.written.ilike("các hội%"))))
    assert names
    page = words(browser.get(path))
    assert "Tên gọi chung cho nhiều cơ quan" in page and "Thêm cơ quan mới" not in page


@pytest.mark.parametrize(
    ("noun", "said", "status"),
    [
        ("agencies", {"written": NEW, "kind": "x"}, 422),
        ("agencies", {"written": "", "kind": "other"}, 422),
        ("aliases", {"written": NEW, "body": "12"}, 422),
        ("aliases", {"written": NEW, "body": "a:999999"}, 404),
    ],
)
def test_what_makes_no_sense_changes_nothing(
    browser: FlaskClient, path: str, session: Session, noun: str, said: dict[str, str], status: int
) -> None:
    assert browser.post(f"{path}/{noun}", data=said).status_code == status
    assert held(session, NEW) == {None}


def test_the_same_name_with_other_marks_stays_another(browser: FlaskClient, session: Session) -> None:
    text = DRAFT.replace(SLIP, "Hội Khuyến hộc tỉnh")
    path = browser.post("/imports", data={"pasted": text}).location
    browser.post(f"{path}/agencies", data={"written": NEW, "kind": "grouped"})
    assert held(session, "Hội Khuyến hộc tỉnh") == {None}
    assert f"Có phải {NEW} ?" in words(browser.get(path))


def test_a_leader_and_a_focal_point_add_no_agency(path: str, session: Session, sign_in: SignIn) -> None:
    for role in (Role.LEADER, Role.FOCAL_POINT):
        answer = sign_in(make.person(session, role)).post(f"{path}/agencies", data={"written": NEW, "kind": "other"})
        assert answer.status_code == 403
    assert session.scalars(sa.select(Agency).where(Agency.name == NEW)).all() == []


def test_a_closed_draft_takes_no_name(browser: FlaskClient, path: str) -> None:
    browser.post(f"{path}/discards")
    assert browser.post(f"{path}/agencies", data={"written": NEW, "kind": "other"}).status_code == 409


def test_the_guess_is_right_for_every_agency_of_the_directory(session: Session) -> None:
    load_directory(session)
    for one in session.scalars(sa.select(Agency)):
        assert guess_kind(one.name) is one.kind, one.name
    for name in ("Sở Nội vụ", "Ủy ban nhân dân xã Hàm Thắng", "Bảo hiểm xã hội tỉnh", "Hội đồng nhân dân xã"):
        assert guess_kind(name) is AgencyKind.OTHER, name
    assert guess_kind("Đảng ủy phường Bình Thuận") is AgencyKind.ATTACHED


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Ban Tuyên giáo Tỉnh uỷ Bình Thuận", ["Ban Tuyên giáo Tỉnh ủy"]),
        ("Sở Tài nguyên", ["Sở Tài nguyên và Môi trường"]),
        ("Ban", []),
        ("Hội Khuyến học tỉnh", []),
    ],
)
def test_which_names_are_near(written: str, expected: list[str]) -> None:
    known = ["Ban Tuyên giáo Tỉnh ủy", "Sở Tài nguyên và Môi trường", "Trường Chính trị tỉnh", "Ban Dân vận Tỉnh ủy"]
    assert near(written, known)[: len(expected) or None] == expected


def test_the_directory_is_asked_once_however_many_names_are_unknown(
    browser: FlaskClient, path: str, session: Session, statements: list[str]
) -> None:
    statements.clear()
    browser.get(path)
    before = len(statements)
    browser.post(f"{path}/agencies", data={"written": NEW, "kind": "other"})
    lead = session.scalars(sa.select(Agency).where(Agency.name == "Ban Tuyên giáo Tỉnh ủy")).one()
    browser.post(f"{path}/aliases", data={"written": SLIP, "body": f"a:{lead.id}"})
    browser.get(path)
    statements.clear()
    browser.get(path)
    assert before - len(statements) == 1 and before <= 10
