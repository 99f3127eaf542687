"""Kill -9 of web, worker and mail reader under load, at random instants: nothing is lost, nothing is there twice.

Clients write down what the server acknowledged (and what they merely asked for); when the killing is over and the
outbox is empty, a checker compares that with the database and with what the mail server took.
"""

import argparse
import http.client
import os
import random
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import flask_migrate
import sqlalchemy as sa
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy.orm import Session

from tests import databases, factories
from tests.mail.sink import Sink
from tests.prove.correspondents import AUTHSERV, Correspondent, Post, broken_answers
from webapp import clock
from webapp.app import create_app
from webapp.config import Config
from webapp.extensions import db
from webapp.mail import links
from webapp.models import AuthSession, Event, EventKind, LinkPurpose, MailState, OutboxMail, Person, Task
from webapp.queries.people import digest
from webapp.rules.words import Role, Status

ROOT = Path(__file__).resolve().parents[2]
HOST = "localhost"
KEY = "only for proofs"
UPDATERS, REPORTERS, REPLIERS = 3, 2, 2
PATIENCE = 300.0
"""Seconds until something that should go on is taken to stand still, however busy the machine is."""
MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>]+>)", re.IGNORECASE | re.MULTILINE)


@dataclass
class Told:
    """What the clients know: nonces that were acknowledged, and all that were ever sent."""

    acknowledged: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    post: Post = field(default_factory=Post)
    kills: Counter[str] = field(default_factory=Counter)

    def heard_of(self, name: str) -> int:
        """How much that process acknowledged; the worker answers to nobody, so the web server speaks for it."""
        return len(self.post.acknowledged) if name == "reader" else len(self.acknowledged)


@dataclass(frozen=True)
class Stage:
    """Where it plays: the database, the mail server, who signs in how, and the tasks that are worked on."""

    config: Config
    sink: Sink
    cookies: dict[str, str]
    updated: list[int]
    reported: list[int]
    correspondents: list[Correspondent]
    lmtp: int

    @property
    def env(self) -> dict[str, str]:
        return {
            **os.environ,
            "DATA_DIR": str(self.config.data_dir),
            "DATABASE_URL": self.config.database_url,
            "SECRET_KEY": KEY,
            "SMTP_URL": f"smtp://127.0.0.1:{self.sink.port}",
            "PUBLIC_HOST": HOST,
            "PORT": str(self.config.port),
            "LMTP_LISTEN": f"127.0.0.1:{self.lmtp}",
            "AUTHSERV_ID": AUTHSERV,
        }


def free_port() -> int:
    """A port that nobody listens on now."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def staged(folder: Path) -> Iterator[tuple[Stage, Flask]]:
    """A database with a monitor and an agency for each task, and people who are signed in."""
    config = Config(
        data_dir=folder,
        database_url=databases.url_for_worker(f"prove{os.getpid()}", folder),
        secret_key=KEY,
        trial=False,
        port=free_port(),
        public_host=HOST,
        smtp_url="smtp://127.0.0.1:1",
    )
    app = create_app(config)
    with Sink() as sink, app.app_context():
        flask_migrate.upgrade()
        agency = factories.agency(db.session, "Ban Dân vận")
        people = {"monitor": factories.person(db.session, Role.MONITOR, agency_id=agency.id)}
        tasks = []
        for number in range(UPDATERS + REPORTERS):
            lead = factories.agency(db.session)
            people[f"lead{number}"] = factories.person(db.session, speaks_for=lead)
            tasks.append(factories.task(db.session, lead).id)
        cookies = {name: _signed_in(app, db.session, person) for name, person in people.items()}
        writers = [_correspondent(db.session) for _ in range(REPLIERS)]
        db.session.commit()
        db.session.remove()
        yield Stage(config, sink, cookies, tasks[:UPDATERS], tasks[UPDATERS:], writers, free_port()), app
        db.session.remove()
        db.engine.dispose()


def _correspondent(session: Session) -> Correspondent:
    """A focal point who got a mail that can be answered."""
    lead = factories.agency(session)
    person, task = factories.person(session, speaks_for=lead), factories.task(session, lead)
    link = links.new(session, person.id, LinkPurpose.REPLY, now=clock.now(), task_id=task.id)
    (token,) = links.with_tokens(session, links.mark_of(link.id))
    return Correspondent(person.email, task.id, f"<{secrets.token_hex(16)}.{token}@so-theo-doi>")


def _signed_in(app: Flask, session: Session, person: Person) -> str:
    secret, now = secrets.token_hex(8), clock.now()
    session.add(
        AuthSession(
            digest=digest(secret), person_id=person.id, browser="", created_at=now, expires_at=now + timedelta(days=1)
        )
    )
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    return f"session={signer.dumps({'_user_id': secret})}"


class Browser:
    """One signed-in person who keeps trying; ``send`` returns the status, or None when the server was gone."""

    def __init__(self, port: int, cookie: str, told: Told) -> None:
        self.port, self.cookie, self.told = port, cookie, told

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        headers = {"Host": HOST, "Cookie": self.cookie}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            if cookie := answer.headers.get("Set-Cookie"):
                self.cookie = cookie.split(";")[0]
            return answer.status, text
        finally:
            connection.close()

    def send(self, task_id: int, noun: str, **values: str) -> int | None:
        """Open the task's page and send one form of it; writes down what was asked and what was acknowledged."""
        once = secrets.token_urlsafe(12)
        with suppress(OSError, http.client.HTTPException):
            status, page = self._ask("GET", f"/tasks/{task_id}")
            token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
            version = re.search(r'name="version"[^>]*value="(\d+)"', page)
            if status != 200 or not token or not version:
                return status
            self.told.sent.append(once)
            form = {"csrf_token": token[1], "version": version[1], "once": once, **values}
            status, _text = self._ask("POST", f"/tasks/{task_id}/{noun}", urlencode(form))
            if status == 303:
                self.told.acknowledged.append(once)
            return status
        return None


def _update(browser: Browser, task_id: int, ends: threading.Event) -> None:
    number = 0
    while not ends.is_set():
        number += 1
        if browser.send(task_id, "updates", percent=str(number % 9 * 10), note=f"Lần {number}") is None:
            time.sleep(0.05)


def _report(lead: Browser, monitor: Browser, task_id: int, ends: threading.Event) -> None:
    """Reports that are sent back, each of which makes a mail."""
    today = f"{clock.today():%d/%m/%Y}"
    product = {"doc_number": "1-BC", "doc_date": today, "receiver": "Ban Dân vận", "done_on": today, "note": ""}
    while not ends.is_set():
        lead.send(task_id, "reports", **product)
        monitor.send(task_id, "returns", reason="Thiếu số liệu")
        time.sleep(0.02)


class Servers:
    """Web server, worker and mail reader as processes of a group of their own, so that kill -9 takes all of one."""

    COMMANDS = {  # noqa: RUF012 - a constant table
        "web": ["gunicorn", "wsgi:app", "--worker-class", "gthread", "--workers", "1", "--threads", "8"],
        "worker": ["flask", "--app", "wsgi", "worker"],
        "reader": ["flask", "--app", "wsgi", "mail", "lmtp"],
    }

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.running = {name: self._start(name) for name in self.COMMANDS}

    def _start(self, name: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", *self.COMMANDS[name]]
        if name == "web":
            command += [
                "--bind",
                f"127.0.0.1:{self.stage.config.port}",
                "--log-level",
                "critical",
                "--no-control-socket",
            ]
        with self.log(name).open("ab") as log:
            return subprocess.Popen(
                command, cwd=ROOT, env=self.stage.env, stdout=log, stderr=log, start_new_session=True
            )

    def log(self, name: str) -> Path:
        """What that process wrote, in all its lives."""
        return self.stage.config.data_dir / f"{name}.log"

    def kill(self, name: str) -> None:
        """Kill -9 of all of it, and a new one at once."""
        with suppress(ProcessLookupError):
            os.killpg(self.running[name].pid, signal.SIGKILL)
        self.running[name].wait()
        self.running[name] = self._start(name)

    def end(self) -> None:
        for child in self.running.values():
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def prove(
    kills: int, seed: int, folder: Path, minutes: float = 600, told_of: Callable[[int], None] = lambda _kills: None
) -> tuple[Told, list[str]]:
    """``kills`` kills at random instants, or as many as ``minutes`` allow; of each three, one of each server.

    What the clients were told comes back, and every promise that was broken, in words; ``told_of`` hears of each kill.
    """
    chance, told, ends = random.Random(seed), Told(), threading.Event()
    turn: list[str] = []
    with staged(folder) as (stage, app), ExitStack() as stack:
        servers = Servers(stage)
        stack.callback(servers.end)
        stack.callback(ends.set)  # a proof that fails does not leave its clients knocking
        threads = _clients(stage, told, ends)
        _wait(lambda: len(told.acknowledged) >= len(threads), PATIENCE, "the servers do not answer")
        _wait(lambda: told.post.acknowledged, PATIENCE, "the mail reader does not answer")
        ends_at = time.monotonic() + minutes * 60
        while told.kills.total() < kills and time.monotonic() < ends_at:
            turn = turn or chance.sample(list(Servers.COMMANDS), len(Servers.COMMANDS))
            name = turn.pop()
            seen = told.heard_of(name)
            _wait(lambda: told.heard_of(name) > seen, PATIENCE, f"{name} acknowledges nothing", servers.log(name))  # noqa: B023
            time.sleep(chance.random() * 0.5)
            servers.kill(name)
            told.kills[name] += 1
            told_of(told.kills.total())
        ends.set()
        for thread in threads:
            thread.join()
        servers.kill("worker")
        _let_leases_end(app)
        _wait(lambda: not _waiting_mails(app), PATIENCE, "mails are still waiting")
        return told, broken_promises(app, stage, told)


def _clients(stage: Stage, told: Told, ends: threading.Event) -> list[threading.Thread]:
    port, cookies = stage.config.port, stage.cookies
    leads = [Browser(port, cookies[f"lead{number}"], told) for number in range(UPDATERS + REPORTERS)]
    threads = [
        threading.Thread(target=_update, args=(lead, task, ends))
        for lead, task in zip(leads[:UPDATERS], stage.updated, strict=True)
    ]
    threads += [
        threading.Thread(target=_report, args=(lead, Browser(port, cookies["monitor"], told), task, ends))
        for lead, task in zip(leads[UPDATERS:], stage.reported, strict=True)
    ]
    threads += [
        threading.Thread(target=told.post.deliver, args=(writer, stage.lmtp, ends)) for writer in stage.correspondents
    ]
    for thread in threads:
        thread.daemon = True
        thread.start()
    return threads


def _wait(holds: Callable[[], object], seconds: float, otherwise: str, log: Path | None = None) -> None:
    ends = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > ends:
            said = log.read_text(errors="replace")[-2000:] if log else ""
            raise AssertionError(f"{otherwise}\n{said}")
        time.sleep(0.02)


def _let_leases_end(app: Flask) -> None:
    """Jump over the minutes that the mails of killed workers stay fenced; every worker before now is dead."""
    with app.app_context():
        db.session.execute(sa.update(OutboxMail).where(OutboxMail.lease.is_not(None)).values(lease_until=clock.now()))
        db.session.commit()
        db.session.remove()


def _waiting_mails(app: Flask) -> int:
    with app.app_context():
        found = db.session.scalar(sa.select(sa.func.count()).where(OutboxMail.state != MailState.SENT))
        db.session.remove()
        return found or 0


def broken_promises(app: Flask, stage: Stage, told: Told) -> list[str]:
    """Everything that is not as it was promised; empty when all is well."""
    with app.app_context():
        session = db.session
        events = session.scalars(sa.select(Event).order_by(Event.id)).all()
        once = Counter(event.once for event in events if event.once)
        lost = [nonce for nonce in told.acknowledged if not once[nonce]]
        found = [f"{len(lost)} acknowledged changes are lost"] if lost else []
        found += [f"{nonce} is in the history {count} times" for nonce, count in once.items() if count > 1]
        unknown = {one for one in once if not one.startswith("mail:")} - set(told.sent)
        found += [f"{len(unknown)} changes nobody asked for"] if unknown else []
        found += _broken_chains(session, list(events))
        found += _broken_mail(session, list(events), stage, told)
        found += broken_answers(session, list(events), told.post)
        if session.get_bind().dialect.name == "sqlite":
            said = session.scalar(sa.text("PRAGMA integrity_check"))
            found += [f"integrity check: {said}"] if said != "ok" else []
        session.remove()
        return found


def _broken_chains(session: Session, events: list[Event]) -> list[str]:
    """Each change begins with the value that the one before it left, and the task holds the last."""
    held: dict[tuple[int, str], object] = {}
    found = []
    for event in events:
        for name, old in event.before.items():
            if held.get((event.task_id, name), old) != old:
                found.append(f"event {event.id}: {name} was {old!r}, left as {held[event.task_id, name]!r}")
        held |= {(event.task_id, name): new for name, new in event.after.items()}
    for task in session.scalars(sa.select(Task)):
        for name, value in (("percent", task.percent), ("note", task.note), ("status", Status(task.status).value)):
            if held.get((task.id, name), value) != value:
                found.append(f"task {task.id}: {name} is {value!r}, its history says {held[task.id, name]!r}")
    return found


def _broken_mail(session: Session, events: list[Event], stage: Stage, told: Told) -> list[str]:
    """One mail for each return, every mail taken by the mail server, and twice at most once for each kill."""
    returns = sum(event.kind is EventKind.SEND_BACK for event in events)
    rows = session.scalars(sa.select(OutboxMail)).all()
    told_of = sum(row.kind == "sent_back" for row in rows)
    found = [f"{returns} returns, {told_of} mails"] if returns != told_of else []
    taken = Counter(_message_id(content) for _sender, _to, content in stage.sink.taken)
    found += [f"mail {row.id} never arrived" for row in rows if not taken[_stem(row.message_id)]]
    twice = sum(count - 1 for count in taken.values())
    found += [f"{twice} mails arrived twice in {told.kills.total()} kills"] if twice > told.kills.total() else []
    return found


def _message_id(content: bytes) -> str:
    match = MESSAGE_ID.search(content)
    return _stem(match[1].decode()) if match else ""


def _stem(message_id: str) -> str:
    """What of a Message-ID is fixed in the outbox: a token may stand before the host."""
    return message_id.strip("<>").partition("@")[0].partition(".")[0]


def _count(kills: int) -> None:
    """Every 25th kill is told at once: a long proof that says nothing looks like one that hangs."""
    if kills % 25 == 0:
        print(f"{kills} kills", flush=True)


def main() -> int:
    """``bin/prove crash [--kills N] [--minutes N] [--seed N]``."""
    parser = argparse.ArgumentParser(prog="bin/prove crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--minutes", type=float, default=600, help="kill no longer than this")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    asked = parser.parse_args()
    began = time.monotonic()
    print(f"seed {asked.seed}, {asked.kills} kills", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        told, broken = prove(asked.kills, asked.seed, Path(folder), asked.minutes, _count)
    print(
        f"{told.kills.total()} kills {dict(told.kills)} in {time.monotonic() - began:.0f} s: {len(told.sent)} asked, "
        f"{len(told.acknowledged)} acknowledged; {len(told.post.handed_over)} mails handed over "
        f"{told.post.handed_over.total()} times, {len(set(told.post.acknowledged))} acknowledged; "
        f"{len(broken)} promises broken"
    )
    for line in broken[:50]:
        print(" -", line)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
