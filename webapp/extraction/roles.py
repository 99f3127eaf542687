"""Who does what in a sentence: the subject that leads, those it works with, those it directs.

"X chủ trì, phối hợp với Y": X leads, Y coordinates. "X lãnh đạo Y xây dựng …": X answers for it and Y implements,
unless Y is itself said to "chủ trì". "Giao X …", "Đề nghị X …": X leads, never the body that gives the order.
"""

import re
from dataclasses import dataclass

from webapp.extraction.names import is_known, name_end, names_at, names_of, predicate_after, split_names
from webapp.extraction.reading import Span
from webapp.extraction.text import UPPER, Words
from webapp.extraction.vocabulary import ANY_PARTNER, HEAD, PARTNER, VERB_HERE

_ORDER = re.compile(
    r"(?:(?:Trân trọng |Kính )?[Đđ]ề nghị|[Gg]iao(?: cho| trách nhiệm cho)?|[Yy]êu cầu|Đối với|Riêng"
    r"|[Tt]rách nhiệm của)\s+"
)
_GIVEN = re.compile(rf"(?:giao|yêu cầu|đề nghị|phân công)(?: cho)? (?={HEAD})")
_OPENING = re.compile(
    r"(?:Trên cơ sở|Căn cứ|Trong|Quá trình|Thứ|Định kỳ|H[ằà]ng|Theo|Khi|Sau|Để|Đồng thời|Trước|Từ|Đến|Thực hiện|Về|Với"
    r"|Nếu|Kế hoạch|Ngay|Tiếp tục|Trên đây|Theo đó|Ngoài ra|Vào|Chậm nhất|Tại|Nhằm|Cùng với|Bên cạnh|Liên quan|Cụ thể"
    r"|Mỗi (?:năm|quý|tháng)|Qua|Trường hợp|Bắt đầu|Hoàn thành|Trên tinh thần|Được sự)\b"
)
_OPENING_UP_TO = 400
_SENTENCE_END = re.compile(r"[.;](?=\s|$)")
_INNER_ORDER = re.compile(rf"[^.;]{{1,400}}?[,:] (?=(?:giao|yêu cầu)(?: cho)? {HEAD})")
_COMMA = re.compile(r"[,)] ")
_RECEIVED = re.compile(rf"\b(?:cho|về|tới|báo cáo) {HEAD}[^,;.]{{0,60}}$")
"""What stands before a comma within a list of receivers."""
_PARTNERS = re.compile(
    r"\b(?:[Pp]hối hợp(?:,? (?:chặt chẽ|thường xuyên|đồng bộ|hiệu quả|trao đổi|thống nhất|kịp thời"
    r"|nhịp nhàng|có hiệu quả|tốt|tích cực|triển khai|thực hiện))*"
    rf"(?: (?:cùng )?với(?= {ANY_PARTNER})|(?: cùng)?(?= {PARTNER}))"
    rf"|(?:cùng với|(?<=chủ trì, )cùng)(?= {PARTNER})) (?!cơ quan chủ trì)"
)
_UNTOLD = re.compile(r"(?:có trách nhiệm|chủ trì|chủ động|[,:\s])*", re.I)
"""What stands before the partners when no duty is told yet: their list goes on after ";"."""
_TREATY = re.compile(r"(?:quy chế|cơ chế|chương trình|nghị quyết|kế hoạch|công tác) $", re.I)
_HELPERS = re.compile(r"(?P<body>[Cc]ác (?:cơ quan|đơn vị) phối hợp) có trách nhiệm phối hợp")
_DIRECTED = re.compile(
    rf"\b(?:[Ll]ãnh đạo|[Cc]hỉ đạo)(?:, chỉ đạo)?:? (?={HEAD})"
    rf"(?!Ban (?!công tác|thường trực|xây dựng [Đđ]ảng)[^{UPPER}])"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """The names that lead a sentence and where their duty begins; ``ordered`` when another body gives the order."""

    names: Span
    predicate: int
    ordered: bool


def find_subject(words: Words, start: int, end: int) -> Subject | None:
    """The subject of the sentence at ``start``..``end``; None when it begins with a verb or names nobody."""
    subject = _subject_at(words, start, end)
    if subject or not _OPENING.match(words.even, start, end):
        return subject
    limit = min(end, start + _OPENING_UP_TO)
    for comma in _COMMA.finditer(words.even, start, limit):
        if _RECEIVED.search(words.even, start, comma.start()):
            continue
        subject = _subject_at(words, comma.end(), end, opened=True)
        if subject or VERB_HERE.match(words.even, comma.end(), end):
            return subject
    return None


def _subject_at(words: Words, start: int, end: int, *, opened: bool = False) -> Subject | None:
    """The subject that begins exactly at ``start``. A body that gives the order stands alone; after the ``opened``
    part of a sentence its name may follow those of a document's authors."""
    order = _ORDER.match(words.even, start, end)
    begin = order.end() if order else start
    names = names_at(words, begin, end, lists=True)
    if names is None:
        return None
    if words.text.startswith(": ", names.end, end - 1):
        return Subject(names, names.end + 2, bool(order))
    full_stop = _SENTENCE_END.search(words.even, names.end, end)
    predicate = predicate_after(words, names.end, full_stop.start() if full_stop else end)
    if predicate is None and words.even[names.end : names.end + 2].strip().islower() and is_known(words, names):
        predicate = names.end + 1
    if predicate is None:
        return Subject(names, end, bool(order)) if order else None
    given = _GIVEN.match(words.even, predicate, end)
    if given and (opened or len(split_names(words, names)) == 1):
        return _subject_at(words, given.end(), end) or Subject(names, predicate, bool(order))
    return Subject(names, predicate, bool(order))


def find_order(words: Words, start: int, end: int) -> tuple[int, Subject] | None:
    """Where an order inside the first sentence begins ("…, Kết luận nêu rõ, giao Sở Y tế …"), and its subject."""
    found = _INNER_ORDER.match(words.even, start, end)
    subject = _subject_at(words, found.end(), end) if found else None
    return (found.end(), subject) if found and subject else None


def partners(words: Words, start: int, end: int) -> tuple[Span, ...]:
    """Every run of names after "phối hợp với", except the parties of an agreement ("quy chế phối hợp với"); a run that
    names nobody is none."""
    found = [
        Span(m.end(), name_end(words, m.end(), end, lists=bool(_UNTOLD.fullmatch(words.even, start, m.start()))))
        for m in _PARTNERS.finditer(words.even, start, end)
        if not _TREATY.search(words.even, max(start, m.start() - 12), m.start())
    ]
    helpers = _HELPERS.search(words.even, start, end)
    runs = (*found, Span(*helpers.span("body"))) if helpers else tuple(found)
    return tuple(run for run in runs if run.start < run.end)  # "phối hợp với bổ sung …" lost its partner


def told_from(words: Words, start: int, end: int) -> int:
    """Where the duty at ``start`` begins to be told: after the partners that open it."""
    first, runs = _PARTNERS.search(words.even, start, end), partners(words, start, end)
    if first is None or not runs or runs[0].start != first.end():
        return start
    return runs[0].end if _UNTOLD.fullmatch(words.even, start, first.start()) else start


def directed(words: Words, start: int, end: int) -> tuple[Span, ...]:
    """Every run of names that the subject leads or directs to act: those that implement."""
    runs = (names_at(words, m.end(), end) for m in _DIRECTED.finditer(words.even, start, end))
    return tuple(run for run in runs if run)


def presides(words: Words, names: Span, end: int) -> bool:
    """Whether the names are followed at once by "chủ trì"."""
    return words.even.startswith(" chủ trì", names.end, end)


def flat(words: Words, runs: tuple[Span, ...]) -> tuple[str, ...]:
    """The names of several runs, each once."""
    return tuple(dict.fromkeys(name for run in runs for name in names_of(words, run)))
