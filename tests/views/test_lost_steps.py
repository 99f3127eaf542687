"""A step whose form is gone, as the task moved on meanwhile: a clear sentence, and what was typed, on every road."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from webapp.mail import links
from webapp.models import Agency, LinkPurpose, Person, Task
from webapp.rules.words import Role, Status

TYPED = {"doc_number": "21-HD/BTGTU", "doc_date": "18/11/2021"}
"""A report without its receiver: refused before anything else is asked."""
GONE = "bước vừa gửi không còn dùng được nữa"


@pytest.fixture(autouse=True)
def _on_a_day(time_machine: object) -> None:
    time_machine.move_to("2021-11-22T08:15:00+07:00", tick=False)  # type: ignore[attr-defined]


@pytest.fixture
def agency(session: Session) -> Agency:
    return make.agency(session, "Thị ủy La Gi")


@pytest.fixture
def speaker(session: Session, agency: Agency) -> Person:
    return make.person(session, speaks_for=agency)


@pytest.fixture
def focal(speaker: Person, sign_in: SignIn) -> FlaskClient:
    return sign_in(speaker)


def waiting(session: Session, agency: Agency) -> Task:
    """A report of a colleague waits already."""
    task = make.task(session, agency, status=Status.AWAITING, done_on=make.TODAY, reported_at=make.NOW)
    session.commit()
    return task


@pytest.mark.parametrize("back", ["", "/my-work"])
def test_faulty_form_of_a_step_that_is_gone(session: Session, agency: Agency, focal: FlaskClient, back: str) -> None:
    task = waiting(session, agency)
    form = TYPED | {"version": str(task.version), "back": back}
    answer = focal.post(f"/tasks/{task.id}/reports", data=form)
    assert answer.status_code == 422
    for said in (GONE, "Chờ xác nhận", "21-HD/BTGTU", "18/11/2021"):
        assert said in words(answer), said


def test_step_that_the_table_refuses_says_its_own_sentence(
    session: Session, agency: Agency, focal: FlaskClient
) -> None:
    task = waiting(session, agency)
    form = {"percent": "60", "note": "Đang trình ký", "version": str(task.version)}
    answer = focal.post(f"/tasks/{task.id}/updates", data=form)
    assert answer.status_code == 422
    assert "Việc đang ở trạng thái “Chờ xác nhận”" in words(answer) and "Đang trình ký" in words(answer)


@pytest.mark.parametrize("back", ["", "/confirmations"])
def test_monitor_who_comes_second_reads_why_and_keeps_the_reason(session: Session, sign_in: SignIn, back: str) -> None:
    task = make.task(session, status=Status.DONE, done_on=make.TODAY, reported_at=make.NOW, confirmed_at=make.NOW)
    session.commit()
    form = {"reason": "Thiếu phụ lục", "version": str(task.version), "back": back}
    answer = sign_in(make.person(session, Role.MONITOR)).post(f"/tasks/{task.id}/returns", data=form)
    assert answer.status_code == 422
    assert "Việc đang ở trạng thái “Hoàn thành”" in words(answer) and "Thiếu phụ lục" in words(answer)


@pytest.mark.parametrize("back", ["", "/my-work"])
def test_undo_that_comes_too_late_says_so(session: Session, agency: Agency, focal: FlaskClient, back: str) -> None:
    task = waiting(session, agency)
    form = {"event_id": "999", "version": str(task.version), "back": back}
    answer = focal.post(f"/tasks/{task.id}/undos", data=form)
    assert answer.status_code == 422 and "Không hoàn tác được" in words(answer)


def test_stale_form_of_a_step_that_is_gone_is_shown_and_not_offered_to_be_sent_again(
    session: Session, agency: Agency, focal: FlaskClient
) -> None:
    task = waiting(session, agency)
    seen = task.version
    task.percent = 90
    session.commit()
    form = {"percent": "60", "note": "Đang trình ký", "version": str(seen)}
    answer = focal.post(f"/tasks/{task.id}/updates", data=form)
    assert answer.status_code == 409
    assert GONE in words(answer) and "Đang trình ký" in words(answer)
    assert "Gửi nội dung của tôi" not in words(answer)


@pytest.mark.parametrize("status", [Status.AWAITING, Status.PAUSED, Status.DROPPED])
def test_link_of_a_mail_keeps_it_too(
    app: Flask, session: Session, agency: Agency, speaker: Person, client: FlaskClient, status: Status
) -> None:
    task = make.task(session, agency, status=status, done_on=make.TODAY)
    with app.app_context():
        link = links.new(session, speaker.id, LinkPurpose.TASK, now=make.NOW, task_id=task.id)
        (token,) = links.with_tokens(session, links.mark_of(link.id))
    session.commit()
    for form in (TYPED, TYPED | {"receiver": "Tỉnh ủy"}):
        answer = client.post(f"/q/{token}/reports", data=form | {"version": str(task.version), "once": "a"})
        assert answer.status_code == 422 and "21-HD/BTGTU" in words(answer)
        assert GONE in words(answer) or "Việc đang ở trạng thái" in words(answer)
