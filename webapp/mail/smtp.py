"""The only file that opens a connection to the outside: hands one mail over to the office's SMTP server."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any
from urllib.parse import unquote, urlsplit

from webapp.mail.outbox import Letter

SENDER_NAME = "Sổ theo dõi"
TIMEOUT = 20
"""Seconds for each word of the conversation: some ten of them stay under the outbox's lease."""
PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


class SendFailed(Exception):
    """The mail was not taken. ``final`` says that it never will be (the server said 5xx, or it is no mail at all)."""

    def __init__(self, sentence: str, *, final: bool) -> None:
        super().__init__(sentence)
        self.final = final


class ServerAway(Exception):
    """Nobody there to take any mail: not reached, not let in, or not able to talk in secret."""


@dataclass(frozen=True, slots=True)
class Server:
    """The office's mail server. ``scheme`` is smtp, smtps (secret from the start) or smtp+starttls."""

    scheme: str
    host: str
    port: int
    user: str
    password: str

    @classmethod
    def of(cls, url: str) -> "Server":
        """The server at ``scheme://user:password@host:port``; user and password may be left out."""
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(parts.scheme, parts.hostname or "", port, user, password)


class VietnamesePolicy(EmailPolicy):
    """Writes header lines with Vietnamese words itself: the standard library's folding loses letters and blanks."""

    def fold(self, name: str, value: Any) -> str:
        if str(value).isascii() or hasattr(value, "params"):
            folded: str = super().fold(name, value)
            return folded
        if hasattr(value, "addresses"):
            return f"{name}: {f',{self.linesep} '.join(map(self._address, value.addresses))}{self.linesep}"
        return f"{name}: {self._words(str(value), len(name) + 2)}{self.linesep}"

    def fold_binary(self, name: str, value: Any) -> bytes:
        return self.fold(name, value).encode("ascii", "surrogateescape")

    def _words(self, text: str, taken: int = 0) -> str:
        """``text`` as encoded words (RFC 2047); ``taken`` columns of the first line are in use."""
        return Header(text, "utf-8", maxlinelen=76, header_name="x" * max(0, taken - 2)).encode(linesep=self.linesep)

    def _address(self, address: Address) -> str:
        if address.display_name.isascii():
            return str(address)
        return f"{self._words(address.display_name, 10)}{self.linesep} <{address.addr_spec}>"


def as_message(mail: Letter, sender: str, now: datetime, reply_to: str | None = None) -> EmailMessage:
    """The mail as it travels: text and HTML, marked as written by a machine, its Message-ID fixed from the start.

    ``reply_to`` is the mailbox that answers are read from; it gets the mail's own tag.

    Raises SendFailed when it cannot be a mail at all (an address or a subject that no header can hold).
    """
    message = EmailMessage(policy=VietnamesePolicy(linesep="\r\n"))
    try:
        message["Subject"] = mail.subject
        message["From"] = Address(SENDER_NAME, addr_spec=sender)
        message["To"] = Address(addr_spec=mail.address)
        message["Date"] = now
        message["Message-ID"] = mail.message_id
        message["Auto-Submitted"] = "auto-generated"
        if reply_to:
            name, _at, host = reply_to.partition("@")
            tagged = f"{name}+{mail.reply_tag}@{host}" if mail.reply_tag else reply_to
            message["Reply-To"] = Address(addr_spec=tagged)
        if mail.unsubscribe:
            message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(mail.text, cte="base64")
        message.add_alternative(mail.html, subtype="html", cte="base64")
        mail.address.encode("ascii")
    except (ValueError, LookupError, MessageError) as error:
        raise SendFailed(f"Không viết được thành thư: {error}", final=True) from error
    return message


def send(mail: Letter, server: Server, sender: str, now: datetime, reply_to: str | None = None) -> None:
    """Hand ``mail`` over to ``server``.

    Raises ServerAway when no mail could be handed over now, and SendFailed when this one was not taken. Only what
    the server says of the recipient or of the content is final: a wrong password must not cost a single mail.
    """
    content = as_message(mail, sender, now, reply_to).as_bytes()
    connection = _connect(server)
    try:
        connection.sendmail(sender, [mail.address], content)
    except smtplib.SMTPRecipientsRefused as error:
        code, words = error.recipients[mail.address]
        raise SendFailed(_told(code, words), final=code >= 500) from error
    except smtplib.SMTPDataError as error:
        raise SendFailed(_told(error.smtp_code, error.smtp_error), final=error.smtp_code >= 500) from error
    except (smtplib.SMTPException, OSError) as error:
        raise SendFailed(f"{type(error).__name__}: {error}", final=False) from error
    finally:
        with suppress(smtplib.SMTPException, OSError):
            connection.quit()
        connection.close()


def _connect(server: Server) -> smtplib.SMTP:
    """A conversation opened, made secret and signed in, as the server's address asks."""
    try:
        if server.scheme == "smtps":
            context = ssl.create_default_context()
            connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    except (smtplib.SMTPException, OSError) as error:
        raise ServerAway(f"Không nối được máy chủ thư: {error}") from error
    try:
        if server.scheme == "smtp+starttls":
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        connection.close()
        raise ServerAway(f"Máy chủ thư không cho vào: {error}") from error
    return connection


def _told(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {text}"
