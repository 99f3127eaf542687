"""Bytes of a mail to text, whatever its sender declared."""

import re
import unicodedata
from email.errors import HeaderParseError
from email.header import decode_header

_STATEFUL = re.compile(
    r"iso-?2022|utf-?(?:7|16|32)|hz|big5|gb|euc|shift|sjis|koi8|ks_c|tis|cp125[0134567]|windows-125[0134567]", re.I
)
"""Declared encodings in which a lucky UTF-8 reading would mean nothing, or that no guess can replace."""
_UNSEEN = re.compile("[\0\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff]")


def tidy(text: str) -> str:
    """The text in NFC, without NUL, byte-order marks and invisible signs, with plain line ends and spaces."""
    text = re.sub("\r\n?|[\v\f\x85\u2028\u2029]", "\n", text).replace("\xa0", " ").replace("\u202f", " ")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def decode(data: bytes, declared: str | None) -> str:
    """The text of a part: what it declares where that holds, else UTF-8, else the Vietnamese and western code pages."""
    named = (declared or "").strip("\"' ") or "utf-8"
    order = (named, "utf-8") if _STATEFUL.match(named) else ("utf-8", named)
    for encoding in (*order, "cp1258", "cp1252"):
        try:
            text = tidy(data.decode(encoding))
            return tidy(data.decode("cp1258")) if _WESTERN.fullmatch(encoding) and _is_vietnamese(text) else text
        except (LookupError, ValueError):
            continue
    return tidy(data.decode("utf-8", "replace"))


_WESTERN = re.compile(r"(?:windows-|cp)1252|iso-?8859-1(?:5)?|latin-?1|us-ascii", re.I)
_TONES = re.compile(r"[aeiouyâêôãõýAEIOUYÂÊÔÃÕÝ][ÌÒÞìòþ]")
"""Vowels followed by what the Vietnamese code page has for a tone, read as western letters."""


def _is_vietnamese(text: str) -> bool:
    """Whether western letters are Vietnamese ones under a wrong name; "perciò" alone is not."""
    return len(_TONES.findall(text)) >= 2 and bool(re.search("[ðÐÞþõýã]", text))


def header_text(raw: str) -> str:
    """A header as a person reads it: encoded words decoded, folds opened, raw bytes guessed."""
    try:
        pieces = decode_header(_unescaped(raw))
        text = "".join(piece if isinstance(piece, str) else decode(piece, charset) for piece, charset in pieces)
    except (ValueError, HeaderParseError):
        text = _unescaped(raw)
    return " ".join(tidy(text).split())


def _unescaped(raw: str) -> str:
    """Raw 8-bit bytes come out of the parser as surrogates."""
    try:
        return decode(raw.encode("utf-8", "surrogateescape"), None)
    except UnicodeEncodeError:  # half a letter, which no bytes of ours stand for
        return tidy(raw)
