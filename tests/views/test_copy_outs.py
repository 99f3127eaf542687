"""A task's state as text for double entry elsewhere, and who typed it in."""

import re
from datetime import date

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from webapp.models import Evidence, Task
from webapp.rules.words import Role


def seen(browser: FlaskClient, path: str) -> str:
    found = re.search(r'name="digest" value="(\w{64})"', browser.get(path).get_data(as_text=True))
    assert found
    return found[1]


def test_the_text_says_the_task_and_the_tick_says_who(session: Session, sign_in: SignIn) -> None:
    agency = make.agency(session, "Ban Tổ chức Tỉnh ủy")
    task = make.task(session, agency, due_on=date(2099, 11, 30), note="Đã có dự thảo", percent=40)
    session.add(Evidence(task=task, doc_number="12-BC/BTC", doc_date=make.TODAY, receiver="Tỉnh ủy", at=make.NOW))
    session.commit()
    focal = sign_in(make.person(session, speaks_for=agency, name="Trưởng phòng"))
    path = f"/tasks/{task.id}/copy-outs"
    assert path in focal.get(f"/tasks/{task.id}").get_data(as_text=True)
    text = focal.get(path).get_data(as_text=True)
    for said in (
        "Nhiệm vụ: Hướng dẫn học tập Nghị quyết",
        "Căn cứ: Mục IV, điểm 1, Chương trình hành động",
        "Thời hạn: 30/11/2099 (trước ngày 30/11/2099)",
        "Tình trạng: Đang trong hạn, 40%",
        "Kết quả: Đã có dự thảo",
        "Minh chứng: số 12-BC/BTC, ngày 22/11/2021, gửi Tỉnh ủy",
    ):
        assert said in text, said
    assert "Vướng mắc" not in text and "Chưa cập nhật ở hệ thống khác" in text
    answer = focal.post(path, data={"digest": seen(focal, path)}, follow_redirects=True)
    assert "Đã cập nhật Trưởng phòng" in words(answer) and 'name="digest"' not in answer.get_data(as_text=True)
    session.get_one(Task, task.id).note = "Đã trình"
    session.commit()
    assert "Đã đổi từ lần cập nhật trước" in words(focal.get(path))


def test_a_leader_reads_the_text_and_ticks_nothing_and_another_agency_sees_none(
    session: Session, sign_in: SignIn
) -> None:
    task = make.task(session)
    session.commit()
    path = f"/tasks/{task.id}/copy-outs"
    leader, stranger = sign_in(make.person(session, Role.LEADER)), sign_in(make.person(session))
    assert leader.get(path).status_code == 200 and leader.post(path, data={"digest": "0" * 64}).status_code == 403
    assert stranger.get(path).status_code == 404 and stranger.post(path, data={"digest": "0" * 64}).status_code == 404
    monitor = sign_in(make.person(session, Role.MONITOR))
    assert monitor.post(path, data={"digest": "x"}).status_code == 400


def test_the_page_asks_the_database_little(session: Session, sign_in: SignIn, statements: list[str]) -> None:
    task = make.task(session)
    monitor, path = sign_in(make.person(session, Role.MONITOR)), f"/tasks/{task.id}/copy-outs"
    session.commit()
    statements.clear()
    monitor.get(path)
    assert len(statements) <= 8
