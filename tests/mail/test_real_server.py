"""A mail server that others wrote (aiosmtpd) takes our mails, and refuses them in every way that servers have."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
import sqlalchemy as sa
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as Conversation
from flask import Flask
from sqlalchemy.orm import Session

from tests import factories
from tests.factories import NOW
from webapp import worker
from webapp.config import Config
from webapp.mail import outbox, smtp
from webapp.models import MailState, OutboxMail

DAY = timedelta(days=1)
PATIENCE = 3.0
"""Seconds for each word of the server; a stalled one takes longer."""


@dataclass
class Script:
    """Answers RCPT and the end of DATA by what is planned, one answer a try; then all is well."""

    rcpt: list[str] = field(default_factory=list)
    end: list[str] = field(default_factory=list)
    taken: list[bytes] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Conversation, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.rcpt:
            return self.rcpt.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Conversation, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        said = self.end.pop(0) if self.end else "250 OK"
        if said == "stall":
            await asyncio.sleep(3 * PATIENCE)
            return "451 too late"
        if said in ("250 OK", "drop"):
            self.taken.append(envelope.original_content or b"")
        if said == "drop":
            server.transport.abort()
        return said


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def port(script: Script) -> Iterator[int]:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        free = int(probe.getsockname()[1])
    controller = Controller(script, hostname="127.0.0.1", port=free, ready_timeout=60)
    controller.start()
    yield free
    controller.stop()


@pytest.mark.parametrize(
    ("rcpt", "end", "tries", "state", "copies"),
    [
        ([], [], 1, MailState.SENT, 1),
        (["450 greylisted"], [], 2, MailState.SENT, 1),
        ([], ["451 later", "451 later"], 3, MailState.SENT, 1),
        (["421 closing"], [], 2, MailState.SENT, 1),
        ([], ["stall"], 2, MailState.SENT, 1),
        ([], ["drop"], 2, MailState.SENT, 2),
        (["550 no such box"], [], 1, MailState.FAILED, 0),
        ([], ["554 refused"], 1, MailState.FAILED, 0),
    ],
)
def test_each_answer_of_a_server_has_its_consequence(
    app: Flask,
    session: Session,
    config: Config,
    script: Script,
    port: int,
    monkeypatch: pytest.MonkeyPatch,
    rcpt: list[str],
    end: list[str],
    tries: int,
    state: MailState,
    copies: int,
) -> None:
    monkeypatch.setattr(smtp, "TIMEOUT", PATIENCE)
    script.rcpt, script.end = rcpt, end
    server = smtp.Server("smtp", "127.0.0.1", port, "", "")
    with app.app_context():
        outbox.queue(session, "sign_in_code", factories.person(session), {"code": "1", "minutes": 15}, now=NOW)
        session.commit()
        for number in range(5):
            worker.deliver(session, NOW + number * DAY, lambda mail, now: smtp.send(mail, server, "so@example.vn", now))
        mail = session.scalars(sa.select(OutboxMail)).one()
        assert (mail.state, mail.attempts) == (state, tries)
    assert len(script.taken) == copies
    assert len({message_from_bytes(one, policy=default)["Message-ID"] for one in script.taken}) <= 1
