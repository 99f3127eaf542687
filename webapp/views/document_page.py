"""A programme from top to bottom: its paragraphs with their marks; long runs that gave no task are folded."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from webapp.extraction import NodeKind, fold
from webapp.extraction.echoes import echoes
from webapp.extraction.outline import words_from
from webapp.queries.programmes import ClauseRow, Document, Duty
from webapp.views.margin import Mark

NAME = 8
"""Characters of the shortest name that is looked for in a text: "BTG" is too little to be sure."""
HEADINGS = (NodeKind.SECTION, NodeKind.HEADING)
OPENING, CLOSING = "Phần đầu văn bản", "Phần cuối văn bản"


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph: its words, the sentence in hand apart; its marks; and what else there is to say beside it.

    ``gave`` is whether any duty came of it; ``named`` whether it names an agency, ``led`` whether it begins with
    one; ``related`` are duties of other places that it says again, each with the ref of its clause.
    """

    clause: ClauseRow
    before: str
    marked: str
    after: str
    marks: tuple[Mark, ...]
    gave: bool
    named: bool
    led: bool
    related: tuple[tuple[str, str], ...]

    @property
    def heading(self) -> bool:
        return self.clause.kind in HEADINGS

    @property
    def outside(self) -> bool:
        """Whether it stands in no section: the title above the first one, the addressees after the last."""
        return self.clause.level == 1 and self.clause.kind != NodeKind.SECTION

    @property
    def alive(self) -> bool:
        """Whether it keeps its part of the document in sight."""
        return self.gave or bool(self.related) or (self.led and not self.outside)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of paragraphs: shown, or folded under ``label`` because nothing came of them."""

    folded: bool
    label: str
    places: tuple[Place, ...]


def stretches(
    document: Document, marks: Mapping[int, tuple[Mark, ...]], names: Iterable[str], in_hand: int | None
) -> list[Stretch]:
    """The document in runs; ``names`` are the ways agencies are written, ``in_hand`` the duty to be marked."""
    return [run for section in _sections(_places(document, marks, names, in_hand)) for run in _runs(section)]


def _places(
    document: Document, marks: Mapping[int, tuple[Mark, ...]], names: Iterable[str], in_hand: int | None
) -> list[Place]:
    known = _pattern(names)
    duty = next((one for one in document.duties if one.id == in_hand), None)
    related = _related(document)
    return [
        _place(document.head.text, clause, marks.get(clause.id, ()), known, duty, related.get(clause.id, ()))
        for clause in document.clauses
    ]


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    folded = sorted({fold(name) for name in names if len(name) >= NAME}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, folded))})\b" if folded else r"(?!)")


def _related(document: Document) -> dict[int, tuple[tuple[str, str], ...]]:
    """What each silent point says again, by the point's id."""
    refs = {clause.id: clause.ref for clause in document.clauses}
    gave = {duty.clause_id for duty in document.duties}
    silent = [clause for clause in document.clauses if clause.id not in gave and clause.kind == NodeKind.POINT]
    texts = [document.head.text[clause.start : clause.end] for clause in silent]
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    for at, which in echoes([document.words(duty) for duty in document.duties], texts):
        duty = document.duties[which]
        found[silent[at].id] = (*found.get(silent[at].id, ()), (refs[duty.clause_id], duty.title))
    return found


def _place(
    text: str,
    clause: ClauseRow,
    marks: tuple[Mark, ...],
    known: re.Pattern[str],
    duty: Duty | None,
    related: tuple[tuple[str, str], ...],
) -> Place:
    start, end = clause.end, clause.end
    if duty and clause.start <= duty.start < clause.end:
        start, end = duty.start, min(duty.end, clause.end)
    body = words_from(text, clause.start, clause.end)
    silent = fold(text[body : clause.end]) if not marks and clause.kind not in HEADINGS else ""
    return Place(
        clause=clause,
        before=text[body if clause.kind == NodeKind.HEADING else clause.start : start],
        marked=text[start:end],
        after=text[end : clause.end],
        marks=marks,
        gave=bool(marks),
        named=bool(known.search(silent)),
        led=bool(known.match(silent)),
        related=related,
    )


def _sections(found: list[Place]) -> Iterator[list[Place]]:
    """What stands before the first section, each section, and what follows the last one's own places."""
    section: list[Place] = []
    for place in found:
        begins = place.clause.kind == NodeKind.SECTION and place.clause.level == 1
        if section and (begins or (place.outside and not section[0].outside)):
            yield section
            section = []
        section.append(place)
    if section:
        yield section


def _runs(section: list[Place]) -> Iterator[Stretch]:
    """A section in which nothing lives is one fold; else its silent parts are folded between those shown."""
    if not any(place.alive for place in section):
        yield Stretch(True, _label(section), tuple(section))
        return
    parts = [(any(place.alive for place in part), part) for part in _parts(section)]
    for alive, members in groupby(parts, key=lambda one: one[0]):
        run = [place for _alive, part in members for place in part]
        title = 0 if alive or run[0].clause.kind != NodeKind.SECTION else 1
        if title:
            yield Stretch(False, "", (run[0],))
        if run[title:]:
            yield Stretch(not alive, "" if alive else _label(run[title:]), tuple(run[title:]))


def _parts(section: list[Place]) -> Iterator[list[Place]]:
    """The section's own paragraphs, then each heading with what stands under it."""
    part: list[Place] = []
    for place in section:
        if part and place.clause.kind == NodeKind.HEADING:
            yield part
            part = []
        part.append(place)
    yield part


def _label(run: list[Place]) -> str:
    """What is folded, in words: "III.1 đến III.5: 20 đoạn, không sinh việc nào"."""
    heads = [place.clause for place in run if place.heading]
    count = f"{sum(not place.heading for place in run)} đoạn, không sinh việc nào"
    if not heads:
        name = (CLOSING if run[0].clause.start else OPENING) if run[0].outside else ""
    elif heads[0].kind == NodeKind.SECTION:
        name = f"{heads[0].ref}. {heads[0].label}"
    else:
        name = heads[0].ref if len(heads) == 1 else f"{heads[0].ref} đến {heads[-1].ref}"
    return f"{name}: {count}" if name else count
