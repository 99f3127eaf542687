"""Work that its agency says is not its own: the monitor leaves it where it is, or hands it over."""

from dataclasses import dataclass
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from webapp.actions import tasks
from webapp.models import Agency, Event, EventKind, OutboxMail, Person, Task
from webapp.rules.words import Role, Status

OWNER = "Sở Nội vụ"


@pytest.fixture(autouse=True)
def _on_a_day(time_machine: object) -> None:
    time_machine.move_to("2021-11-22T08:15:00+07:00", tick=False)  # type: ignore[attr-defined]


@dataclass
class World:
    task: Task
    speaker: Person
    focal: FlaskClient
    monitor: FlaskClient
    session: Session

    def send(self, browser: FlaskClient, noun: str, **values: str) -> TestResponse:
        self.session.expire_all()
        return browser.post(f"/tasks/{self.task.id}/{noun}", data={"version": str(self.task.version), **values})

    def told(self) -> list[OutboxMail]:
        self.session.expire_all()
        return list(self.session.scalars(sa.select(OutboxMail).where(OutboxMail.kind == "upheld")))


@pytest.fixture
def world(session: Session, sign_in: SignIn) -> World:
    """A task that is twelve days late and said to be another's."""
    agency = make.agency(session, "Thị ủy La Gi")
    speaker = make.person(session, speaks_for=agency)
    task = make.task(session, agency, due_on=date(2021, 11, 10))
    made = World(task, speaker, sign_in(speaker), sign_in(make.person(session, Role.MONITOR)), session)
    session.commit()
    assert made.send(made.focal, "contests", owner=OWNER).status_code == 303
    return made


def test_the_queue_shows_both_ways_out_and_each_opens_its_form(world: World, sign_in: SignIn) -> None:
    queue = world.monitor.get("/monitor?loc=contested")
    assert f"báo là việc của {OWNER}" in words(queue)
    for noun, label in (("upholdings", "Giữ cơ quan này"), ("handovers", "Chuyển cơ quan khác")):
        assert label in words(queue) and f"quyet={noun}" in queue.get_data(as_text=True)
        page = world.monitor.get(f"/tasks/{world.task.id}?quyet={noun}").get_data(as_text=True)
        opened = page[page.index('<details name="contested" open>') :]
        assert opened.index(f"/{noun}") < opened.index("</details>")
    for browser in (world.focal, sign_in(make.person(world.session, Role.LEADER))):
        assert "Vẫn là việc của cơ quan này" not in words(browser.get(f"/tasks/{world.task.id}"))
        assert world.send(browser, "upholdings", reason="Không").status_code == 403


def test_what_stays_is_told_at_once_and_was_late_all_the_time(app: Flask, world: World) -> None:
    assert "quá hạn 12 ngày" in words(world.monitor.get(f"/tasks/{world.task.id}"))
    version = str(world.task.version)
    assert world.send(world.monitor, "upholdings", reason=" ").status_code == 422
    done = world.send(world.monitor, "upholdings", reason="Điểm 3 nêu rõ cấp ủy cấp huyện")
    assert done.status_code == 303
    (mail,) = world.told()
    assert mail.person_id == world.speaker.id
    for said in (OWNER, "Điểm 3 nêu rõ cấp ủy cấp huyện", "hạn không đổi", "10/11/2021", "link-"):
        assert said in mail.text, said
    page = words(world.monitor.get(f"/tasks/{world.task.id}"))
    assert "quá hạn 12 ngày" in page and "Giữ cơ quan chủ trì" in page and "cơ quan được báo bằng thư" in page
    assert "Hoàn tác" not in page, "the mail has left: it is answered, not undone"
    assert "0 việc" in words(world.monitor.get("/monitor?loc=contested"))
    assert (world.task.contested, world.task.status) == ("", Status.NOT_STARTED)
    stale = world.monitor.post(f"/tasks/{world.task.id}/upholdings", data={"version": version, "reason": "Lần hai"})
    assert stale.status_code == 409 and "Lần hai" in words(stale) and len(world.told()) == 1


def test_the_agency_may_say_so_again_and_then_it_waits_again(world: World) -> None:
    world.send(world.monitor, "upholdings", reason="Vẫn là của cơ quan này")
    assert world.send(world.focal, "contests", owner="Sở Tài chính").status_code == 303
    assert "1 việc" in words(world.monitor.get("/monitor?loc=contested"))


def test_nothing_is_decided_twice(session: Session, world: World) -> None:
    world.send(world.monitor, "upholdings", reason="Vẫn là của cơ quan này")
    session.expire_all()
    with pytest.raises(tasks.MoveRefused, match="Không còn ý kiến nào"):
        tasks.uphold(world.task, reason="Lần nữa", stamp=make.stamp())


def test_who_speaks_for_the_agency_does_not_decide_on_its_own_word(world: World, sign_in: SignIn) -> None:
    own = sign_in(
        make.person(world.session, Role.MONITOR, speaks_for=world.session.get_one(Agency, world.task.agency_id))
    )
    assert world.send(own, "upholdings", reason="Vẫn vậy").status_code == 403
    assert "không tự quyết định" in words(own.get(f"/tasks/{world.task.id}"))
    assert "Giữ cơ quan này" not in words(own.get("/monitor?loc=contested"))


def test_a_decision_is_no_answer_of_the_agency(session: Session, world: World) -> None:
    world.send(world.monitor, "upholdings", reason="Vẫn là của cơ quan này")
    event = session.scalars(sa.select(Event).where(Event.kind == EventKind.UPHOLD)).one()
    assert event.before == {"contested": OWNER} and event.after == {"contested": ""} and event.note.startswith("Vẫn là")
