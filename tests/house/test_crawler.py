"""Opening changes nothing: every address that answers GET, by GET, HEAD and OPTIONS, whoever opens it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests.conftest import SignIn
from tests.replies.mails import mail
from tests.snapshot import changed, snapshot
from tests.views.issued import TEXT
from webapp import clock
from webapp.actions import inbound, tasks
from webapp.actions.history import Actor, Stamp
from webapp.actions.inbound import Desk
from webapp.app import create_app
from webapp.config import Config
from webapp.extensions import db
from webapp.files.store import FileStore
from webapp.mail import links, notices
from webapp.models import Evidence, Job, JobState, LinkPurpose, ParkedForm, Person, Task, WorkerBeat
from webapp.replies import read
from webapp.rules.words import Channel, Role
from webapp.seed.start import first_start
from webapp.web import guards

PURPOSES = (*LinkPurpose, None)
"""Whose token is tried where a token is asked for; None: one that nobody ever had."""
METHODS = ("GET", "HEAD", "OPTIONS")
QUERIES = ("", "?viec={task_id}&chon=reports&thu={mail_id}&mo={task_id}&loc=overdue&q=h&trang=2&page=2")
"""As it is written, and with all that the pages ask of an address."""
WRITES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|TRUNCATE|DROP|CREATE|ALTER)\b", re.IGNORECASE)
ENDS_SESSION = frozenset({"sessions.end"})
TABLE_OF = {"group_id": "agency_group", "parked_id": "parked_form", "day_id": "calendar_day", "link_id": "quick_link"}
IN_WORDS = {"filename": "app.css", "noun": "updates"}


@dataclass
class World:
    """A ledger with something behind every kind of address, and who opens them."""

    app: Flask
    connection: sa.Connection
    people: dict[str, FlaskClient]
    tokens: dict[LinkPurpose | None, str]
    task: Task
    known: dict[str, list[object]] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    heard: list[str] = field(default_factory=list)

    def walk(self, only: str = "") -> None:
        """Open every address (or those of one endpoint) as everybody."""
        rules = [rule for rule in self.rules() if only in ("", rule.endpoint)]
        paths = [(rule.endpoint, path) for rule in rules for path in self.paths(rule)]
        for (endpoint, path), (who, client), method in product(paths, self.people.items(), METHODS):
            if method == "OPTIONS" and who != "nobody":
                continue  # answered before anybody is looked at
            self.heard.append(f"{method} {path} by {who}")
            answer = client.open(path, method=method)
            assert answer.status_code < 500, self.heard[-1]
            if method == "GET" and answer.status_code < 400 and "/sign-in" not in answer.headers.get("Location", ""):
                self.answered.add(endpoint)
            answer.close()

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
            queries = QUERIES if "static" not in path else ("",)
            yield from (
                path + query.format(task_id=self.task.id, mail_id=self.known["mail_id"][0]) for query in queries
            )

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
        if table not in db.metadata.tables:
            return [1]
        key = db.metadata.tables[table].c.id
        first, last = self.connection.execute(sa.select(sa.func.min(key), sa.func.max(key))).one()
        return list(dict.fromkeys((first or 1, last or 1)))


@pytest.fixture
def world(app: Flask, session: Session, connection: sa.Connection, sign_in: SignIn, tmp_path: Path) -> World:
    now = clock.now()
    with app.app_context():
        first_start(session, empty=False, now=now, trial=True)
        first = {role: sa.select(Person).where(Person.role == role).order_by(Person.id) for role in Role}
        people = {role: session.scalars(found).first() for role, found in first.items()}
        focal = people[Role.FOCAL_POINT]
        assert focal
        owed = sa.select(Task).where(Task.agency_id == focal.agency_id, Task.where_open()).order_by(Task.id)
        task = session.scalars(owed).first()
        assert task
        tokens = living_tokens(session, focal, task)
        known = more_rows(session, focal, task, app.config["OFFICE"])
        raw = mail("Đã hoàn thành.", From=focal.email)
        held = inbound.receive(session, raw, Desk(read, FileStore(tmp_path), None), now=now)
        kept = FileStore(app.config["OFFICE"].files_dir).put(b"ba")
        held.understood = {**held.understood, "attachments": [{"name": "a.txt", "size": 2, "digest": kept.sha256}]}
        session.commit()
        known["mail_id"] = [held.id]
    browsers = {role.value: sign_in(person) for role, person in people.items() if person}
    assert browsers["monitor"].post("/imports", data={"pasted": TEXT}).status_code == 303
    asks_for_a_code = app.test_client()
    assert asks_for_a_code.post("/sign-in/codes", data={"address": "ai-do@example.vn"}).status_code == 303
    nobody = {"nobody": app.test_client(), "who asks for a code": asks_for_a_code}
    return World(app, connection, nobody | browsers, tokens, task, known)


def living_tokens(session: Session, person: Person, task: Task) -> dict[LinkPurpose | None, str]:
    """A link of each purpose, as a mail would carry it."""
    of_a_task = (LinkPurpose.TASK, LinkPurpose.REPLY)
    made = {
        purpose: links.new(
            session, person.id, purpose, now=clock.now(), task_id=task.id if purpose in of_a_task else None
        )
        for purpose in LinkPurpose
    }
    marks = [links.mark_of(link.id) for link in made.values()]
    return {**dict(zip(made, links.with_tokens(session, *marks), strict=True)), None: "x" * 43}


def more_rows(session: Session, person: Person, task: Task, office: Config) -> dict[str, list[object]]:
    """What the trial's ledger has none of: evidence with its file, a form that was interrupted, a change by link."""
    now = clock.now()
    stamp = Stamp(Actor(person.id, person.name), now, Channel.LINK, None)
    event = tasks.update(task, percent=10, note="Đang làm", stamp=stamp)
    parked = ParkedForm(person_id=person.id, path=f"/tasks/{task.id}/updates", values={"note": ["Đang"]}, at=now)
    kept = FileStore(office.files_dir).put(b"mot")
    made = FileStore(office.results_dir).put(b"hai")
    job = Job(kind="x", title="x", person_id=person.id, payload={}, state=JobState.DONE, run_at=now, created_at=now)
    job.file_name, job.file_digest, job.file_size = "a.txt", made.sha256, made.size
    evidence = Evidence(task=task, doc_number="1", doc_date=clock.today(), receiver="x", at=now)
    evidence.file_name, evidence.file_digest, evidence.file_size = "a.txt", kept.sha256, kept.size
    session.add_all((job, parked, evidence, WorkerBeat(name="worker", at=now)))
    session.flush()
    notices.sent_back(session, task, "Thiếu", now=now)
    return {
        "event_id": [event.id],
        "parked_id": [parked.id],
        "evidence_id": [evidence.id],
        "task_id": [task.id, *session.scalars(sa.select(sa.func.max(Task.id)))],
    }


@pytest.fixture
def writes(world: World, connection: sa.Connection) -> Iterator[list[str]]:
    """Every writing statement, with the address that was open when it was heard."""
    found: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: Any) -> None:
        if WRITES.match(statement):
            found.append(f"{world.heard[-1]}: {' '.join(statement.split())[:160]}")

    sa.event.listen(connection, "before_cursor_execute", note)
    yield found
    sa.event.remove(connection, "before_cursor_execute", note)


def test_no_look_at_any_address_changes_a_row(world: World, connection: sa.Connection, writes: list[str]) -> None:
    before = snapshot(connection)
    world.walk()
    assert not writes, writes[:5]
    assert not changed(before, snapshot(connection))
    every = {rule.endpoint for rule in world.rules()}
    unseen = sorted(every - world.answered)
    assert len(unseen) <= len(every) // 6, f"nothing is there to be opened behind {unseen}: add a row to more_rows()"
    by_token = {rule.endpoint for rule in world.rules() if "token" in rule.arguments}
    assert by_token <= world.answered and len(by_token) >= 5


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
    world: World,
    connection: sa.Connection,
    writes: list[str],
    config: Config,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    view: Callable[[], str],
) -> None:
    monkeypatch.setattr(guards, "PUBLIC", (*guards.PUBLIC, "forgotten"))
    careless = create_app(config, TESTING=True)
    careless.add_url_rule(address, "forgotten", lambda **_: view())
    with careless.app_context():
        engine = db.engine
        db._app_engines[careless][None] = connection  # type: ignore[assignment]
    world.app = careless
    world.people = {"nobody": careless.test_client()}
    before = snapshot(connection)
    world.walk("forgotten")
    engine.dispose()
    assert any("/forgotten" in one for one in writes)
    assert changed(before, snapshot(connection))
