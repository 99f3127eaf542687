"""A clause into its duties: where one ends and the next begins, and what each owes.

Cuts stand at a sentence, at a semicolon, and at "và tăng cường": each piece that opens with a verb is a duty of the
clause's subject. A duty without a date is never silent: it is standing, or undated with the reason said.
"""

import re
from collections.abc import Iterator
from datetime import date

from webapp.extraction.bodies import Bodies, read_bodies
from webapp.extraction.lexicon import HEAD
from webapp.extraction.reading import Duty, Span, Why
from webapp.extraction.text import Words
from webapp.extraction.times import When, read_report, read_when
from webapp.rules.words import DeadlineKind, Recurrence

_CUT = re.compile(r"(?<=[.;])\s+|\s+và\s+(?=tăng cường\b)")
_DIRECTS = re.compile(r"(?:lãnh đạo|chỉ đạo)(?:,? (?:lãnh đạo|chỉ đạo))* ")
_LEAD_IN = re.compile(
    r"(?:chủ trì,?\s*|phối hợp[^,;]*?(?=hướng dẫn|xây dựng)|lãnh đạo (?:việc )?|chỉ đạo |có trách nhiệm "
    r"|đồng thời,?\s*|tổ chức (?=quán triệt)|(?:chịu trách nhiệm|chủ động) )"
)
_EXHORTS = re.compile(r"^(?:tăng cường|đảm bảo|bảo đảm|đẩy mạnh|nâng cao|phát huy|duy trì|tiếp tục|thường xuyên)\b")
_PRODUCTS = (
    (r"báo cáo", r"hằng năm|hàng năm", "Báo cáo năm"),
    (r"báo cáo", r"", "Báo cáo"),
    (r"sơ kết, tổng kết", r"", "Báo cáo sơ kết, tổng kết"),
    (r"xây dựng quy chế phối hợp", r"", "Quy chế phối hợp"),
    (r"xây dựng cơ chế", r"", "Cơ chế phối hợp"),
    (r"chương trình, kế hoạch", r"", "Chương trình, kế hoạch"),
    (r"(?:xây dựng|ban hành) (?:các )?kế hoạch", r"", "Kế hoạch"),
    (r"(?:xây dựng|ban hành) (?:các )?quy chế", r"", "Quy chế"),
    (r"rà soát[^.;]*(?:cơ chế|chính sách|văn bản|quy định)", r"", "Danh mục văn bản rà soát"),
    (r"^hướng dẫn", r"", "Hướng dẫn"),
    (r"kiện toàn", r"", "Văn bản kiện toàn"),
    (r"đề án", r"", "Đề án"),
)
"""What a duty yields, by its words; the first that fits. A guess that a person confirms."""
NO_DATE = "văn bản không nêu hạn"
NO_PERIOD = "văn bản nói “{}” nhưng không nêu kỳ"
TITLE = 160


def read_duties(words: Words, span: Span, bodies: Bodies, issued_on: date | None) -> tuple[Duty, ...]:
    """The duties of the clause at ``span`` whose bodies are ``bodies``."""
    return tuple(_duty(words, piece, bodies, issued_on) for piece in _pieces(words, span, bodies))


def _pieces(words: Words, span: Span, bodies: Bodies) -> Iterator[Span]:
    """The stretches that each hold one duty; the first begins after the clause's bodies."""
    at = _start(words, bodies.end, span.end)
    for cut in _CUT.finditer(words.low, at, span.end):
        if cut.start() - at > 15 and span.end - cut.end() > 15:
            yield _trim(words, at, cut.start())
            at = cut.end()
    yield _trim(words, at, span.end)


def _start(words: Words, at: int, end: int) -> int:
    while at < end and words.text[at] in " ,;:":
        at += 1
    return at


def _trim(words: Words, start: int, end: int) -> Span:
    while end > start and words.text[end - 1] in " ;,":
        end -= 1
    return Span(start, end)


def _duty(words: Words, span: Span, bodies: Bodies, issued_on: date | None) -> Duty:
    when, report = read_when(words, span, issued_on), read_report(words, span)
    directed = _directed(words, span)
    title = _title(words, Span(directed.end if directed else span.start, span.end))
    kind = _kind(title, when)
    return Duty(
        title=title,
        start=span.start,
        end=span.end,
        lead=tuple(one.of(words.text) for one in bodies.lead),
        coordinate=tuple(one.of(words.text) for one in bodies.coordinate),
        implementing=(directed.of(words.text),) if directed else (),
        product=_product(title, kind, words.low[span.start : span.end]),
        kind=kind,
        phrase=_phrase(when, kind, title),
        due_on=when.due_on,
        recurrence=when.recurrence,
        report_to=report.to.of(words.text) if report.to else None,
        report_via=report.via.of(words.text) if report.via else None,
        follower=bool(re.match(r"(?:thường xuyên )?theo dõi, đôn đốc", title.lower())),
        undated_reason=_reason(when) if kind is DeadlineKind.UNDATED else None,
        why=tuple(_why(bodies, when, report.to)),
        sure=_sure(bodies, kind, title),
    )


def _directed(words: Words, span: Span) -> Span | None:
    """The body that the lead directs to do the work ("lãnh đạo Ủy ban nhân dân tỉnh xây dựng …")."""
    found = _DIRECTS.match(words.low, span.start, span.end)
    if not found or not re.match(HEAD, words.even[found.end() : span.end]):
        return None
    inner = read_bodies(words, Span(found.end(), span.end))
    return inner.lead[0] if inner.lead else None


def _title(words: Words, span: Span) -> str:
    text = words.text[span.start : span.end].lstrip(" ,").rstrip(" ./;,")
    lead_in = _LEAD_IN.match(text.lower())
    if lead_in and len(text) - lead_in.end() > 15 and not text.lower().startswith("phối hợp xây dựng"):
        text = text[lead_in.end() :]
    if len(text) > TITLE:
        cut = max(text.rfind(mark, 0, TITLE) for mark in (",", ";", " trong ", " theo "))
        text = text[: cut if cut > 60 else text.rfind(" ", 0, TITLE)].rstrip(" ,;")
    return text[:1].upper() + text[1:]


def _kind(title: str, when: When) -> DeadlineKind:
    if when.kind is DeadlineKind.UNDATED and when.phrase is None and _EXHORTS.match(title.lower()):
        return DeadlineKind.STANDING
    return when.kind


def _phrase(when: When, kind: DeadlineKind, title: str) -> str | None:
    exhorted = _EXHORTS.match(title.lower()) if kind is DeadlineKind.STANDING and when.phrase is None else None
    return exhorted[0] if exhorted else when.phrase


def _reason(when: When) -> str:
    return (
        NO_PERIOD.format(when.phrase)
        if when.recurrence is Recurrence.PERIODIC
        else (f"văn bản nói “{when.phrase}”, chưa tính được ngày" if when.phrase else NO_DATE)
    )


def _product(title: str, kind: DeadlineKind, words: str) -> str | None:
    if kind is DeadlineKind.STANDING:
        return None
    low = title.lower()
    fits = (name for pattern, also, name in _PRODUCTS if re.search(pattern, low) and re.search(also, words))
    return next(fits, None)


def _why(bodies: Bodies, when: When, receiver: Span | None) -> Iterator[Why]:
    for label, spans in (("Chủ trì", bodies.lead), ("Phối hợp", bodies.coordinate)):
        yield from (Why(label, one.start, one.end) for one in spans)
    if when.span:
        yield Why("Hạn", when.span.start, when.span.end)
    if receiver:
        yield Why("Báo cáo", receiver.start, receiver.end)


def _sure(bodies: Bodies, kind: DeadlineKind, title: str) -> float:
    """How sure the reading is, 0..1: a missing subject or a guessed standing duty wants a second look."""
    doubts = (not bodies.lead) * 0.5 + (kind is DeadlineKind.STANDING) * 0.15 + (len(title) < 20) * 0.2
    return round(max(0.1, 0.95 - doubts), 2)
