"""Each block that htmx may ask for renders alone, and says just what stands in its place on the whole page."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.extraction.client_programme import RAW as GOALS
from tests.views.issued import TEXT as PROGRAMME
from webapp.actions import corrections, jobs, tasks
from webapp.actions.tasks import Product
from webapp.extensions import db
from webapp.models import Indicator, Person, Programme, Task
from webapp.rules.words import Role

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
SHEET = ("base.html", "bare.html")
Fetch = Callable[[FlaskClient, int], str]


def by_address(path: str) -> Fetch:
    return lambda _browser, task_id: path.format(task=task_id)


def draft(browser: FlaskClient, _task_id: int) -> str:
    """A programme under review."""
    return browser.post("/imports", data={"pasted": PROGRAMME}).location


def indicator(browser: FlaskClient, task_id: int) -> str:
    """An indicator of a programme, with a target."""
    with browser.application.app_context():
        of = db.session.scalars(sa.select(Programme)).first()
        assert of
        row = Indicator(programme_id=of.id, clause_ref="IV.1", position=1, name="Đoàn viên", unit="đoàn viên")
        db.session.add(row)
        db.session.commit()
        return f"/indicators/{row.id}"


def goals(browser: FlaskClient, _task_id: int) -> str:
    """The targets read from a programme under review."""
    return f"{browser.post('/imports', data={'pasted': GOALS}).location}/targets"


def job(browser: FlaskClient, _task_id: int) -> str:
    """Long work that the newest person asked for."""
    with browser.application.app_context():
        person_id = db.session.scalar(sa.select(sa.func.max(Person.id))) or 0
        row = jobs.queue(db.session, "x", "Xuất báo cáo quý IV năm 2021", {}, person_id=person_id, now=make.NOW)
        db.session.commit()
        return f"/jobs/{row.id}"


def judged(kind: str) -> Fetch:
    """The task as a report, or a claim, that waits for the monitor's word."""

    def fetch(browser: FlaskClient, task_id: int) -> str:
        product, later = Product("1-BC/X", make.TODAY, "Ban Thường vụ"), make.NOW + timedelta(days=30)
        with browser.application.app_context():
            task = db.session.get_one(Task, task_id)
            ask = tasks.report_done if kind == "confirmations" else corrections.ask
            ask(task, done_on=make.TODAY, product=product, stamp=make.stamp(now=later))
            db.session.commit()
        return f"/{kind}"

    return fetch


PAGES: dict[tuple[str, str], tuple[Role, Fetch]] = {
    ("agencies/index.html", "agency_list"): (Role.MONITOR, by_address("/agencies")),
    ("agencies/show.html", "work"): (Role.MONITOR, by_address("/agencies/{task}")),
    ("confirmations/index.html", "queue"): (Role.MONITOR, judged("confirmations")),
    ("corrections/index.html", "queue"): (Role.MONITOR, judged("corrections")),
    ("extensions/index.html", "requests"): (Role.MONITOR, by_address("/extensions")),
    ("home/mine.html", "work"): (Role.FOCAL_POINT, by_address("/my-work?mo={task}")),
    ("imports/show.html", "review"): (Role.MONITOR, draft),
    ("jobs/show.html", "job"): (Role.LEADER, job),
    ("indicators/show.html", "indicator"): (Role.MONITOR, indicator),
    ("monitor/index.html", "queues"): (Role.MONITOR, by_address("/monitor")),
    ("targets/index.html", "targets"): (Role.MONITOR, goals),
    ("tasks/show.html", "task"): (Role.FOCAL_POINT, by_address("/tasks/{task}")),
}
"""Where each block of a page is seen, and by whom. A new block joins this table, or the first test fails."""


def blocks_of_pages(app: Flask) -> set[tuple[str, str]]:
    """(template, block) of every page's own blocks; those of the sheet itself (main, title) are no targets."""
    env = app.jinja_env
    sheet = {block for name in SHEET for block in env.get_template(name).blocks}
    pages = [str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html") if "emails" not in path.parts]
    return {(name, block) for name in pages for block in set(env.get_template(name).blocks) - sheet}


def test_every_block_of_a_page_is_in_the_table(app: Flask) -> None:
    assert blocks_of_pages(app) == set(PAGES)


def test_every_target_is_a_block_under_its_own_name(app: Flask) -> None:
    blocks = {block for _name, block in blocks_of_pages(app)} | {"main"}
    for path in TEMPLATES.rglob("*.html"):
        source = path.read_text(encoding="utf-8")
        for target in re.findall(r"""hx-target="#([\w-]+)"|target='([\w-]+)'""", source):
            assert "".join(target).replace("-", "_") in blocks, (path.name, target)


def plain(html: str) -> str:
    """``html`` without what differs from one answer to the next (nonces) and without its blanks."""
    return "".join(re.sub(r'value="[\w.-]{16,}"', "", html).split())


@pytest.mark.parametrize("asked", sorted(PAGES), ids="/".join)
def test_a_block_alone_is_what_stands_on_the_whole_page(
    session: Session, sign_in: SignIn, asked: tuple[str, str]
) -> None:
    role, fetch = PAGES[asked]
    agency = make.agency(session)
    task = make.task(session, agency)
    browser = sign_in(make.person(session, role, speaks_for=agency if role is Role.FOCAL_POINT else None))
    if role is Role.MONITOR:
        make.agency(session, "Ban Dân vận Tỉnh ủy")
    session.commit()
    path = fetch(browser, agency.id if asked[0] == "agencies/show.html" else task.id)
    target = asked[1].replace("_", "-")
    whole = browser.get(path)
    alone = browser.get(path, headers={"HX-Request": "true", "HX-Target": target})
    assert (whole.status_code, alone.status_code) == (200, 200)
    block, flash, told = alone.get_data(as_text=True).partition('<div id="flash"')
    assert flash and 'hx-swap-oob="innerHTML"' in told
    assert len(plain(block)) > 100 and plain(block) in plain(whole.get_data(as_text=True))
    assert "<!doctype" not in block and f'id="{target}"' in whole.get_data(as_text=True)
    assert "HX-Target" in alone.vary and "HX-Request" in whole.vary
