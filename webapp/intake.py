"""The roads by which mail comes in: handed over on the command line, by a mail server over LMTP, or fetched by IMAP.

A mail is acknowledged only after its row is committed; whoever hands it over keeps it until then, and handing it over
again changes nothing.
"""

import imaplib
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from urllib.parse import unquote, urlsplit

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import Envelope
from aiosmtpd.smtp import Session as Conversation
from flask import Flask
from sqlalchemy.orm import Session

from webapp import clock
from webapp.actions.inbound import Desk, receive
from webapp.config import Config
from webapp.extensions import db
from webapp.files.store import FileStore
from webapp.replies import read
from webapp.replies.caps import MAX_BYTES

log = logging.getLogger(__name__)
TIMEOUT = 30
"""Seconds that the mailbox's server may take for one answer."""
PORTS = {"imaps": 993, "imap": 143}
Take = Callable[[bytes], object]


def desk_of(config: Config) -> Desk:
    """What receiving needs, as the office is configured."""
    return Desk(read, FileStore(config.files_dir), config.authserv_id)


def take(session: Session, raw: bytes, config: Config, *, now: datetime) -> None:
    """Receive one mail and commit. Raises what the database or the disk raises, nothing for what the mail holds."""
    try:
        receive(session, raw, desk_of(config), now=now, before_reading=session.commit)
        session.commit()
    except BaseException:
        session.rollback()
        raise


class Handover:
    """What an LMTP server does with a mail: 250 only after it is kept, 451 otherwise, so that it is sent again."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    async def handle_DATA(self, server: LMTP, session: Conversation, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """One mail."""
        content = envelope.original_content or b""
        try:
            with self.app.app_context():
                take(db.session, content, self.app.config["OFFICE"], now=clock.now())
                db.session.close()
        except Exception:
            log.exception("a mail could not be taken in")
            return "451 4.3.0 Try again later"
        return "250 2.0.0 Kept"


def lmtp_protocol(app: Flask) -> LMTP:
    """One conversation with a mail server."""
    return LMTP(Handover(app), data_size_limit=MAX_BYTES, enable_SMTPUTF8=True, decode_data=False)


def fetch(url: str, keep: Take) -> int:
    """Hand every unread mail of the mailbox to ``keep`` and mark it read after that; how many there were.

    Killed between the two, the mail is fetched again, which changes nothing. Raises OSError or imaplib.IMAP4.error
    when the mailbox cannot be read.
    """
    parts = urlsplit(url)
    connect = imaplib.IMAP4_SSL if parts.scheme == "imaps" else imaplib.IMAP4
    box = connect(parts.hostname or "", parts.port or PORTS[parts.scheme], timeout=TIMEOUT)
    try:
        box.login(unquote(parts.username or ""), unquote(parts.password or ""))
        box.select(parts.path.strip("/") or "INBOX")
        return _unread(box, keep)
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            box.logout()


def _unread(box: imaplib.IMAP4, keep: Take) -> int:
    _ok, found = box.uid("SEARCH", "UNSEEN")
    taken = 0
    for uid in (found[0] or b"").split():
        _ok, answer = box.uid("FETCH", uid.decode(), "(BODY.PEEK[])")
        raw = next((part[1] for part in answer if isinstance(part, tuple)), None)
        if raw is None:
            continue
        keep(raw)
        box.uid("STORE", uid.decode(), "+FLAGS", r"(\Seen)")
        taken += 1
    return taken
