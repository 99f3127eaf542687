"""Whole mails by people and machines, and their encoding by their own headers."""

import base64
import quopri
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.header import Header
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path
from typing import Literal

HERE = Path(__file__).parent
ASSUMED = {
    "Message-ID": "<1@example.vn>",
    "Date": "Mon, 09 Nov 2026 09:00:00 +0700",
    "From": "vp@example.vn",
    "To": "nhacviec+1@theodoi.example.vn",
    "Subject": "Re: [Nhắc việc] Sắp đến hạn 10/11/2026",
    "MIME-Version": "1.0",
}


@dataclass(frozen=True)
class Whole:
    """A mail as it is told in the file: its title, what stays, what goes, and the message."""

    title: str
    message: str
    own: list[str] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    form: Literal["NFC", "NFD"] = "NFC"

    @property
    def raw(self) -> bytes:
        """The bytes on the wire."""
        head, _, body = self.message.partition("\n\n")
        told = HeaderParser().parsestr(head + "\n\n")
        for name, value in ASSUMED.items():
            if name not in told:
                told[name] = value
        return _head(told) + _encoded(told, unicodedata.normalize(self.form, body))


def _head(told: Message) -> bytes:
    lines = [f"{k}: {v if v.isascii() else Header(v, 'utf-8').encode()}" for k, v in told.items()]
    return ("\n".join(lines) + "\n\n").encode("ascii")


def _encoded(told: Message, body: str) -> bytes:
    data = body.encode("utf-8")
    if told.get_content_charset() == "windows-1258":
        data = _windows_1258(body)
    way = told.get("Content-Transfer-Encoding", "8bit").lower()
    return {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(way, bytes)(data)


def _windows_1258(body: str) -> bytes:
    """Letters whole where the code page has them, their tones apart."""
    return b"".join(_letter(c) for c in unicodedata.normalize("NFC", body))


def _letter(letter: str) -> bytes:
    for parts in (letter, *_tone_apart(letter)):
        try:
            return parts.encode("cp1258")
        except UnicodeEncodeError:
            continue
    raise ValueError(letter)


def _tone_apart(letter: str) -> Iterator[str]:
    marks = unicodedata.normalize("NFD", letter)
    for tone in "\u0300\u0301\u0303\u0309\u0323":
        if tone in marks:
            yield unicodedata.normalize("NFC", marks.replace(tone, "")) + tone


def wholes(name: str) -> list[Whole]:
    """The mails told in a file."""
    text = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    return [_whole(part) for part in text.split("\n=== ")[1:]]


def _whole(part: str) -> Whole:
    title, _, rest = part.partition("\n")
    told: dict[str, list[str]] = {"own": [], "out": [], "form": []}
    while (line := rest.partition("\n")[0]).partition("|")[0] in told:
        key, _, value = line.partition("|")
        told[key].append(value.strip())
        rest = rest.partition("\n")[2]
    return Whole(title, rest, told["own"], told["out"], "NFD" if told["form"] else "NFC")
