"""The review of 300 proposals: a page at a time, doubts first, and nobody's change lost."""

import gzip
import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from webapp.models import Proposal
from webapp.rules.words import Role
from webapp.seed.directory import load_directory

PROGRAMME = (Path(__file__).parents[2] / "webapp/data/programmes/nq02-cong-doan.txt").read_text(encoding="utf-8")
HEAD = PROGRAMME[: PROGRAMME.index("IV. TỔ CHỨC THỰC HIỆN")]
LINES = [
    f"{n}. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính xây dựng báo cáo chuyên đề số {n} trước ngày 30/6/2022."
    if n % 3
    else f"{n}. Hội Người cao tuổi số {n} tổ chức tuyên truyền nội dung {n} của Chương trình."
    for n in range(1, 301)
]
LONG = HEAD + "IV. TỔ CHỨC THỰC HIỆN\n\n" + "\n\n".join(LINES)


@pytest.fixture
def browser(session: Session, sign_in: SignIn) -> FlaskClient:
    agencies = load_directory(session)
    return sign_in(make.person(session, Role.MONITOR, agency_id=agencies["bdv"].id))


def read(browser: FlaskClient, text: str = LONG) -> str:
    answer = browser.post("/imports", data={"pasted": text})
    assert answer.status_code == 303
    return answer.location


def numbers(html: str) -> list[int]:
    """The numbers of the proposals in the order of the page."""
    return [int(n) for n in re.findall(r'aria-label="Đến câu của đề xuất (\d+)"', html)]


def test_three_hundred_proposals_are_reviewed_page_by_page_with_doubts_first(
    browser: FlaskClient, session: Session, statements: list[str]
) -> None:
    path = read(browser)
    statements.clear()
    html = browser.get(path).get_data(as_text=True)
    assert len(statements) <= 9
    assert len(html.encode()) < 250_000 and len(gzip.compress(html.encode())) < 20_000
    assert "Soát 300 đề xuất" in html and "Trang 1/8" in html
    first = numbers(html)
    assert len(first) == 40 and all(n % 3 == 0 for n in first), "the bodies nobody knows come first"
    assert "chuyên đề số 1," not in html, "the text beside shows the sentences of this page"
    written = browser.get(f"{path}?xep=van-ban&trang=8").get_data(as_text=True)
    assert numbers(written) == list(range(281, 301))
    last = session.scalars(sa.select(Proposal.id).order_by(Proposal.start.desc())).first()
    assert 300 in numbers(browser.get(f"{path}?xep=van-ban&de_xuat={last}").get_data(as_text=True))
    assert len(numbers(browser.get(f"{path}?trang=99").get_data(as_text=True))) == 20


def test_a_change_keeps_filter_order_and_page(browser: FlaskClient, session: Session) -> None:
    path = read(browser)
    one = session.scalars(sa.select(Proposal).order_by(Proposal.start)).first()
    assert one
    there = browser.post(f"{path}/proposals/{one.id}/checks?xep=van-ban&trang=2&thieu=unchecked", data={"checked": "1"})
    assert {"xep=van-ban", "trang=2", "thieu=unchecked"} <= set(re.split("[?&#]", there.location))


def test_what_is_checked_goes_behind_what_is_not(browser: FlaskClient, session: Session) -> None:
    path = read(browser)
    first = numbers(browser.get(path).get_data(as_text=True))[0]
    ids = session.scalars(sa.select(Proposal.id).order_by(Proposal.start)).all()
    browser.post(f"{path}/proposals/{ids[first - 1]}/checks", data={"checked": "1"})
    assert first not in numbers(browser.get(path).get_data(as_text=True))


def test_each_value_shows_the_words_it_rests_on_and_how_sure(browser: FlaskClient, session: Session) -> None:
    path = read(browser, PROGRAMME)
    one = session.scalars(sa.select(Proposal).order_by(Proposal.start)).first()
    assert one
    html = browser.get(f"{path}?de_xuat={one.id}").get_data(as_text=True)
    assert '<b class="why" data-l="Hạn">trước ngày 10/11/2021</b>' in html
    assert re.search(r"Căn cứ, (?:chắc|khá chắc|chưa chắc)", html)


@pytest.mark.parametrize("deed", ["checks", "drops", "merges", "splits"])
def test_who_acts_on_what_somebody_else_just_changed_is_shown_the_new_one(
    browser: FlaskClient, session: Session, deed: str
) -> None:
    path = read(browser, PROGRAMME)
    one = session.scalars(sa.select(Proposal).order_by(Proposal.start)).first()
    assert one
    html = browser.get(path).get_data(as_text=True)
    seen = re.findall(r'name="seen" value="(\w{32})"', html)[0]
    one.title = "Người khác vừa đặt tên này"
    session.commit()
    late = browser.post(f"{path}/proposals/{one.id}/{deed}", data={"seen": seen, "checked": "1", "at": "1"})
    assert late.status_code == 409
    assert "Người khác vừa đổi đề xuất này" in words(late) and "Người khác vừa đặt tên này" in words(late)
    session.refresh(one)
    assert not one.checked and not one.dropped
