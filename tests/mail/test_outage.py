"""A mail server that was gone for five days, and then receives each mail in its own bad way: what becomes of them."""

import re
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests import factories
from tests.mail.sink import DROP, HANG, Sink
from webapp import clock, worker
from webapp.mail import outbox, smtp
from webapp.mail.outbox import Letter
from webapp.mail.smtp import Server
from webapp.models import MailState, OutboxMail

NOW = datetime(2021, 11, 22, 8, 15, tzinfo=clock.ZONE)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
TROUBLES: dict[str, list[dict[str, str]]] = {
    "grey": [{"RCPT": "450 greylisted"}] * 3,
    "later": [{"END": "451 later"}] * 5,
    "full": [{"DATA": "452 full"}] * 2,
    "silent": [{"RCPT": HANG}, {"END": HANG}],
    "dropped": [{"END": DROP}],
    "bad": [{"RCPT": "550 no such box"}],
    "refused": [{"END": "554 spam"}],
}
GOOD = ("a", "b", "c")
FINAL = {"bad", "refused"}


@pytest.fixture(autouse=True)
def app_context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def by(port: int) -> Callable[[Letter, datetime], None]:
    """A worker's hand that gives mails to the server on ``port``."""
    server = Server("smtp", "127.0.0.1", port, "", "")
    return lambda mail, now: smtp.send(mail, server, "so@example.vn", now)


def nobody_listening() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def write(session: Session) -> None:
    for name in (*TROUBLES, *GOOD):
        person = factories.person(session, email=f"{name}@example.vn")
        outbox.queue(session, "sign_in_code", person, {"code": "1", "minutes": 15}, now=NOW)
    session.commit()


def states(session: Session) -> dict[str, MailState]:
    found = session.execute(sa.select(OutboxMail.address, OutboxMail.state))
    return {address.partition("@")[0]: state for address, state in found}


def arrived(sink: Sink) -> Counter[str]:
    return Counter(to.partition("@")[0] for _sender, to, _content in sink.taken)


def test_nothing_is_lost_or_held_up_by_a_dead_server_and_bad_addresses(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "TIMEOUT", 0.3)
    write(session)
    dead = by(nobody_listening())
    for hour in range(5 * 24):
        assert worker.deliver(session, NOW + hour * HOUR, dead) == 0
    assert set(states(session).values()) == {MailState.QUEUED}

    back = NOW + 119 * HOUR + 30 * SECOND
    with Sink(says_of={f"{name}@example.vn": list(plan) for name, plan in TROUBLES.items()}) as sink:
        for seconds in range(0, 61, 20):
            worker.deliver(session, back + seconds * SECOND, by(sink.port))
        assert set(GOOD) <= set(arrived(sink)), "out within a minute of the server's return, past all bad addresses"
        for minutes in range(2, 2 * 24 * 60, 5):
            worker.deliver(session, back + minutes * MINUTE, by(sink.port))

    got = arrived(sink)
    assert states(session) == {
        name: MailState.FAILED if name in FINAL else MailState.SENT for name in (*TROUBLES, *GOOD)
    }
    assert set(got) == {*TROUBLES, *GOOD} - FINAL
    assert all(sink.tries[f"{name}@example.vn"] == 1 for name in FINAL), "a final no is never asked again"
    twice = {name for name, count in got.items() if count > 1}
    assert twice <= {"dropped", "silent"}, "only what nobody can know was taken may come twice"
    for name in twice:
        copies = [content for _sender, to, content in sink.taken if to.startswith(f"{name}@")]
        assert len({re.search(rb"Message-ID: (\S+)", content)[1] for content in copies}) == 1  # type: ignore[index]
