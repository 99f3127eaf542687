"""The bounds a mail must keep before any parser sees it: a giant header alone takes a parser half a minute."""

import re

from webapp.bounded import MIB

MAX_BYTES = 25 * MIB
MAX_HEADERS = 32 * 1024
MAX_HEADER = 8 * 1024
MAX_PARTS = 100
MAX_DEPTH = 10

TOO_LARGE = "Thư lớn hơn 25 MiB."
HEADERS_TOO_LARGE = "Phần đầu thư quá lớn."
TOO_MANY_PARTS = "Thư có quá nhiều phần."
TOO_DEEP = "Thư lồng quá nhiều lớp."
TOO_HEAVY = "Đọc thư tốn quá nhiều thời gian hoặc bộ nhớ."
BROKEN = "Thư hỏng, không đọc được."
LOCKED = "Thư được mã hóa."

_BLANK = re.compile(rb"\r?\n[ \t]*\r?\n|\r[ \t]*\r")
_FIELD = re.compile(rb"(?:\A|\n|\r)(?![ \t])")
_PART = re.compile(rb"^content-type[ \t]*:|\bboundary[ \t]*=", re.I | re.M)
_FIELD_NAME = re.compile(rb"[!-9;-~]+[ \t]*:")
_MAIL_FIELDS = re.compile(
    rb"^(?:return-path|received|message-id|mime-version|content-type|delivered-to|dkim-signature|x-[a-z-]+"
    rb"|content-transfer-encoding|in-reply-to|references|auto-submitted|precedence|reply-to|list-[a-z]+)[ \t]*:",
    re.I | re.M,
)
_PLAIN_FIELDS = re.compile(rb"^(?:from|to|date|subject)[ \t]*:", re.I | re.M)
_QUOTED_FIELDS = re.compile(rb"^(?:sent|gesendet)[ \t]*:", re.I | re.M)


def header_block(raw: bytes) -> bytes:
    """Everything before the first empty line."""
    found = _BLANK.search(raw, 0, MAX_HEADERS * 2)
    return raw[: found.start()] if found else raw[: MAX_HEADERS * 2]


def is_message(raw: bytes) -> bool:
    """Whether ``raw`` is a whole mail, and not the bare text of one."""
    block = re.sub(rb"\A>?From [^\n]*\n", b"", header_block(raw.lstrip(b"\r\n")))
    lines = [line for line in re.split(rb"\r?\n", block) if line.strip() and line[:1] not in b" \t"]
    if not lines or not all(_FIELD_NAME.match(line) for line in lines) or _QUOTED_FIELDS.search(block):
        return False
    return bool(_MAIL_FIELDS.search(block)) or len(set(_PLAIN_FIELDS.findall(block.lower()))) >= 3


def over(raw: bytes) -> str | None:
    """Why ``raw`` may not be parsed; None when it may."""
    if len(raw) > MAX_BYTES:
        return TOO_LARGE
    if not is_message(raw) and not _giant_start(raw):
        return None
    block = header_block(raw.lstrip(b"\r\n"))
    fields = _FIELD.split(block)
    if len(block) > MAX_HEADERS or max(map(len, fields)) > MAX_HEADER:
        return HEADERS_TOO_LARGE
    return TOO_MANY_PARTS if len(_PART.findall(raw)) > MAX_PARTS * 3 else None


def _giant_start(raw: bytes) -> bool:
    """A mail whose first headers are so long that no end of them is in sight."""
    return len(header_block(raw)) > MAX_HEADERS and bool(_MAIL_FIELDS.search(raw[:MAX_HEADERS]))
