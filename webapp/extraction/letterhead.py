"""What the top of a document says of itself: its number, issuer, date and title. What it does not say stays None."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice

from webapp.extraction.outline import marker_of, paragraphs
from webapp.extraction.text import UPPER, Words
from webapp.rules.deadlines import BadDate, parse_date

_HEADER = 30
"""Paragraphs among which the letterhead and the title stand."""
_TITLE_PARTS = 4
_PROSE_FROM = 400
_ADDRESS_UP_TO = 40
"""Characters up to which a body named under the title is the one that decides, not part of the title."""

_KINDS = (
    "NGHỊ QUYẾT|CHỈ THỊ|KẾT LUẬN|QUY CHẾ|QUY ĐỊNH|QUYẾT ĐỊNH|THÔNG TRI|HƯỚNG DẪN|THÔNG BÁO|BÁO CÁO|KẾ HOẠCH"
    "|CHƯƠNG TRÌNH|ĐỀ ÁN"
    "|PHƯƠNG ÁN|DỰ ÁN|QUY HOẠCH|TỜ TRÌNH|CHIẾN LƯỢC|TUYÊN BỐ|LỜI KÊU GỌI"
)
_KIND = re.compile(rf"(?:{_KINDS})(?: HÀNH ĐỘNG| LIÊN TỊCH)?:?")
_BODIES = (
    "ĐẢNG BỘ|ĐẢNG ỦY|ĐẢNG UỶ|TỈNH ỦY|TỈNH UỶ|THÀNH ỦY|THÀNH UỶ|HUYỆN ỦY|HUYỆN UỶ|THỊ ỦY|BAN|VĂN PHÒNG|ỦY BAN"
    "|UỶ BAN|HỘI ĐỒNG|SỞ|BỘ"
    "|THỦ TƯỚNG|CHÍNH PHỦ|QUỐC HỘI|ĐẢNG ĐOÀN|MẶT TRẬN|LIÊN ĐOÀN|BỘ CHÍNH TRỊ|HỘI|TRUNG TÂM|TRƯỜNG"
)
_BODY = re.compile(rf"(?:{_BODIES})\b(?! HÀNH)")
_STATE = re.compile(r"ĐẢNG CỘNG SẢN|CỘNG HÒA|CỘNG HOÀ|HỘI CHỦ NGHĨA|VIỆT NAM$|Độc lập")
_OF_BODY = re.compile(rf"CỦA ((?:{_BODIES})[^(]*)")
_NUMBER = re.compile(r"(?:^|\| ?)Số ?:? ?(?P<no>\d+[\w.]*(?: ?[-/] ?[^\W\d_][\w/.-]*)*)")
_LONG_DATE = r"(?P<d>\d{1,2}) tháng (?P<m>\d{1,2}) năm (?P<y>\d{4})"
_SHORT_DATE = r"(?P<d>\d{1,2})[/-](?P<m>\d{1,2})[/-](?P<y>\d{4})"
_ROMAN = re.compile(r"[IVX\W]+")
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[{UPPER}][^\W\d_]+(?: [^\W\d_.-]+){{0,6}}, ngày {_LONG_DATE}",
        rf"^Ngày {_LONG_DATE}, [^.]{{3,80}}(?:đã )?ban hành",
        rf"đã ký[^.]{{3,60}}? số [^\s,]+,? \(?ngày {_SHORT_DATE}",
    )
)
"""The place and date line, then what an article says of the document it prints; a cited date is neither."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The document's own name and date."""

    title: str | None
    number: str | None
    issuer: str | None
    issued_on: date | None


def read_letterhead(words: Words) -> Letterhead:
    """The letterhead of a cleaned text."""
    header = _header(words.text)
    return Letterhead(_title(header, words), _number(header), _issuer(header, words), _issued_on(header))


def _header(text: str) -> list[str]:
    """The paragraphs before the first section."""
    parts: list[str] = []
    for span in islice(paragraphs(text), _HEADER):
        marker = marker_of(text, span)
        if marker and marker.is_section:
            break
        parts.append(span.of(text))
    return parts


def _number(header: list[str]) -> str | None:
    found = next(filter(None, map(_NUMBER.search, header)), None)
    return found["no"].rstrip(".") if found else None


def _issued_on(header: list[str]) -> date | None:
    for pattern in _DATES:
        for paragraph in header:
            found = pattern.search(paragraph)
            if found:
                return _real(f"{found['d']}/{found['m']}/{found['y']}")
    return None


def _real(written: str) -> date | None:
    try:
        return parse_date(written)
    except BadDate:
        return None


def _issuer(header: list[str], words: Words) -> str | None:
    """The body that issues: the lowest of those above the title, else the one that the title names."""
    groups: list[list[str]] = []
    for paragraph in header:
        if _KIND.match(paragraph):
            break
        line = paragraph.split(" | ")[0]
        if not line.isupper() or _STATE.search(line):
            continue
        if _BODY.match(line):
            groups.append([line])
        elif groups:
            groups[-1].append(line)
    if groups:
        return _in_small_letters(" ".join(groups[-1]), words)
    named = next(filter(None, map(_OF_BODY.match, header)), None)
    return _in_small_letters(named[1].strip(), words) if named else None


def _title(header: list[str], words: Words) -> str | None:
    """The kind of document and its subject, on one line, in small letters."""
    start = next((n for n, paragraph in enumerate(header) if _KIND.fullmatch(paragraph)), None)
    if start is None:
        return header[0][:_PROSE_FROM] if header else None
    parts = [header[start].rstrip(":")]
    for paragraph in header[start + 1 : start + 1 + _TITLE_PARTS]:
        address = " " in paragraph and len(paragraph) < _ADDRESS_UP_TO and _BODY.match(paragraph)
        if paragraph[-1] in ".:;" or len(paragraph) > _PROSE_FROM or address:
            break
        parts.append(paragraph)
    runs = ((capitals, " ".join(run)) for capitals, run in groupby(parts, str.isupper))
    return " ".join(_in_small_letters(run, words) if capitals else run for capitals, run in runs)


def _in_small_letters(capitals: str, words: Words) -> str:
    """Words in capitals, written as the document writes them in mid-sentence; else in small letters."""
    left, written = capitals.split(), list[str]()
    low = Words.of(capitals).low.split()
    while left:
        hits = ((size, _in_sentence(" ".join(low[:size]), words)) for size in range(min(6, len(left)), 1, -1))
        size, found = next((hit for hit in hits if hit[1]), (1, ""))
        written.append(found or (left[0] if _ROMAN.fullmatch(left[0]) else left[0].lower()))
        left, low = left[size:], low[size:]
    line = " ".join(written)
    return line[:1].upper() + line[1:]


def _in_sentence(low: str, words: Words) -> str:
    """The first place in mid-sentence that holds these words, as written there, other than in capitals."""
    name = re.escape(low)
    found = re.finditer(rf"(?<=[\w,] ){name}(?!\w)|(?<=\n){name}(?=, ngày )", words.low)
    hits = (words.text[each.start() : each.end()] for each in found)
    return next((hit for hit in hits if not hit.isupper()), "")
