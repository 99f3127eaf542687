"""The page of extensions: who asks for what, and one decision on many."""

from datetime import date

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from webapp.models import Agency, Event, EventKind, OutboxMail, Task
from webapp.rules.words import Role

DUE, ASKED = date(2021, 11, 30), date(2021, 12, 15)


@pytest.fixture(autouse=True)
def _on_a_day(time_machine: object) -> None:
    time_machine.move_to("2021-11-22T08:15:00+07:00", tick=False)  # type: ignore[attr-defined]


@pytest.fixture
def monitor(session: Session, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.person(session, Role.MONITOR))


@pytest.fixture
def asked(session: Session) -> list[Task]:
    """Three agencies of one duty that ask for two weeks more, the first for the second time."""
    programme = make.programme(session)
    found = []
    for extensions in (1, 0, 0):
        agency = make.agency(session)
        make.person(session, speaks_for=agency)
        duty = make.assignment(session, programme, lead=agency)
        values = {"asked_due_on": ASKED, "asked_reason": "Chờ hướng dẫn của Trung ương", "extensions": extensions}
        task = make.task(session, agency, of=duty, due_on=DUE, **values)
        task.original_due_on = date(2021, 11, 10)
        found.append(task)
    session.commit()
    return found


def ticks(tasks: list[Task]) -> list[str]:
    return [f"{task.id}.{task.version}" for task in tasks]


def test_the_page_says_who_asks_until_when_and_why(monitor: FlaskClient, asked: list[Task]) -> None:
    page = words(monitor.get("/extensions"))
    for said in ("3 đề nghị", "15/12/2021", "Chờ hướng dẫn của Trung ương", "1 lần", "hạn ban đầu 10/11/2021"):
        assert said in page
    assert "Quyết định nhiều đề nghị" in words(monitor.get("/monitor?loc=extension"))


@pytest.mark.parametrize(
    ("form", "due_on", "kind"),
    [
        ({"decision": "theo-de-nghi"}, ASKED, EventKind.GRANT_EXTENSION),
        ({"decision": "ngay-khac", "due_on": "08/12/2021"}, date(2021, 12, 8), EventKind.GRANT_EXTENSION),
        ({"decision": "khong", "reason": "Việc gấp"}, DUE, EventKind.REFUSE_EXTENSION),
    ],
)
def test_one_decision_on_the_ticked_ones_and_only_those(
    session: Session, monitor: FlaskClient, asked: list[Task], form: dict[str, str], due_on: date, kind: EventKind
) -> None:
    answer = monitor.post("/extensions", data={"task": ticks(asked[:2]), "once": "a-nonce", **form})
    assert answer.status_code == 303
    session.expire_all()
    assert [(task.due_on, task.asked_due_on) for task in asked] == [(due_on, None), (due_on, None), (DUE, ASKED)]
    assert session.scalars(sa.select(Event.kind)).all() == [kind, kind]
    assert session.scalar(sa.select(sa.func.count()).where(OutboxMail.kind == "extension_decided")) == 2
    page = words(monitor.get("/extensions"))
    assert "Đã quyết định 2 đề nghị" in page and "1 đề nghị" in page and "Đã quyết định gần đây" in page
    again = monitor.post("/extensions", data={"task": ticks(asked[:2]), "once": "a-nonce", **form})
    assert again.status_code == 303 and "đã được ghi từ lần gửi trước" in words(monitor.get("/extensions"))
    assert session.scalar(sa.select(sa.func.count()).select_from(Event)) == 2


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"decision": "khong"}, "Nêu lý do không gia hạn"),
        ({"decision": "ngay-khac"}, "Nhập ngày gia hạn"),
        ({"decision": "ngay-khac", "due_on": "mai"}, "mai"),
        ({"decision": "ngay-khac", "due_on": "24/11/2021"}, "phải sau hạn hiện nay (30/11/2021)"),
        ({"decision": "gì đó"}, "Chọn một mục trong danh sách"),
        ({"decision": "theo-de-nghi", "task": []}, "Chọn ít nhất một đề nghị"),
        ({"decision": "theo-de-nghi", "task": ["1", "x.y", "1.1.1"]}, "Chọn ít nhất một đề nghị"),
    ],
)
def test_what_cannot_be_decided_is_told_and_nothing_is_recorded(
    session: Session, monitor: FlaskClient, asked: list[Task], form: dict[str, object], sentence: str
) -> None:
    typed = {"task": ticks(asked), "reason": "" if form["decision"] == "khong" else "Đã bàn", **form}
    answer = monitor.post("/extensions", data=typed)
    assert answer.status_code == 422
    text = words(answer)
    assert sentence in text and "Lỗi" in text
    assert ("Đã bàn" in answer.get_data(as_text=True)) == (form["decision"] != "khong")
    assert session.scalars(sa.select(Event)).all() == []


@pytest.mark.parametrize("tick", ["{id}.{older}", "999999.1"])
def test_a_task_that_moved_or_went_is_not_decided_blindly(
    session: Session, monitor: FlaskClient, asked: list[Task], tick: str
) -> None:
    stale = tick.format(id=asked[0].id, older=asked[0].version + 1)
    answer = monitor.post("/extensions", data={"task": [*ticks(asked[1:]), stale], "decision": "theo-de-nghi"})
    assert answer.status_code == 409 and "vừa được người khác cập nhật" in words(answer)
    session.expire_all()
    assert all(task.asked_due_on == ASKED for task in asked)


def test_who_speaks_for_an_agency_cannot_tick_its_request(session: Session, sign_in: SignIn, asked: list[Task]) -> None:
    own = sign_in(make.person(session, Role.MONITOR, speaks_for=session.get_one(Agency, asked[0].agency_id)))
    page = own.get("/extensions").get_data(as_text=True)
    assert [f'value="{tick}"' in page for tick in ticks(asked)] == [False, True, True]
    assert own.post("/extensions", data={"task": ticks(asked), "decision": "theo-de-nghi"}).status_code == 403
    session.expire_all()
    assert all(task.asked_due_on == ASKED for task in asked)


def test_a_leader_reads_and_does_not_decide(session: Session, sign_in: SignIn, asked: list[Task]) -> None:
    leader = sign_in(make.person(session, Role.LEADER))
    page = leader.get("/extensions")
    assert "3 đề nghị" in words(page) and "Ghi quyết định" not in words(page)
    assert leader.post("/extensions", data={"task": ticks(asked), "decision": "theo-de-nghi"}).status_code == 403


def test_the_page_asks_the_database_as_often_for_one_as_for_many(
    session: Session, monitor: FlaskClient, asked: list[Task], statements: list[str]
) -> None:
    monitor.get("/extensions")
    statements.clear()
    monitor.get("/extensions")
    three = len(statements)
    for task in asked[1:]:
        task.asked_due_on = None
    session.commit()
    statements.clear()
    monitor.get("/extensions")
    assert len(statements) == three <= 8
