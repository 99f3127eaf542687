"""Nhập chương trình: read, correct, split, merge, drop, and issue; and everything that can be wrong."""

import io
import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from webapp.models import Assignment, Import, Programme, Proposal, Task
from webapp.rules.words import DeadlineKind, DueSource, Role
from webapp.seed.directory import load_directory

LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
TEXT = (Path(__file__).parents[2] / "webapp/data/programmes/nq02-cong-doan.txt").read_text(encoding="utf-8")


@pytest.fixture
def browser(session: Session, sign_in: SignIn) -> FlaskClient:
    agencies = load_directory(session)
    return sign_in(make.person(session, Role.MONITOR, agency_id=agencies["bdv"].id))


def read(browser: FlaskClient, text: str = TEXT) -> str:
    answer = browser.post("/imports", data={"pasted": text})
    assert answer.status_code == 303
    return answer.location


def seen(browser: FlaskClient, path: str) -> str:
    """The digest that the page's form carries of what it shows."""
    found = re.search(r'id="seen" name="seen"[^>]*value="(\w+)"', browser.get(path).get_data(as_text=True))
    assert found
    return found[1]


def confirmed(browser: FlaskClient, path: str) -> dict[str, str]:
    """What the preview's form sends when it is pressed as it stands."""
    return {"seen": seen(browser, f"{path}/issue"), "short_title": "CTHĐ 02"}


def check_all(browser: FlaskClient, path: str, session: Session) -> None:
    for key in session.scalars(sa.select(Proposal.id)).all():
        browser.post(f"{path}/proposals/{key}/checks", data={"checked": "1"})


def test_the_programme_is_proposed_as_thirteen_duties(browser: FlaskClient) -> None:
    page = words(browser.get(read(browser)))
    assert "Soát 13 đề xuất" in page
    assert "Đã bóc 13 việc / 0 đoạn" in page
    assert "Các cấp ủy, tổ chức đảng (30 cơ quan)" in page
    assert "thiếu rõ thời gian" in page


def test_nothing_is_real_before_it_is_issued_and_then_every_agency_has_its_task(
    browser: FlaskClient, session: Session
) -> None:
    path = read(browser)
    assert session.scalar(sa.select(sa.func.count()).select_from(Programme)) == 0
    browser.post(f"{path}/issues", data=confirmed(browser, path))
    assert session.scalar(sa.select(sa.func.count()).select_from(Task)) == 0, "unchecked proposals are not issued"
    check_all(browser, path, session)
    said = confirmed(browser, path)
    issued = browser.post(f"{path}/issues", data=said)
    assert "/programmes/" in issued.location
    assert browser.post(f"{path}/issues", data=said).location == issued.location
    assert session.scalar(sa.select(sa.func.count()).select_from(Programme)) == 1
    per_clause = session.execute(
        sa.select(Assignment.product, sa.func.count(Task.id))
        .join(Task, Task.assignment_id == Assignment.id)
        .group_by(Assignment.id, Assignment.product)
    ).all()
    assert ("Báo cáo", 32) in [tuple(row) for row in per_clause]
    page = words(browser.get(issued.location))
    assert "đã báo cáo 0/32" in page
    assert "không sinh việc nào" in page


def test_a_correction_makes_the_date_the_monitors(browser: FlaskClient, session: Session) -> None:
    path = read(browser)
    one = session.scalars(sa.select(Proposal).order_by(Proposal.start)).first()
    assert one
    lead = f"a:{session.scalar(sa.text('SELECT min(id) FROM agency'))}"
    form = {"title": "Quán triệt", "lead": [lead], "kind": "dated", "due_on": "26/11/2021", "recurrence": ""}
    address = f"{path}/proposals/{one.id}/corrections"
    assert browser.post(address, data=form | {"seen": seen(browser, f"{path}?de_xuat={one.id}")}).status_code == 303
    session.expire_all()
    assert (one.kind, one.due_source, one.checked) == (DeadlineKind.DATED, DueSource.MONITOR, True)
    refused = browser.post(address, data=form | {"due_on": "31/02/2021"})
    assert refused.status_code == 422
    assert 'value="31/02/2021"' in refused.get_data(as_text=True)


def test_who_corrects_what_somebody_else_just_corrected_is_asked_again_and_keeps_what_was_typed(
    browser: FlaskClient, session: Session
) -> None:
    path = read(browser)
    one = session.scalars(sa.select(Proposal).order_by(Proposal.start)).first()
    assert one
    lead = f"a:{session.scalar(sa.text('SELECT min(id) FROM agency'))}"
    form = {"lead": [lead], "kind": "standing", "recurrence": "", "seen": seen(browser, f"{path}?de_xuat={one.id}")}
    address = f"{path}/proposals/{one.id}/corrections"
    assert browser.post(address, data=form | {"title": "Người thứ nhất"}).status_code == 303
    late = browser.post(address, data=form | {"title": "Người thứ hai"})
    assert late.status_code == 409
    assert "đã đổi chỗ này" in words(late)
    again = re.findall(r'name="seen"[^>]*value="(\w+)"', late.get_data(as_text=True))
    assert browser.post(address, data=form | {"title": "Người thứ hai", "seen": again[0]}).status_code == 303
    session.expire_all()
    assert one.title == "Người thứ hai"


def test_split_merge_drop_and_restore(browser: FlaskClient, session: Session) -> None:
    path = read(browser)
    one = session.scalars(sa.select(Proposal).where(Proposal.clause_ref == "IV.5").order_by(Proposal.start)).first()
    assert one
    page = browser.get(f"{path}?de_xuat={one.id}").get_data(as_text=True)
    cut = re.search(r'name="at"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="at"', page)
    assert cut
    browser.post(f"{path}/proposals/{one.id}/splits", data={"at": cut[1] or cut[2]})
    assert "Soát 14 đề xuất" in words(browser.get(path))
    second = session.scalars(sa.select(Proposal).where(Proposal.start > one.start).order_by(Proposal.start)).first()
    assert second
    browser.post(f"{path}/proposals/{second.id}/merges")
    assert "Soát 13 đề xuất" in words(browser.get(path))
    browser.post(f"{path}/proposals/{one.id}/drops")
    assert "Soát 12 đề xuất" in words(browser.get(path))
    browser.post(f"{path}/proposals/{one.id}/restores")
    assert "Soát 13 đề xuất" in words(browser.get(path))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"pasted": ""}, "Chưa có văn bản"),
        ({"pasted": "Quyết định."}, "quá ngắn"),
        ({"pasted": "Không có mục nào. " * 40}, "Tổ chức thực hiện"),
        ({"pasted": "TỐI MẬT\n" + TEXT}, "không nhận tài liệu bí mật"),
        ({"file": (io.BytesIO(b""), "a.docx")}, "Tệp rỗng"),
        ({"file": (io.BytesIO(b"%PDF-1.4"), "a.docx")}, "bên trong là PDF"),
        ({"file": (io.BytesIO(b"x"), "a.exe")}, "Không nhận tệp .exe"),
        (
            {
                "file": (
                    io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
                    "a.docx",
                )
            },
            "mật khẩu",
        ),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_kept(
    browser: FlaskClient, session: Session, data: dict[str, object], sentence: str
) -> None:
    answer = browser.post("/imports", data=data)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert session.scalar(sa.select(sa.func.count()).select_from(Import)) == 0


def test_fifty_megabytes_are_told_in_a_sentence(browser: FlaskClient) -> None:
    said = {"CONTENT_LENGTH": str(50 * 2**20), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    answer = browser.post("/imports", environ_overrides=said)
    assert answer.status_code == 413
    assert "MB" in words(answer) or "lớn" in words(answer)


def test_a_document_is_not_dated_after_the_days_its_duties_are_due(browser: FlaskClient, session: Session) -> None:
    path = read(browser)
    said = {"title": "CTHĐ", "issuer": "BTV", "issued_on": "01/12/2021"}
    answer = browser.post(f"{path}/details", data=said)
    assert answer.status_code == 422
    assert "đến hạn trước ngày này, sớm nhất 10/11/2021" in words(answer)
    assert 'value="01/12/2021"' in answer.get_data(as_text=True)


def test_an_explained_name_is_told_before_it_is_kept_and_known_when_the_next_document_is_read(
    browser: FlaskClient, session: Session
) -> None:
    strange = "Ban Lý luận và Sách báo"
    text = TEXT.replace("4. Ban Tuyên giáo Tỉnh ủy", f"4. {strange}")
    path = read(browser, text)
    one = session.scalars(sa.select(Proposal).where(Proposal.clause_ref == "IV.4")).one()
    lead = session.scalar(sa.text("SELECT id FROM agency WHERE name = 'Ban Tuyên giáo Tỉnh ủy'"))
    assert "Ghi nhớ" not in words(browser.get(f"{path}/issue"))
    form = {"title": "Hướng dẫn", "lead": [f"a:{lead}"], "kind": "standing", "recurrence": ""}
    digest = seen(browser, f"{path}?de_xuat={one.id}")
    assert browser.post(f"{path}/proposals/{one.id}/corrections", data=form | {"seen": digest}).status_code == 303
    assert f"Ghi nhớ: “{strange}” là Ban Tuyên giáo Tỉnh ủy" in words(browser.get(f"{path}/issue"))
    check_all(browser, path, session)
    assert "/programmes/" in browser.post(f"{path}/issues", data=confirmed(browser, path)).location
    again = read(browser, text)
    draft_id = int(again.rsplit("/", 1)[1])
    newest = session.scalars(
        sa.select(Proposal).where(Proposal.clause_ref == "IV.4", Proposal.import_id == draft_id)
    ).one()
    session.refresh(newest, ["agencies"])
    assert [body.agency_id for body in newest.agencies if body.written == strange] == [lead]


def test_unknown_drafts_and_proposals_do_not_exist(browser: FlaskClient) -> None:
    path = read(browser)
    assert browser.get("/imports/999999").status_code == 404
    assert browser.post(f"{path}/proposals/999999/drops").status_code == 404
