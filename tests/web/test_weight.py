"""What a first view weighs on the wire, and how static files are served."""

import re

import brotli
import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories
from tests.conftest import SignIn
from webapp.rules.words import Role

FIRST_VIEW = 60 * 1024
SWAP = 5 * 1024
TABLE_SWAP = 12 * 1024
BROTLI = {"Accept-Encoding": "br"}
PAGE_LEVEL = 4
"""Pages are packed anew for every answer, so at a quick level; static files once, at the best."""


def wire(browser: FlaskClient, path: str, **headers: str) -> int:
    """Bytes of the answer as they travel."""
    answer = browser.get(path, headers=BROTLI | headers)
    assert answer.status_code == 200
    size = len(answer.get_data())
    answer.close()
    return size


def first_view(browser: FlaskClient, path: str) -> int:
    page = browser.get(path).get_data(as_text=True)
    files = set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js)\?[^"]*)"', page))
    assert len(files) >= 4
    return wire(browser, path) + sum(wire(browser, one.replace("&amp;", "&")) for one in files)


@pytest.fixture
def monitor(session: Session, sign_in: SignIn) -> FlaskClient:
    return sign_in(factories.person(session, Role.MONITOR))


def test_a_focal_points_first_view_fits_into_sixty_kilobytes(session: Session, sign_in: SignIn) -> None:
    agency = factories.agency(session)
    for _ in range(10):
        factories.task(session, agency)
    assert first_view(sign_in(factories.person(session, speaks_for=agency)), "/my-work") <= FIRST_VIEW


def test_a_monitors_first_view_fits_into_sixty_kilobytes(session: Session, monitor: FlaskClient) -> None:
    for _ in range(30):
        factories.task(session, factories.agency(session))
    assert first_view(monitor, "/monitor") <= FIRST_VIEW


def test_an_opened_panel_is_a_small_swap(session: Session, sign_in: SignIn) -> None:
    agency = factories.agency(session)
    task = factories.task(session, agency)
    browser = sign_in(factories.person(session, speaks_for=agency))
    swap = {"HX-Request": "true", "HX-Target": "work"}
    assert wire(browser, f"/my-work?mo={task.id}", **swap) <= SWAP


def test_a_table_of_fifty_rows_is_a_small_swap(session: Session, sign_in: SignIn) -> None:
    agency = factories.agency(session)
    for _ in range(50):
        factories.task(session, agency)
    browser = sign_in(factories.person(session, speaks_for=agency))
    assert wire(browser, "/my-work", **{"HX-Request": "true", "HX-Target": "work"}) <= TABLE_SWAP


def test_a_static_file_is_packed_at_the_best_level_and_kept_for_a_year(monitor: FlaskClient) -> None:
    plain = monitor.get("/static/app.css")
    packed = monitor.get("/static/app.css?v=1", headers=BROTLI)
    assert packed.headers["Content-Encoding"] == "br" and "Accept-Encoding" in packed.headers["Vary"]
    assert brotli.decompress(packed.get_data()) == plain.get_data()
    assert packed.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    again = monitor.get("/static/app.css?v=1", headers=BROTLI | {"If-None-Match": packed.headers["ETag"]})
    assert again.status_code == 304
    plain.close()


def test_a_part_of_a_file_and_a_font_go_out_as_they_are(monitor: FlaskClient) -> None:
    part = monitor.get("/static/app.css", headers=BROTLI | {"Range": "bytes=0-99"})
    assert part.status_code == 206 and len(part.get_data()) == 100
    font = monitor.get("/static/vendor/be-vietnam-pro-latin-400-normal.woff2", headers=BROTLI)
    assert "Content-Encoding" not in font.headers
    part.close(), font.close()
