"""A mail's bytes to its parts: headers as text, the body as lines, the files that came with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime

from webapp.replies.caps import LOCKED, MAX_DEPTH, MAX_PARTS, TOO_DEEP, TOO_MANY_PARTS, is_message
from webapp.replies.charsets import decode, header_text, tidy
from webapp.replies.flowed import unflow
from webapp.replies.html_text import html_lines
from webapp.replies.reply import Attachment

MESSAGE_ID = re.compile(r"<[^<>\s]{1,900}>")
_LOCKED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_PGP = "-----BEGIN PGP MESSAGE-----"


class Unreadable(Exception):
    """The mail must be looked at by a person; the sentence says why."""


@dataclass(slots=True)
class Mail:
    """One mail, decoded. ``lines`` is the body, quotes marked with ">"; reports are read from ``parsed``."""

    parsed: Message
    lines: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    bare: bool = False

    def header(self, name: str) -> str:
        """The first header of this name as text, "" when there is none."""
        return next(iter(self.headers(name)), "")

    def headers(self, name: str) -> list[str]:
        """Every header of this name as text, topmost first."""
        return [header_text(raw) for raw in raw_headers(self.parsed, name)]

    def addresses(self, *names: str) -> tuple[str, ...]:
        """The addresses in these headers, in lower case, each once."""
        raws = [re.sub(r"[\r\n]+", " ", raw) for name in names for raw in raw_headers(self.parsed, name)]
        found = [tidy(address).strip().lower() for _, address in getaddresses(raws)]
        return tuple(dict.fromkeys(address for address in found if "@" in address))

    def ids(self, name: str) -> tuple[str, ...]:
        """The message ids in a header."""
        return tuple(MESSAGE_ID.findall(self.header(name)))

    def sent_at(self) -> datetime | None:
        """The day and hour the mail says it was written."""
        try:
            return parsedate_to_datetime(self.header("Date"))
        except (TypeError, ValueError, OverflowError):
            return None


def raw_headers(part: Message, name: str) -> list[str]:
    """The headers of this name as they came, raw bytes as surrogates."""
    return [str(value) for key, value in part.raw_items() if key.lower() == name.lower()]


def parse(raw: bytes) -> Mail:
    """The mail in ``raw``, which is a whole message or only its text. Raises Unreadable when it may not be read."""
    raw = re.sub(rb"\A(?:\r?\n)*(?:>?From [^\n]*\n)?", b"", raw.removeprefix(b"\xef\xbb\xbf"), count=1)
    if not is_message(raw):
        return Mail(Message(), decode(raw, None).split("\n"), bare=True)
    mail = Mail(BytesParser(policy=compat32).parsebytes(raw))
    leaves = list(_leaves(mail.parsed))
    mail.types = {part.get_content_type() for part in leaves} | {mail.parsed.get_content_type()}
    if mail.types.intersection(_LOCKED) and "signed-data" not in str(mail.parsed.get_param("smime-type")):
        raise Unreadable(LOCKED)
    for part in leaves:
        _take(mail, part)
    if any(_PGP in line for line in mail.lines):
        raise Unreadable(LOCKED)
    return mail


def _leaves(top: Message) -> Iterator[Message]:
    """The parts that hold something, in order; of alternatives the plainest that says anything."""
    waiting, seen = [(top, 0)], 0
    while waiting:
        part, depth = waiting.pop()
        seen += 1
        if depth > MAX_DEPTH:
            raise Unreadable(TOO_DEEP)
        if seen > MAX_PARTS:
            raise Unreadable(TOO_MANY_PARTS)
        children = _children(part)
        if part.get_content_type() == "multipart/alternative":
            children = _chosen(children)
        if children:
            waiting += [(child, depth + 1) for child in reversed(children)]
        elif not part.is_multipart() or part.get_content_maintype() == "message":
            yield part


def _children(part: Message) -> list[Message]:
    return parts_of(part) if part.get_content_maintype() == "multipart" else []


def parts_of(part: Message) -> list[Message]:
    """The parts within a part, none when it holds text."""
    payload = part.get_payload() if part.is_multipart() else []
    return [child for child in payload if isinstance(child, Message)]


def _chosen(children: list[Message]) -> list[Message]:
    """One body among alternatives, and whatever is no body at all (a calendar, a file)."""
    plain = [child for child in children if child.get_content_type() == "text/plain" and _says_something(child)]
    rich = [child for child in children if child.get_content_type() != "text/plain"]
    if plain:
        others = [child for child in rich if child.get_content_type() not in ("text/html", "multipart/related")]
        return plain[:1] + others
    return rich or children[:1]


def _says_something(part: Message) -> bool:
    text = _text(part).strip()
    return bool(text) and not re.fullmatch(r"(?is).{0,90}\bhtml\b.{0,200}", text)


def _take(mail: Mail, part: Message) -> None:
    kind, name = part.get_content_type(), header_text(part.get_filename() or "")
    aside = "attachment" in str(part.get("Content-Disposition", "")).lower()
    if kind in ("text/plain", "text/html") and not aside and not name:
        mail.lines += _lines(part)
    elif not kind.startswith(("message/delivery-status", "message/feedback-report", "text/rfc822-headers")):
        mail.attachments.append(Attachment(name or _name(kind), data_of(part)))


def _name(kind: str) -> str:
    return "thu.eml" if kind == "message/rfc822" else "tep." + re.sub(r"\W+", "", kind.split("/")[-1])[:10]


def data_of(part: Message) -> bytes:
    """The bytes of a part, its transfer coding undone; nothing where a header makes that impossible."""
    try:
        if part.is_multipart():
            return b"\n".join(child.as_bytes() for child in parts_of(part))
        data = part.get_payload(decode=True)
    except (TypeError, ValueError, LookupError, AttributeError):  # a header that no writer of mails would write
        return b""
    return data if isinstance(data, bytes) else b""


def _text(part: Message) -> str:
    return decode(data_of(part), part.get_content_charset())


def _lines(part: Message) -> list[str]:
    text = _text(part)
    if part.get_content_type() == "text/html":
        return html_lines(text)
    lines = text.split("\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        return unflow(lines, joined=str(part.get_param("delsp", "")).lower() == "yes")
    return lines
