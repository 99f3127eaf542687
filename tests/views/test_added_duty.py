"""A duty that a monitor adds to an issued programme: what the form offers, refuses and makes."""

import re

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from tests.views.issued import TEXT, World, issued
from webapp.models import Agency, Assignment, Event, Task
from webapp.rules.words import DueSource, Role


@pytest.fixture(autouse=True)
def _on_a_day(time_machine: object) -> None:
    time_machine.move_to("2021-11-22T08:15:00+07:00", tick=False)  # type: ignore[attr-defined]


@pytest.fixture
def world(session: Session) -> World:
    return issued(session)


def monitor(session: Session, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.person(session, Role.MONITOR))


def said(browser: FlaskClient, world: World, lead: Agency, ref: str = "III.2", **more: str) -> dict[str, object]:
    """What the form sends when a person fills it in."""
    page = browser.get(f"{world.path}/assignments/new?clause={ref}").get_data(as_text=True)
    once = re.search(r'name="once"[^>]*value="([^"]+)"', page)
    assert once
    plain = {"once": once[1], "clause": ref, "title": "Thực hiện", "lead": [f"a:{lead.id}"], "kind": "dated"}
    return plain | {"due_on": "30/11/2021", "recurrence": ""} | more


def added(session: Session, world: World) -> list[Assignment]:
    others = sa.select(Assignment).where(Assignment.programme_id == world.programme.id, Assignment.id != world.duty.id)
    return list(session.scalars(others.execution_options(populate_existing=True)))


def test_the_form_quotes_the_clause_it_starts_from(session: Session, sign_in: SignIn, world: World) -> None:
    page = monitor(session, sign_in).get(f"{world.path}/assignments/new?clause=III.2")
    assert re.search(r'<blockquote class="quote">Các cấp ủy thực hiện nghiêm\.', page.get_data(as_text=True))
    assert 'value="Thực hiện nghiêm"' in page.get_data(as_text=True), "who leads is another field"


@pytest.mark.parametrize("query", ["", "?clause=", "?clause=X.9"])
def test_without_a_clause_one_is_chosen_first(session: Session, sign_in: SignIn, world: World, query: str) -> None:
    page = monitor(session, sign_in).get(f"{world.path}/assignments/new{query}").get_data(as_text=True)
    assert '<option value="III.2">III.2. Các cấp ủy thực hiện nghiêm' in page
    assert 'method="get"' in page and "Việc phải làm" not in page


def test_a_duty_is_added_once_and_every_lead_agency_has_its_task(
    session: Session, sign_in: SignIn, world: World
) -> None:
    one, two = make.agency(session), make.agency(session)
    browser = monitor(session, sign_in)
    form = said(browser, world, one) | {"lead": [f"a:{one.id}", f"a:{two.id}"]}
    answer = browser.post(f"{world.path}/assignments", data=form)
    assert (answer.status_code, answer.location) == (303, f"{world.path}#III.2")
    page = words(browser.get(world.path))
    assert "Đã thêm nhiệm vụ: mở 2 đầu việc." in page
    (made,) = added(session, world)
    assert (made.title, made.due_source, made.start) == ("Thực hiện", DueSource.MONITOR, TEXT.index("Các cấp ủy thực"))
    tasks = session.scalars(sa.select(Task.agency_id).where(Task.assignment_id == made.id)).all()
    assert sorted(tasks) == sorted((one.id, two.id))
    again = browser.post(f"{world.path}/assignments", data=form)
    assert (again.status_code, again.location) == (303, f"{world.path}#III.2")
    assert "đã được thêm từ lần gửi trước" in words(browser.get(world.path))
    assert len(added(session, world)) == 1
    assert session.scalar(sa.select(sa.func.count()).select_from(Event).where(Event.once == form["once"])) == 1


def test_a_date_that_the_clause_itself_says_is_the_documents(session: Session, sign_in: SignIn, world: World) -> None:
    browser = monitor(session, sign_in)
    form = said(browser, world, make.agency(session), "III.1", due_on="10/11/2021")
    assert browser.post(f"{world.path}/assignments", data=form).status_code == 303
    (made,) = added(session, world)
    assert (made.phrase, made.due_source) == ("trước ngày 10/11/2021", DueSource.DOCUMENT)


def test_a_yearly_duty_whose_day_has_passed_opens_nothing_yet_and_is_still_one(
    session: Session, sign_in: SignIn, world: World
) -> None:
    browser = monitor(session, sign_in)
    yearly = {"kind": "recurring", "recurrence": "annual", "due_day": "15", "due_month": "3", "due_on": ""}
    form = said(browser, world, make.agency(session), **yearly)
    assert browser.post(f"{world.path}/assignments", data=form).status_code == 303
    assert "đầu việc mở khi đến kỳ" in words(browser.get(world.path))
    assert words(browser.get(world.path)).count("mở khi đến kỳ") == 1
    again = browser.post(f"{world.path}/assignments", data=form)
    assert again.status_code == 422
    assert "Điểm III.2 đã có nhiệm vụ “Thực hiện”" in words(again)
    assert len(added(session, world)) == 1


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": ""}, "Nêu việc phải làm"),
        ({"lead": []}, "Chọn ít nhất một cơ quan"),
        ({"due_on": "31/02/2021"}, "31/02/2021"),
        ({"due_on": "30/09/2021"}, "trước ngày ban hành"),
        ({"clause": "X.9"}, "Chọn một mục trong danh sách"),
    ],
)
def test_a_refused_duty_keeps_what_was_typed_and_adds_nothing(
    session: Session, sign_in: SignIn, world: World, values: dict[str, object], sentence: str
) -> None:
    browser = monitor(session, sign_in)
    form = said(browser, world, make.agency(session), report_to="Ban Thường vụ qua Ban Dân vận") | values
    answer = browser.post(f"{world.path}/assignments", data=form)
    assert answer.status_code == 422
    assert sentence in words(answer)
    page = answer.get_data(as_text=True)
    assert 'value="Ban Thường vụ qua Ban Dân vận"' in page
    assert f'value="{form["once"]}"' in page
    assert ("<blockquote" in page) == ("clause" not in values), "the words stay above the form"
    assert added(session, world) == []


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.LEADER, Role.ADMIN])
def test_only_a_monitor_adds(session: Session, sign_in: SignIn, world: World, role: Role) -> None:
    browser = sign_in(make.person(session, role))
    assert browser.get(f"{world.path}/assignments/new").status_code == 403
    assert browser.post(f"{world.path}/assignments", data={}).status_code == 403
    assert "assignments/new" not in browser.get(world.path).get_data(as_text=True)
