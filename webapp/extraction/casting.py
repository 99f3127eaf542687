"""The cast of an entry: who leads it, and who stands beside the lead."""

import re
from dataclasses import dataclass

from webapp.extraction.entries import Entry
from webapp.extraction.reading import Span
from webapp.extraction.roles import directed, flat, partners, presides
from webapp.extraction.text import Words

_OPENER = re.compile(r"(?:có trách nhiệm|chủ trì|chủ động|cùng nhau|[,:]|và\b|\s)+", re.I)
_PREAMBLE = re.compile(r"(?:chủ trì|chủ động|chặt chẽ|thường xuyên|có trách nhiệm|phối hợp|cùng|với|và|[,:\s])+", re.I)


@dataclass(frozen=True, slots=True)
class Cast:
    """The leads of an entry and where they are named, the partners named beside them, and all it works with.

    ``core`` is where the entry's first verb stands, past "chủ trì, phối hợp với …".
    """

    lead: tuple[str, ...]
    lead_place: Span | None
    beside: tuple[Span, ...]
    partners: tuple[Span, ...]
    core: int


def cast_of(words: Words, entry: Entry) -> Cast:
    """The cast: the subject leads, else the heading's agencies; a directed body that "chủ trì" leads too."""
    begin = entry.subject.predicate if entry.subject else entry.start
    place = entry.subject.names if entry.subject else entry.head
    presiding = tuple(run for run in directed(words, entry.start, entry.end) if presides(words, run, entry.end))
    runs = partners(words, begin, entry.end)
    near = tuple(run for run in runs[:1] if _PREAMBLE.fullmatch(words.even, begin, run.start))
    core = _OPENER.match(words.even, near[0].end if near else begin, entry.end)
    return Cast(
        lead=flat(words, (*((place,) if place else ()), *presiding)),
        lead_place=place,
        beside=entry.head_partners + near,
        partners=entry.head_partners + runs,
        core=_within(core.end() if core else near[0].end if near else begin, begin, entry.end),
    )


def _within(core: int, begin: int, end: int) -> int:
    return core if core < end else begin
