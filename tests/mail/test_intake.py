"""The roads by which mail comes in: command line, LMTP, and a real IMAP server."""

import asyncio
import getpass
import os
import shutil
import smtplib
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from tests.replies.mails import mail
from webapp import clock, intake, worker
from webapp.extensions import db
from webapp.models import InboundMail
from webapp.replies import Reply
from webapp.rules.words import Role

DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


NOBODY = 65534
PLAIN_USER = """
default_internal_user = {user}
default_internal_group = {user}
default_login_user = {user}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
}}
"""
"""What a dovecot that was not started by root must be told; root's runs under the users of its package."""


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def kept(session: Session) -> list[str]:
    session.expire_all()
    return [row.subject for row in session.scalars(sa.select(InboundMail).order_by(InboundMail.id))]


def test_the_command_keeps_a_mail_and_says_try_again_when_it_cannot(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner = app.test_cli_runner()
    assert runner.invoke(args=["mail", "receive"], input=mail("Cảm ơn.", Subject="Một")).exit_code == 0
    assert kept(session) == ["Một"]

    def broken(*_args: object, **_options: object) -> None:
        raise OperationalError("", {}, Exception("disk full"))

    monkeypatch.setattr(intake, "receive", broken)
    failed = runner.invoke(args=["mail", "receive"], input=mail("Cảm ơn.", Subject="Hai"))
    assert failed.exit_code == 75 and kept(session) == ["Một"]


def test_nobody_is_kept_from_writing_while_a_mail_is_read(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[bool] = []

    def reads(_raw: bytes, _sent: object) -> Reply:
        ended.append(not db.session().in_transaction())
        raise OSError("enough")

    monkeypatch.setattr(intake, "read", reads)
    with app.app_context(), pytest.raises(OSError, match="enough"):
        intake.take(db.session(), mail("Cảm ơn."), app.config["OFFICE"], now=clock.now())
    assert ended == [True]


@contextmanager
def lmtp(app: Flask) -> Iterator[int]:
    """The LMTP road on a loopback port, in a thread of its own."""
    # The loop is made and run in the thread alone: where a browser test went before, this one has a loop running.
    port, ready, stop = free_port(), threading.Event(), threading.Event()

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        async with await loop.create_server(lambda: intake.lmtp_protocol(app), "127.0.0.1", port):
            ready.set()
            await loop.run_in_executor(None, stop.wait)

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    try:
        assert ready.wait(10)
        yield port
    finally:
        stop.set()
        thread.join()


def test_lmtp_says_kept_only_after_it_is(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[bytes] = []
    monkeypatch.setattr(intake, "take", lambda _session, raw, _config, now: taken.append(raw))
    with lmtp(app) as port, smtplib.LMTP("127.0.0.1", port) as client:
        assert client.sendmail("a@example.vn", ["so@example.vn"], mail("Cảm ơn.")) == {}
        monkeypatch.setattr(intake, "take", lambda *_args, **_options: 1 / 0)
        with pytest.raises(smtplib.SMTPDataError) as refused:
            client.sendmail("a@example.vn", ["so@example.vn"], mail("Cảm ơn."))
    assert (refused.value.smtp_code == 451 and b"C\xe1\xba\xa3m" in taken[0]) or b"base64" in taken[0].lower()


@dataclass
class Mailbox:
    """A dovecot of our own: its address, the Maildir behind it, and the server, which may be gone for a while."""

    url: str
    folder: Path
    port: int
    log: Path
    conf: Path
    server: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        command = [DOVECOT or "", "-F", "-c", str(self.conf)]
        self.server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _wait_for(self.port, self.log)

    def stop(self) -> None:
        if self.server:
            self.server.terminate()
            self.server.wait()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A mailbox that is there. Root's dovecot reads mail as nobody, as it must."""
    tmp_path = Path(tempfile.mkdtemp())
    uid, gid = (NOBODY, NOBODY) if os.getuid() == 0 else (os.getuid(), os.getgid())
    assert DOVECOT, "dovecot-imapd is missing: bin/setup --dev installs it"
    port, user = free_port(), getpass.getuser()
    users = "" if os.getuid() == 0 else PLAIN_USER.format(user=user)
    for folder in ("run", "mail/new", "mail/cur", "mail/tmp"):
        (tmp_path / folder).mkdir(parents=True)
    for folder in ("mail", "mail/new", "mail/cur", "mail/tmp"):
        os.chown(tmp_path / folder, uid, gid)
    tmp_path.chmod(0o755)
    conf = tmp_path / "dovecot.conf"
    conf.write_text(
        f"""
base_dir = {tmp_path}/run
state_dir = {tmp_path}/run
log_path = {tmp_path}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{tmp_path}/mail
{users}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
}}
passdb {{
  driver = static
  args = password=mat-khau
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={tmp_path}/mail
}}
"""
    )
    url = f"imap://so:mat-khau@127.0.0.1:{port}/INBOX"
    made = Mailbox(url, tmp_path / "mail", port, tmp_path / "log", conf)
    try:
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(tmp_path)


def _wait_for(port: int, log: Path) -> None:
    ends = time.monotonic() + 15
    while time.monotonic() < ends:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(log.read_text() if log.exists() else "dovecot does not answer")


def put(folder: Path, name: str, raw: bytes) -> None:
    """Deliver a mail into the Maildir, as the one who owns it."""
    path = folder / "new" / name
    path.write_bytes(raw)
    os.chown(path, folder.stat().st_uid, folder.stat().st_gid)


def test_unread_mail_of_a_real_mailbox_is_kept_once_and_then_read(mailbox: Mailbox) -> None:
    url, folder = mailbox.url, mailbox.folder
    for number in range(3):
        put(folder, f"{number}.test", mail("Cảm ơn.", Subject=str(number)))
    taken: list[bytes] = []

    def dies_at_the_second(raw: bytes) -> None:
        if len(taken) == 1:
            raise OSError("disk full")
        taken.append(raw)

    with pytest.raises(OSError, match="disk full"):
        intake.fetch(url, dies_at_the_second)
    assert intake.fetch(url, taken.append) == 2, "the one that was kept is read, the others are not lost"
    assert intake.fetch(url, taken.append) == 0
    assert sorted(b"Subject: %d" % number in raw for number, raw in enumerate(taken)) == [True, True, True]


def test_mailbox_that_goes_away_is_told_until_it_is_back_and_loses_nothing(
    app: Flask,
    client: FlaskClient,
    session: Session,
    sign_in: SignIn,
    mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office = replace(app.config["OFFICE"], imap_url=mailbox.url)
    monkeypatch.setitem(app.config, "OFFICE", office)
    monitor = sign_in(make.person(session, Role.MONITOR))
    start = clock.now()

    def visited(minutes: int) -> tuple[int, bool | None, bool]:
        """The worker's visit, some minutes on: mails taken, what machines are told, whether a monitor reads it."""
        now = start + timedelta(minutes=minutes)
        monkeypatch.setattr(clock, "now", lambda: now)
        with app.app_context():
            worker.beat(session, "worker", now)
            taken = worker.collect(session, office, now)
        told = client.get("/health")
        assert told.json and told.status_code == 200
        return taken, told.json["mailbox_ok"], "Chưa đọc được hộp thư trả lời" in words(monitor.get("/mail"))

    put(mailbox.folder, "1.test", mail("Cảm ơn.", Subject="Một"))
    assert visited(0) == (1, True, False)
    mailbox.stop()
    put(mailbox.folder, "2.test", mail("Cảm ơn.", Subject="Hai", Message_ID="<hai@example.vn>"))
    assert visited(2) == (0, True, False), "one visit in vain is nothing to wake anybody for"
    assert visited(6) == (0, False, True)
    page = client.get("/health", headers={"Accept": "text/html"})
    assert "Cần xem lại" in words(page) and "Hộp thư trả lời không đọc được" in words(page)
    mailbox.start()
    assert visited(8) == (1, True, False)
    assert kept(session) == ["Một", "Hai"]
