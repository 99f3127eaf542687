"""Kill -9 at each point between claim, DATA, 250 and mark, and between a mail's arrival and its 250: one by one."""

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.prove.correspondents import AUTHSERV
from tests.prove.crash import ROOT, Stage, _let_leases_end, _message_id, staged
from tests.prove.dies_at import POINTS
from webapp import clock, intake, worker
from webapp.extensions import db
from webapp.mail import outbox
from webapp.models import Event, InboundMail, InboundState, MailState, OutboxMail, Person
from webapp.rules.words import Channel

SENDING = [point for point in POINTS if point.startswith("send")]
READING = [point for point in POINTS if point.startswith("read")]
UNKNOWABLE = {"send: content given, 250 not heard", "send: 250 heard, not marked", "send: marked, not committed"}
"""Where the server has the mail and we do not know it: there it may come twice."""
World = tuple[Stage, Flask]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with staged(tmp_path_factory.mktemp("points")) as (stage, app):
        yield stage, app


def run(stage: Stage, point: str, given: bytes = b"") -> int:
    command = [sys.executable, "-m", "tests.prove.dies_at", point]
    return subprocess.run(command, cwd=ROOT, env=stage.env, input=given, check=False).returncode


@pytest.mark.parametrize("point", SENDING)
def test_a_mail_of_a_killed_worker_is_sent_by_the_next_one(world: World, point: str) -> None:
    stage, app = world
    with app.app_context():
        person = db.session.scalars(sa.select(Person)).first()
        assert person
        mail = outbox.queue(db.session(), "sign_in_code", person, {"code": "1", "minutes": 15}, now=clock.now())
        db.session.commit()
        mail_id, stem = mail.id, mail.message_id
        db.session.remove()
    assert run(stage, point) == -signal.SIGKILL
    _let_leases_end(app)
    office = replace(stage.config, smtp_url=f"smtp://127.0.0.1:{stage.sink.port}")
    with app.app_context():
        worker.deliver(db.session(), clock.now(), worker.sender(office))
        db.session.remove()
    arrived = Counter(_message_id(content) for _sender, _to, content in stage.sink.taken)[_message_id_of(stem)]
    assert 1 <= arrived <= (2 if point in UNKNOWABLE else 1)
    with app.app_context():
        assert db.session.get_one(OutboxMail, mail_id).state is MailState.SENT


def _message_id_of(written: str) -> str:
    return _message_id(f"Message-ID: {written}\n".encode())


@pytest.mark.parametrize("point", READING)
def test_a_mail_of_a_killed_reader_is_handed_over_again_and_applied_once(world: World, point: str) -> None:
    stage, app = world
    own, raw = stage.correspondents[0].answer(READING.index(point) + 1)
    assert run(stage, point, given=raw) == -signal.SIGKILL
    with app.app_context():
        intake.take(db.session(), raw, replace(stage.config, authserv_id=AUTHSERV), now=clock.now())
        row = db.session.scalars(sa.select(InboundMail).where(InboundMail.message_id == own)).one()
        assert row.state is InboundState.APPLIED, row.why
        changes = db.session.scalars(sa.select(Event.id).where(Event.channel == Channel.REPLY)).all()
        applied = db.session.scalars(sa.select(InboundMail.event_id)).all()
        assert sorted(changes) == sorted(one for one in applied if one), "one change each"
        told = sa.select(sa.func.count()).where(OutboxMail.kind == "recorded")
        assert db.session.scalar(told) == len(changes)
