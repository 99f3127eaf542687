"""The text beside a review: its section, every sentence tied to its proposal, and the other parts folded."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from webapp.extraction.outline import outline
from webapp.extraction.reading import Node, NodeKind
from webapp.queries.imports import Draft
from webapp.views.review_cards import Card

HEADINGS = (NodeKind.SECTION, NodeKind.HEADING)


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the text; ``label`` names the value that rests on them."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: plain words, or words of the sentence of ``card`` (``first``: where it begins)."""

    words: tuple[Words, ...]
    card: Card | None = None
    first: bool = False

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.words)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the assigning section, ``start`` its place in the text; ``unassigned`` when no duty came of it."""

    start: int
    heading: bool
    pieces: tuple[Piece, ...]
    unassigned: bool

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Fold:
    """Another part of the document, shown on demand."""

    label: str
    paragraphs: tuple[str, ...]


def parts_of(draft: Draft) -> tuple[tuple[Fold, ...], list[Node], tuple[Fold, ...]]:
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


def passage_of(text: str, node: Node, cards: list[Card]) -> Passage:
    pieces = tuple(_pieces(text, node, cards))
    heading = node.kind in HEADINGS
    return Passage(node.start, heading, pieces, not heading and not any(piece.card for piece in pieces))


def _pieces(text: str, node: Node, cards: list[Card]) -> Iterator[Piece]:
    at = node.start
    in_hand = next((card for card in cards if card.in_hand), None)
    for card in cards:
        first, last = max(card.row.start, at), min(card.row.end, node.end)
        if first >= last:
            continue
        if first > at:
            yield Piece(_words(text, at, first, in_hand))
        last = first + len(text[first:last].rstrip())
        yield Piece(_words(text, first, last, card), card, first == card.row.start)
        at = last
    if at < node.end:
        yield Piece(_words(text, at, node.end, in_hand))


def _words(text: str, start: int, end: int, card: Card | None) -> tuple[Words, ...]:
    """The words of a stretch, those apart that a value of ``card`` rests on."""
    found, at = [], start
    for why in sorted(card.row.why, key=lambda one: one["start"]) if card else ():
        first, last = max(why["start"], at), min(why["end"], end)
        if first < last:
            found += [Words(text[at:first])] if at < first else []
            found.append(Words(text[first:last], why["label"]))
            at = last
    return (*found, Words(text[at:end])) if at < end else tuple(found)


def in_sight(passages: tuple[Passage, ...], shown: tuple[Card, ...]) -> Iterator[Passage]:
    """The passages of the proposals shown, with the headings above them."""
    ids = {card.row.id for card in shown}
    heading = None
    for passage in passages:
        if passage.heading:
            heading = passage
        if any(piece.card and piece.card.row.id in ids for piece in passage.pieces):
            if heading is not None and heading is not passage:
                yield heading
            yield passage
            heading = None
