"""The reports that wait, judged in place: evidence beside them, the next row at hand, undone if it was a slip."""

from datetime import date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from webapp.actions import tasks
from webapp.actions.tasks import Product
from webapp.clock import ZONE
from webapp.models import Task
from webapp.rules.words import Role, Status

HTMX = {"HX-Request": "true", "HX-Target": "queue"}


@pytest.fixture(autouse=True)
def _on_a_day(time_machine: object) -> None:
    time_machine.move_to("2021-11-22T08:15:00+07:00", tick=False)  # type: ignore[attr-defined]


@pytest.fixture
def monitor(session: Session, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.person(session, Role.MONITOR))


@pytest.fixture
def reported(session: Session) -> list[Task]:
    """Three reports, the first held for six days."""
    found = []
    for number in range(3):
        agency = make.agency(session)
        task = make.task(session, agency, due_on=date(2021, 11, 15))
        at = datetime(2021, 11, 16 + number, 9, 0, tzinfo=ZONE)
        product = Product(
            f"{number + 1}-BC/X", date(2021, 11, 14), "Ban Thường vụ Tỉnh ủy", "bao-cao.pdf", "a" * 64, 2048
        )
        speaker = make.person(session, speaks_for=agency)
        tasks.report_done(task, done_on=date(2021, 11, 14 + number), product=product, stamp=make.stamp(speaker, now=at))
        found.append(task)
    session.commit()
    return found


def answer(task: Task, **more: str) -> dict[str, str]:
    return {"version": str(task.version), "back": "/confirmations", **more}


def test_each_row_has_its_evidence_and_how_long_it_was_held(monitor: FlaskClient, reported: list[Task]) -> None:
    page = words(monitor.get("/confirmations"))
    for said in (
        "3 báo cáo",
        "Số 1-BC/X",
        "14/11/2021",
        "gửi Ban Thường vụ Tỉnh ủy",
        "bao-cao.pdf",
        "6 ngày",
        "trễ 1 ngày",
    ):
        assert said in page, said
    assert page.index("1-BC/X") < page.index("2-BC/X") < page.index("3-BC/X"), "who waited longest comes first"
    assert "Xác nhận, trả lại tại chỗ" in words(monitor.get("/monitor?loc=awaiting"))


def test_one_press_confirms_and_the_keyboard_goes_on_with_the_next_row(
    session: Session, monitor: FlaskClient, reported: list[Task]
) -> None:
    page = monitor.get("/confirmations").get_data(as_text=True)
    assert "data-focus" not in page
    back = f"/confirmations?tiep={reported[1].id}"
    assert f'value="{back}"' in page
    done = monitor.post(f"/tasks/{reported[0].id}/confirmations", data=answer(reported[0], back=back), headers=HTMX)
    assert (done.status_code, done.location) == (303, back)
    seen = monitor.get(back, headers=HTMX).get_data(as_text=True)
    assert "Đã xác nhận hoàn thành" in seen and "Hoàn tác" in seen
    row = seen[seen.index(f"/tasks/{reported[1].id}/confirmations") :]
    assert "data-focus" in row[: row.index("</form>")] and seen.count("data-focus") == 1
    session.expire_all()
    assert reported[0].status is Status.DONE


def test_what_was_confirmed_by_a_slip_is_undone_from_the_same_page(
    session: Session, monitor: FlaskClient, reported: list[Task]
) -> None:
    monitor.post(f"/tasks/{reported[0].id}/confirmations", data=answer(reported[0]))
    page = monitor.get("/confirmations").get_data(as_text=True)
    event = page.split('name="event_id" value="')[1].split('"')[0]
    session.expire_all()
    undone = monitor.post(f"/tasks/{reported[0].id}/undos", data=answer(reported[0], event_id=event))
    assert (undone.status_code, undone.location) == (303, "/confirmations")
    session.expire_all()
    assert reported[0].status is Status.AWAITING and "3 báo cáo" in words(monitor.get("/confirmations"))


def test_a_return_needs_its_reason_and_is_told_on_the_same_page(
    session: Session, monitor: FlaskClient, reported: list[Task]
) -> None:
    path = f"/tasks/{reported[0].id}/returns"
    refused = monitor.post(path, data=answer(reported[0]), headers=HTMX)
    assert refused.status_code == 422 and "Nêu lý do" in words(refused) and "3 báo cáo" in words(refused)
    assert monitor.post(path, data=answer(reported[0], reason="Thiếu số liệu")).status_code == 303
    page = words(monitor.get("/confirmations"))
    assert "Đã trả lại" in page and "2 báo cáo" in page
    session.expire_all()
    assert reported[0].returned == "Thiếu số liệu"


def test_nobody_confirms_their_own_report(session: Session, sign_in: SignIn, reported: list[Task]) -> None:
    typist = make.person(session, Role.MONITOR)
    reported[0].reported_by_id = typist.id
    session.commit()
    page = sign_in(typist).get("/confirmations").get_data(as_text=True)
    assert f"/tasks/{reported[0].id}/confirmations" not in page and f"/tasks/{reported[1].id}/confirmations" in page
    assert "không tự xác nhận" in page


def test_a_leader_reads_and_an_empty_queue_says_so(session: Session, sign_in: SignIn) -> None:
    leader = sign_in(make.person(session, Role.LEADER))
    assert "Không có báo cáo nào đang chờ" in words(leader.get("/confirmations"))


def test_the_queue_asks_the_database_as_often_for_one_as_for_many(
    session: Session, monitor: FlaskClient, reported: list[Task], statements: list[str]
) -> None:
    def cost() -> int:
        monitor.get("/confirmations")
        statements.clear()
        monitor.get("/confirmations")
        return len(statements)

    many = cost()
    for task in reported[1:]:
        task.status, task.reported_at = Status.IN_PROGRESS, None
        task.done_on = task.done_on and task.done_on - timedelta(days=1)
    session.commit()
    assert cost() == many <= 5
