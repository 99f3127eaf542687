"""What the review of a draft says: its section with every sentence tied to its proposal, and what each still lacks."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from webapp.queries.imports import Draft, Group
from webapp.rules.completeness import Clarity
from webapp.rules.workdays import WorkCalendar
from webapp.views.judged import by_each
from webapp.views.review_cards import Card, Mark, card_of, is_complete
from webapp.views.review_text import Fold, Passage, in_sight, parts_of, passage_of

PER_PAGE = 40
"""Proposals on one page of a long draft."""
DOUBTS_FIRST, AS_WRITTEN = "chua-chac", "van-ban"


@dataclass(frozen=True, slots=True)
class Filter:
    """A chip that filters the proposals, with how many it would show."""

    code: str
    label: str
    on: bool


@dataclass(frozen=True, slots=True)
class Review:
    """Everything the page shows of the draft: ``found`` are the proposals of the filter, ``shown`` those of the page.

    A long draft shows the passages of its page; ``loose`` are then all that no duty came of.
    """

    cards: tuple[Card, ...]
    found: int
    shown: tuple[Card, ...]
    number: int
    order: str
    passages: tuple[Passage, ...]
    loose: tuple[Passage, ...]
    before: tuple[Fold, ...]
    after: tuple[Fold, ...]
    filters: tuple[Filter, ...]
    count: int
    checked: int
    complete: int
    unassigned: int

    @property
    def by_each(self) -> tuple[tuple[str, int], ...]:
        """How many each person checked, where more than one did."""
        return by_each(card.row for card in self.cards if not card.row.dropped)


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a draft is asked for: the filter, the order ("" is the usual one), the page, the proposal in hand."""

    chosen: str = ""
    order: str = ""
    page: int = 1
    in_hand: int | None = None


def prepare(draft: Draft, groups: Mapping[int, Group], calendar: WorkCalendar, asked: Asked) -> Review:
    """The page of ``draft`` that is asked for."""
    cards = tuple(
        card_of(number, row, draft, groups, calendar, row.id == asked.in_hand)
        for number, row in enumerate(draft.proposals, 1)
    )
    kept = [card for card in cards if not card.row.dropped]
    counts = Counter(mark for card in kept for mark in card.marks)
    order = asked.order or (DOUBTS_FIRST if len(cards) > PER_PAGE else AS_WRITTEN)
    found = _ordered(cards if asked.chosen not in counts else _chosen(cards, asked.chosen), order)
    number, shown = _page(found, asked)
    before, section, after = parts_of(draft)
    passages = tuple(passage_of(draft.text, node, kept) for node in section)
    long = len(cards) > PER_PAGE
    return Review(
        cards=cards,
        found=len(found),
        shown=shown,
        number=number,
        order=order,
        passages=tuple(in_sight(passages, shown)) if long else passages,
        loose=tuple(one for one in passages if one.unassigned) if long else (),
        before=before,
        after=after,
        filters=tuple(_filters(counts, asked.chosen)),
        count=len(kept),
        checked=sum(card.row.checked for card in kept),
        complete=sum(is_complete(card) and not card.row.checked for card in kept),
        unassigned=sum(passage.unassigned for passage in passages),
    )


def _chosen(cards: tuple[Card, ...], chosen: str) -> tuple[Card, ...]:
    return tuple(card for card in cards if card.in_hand or (chosen in card.marks and not card.row.dropped))


def _ordered(cards: tuple[Card, ...], order: str) -> tuple[Card, ...]:
    return tuple(sorted(cards, key=lambda card: card.order)) if order == DOUBTS_FIRST else cards


def _page(found: tuple[Card, ...], asked: Asked) -> tuple[int, tuple[Card, ...]]:
    """The page asked for, or that of the proposal in hand; never beyond the last."""
    place = next((at for at, card in enumerate(found) if card.in_hand), None)
    last = max(1, -(-len(found) // PER_PAGE))
    number = min(asked.page, last) if place is None else place // PER_PAGE + 1
    return number, found[(number - 1) * PER_PAGE : number * PER_PAGE]


def _filters(counts: Counter[str], chosen: str) -> Iterator[Filter]:
    labels = [(one.value, f"việc thiếu {one.label}") for one in Clarity]
    labels += [(one.value, f"việc {one.label}") for one in Mark]
    for code, label in labels:
        if counts[code]:
            yield Filter(code, f"{counts[code]} {label}", code == chosen)
