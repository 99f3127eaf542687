"""What the review of a draft says: its section with every sentence tied to its proposal, and what each still lacks."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from webapp.extraction.outline import outline
from webapp.extraction.reading import Node, NodeKind
from webapp.queries.imports import Body, Draft, Group, ProposalRow
from webapp.rules.completeness import Clarity, missing
from webapp.rules.words import AgencyRole, DeadlineKind, Labelled, Recurrence
from webapp.rules.workdays import WorkCalendar

SURE = 0.8
"""Below this a proposal wants a second look."""
CONFIRMER = "Ban Dân vận"
"""Whoever receives a result, the monitor confirms it: the authority is never unclear in a programme."""
HEADINGS = (NodeKind.SECTION, NodeKind.HEADING)


class Mark(Labelled):
    """What a proposal can be filtered by besides what it lacks of the six."""

    UNCHECKED = "unchecked", "chưa soát"
    UNSURE = "unsure", "chưa chắc"
    UNKNOWN = "unknown", "có tên ngoài danh mục"


@dataclass(frozen=True, slots=True)
class Facts:
    """A proposal as the "6 rõ" check sees it."""

    title: str
    lead: list[str]
    coordinate: list[str]
    kind: DeadlineKind
    due_on: date | None
    recurrence: Recurrence | None
    product: str | None
    authority: str


@dataclass(frozen=True, slots=True)
class Named:
    """A body in a card; ``members`` of a group, none for an agency; ``known`` is False for a name nobody bears."""

    name: str
    members: tuple[str, ...]
    known: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One proposal with its number on the page, and the words of the text it rests on."""

    number: int
    row: ProposalRow
    lead: tuple[Named, ...]
    coordinating: tuple[Named, ...]
    missing: tuple[Clarity, ...]
    marks: frozenset[str]
    warning: str
    rests_on: tuple[tuple[str, str], ...]
    in_hand: bool

    @property
    def unsure(self) -> bool:
        return Mark.UNSURE in self.marks


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: plain words, or words of the sentence of ``card`` (``first``: where it begins)."""

    text: str
    card: Card | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the assigning section; ``unassigned`` when no duty came of it."""

    heading: bool
    pieces: tuple[Piece, ...]
    unassigned: bool


@dataclass(frozen=True, slots=True)
class Fold:
    """Another part of the document, shown on demand."""

    label: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """A chip that filters the proposals, with how many it would show."""

    code: str
    label: str
    on: bool


@dataclass(frozen=True, slots=True)
class Review:
    """Everything the page shows of the draft."""

    cards: tuple[Card, ...]
    shown: tuple[Card, ...]
    passages: tuple[Passage, ...]
    before: tuple[Fold, ...]
    after: tuple[Fold, ...]
    filters: tuple[Filter, ...]
    count: int
    checked: int
    complete: int
    unassigned: int


def prepare(
    draft: Draft, groups: Mapping[int, Group], calendar: WorkCalendar, *, chosen: str, in_hand: int | None
) -> Review:
    """The page of ``draft``; ``chosen`` is the filter, ``in_hand`` the proposal whose form is open."""
    cards = tuple(
        _card(number, row, draft, groups, calendar, row.id == in_hand) for number, row in enumerate(draft.proposals, 1)
    )
    kept = [card for card in cards if not card.row.dropped]
    counts = Counter(mark for card in kept for mark in card.marks)
    before, section, after = _parts(draft)
    passages = tuple(_passage(draft.text, node, kept) for node in section)
    return Review(
        cards=cards,
        shown=cards if chosen not in counts else tuple(card for card in kept if card.in_hand or chosen in card.marks),
        passages=passages,
        before=before,
        after=after,
        filters=tuple(_filters(counts, chosen)),
        count=len(kept),
        checked=sum(card.row.checked for card in kept),
        complete=sum(is_complete(card) and not card.row.checked for card in kept),
        unassigned=sum(passage.unassigned for passage in passages),
    )


def is_complete(card: Card) -> bool:
    """Whether nothing of the six is missing and nothing about the proposal is in doubt."""
    doubts = card.marks - {Mark.UNCHECKED.value}
    return not card.row.dropped and not doubts and not card.warning


def _card(
    number: int, row: ProposalRow, draft: Draft, groups: Mapping[int, Group], calendar: WorkCalendar, in_hand: bool
) -> Card:
    lead, coordinating = (_named(row.of(role), groups) for role in (AgencyRole.LEAD, AgencyRole.COORDINATING))
    lacks = missing(_facts(row, lead, coordinating))
    doubts = (
        (Mark.UNCHECKED, not row.checked),
        (Mark.UNSURE, row.sure < SURE and not row.checked),
        (Mark.UNKNOWN, not all(one.known for one in lead + coordinating)),
    )
    return Card(
        number=number,
        row=row,
        lead=lead,
        coordinating=coordinating,
        missing=lacks,
        marks=frozenset([one.value for one in lacks] + [mark.value for mark, holds in doubts if holds]),
        warning=_warning(row, draft.issued_on, calendar),
        rests_on=tuple((one["label"], draft.text[one["start"] : one["end"]]) for one in row.why),
        in_hand=in_hand,
    )


def _facts(row: ProposalRow, lead: tuple[Named, ...], coordinating: tuple[Named, ...]) -> Facts:
    return Facts(
        title=row.title,
        lead=[one.name for one in lead if one.known],
        coordinate=[one.name for one in coordinating if one.known],
        kind=row.kind,
        due_on=row.due_on,
        recurrence=row.recurrence,
        product=row.product,
        authority=row.report_to or CONFIRMER,
    )


def _named(bodies: Iterable[Body], groups: Mapping[int, Group]) -> tuple[Named, ...]:
    return tuple(
        Named(one.name or one.written, _members(groups.get(one.group_id or 0)), one.name is not None) for one in bodies
    )


def _members(group: Group | None) -> tuple[str, ...]:
    return tuple(name for _key, name in group.members) if group else ()


def _warning(row: ProposalRow, issued_on: date | None, calendar: WorkCalendar) -> str:
    """What is odd about a date: it is kept, but said."""
    if row.due_on is None:
        return ""
    if issued_on and row.due_on < issued_on:
        return "hạn trước ngày ban hành văn bản"
    return "" if calendar.is_workday(row.due_on) else f"{row.due_on:%d/%m/%Y} là ngày nghỉ"


def _filters(counts: Counter[str], chosen: str) -> Iterator[Filter]:
    labels = [(one.value, f"việc thiếu {one.label}") for one in Clarity]
    labels += [(one.value, f"việc {one.label}") for one in Mark]
    for code, label in labels:
        if counts[code]:
            yield Filter(code, f"{counts[code]} {label}", code == chosen)


def _parts(draft: Draft) -> tuple[tuple[Fold, ...], list[Node], tuple[Fold, ...]]:
    """The parts before the assigning section, its own places, and the parts after it."""
    nodes = outline(draft.text)
    first = next((at for at, node in enumerate(nodes) if node.start == draft.section_start), 0)
    last_duty = max((one.end for one in draft.proposals), default=0)
    end = first + 1
    while end < len(nodes) and (nodes[end].level > nodes[first].level or nodes[end].start < last_duty):
        end += 1
    before, after = _folds(draft.text, nodes[:first], "Phần đầu"), _folds(draft.text, nodes[end:], "Phần cuối")
    return tuple(before), list(nodes[first:end]), tuple(after)


def _folds(text: str, nodes: tuple[Node, ...], unnamed: str) -> Iterator[Fold]:
    """One fold for each top section; what stands under none is called ``unnamed``."""
    label = unnamed
    labelled = []
    for node in nodes:
        if node.level == 1:
            label = f"{node.ref}. {node.label}" if node.kind is NodeKind.SECTION else unnamed
        labelled.append((label, text[node.start : node.end]))
    for one, members in groupby(labelled, key=lambda pair: pair[0]):
        yield Fold(one, tuple(words for _label, words in members))


def _passage(text: str, node: Node, cards: list[Card]) -> Passage:
    pieces = tuple(_pieces(text, node, cards))
    heading = node.kind in HEADINGS
    return Passage(heading, pieces, not heading and not any(piece.card for piece in pieces))


def _pieces(text: str, node: Node, cards: list[Card]) -> Iterator[Piece]:
    at = node.start
    for card in cards:
        first, last = max(card.row.start, at), min(card.row.end, node.end)
        if first >= last:
            continue
        if first > at:
            yield Piece(text[at:first])
        words = text[first:last].rstrip()
        yield Piece(words, card, first == card.row.start)
        at = first + len(words)
    if at < node.end:
        yield Piece(text[at : node.end])
