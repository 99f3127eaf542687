"""State-secret marks: a document that bears one is never taken in.

By the law on the protection of state secrets, Mật, Tối mật and Tuyệt mật never go onto an ordinary networked
system. A mark stands alone on its line or in a box of the letterhead, or after "Độ mật"; the word inside a sentence
("bảo mật", "bí mật nhà nước") is no mark.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from webapp.extraction.reading import SecrecyMark

_HEADER_LINES = 40
"""Filled lines of the letterhead, in which a mark may also be written in small letters."""

_MARKS = {"MẬT": "MẬT", "TỐIMẬT": "TỐI MẬT", "TUYỆTMẬT": "TUYỆT MẬT"}
_URGENT = "(?:(?:THƯỢNG)?KHẨN|HỎATỐC|HOẢTỐC)?"
_STAMP = re.compile(rf"(?:DẤU)?{_URGENT}(TUYỆTMẬT|TỐIMẬT|MẬT){_URGENT}(?:BẢNSỐ)?")
"""A mark is also stamped beside that of urgency, and beside the number of the copy."""
_GRADE = re.compile(r"\bđộ\s+mật\s*[:–-]?\s*(tuyệt\s+mật|tối\s+mật|mật)[\s.;)\]*_|]*$", re.I)
_BOXES = re.compile(r"\t|\||\s{3,}")
_CUT_WORDS = ("BÍ", "BẢO", "CƠ")
"""Ends of a line above "MẬT" that make it the rest of a wrapped title ("BẢO VỆ BÍ / MẬT NHÀ NƯỚC")."""


def find_secrecy_mark(raw: str) -> SecrecyMark | None:
    """The first secrecy mark on a document as it came in, or None."""
    before = ""
    for number, line in enumerate(_upright(filter(str.strip, unicodedata.normalize("NFC", raw).splitlines()))):
        for piece in _pieces(line):
            mark = _stamp(piece, before, number < _HEADER_LINES) or _grade(piece)
            if mark:
                return SecrecyMark(mark, " ".join(line.split())[:200])
        before = _letters(line)
    return None


def _upright(lines: Iterable[str]) -> Iterator[str]:
    """The lines; letters that stand alone under each other, as in a narrow box, are one line."""
    for alone, group in groupby(lines, key=lambda line: len(_letters(line)) == 1):
        if alone:
            yield "".join(map(str.strip, group))
        else:
            yield from group


def _pieces(line: str) -> Iterator[str]:
    """The whole line (its letters may be spaced out) and each box of it."""
    yield line
    yield from filter(str.strip, _BOXES.split(line))


def _letters(piece: str) -> str:
    return re.sub(r"[\W\d_]+", "", piece)


def _stamp(piece: str, before: str, in_header: bool) -> str | None:
    """The mark that ``piece`` is, in capitals anywhere or in small letters in the letterhead.

    ``before`` holds the letters of the line above: "BÍ" over "MẬT" is a wrapped title, "TUYỆT" over "MẬT" a mark.
    """
    letters = _letters(piece)
    small = not letters.isupper()
    if (small and not (in_header and letters[:1].isupper())) or before.endswith(_CUT_WORDS):
        return None
    joined = before + letters if before in ("TỐI", "TUYỆT") else letters
    found = _STAMP.fullmatch(joined.upper())
    return _MARKS[found[1]] if found else None


def _grade(piece: str) -> str | None:
    found = _GRADE.search(piece)
    return _MARKS["".join(found[1].upper().split())] if found else None
