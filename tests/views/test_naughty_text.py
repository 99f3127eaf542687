"""Naughty text in the fields of a document: kept as NFC and shown as text, or refused with a sentence; never a 500."""

import html
import unicodedata
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from webapp.forms.fields import tidy
from webapp.models import Import
from webapp.rules.words import Role
from webapp.seed.directory import load_directory

PROGRAMME = (Path(__file__).parents[2] / "webapp/data/programmes/nq02-cong-doan.txt").read_text(encoding="utf-8")
NAUGHTY = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "{{ 7 * 7 }} {% raw %} ${7*7} #{7*7} %s %d {0}",
    "'; DROP TABLE imports; --",
    "=HYPERLINK(1) +1 -1 @SUM(A1)",
    "😀👩\u200d👩\u200d👧 🇻🇳",
    "\u202etxt.exe\u202c \u2066מאה\u2069 العربية",
    unicodedata.normalize("NFD", "Kế hoạch của Tỉnh ủy"),
    "a\u0300\u0301\u0302" * 20,
    "một\0hai\x07ba\x1b[31m",
    "\ufeff\u200bẩn\u200b",
    "../../../etc/passwd\\..\\x",
    "NULL None undefined NaN true 0 1e309 ０１２",
    "a" * 10_000,
)


@pytest.fixture
def browser(session: Session, sign_in: SignIn) -> FlaskClient:
    agencies = load_directory(session)
    return sign_in(make.person(session, Role.MONITOR, agency_id=agencies["bdv"].id))


def test_naughty_text_about_a_document_is_kept_as_it_is_or_refused(browser: FlaskClient, session: Session) -> None:
    address = browser.post("/imports", data={"pasted": PROGRAMME}).location
    for said in NAUGHTY:
        for field in ("title", "number", "issuer"):
            typed = {"title": "Chương trình", "number": "1", "issuer": "Tỉnh ủy", field: said}
            answer = browser.post(f"{address}/details", data=typed)
            assert answer.status_code == (422 if len(said) > 500 else 303), (field, said[:30])
            session.expire_all()
            row = session.scalars(sa.select(Import)).one()
            shown = browser.get(address).get_data(as_text=True)
            assert "<script>alert" not in shown and "<img src=x" not in shown
            if answer.status_code == 303:
                assert getattr(row, field) == tidy(said) == unicodedata.normalize("NFC", tidy(said))
                assert tidy(said) in html.unescape(shown), (field, said)


def test_naughty_text_as_the_document_itself_is_read_or_refused(browser: FlaskClient) -> None:
    for said in NAUGHTY:
        text = PROGRAMME.replace("Ban Tuyên giáo Tỉnh ủy", f"Ban {said[:200]} Tỉnh ủy")
        answer = browser.post("/imports", data={"pasted": text})
        assert answer.status_code in (303, 422), said[:30]
        if answer.status_code == 303:
            shown = browser.get(answer.location).get_data(as_text=True)
            assert "<script>alert" not in shown and "<img src=x" not in shown
