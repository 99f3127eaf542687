"""A long document is read by the worker while the person watches; a short one at once."""

import io
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.files.dressed import escaped, pdf_of_raw, pdf_of_text
from tests.files.marked import DUTIES
from tests.page import words
from webapp import clock, worker
from webapp.actions import import_jobs
from webapp.actions.jobs import Work
from webapp.files import documents
from webapp.files.store import FileStore
from webapp.models import Import, Job
from webapp.rules.words import Role
from webapp.seed.directory import load_directory

PROGRAMME = (Path(__file__).parents[2] / "webapp/data/programmes/nq02-cong-doan.txt").read_text(encoding="utf-8")


@pytest.fixture
def browser(session: Session, sign_in: SignIn) -> FlaskClient:
    agencies = load_directory(session)
    return sign_in(make.person(session, Role.MONITOR, agency_id=agencies["bdv"].id))


def work(app: Flask, session: Session) -> None:
    """One round of the worker."""
    with app.app_context():
        assert worker.work(session, FileStore(app.config["OFFICE"].results_dir), clock.now())


def kept(app: Flask) -> list[Path]:
    return [path for path in app.config["OFFICE"].files_dir.rglob("*") if path.is_file()]


def test_a_long_pdf_is_read_by_the_worker_and_leads_to_its_review(
    browser: FlaskClient, app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_jobs, "MANY_PAGES", 3)
    answer = browser.post("/imports", data={"file": (io.BytesIO(pdf_of_text(PROGRAMME)), "dai.pdf")})
    assert answer.status_code == 303 and "/jobs/" in answer.location
    assert "Đọc văn bản: dai.pdf" in words(browser.get(answer.location))
    assert session.scalar(sa.select(sa.func.count()).select_from(Import)) == 0
    work(app, session)
    page = browser.get(answer.location)
    assert "Đã bóc 13 việc" in words(page)
    draft = session.scalars(sa.select(Import)).one()
    assert f"/imports/{draft.id}" in page.get_data(as_text=True)
    assert "Soát 13 đề xuất" in words(browser.get(f"/imports/{draft.id}"))


def test_how_many_pages_were_read_is_told_while_it_is_read(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(documents, "STRETCH", 3)
    load_directory(session)
    store = FileStore(tmp_path)
    payload = {"digest": store.put(pdf_of_text(PROGRAMME)).sha256, "file_name": "a.pdf", "read_as": "a.pdf"}
    payload |= {"at": clock.now().isoformat(), "name": "Người đọc"}
    person = make.person(session, Role.MONITOR)
    job = Work(1, import_jobs.KIND, person.id, payload, "lease", 1, store)
    told: list[tuple[int, int, str]] = []
    import_jobs.carry_out(session, job, lambda *words: told.append(words))
    pages = told[-1][1] - import_jobs.STEPS
    assert told[0] == (0, import_jobs.STEPS, "Đang mở tệp.")
    assert [words for _done, _total, words in told[1:3]] == [f"Đã đọc trang 3/{pages}.", f"Đã đọc trang 6/{pages}."]
    assert [done for done, _total, _words in told] == sorted(done for done, _total, _words in told)


@pytest.mark.parametrize("place", ["#set page(footer: [TỐI MẬT])", "#v(1fr)\nMẬT", "#v(1fr)\nĐộ mật: Tối mật"])
def test_a_mark_on_the_last_page_alone_is_refused_before_anything_is_kept(
    browser: FlaskClient, app: Flask, session: Session, place: str
) -> None:
    before = kept(app)
    duties = "\n\n".join(escaped(line) for line in DUTIES * 40)
    data = pdf_of_raw(f"{duties}\n#pagebreak()\n{place}\n\nHết.")
    answer = browser.post("/imports", data={"file": (io.BytesIO(data), "a.pdf")})
    assert answer.status_code == 422 and "không nhận tài liệu bí mật" in words(answer)
    assert kept(app) == before and session.scalar(sa.select(sa.func.count()).select_from(Job)) == 0


def test_a_long_pasted_text_is_read_by_the_worker(
    browser: FlaskClient, app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_jobs, "LONG", 5000)
    answer = browser.post("/imports", data={"pasted": PROGRAMME})
    assert "/jobs/" in answer.location
    work(app, session)
    assert session.scalars(sa.select(Import)).one().file_name == "văn bản dán vào"


def test_what_the_worker_cannot_read_is_told_and_its_file_forgotten(
    browser: FlaskClient, app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_jobs, "MANY_PAGES", 0)
    before = kept(app)
    text = "Văn bản này không giao việc cho cơ quan nào cả, chỉ kể lại tình hình.\n" * 20
    answer = browser.post("/imports", data={"file": (io.BytesIO(pdf_of_text(text)), "a.pdf")})
    assert "/jobs/" in answer.location
    work(app, session)
    assert "Kiểm tra đã dán đủ văn bản" in words(browser.get(answer.location))
    assert kept(app) == before and session.scalar(sa.select(sa.func.count()).select_from(Import)) == 0


def test_a_marked_long_pdf_is_refused_before_it_is_kept(
    browser: FlaskClient, app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_jobs, "MANY_PAGES", 0)
    before = kept(app)
    data = pdf_of_text("\n".join(("TỐI MẬT", *DUTIES)))
    answer = browser.post("/imports", data={"file": (io.BytesIO(data), "a.pdf")})
    assert answer.status_code == 422 and "không nhận tài liệu bí mật" in words(answer)
    assert kept(app) == before and session.scalar(sa.select(sa.func.count()).select_from(Job)) == 0
