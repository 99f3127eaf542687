"""Hostile uploads at every door: 422 with the sentence, never a 500; no row, no file, nothing temporary left."""

import io
import tempfile
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.files import hostile
from tests.files.test_hostile import in_process
from tests.page import words
from tests.views.test_import_gate import left_behind
from webapp.config import MAX_UPLOAD
from webapp.files import documents, number_sheets
from webapp.rules.words import Role

REFUSED = {name: case for name, case in hostile.refused().items() if len(case[0]) <= MAX_UPLOAD}


@pytest.fixture
def browser(session: Session, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FlaskClient:
    """A monitor; documents are parsed in this process, and ``tmp_path`` is where temporary files would stand."""
    monkeypatch.setattr(documents, "in_child", in_process)
    monkeypatch.setattr(number_sheets, "in_child", in_process)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return sign_in(make.person(session, Role.MONITOR, agency_id=make.agency(session).id))


@pytest.mark.parametrize("address", ["/imports", "/measurement-sheets", "/report-templates"])
def test_a_hostile_upload_is_told_and_leaves_nothing(
    browser: FlaskClient, app: Flask, session: Session, tmp_path: Path, address: str
) -> None:
    before = left_behind(app, session)
    for name, (data, file_name, sentence) in REFUSED.items():
        given = {"file": (io.BytesIO(data), file_name), "name": "Mẫu"}
        answer = browser.post(address, data=given)
        assert answer.status_code == 422, (name, answer.status_code)
        assert "Hãy" in words(answer), name
        assert sentence in words(answer) or address != "/imports", name
    assert left_behind(app, session) == before and list(tmp_path.iterdir()) == []
