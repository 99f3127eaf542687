"""Mail that came in: applied when all is sure, held when anything is not, and never twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests import factories as make
from tests.factories import NOW
from tests.replies.mails import bounce, mail
from webapp.actions import inbound, tasks
from webapp.actions.inbound import Desk
from webapp.files.store import FileStore
from webapp.mail import links, notices, outbox
from webapp.models import Event, EventKind, Evidence, InboundMail, InboundState, LinkPurpose, OutboxMail, Person, Task
from webapp.replies import Reader
from webapp.rules.words import Channel, MailKind, Status

VOUCHED = "mx.so.vn; dmarc=pass header.from=example.vn"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


@dataclass
class World:
    """A focal point who got a mail about one task, and the desk that answers come to."""

    session: Session
    desk: Desk
    person: Person
    task: Task
    message_id: str

    def answer(self, text: str, **headers: str) -> InboundMail:
        usual = {
            "From": self.person.email,
            "In_Reply_To": self.message_id,
            "References": self.message_id,
            "Authentication_Results": VOUCHED,
            "Date": "Mon, 22 Nov 2021 08:10:00 +0700",
        }
        return inbound.receive(self.session, mail(text, **(usual | headers)), self.desk, now=NOW)

    def events(self) -> list[Event]:
        self.session.flush()
        found = self.session.scalars(sa.select(Event).where(Event.task_id == self.task.id).order_by(Event.id))
        return [event for event in found if event.channel is Channel.REPLY]

    def mails(self, kind: str) -> list[OutboxMail]:
        self.session.flush()
        return list(self.session.scalars(sa.select(OutboxMail).where(OutboxMail.kind == kind)))


@pytest.fixture
def world(app: Flask, session: Session, tmp_path: Path, reader: Reader) -> Iterator[World]:
    with app.app_context():
        agency = make.agency(session, "Thị ủy La Gi")
        person = make.person(session, speaks_for=agency, email="dau-moi@example.vn")
        task = make.task(session, agency)
        notices.sent_back(session, task, "Thiếu số liệu", now=NOW)
        session.flush()
        letter = outbox.claim(session, now=NOW)
        assert letter is not None
        yield World(session, Desk(reader.read, FileStore(tmp_path), "mx.so.vn"), person, task, letter.message_id)


def test_a_proved_and_plain_answer_is_written_into_the_task_and_told(world: World) -> None:
    row = world.answer("Đang trình ký, đạt 60%.")
    assert row.state is InboundState.APPLIED
    (event,) = world.events()
    assert (event.kind, event.person_id, row.event_id) == (EventKind.UPDATE, world.person.id, event.id)
    assert (world.task.status, world.task.percent) == (Status.IN_PROGRESS, 60)
    assert world.mails("recorded")[0].address == world.person.email


def test_a_report_with_its_document_is_a_report(world: World) -> None:
    world.answer("Đã ban hành Kế hoạch số 12-KH/ThU ngày 20/11/2021.")
    assert world.task.status is Status.AWAITING and world.task.done_on == date(2021, 11, 20)
    evidence = world.session.scalars(sa.select(Evidence)).one()
    assert (evidence.doc_number, evidence.doc_date) == ("12-KH/ThU", date(2021, 11, 20))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Xin gia hạn đến 15/12/2021 vì chờ hướng dẫn.", EventKind.ASK_EXTENSION),
        ("Đang vướng kinh phí.", EventKind.UPDATE),
        ("Việc này không thuộc chức năng của đơn vị.", EventKind.CONTEST),
    ],
)
def test_each_kind_of_answer_takes_its_own_step(world: World, text: str, kind: EventKind) -> None:
    world.answer(text)
    assert [event.kind for event in world.events()] == [kind]


UNSURE: dict[str, dict[str, Any]] = {
    "not vouched for": {"Authentication_Results": "mx.so.vn; dmarc=fail header.from=example.vn"},
    "vouched for by nobody": {"Authentication_Results": "mx.khac.vn; dmarc=pass header.from=example.vn"},
    "another sender": {"From": "ke-gian@example.vn"},
}


@pytest.mark.parametrize("headers", UNSURE.values(), ids=UNSURE)
def test_a_token_alone_is_no_proof_and_the_known_address_is_asked(world: World, headers: dict[str, str]) -> None:
    row = world.answer("Đang trình ký, đạt 60%.", **headers)
    assert row.state is InboundState.HELD and row.why
    assert not world.events()
    (asked,) = world.mails("confirm_reply")
    assert asked.address == world.person.email and f"?thu={row.id}" in asked.text


def test_without_a_token_nothing_is_ever_applied(world: World) -> None:
    row = world.answer("Đã ban hành Kế hoạch số 12-KH/ThU ngày 20/11/2021.", In_Reply_To="<x@y>", References="<x@y>")
    assert row.state is InboundState.HELD and "không mang mã" in row.why
    assert not world.events() and not world.mails("confirm_reply")


@pytest.mark.parametrize(
    "text", ["Đã hoàn thành.", "Hình như xong rồi.", "Đã hoàn thành, tiến độ 80%.", "Xin gia hạn.", "Ờ."]
)
def test_what_is_not_whole_or_has_two_readings_is_held(world: World, text: str) -> None:
    assert world.answer(text).state is InboundState.HELD
    assert not world.events()


@pytest.mark.parametrize("text", ["Cảm ơn đồng chí.", "Đã nhận được thư."])
def test_thanks_are_noted_and_ask_nothing_back(world: World, text: str) -> None:
    assert world.answer(text).state is InboundState.NOTED
    assert not world.mails("confirm_reply")


def test_machines_change_nothing_and_are_never_answered(world: World) -> None:
    row = world.answer("Đã hoàn thành. Tôi nghỉ đến 30/11.", Auto_Submitted="auto-replied")
    assert (row.kind, row.state) == (MailKind.AUTO, InboundState.NOTED)
    assert not world.events() and not world.mails("confirm_reply")


def test_twenty_deliveries_are_one_change_one_row_and_one_notice(world: World) -> None:
    rows = {world.answer("Đang trình ký, đạt 60%.").id for _ in range(19)}
    rows.add(world.answer("Đang trình ký, đạt 60%.", Received="from elsewhere").id)
    assert len(rows) == 1 and len(world.events()) == 1 and len(world.mails("recorded")) == 1


def test_a_former_focal_point_no_longer_writes(world: World) -> None:
    world.session.execute(sa.text("UPDATE focal_point SET to_on = '2021-11-21'"))
    assert world.answer("Đang trình ký, đạt 60%.").state is InboundState.HELD
    assert not world.events()


def test_a_task_that_moved_on_is_not_changed(world: World) -> None:
    tasks.drop(world.task, reason="Không còn", stamp=make.stamp())
    assert world.answer("Đang trình ký, đạt 60%.").state is InboundState.HELD
    assert not world.events()


def test_a_bounce_marks_the_person_and_an_answer_clears_it(world: World) -> None:
    inbound.receive(world.session, bounce(world.person.email, "5.1.1", world.message_id), world.desk, now=NOW)
    assert world.person.unreachable_since == NOW and "5.1.1" in world.person.unreachable_why
    world.answer("Đang trình ký, đạt 60%.")
    assert world.person.unreachable_since is None


def test_a_delay_is_no_bounce(world: World) -> None:
    inbound.receive(world.session, bounce(world.person.email, "4.2.2", world.message_id), world.desk, now=NOW)
    assert world.person.unreachable_since is None


def test_two_machines_that_answer_each_other_fall_silent(world: World) -> None:
    for number in range(7 * 24):
        now = NOW + timedelta(hours=number)
        raw = mail("Đã hoàn thành.", From=world.person.email, References=world.message_id, Message_ID=f"<{number}@x>")
        inbound.receive(world.session, raw, world.desk, now=now)
    days = {asked.dedupe for asked in world.mails("confirm_reply")}
    assert len(world.mails("confirm_reply")) == len(days) <= 8


def test_words_are_wiped_after_thirty_days_and_held_mail_is_kept(world: World) -> None:
    noted, held = world.answer("Cảm ơn đồng chí."), world.answer("Ờ.", Message_ID="<b@example.vn>")
    assert inbound.wipe(world.session, world.desk.store, now=NOW + timedelta(days=31)) == 1
    assert (noted.text, noted.understood, noted.subject) == ("", {}, "Re: Việc của cơ quan")
    assert held.text and world.desk.store.open(held.digest).close() is None


def test_the_link_that_is_sent_back_is_filled_in(app: Flask, world: World) -> None:
    row = world.answer("Đã hoàn thành, kế hoạch số 12-KH/ThU.")
    link = links.new(world.session, world.person.id, LinkPurpose.TASK, now=NOW, task_id=world.task.id)
    (token,) = links.with_tokens(world.session, links.mark_of(link.id))
    world.session.commit()
    import time_machine

    with time_machine.travel(NOW, tick=False):
        page = app.test_client().get(f"/q/{token}?thu={row.id}").get_data(as_text=True)
    assert 'value="12-KH/ThU"' in page
