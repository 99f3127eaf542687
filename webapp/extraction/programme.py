"""A whole document, read: outline, letterhead, assigning section, clauses and duties, indicators of the goals."""

from datetime import date

from webapp.extraction.clauses import read_clause
from webapp.extraction.entries import find_entries
from webapp.extraction.letterhead import read_letterhead
from webapp.extraction.outline import outline
from webapp.extraction.reading import ClauseReading, Reading, Span
from webapp.extraction.sections import Section, find_section
from webapp.extraction.tables import read_tables
from webapp.extraction.targets import read_indicators
from webapp.extraction.text import Words, clean


def read_programme(text: str, issued_on: date | None = None) -> Reading:
    """Read a document, cleaned or not; ``Reading.text`` is the cleaned text that every span points into.

    ``issued_on`` is the document's date where a person gave it; it goes before the one printed. Never raises.
    """
    cleaned = clean(text)
    words, nodes = Words.of(cleaned), outline(cleaned)
    letterhead = read_letterhead(words)
    issued = issued_on or letterhead.issued_on
    section = find_section(words, nodes)
    clauses, silent = _clauses(words, section, issued) if section else ((), 0)
    return Reading(
        text=cleaned,
        title=letterhead.title,
        number=letterhead.number,
        issuer=letterhead.issuer,
        issued_on=issued,
        nodes=nodes,
        clauses=clauses,
        section=Span(section.start, section.nodes[-1].end) if section else None,
        unassigned=silent,
        indicators=read_indicators(words, nodes),
    )


def _clauses(words: Words, section: Section, issued_on: date | None) -> tuple[tuple[ClauseReading, ...], int]:
    """The clauses of a section in text order, and how many of its paragraphs gave none."""
    entries, silent = find_entries(words, section)
    clauses = [read_clause(words, entry, issued_on) for entry in entries]
    clauses += read_tables(words, section.nodes, issued_on)
    return tuple(sorted(clauses, key=lambda clause: clause.start)), silent
