"""Two people review one draft: each sees who checked, corrected or dropped what, and when; taking it back clears it."""

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from tests.views.test_targets import GOALS, TEXT
from webapp.models import AgencyKind, Proposal, TargetProposal
from webapp.rules.words import Role

FIRST, SECOND = "Ban Dân vận, người thứ nhất", "Ban Dân vận, người thứ hai"
MORE = TEXT.replace(
    "2. Các cấp ủy thực hiện nghiêm.",
    "2. Ban Tổ chức Tỉnh ủy xây dựng kế hoạch cán bộ trước ngày 30/11/2021.\n\n3. Ban Nội chính Tỉnh ủy báo cáo kết "
    "quả trước ngày 20/12/2021.",
)
Two = tuple[FlaskClient, FlaskClient]


@pytest.fixture
def two(session: Session, sign_in: SignIn) -> Two:
    """The browsers of two monitors; every agency of the draft is in the directory."""
    for name in ("Ban Tuyên giáo Tỉnh ủy", "Ban Tổ chức Tỉnh ủy", "Ban Nội chính Tỉnh ủy"):
        make.agency(session, name, AgencyKind.STAFF)
    one, other = (sign_in(make.person(session, Role.MONITOR, name=name)) for name in (FIRST, SECOND))
    return one, other


@pytest.fixture
def path(two: Two) -> str:
    return two[0].post("/imports", data={"pasted": GOALS + MORE}).location


def ids(session: Session, table: type[Proposal | TargetProposal]) -> list[int]:
    return list(session.scalars(sa.select(table.id).order_by(table.start)))


def card(browser: FlaskClient, address: str, anchor: str) -> str:
    """What one proposal's card says."""
    html = browser.get(address).get_data(as_text=True)
    found = re.search(rf'<article[^>]*id="{anchor}".*?</article>', html, re.S)
    assert found
    return " ".join(re.sub("<[^>]+>", " ", found[0]).split())


CLOCK = r"\d\d:\d\d"


def test_each_sees_who_checked_corrected_and_dropped_what_and_when(two: Two, path: str, session: Session) -> None:
    (one, other), (a, b, c, *_rest) = two, ids(session, Proposal)
    one.post(f"{path}/proposals/{a}/checks", data={"checked": "1"})
    seen = re.search(r'id="seen" name="seen"[^>]*value="(\w+)"', one.get(f"{path}?de_xuat={b}").get_data(as_text=True))
    assert seen
    lead = session.scalar(sa.text("SELECT min(id) FROM agency"))
    said = {"title": "Kế hoạch", "lead": [f"a:{lead}"], "kind": "standing", "recurrence": "", "seen": seen[1]}
    assert other.post(f"{path}/proposals/{b}/corrections", data=said).status_code == 303
    other.post(f"{path}/proposals/{c}/drops")
    for browser in two:
        assert re.search(rf"Đã kiểm: {FIRST} · {CLOCK}", card(browser, path, f"d{a}"))
        assert re.search(rf"Đã sửa: {SECOND} · {CLOCK}", card(browser, path, f"d{b}"))
        assert re.search(rf"Đã bỏ: {SECOND} · {CLOCK}", card(browser, path, f"d{c}"))
        assert f"{FIRST} 1 , {SECOND} 1" in words(browser.get(path))


def test_what_is_taken_back_names_nobody(two: Two, path: str, session: Session) -> None:
    (one, other), (a, b, *_rest) = two, ids(session, Proposal)
    one.post(f"{path}/proposals/{a}/checks", data={"checked": "1"})
    other.post(f"{path}/proposals/{a}/checks", data={"checked": "0"})
    one.post(f"{path}/proposals/{b}/drops")
    other.post(f"{path}/proposals/{b}/restores")
    assert FIRST not in card(one, path, f"d{a}") and FIRST not in card(one, path, f"d{b}")
    session.expire_all()
    for key in (a, b):
        row = session.get_one(Proposal, key)
        assert (row.verdict, row.judged_by_id, row.judged_at, row.checked, row.dropped) == (None,) * 3 + (False,) * 2


def test_the_bulk_check_is_whose_press_it_was_and_takes_nothing_from_the_other(
    two: Two, path: str, session: Session
) -> None:
    (one, other), (a, *rest) = two, ids(session, Proposal)
    session.execute(sa.update(Proposal).values(product="Báo cáo"))
    session.commit()
    one.post(f"{path}/proposals/{a}/checks", data={"checked": "1"})
    other.post(f"{path}/checks")
    assert "Đã đánh dấu đúng 3 đề xuất đủ 6 rõ" in words(other.get(path))
    assert f"Đã kiểm: {FIRST}" in card(other, path, f"d{a}")
    assert all(f"Đã kiểm: {SECOND}" in card(one, path, f"d{key}") for key in rest)
    assert f"{SECOND} 3 , {FIRST} 1" in words(one.get(path))


def test_one_who_reviewed_alone_is_not_counted_out(two: Two, path: str, session: Session) -> None:
    one, (a, *_rest) = two[0], ids(session, Proposal)
    one.post(f"{path}/proposals/{a}/checks", data={"checked": "1"})
    assert f"{FIRST} 1" not in words(one.get(path))


@pytest.mark.parametrize(
    ("deed", "word"),
    [
        (lambda b, at: b.post(f"{at}/checks", data={"checked": "1"}), "Đã kiểm"),
        (lambda b, at: b.post(f"{at}/drops"), "Đã bỏ"),
        (lambda b, at: b.post(f"{at.rsplit('/', 1)[0]}/checks"), "Đã kiểm"),
    ],
)
def test_targets_say_who_reviewed_them_too(
    two: Two, path: str, session: Session, deed: Callable[[FlaskClient, str], object], word: str
) -> None:
    (one, other), key = two, ids(session, TargetProposal)[0]
    deed(other, f"{path}/targets/{key}")
    assert re.search(rf"{word}: {SECOND} · {CLOCK}", card(one, f"{path}/targets", f"m{key}"))
    one.post(f"{path}/targets/{key}/{'restores' if word == 'Đã bỏ' else 'checks'}", data={"checked": "0"})
    assert SECOND not in card(one, f"{path}/targets", f"m{key}")
