"""The words of a sentence that say when, how often, and to whom it is reported, each with its place.

A date inside a cited document ("Kết luận số 79-KL/TW, ngày 25/12/2013") or a span ("giai đoạn 2021 - 2026") is no
deadline; "dự toán hằng năm" and "chi thường xuyên" are no rhythm of a duty.
"""

import re
from dataclasses import dataclass
from datetime import date

from webapp.extraction.names import name_end
from webapp.extraction.reading import Span
from webapp.extraction.text import Words
from webapp.extraction.vocabulary import HEAD, VERB_HERE
from webapp.rules.datewords import Phrase, find_phrases
from webapp.rules.deadlines import Deadline, read_deadline
from webapp.rules.periods import Rhythm, find_rhythms, weight
from webapp.rules.words import Recurrence

_NOUN_BEFORE = re.compile(
    r"\b(?:chi|giáo dục|đầu tư|kinh phí|nhiệm vụ|công việc|hoạt động|chế độ|sinh hoạt|thông tin|kế hoạch|chương trình"
    r"|dự toán|ngân sách|chỉ tiêu|(?:trung|dài|ngắn) hạn(?:,| và)) $"
)
_SEGMENT_START = re.compile(
    r"(?:^|[.;:,()–-]|\b(?:và|hoặc|tuần|tháng|quý|năm|ngày \d{1,2}|/\d{1,2}|tháng \d{1,2}|báo cáo|một lần)) ?$"
)
_ADVERB_NEXT = re.compile(
    r"[ ,]*\((?=trước|chậm)|,? (?:trước|chậm nhất|vào) | một lần|[ ,]*(?:và|hoặc) (?:đột xuất|khi)"
)
_PLANNED = re.compile(
    r"\b(?:kế hoạch|chương trình|dự toán|ngân sách|kinh phí|nguồn|vốn|chỉ tiêu|nhiệm vụ|bản tin|xếp loại|mức"
    r"|(?:các|bản|lập|xây dựng|dự thảo) báo cáo"
    r"|tiền|hỗ trợ|lương|phụ cấp|quyết toán|tăng trưởng|kỳ họp|sinh hoạt|thi đua)\b[^,;.]*$"
    r"|\b(?:kế hoạch|chương trình|dự toán)\b[^;.]{0,45}$"
)
"""What is itself made for each year or month: the rhythm at its end is its attribute."""
_WEEKDAY = re.compile(r"\b(?:vào )?(?:chiều |sáng )?thứ (?:hai|ba|tư|năm|sáu|bảy) $")
_REPORTED = re.compile(r"\bbáo cáo[^.;]*\b(?:kết quả|tình hình)[^.;,]{0,40} $")
_REPORT_WITHIN = 160
_PUNCTUATION = re.compile(r" ?[.;,/]")
_PART_ENDS = re.compile(r"[.;]\s")
_BRIDGE = re.compile(r"[\s,(]{1,3}(?:vào )?")
_TELL = r"\b(?:[Bb]áo cáo(?! viên| chính trị)|[Pp]hản ánh|(?<!văn bản )[Gg]ửi(?! kèm))"
_ALSO = r"(?:(?:,| và| hoặc)? (?:kiến nghị|đề xuất|báo cáo|nhanh|ngay|gửi))*"
_WHAT = r"(?:(?! của\b),?(?: (?!từ\b|(?<!chương )(?<!tờ )trình\b)(?:[^\s;.()]+|\([^;()]{1,40}\))){1,24}?)?"
_REPORT = re.compile(rf"{_TELL}(?:{_ALSO} (?={HEAD})|{_WHAT} (?<!đối )(?:về|cho|với|đến|tới|lên|gửi) (?={HEAD}))")
_VIA = re.compile(rf"(?:\(\s*)?\b(?:thông qua|qua) (?!Hệ thống|Cổng|phần mềm)(?={HEAD})")
_VIA_WITHIN = 70
"""Characters after the receiver within which the channel is named."""


@dataclass(frozen=True, slots=True)
class When:
    """The time a stretch of text gives: its words (None when it gives none), their meaning, and the rhythm named.

    ``dated`` is whether the words hold a date or a term, and not a rhythm alone.
    """

    phrase: Span | None
    deadline: Deadline
    rhythm: Rhythm | None
    dated: bool


def rhythms_in(words: Words, start: int, end: int) -> list[Rhythm]:
    """The rhythms that govern a duty: adverbs, not attributes of a noun."""
    return [r for r in find_rhythms(words.low, start, end) if _is_adverb(words, r, start, end)]


def _is_adverb(words: Words, rhythm: Rhythm, start: int, end: int) -> bool:
    if _ADVERB_NEXT.match(words.low, rhythm.end, end):
        return True
    if _NOUN_BEFORE.search(words.low, max(start, rhythm.start - 14), rhythm.start):
        return False
    if rhythm.recurrence in (Recurrence.CONTINUOUS, Recurrence.PERIODIC):
        return True
    if rhythm.start == start or _SEGMENT_START.search(words.low, max(start, rhythm.start - 12), rhythm.start):
        return True
    after = rhythm.end + 1
    return _closes(words, rhythm, start, end) or bool(
        VERB_HERE.match(words.even, after, end)
        or _WEEKDAY.search(words.low, start, rhythm.start)
        or _REPORTED.search(words.low, max(start, rhythm.start - _REPORT_WITHIN), rhythm.start)
        or words.low.startswith(("định kỳ", "mỗi"), rhythm.start)
    )


def _closes(words: Words, rhythm: Rhythm, start: int, end: int) -> bool:
    """Whether a rhythm ends what it governs ("công khai kết quả hằng tháng;") and is no attribute of a plan."""
    if rhythm.end < end and not _PUNCTUATION.match(words.low, rhythm.end, end):
        return False
    return not _PLANNED.search(words.low, max(start, rhythm.start - _REPORT_WITHIN), rhythm.start)


def when(words: Words, start: int, end: int, issued_on: date | None) -> When:
    """The deadline and the rhythm of ``start``..``end``: of several dates the last, of several rhythms the surest."""
    rhythms = rhythms_in(words, start, end)
    rhythm = max(rhythms, key=lambda each: weight(each.recurrence), default=None)
    dates = find_phrases(words.low, start, end)
    if not dates:
        phrase = _with_weekday(words, rhythm, start) if rhythm else None
        return When(phrase, read_deadline(phrase.of(words.text) if phrase else None, issued_on), rhythm, dated=False)
    once = _one_off(words, dates, rhythm, issued_on)
    if once:
        return When(once, read_deadline(once.of(words.even), issued_on), rhythm, dated=True)
    phrase = _joined(words, _governing(words, dates, rhythm, issued_on), rhythms)
    said = phrase.of(words.even)
    if rhythm and not phrase.start <= rhythm.start < phrase.end:
        said = f"{words.even[rhythm.start : rhythm.end]}, {said}"
    return When(phrase, read_deadline(said, issued_on), rhythm, dated=True)


def _governing(words: Words, dates: list[Phrase], rhythm: Rhythm | None, issued_on: date | None) -> Span:
    """The date that counts of several: the last with its year; else the rhythm's own; else the last one known."""
    reads = [(phrase, read_deadline(words.even[phrase.start : phrase.end], issued_on)) for phrase in dates]
    full = [phrase for phrase, read in reads if read.due_on and read.month is None]
    known = [phrase for phrase, read in reads if read.due_on]
    if rhythm and not full and weight(rhythm.recurrence) > 1:
        beside = [phrase for phrase in dates if phrase.end + 1 == rhythm.start]
        after = [phrase for phrase in dates if phrase.start >= rhythm.start]
        chosen = (beside or after or dates)[0]
        return Span(chosen.start, _last_in_row(words, dates, chosen))
    last = (full or known or dates)[-1]
    return Span(last.start, last.end)


def _one_off(words: Words, dates: list[Phrase], rhythm: Rhythm | None, issued_on: date | None) -> Span | None:
    """A date without its year in a part before the one with the rhythm: "xong trước 31/3; hằng năm báo cáo"."""
    for phrase in reversed(dates):
        if rhythm and phrase.end < rhythm.start and _PART_ENDS.search(words.low, phrase.end, rhythm.start):
            read = read_deadline(words.even[phrase.start : phrase.end], issued_on)
            if read.due_on and read.month is not None:
                return Span(phrase.start, phrase.end)
    return None


def _last_in_row(words: Words, dates: list[Phrase], first: Phrase) -> int:
    """The end of the dates that "và" joins to ``first`` ("trước ngày 15/6 và trước ngày 01/12")."""
    end = first.end
    for phrase in dates:
        if words.low[end : phrase.start] == " và ":
            end = phrase.end
    return end


def _with_weekday(words: Words, rhythm: Rhythm, start: int) -> Span:
    """The words of a rhythm with the weekday before it ("thứ Năm hằng tuần")."""
    weekday = _WEEKDAY.search(words.low, start, rhythm.start)
    return Span(weekday.start() if weekday else rhythm.start, rhythm.end)


def _joined(words: Words, phrase: Span, rhythms: list[Rhythm]) -> Span:
    """A date with the rhythm beside it: "hằng năm, trước ngày 15/12", "trước ngày 20 hằng tháng"."""
    for rhythm in rhythms:
        if rhythm.end <= phrase.start and _BRIDGE.fullmatch(words.low, rhythm.end, phrase.start):
            return Span(rhythm.start, phrase.end)
        if phrase.end <= rhythm.start and not words.low[phrase.end : rhythm.start].strip(" ,"):
            return Span(phrase.start, rhythm.end)
    return phrase


@dataclass(frozen=True, slots=True)
class Report:
    """To whom the lead reports and through whom, each as a place in the text."""

    to: Span
    via: Span | None


def find_report(words: Words, start: int, end: int) -> Report | None:
    """The first report that ``start``..``end`` asks for; in "gửi X để tổng hợp, báo cáo Y" it goes to X."""
    found = _REPORT.search(words.even, start, end)
    if not found:
        return None
    to = Span(found.end(), name_end(words, found.end(), end))
    via = _VIA.search(words.even, to.end, min(end, to.end + _VIA_WITHIN))
    return Report(to, Span(via.end(), name_end(words, via.end(), end)) if via else None)
