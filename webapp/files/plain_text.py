"""Text as the rest of the ledger wants it: Unicode NFC, one kind of line end, nothing invisible."""

import codecs
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from webapp.files.signatures import Content
from webapp.files.unreadable import NO_TEXT, NOT_UTF8, TOO_LONG, UnreadableFile, disguised

Media = Literal["docx", "pdf", "txt", "md"]

MAX_CHARACTERS = 2_000_000
"""About a thousand printed pages: far above any programme, far below what would fill the web process."""

NOTHING = "…"
"""What stands in an empty cell at the beginning of a row."""

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Control characters (a database may refuse NUL), soft hyphens, zero-width and direction marks, lone surrogates.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"
)
# Each run of blanks is tried once, from its start: tried from every blank, a line of spaces takes hours.
_TRAILING_BLANKS = re.compile(r"(?<![^\S\n])[^\S\n]++$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What a document says.

    ``text`` is the body: paragraphs and table rows (cells joined by " | ") separated by one blank line; a single
    line end is a line break inside a paragraph, such as the hard wraps of a PDF. ``pages`` counts printed pages,
    None where the file does not say. ``margins`` is what stands outside the body: page headers and footers, text
    boxes, watermarks (secrecy stamps live there). ``notes`` are Vietnamese sentences on what was not read.
    """

    text: str
    media: Media
    pages: int | None = None
    margins: str = ""
    notes: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """``text`` in NFC with "\\n" line ends, at most one blank line together, and no invisible characters."""
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    text = _BLANK_LINES.sub("\n\n", _TRAILING_BLANKS.sub("", text))
    return unicodedata.normalize("NFC", text).strip("\n")


def document(
    media: Media, text: str, *, pages: int | None = None, margins: str = "", notes: tuple[str, ...] = ()
) -> DocumentText:
    """The finished value for a body ``text``, tidied.

    Raises UnreadableFile when there is no text, or more than MAX_CHARACTERS of it.
    """
    if len(text) + len(margins) > MAX_CHARACTERS:
        raise UnreadableFile(TOO_LONG)
    text = tidy(text)
    if not text.strip():
        raise UnreadableFile(NO_TEXT)
    return DocumentText(text, media, pages, tidy(margins), notes)


def superscript(figures: str) -> str:
    """``figures`` as a footnote's number is printed."""
    return figures.translate(_SUPERSCRIPT)


def row_line(cells: Sequence[str]) -> str:
    """A table's row as a line: its cells joined by " | "; an empty first one is "…", so that columns keep count."""
    texts = [" ".join(cell.split()).replace("|", "/") for cell in cells]
    return " | ".join([texts[0] or NOTHING, *texts[1:]]).rstrip("| ")


def decode_text(data: bytes, extension: str) -> str:
    """The characters of a plain-text file: UTF-8, or UTF-16 with its byte-order mark.

    Older Vietnamese code pages are not guessed: a wrong guess gives wrong letters that look right.
    Raises UnreadableFile for anything else.
    """
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFile(NOT_UTF8) from None
    if "\0" in text:
        raise disguised(extension, Content.OTHER.label)
    return text
