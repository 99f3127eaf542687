"""A session that ends in the middle of a form loses nothing that was typed."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories
from tests.conftest import SignIn
from tests.page import words
from webapp import clock
from webapp.actions import sign_in as actions
from webapp.forms.parked_forms import Kind, view_of
from webapp.models import Agency, AuthSession, Event, EventKind, ParkedForm, Person, Task
from webapp.rules.words import Role, Status
from webapp.web import parked

SECRET = "mật khẩu dài của đầu mối"
NOTE = 'Đã dự thảo xong; "chờ" ý kiến <b>cấp ủy</b> & các ban\nDòng thứ hai'


@pytest.fixture
def agency(session: Session) -> Agency:
    return factories.agency(session)


@pytest.fixture
def person(session: Session, agency: Agency) -> Person:
    return factories.person(session, speaks_for=agency, password_hash=actions.hash_password(SECRET))


def end_all_sessions(session: Session) -> None:
    session.execute(sa.update(AuthSession).values(ended_at=clock.now()))
    session.commit()


def come_back(client: FlaskClient, person: Person) -> str:
    """Sign in with the password; where that leads."""
    answer = client.post("/sign-in/passwords", data={"address": person.email, "password": SECRET})
    assert answer.status_code == 303
    return answer.location or ""


def typed_update(task: Task) -> dict[str, str]:
    return {"version": str(task.version), "once": "nonce-1", "percent": "60", "note": NOTE}


def test_typed_text_survives_a_lost_session_and_is_sent_on(
    sign_in: SignIn, session: Session, agency: Agency, person: Person
) -> None:
    task = factories.task(session, agency, status=Status.IN_PROGRESS)
    address, typed, browser = f"/tasks/{task.id}/updates", typed_update(task), sign_in(person)
    end_all_sessions(session)

    assert browser.post(address, data=typed).location == "/sign-in"
    assert session.scalars(sa.select(Event).where(Event.kind == EventKind.UPDATE)).all() == []
    assert "Nội dung vừa gõ vẫn được giữ" in words(browser.get("/sign-in"))

    waiting = come_back(browser, person)
    assert waiting.startswith("/parked-forms/")
    page = browser.get(waiting)
    html = page.get_data(as_text=True)
    assert "Một câu về kết quả đến nay" in words(page) and "Dòng thứ hai" in words(page)
    assert "&lt;b&gt;cấp ủy&lt;/b&gt; &amp; các ban" in html and '<option value="60" selected>60%' in html
    assert f'action="{address}"' in html and 'type="hidden" name="once" value="nonce-1"' in html

    assert browser.post(address, data=typed).status_code == 303
    session.refresh(task)
    assert (task.percent, task.note) == (60, NOTE)


def test_lost_session_during_an_htmx_call_keeps_the_text_too(
    sign_in: SignIn, session: Session, agency: Agency, person: Person
) -> None:
    task, browser = factories.task(session, agency), sign_in(person)
    end_all_sessions(session)
    answer = browser.post(f"/tasks/{task.id}/updates", data=typed_update(task), headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/sign-in")
    assert come_back(browser, person).startswith("/parked-forms/")


def test_kept_form_belongs_to_its_own_person(sign_in: SignIn, session: Session, agency: Agency, person: Person) -> None:
    task, browser = factories.task(session, agency), sign_in(person)
    other = factories.person(session, Role.MONITOR, password_hash=actions.hash_password(SECRET))
    end_all_sessions(session)
    browser.post(f"/tasks/{task.id}/updates", data=typed_update(task))
    assert not come_back(browser, other).startswith("/parked-forms/")
    row = session.scalars(sa.select(ParkedForm)).one()
    assert browser.get(f"/parked-forms/{row.id}").status_code == 404
    assert browser.post(f"/parked-forms/{row.id}/discards").status_code == 404
    assert session.scalars(sa.select(ParkedForm.person_id)).one() == person.id


def test_kept_form_can_be_given_up(sign_in: SignIn, session: Session, agency: Agency, person: Person) -> None:
    task, browser = factories.task(session, agency), sign_in(person)
    end_all_sessions(session)
    browser.post(f"/tasks/{task.id}/updates", data=typed_update(task))
    waiting = come_back(browser, person)
    assert browser.post(f"{waiting}/discards").location == "/"
    assert "Đã bỏ nội dung chưa gửi." in words(browser.get("/", follow_redirects=True))
    assert browser.get(waiting).status_code == 404


def test_stranger_can_keep_nothing(client: FlaskClient, session: Session, agency: Agency) -> None:
    task = factories.task(session, agency)
    with client.session_transaction() as cookie:
        cookie["_user_id"] = "made up"
    assert client.post(f"/tasks/{task.id}/updates", data=typed_update(task)).location == "/sign-in"
    assert session.scalars(sa.select(ParkedForm)).all() == []


@pytest.mark.parametrize(
    "typed",
    [{}, {"csrf_token": "x"}, {"note": "x" * (parked.MAX_TYPED + 1)}],
    ids=["nothing", "only the proof", "more than any page has"],
)
def test_nothing_worth_keeping_is_not_kept(
    sign_in: SignIn, session: Session, person: Person, typed: dict[str, str]
) -> None:
    browser = sign_in(person)
    end_all_sessions(session)
    browser.post("/sign-out", data=typed)
    assert session.scalars(sa.select(ParkedForm)).all() == []
    assert come_back(browser, person) == "/"


def test_passwords_and_proofs_are_never_kept(sign_in: SignIn, session: Session, person: Person) -> None:
    browser = sign_in(person)
    end_all_sessions(session)
    browser.post("/people", data={"name": "Đầu mối", "password": SECRET, "csrf_token": "proof"})
    assert session.scalars(sa.select(ParkedForm.values)).one() == {"name": ["Đầu mối"]}


def test_kept_form_is_forgotten_after_a_day(session: Session, person: Person) -> None:
    now = clock.now()
    row = ParkedForm(person_id=person.id, path="/x", values={"a": ["b"]}, at=now - parked.KEPT_FOR)
    session.add(row)
    session.flush()
    parked.purge(session, now=now)
    assert session.scalar(sa.select(sa.func.count(ParkedForm.id))) == 1
    parked.purge(session, now=now + timedelta(seconds=1))
    assert session.scalar(sa.select(sa.func.count(ParkedForm.id))) == 0


REPORT = {
    "version": ["3"], "once": ["n"], "back": ["/my-work"], "doc_number": ["45-BC/ThU"], "doc_date": ["09/11/2021"],
    "receiver": ["Ban Thường vụ"], "note": [""],
}  # fmt: skip


@pytest.mark.usefixtures("app")
def test_every_kind_of_field_comes_back_as_what_it_was() -> None:
    view = view_of(REPORT)
    assert [(field.name, field.kind) for field in view.fields] == [
        ("version", Kind.HIDDEN),
        ("once", Kind.HIDDEN),
        ("back", Kind.HIDDEN),
        ("doc_number", Kind.LINE),
        ("doc_date", Kind.LINE),
        ("receiver", Kind.LINE),
        ("note", Kind.WORDS),
    ]
    assert [field.label for field in view.fields][3:6] == ["Số văn bản", "Ngày văn bản", "Nơi nhận"]
    assert view.files == (("file", "Tệp"),)


@pytest.mark.usefixtures("app")
def test_tick_is_ticked_and_a_value_of_no_form_of_ours_is_sent_on_or_shown() -> None:
    fields = view_of({"percent": ["40"], "note": ["x"], "resolved": ["y"], "foreign": ["a1", "Một câu lạ"]}).fields
    assert [(field.kind, field.text) for field in fields] == [
        (Kind.CHOICE, "40"),
        (Kind.WORDS, "x"),
        (Kind.TICK, "y"),
        (Kind.HIDDEN, "a1"),
        (Kind.WORDS, "Một câu lạ"),
    ]
    assert view_of({"foreign": ["1"]}).files == ()
