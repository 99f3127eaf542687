""" "We delivered on 20/8": asked by web and by link, out of the red until decided, decided by the evidence."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from webapp.actions import corrections, tasks
from webapp.actions.tasks import Product
from webapp.mail import links
from webapp.models import Agency, Correction, Event, EventKind, Evidence, LinkPurpose, OutboxMail, Person, Task
from webapp.queries.monitor import Limits, Queue, queue_counts
from webapp.rules.words import Role, Status

DUE = date(2021, 11, 10)
CLAIM = {
    "done_on": "09/11/2021",
    "doc_number": "45-BC/ThU",
    "doc_date": "09/11/2021",
    "receiver": "Ban Thường vụ Tỉnh ủy",
    "note": "Văn thư ghi sổ muộn",
    "version": "1",
}
PRODUCT = Product("45-BC/ThU", date(2021, 11, 9), "Ban Thường vụ Tỉnh ủy")


@pytest.fixture(autouse=True)
def _on_a_day(time_machine: object) -> None:
    time_machine.move_to("2021-11-22T08:15:00+07:00", tick=False)  # type: ignore[attr-defined]


@pytest.fixture
def agency(session: Session) -> Agency:
    return make.agency(session, "Thị ủy La Gi")


@pytest.fixture
def late(session: Session, agency: Agency) -> Task:
    task = make.task(session, agency, due_on=DUE)
    session.commit()
    return task


@pytest.fixture
def speaker(session: Session, agency: Agency) -> Person:
    return make.person(session, speaks_for=agency)


@pytest.fixture
def monitor(session: Session, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.person(session, Role.MONITOR))


def claimed(session: Session, task: Task, by: Person | None = None) -> Event:
    event = corrections.ask(task, done_on=date(2021, 11, 9), product=PRODUCT, stamp=make.stamp(by))
    session.commit()
    return event


def counts(session: Session) -> dict[Queue, int]:
    return queue_counts(session, Limits(make.TODAY, 7, 90))


def test_the_agency_asks_on_its_tasks_page_and_leaves_the_red(
    session: Session, sign_in: SignIn, speaker: Person, late: Task
) -> None:
    browser = sign_in(speaker)
    assert "Đã gửi từ trước, đề nghị đính chính" in words(browser.get(f"/tasks/{late.id}"))
    assert counts(session)[Queue.OVERDUE] == 1
    answer = browser.post(f"/tasks/{late.id}/corrections", data=CLAIM)
    assert answer.status_code == 303
    page = words(browser.get(f"/tasks/{late.id}"))
    assert "không tính chậm cho đến khi" in page.lower() and "Đang đính chính" in page
    assert "09/11/2021 , trong hạn" in page.replace("2021,", "2021 ,") and "Số 45-BC/ThU" in page
    session.expire_all()
    assert (counts(session)[Queue.OVERDUE], counts(session)[Queue.CORRECTION]) == (0, 1)
    assert "Đang đính chính" in words(browser.get("/my-work"))
    again = browser.post(f"/tasks/{late.id}/corrections", data=CLAIM | {"version": str(late.version)})
    assert again.status_code == 422 and session.scalars(sa.select(Correction)).one()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("done_on", "", "Nhập ngày đã hoàn thành"),
        ("done_on", "23/11/2021", "không thể sau hôm nay"),
        ("doc_number", "", "Nhập số văn bản"),
        ("doc_date", "31/11/2021", "31/11/2021"),
        ("receiver", "", "Nhập nơi nhận"),
    ],
)
def test_a_claim_without_its_proof_is_refused_and_kept(
    session: Session, sign_in: SignIn, speaker: Person, late: Task, field: str, value: str, sentence: str
) -> None:
    answer = sign_in(speaker).post(f"/tasks/{late.id}/corrections", data=CLAIM | {field: value})
    assert answer.status_code == 422 and sentence in words(answer)
    assert "Văn thư ghi sổ muộn" in answer.get_data(as_text=True)
    assert session.scalars(sa.select(Correction)).all() == []


def test_the_agency_asks_by_the_link_in_its_mail(
    session: Session, client: FlaskClient, speaker: Person, late: Task
) -> None:
    with client.application.app_context():
        link = links.new(session, speaker.id, LinkPurpose.TASK, now=make.NOW, task_id=late.id)
        token = links.with_tokens(session, links.mark_of(link.id))[0]
    session.commit()
    assert "đề nghị đính chính" in words(client.get(f"/q/{token}"))
    answer = client.post(f"/q/{token}/corrections", data=CLAIM)
    assert answer.status_code == 303
    assert "Đề nghị đính chính" in words(client.get(answer.location))
    seen = words(client.get(f"/q/{token}"))
    assert "Đã đề nghị đính chính: hoàn thành ngày 09/11/2021" in seen


def test_what_is_done_late_can_be_corrected_by_its_link(
    session: Session, client: FlaskClient, speaker: Person, late: Task
) -> None:
    tasks.report_done(late, done_on=date(2021, 11, 20), product=PRODUCT, stamp=make.stamp(speaker))
    tasks.confirm(late, stamp=make.stamp(make.person(session, Role.MONITOR)))
    with client.application.app_context():
        link = links.new(session, speaker.id, LinkPurpose.TASK, now=make.NOW, task_id=late.id)
        token = links.with_tokens(session, links.mark_of(link.id))[0]
    session.commit()
    page = client.get(f"/q/{token}")
    assert page.status_code == 200 and "đề nghị đính chính" in words(page)
    assert client.post(f"/q/{token}/corrections", data=CLAIM | {"version": str(late.version)}).status_code == 303


def test_the_queue_shows_what_is_written_and_what_would_be_and_accepting_repairs_it(
    session: Session, monitor: FlaskClient, speaker: Person, late: Task
) -> None:
    claimed(session, late, speaker)
    page = monitor.get("/corrections")
    for said in ("Thị ủy La Gi", "Số 45-BC/ThU", "chậm 12 ngày", "09/11/2021", "đúng hạn", "Chấp nhận"):
        assert said in words(page), said
    assert "Quyết định đính chính" in words(monitor.get("/monitor?loc=correction"))
    data = {"version": str(late.version), "back": "/corrections"}
    answer = monitor.post(f"/tasks/{late.id}/acceptances", data=data)
    assert (answer.status_code, answer.location) == (303, "/corrections")
    session.expire_all()
    assert (late.status, late.done_on, late.claimed_on) == (Status.DONE, date(2021, 11, 9), None)
    assert late.reported_by_id == speaker.id and late.confirmed_at
    kinds = session.scalars(sa.select(Event.kind).where(Event.task_id == late.id).order_by(Event.id)).all()
    assert kinds == [EventKind.ASK_CORRECTION, EventKind.ACCEPT_CORRECTION]
    (mail,) = session.scalars(sa.select(OutboxMail)).all()
    assert mail.kind == "correction_decided" and "Hoàn thành ngày: 09/11/2021" in mail.text
    assert "Không có đề nghị đính chính nào" in words(monitor.get("/corrections"))
    assert "Hoàn thành đúng hạn" in words(monitor.get(f"/tasks/{late.id}"))


def test_refusing_needs_its_reason_and_the_row_returns_to_red(
    session: Session, monitor: FlaskClient, speaker: Person, late: Task
) -> None:
    claimed(session, late, speaker)
    data = {"version": str(late.version), "back": "/corrections"}
    refused = monitor.post(f"/tasks/{late.id}/rejections", data=data)
    assert refused.status_code == 422 and "Nêu lý do" in words(refused) and "Đính chính" in words(refused)
    answer = monitor.post(f"/tasks/{late.id}/rejections", data=data | {"reason": "Văn bản không có dấu đến"})
    assert answer.status_code == 303
    session.expire_all()
    assert late.claimed_on is None and late.is_overdue(make.TODAY)
    assert session.scalars(sa.select(Evidence.withdrawn_at)).one() is not None
    assert "Văn bản không có dấu đến" in session.scalars(sa.select(OutboxMail.text)).one()
    row = session.scalars(sa.select(Correction)).one()
    assert (row.accepted, row.answer) == (False, "Văn bản không có dấu đến")


def test_nobody_decides_on_what_they_asked_for_themselves(session: Session, sign_in: SignIn, late: Task) -> None:
    typist = make.person(session, Role.MONITOR)
    claimed(session, late, typist)
    browser = sign_in(typist)
    page = browser.get("/corrections")
    assert "không tự quyết định" in words(page) and "/acceptances" not in page.get_data(as_text=True)
    answer = browser.post(f"/tasks/{late.id}/acceptances", data={"version": str(late.version)})
    assert answer.status_code == 403


def test_a_leader_reads_the_queue_and_an_agency_does_not(
    session: Session, sign_in: SignIn, speaker: Person, late: Task
) -> None:
    claimed(session, late, speaker)
    leader = sign_in(make.person(session, Role.LEADER)).get("/corrections")
    assert leader.status_code == 200 and "/acceptances" not in leader.get_data(as_text=True)
    assert sign_in(speaker).get("/corrections").status_code == 403


def test_the_queue_asks_the_database_as_often_for_one_as_for_many(
    session: Session, monitor: FlaskClient, late: Task, statements: list[str]
) -> None:
    def cost() -> int:
        monitor.get("/corrections")
        statements.clear()
        monitor.get("/corrections")
        return len(statements)

    claimed(session, late)
    one = cost()
    for _ in range(3):
        claimed(session, make.task(session, due_on=DUE - timedelta(days=3)))
    assert cost() == one <= 5
