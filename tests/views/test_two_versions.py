"""Two reviewers correct one proposal: the second sees both versions where they differ, and chooses; nothing is lost."""

import html as markup
import re
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.page import words
from tests.views.test_reviewers import FIRST, SECOND, Two, ids
from tests.views.test_reviewers import path as path
from tests.views.test_reviewers import two as two
from webapp.models import Agency, Proposal, TargetProposal


def field(page: TestResponse, name: str) -> str:
    """The value that a text field of the page holds."""
    found = re.search(rf'<input[^>]*id="{name}"[^>]*value="([^"]*)"', page.get_data(as_text=True))
    assert found, name
    return markup.unescape(found[1])


def duty_form(browser: FlaskClient, path: str, session: Session, key: int, **said: Any) -> dict[str, Any]:
    """What the form of a duty sends, as it stands in the browser, with what this person typed."""
    page = browser.get(f"{path}?de_xuat={key}")
    lead = session.scalars(sa.select(Agency.id).order_by(Agency.id)).first()
    values = {name: field(page, name) for name in ("title", "product", "report_to", "review_on", "undated_reason")}
    return values | {"lead": [f"a:{lead}"], "kind": "standing", "recurrence": "", "seen": field(page, "seen")} | said


def rows(page: TestResponse) -> dict[str, tuple[str, str]]:
    """The table of differences: field to (now, mine)."""
    html = page.get_data(as_text=True)
    found = re.findall(
        r'<th role="rowheader" scope="row">([^<]+)</th><td [^>]*data-l="Bản hiện có"><span>(.*?)</span></td>'
        r'<td [^>]*data-l="Bản của tôi"><ins>(.*?)</ins>',
        html,
    )
    return {label: (markup.unescape(now), markup.unescape(mine)) for label, now, mine in found}


@pytest.fixture
def clash(two: Two, path: str, session: Session) -> tuple[TestResponse, dict[str, Any], str]:
    """The second's answer after the first was quicker, what the second had sent, and the address."""
    (one, other), key = two, ids(session, Proposal)[0]
    address = f"{path}/proposals/{key}/corrections"
    second = sorted(session.scalars(sa.select(Agency.id)))[1]
    mine = duty_form(other, path, session, key, title="Tên của người thứ hai", lead=[f"a:{second}"], product="Đề án")
    theirs = duty_form(one, path, session, key, title="Tên của người thứ nhất", kind="dated", due_on="30/11/2021")
    assert one.post(address, data=theirs).status_code == 303
    return other.post(address, data=mine), mine, address


def test_both_versions_stand_side_by_side_where_they_differ(clash: tuple[TestResponse, dict[str, Any], str]) -> None:
    page = clash[0]
    assert page.status_code == 409
    assert re.search(rf"Trong lúc đồng chí sửa, {FIRST} đã đổi chỗ này lúc \d\d:\d\d ?\.", words(page))
    found = rows(page)
    assert found["Việc phải làm"] == ("Tên của người thứ nhất", "Tên của người thứ hai")
    assert found["Chủ trì"] == ("Ban Tuyên giáo Tỉnh ủy", "Ban Tổ chức Tỉnh ủy")
    assert found["Loại hạn"] == ("Có thời hạn", "Thường xuyên")
    assert found["Đến ngày"] == ("30/11/2021", "trống")
    assert found["Sản phẩm"][1] == "Đề án"
    assert not {"Phối hợp", "Kỳ", "Báo cáo về"} & set(found), "what is the same in both is not repeated"
    assert "Ghi bản của tôi" in words(page) and "Giữ bản hiện có" in words(page)
    assert field(page, "title") == "Tên của người thứ hai" and field(page, "product") == "Đề án"


def test_mine_is_written_by_sending_it_once_more(
    two: Two, clash: tuple[TestResponse, dict[str, Any], str], session: Session
) -> None:
    page, mine, address = clash
    one = session.scalars(sa.select(Proposal).order_by(Proposal.start)).first()
    assert one and one.title == "Tên của người thứ nhất"
    assert two[1].post(address, data=mine | {"seen": field(page, "seen")}).status_code == 303
    session.expire_all()
    assert (one.title, one.product) == ("Tên của người thứ hai", "Đề án")


def test_theirs_is_kept_by_going_back_to_it(
    two: Two, path: str, clash: tuple[TestResponse, dict[str, Any], str], session: Session
) -> None:
    back = re.search(r'<a class="btn" href="([^"]+)">Giữ bản hiện có', clash[0].get_data(as_text=True))
    assert back and back[1].startswith(path)
    assert "Tên của người thứ nhất" in words(two[1].get(back[1].split("#")[0]))


def test_htmx_gets_the_same_in_its_block(two: Two, path: str, session: Session) -> None:
    (one, other), key = two, ids(session, Proposal)[0]
    address = f"{path}/proposals/{key}/corrections"
    mine = duty_form(other, path, session, key, title="Tên của người thứ hai")
    one.post(address, data=duty_form(one, path, session, key, title="Tên của người thứ nhất"))
    page = other.post(address, data=mine, headers={"HX-Request": "true", "HX-Target": "review"})
    assert page.status_code == 409 and "<!doctype" not in page.get_data(as_text=True)
    assert rows(page) == {"Việc phải làm": ("Tên của người thứ nhất", "Tên của người thứ hai")}


def test_who_typed_what_already_stands_there_is_not_stopped(two: Two, path: str, session: Session) -> None:
    (one, other), key = two, ids(session, Proposal)[0]
    mine = duty_form(other, path, session, key, title="Cùng một tên")
    one.post(f"{path}/proposals/{key}/corrections", data=duty_form(one, path, session, key, title="Cùng một tên"))
    assert other.post(f"{path}/proposals/{key}/corrections", data=mine).status_code == 303


def test_what_was_dropped_meanwhile_comes_back_only_when_the_second_says_so(
    two: Two, path: str, session: Session
) -> None:
    (one, other), key = two, ids(session, Proposal)[0]
    mine = duty_form(other, path, session, key, title="Việc này vẫn cần")
    one.post(f"{path}/proposals/{key}/drops")
    page = other.post(f"{path}/proposals/{key}/corrections?thieu=unchecked", data=mine)
    assert page.status_code == 409
    assert rows(page)["Tình trạng"] == ("đã bỏ", "giữ")
    assert field(page, "title") == "Việc này vẫn cần"
    assert session.get_one(Proposal, key).dropped
    mine |= {"seen": field(page, "seen")}
    assert other.post(f"{path}/proposals/{key}/corrections", data=mine).status_code == 303
    session.expire_all()
    row = session.get_one(Proposal, key)
    assert (row.title, row.dropped) == ("Việc này vẫn cần", False)


def test_targets_are_chosen_between_in_the_same_way(two: Two, path: str, session: Session) -> None:
    (one, other), key = two, ids(session, TargetProposal)[0]
    address = f"{path}/targets/{key}/corrections"
    page = other.get(f"{path}/targets?moc={key}")
    said = {name: field(page, name) for name in ("name", "unit", "value", "due_on", "seen")} | {"comparator": "reach"}
    assert one.post(address, data=said | {"value": "81.000", "name": "Đoàn viên"}).status_code == 303
    late = other.post(address, data=said | {"value": "82.000", "comparator": "at_least"})
    assert late.status_code == 409 and f"{FIRST} đã đổi chỗ này" in words(late)
    assert rows(late) == {
        "Chỉ tiêu": ("Đoàn viên", "Đoàn viên công đoàn"),
        "Cách nêu": ("đạt số này", "ít nhất, từ … trở lên (≥)"),
        "Số": ("81.000", "82.000"),
    }
    again = said | {"value": "82.000", "comparator": "at_least", "seen": field(late, "seen")}
    assert other.post(address, data=again).status_code == 303
    assert f"Đã sửa: {SECOND}" in words(one.get(f"{path}/targets")) and "≥ 82.000" in words(one.get(f"{path}/targets"))
    one.post(f"{path}/targets/{key}/drops")
    late = other.post(address, data=again)
    assert late.status_code == 409 and rows(late)["Tình trạng"] == ("đã bỏ", "giữ")


@pytest.mark.parametrize("deed", ["checks", "drops"])
def test_who_acts_on_a_target_that_somebody_else_just_changed_is_shown_the_new_one(
    two: Two, path: str, session: Session, deed: str
) -> None:
    key = ids(session, TargetProposal)[0]
    seen = re.findall(r'name="seen" value="(\w{32})"', two[1].get(f"{path}/targets").get_data(as_text=True))[0]
    row = session.get_one(TargetProposal, key)
    row.name = "Tên mới của mốc"
    session.commit()
    late = two[1].post(f"{path}/targets/{key}/{deed}", data={"seen": seen, "checked": "1"})
    assert late.status_code == 409
    assert "Người khác vừa đổi mốc này" in words(late) and "Tên mới của mốc" in words(late)
    session.refresh(row)
    assert not row.checked and not row.dropped
