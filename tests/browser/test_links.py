"""What opens the links of a mail before its reader does, and what the browser tells others of them.

A scanner with JavaScript opens every page and waits; a robot presses the first thing on each. Neither changes a row.
"""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, BrowserContext, Page, Request
from sqlalchemy.orm import Session

from tests.browser.conftest import Office
from tests.snapshot import Rows, changed, snapshot
from webapp import clock
from webapp.extensions import db
from webapp.mail import links
from webapp.models import Event, FocalPoint, LinkPurpose, MailState, OutboxMail, Person, Task, WorkerBeat

pytestmark = pytest.mark.browser
Scanner = Callable[..., BrowserContext]
ALIVE = {WorkerBeat.__tablename__}
"""The worker's sign of life, which goes on whatever is opened."""
FIRST = {"button": "main button", "link": "main a[href]", "thing": "main :is(a[href], button, summary)"}
"""What a robot presses: the first button, the first link, the first of everything."""


@dataclass(frozen=True)
class Visit:
    """The links of one person's mails, and how the ledger stood before anybody opened them."""

    office: Office
    pages: list[str]
    feed: str
    before: Rows

    def moved(self) -> list[str]:
        with self.office.ledger():
            return changed(self.before, _rows())


def _rows() -> Rows:
    with db.engine.connect() as connection:
        return snapshot(connection, but=ALIVE)


@pytest.fixture
def visit(office: Office) -> Visit:
    """A link of each purpose, and every page that stands behind it."""
    with office.ledger() as session:
        duty = session.scalars(sa.select(FocalPoint).order_by(FocalPoint.id)).first()
        assert duty
        owed = sa.select(Task).where(Task.agency_id == duty.agency_id, Task.where_open()).order_by(Task.id)
        task = session.scalars(owed).first()
        assert task
        tokens = _tokens(session, duty.person_id, task.id)
        own_word = (Event.task_id == task.id, Event.person_id == duty.person_id)
        event_id = session.scalar(sa.select(sa.func.max(Event.id)).where(*own_word))
        own, all_, mute = (f"/q/{tokens[LinkPurpose.TASK]}", f"/q/{tokens[LinkPurpose.LIST]}", tokens[LinkPurpose.MUTE])
        choices = [f"{own}?chon={noun}" for noun in ("updates", "reports", "difficulties", "contests")]
        pages = [own, all_, f"{all_}?viec={task.id}", *choices, f"{own}/later", f"{own}/done/{event_id}"]
        pages += [f"/q/{_ended(session, duty.person_id, task.id)}", f"/q/{tokens[LinkPurpose.REPLY]}"]
        pages += [f"/mutes/{_muted(session)}", f"/mutes/{mute}"]
        feed = f"{office.address}/calendar/{tokens[LinkPurpose.CALENDAR]}.ics"
        session.commit()
    _settled(office)
    with office.ledger():
        return Visit(office, [office.address + page for page in pages], feed, _rows())


def _tokens(session: Session, person_id: int, task_id: int) -> dict[LinkPurpose, str]:
    now, of_task = clock.now(), (LinkPurpose.TASK, LinkPurpose.REPLY)
    tasks = {one: task_id if one in of_task else None for one in LinkPurpose}
    made = [links.new(session, person_id, one, now=now, task_id=task) for one, task in tasks.items()]
    return dict(zip(LinkPurpose, links.with_tokens(session, *(links.mark_of(one.id) for one in made)), strict=True))


def _ended(session: Session, person_id: int, task_id: int) -> str:
    """A link that was taken back."""
    link = links.new(session, person_id, LinkPurpose.TASK, now=clock.now(), task_id=task_id)
    links.revoke(session, link.id, now=clock.now())
    return links.with_tokens(session, links.mark_of(link.id))[0]


def _muted(session: Session) -> str:
    """The link of somebody who wants no digests already."""
    person = session.scalars(sa.select(Person).order_by(Person.id.desc())).first()
    assert person
    person.muted_at = clock.now()
    link = links.new(session, person.id, LinkPurpose.MUTE, now=clock.now())
    return links.with_tokens(session, links.mark_of(link.id))[0]


def _settled(office: Office) -> None:
    """Wait until the worker has nothing left to send, so that what moves now is moved by a visit."""
    waiting = sa.select(sa.func.count()).where(OutboxMail.state == MailState.QUEUED)
    ends = time.monotonic() + 60
    with office.ledger() as session:
        while session.scalar(waiting) or session.get(WorkerBeat, "periods") is None:
            assert time.monotonic() < ends, "the worker does not empty its outbox"
            session.rollback()
            time.sleep(0.2)


@pytest.fixture
def scanner(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A browser that never signed in."""
    opened: list[BrowserContext] = []

    def take(*, javascript: bool = True) -> BrowserContext:
        opened.append(browser.new_context(java_script_enabled=javascript, accept_downloads=True))
        return opened[-1]

    yield take
    for context in opened:
        context.close()


def open_all(context: BrowserContext, visit: Visit) -> list[Page]:
    """Every page in a tab of its own, and the feed; then wait, as a scanner does."""
    tabs = []
    for address in visit.pages:
        tabs.append(context.new_page())
        tabs[-1].goto(address)
    assert "BEGIN:VCALENDAR" in context.request.get(visit.feed).text()
    tabs[0].wait_for_timeout(3000)
    return tabs


def test_a_browser_that_opens_every_page_and_waits_changes_no_row(visit: Visit, scanner: Scanner) -> None:
    tabs = open_all(scanner(), visit)
    assert len(tabs) == len(visit.pages) and all(tab.locator("h1").count() == 1 for tab in tabs)
    assert visit.moved() == []


def test_the_wait_would_see_a_page_that_sends_itself(visit: Visit, scanner: Scanner) -> None:
    mute = open_all(scanner(), visit)[-1]
    mute.evaluate("document.querySelector('form[method=post]').submit()")
    mute.wait_for_load_state("networkidle")
    assert any(line.startswith("person:") for line in visit.moved())
    take_back(mute)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_robot_that_presses_the_first_thing_changes_no_row(visit: Visit, scanner: Scanner, javascript: bool) -> None:
    page, pressed = scanner(javascript=javascript).new_page(), Counter[str]()
    for address, what in product(visit.pages, FIRST):
        page.goto(address)
        pressed[what] += press(page, FIRST[what])
    page.wait_for_timeout(1000)
    assert min(pressed.values()) >= 4, pressed
    assert visit.moved() == []


def take_back(page: Page) -> None:
    """Leave the person as they were, for the tests that come after."""
    page.get_by_role("button", name="Nhận lại thư tổng hợp").click()
    page.wait_for_load_state()


def press(page: Page, what: str) -> int:
    """Press the first of ``what`` that stands in the page; how many were."""
    there = page.locator(what).first
    if there.count() == 0:
        return 0
    if there.is_visible():
        there.click()
    else:
        there.dispatch_event("click")
    page.wait_for_load_state()
    return 1


def test_the_robot_would_find_a_page_whose_first_button_acts(visit: Visit, scanner: Scanner) -> None:
    page = scanner().new_page()
    page.goto(visit.pages[-1])
    page.evaluate("document.querySelector('main form').remove()")
    assert press(page, FIRST["button"]) == 1
    assert any(line.startswith("person:") for line in visit.moved())
    take_back(page)


def test_no_secret_leaves_the_pages_it_opens(visit: Visit, scanner: Scanner) -> None:
    """Neither as a Referer, nor to another host, nor in a title, nor into the logs of web and worker."""
    context, asked, titles = scanner(), list[Request](), list[str]()
    context.on("request", lambda request: asked.append(request))
    for tab in open_all(context, visit):
        titles.append(tab.title())
        for number in range(tab.locator("main a[href]").count()):
            tab.locator("main a[href]").nth(number).click()
            titles.append(tab.title())
            tab.go_back()
        tab.goto(f"{tab.url.partition('?')[0]}/a/b/c")  # a page that is not there, behind the secret
        titles.append(tab.title())
    tokens = visit.office.tokens()
    opened = {token for token in tokens for request in asked if token in request.url}
    assert len(opened) >= 4
    heads = [request.all_headers().get("referer", "") for request in asked]
    assert not leaks(tokens, heads) and not leaks(tokens, titles)
    assert {request.url.split("/")[2] for request in asked} == {visit.office.address.split("/")[2]}
    log = visit.office.log
    assert re.search(r'"GET /q/…(?:\?chon=reports)? HTTP', log), "requests are written, and their secrets are not"
    assert not leaks(tokens, [log])


def leaks(tokens: set[str], told: list[str]) -> list[str]:
    return [text for text in told if any(token in text for token in tokens)]
