"""The only file that opens a socket to the outside: hands one mail over to the office's SMTP server."""

import smtplib
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from webapp.models import OutboxMail

TIMEOUT = 60
"""Seconds; well under the outbox lease."""


class SendFailed(Exception):
    """The server did not take the mail. ``final`` says that it never will (5xx)."""

    def __init__(self, sentence: str, *, final: bool) -> None:
        super().__init__(sentence)
        self.final = final


class VietnamesePolicy(EmailPolicy):
    """Folds headers with Vietnamese words itself: the standard library's folding loses letters and blanks."""

    def _fold(self, name: str, value: Any, refold_binary: bool = False) -> str:
        if str(value).isascii() or hasattr(value, "params") or hasattr(value, "addresses"):
            folded: str = super()._fold(name, value, refold_binary)  # type: ignore[misc]
            return folded
        encoded = Header(str(value), "utf-8", header_name=name, maxlinelen=76).encode(linesep=self.linesep)
        return f"{name}: {encoded}{self.linesep}"


def as_message(mail: OutboxMail, sender: str, now: datetime) -> EmailMessage:
    """The mail as it travels: text and HTML, marked as written by a machine."""
    message = EmailMessage(policy=VietnamesePolicy(linesep="\r\n"))
    message["Subject"] = mail.subject
    message["From"] = sender
    message["To"] = mail.address
    message["Date"] = format_datetime(now)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message


def send(mail: OutboxMail, url: str, sender: str, now: datetime) -> None:
    """Hand ``mail`` over to the server at ``url`` (smtp://, smtps:// or smtp+starttls://user:password@host:port).

    Raises SendFailed.
    """
    parts = urlsplit(url)
    maker = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    try:
        with maker(parts.hostname or "localhost", parts.port or 25, timeout=TIMEOUT) as server:
            if parts.scheme == "smtp+starttls":
                server.starttls()
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(as_message(mail, sender, now), sender, [mail.address])
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        raise SendFailed(f"{code} {words!r}", final=code >= 500) from error
    except smtplib.SMTPResponseException as error:
        raise SendFailed(f"{error.smtp_code} {error.smtp_error!r}", final=error.smtp_code >= 500) from error
    except (OSError, smtplib.SMTPException) as error:
        raise SendFailed(str(error) or type(error).__name__, final=False) from error
