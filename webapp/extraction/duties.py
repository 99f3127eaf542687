"""The duties inside one entry: where each begins and ends, and everything it says of who, what, when and for whom.

A new sentence, a part after ";" and an "và" before a duty of another nature ("và tăng cường giám sát", "và định kỳ
báo cáo") begin a duty; a part that begins with no verb belongs to the one before. The partners named beside the
subject work on every duty but the lead's own: its reports and what it keeps up as a matter of course.
"""

import re
from dataclasses import dataclass
from datetime import date

from webapp.extraction.casting import Cast
from webapp.extraction.entries import Entry
from webapp.extraction.phrases import Report, When, find_report, when
from webapp.extraction.products import Product, guess_product
from webapp.extraction.reading import Duty, Span, Why
from webapp.extraction.roles import directed, flat, partners
from webapp.extraction.text import UPPER, Words
from webapp.extraction.titles import short_title
from webapp.extraction.vocabulary import VERB_HERE
from webapp.rules.deadlines import NO_DEADLINE, Deadline
from webapp.rules.words import DeadlineKind

_BREAK = re.compile(
    rf"(?<!\bTP)(?<!v\.v)(?P<stop>[.!?])\s+(?=[{UPPER}“\"])|;\s+|(?<=\w) và (?=(?:tăng cường|đẩy mạnh"
    rf"|thường xuyên|định kỳ"
    r"|h[ằà]ng (?:năm|quý|tháng|tuần)|báo cáo kết quả|gửi báo cáo)\b)"
)
_CONNECTIVE = re.compile(r"(?:đồng thời|và|riêng)[\s,]+", re.I)
_TIME_OPENING = re.compile(
    r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy) h[ằà]ng|(?:trước|chậm nhất)(?: là)?(?: ngày)? \d|mỗi (?:tuần|tháng|quý|năm)"
    r"|(?:trong|đến hết) (?:tháng|quý|năm) [\divx])"
)
_DEPENDENT = re.compile(
    r"(?:trong đó|nhất là|qua đó|góp phần|từ đó|để|nhằm|bảo đảm (?:tối thiểu|không|đúng|tiến độ))\b"
)
_ADVERBS = r"(?:(?:định kỳ|thường xuyên|kịp thời|tổng hợp,?|h[ằà]ng \w+|,|và|thực hiện) )*"
_REPORTING = re.compile(rf"{_ADVERBS}(?:báo cáo|gửi|phản ánh)\b")
_STANDING = re.compile(r"(?:tăng cường|đẩy mạnh|đảm bảo|bảo đảm|chú trọng|quan tâm|phát huy|nâng cao|duy trì)\b")
_DIRECTING = re.compile(r"(?:lãnh đạo|chỉ đạo)(?:, chỉ đạo)? (?:việc )?")
_FOLLOWING = re.compile(
    rf"{_ADVERBS}(?:là (?:cơ quan )?(?:thường trực"
    rf"|đầu mối)[^;.]{{0,60}}?)?(?P<act>theo dõi,? (?:và )?(?:đôn đốc|kiểm tra|giám sát))"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """One duty's place: ``start``..``end`` as shown, ``core`` where its verb begins."""

    start: int
    core: int
    end: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the words of one segment say; ``verb`` is where its own act begins, past "lãnh đạo UBND tỉnh"."""

    verb: int
    timing: When
    partners: tuple[Span, ...]
    directs: tuple[Span, ...]
    report: Report | None
    product: Product | None


def segments(words: Words, entry: Entry, core: int) -> list[Segment]:
    """The duties' places inside an entry, in text order; a single one is the whole entry."""
    cuts: list[tuple[int, int]] = []
    brackets = _Brackets(words.text, entry.start)
    for found in _BREAK.finditer(words.even, core, entry.end):
        connective = _CONNECTIVE.match(words.even, found.end(), entry.end)
        verb = connective.end() if connective else found.end()
        if brackets.is_outside(verb) and _begins_duty(words, entry, verb):
            cuts.append((found.end("stop") if found["stop"] else found.start(), verb))
    first = core if cuts else entry.start
    starts = [first, *(verb for _, verb in cuts)]
    ends = [*(end for end, _ in cuts), entry.end]
    parts = [Segment(*places) for places in zip(starts, [core, *starts[1:]], ends, strict=True)]
    said = [place for place in parts if any(map(str.isalnum, words.text[place.core : place.end]))]
    return said or [Segment(entry.start, entry.start, entry.end)]


def _begins_duty(words: Words, entry: Entry, verb: int) -> bool:
    """Whether a duty begins at ``verb``: with a verb or a time, and not as a dependent part."""
    opens = VERB_HERE.match(words.low, verb, entry.end) or _TIME_OPENING.match(words.low, verb, entry.end)
    return bool(opens) and not _DEPENDENT.match(words.low, verb, entry.end)


class _Brackets:
    """Whether a place is outside brackets and quotation marks; asked for places in text order, so one pass."""

    def __init__(self, text: str, start: int) -> None:
        self._text, self._read, self._depth = text, start, 0

    def is_outside(self, place: int) -> bool:
        """Whether every bracket and quotation mark opened before ``place`` is closed again."""
        passed = self._text[self._read : place]
        self._depth += sum(map(passed.count, "(“")) - sum(map(passed.count, ")”"))
        self._read = place
        return self._depth <= 0


def read_duties(words: Words, entry: Entry, cast: Cast, issued_on: date | None) -> tuple[Duty, ...]:
    """Every duty of an entry, for a document of ``issued_on``."""
    places = segments(words, entry, cast.core)
    scopes = [entry.start, *(place.start for place in places[1:])]
    return tuple(
        _duty(
            words, cast, place, _facts(words, cast, place, when(words, scope, place.end, issued_on), place is places[0])
        )
        for place, scope in zip(places, scopes, strict=True)
    )


def _facts(words: Words, cast: Cast, place: Segment, timing: When, first: bool) -> Facts:
    directs = directed(words, place.core, place.end)[:1]
    leading = _DIRECTING.match(words.low, place.core, place.end)
    verb = leading.end() if leading else place.core
    if directs and directs[0].start == verb:
        verb = min(directs[0].end + 1, place.end)
    timing = _standing(words, verb, place.end, timing)
    standing = timing.deadline.kind is DeadlineKind.STANDING
    rhythm = timing.rhythm.recurrence if timing.rhythm else None
    alone = not first and (standing or bool(_REPORTING.match(words.low, verb, place.end)))
    return Facts(
        verb,
        timing,
        tuple(dict.fromkeys((() if alone else cast.beside) + partners(words, place.core, place.end))),
        directs,
        find_report(words, place.core, place.end),
        None if standing else guess_product(words, verb, place.end, rhythm),
    )


def _standing(words: Words, verb: int, end: int, timing: When) -> When:
    """A duty without any time that begins with "tăng cường", "bảo đảm" or follows the others is a standing one."""
    following = _FOLLOWING.match(words.low, verb, end)
    found = following or _STANDING.match(words.low, verb, end)
    if timing.phrase or not found:
        return timing
    place = Span(*found.span("act" if following else 0))
    return When(place, Deadline(DeadlineKind.STANDING, place.of(words.text)), None, dated=False)


def _duty(words: Words, cast: Cast, place: Segment, facts: Facts) -> Duty:
    deadline, report, text = facts.timing.deadline, facts.report, words.text
    directs = facts.directs[0].of(text) if facts.directs else None
    return Duty(
        title=short_title(text[place.core : place.end], directs),
        start=place.start,
        end=place.end,
        lead=cast.lead,
        coordinate=flat(words, facts.partners),
        implementing=tuple(name for name in flat(words, facts.directs) if name not in cast.lead),
        product=facts.product.name if facts.product else None,
        kind=deadline.kind,
        phrase=facts.timing.phrase.of(text) if facts.timing.phrase else None,
        due_on=deadline.due_on,
        recurrence=facts.timing.rhythm.recurrence if facts.timing.rhythm else None,
        report_to=report.to.of(text) if report else None,
        report_via=report.via.of(text) if report and report.via else None,
        follower=deadline.kind is DeadlineKind.STANDING and bool(_FOLLOWING.match(words.low, facts.verb, place.end)),
        undated_reason=(deadline.needs or NO_DEADLINE) if deadline.kind is DeadlineKind.UNDATED else None,
        why=_why(cast, facts),
        sure=_sure(cast, facts),
    )


def _why(cast: Cast, facts: Facts) -> tuple[Why, ...]:
    """The words each value rests on, in the order in which a person checks them."""
    report, rhythm = facts.report, facts.timing.rhythm
    places: list[tuple[str, Span | None]] = [("Chủ trì", cast.lead_place)]
    places += [("Phối hợp", run) for run in facts.partners]
    places += [("Thực hiện", run) for run in facts.directs]
    places += [("Hạn", facts.timing.phrase), ("Kỳ", Span(rhythm.start, rhythm.end) if rhythm else None)]
    places += [("Nơi nhận", report.to if report else None), ("Qua", report.via if report else None)]
    places += [("Sản phẩm", facts.product.place if facts.product else None)]
    return tuple(Why(label, place.start, place.end) for label, place in places if place)


def _sure(cast: Cast, facts: Facts) -> float:
    """How sure the reading is, from 0 to 1: less for each thing that the words leave open."""
    deadline = facts.timing.deadline
    doubts = (
        (0.35, not cast.lead),
        (0.15, deadline.kind is DeadlineKind.UNDATED),
        (0.15, facts.product is None and deadline.kind is not DeadlineKind.STANDING),
        (0.25, deadline.kind is DeadlineKind.UNDATED and facts.timing.dated),
        (0.1, deadline.warning is not None),
    )
    return round(0.95 - sum(cost for cost, applies in doubts if applies), 2)
