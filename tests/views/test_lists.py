"""The desk of an agency, the monitor's page, the search: what is where, and what it costs."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from webapp.actions import search
from webapp.rules.words import DeadlineKind, Role, Status


@pytest.fixture(autouse=True)
def _on_a_day(time_machine: object) -> None:
    time_machine.move_to("2021-11-22T08:15:00+07:00", tick=False)  # type: ignore[attr-defined]


def test_my_work_lies_in_piles_by_urgency(session: Session, sign_in: SignIn) -> None:
    agency = make.agency(session)
    for days in (-12, 0, 3, 30):
        make.task(session, agency, due_on=make.TODAY + timedelta(days=days))
    make.task(session, agency, due_on=None)
    make.task(session, agency, due_on=None, kind=DeadlineKind.STANDING)
    make.task(session, agency, status=Status.DONE)
    make.task(session, coordinating=agency)
    browser = sign_in(make.person(session, speaks_for=agency))
    page = words(browser.get("/my-work"))
    order = [page.index(pile) for pile in ("Quá hạn 1", "Đến hạn hôm nay 1", "Còn thời gian 1", "Thường xuyên 1")]
    assert order == sorted(order)
    assert "quá hạn 12 ngày" in page
    assert "xem lại ngày 10/12/2021" in page
    assert "1 việc cơ quan phối hợp" in page
    assert "quá hạn" not in words(browser.get("/my-work?loc=standing")).split("Việc phải làm")[1]


def test_the_panel_opens_under_its_row_and_a_refused_form_stays_there(session: Session, sign_in: SignIn) -> None:
    agency = make.agency(session)
    task = make.task(session, agency)
    browser = sign_in(make.person(session, speaks_for=agency))
    assert 'id="panel"' in browser.get(f"/my-work?mo={task.id}").get_data(as_text=True)
    form = {"version": "1", "percent": "30", "note": "", "back": "/my-work"}
    refused = browser.post(f"/tasks/{task.id}/updates", data=form)
    assert refused.status_code == 422
    assert "Viết một câu" in words(refused)
    assert 'id="panel"' in refused.get_data(as_text=True)
    done = browser.post(f"/tasks/{task.id}/updates", data=form | {"note": "Đã làm"})
    assert (done.status_code, done.location) == (303, "/my-work")


def test_an_empty_desk_says_the_next_step(session: Session, sign_in: SignIn) -> None:
    browser = sign_in(make.person(session, speaks_for=make.agency(session)))
    assert "không còn việc nào đang mở" in words(browser.get("/my-work"))


def test_the_monitor_sees_the_four_questions(session: Session, sign_in: SignIn) -> None:
    late = make.agency(session, "Huyện ủy Tuy Phong")
    make.task(session, late, due_on=date(2021, 11, 10))
    page = words(sign_in(make.person(session, Role.MONITOR)).get("/monitor"))
    for said in (
        "1 việc quá hạn",
        "Huyện ủy Tuy Phong",
        "12 ngày",
        "Hướng dẫn",
        "Thường trực Tỉnh ủy",
        "nhắc người đứng đầu",
    ):
        assert said in page


def test_the_queues_count_what_they_hold(session: Session, sign_in: SignIn) -> None:
    make.task(session, status=Status.AWAITING, reported_at=make.NOW)
    make.task(session, difficulty="chờ ý kiến")
    make.task(session, contested="Sở khác")
    make.task(session, due_on=None)
    lost = make.agency(session)
    make.task(session, lost)
    make.person(session, speaks_for=lost, unreachable_since=make.NOW)
    browser = sign_in(make.person(session, Role.MONITOR))
    for queue in ("awaiting", "difficulty", "contested", "undated", "unreachable"):
        assert "Hàng việc: 1 việc" in words(browser.get(f"/monitor?loc={queue}")), queue


@pytest.mark.parametrize("count", [2, 70])
def test_lists_cost_the_same_whatever_the_number_of_rows(
    session: Session, sign_in: SignIn, statements: list[str], count: int
) -> None:
    agency = make.agency(session)
    duty = make.assignment(session)
    for number in range(count):
        make.task(session, agency, of=duty, period=f"{1900 + number}", due_on=make.TODAY - timedelta(days=number))
    session.commit()
    focal, monitor = sign_in(make.person(session, speaks_for=agency)), sign_in(make.person(session, Role.MONITOR))
    for browser, path, budget in ((focal, "/my-work", 6), (monitor, "/monitor", 8), (monitor, "/programmes", 4)):
        statements.clear()
        assert browser.get(path).status_code == 200
        assert len(statements) <= budget, (path, statements)


def test_search_needs_no_marks_and_survives_odd_input(session: Session, sign_in: SignIn) -> None:
    agency = make.agency(session, "Ban Tuyên giáo Tỉnh ủy")
    task = make.task(session, agency)
    search.index_agency(session, agency)
    search.index_task(session, task.id)
    session.commit()
    browser = sign_in(make.person(session, Role.MONITOR))
    for asked in ("tuyen giao", "TUYÊN GIÁO", "Tuyên giáo Tỉnh uỷ", "tuy giao", "huong dan"):
        assert f"/tasks/{task.id}" in browser.get("/search", query_string={"q": asked}).get_data(as_text=True), asked
    for odd in ('"', "*", "57-NQ/TW", "a' OR 1=1", "((", "NEAR(", "không có gì như vậy"):
        assert browser.get("/search", query_string={"q": odd}).status_code == 200
