"""Cập nhật từ thư: what a link lets its reader do, what it never does, and what becomes of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.factories import NOW
from tests.page import words
from webapp.extensions import Base
from webapp.mail import links
from webapp.models import Agency, Event, EventKind, Evidence, LinkPurpose, OutboxMail, Person, QuickLink, Task
from webapp.rules.words import Channel, Role, Status

DAY = timedelta(days=1)
UPDATE = {"percent": "60", "note": "Đã ban hành kế hoạch"}
REPORT = {"doc_number": "45-BC/ThU", "doc_date": "20/11/2021", "receiver": "Ban Thường vụ", "done_on": "", "note": ""}


@pytest.fixture(autouse=True)
def office_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@dataclass
class World:
    """A focal point with one open task, and a link to it in a browser that is not signed in."""

    agency: Agency
    person: Person
    task: Task
    link: QuickLink
    token: str
    browser: FlaskClient

    @property
    def path(self) -> str:
        return f"/q/{self.token}"

    def send(self, noun: str, once: str = "nonce", version: int | None = None, **values: str) -> Any:
        form = {"once": once, "version": str(version or self.task.version), **values}
        return self.browser.post(f"{self.path}/{noun}", data=form)


def linked(
    app: Flask, session: Session, person: Person, purpose: LinkPurpose, task: Task | None
) -> tuple[QuickLink, str]:
    with app.app_context():
        link = links.new(session, person.id, purpose, now=NOW, task_id=task.id if task else None)
        return link, links.with_tokens(session, links.mark_of(link.id))[0]


@pytest.fixture
def world(app: Flask, session: Session, client: FlaskClient) -> World:
    agency = make.agency(session, "Thị ủy La Gi")
    person = make.person(session, speaks_for=agency)
    task = make.task(session, agency)
    link, token = linked(app, session, person, LinkPurpose.TASK, task)
    session.commit()
    return World(agency, person, task, link, token, client)


def events(session: Session, task: Task) -> list[Event]:
    return list(session.scalars(sa.select(Event).where(Event.task_id == task.id).order_by(Event.id)))


def everything(session: Session) -> dict[str, list[Any]]:
    """Every row of every table, as values."""
    session.expire_all()
    return {
        table.name: sorted(map(str, session.execute(sa.select(table)).all())) for table in Base.metadata.sorted_tables
    }


# what the page says


def test_the_page_says_what_is_owed_when_and_why(world: World) -> None:
    page = words(world.browser.get(world.path))
    assert "Thị ủy La Gi" in page and "30/11/2021" in page
    assert "Đang thực hiện" in page and "Báo cáo hoàn thành" in page and "Không phải việc của cơ quan tôi" in page
    assert "Mở trang không làm thay đổi gì" in page


def test_a_button_in_the_mail_may_choose_beforehand_and_no_more(world: World) -> None:
    page = world.browser.get(f"{world.path}?chon=reports").get_data(as_text=True)
    opened = re.findall(r'<details class="pick"[^>]* open>.*?</summary>', page, re.DOTALL)
    assert len(opened) == 1 and "Báo cáo hoàn thành" in opened[0]


def test_nobody_is_signed_in_by_a_link(world: World) -> None:
    world.send("updates", **UPDATE)
    assert world.browser.get("/my-work").status_code in (302, 303)
    assert world.browser.get(f"/tasks/{world.task.id}").status_code in (302, 303)


# what it does


def test_an_update_is_recorded_as_come_by_the_link_and_told_by_mail(world: World, session: Session) -> None:
    answer = world.send("updates", **UPDATE)
    assert answer.status_code == 303
    session.expire_all()
    assert (world.task.status, world.task.percent) == (Status.IN_PROGRESS, 60)
    (event,) = events(session, world.task)
    assert (event.channel, event.person_id, event.kind) == (Channel.LINK, world.person.id, EventKind.UPDATE)
    told = session.scalars(sa.select(OutboxMail).where(OutboxMail.kind == "recorded")).one()
    assert told.address == world.person.email and "Đã ban hành kế hoạch" in told.text
    page = words(world.browser.get(answer.location))
    assert "Đã ghi nhận" in page and "Đã ban hành kế hoạch" in page and "Hoàn tác" in page


def test_a_report_brings_its_evidence(world: World, session: Session) -> None:
    assert world.send("reports", **REPORT).status_code == 303
    session.expire_all()
    assert world.task.status is Status.AWAITING
    assert session.scalars(sa.select(Evidence)).one().doc_number == "45-BC/ThU"


@pytest.mark.parametrize(("until", "kind"), [("", EventKind.UPDATE), ("15/12/2021", EventKind.ASK_EXTENSION)])
def test_a_difficulty_with_a_date_asks_for_an_extension(
    world: World, session: Session, until: str, kind: EventKind
) -> None:
    world.send("difficulties", difficulty="Chờ hướng dẫn của Trung ương", until=until)
    session.expire_all()
    assert events(session, world.task)[-1].kind is kind
    assert (world.task.asked_due_on is not None) == bool(until)


def test_an_extension_that_gains_nothing_is_refused_in_words(world: World, session: Session) -> None:
    answer = world.send("difficulties", difficulty="Chậm", until="25/11/2021")
    assert answer.status_code == 422
    assert "phải sau hạn hiện nay (30/11/2021)" in words(answer) and "Chậm" in answer.get_data(as_text=True)


def test_not_our_work_goes_to_the_monitor(world: World, session: Session) -> None:
    world.send("contests", owner="Ban Tổ chức Tỉnh ủy")
    session.expire_all()
    assert world.task.contested == "Ban Tổ chức Tỉnh ủy"


def test_undo_by_the_same_link_puts_everything_back(world: World, session: Session) -> None:
    shown = world.browser.get(world.send("updates", **UPDATE).location).get_data(as_text=True)
    named = dict(re.findall(r'name="(event_id|version|once)" value="([^"]+)"', shown))
    answer = world.browser.post(f"{world.path}/undos", data=named)
    assert answer.status_code == 303
    assert "Đã hoàn tác" in words(world.browser.get(answer.location))
    session.expire_all()
    assert (world.task.status, world.task.percent) == (Status.NOT_STARTED, 0)


def test_undo_ends_after_a_day(world: World, session: Session) -> None:
    answer = world.send("updates", **UPDATE)
    with time_machine.travel(NOW + timedelta(hours=25), tick=False):
        assert "Hoàn tác" not in words(world.browser.get(answer.location))


def test_a_double_tap_is_one_change(world: World, session: Session) -> None:
    first, second = world.send("updates", **UPDATE), world.send("updates", version=1, **UPDATE)
    assert first.location == second.location
    assert len(events(session, world.task)) == 1
    assert session.query(OutboxMail).count() == 1


def test_a_stale_page_is_told_so_and_keeps_what_was_typed(world: World, session: Session) -> None:
    before = world.task.version
    world.send("updates", once="one", **UPDATE)
    late = world.send("updates", once="two", version=before, percent="30", note="Bản cũ")
    assert late.status_code == 409
    page = late.get_data(as_text=True)
    assert "việc này đã thay đổi" in words(late) and "Bản cũ" in page
    version = re.search(r'name="version"[^>]*value="(\d+)"', page)
    assert version and int(version[1]) > before
    assert len(events(session, world.task)) == 1


@pytest.mark.parametrize(
    ("noun", "values", "sentence"),
    [
        ("updates", {"percent": "60", "note": ""}, "Viết một câu"),
        ("reports", REPORT | {"doc_number": ""}, "Nhập số văn bản"),
        ("reports", REPORT | {"doc_date": "31/02/2021"}, "31/02/2021"),
        ("reports", REPORT | {"done_on": "25/11/2021"}, "không thể sau hôm nay"),
        ("contests", {"owner": " "}, "Nêu cơ quan nên chủ trì"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    world: World, session: Session, noun: str, values: dict[str, str], sentence: str
) -> None:
    answer = world.send(noun, **values)
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert all(value in answer.get_data(as_text=True) for value in values.values())
    assert not events(session, world.task)


# what it never does


@pytest.mark.parametrize(
    "noun", ["confirmations", "returns", "pauses", "drops", "handovers", "deadlines", "comments", "x"]
)
def test_a_link_never_judges_steers_or_hands_over(world: World, session: Session, noun: str) -> None:
    assert world.send(noun, reason="x", due_on="01/12/2021", text="x").status_code == 410
    assert not events(session, world.task)


def test_a_link_to_one_task_opens_no_other(world: World, session: Session) -> None:
    other = make.task(session, world.agency, note="Việc kia")
    session.commit()
    page = words(world.browser.get(f"{world.path}?viec={other.id}"))
    assert "Việc kia" not in page
    form = {"once": "x", "version": str(other.version), **UPDATE}
    world.browser.post(f"{world.path}/updates?viec={other.id}", data=form)
    assert not events(session, other)


def test_a_list_opens_the_work_of_its_persons_agencies_only(app: Flask, world: World, session: Session) -> None:
    mine, foreign = (
        make.task(session, world.agency),
        make.task(session, make.agency(session), note="Bí mật cơ quan khác"),
    )
    _link, token = linked(app, session, world.person, LinkPurpose.LIST, None)
    session.commit()
    listing = words(world.browser.get(f"/q/{token}"))
    assert "2 việc đang mở" in listing
    assert world.browser.get(f"/q/{token}?viec={mine.id}").status_code == 200
    refused = world.browser.get(f"/q/{token}?viec={foreign.id}")
    assert refused.status_code == 410 and "Bí mật" not in words(refused)
    form = {"once": "x", "version": str(foreign.version), **UPDATE}
    assert world.browser.post(f"/q/{token}/updates?viec={foreign.id}", data=form).status_code == 410
    assert not events(session, foreign)
    form = {"once": "y", "version": str(mine.version), **UPDATE}
    assert world.browser.post(f"/q/{token}/updates?viec={mine.id}", data=form).status_code == 303


def test_somebody_elses_change_is_neither_shown_nor_undone(app: Flask, world: World, session: Session) -> None:
    answer = world.send("updates", **UPDATE)
    colleague = make.person(session, speaks_for=world.agency)
    _link, token = linked(app, session, colleague, LinkPurpose.TASK, world.task)
    session.commit()
    (event,) = events(session, world.task)
    assert world.browser.get(f"/q/{token}/done/{event.id}").status_code == 410
    session.refresh(world.task)
    form = {"event_id": str(event.id), "version": str(world.task.version), "once": "z"}
    assert world.browser.post(f"/q/{token}/undos", data=form).status_code == 422
    assert answer.status_code == 303 and len(events(session, world.task)) == 1


def _expire(world: World, _session: Session) -> None:
    world.link.expires_at = NOW - timedelta(seconds=1)


def _revoke(world: World, _session: Session) -> None:
    world.link.revoked_at = NOW


def _disable(world: World, _session: Session) -> None:
    world.person.active = False


def _no_longer_speaks(world: World, session: Session) -> None:
    session.execute(sa.text("UPDATE focal_point SET to_on = '2021-11-21'"))


def _done(world: World, _session: Session) -> None:
    world.task.status = Status.DONE


@pytest.mark.parametrize("end", [_expire, _revoke, _disable, _no_longer_speaks, _done])
def test_a_link_that_ended_explains_itself_and_does_nothing(world: World, session: Session, end: Any) -> None:
    end(world, session)
    session.commit()
    answer = world.browser.get(world.path)
    assert answer.status_code == 410 and "Chưa có gì thay đổi" in words(answer)
    assert world.send("updates", **UPDATE).status_code in (410, 422)
    assert not events(session, world.task)


def test_an_unknown_link_explains_itself(world: World) -> None:
    assert "mở lại từ thư" in words(world.browser.get("/q/abc"))


def test_a_fresh_link_goes_to_the_known_address_once_an_hour_and_the_answer_never_tells(
    world: World, session: Session
) -> None:
    world.link.expires_at = NOW - DAY
    world.link.created_at = NOW - 15 * DAY
    session.commit()
    answers = {words(world.browser.post(f"{world.path}/links")) for _ in range(3)}
    answers.add(words(world.browser.post("/q/unknown/links")))
    assert len(answers) == 1
    mails = session.scalars(sa.select(OutboxMail).where(OutboxMail.kind == "fresh_link")).all()
    assert [mail.address for mail in mails] == [world.person.email]


def test_opening_changes_nothing_whoever_opens_it(app: Flask, world: World, session: Session) -> None:
    _link, listing = linked(app, session, world.person, LinkPurpose.LIST, None)
    _link, muting = linked(app, session, world.person, LinkPurpose.MUTE, None)
    _link, feed = linked(app, session, world.person, LinkPurpose.CALENDAR, None)
    done = world.send("updates", **UPDATE).location
    before = everything(session)
    paths = [world.path, f"{world.path}?chon=reports", f"{world.path}/later", done, f"/q/{listing}", f"/mutes/{muting}"]
    for path in [*paths, f"/calendar/{feed}.ics", "/q/none", "/mutes/none", "/calendar/none.ics"]:
        for method in ("GET", "HEAD", "OPTIONS"):
            world.browser.open(path, method=method)
    assert everything(session) == before


def test_a_robot_that_presses_the_first_button_changes_nothing(app: Flask, world: World, session: Session) -> None:
    _link, muting = linked(app, session, world.person, LinkPurpose.MUTE, None)
    done = world.send("updates", **UPDATE).location
    world.link.expires_at = NOW + DAY
    ended, token = linked(app, session, world.person, LinkPurpose.TASK, world.task)
    ended.revoked_at = NOW
    session.commit()
    before = everything(session)
    for path in (world.path, done, f"/mutes/{muting}", f"/q/{token}"):
        page = world.browser.get(path).get_data(as_text=True)
        first = re.search(r"<form([^>]*)>(?:(?!</form>).)*?<button", page, re.DOTALL)
        assert first, path
        assert 'method="post"' not in first[1], path
        action = re.search(r'action="([^"]+)"', first[1])
        assert action
        world.browser.get(action[1].replace("&amp;", "&"))
    assert everything(session) == before


def test_the_secret_stays_on_the_page(world: World) -> None:
    answer = world.browser.get(world.path)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Cache-Control"] == "no-store"
    title = re.search(r"<title>(.*?)</title>", answer.get_data(as_text=True))
    assert title and world.token not in title[1]


def test_a_form_works_where_cookies_do_not(app: Flask, world: World, session: Session) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        bare = app.test_client(use_cookies=False)
        form = {"once": "n", "version": str(world.task.version), **UPDATE}
        assert bare.post(f"{world.path}/updates", data=form).status_code == 303
    finally:
        app.config["WTF_CSRF_ENABLED"] = False


def test_a_monitor_who_speaks_for_nobody_cannot_type_for_others_through_a_link(
    app: Flask, world: World, session: Session
) -> None:
    monitor = make.person(session, Role.MONITOR)
    _link, token = linked(app, session, monitor, LinkPurpose.LIST, None)
    session.commit()
    assert "0 việc đang mở" in words(world.browser.get(f"/q/{token}"))
