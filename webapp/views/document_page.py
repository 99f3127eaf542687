"""A programme from top to bottom: its paragraphs with their marks; long runs that gave no task are folded."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from webapp.extraction import NodeKind, fold
from webapp.extraction.echoes import echoes
from webapp.extraction.outline import CLOSING, words_from
from webapp.queries.programmes import ClauseRow, Document, Duty
from webapp.views.margin import Mark

NAME = 8
"""Characters of the shortest name that is looked for in a text: "BTG" is too little to be sure."""
HEADINGS = (NodeKind.SECTION, NodeKind.HEADING)
OPENING_PART, CLOSING_PART = "Phần đầu văn bản", "Nơi nhận, chữ ký"


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph: its words, the sentence in hand apart; its marks; and what else there is to say beside it.

    ``outside`` is whether it stands above or below the numbered text: letterhead, addressees. ``named`` is whether a
    place that gave no duty names an agency, ``led`` whether it begins with one; ``related`` are duties of other
    places that it says again, each with the ref of its clause.
    """

    clause: ClauseRow
    before: str
    marked: str
    after: str
    marks: tuple[Mark, ...]
    outside: bool
    named: bool
    led: bool
    related: tuple[tuple[str, str], ...]

    @property
    def heading(self) -> bool:
        return self.clause.kind in HEADINGS

    @property
    def alive(self) -> bool:
        """Whether it keeps its part of the document in sight."""
        return bool(self.marks or self.related) or (self.led and not self.outside)


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
    text, known, related, numbered = document.head.text, _pattern(names), _related(document), _numbered(document)
    duty = next((one for one in document.duties if one.id == in_hand), None)
    return [
        _place(text, clause, marks.get(clause.id, ()), known, duty, related.get(clause.id, ()), numbered)
        for clause in document.clauses
    ]


def _numbered(document: Document) -> range:
    """Where the text proper stands: from its first numbered place to the addressees, signature or annexes."""
    text = document.head.text
    starts = [clause.start for clause in document.clauses if clause.kind != NodeKind.PARAGRAPH]
    first = starts[0] if starts else 0
    ends = [one.start for one in document.clauses if one.start > first and CLOSING.match(text, one.start, one.end)]
    return range(first, ends[0] if ends else len(text))


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
    numbered: range,
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
        outside=clause.level == 1 and clause.kind != NodeKind.SECTION and clause.start not in numbered,
        named=bool(known.search(silent)),
        led=bool(known.match(silent)),
        related=related,
    )


def _sections(found: list[Place]) -> Iterator[list[Place]]:
    """What stands before the numbered text, each section, and what follows the text proper."""
    section: list[Place] = []
    for place in found:
        begins = place.clause.kind == NodeKind.SECTION and place.clause.level == 1
        if section and (begins or (place.clause.level == 1 and place.outside != section[0].outside)):
            yield section
            section = []
        section.append(place)
    if section:
        yield section


def _runs(section: list[Place]) -> Iterator[Stretch]:
    """A section in which nothing lives is one fold; else its silent parts are folded between those shown."""
    for shown, members in groupby(_pieces(section), key=lambda piece: piece[0]):
        run = tuple(place for _shown, place in members)
        yield Stretch(not shown, "" if shown else _label(run), run)


def _pieces(section: list[Place]) -> Iterator[tuple[bool, Place]]:
    """Each place with whether it is shown: with its part, or as the heading of something that lives below it."""
    living = [place.clause.ref for place in section if place.alive]
    for part in _parts(section):
        shown = any(place.alive for place in part)
        head = part[0].heading and any(ref.startswith(f"{part[0].clause.ref}.") for ref in living)
        yield shown or head, part[0]
        yield from ((shown, place) for place in part[1:])


def _parts(section: list[Place]) -> Iterator[list[Place]]:
    """The section's own paragraphs, then each heading with what stands right under it."""
    part: list[Place] = []
    for place in section:
        if part and place.heading:
            yield part
            part = []
        part.append(place)
    yield part


def _label(run: Sequence[Place]) -> str:
    """What is folded, in words: "III.1 đến III.5: 20 đoạn, không sinh việc nào"."""
    heads = [place.clause for place in run if place.heading]
    count = f"{sum(not place.heading for place in run)} đoạn, không sinh việc nào"
    if run[0].outside:
        name = CLOSING_PART if run[0].clause.start else OPENING_PART
    elif not heads:
        name = run[0].clause.ref.rpartition(".")[0]
    elif heads[0].kind == NodeKind.SECTION:
        name = f"{heads[0].ref}. {heads[0].label}"
    else:
        name = heads[0].ref if len(heads) == 1 else f"{heads[0].ref} đến {heads[-1].ref}"
    return f"{name}: {count}" if name else count
