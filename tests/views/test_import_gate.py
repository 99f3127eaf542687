"""A document marked as a state secret leaves nothing behind: no draft, no job, no file; an honest one is taken."""

import io
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.files.dressed import word_of
from tests.files.marked import MARKED
from tests.page import words
from webapp.files import child, documents
from webapp.models import Import, Job
from webapp.rules.words import Role
from webapp.seed.directory import load_directory

TEXT = (Path(__file__).parents[2] / "webapp/data/programmes/nq02-cong-doan.txt").read_text(encoding="utf-8")


@pytest.fixture
def browser(session: Session, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A monitor; documents are parsed in this process, which is quicker than a child for each."""
    monkeypatch.setattr(documents, "in_child", lambda kind, data: child.answer(child.parser_of(kind), data))
    agencies = load_directory(session)
    return sign_in(make.person(session, Role.MONITOR, agency_id=agencies["bdv"].id))


def left_behind(app: Flask, session: Session) -> list[object]:
    """Drafts, jobs and files on the disk."""
    office = app.config["OFFICE"]
    rows = [session.scalar(sa.select(sa.func.count()).select_from(model)) or 0 for model in (Import, Job)]
    files = [path for place in (office.files_dir, office.results_dir) for path in place.rglob("*") if path.is_file()]
    return [*filter(None, rows), *files]


def test_a_marked_document_is_refused_before_anything_is_stored(
    browser: FlaskClient, app: Flask, session: Session
) -> None:
    before = left_behind(app, session)
    for name, (file_name, data) in MARKED.items():
        answer = browser.post("/imports", data={"file": (io.BytesIO(data), file_name)})
        assert answer.status_code == 422, name
        assert "không nhận tài liệu bí mật" in words(answer), name
        assert left_behind(app, session) == before, name


def test_an_honest_document_is_kept_with_its_file(browser: FlaskClient, app: Flask, session: Session) -> None:
    before = left_behind(app, session)
    said = TEXT.replace("IV. TỔ CHỨC", "Bảo mật, mật độ, mật khẩu, bí mật nhà nước.\n\nIV. TỔ CHỨC")
    answer = browser.post("/imports", data={"file": (io.BytesIO(word_of(said)), "a.docx")})
    assert answer.status_code == 303
    assert len(left_behind(app, session)) == len(before) + 2
