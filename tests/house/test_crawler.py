"""Opening changes nothing: every address that answers GET, by GET, HEAD and OPTIONS, whoever opens it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests import factories as make
from tests.conftest import SignIn
from tests.house.every_row import Known, add_rows, living_tokens
from tests.snapshot import changed, snapshot
from webapp import clock
from webapp.app import create_app
from webapp.config import Config
from webapp.extensions import db
from webapp.mail import links
from webapp.models import LinkPurpose, Person, Task
from webapp.rules.words import Role
from webapp.seed.start import first_start
from webapp.web import guards

FULL = (
    "?viec={task_id}&chon=reports&thu={mail_id}&mo={task_id}&loc=overdue&q=h&trang=2&page=2&all=1"
    "&kind=quarter&period=2021-Q4"
)
"""All that the pages ask of an address."""
OPENED = (("GET", ""), ("GET", FULL), ("HEAD", FULL), ("OPTIONS", ""))
WRITES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|TRUNCATE|DROP|CREATE|ALTER)\b", re.IGNORECASE)
ENDS_SESSION = frozenset({"sessions.end"})
ONLY_LEADS_ON = {"home.index": "sends each person on to the page of their role"}
"""Addresses that show nothing of their own, and why."""
TABLE_OF = {
    "group_id": "agency_group",
    "parked_id": "parked_form",
    "day_id": "calendar_day",
    "link_id": "quick_link",
    "sheet_id": "measurement_sheet",
    "template_id": "report_template",
}
IN_WORDS = {"filename": "app.css", "noun": "updates", "number": 1}
BY_LINK = ("quick_links.", "mutes.", "calendars.feed")
ASKS_FOR_A_CODE = "who asks for a code"


@dataclass
class World:
    """A ledger with something behind every kind of address, and who opens them."""

    app: Flask
    connection: sa.Connection
    people: dict[str, FlaskClient]
    tokens: dict[LinkPurpose | None, str]
    task: Task
    known: Known
    answered: set[str] = field(default_factory=set)
    heard: list[str] = field(default_factory=list)

    def walk(self, only: str = "") -> None:
        """Open every address (or those of one endpoint) as everybody."""
        rules = [rule for rule in self.rules() if only in ("", rule.endpoint)]
        paths = [(rule.endpoint, path) for rule in rules for path in self.paths(rule)]
        for (endpoint, path), (who, client), (method, query) in product(paths, self.people.items(), OPENED):
            if self._says_no_more(endpoint, who, method, query):
                continue
            address = path + query.format(task_id=self.task.id, mail_id=self.known["mail_id"][0])
            self.heard.append(f"{method} {address} by {who}")
            answer = client.open(address, method=method)
            assert answer.status_code < 500, self.heard[-1]
            if method == "GET" and answer.status_code == 200:
                self.answered.add(endpoint)
            answer.close()

    def _says_no_more(self, endpoint: str, who: str, method: str, query: str) -> bool:
        """OPTIONS is answered before anybody is looked at, a file is the same for all, a link serves whoever holds it
        (its reader, signed in or not), and who asked for a code is nobody but on the pages of signing in."""
        stranger = who == "nobody"
        as_nobody = who == ASKS_FOR_A_CODE and not endpoint.startswith("sessions.")
        by_link = endpoint.startswith(BY_LINK) and who not in ("nobody", Role.FOCAL_POINT.value)
        return as_nobody or by_link or (not stranger and (method == "OPTIONS" or endpoint == "static"))

    def rules(self) -> list[Rule]:
        found = (rule for rule in self.app.url_map.iter_rules() if "GET" in (rule.methods or ()))
        return [rule for rule in found if rule.endpoint not in ENDS_SESSION]

    def paths(self, rule: Rule) -> Iterator[str]:
        """The rule's address with what is really there in place of its arguments."""
        names = re.findall(r"<(?:[^:>]+:)?(\w+)>", rule.rule)
        for values in product(*(self.values(rule, name) for name in names)):
            path = rule.rule
            for value in values:
                path = re.sub(r"<[^>]+>", str(value), path, count=1)
            yield path

    def values(self, rule: Rule, name: str) -> list[object]:
        """What may stand for an argument: "task_id" is a row of the table "task", the first and the last of them."""
        if name == "token":
            return list(self.tokens.values())
        if name in IN_WORDS:
            return [IN_WORDS[name]]
        if name == "mail_id":
            return self.known[name] if rule.rule.startswith("/mail/") else self.ends_of("outbox_mail")
        return self.known.get(name) or self.ends_of(TABLE_OF.get(name, name.removesuffix("_id")))

    def ends_of(self, table: str) -> list[object]:
        key = db.metadata.tables[table].c.id
        first, last = self.connection.execute(sa.select(sa.func.min(key), sa.func.max(key))).one()
        assert first is not None, f"nothing is in {table}: add a row to every_row.py"
        return list(dict.fromkeys((first, last)))


@pytest.fixture(autouse=True)
def one_moment(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """However long the walk takes, the worker's sign of life is fresh."""
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    return now


@pytest.fixture
def world(app: Flask, session: Session, connection: sa.Connection, sign_in: SignIn, one_moment: datetime) -> World:
    with app.app_context():
        first_start(session, empty=False, now=one_moment, trial=True)
        people = {role: session.scalars(_of(role)).first() or make.person(session, role) for role in Role}
        focal = people[Role.FOCAL_POINT]
        owed = sa.select(Task).where(Task.agency_id == focal.agency_id, Task.where_open()).order_by(Task.id)
        task = session.scalars(owed.limit(1)).one()
        tokens = living_tokens(session, focal, task)
        known = add_rows(session, focal, people[Role.MONITOR], task, app.config["OFFICE"])
        session.commit()
    asks_for_a_code = app.test_client()
    assert asks_for_a_code.post("/sign-in/codes", data={"address": "ai-do@example.vn"}).status_code == 303
    nobody = {"nobody": app.test_client(), ASKS_FOR_A_CODE: asks_for_a_code}
    browsers = {role.value: sign_in(person) for role, person in people.items()}
    return World(app, connection, nobody | browsers, tokens, task, known)


def _of(role: Role) -> sa.Select[tuple[Person]]:
    return sa.select(Person).where(Person.role == role).order_by(Person.id).limit(1)


@pytest.fixture
def bare_world(app: Flask, session: Session, connection: sa.Connection) -> World:
    """One person with their links: all that a forgotten page needs to do harm."""
    with app.app_context():
        person, task = make.person(session), make.task(session)
        tokens = living_tokens(session, person, task)
        session.commit()
    return World(app, connection, {}, tokens, task, {"mail_id": [1]})


@contextmanager
def listening(world: World) -> Iterator[list[str]]:
    """Every writing statement, with the address that was open when it was heard."""
    found: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: Any) -> None:
        if WRITES.match(statement):
            found.append(f"{world.heard[-1]}: {' '.join(statement.split())[:160]}")

    sa.event.listen(world.connection, "before_cursor_execute", note)
    yield found
    sa.event.remove(world.connection, "before_cursor_execute", note)


def test_no_look_at_any_address_changes_a_row(world: World, connection: sa.Connection) -> None:
    before = snapshot(connection)
    with listening(world) as writes:
        world.walk()
    assert not writes, writes[:5]
    assert not changed(before, snapshot(connection))
    every = {rule.endpoint for rule in world.rules()}
    unseen = every - world.answered
    assert unseen == set(ONLY_LEADS_ON), "nothing is there to be opened behind these: add a row to every_row.py"


def counts_visits() -> str:
    """A page that remembers who looked: the mistake that all this is about."""
    person = db.session.scalars(sa.select(Person)).first()
    assert person
    person.muted_at = clock.now()
    db.session.commit()
    return "seen"


def minds_robots() -> str:
    """One that only writes when a machine asks for the headers."""
    return counts_visits() if request.method == "HEAD" else "seen"


def opens_the_link() -> str:
    """One that ends a link, as it was used, unless nobody ever had it."""
    token = request.view_args["token"] if request.view_args else ""
    link = links.find(db.session, token, LinkPurpose.CALENDAR)
    if link:
        links.revoke(db.session, link.id, now=clock.now())
        db.session.commit()
    return "seen"


@pytest.mark.parametrize(
    ("address", "view"),
    [("/forgotten", counts_visits), ("/forgotten", minds_robots), ("/forgotten/<token>", opens_the_link)],
)
def test_the_crawler_sees_a_page_that_writes_when_it_is_opened(
    bare_world: World,
    connection: sa.Connection,
    config: Config,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    view: Callable[[], str],
) -> None:
    world = bare_world
    monkeypatch.setattr(guards, "PUBLIC", (*guards.PUBLIC, "forgotten"))
    careless = create_app(config, TESTING=True)
    careless.add_url_rule(address, "forgotten", lambda **_: view())
    with careless.app_context():
        engine = db.engine
        db._app_engines[careless][None] = connection  # type: ignore[assignment]
    world.app = careless
    world.people = {"nobody": careless.test_client()}
    before = snapshot(connection)
    with listening(world) as writes:
        world.walk("forgotten")
    engine.dispose()
    assert any("/forgotten" in one for one in writes)
    assert changed(before, snapshot(connection))
