"""The page of a task: what each person sees and can do, and what happens when something is wrong."""

import io
import re
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from webapp.files.store import FileStore
from webapp.models import AuthSession, Event, Evidence, ParkedForm, Task
from webapp.rules.words import Role, Status
from webapp.web import downloads

REPORT = {"doc_number": "21-HD/BTGTU", "doc_date": "18/11/2021", "receiver": "Các huyện ủy"}


@pytest.fixture(autouse=True)
def _on_a_day(time_machine: object) -> None:
    time_machine.move_to("2021-11-22T08:15:00+07:00", tick=False)  # type: ignore[attr-defined]


def reload(session: Session, task: Task) -> Task:
    session.expire_all()
    return session.get_one(Task, task.id)


def test_the_page_quotes_the_clause_and_offers_the_next_step(session: Session, sign_in: SignIn) -> None:
    agency = make.agency(session)
    task = make.task(session, agency, due_on=date(2021, 11, 10))
    page = words(sign_in(make.person(session, speaks_for=agency)).get(f"/tasks/{task.id}"))
    for said in (
        "Ban Tuyên giáo Tỉnh ủy hướng dẫn học tập",
        "quá hạn 12 ngày",
        "trước ngày 10/11/2021",
        "Báo cáo hoàn thành",
    ):
        assert said in page
    assert "Xác nhận hoàn thành" not in page


def test_report_return_report_confirm(session: Session, sign_in: SignIn) -> None:
    agency = make.agency(session)
    task = make.task(session, agency)
    focal, monitor = sign_in(make.person(session, speaks_for=agency)), sign_in(make.person(session, Role.MONITOR))

    def send(browser: object, noun: str, **values: str) -> TestResponse:
        form = {"version": str(reload(session, task).version), **values}
        response: TestResponse = browser.post(f"/tasks/{task.id}/{noun}", data=form)  # type: ignore[attr-defined]
        return response

    assert send(focal, "updates", percent="60", note="Đã lấy ý kiến").status_code == 303
    assert send(focal, "reports", **REPORT).status_code == 303
    assert send(focal, "confirmations").status_code == 403
    assert send(monitor, "returns").status_code == 422
    assert send(monitor, "returns", reason="Chưa ghi nơi nhận").status_code == 303
    assert reload(session, task).sent_back == 1
    assert send(focal, "reports", **REPORT).status_code == 303
    assert send(monitor, "confirmations").status_code == 303
    assert reload(session, task).status is Status.DONE
    page = words(focal.get(f"/tasks/{task.id}"))
    assert "Hoàn thành đúng hạn" in page
    assert "Chưa ghi nơi nhận" in page


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"doc_number": ""}, "Nhập số văn bản"),
        ({"doc_date": "31/02/2021"}, "31/02/2021"),
        ({"doc_date": "mai"}, "Lỗi:"),
        ({"done_on": "25/12/2021"}, "sau hôm nay"),
    ],
)
def test_a_bad_report_says_what_is_wrong_and_keeps_what_was_typed(
    session: Session, sign_in: SignIn, values: dict[str, str], sentence: str
) -> None:
    agency = make.agency(session)
    task = make.task(session, agency)
    browser = sign_in(make.person(session, speaks_for=agency))
    response = browser.post(f"/tasks/{task.id}/reports", data={"version": "1", **REPORT, **values})
    assert response.status_code == 422
    text = response.get_data(as_text=True)
    assert sentence in text
    assert 'value="Các huyện ủy"' in text
    assert "<title>Lỗi:" in text
    assert reload(session, task).status is Status.NOT_STARTED


def test_a_stale_form_shows_both_versions_and_loses_nothing(session: Session, sign_in: SignIn) -> None:
    agency = make.agency(session)
    task = make.task(session, agency)
    one, two = (sign_in(make.person(session, speaks_for=agency)) for _ in range(2))
    assert (
        one.post(
            f"/tasks/{task.id}/updates", data={"version": "1", "percent": "30", "note": "Của người một"}
        ).status_code
        == 303
    )
    response = two.post(f"/tasks/{task.id}/updates", data={"version": "1", "percent": "70", "note": "Của người hai"})
    assert response.status_code == 409
    text = words(response)
    assert "Của người một" in text
    assert "Của người hai" in text
    assert reload(session, task).note == "Của người một"
    version = re.search(r'name="version"[^>]*value="(\d+)"', response.get_data(as_text=True))
    assert version
    again = {"version": version[1], "percent": "70", "note": "Của người hai"}
    assert two.post(f"/tasks/{task.id}/updates", data=again).status_code == 303
    assert reload(session, task).note == "Của người hai"


def test_a_double_press_is_one_change(session: Session, sign_in: SignIn) -> None:
    agency = make.agency(session)
    task = make.task(session, agency)
    browser = sign_in(make.person(session, speaks_for=agency))
    form = {"version": "1", "once": "nonce-1", "percent": "30", "note": "Một lần"}
    answers = [browser.post(f"/tasks/{task.id}/updates", data=form).status_code for _ in range(3)]
    assert answers == [303, 303, 303]
    assert session.scalar(sa.select(sa.func.count()).select_from(Event)) == 1


def test_a_foreign_task_does_not_exist(session: Session, sign_in: SignIn) -> None:
    task = make.task(session)
    stranger = sign_in(make.person(session, speaks_for=make.agency(session)))
    assert stranger.get(f"/tasks/{task.id}").status_code == 404
    assert stranger.post(f"/tasks/{task.id}/updates", data={"version": "1"}).status_code == 404
    assert stranger.get("/tasks/999999").status_code == 404


def test_what_was_typed_survives_a_lost_session(session: Session, sign_in: SignIn) -> None:
    agency = make.agency(session)
    task, person = make.task(session, agency), make.person(session, speaks_for=agency)
    browser = sign_in(person)
    session.execute(sa.update(AuthSession).values(ended_at=make.NOW))
    session.commit()
    lost = browser.post(f"/tasks/{task.id}/updates", data={"version": "1", "percent": "50", "note": "Viết rất lâu"})
    assert lost.status_code == 303
    assert "/sign-in" in lost.location
    parked = session.scalars(sa.select(ParkedForm)).one()
    again = sign_in(person)
    page = words(again.get(f"/parked-forms/{parked.id}"))
    assert "Viết rất lâu" in page
    assert sign_in(make.person(session)).get(f"/parked-forms/{parked.id}").status_code == 404
    sent = {name: texts[0] for name, texts in parked.values.items()}
    assert again.post(parked.path, data=sent).status_code == 303
    assert reload(session, task).note == "Viết rất lâu"


def test_a_monitor_types_for_an_agency_and_then_may_not_confirm(session: Session, sign_in: SignIn) -> None:
    task = make.task(session)
    typist = sign_in(make.person(session, Role.MONITOR))
    assert typist.post(f"/tasks/{task.id}/reports", data={"version": "1", **REPORT}).status_code == 303
    assert session.scalars(sa.select(Event.channel)).one() == "proxy"
    version = str(reload(session, task).version)
    refused = typist.post(f"/tasks/{task.id}/confirmations", data={"version": version})
    assert refused.status_code == 403
    assert "không tự xác nhận" in words(refused)
    colleague = sign_in(make.person(session, Role.MONITOR))
    assert colleague.post(f"/tasks/{task.id}/confirmations", data={"version": version}).status_code == 303


def test_an_attached_file_comes_back_as_a_download(session: Session, sign_in: SignIn) -> None:
    agency = make.agency(session)
    task = make.task(session, agency)
    browser = sign_in(make.person(session, speaks_for=agency))
    data = {"version": "1", **REPORT, "file": (io.BytesIO(b"%PDF-1.4 x"), "huong-dan.pdf")}
    assert browser.post(f"/tasks/{task.id}/reports", data=data).status_code == 303
    link = re.search(rf"/tasks/{task.id}/evidence/\d+", browser.get(f"/tasks/{task.id}").get_data(as_text=True))
    assert link
    answer = browser.get(link[0])
    assert answer.data == b"%PDF-1.4 x"
    held = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Content-Type": downloads.BYTES}
    assert {name: answer.headers[name] for name in held} == held
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    answer.close()


def test_a_file_that_is_gone_from_the_disk_is_told_as_not_found(app: Flask, session: Session, sign_in: SignIn) -> None:
    agency = make.agency(session)
    task = make.task(session, agency)
    browser = sign_in(make.person(session, speaks_for=agency))
    data = {"version": "1", **REPORT, "file": (io.BytesIO(b"%PDF-1.4 gone"), "huong-dan.pdf")}
    browser.post(f"/tasks/{task.id}/reports", data=data)
    evidence = session.scalars(sa.select(Evidence)).one()
    FileStore(app.config["OFFICE"].files_dir).remove(evidence.file_digest or "")
    assert browser.get(f"/tasks/{task.id}/evidence/{evidence.id}").status_code == 404


def test_a_file_that_is_not_what_it_says_is_refused(session: Session, sign_in: SignIn) -> None:
    agency = make.agency(session)
    task = make.task(session, agency)
    browser = sign_in(make.person(session, speaks_for=agency))
    data = {"version": "1", **REPORT, "file": (io.BytesIO(b"MZ\0\0"), "huong-dan.pdf")}
    response = browser.post(f"/tasks/{task.id}/reports", data=data)
    assert response.status_code == 422
    assert "bên trong là" in words(response)
    assert reload(session, task).status is Status.NOT_STARTED


def test_undo_from_the_flash(session: Session, sign_in: SignIn) -> None:
    agency = make.agency(session)
    task = make.task(session, agency)
    browser = sign_in(make.person(session, speaks_for=agency))
    browser.post(f"/tasks/{task.id}/updates", data={"version": "1", "percent": "30", "note": "Nhầm"})
    page = browser.get(f"/tasks/{task.id}").get_data(as_text=True)
    event = re.search(r'name="event_id" value="(\d+)"', page)
    version = re.search(r'name="version" value="(\d+)"', page)
    assert event
    assert version
    browser.post(f"/tasks/{task.id}/undos", data={"event_id": event[1], "version": version[1]})
    assert reload(session, task).percent == 0


@pytest.mark.parametrize("events_count", [1, 40])
def test_the_page_costs_at_most_eight_statements(
    session: Session, sign_in: SignIn, statements: list[str], events_count: int
) -> None:
    from webapp.actions import tasks

    task = make.task(session, coordinating=make.agency(session))
    for _ in range(events_count):
        tasks.comment(task, text="góp ý", stamp=make.stamp())
    session.commit()
    browser = sign_in(make.person(session, Role.MONITOR))
    address = f"/tasks/{task.id}"
    statements.clear()
    assert browser.get(address).status_code == 200
    assert len(statements) <= 8, statements


def test_htmx_gets_the_block_it_asks_for(session: Session, sign_in: SignIn) -> None:
    task = make.task(session)
    browser = sign_in(make.person(session, Role.MONITOR))
    headers = {"HX-Request": "true", "HX-Target": "task"}
    part = browser.get(f"/tasks/{task.id}", headers=headers)
    assert "<html" not in part.get_data(as_text=True)
    assert 'hx-swap-oob="innerHTML"' in part.get_data(as_text=True)
    assert {"HX-Request", "HX-Target"} <= set(part.vary)
    assert "<html" in browser.get(f"/tasks/{task.id}", headers={"HX-Request": "true"}).get_data(as_text=True)


def test_a_page_without_the_block_asked_for_takes_the_place_of_the_page_not_of_the_panel(
    session: Session, sign_in: SignIn
) -> None:
    agency = make.agency(session)
    task = make.task(session, agency)
    browser = sign_in(make.person(session, speaks_for=agency))
    headers = {"HX-Request": "true", "HX-Target": "task"}
    form = {"version": "1", "percent": "30", "note": "Một"}
    assert browser.post(f"/tasks/{task.id}/updates", data=form).status_code == 303
    stale = browser.post(f"/tasks/{task.id}/updates", data=form | {"note": "Hai"}, headers=headers)
    assert stale.status_code == 409 and stale.headers["HX-Retarget"] == "#main"
    page = stale.get_data(as_text=True)
    assert "Đã có người cập nhật trước" in page and "<html" not in page
    part = browser.get(f"/tasks/{task.id}", headers=headers)
    assert "HX-Retarget" not in part.headers


def test_ask_for_an_extension_grant_ask_again_refuse(session: Session, sign_in: SignIn) -> None:
    agency = make.agency(session)
    task = make.task(session, agency, due_on=date(2021, 11, 30))
    focal, monitor = sign_in(make.person(session, speaks_for=agency)), sign_in(make.person(session, Role.MONITOR))
    leader = sign_in(make.person(session, Role.LEADER))

    def send(browser: object, noun: str, **values: str) -> TestResponse:
        form = {"version": str(reload(session, task).version), **values}
        response: TestResponse = browser.post(f"/tasks/{task.id}/{noun}", data=form)  # type: ignore[attr-defined]
        return response

    assert "Đồng ý gia hạn" not in words(monitor.get(f"/tasks/{task.id}"))
    assert send(focal, "difficulties", difficulty="Chờ hướng dẫn", until="15/12/2021").status_code == 303
    page = monitor.get(f"/tasks/{task.id}")
    assert "Đồng ý gia hạn" in words(page) and 'value="15/12/2021"' in page.get_data(as_text=True)
    for browser in (focal, leader):
        assert "Đồng ý gia hạn" not in words(browser.get(f"/tasks/{task.id}"))
        assert send(browser, "extensions", due_on="15/12/2021").status_code == 403
        assert send(browser, "refusals", reason="Không").status_code == 403
    early = send(monitor, "extensions", due_on="25/11/2021")
    assert early.status_code == 422 and "phải sau hạn hiện nay (30/11/2021)" in words(early)
    assert send(monitor, "extensions", due_on="10/12/2021").status_code == 303
    assert (reload(session, task).due_on, task.extensions) == (date(2021, 12, 10), 1)
    assert "hạn gốc 30/11/2021" in words(monitor.get(f"/tasks/{task.id}")).lower()
    send(focal, "difficulties", difficulty="Vẫn chờ", until="20/12/2021")
    assert "Đã gia hạn 1 lần" in words(monitor.get(f"/tasks/{task.id}"))
    assert send(monitor, "refusals").status_code == 422
    assert send(monitor, "refusals", reason="Việc gấp").status_code == 303
    assert (reload(session, task).due_on, task.asked_due_on) == (date(2021, 12, 10), None)


def test_who_speaks_for_the_agency_does_not_decide_on_its_own_request(session: Session, sign_in: SignIn) -> None:
    agency = make.agency(session)
    task = make.task(session, agency, asked_due_on=date(2021, 12, 15), asked_reason="Chờ")
    monitor = sign_in(make.person(session, Role.MONITOR, speaks_for=agency))
    answer = monitor.post(f"/tasks/{task.id}/extensions", data={"version": str(task.version), "due_on": "15/12/2021"})
    assert answer.status_code == 403
    assert "không tự quyết định" in words(monitor.get(f"/tasks/{task.id}"))
