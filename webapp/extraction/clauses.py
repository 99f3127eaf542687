"""One entry of the assigning section read as a whole: the clause's own values, and its duties."""

from datetime import date

from webapp.extraction.casting import cast_of
from webapp.extraction.duties import read_duties
from webapp.extraction.entries import Entry
from webapp.extraction.phrases import find_report, when
from webapp.extraction.reading import ClauseReading
from webapp.extraction.roles import flat
from webapp.extraction.text import Words
from webapp.rules.words import DeadlineKind


def read_clause(words: Words, entry: Entry, issued_on: date | None) -> ClauseReading:
    """The clause that an entry is. Its ``deadline`` is a date that the words name; one counted from another day
    ("trong 15 ngày kể từ ngày ký") is computed for the duty only."""
    cast = cast_of(words, entry)
    timing = when(words, entry.start, entry.end, issued_on)
    report = find_report(words, entry.start, entry.end)
    dated = timing.deadline.kind is DeadlineKind.DATED and timing.deadline.named
    rhythm, text = timing.rhythm, words.text
    return ClauseReading(
        no=entry.no,
        ref=entry.ref,
        start=entry.start,
        end=entry.end,
        text=" ".join(text[entry.start : entry.end].split()),
        lead=cast.lead,
        coordinate=tuple(name for name in flat(words, cast.partners) if name not in cast.lead),
        deadline=timing.deadline.due_on if dated else None,
        deadline_phrase=timing.phrase.of(text) if timing.phrase and timing.dated else None,
        recurrence=rhythm.recurrence if rhythm else None,
        recurrence_phrase=text[rhythm.start : rhythm.end] if rhythm else None,
        report_to=report.to.of(text) if report else None,
        report_via=report.via.of(text) if report and report.via else None,
        duties=read_duties(words, entry, cast, issued_on),
    )
