"""Names of agencies inside a sentence: where one begins and ends, and how a list of them is cut.

Lists follow the habit of Party and State documents: a new member starts at an institution's own name or at a new
"các"; what follows a comma in small letters belongs to the member before ("các huyện, thị, thành ủy").
"""

import re
from collections.abc import Iterator

from webapp.extraction.reading import Span
from webapp.extraction.text import UPPER, Words
from webapp.extraction.vocabulary import (
    BY_OBJECT,
    GROUP_CLOSED,
    HEADS,
    KNOWN,
    NEXT_IN_NAME,
    PREDICATE,
    PROPERS,
    QUALIFIED,
    SECTOR,
    STOP,
)

_SEPARATOR = re.compile(r"\s*[;,]\s+(?:và\s+)?|\s+(?:và|cùng)\s+|\s*\+\s*")
_NEW_GROUP = re.compile(r"(?:[Cc]ác|[Nn]hững)\s|người đứng đầu\b|trưởng các\b|lãnh đạo (?=UBND|Ủy ban)")
_GLUED = re.compile(
    r"[Đđ]ảng ủy (?:Mặt trận Tổ quốc|MTTQ)(?: Việt Nam)?(?:,| và) các đoàn thể"
    r"|Báo và (?:Đài )?[Pp]hát thanh|Lâm nghiệp và Kiểm lâm|Gia đình và Thư viện"
    r"|Ban Quản lý Khu kinh tế(?: [^\W\d_]+){1,3} và các [Kk]hu công nghiệp"
    r"|Văn phòng (?:Đoàn (?:đại biểu Quốc hội|ĐBQH)|HĐND|Hội đồng nhân dân)(?:,| và) (?:HĐND|UBND|Hội đồng|Ủy ban)"
)
"""Names of one institution with a comma or "và" inside."""
_CLOSED = re.compile(r"(?:Trung ương|[Tt]ỉnh|[Tt]hành phố|huyện|xã|phường|liên quan|[Tt]ỉnh ủy|Huyện ủy)$")
_LOWER_MEMBER = re.compile(r"(?:cấp ủy|đảng ủy|đảng đoàn|cơ quan|đơn vị|huyện ủy|tỉnh ủy|ban thường vụ)\b")
_PRIVATE = re.compile(
    r"(?:chủ rừng|chủ sử dụng|chủ đầu tư|nhà thầu|nhà đầu tư|doanh nghiệp|phụ huynh|gia đình|cộng đồng|công đoàn"
    r"|địa phương|dân quân|lực lượng|cộng tác viên|già làng|tư vấn)\b"
    rf"|ngành (?=[{UPPER}])"
)
"""Bodies without a name of their own that stand beside an institution."""
_MANY = re.compile(r"\b(?:[Cc]ác|[Nn]hững)\b")
_INVOLVED = re.compile(r"(?:cơ quan|đơn vị|tổ chức|địa phương|cá nhân)(?:, [^,;]{3,12})? (?:có )?liên quan")
_GENERIC = re.compile(r"(?:cơ quan|đơn vị|tổ chức|cá nhân)$")
_BARE_HEAD = re.compile(r"[^\W\d_]+(?: [a-zđ]+)?(?=[,;]|$| và )")
"""A kind of institution without a name of its own ("Các Cục, Vụ, Viện")."""
_SHARED_HEAD = re.compile(
    r"(?P<of>(?:Bộ trưởng|Giám đốc|Tổng Giám đốc|Thủ trưởng) )?[Cc]ác "
    r"(?i:(?P<head>sở|bộ|ban|phòng|đảng ủy|hội|trường|tập đoàn|đài))"
    rf" ?: ?(?=[^\W\d_])|(?P<seat>(?:Chủ tịch )?(?:Ủy ban nhân dân|UBND|Hội đồng nhân dân) )(?:các )?"
    r"(?:(?P<level>tỉnh|thành phố|xã|phường|huyện)|(?:tỉnh, thành phố|xã, phường)(?: trực thuộc [Tt]rung ương)?) ?: ?"
    rf"(?=[{UPPER}][^\W\d_]*(?: [{UPPER}][^\W\d_]*)*(?:[,;.]| và))"
)
"""A head named once for all that follow ("Các sở: Xây dựng, Công Thương"; "UBND các tỉnh: Hưng Yên, Bắc Ninh")."""
_GLOSS = re.compile(r"\s*\([^)]*\)?")
_CHANNEL = re.compile(r"\( ?(?:thông )?qua ")
_RESTRICTION = re.compile(
    r"\s+(?:được (?:phân công|giao)(?! chủ trì$)|phụ trách|chủ trì, quản lý|đóng trên|trên địa bàn"
    r"|có (?:tuyến|dự án|công trình))\b.*$"
)
_NOT_A_VERB = re.compile(
    r"\b(?:thuộc|của|và|với|cùng|ở|tại|trên|gồm|cho|liên quan|chức năng|địa phương|thể|người|nước)$|^(?:các|những)\b"
)
"""What may stand before "các …" in a name."""
_FAR_ENOUGH = 30
"""Characters after a name in which its verb's object shows."""
_LOOSE_END = re.compile(r"(?:\s|[,;:–-]|\b(?:và|cùng|các|của|với))+$")
_TOO_LONG = 420
"""Characters beyond which a run of names is a sentence misread."""


def name_end(words: Words, start: int, end: int, *, lists: bool = False) -> int:
    """Where the names that begin at ``start`` end: before a verb, an edge word or a sentence's punctuation.

    A list of subjects (``lists``) goes on after ";" when another name follows.
    """
    last = _stop(words, start, end, lists=lists)
    if last > start + _TOO_LONG:
        return last
    for member in split_names(words, Span(start, last)):
        closed = _closed_end(words, member, end)
        if closed:
            return closed
    return last


def _closed_end(words: Words, member: Span, end: int) -> int | None:
    """Where a name ends before a word in small letters that begins what the body does, whatever that word is."""
    known = KNOWN.match(words.even, member.start, member.end)
    if known and _goes_on(words, known.end(), end):
        return known.end()
    proper = PROPERS.match(words.even, member.start, member.end)
    for closed in (QUALIFIED if proper else GROUP_CLOSED).finditer(words.even, member.start, member.end):
        if _goes_on(words, closed.end(), end):
            return closed.end()
    verb = BY_OBJECT.search(words.even, member.start, min(end, member.end + _FAR_ENOUGH))
    if verb is None or verb.end("verb") > member.end or _NOT_A_VERB.search(verb["verb"]):
        return None
    follows_capital = words.even[words.even.rfind(" ", 0, verb.start()) + 1].isupper()
    return verb.start() if verb["verb"].islower() and (follows_capital or not proper) else None


def _goes_on(words: Words, start: int, end: int) -> bool:
    """Whether a word in small letters follows at ``start`` that belongs to no name."""
    return words.even[start : start + 2].strip().islower() and not NEXT_IN_NAME.match(words.even, start, end)


def _stop(words: Words, start: int, end: int, *, lists: bool) -> int:
    head = _SHARED_HEAD.match(words.even, start, end) or HEADS.match(words.even, start, end)
    begun = head.end() if head else start
    position = start
    while found := STOP.search(words.even, position, end):
        if found[0] == "(":
            position = _after_gloss(words, found.start(), end)
            if position:
                continue
        if lists and found[0] == ";" and HEADS.match(words.even, found.end() + 1, end):
            position = found.end()
            continue
        if found.start() >= begun and (found["stop"] or len(found[0]) == 1):
            return _trimmed(words, start, found.start())
        position = found.end()
    return _trimmed(words, start, end)


def _after_gloss(words: Words, start: int, end: int) -> int:
    """The end of a bracket between two names of a list, 0 when the list does not go on after it."""
    if _CHANNEL.match(words.even, start, end):
        return 0
    close = words.even.find(")", start, end)
    return close + 1 if close >= 0 and _SEPARATOR.match(words.even, close + 1, end) else 0


def _trimmed(words: Words, start: int, end: int) -> int:
    found = _LOOSE_END.search(words.even, start, end)
    return found.start() if found else end


def names_at(words: Words, start: int, end: int, *, lists: bool = False) -> Span | None:
    """The run of names that begins exactly at ``start``; None when no agency's name begins there."""
    if not HEADS.match(words.even, start, end):
        return None
    last = name_end(words, start, end, lists=lists)
    return Span(start, last) if start < last <= start + _TOO_LONG else None


def predicate_after(words: Words, start: int, end: int) -> int | None:
    """Where the duty begins that follows a subject at ``start``: its first verb or adverb."""
    for found in PREDICATE.finditer(words.even, start, end):
        if found["verb"]:
            return found.start()
    return None


def is_known(words: Words, names: Span) -> bool:
    """Whether a run of names ends with an institution known by its whole name."""
    last = split_names(words, names)[-1]
    if KNOWN.fullmatch(words.even, last.start, last.end):
        return True
    levels = QUALIFIED.finditer(words.even, last.start, names.end + 2)
    return PROPERS.match(words.even, last.start) is not None and any(level.end() == last.end for level in levels)


def split_names(words: Words, span: Span) -> tuple[Span, ...]:
    """The members of a run of names, in text order."""
    text, members, start = words.even, [], span.start
    for found in _SEPARATOR.finditer(text, span.start, span.end):
        if found.start() < start or _inside_name(text, span, found.start()):
            continue
        if _begins_member(text, start, found, span.end):
            members.append(Span(start, found.start()))
            start = found.end()
    return (*members, Span(start, span.end))


def _inside_name(text: str, span: Span, place: int) -> bool:
    opened = text.rfind("(", span.start, place)
    if opened >= 0 and text.find(")", opened, place) < 0:
        return True
    return any(found.start() <= place < found.end() for found in _GLUED.finditer(text, span.start, span.end))


def _begins_member(text: str, start: int, found: re.Match[str], end: int) -> bool:
    after = found.end()
    if ";" in found[0] or _NEW_GROUP.match(text, after, end):
        return True
    if PROPERS.match(text, after, end):
        return not (_NEW_GROUP.match(text, start, end) and _BARE_HEAD.match(text, after, end))
    alone = not _MANY.search(text, start, found.start())
    if ("," not in found[0] or alone) and _INVOLVED.match(text, after, end):
        return not _GENERIC.search(text, start, found.start())
    named = PROPERS.match(text, start, end) or _PRIVATE.match(text, start, end)
    if alone and named and _PRIVATE.match(text, after, end):
        return True
    closed = _CLOSED.search(text, start, found.start())
    return bool(closed and _LOWER_MEMBER.match(text, after, end))


def written(words: Words, span: Span) -> str:
    """A name as the document writes it, on one line, without its gloss in brackets or a long restriction."""
    bare = " ".join(_GLOSS.sub("", words.text[span.start : span.end]).split())
    return _RESTRICTION.sub("", bare) or bare


def names_of(words: Words, span: Span | None) -> tuple[str, ...]:
    """The names of a run as written, each once."""
    if span is None:
        return ()
    shared = _SHARED_HEAD.match(words.even, span.start, span.end)
    if shared:
        return _spelled_out(words, shared, span.end)
    return tuple(dict.fromkeys(filter(None, (written(words, member) for member in split_names(words, span)))))


def _spelled_out(words: Words, shared: re.Match[str], end: int) -> tuple[str, ...]:
    """The members of a list whose head is named once, each with it; one that bears its own head keeps that."""
    level = shared["level"] or shared["head"] or ""
    office, seat = shared["of"] or "", shared["seat"] or ""
    head = f"{office}{seat}{level if seat else level[:1].upper() + level[1:]}".strip()
    pieces: list[str] = []
    for piece in filter(None, map(str.strip, _listed(words, shared.end(), end))):
        if pieces and piece[0].islower() and _bears_head(pieces[-1]):
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    return tuple(dict.fromkeys(each if _bears_head(each) else f"{head} {each}" for each in pieces))


def _listed(words: Words, start: int, end: int) -> Iterator[str]:
    """The pieces of a list, none cut inside what one department is for ("Khoa học và Công nghệ")."""
    for found in _SEPARATOR.finditer(words.even, start, end):
        sector = SECTOR.match(words.even, start, end)
        if found.start() >= start and not (sector and found.start() < sector.end()):
            yield words.text[start : found.start()]
            start = found.end()
    yield words.text[start:end]


def _bears_head(name: str) -> bool:
    return PROPERS.match(Words.of(name).even) is not None and SECTOR.fullmatch(name) is None
