"""A held mail is dealt with where it is read: its words beside the form that writes them into a task."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.factories import NOW
from tests.page import words
from tests.replies.mails import mail
from tests.typed import typed
from webapp.actions import inbound, tasks
from webapp.actions.inbound import Desk
from webapp.files.store import FileStore
from webapp.models import Agency, Event, Evidence, InboundMail, InboundState, OutboxMail, Person, Task
from webapp.replies import Reader
from webapp.rules.words import Channel, MailKind, Role, Status

PDF = b"%PDF-1.4\n" + b"x" * 100


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@dataclass
class World:
    """A monitor at the book of mail; a focal point whose mails carry no token, with one task."""

    app: Flask
    session: Session
    desk: Desk
    monitor: FlaskClient
    focal: Person
    task: Task

    def came(self, raw: bytes) -> InboundMail:
        with self.app.app_context():
            row = inbound.receive(self.session, raw, self.desk, now=NOW)
            self.session.commit()
        return row

    def answer(self, text: str, *files: tuple[str, bytes]) -> InboundMail:
        if not files:
            return self.came(mail(text, From=self.focal.email))
        message = EmailMessage(policy=SMTP)
        for name, value in (("From", self.focal.email), ("Subject", "Báo cáo"), ("Message-ID", "<tep@example.vn>")):
            message[name] = value
        message.set_content(text)
        for name, data in files:
            message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
        return self.came(message.as_bytes())

    def form(self, path: str, noun: str) -> dict[str, str]:
        """What the form of ``noun`` sends as it stands."""
        return typed(self.monitor.get(path).get_data(as_text=True), f"/{noun}?viec=")

    def change(self) -> Event | None:
        self.session.expire_all()
        return self.session.scalars(sa.select(Event).where(Event.task_id == self.task.id)).one_or_none()


@pytest.fixture
def world(app: Flask, session: Session, sign_in: SignIn, reader: Reader) -> World:
    agency = make.agency(session, "Thị ủy La Gi")
    focal = make.person(session, speaks_for=agency, email="dau-moi@example.vn")
    task = make.task(session, agency)
    store = FileStore(app.config["OFFICE"].files_dir)
    session.commit()
    return World(app, session, Desk(reader.read, store, None), sign_in(make.person(session, Role.MONITOR)), focal, task)


def test_the_tasks_of_the_senders_agencies_are_offered_first(world: World) -> None:
    foreign = make.task(world.session, make.agency(world.session, "Huyện ủy Phú Quý"))
    row = world.answer("Đang trình ký, đạt 60%.")
    page = world.monitor.get(f"/mail/{row.id}").get_data(as_text=True)
    assert f"/mail/{row.id}?viec={world.task.id}" in page and f"viec={foreign.id}" not in page


def test_another_task_is_found_by_its_words(world: World) -> None:
    make.task(world.session, of=make.assignment(world.session, title="Sơ kết năm năm"))
    row = world.answer("Đang trình ký.")
    assert "Không có việc đang mở nào khớp" in words(world.monitor.get(f"/mail/{row.id}?viec=0&tim=khong-co-dau"))


def test_what_was_understood_is_written_on_behalf_and_the_mail_is_settled_with_it(world: World) -> None:
    row = world.answer("Đang trình ký, đạt 60%.")
    path = f"/mail/{row.id}?viec={world.task.id}"
    seen = words(world.monitor.get(path))
    assert "Đang trình ký, đạt 60%." in seen and "đang thực hiện, 60%" in seen and "nhập hộ" in seen
    form = world.form(path, "updates")
    assert (form["percent"], form["note"].strip()) == ("60", "Đang trình ký, đạt 60%.")
    answer = world.monitor.post(f"/mail/{row.id}/updates?viec={world.task.id}", data=form, follow_redirects=True)
    assert "Đã ghi vào việc và đánh dấu thư đã xử lý" in words(answer)
    event = world.change()
    assert event and (event.channel, event.after["percent"]) == (Channel.PROXY, 60)
    assert (row.state, row.event_id, row.task_id) == (InboundState.HANDLED, event.id, world.task.id)


def told(world: World) -> list[OutboxMail]:
    world.session.expire_all()
    return list(world.session.scalars(sa.select(OutboxMail).where(OutboxMail.kind == "written_in")))


def test_the_sender_is_told_once_of_what_was_written_for_them(world: World) -> None:
    row = world.answer("Đang trình ký, đạt 60%.")
    path = f"/mail/{row.id}?viec={world.task.id}"
    form = world.form(path, "updates") | {"note": "Đang trình ký kế hoạch"}
    for _twice in range(2):
        world.monitor.post(f"/mail/{row.id}/updates?viec={world.task.id}", data=form)
    (notice,) = told(world)
    assert notice.person_id == world.focal.id and notice.subject.startswith("Ban Dân vận đã ghi nhận thư của đồng chí")
    for said in ("Đang trình ký kế hoạch", "Đồng chí viết: “Đang trình ký, đạt 60%.”", "link-", "ghi lại"):
        assert said in notice.text, said
    assert "hoàn tác" not in notice.text.lower(), "the change is the monitor's: the sender takes a step of their own"


def test_a_sender_who_does_not_hold_the_task_gets_no_way_into_it(world: World) -> None:
    foreign = make.task(world.session, make.agency(world.session, "Huyện ủy Phú Quý"))
    row = world.answer("Đang trình ký, đạt 60%.")
    form = world.form(f"/mail/{row.id}?viec={foreign.id}", "updates")
    world.monitor.post(f"/mail/{row.id}/updates?viec={foreign.id}", data=form)
    (notice,) = told(world)
    assert "link-" not in notice.text and "trả lời thư này" in notice.text


@pytest.mark.parametrize("who", ["stranger", "gone", "machine"])
def test_nobody_else_is_written_to(world: World, who: str) -> None:
    row = world.came(mail("Đang trình ký, đạt 60%.", From="la@noi-khac.vn")) if who == "stranger" else None
    row = row or world.answer("Đang trình ký, đạt 60%.")
    row.state = InboundState.HELD
    world.focal.active = who != "gone"
    row.kind = MailKind.FORWARD if who == "machine" else row.kind
    world.session.commit()
    form = world.form(f"/mail/{row.id}?viec={world.task.id}", "updates") | {"note": "Đang trình ký"}
    world.monitor.post(f"/mail/{row.id}/updates?viec={world.task.id}", data=form)
    assert told(world) == [] and row.state is InboundState.HANDLED


def test_the_file_of_the_mail_becomes_the_evidence_of_the_report(world: World) -> None:
    row = world.answer("Đã ban hành Kế hoạch số 12-KH/ThU ngày 20/11/2021.", ("kế hoạch.pdf", PDF), ("a.exe", b"MZ"))
    path = f"/mail/{row.id}?viec={world.task.id}"
    page = world.monitor.get(path)
    assert "kế hoạch.pdf" in words(page) and "loại tệp không nhận làm minh chứng" in words(page)
    got = world.monitor.get(f"/mail/{row.id}/attachments/1")
    assert got.data == PDF and "attachment" in got.headers["Content-Disposition"]
    got.close()
    assert world.monitor.get(f"/mail/{row.id}/attachments/2").status_code == 404
    form = world.form(path, "reports")
    assert (form["doc_number"], form["doc_date"], form["attachment"]) == ("12-KH/ThU", "20/11/2021", "1")
    world.monitor.post(f"/mail/{row.id}/reports?viec={world.task.id}", data=form | {"receiver": "Ban Dân vận"})
    evidence = world.session.scalars(sa.select(Evidence)).one()
    assert (evidence.file_name, evidence.doc_number) == ("kế hoạch.pdf", "12-KH/ThU")
    assert world.session.get_one(Task, world.task.id, populate_existing=True).status is Status.AWAITING


def test_a_difficulty_and_a_request_for_an_extension_have_their_form(world: World) -> None:
    row = world.answer("Xin gia hạn đến 15/12/2021 vì chờ hướng dẫn.")
    path = f"/mail/{row.id}?viec={world.task.id}"
    form = world.form(path, "difficulties")
    assert form["until"] == "15/12/2021"
    world.monitor.post(f"/mail/{row.id}/difficulties?viec={world.task.id}", data=form)
    assert world.session.get_one(Task, world.task.id, populate_existing=True).asked_due_on is not None


def test_one_mail_is_written_once_whoever_is_quicker(world: World) -> None:
    row = world.answer("Đang trình ký, đạt 60%.")
    address = f"/mail/{row.id}/updates?viec={world.task.id}"
    form = world.form(f"/mail/{row.id}?viec={world.task.id}", "updates")
    assert world.monitor.post(address, data=form).status_code == 303
    assert world.monitor.post(address, data=form).status_code == 303, "a double press says that it was written"
    version = str(world.session.get_one(Task, world.task.id, populate_existing=True).version)
    again = world.monitor.post(address, data=form | {"once": "another-nonce", "version": version})
    assert again.status_code == 422 or "đã có người xử lý" in words(again)
    assert world.change() is not None


def test_a_task_that_moved_meanwhile_is_shown_and_what_was_typed_stays(world: World) -> None:
    row = world.answer("Đang trình ký, đạt 60%.")
    path = f"/mail/{row.id}?viec={world.task.id}"
    form = world.form(path, "updates")
    tasks.update(world.task, percent=10, note="Đã có dự thảo", stamp=make.stamp())
    world.session.commit()
    answer = world.monitor.post(f"/mail/{row.id}/updates?viec={world.task.id}", data=form | {"note": "Sửa tay"})
    assert answer.status_code == 409
    assert "Sửa tay" in words(answer) and "việc này đã thay đổi" in words(answer)
    world.session.expire_all()
    assert row.state is InboundState.HELD


def test_a_form_that_lacks_something_says_so_and_keeps_what_was_typed(world: World) -> None:
    row = world.answer("Đã hoàn thành.")
    path = f"/mail/{row.id}?viec={world.task.id}"
    form = world.form(path, "reports") | {"receiver": "Ban Dân vận"}
    answer = world.monitor.post(f"/mail/{row.id}/reports?viec={world.task.id}", data=form)
    assert answer.status_code == 422 and "Nhập số văn bản" in words(answer)
    assert 'value="Ban Dân vận"' in answer.get_data(as_text=True) and world.change() is None


@pytest.mark.parametrize("noun", ["contests", "confirmations", "drops", "nothing"])
def test_a_mail_is_no_way_to_decide(world: World, noun: str) -> None:
    row = world.answer("Đang trình ký.")
    assert world.monitor.post(f"/mail/{row.id}/{noun}?viec={world.task.id}", data={}).status_code == 404


def test_a_mail_that_was_dealt_with_offers_nothing_more(world: World) -> None:
    row = world.answer("Đang trình ký.")
    world.monitor.post(f"/mail/{row.id}/settlements")
    assert "Thư nói về việc nào" not in words(world.monitor.get(f"/mail/{row.id}"))
    twice = world.monitor.post(f"/mail/{row.id}/settlements", follow_redirects=True)
    assert "đã có người xử lý" in words(twice)


def test_the_words_and_files_of_a_mail_are_wiped_but_not_its_evidence(world: World) -> None:
    row = world.answer("Đã ban hành.", ("a.pdf", PDF), ("b.pdf", PDF + b"2"))
    used, loose = (one["digest"] for one in row.understood["attachments"])
    form = world.form(f"/mail/{row.id}?viec={world.task.id}", "reports")
    given = {"doc_number": "1", "doc_date": "20/11/2021", "receiver": "Ban Dân vận"}
    world.monitor.post(f"/mail/{row.id}/reports?viec={world.task.id}", data=form | given)
    world.session.expire_all()
    assert inbound.wipe(world.session, world.desk.store, now=NOW + timedelta(days=31)) == 1
    root = world.desk.store.root
    assert (root / used[:2] / used).exists() and not (root / loose[:2] / loose).exists()


def test_the_page_costs_as_many_statements_for_many_tasks_as_for_one(world: World, statements: list[str]) -> None:
    row, agency = world.answer("Đang trình ký."), world.session.get_one(Agency, world.task.agency_id)
    statements.clear()
    world.monitor.get(f"/mail/{row.id}")
    one = len(statements)
    for _ in range(30):
        make.task(world.session, agency)
    world.session.commit()
    statements.clear()
    world.monitor.get(f"/mail/{row.id}")
    assert len(statements) == one <= 8
    statements.clear()
    world.monitor.get(f"/mail/{row.id}?viec={world.task.id}")
    assert len(statements) <= 14
