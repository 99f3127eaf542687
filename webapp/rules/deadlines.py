"""When is it due? From the words of a deadline, or from what a person types, to a date: decided here only.

The rules (each shown to the user beside the phrase it came from):
"trước ngày D" is due on D and late from D+1, or from D where a programme is strict; "trong tháng, quý, năm" ends on
the last day; a relative period starts on the next day, in calendar days unless "ngày làm việc", from the document's
date unless "nhận", and its end rolls to the next working day (Bộ luật Dân sự 2015 on periods); a printed date never
rolls, it only warns; an impossible date is never accepted; what cannot be known is asked for, never invented.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.rules.datewords import YEARS, Anchor, Due, find_phrases, resolve
from webapp.rules.periods import MONTHS, find_rhythms, weight
from webapp.rules.words import DeadlineKind, Recurrence
from webapp.rules.workdays import WEEKENDS_ONLY, WorkCalendar

NO_DEADLINE = "văn bản không nêu hạn"
NO_PERIOD = "văn bản nói “định kỳ” nhưng không nêu kỳ"
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


class BadDate(ValueError):
    """What was typed is no date; ``str()`` is the sentence for the person."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as understood. ``needs`` says in Vietnamese what must be asked when ``due_on`` cannot be known.

    ``overdue_from`` is the first late day. ``month`` and ``day`` are the due rule where the words name no year ("15/11"
    is month 11, day 15). ``named`` is whether the words name the day, month, quarter or year themselves.
    """

    kind: DeadlineKind
    phrase: str | None
    due_on: date | None = None
    overdue_from: date | None = None
    recurrence: Recurrence | None = None
    needs: str | None = None
    warning: str | None = None
    month: int | None = None
    day: int | None = None
    named: bool = False


def parse_date(text: str) -> date | None:
    """The date a person typed as day/month/year ("-" and "." serve too); None for nothing typed.

    Raises BadDate for what is no real date, for a year without its four digits and for anything else.
    """
    typed = text.strip()
    if not typed:
        return None
    found = re.fullmatch(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d+)", typed)
    if not found:
        raise BadDate(f"Không đọc được “{typed[:40]}”. Viết ngày/tháng/năm, ví dụ 10/11/2021.")
    day, month, year = int(found[1]), int(found[3]), found[4]
    if len(year) != 4:
        raise BadDate("Viết đủ bốn chữ số của năm, ví dụ 10/11/2021.")
    if int(year) not in YEARS:
        raise BadDate(f"Năm {year} không hợp lệ.")
    try:
        return date(int(year), month, day)
    except ValueError:
        raise BadDate(f"Ngày {day:02d}/{month:02d}/{year} không có thật.") from None


def overdue_from(due_on: date, strict: bool = False) -> date:
    """The first late day: the day after ``due_on``; ``due_on`` itself where a "trước ngày D" is read strictly."""
    return due_on if strict else due_on + timedelta(days=1)


def read_deadline(
    phrase: str | Deadline | None,
    issued_on: date | None,
    *,
    received_on: date | None = None,
    calendar: WorkCalendar = WEEKENDS_ONLY,
    strict: bool = False,
) -> Deadline:
    """What the words of a deadline mean for a document of ``issued_on``. Never raises.

    A ``Deadline`` already read is read again from its phrase, for another date, calendar or strictness. Of several
    dates the last one counts. ``strict`` makes "trước ngày D" late from D on.
    """
    written = phrase.phrase if isinstance(phrase, Deadline) else phrase
    words = " ".join(unicodedata.normalize("NFC", written or "").lower().split())
    recurrence = max((r.recurrence for r in find_rhythms(words)), key=weight, default=None)
    due = _last_due(words, Anchor(issued_on, received_on, calendar))
    if due is None or (recurrence in MONTHS and due.month) or (due.on is None and due.day):
        return _repeated(written, recurrence, due)
    if due.on is None:
        return Deadline(DeadlineKind.UNDATED, written, recurrence=recurrence, needs=due.needs)
    late = overdue_from(due.on, strict and "trước" in words)
    warning = _rest_day(due.on, calendar) if due.named else None
    return Deadline(DeadlineKind.DATED, written, due.on, late, recurrence, None, warning, due.month, due.day, due.named)


def _last_due(words: str, anchor: Anchor) -> Due | None:
    """The last date of ``words``; a bare one, as in a table's cell ("Quý IV/2025 - quý I/2026"), is read as "trong"."""
    bare = "trong " + re.split(r" (?:-|–|đến) ", words)[-1]
    for text in (words, bare):
        dues = [resolve(text, phrase, anchor) for phrase in find_phrases(text)]
        if dues:
            return next((due for due in reversed(dues) if due.on), dues[-1])
    return None


def _repeated(written: str | None, recurrence: Recurrence | None, due: Due | None) -> Deadline:
    """The deadline of a duty that comes back, or of one whose words give no date at all."""
    month, day = (due.month, due.day) if due else (None, None)
    if recurrence is Recurrence.WEEKLY or recurrence in MONTHS:
        return Deadline(DeadlineKind.RECURRING, written, recurrence=recurrence, month=month, day=day)
    if recurrence is Recurrence.CONTINUOUS and due is None:
        return Deadline(DeadlineKind.STANDING, written, recurrence=recurrence)
    needs = due.needs if due else NO_PERIOD if recurrence is Recurrence.PERIODIC else NO_DEADLINE
    return Deadline(DeadlineKind.UNDATED, written, recurrence=recurrence, needs=needs, month=month, day=day)


def _rest_day(day: date, calendar: WorkCalendar) -> str | None:
    if calendar.is_workday(day):
        return None
    name = WEEKDAYS[day.weekday()]
    return f"{day:%d/%m/%Y} là {name}, ngày nghỉ"
