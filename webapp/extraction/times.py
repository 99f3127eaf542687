"""When and to whom: the words of deadlines, rhythms and reports inside one stretch of a clause."""

import re
from dataclasses import dataclass
from datetime import date

from webapp.extraction.lexicon import HEAD
from webapp.extraction.reading import Span
from webapp.extraction.text import Words
from webapp.rules.datewords import find_phrases
from webapp.rules.deadlines import Deadline, read_deadline
from webapp.rules.periods import find_rhythms, weight
from webapp.rules.words import DeadlineKind, Recurrence

_NOT_RHYTHM_BEFORE = re.compile(r"(?:chi|giáo dục|ngân sách|kinh phí|dự toán|kế hoạch|hoạt động|nhiệm vụ)\s+$")
_REPORT = re.compile(
    r"(?:báo cáo|gửi|thông tin|phản ánh)(?: bằng văn bản| kết quả| tình hình| tiến độ)*(?: thực hiện| triển khai)*"
    r"(?: \([^)]*\))? (?:về|cho|với|gửi|lên|đến) "
)
_VIA = re.compile(r"(?:\(|\s)(?:thông )?qua ")


@dataclass(frozen=True, slots=True)
class When:
    """What the words say about time. ``span`` holds the deciding words, None when there are none."""

    kind: DeadlineKind
    phrase: str | None
    due_on: date | None
    recurrence: Recurrence | None
    recurrence_phrase: str | None
    span: Span | None


def read_when(words: Words, span: Span, issued_on: date | None) -> When:
    """The deadline and rhythm named in ``span``: a date beats a rhythm for the kind, both are kept."""
    rhythm = _rhythm(words, span)
    dated = _dated(words, span, issued_on)
    recurrence = rhythm[0] if rhythm else None
    spoken = words.text[rhythm[1].start : rhythm[1].end] if rhythm else None
    if dated is not None:
        deadline, place = dated
        due_on = None if deadline.kind is DeadlineKind.RECURRING else deadline.due_on
        kind = deadline.kind if due_on or deadline.kind is DeadlineKind.RECURRING else DeadlineKind.UNDATED
        return When(kind, words.text[place.start : place.end], due_on, recurrence, spoken, place)
    if rhythm is None:
        return When(DeadlineKind.UNDATED, None, None, None, None, None)
    return When(_KINDS.get(rhythm[0], DeadlineKind.RECURRING), spoken, None, recurrence, spoken, rhythm[1])


_KINDS = {Recurrence.CONTINUOUS: DeadlineKind.STANDING, Recurrence.PERIODIC: DeadlineKind.UNDATED}


def _rhythm(words: Words, span: Span) -> tuple[Recurrence, Span] | None:
    found = [
        (rhythm.recurrence, Span(span.start + rhythm.start, span.start + rhythm.end))
        for rhythm in find_rhythms(words.low[span.start : span.end])
        if not _NOT_RHYTHM_BEFORE.search(words.low, max(0, span.start + rhythm.start - 20), span.start + rhythm.start)
    ]
    return max(found, key=lambda one: weight(one[0]), default=None)


def _dated(words: Words, span: Span, issued_on: date | None) -> tuple[Deadline, Span] | None:
    text = words.low[span.start : span.end]
    phrases = find_phrases(text)
    for phrase in reversed(phrases):
        spoken = words.text[span.start + phrase.start : span.start + phrase.end]
        deadline = read_deadline(spoken, issued_on)
        if deadline.named or deadline.needs or deadline.due_on or deadline.day:
            return deadline, Span(span.start + phrase.start, span.start + phrase.end)
    return None


@dataclass(frozen=True, slots=True)
class Report:
    """To whom the lead reports, and through which body."""

    to: Span | None
    via: Span | None


def read_report(words: Words, span: Span) -> Report:
    """The receiver of a report named in ``span``, and the body after "qua"."""
    to = next((found for at in _report_starts(words, span) if (found := _receiver(words, at, span.end))), None)
    if to is None:
        return Report(None, None)
    via = next(
        (_receiver(words, m.end(), span.end) for m in _VIA.finditer(words.low, to.end, min(span.end, to.end + 40))),
        None,
    )
    return Report(to, via)


def _report_starts(words: Words, span: Span) -> list[int]:
    plain = [m.end() for m in _REPORT.finditer(words.low, span.start, span.end)]
    straight = [
        m.end() for m in re.finditer(r"[Bb]áo cáo (?=[A-ZĐỦ])", words.even[: span.end]) if m.start() >= span.start
    ]
    return sorted(plain + straight)


def _receiver(words: Words, start: int, end: int) -> Span | None:
    if not re.match(HEAD, words.even[start:end]):
        return None
    stop = re.search(
        r"[();:.]|\s(?:để|trước|theo|chậm nhất|xem xét|định kỳ|hằng|hàng|kết quả)\b|,\s(?!Ban\b)", words.low[start:end]
    )
    limit = start + stop.start() if stop else end
    return Span(start, len(words.text[:limit].rstrip(" ,")))
