"""Hundreds of days of reminders with three schedulers at once that are killed, a clock that jumps and days of rest.

The ledger and the mails are held against an oracle that was written differently (``ledger_oracle``): every reminder
once, on its day or on the first one the schedulers were up again, and one mail a person and working day.
"""

import argparse
import random
import secrets
import sys
import tempfile
import threading
import time as stopwatch
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

import flask_migrate
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests import databases, factories
from tests.prove.ledger_oracle import DAY, HERE, Oracle
from webapp import worker
from webapp.actions import extensions, tasks
from webapp.actions.tasks import Product
from webapp.app import create_app
from webapp.config import Config
from webapp.extensions import db
from webapp.mail.outbox import Letter
from webapp.models import Agency, CalendarDay, FocalPoint, MailState, OutboxMail, Person, Reminder, Task
from webapp.queries.tasks import for_change
from webapp.rules.status import MoveRefused
from webapp.rules.words import DeadlineKind, DutyKind, Recurrence, Role
from webapp.rules.workdays import DayKind

FIRST = date(2021, 11, 22)
SCHEDULERS = 3
JUMPS = (timedelta(hours=-1), timedelta(hours=1), -DAY, DAY)
YEAR = timedelta(days=365)


class Killed(BaseException):
    """A scheduler ends at once, like a process does."""


@dataclass
class Post:
    """Takes every mail: how often each left, and how many tasks it told of with a button."""

    sent: Counter[int] = field(default_factory=Counter)
    buttons: dict[int, int] = field(default_factory=dict)

    def __call__(self, mail: Letter, _now: datetime) -> None:
        self.sent[mail.id] += 1
        self.buttons[mail.id] = mail.text.count("Cập nhật: http")


@dataclass
class Told:
    """What the run did: how often of what, and where it differs from the oracle."""

    done: Counter[str]
    broken: list[str]


@dataclass
class World:
    """The office, and the agencies' and monitors' doings in it; ``today`` is the true day."""

    app: Flask
    chance: random.Random
    today: date = FIRST

    @contextmanager
    def open(self) -> Iterator[Session]:
        with self.app.app_context(), Session(db.engine) as session:
            yield session

    def begin(self, days_off: frozenset[date]) -> None:
        """Three agencies, one with two focal points; their heads, one of whom is focal point of another agency and one
        of his own too; two monitors, one of whom speaks for an agency too."""
        with self.open() as session:
            session.add_all(CalendarDay(day=day, kind=DayKind.HOLIDAY, note="nghỉ") for day in sorted(days_off))
            agencies = [factories.agency(session) for _ in range(3)]
            for agency in (*agencies, agencies[0]):
                factories.person(session, speaks_for=agency)
            heads = [factories.person(session, speaks_for=agency, duty=DutyKind.HEAD) for agency in agencies]
            for head, agency in ((heads[1], agencies[1]), (heads[2], agencies[0])):
                session.add(FocalPoint(person_id=head.id, agency_id=agency.id, from_on=FIRST - YEAR))
            factories.person(session, Role.MONITOR)
            factories.person(session, Role.MONITOR, speaks_for=agencies[1])
            for agency in agencies:
                self.issue(session, agency)
                written = self.at(6)
                factories.task(session, agency, due_on=None, kind=DeadlineKind.STANDING, updated_at=written)
                factories.task(session, agency, due_on=None, review_on=self.soon())
                monthly = {"kind": DeadlineKind.RECURRING, "recurrence": Recurrence.MONTHLY, "due_day": 20}
                factories.assignment(session, lead=agency, **monthly)
            session.commit()

    def at(self, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(self.today, time(hour, minute), HERE)

    def soon(self) -> date:
        return self.today + self.chance.randint(1, 20) * DAY

    def issue(self, session: Session, agency: Agency) -> None:
        duty = factories.assignment(session, lead=agency, starts_on=FIRST - YEAR)
        factories.task(session, agency, of=duty, due_on=self.today + self.chance.randint(-6, 20) * DAY)

    def live(self) -> None:
        """A morning: a few things happen that move the ladders."""
        with self.open() as session:
            for _ in range(self.chance.randint(0, 4)):
                self.chance.choice((self.step, self.step, self.step, self.person, self.add))(session)
                session.commit()

    def add(self, session: Session) -> None:
        self.issue(session, self.chance.choice(session.scalars(sa.select(Agency).limit(3)).all()))

    def person(self, session: Session) -> None:
        """Somebody mutes, comes back, cannot be reached, is disabled, or is back at their desk."""
        person = self.chance.choice(session.scalars(sa.select(Person).order_by(Person.id)).all())
        name = self.chance.choice(("muted_at", "unreachable_since"))
        if not person.active or self.chance.random() < 0.1:
            person.active = not person.active
        else:
            setattr(person, name, None if getattr(person, name) else self.at(6))

    def step(self, session: Session) -> None:
        """One step of an open task, if its table of moves allows it."""
        open_ids = session.scalars(sa.select(Task.id).where(Task.where_open()).order_by(Task.id)).all()
        task = for_change(session, self.chance.choice(open_ids)) if open_ids else None
        if task is None:
            return
        stamp = factories.stamp(now=self.at(6))
        product = Product("1-BC", self.today, "Ban Thường vụ")
        steps: tuple[Callable[[], object], ...] = (
            lambda: tasks.update(task, percent=10, note="Đang làm", stamp=stamp),
            lambda: tasks.report_done(task, done_on=self.today, product=product, stamp=stamp),
            lambda: tasks.report_done(task, done_on=self.today, product=product, stamp=stamp),
            lambda: tasks.confirm(task, stamp=stamp),
            lambda: tasks.send_back(task, reason="Thiếu", stamp=stamp),
            lambda: tasks.send_back(task, reason="Thiếu", stamp=stamp),
            lambda: extensions.ask(task, until=self.soon() + 20 * DAY, reason="Chờ", stamp=stamp),
            lambda: tasks.set_deadline(task, due_on=self.soon(), reason="Giao hạn", stamp=stamp),
            lambda: tasks.review_later(task, review_on=self.soon(), reason="Chưa rõ", stamp=stamp),
            lambda: tasks.pause(task, reason="Chờ", stamp=stamp),
            lambda: tasks.resume(task, stamp=stamp),
        )
        try:
            self.chance.choice(steps)()
        except MoveRefused:
            session.rollback()


def looks(world: World, days: int) -> list[datetime]:
    """The moments of a day at which the schedulers look at the clock, as the clock shows them."""
    true = [world.at(6, 50), world.at(7, 30) + timedelta(minutes=world.chance.randint(0, 90)), world.at(14)]
    jump = world.chance.choice(JUMPS) if world.chance.random() < 0.15 else None
    if (world.today - FIRST).days == days * 3 // 5:
        jump = YEAR
    if jump is not None:
        true.insert(world.chance.randint(0, 2), world.chance.choice(true) + jump)
    return true


def look(world: World, now: datetime, done: Counter[str], post: worker.Send) -> None:
    """All schedulers look at once; all but one may be killed on the way, between two people or before a commit."""
    lives = [None] + [world.chance.choice((None, 2, 3, 5, 7, 10, 15, 20)) for _ in range(SCHEDULERS - 1)]
    ready = threading.Barrier(SCHEDULERS)
    failed: list[BaseException] = []

    def schedule(life: int | None) -> None:
        with world.open() as session:
            ready.wait()
            try:
                if life is not None:
                    sa.event.listen(session, "before_commit", _death_after(life))
                worker.tick(session, now, post)
            except Killed:
                done["killed"] += 1
                session.rollback()
            except Exception as error:
                failed.append(error)

    threads = [threading.Thread(target=schedule, args=(life,)) for life in lives]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]


def _death_after(commits: int) -> Callable[[Session], None]:
    left = [commits]

    def before_commit(_session: Session) -> None:
        left[0] -= 1
        if left[0] <= 0:
            raise Killed

    return before_commit


def prove(days: int, seed: int, folder: Path) -> Told:
    """Play ``days`` days from ``seed``; what was done, and every difference from the oracle."""
    chance, done, post = random.Random(seed), Counter[str](), Post()
    days_off = frozenset(FIRST + chance.randint(0, days + 400) * DAY for _ in range(days // 15))
    url = databases.url_for_worker(f"scheduler_{seed}", folder)
    app = create_app(Config(folder, url, "only for proofs", True), TESTING=True)
    world, oracle, down = World(app, chance), Oracle(days_off), 0
    with app.app_context():
        flask_migrate.upgrade()
    world.begin(days_off)
    for number in range(days):
        world.today = FIRST + number * DAY
        world.live()
        down = 3 if number % 37 == 30 or chance.random() < 0.02 else down - 1
        for now in looks(world, days) if down <= 0 else ():
            look(world, now, done, post)
            with world.open() as session:
                oracle.round(session.connection(), now)
    with world.open() as session:
        worker.deliver(session, world.at(14) + 2 * DAY, post)
        broken = compare(session, oracle, done, post)
    with app.app_context():
        db.engine.dispose()
    return Told(done, broken)


def compare(session: Session, oracle: Oracle, done: Counter[str], post: Post) -> list[str]:
    """Where ledger and mails differ from what they should be."""
    rows = session.scalars(sa.select(Reminder)).all()
    ledger = {(row.person_id, row.task_id, row.rung, row.slot): (row.on, row.late) for row in rows}
    digests = sa.select(OutboxMail).where(OutboxMail.kind.in_(("digest", "monitor_digest")))
    mails = [(mail.id, _slot(mail)) for mail in session.scalars(digests)]
    written = Counter(slot for _, slot in mails)
    done.update(reminders=len(ledger), late=sum(late for _, late in ledger.values()), mails=len(mails))
    found = [f"lost: {key}, due {on}" for key, (on, _) in oracle.given.items() if key not in ledger]
    found += [f"not due: {key}, given {on}" for key, (on, _) in ledger.items() if key not in oracle.given]
    both = ledger.keys() & oracle.given.keys()
    found += [f"{key}: {ledger[key]}, not {oracle.given[key]}" for key in both if ledger[key] != oracle.given[key]]
    found += [f"{count} mails to {key}" for key, count in written.items() if count > 1]
    found += [f"mail lost or not due: {key}" for key in set(written) ^ set(oracle.mails)]
    told = [(post.buttons.get(key), min(len(oracle.mails.get(slot, ())), 20), slot) for key, slot in mails]
    found += [f"{slot}: {got} tasks told of, not {wanted}" for got, wanted, slot in told if got != wanted]
    return sorted(found) + unsent(session, post, done)


def _slot(mail: OutboxMail) -> tuple[int | None, date]:
    return mail.person_id, date.fromisoformat((mail.dedupe or "")[-10:])


def unsent(session: Session, post: Post, done: Counter[str]) -> list[str]:
    """Mails that never left, and more doubles than schedulers were killed."""
    waiting = session.scalars(sa.select(OutboxMail).where(OutboxMail.state == MailState.QUEUED)).all()
    twice = sum(count - 1 for count in post.sent.values())
    done.update(sent=len(post.sent), twice=twice)
    found = [f"mail {mail.id} of {mail.created_at} never left" for mail in waiting]
    return found + ([f"{twice} mails left twice"] if twice > done["killed"] else [])


def main() -> int:
    """``bin/prove scheduler [--days N] [--seed N]``."""
    parser = argparse.ArgumentParser(prog="bin/prove scheduler", description=__doc__)
    parser.add_argument("--days", type=int, default=400)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    asked = parser.parse_args()
    began = stopwatch.monotonic()
    print(f"seed {asked.seed}, {asked.days} days, {SCHEDULERS} schedulers", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        told = prove(asked.days, asked.seed, Path(folder))
    print(f"{dict(told.done)} in {stopwatch.monotonic() - began:.0f} s, {len(told.broken)} promises broken")
    for line in told.broken[:50]:
        print(" -", line)
    return 1 if told.broken else 0


if __name__ == "__main__":
    sys.exit(main())
