"""What the review page of a draft says: numbered proposals, their sentences, what is missing, what would be made."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.extraction.cuts import cut_points
from webapp.forms.imports import CorrectionForm, SplitForm
from webapp.models import Import, Proposal, ProposalAgency
from webapp.rules.completeness import Clarity, missing
from webapp.rules.words import AgencyRole, DeadlineKind, Recurrence

SURE = 0.8
"""Below this a proposal wants a second look."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A proposal as the "6 rõ" check sees it; the receiver of the result is its authority, else the monitor."""

    title: str
    lead: list[str]
    coordinate: list[str]
    kind: DeadlineKind
    due_on: date | None
    recurrence: Recurrence | None
    product: str | None
    authority: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """One proposal with its number on the page."""

    number: int
    one: Proposal
    lead: list[str]
    coordinate: list[str]
    unknown: list[str]
    missing: tuple[Clarity, ...]
    unsure: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the section's text: plain words, or the sentence of proposal ``number``."""

    text: str
    number: int | None = None
    proposal_id: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """Everything the page shows beside the draft."""

    cards: list[Card]
    paragraphs: list[list[Piece]]
    before: str
    count: int
    checked: int
    lacking: list[tuple[Clarity, int]]
    chosen: str | None


def prepare(draft: Import, chosen: str | None, opened: int | None) -> Review:
    """The page of ``draft``; ``chosen`` filters by what is missing, ``opened`` is the proposal in hand."""
    cards = [_card(number, one) for number, one in enumerate(draft.proposals, 1)]
    kept = [card for card in cards if not card.one.dropped]
    counts = Counter(clarity for card in kept for clarity in card.missing)
    start = draft.section_start or 0
    return Review(
        cards=[card for card in cards if not chosen or chosen in {clarity.value for clarity in card.missing}],
        paragraphs=_paragraphs(draft, kept, start, opened),
        before=draft.text[:start].strip(),
        count=len(kept),
        checked=sum(card.one.checked for card in kept),
        lacking=[(clarity, counts[clarity]) for clarity in Clarity if counts[clarity]],
        chosen=chosen,
    )


def complete(draft: Import) -> Iterator[Proposal]:
    """The proposals that name a known lead agency and leave no name unknown."""
    for number, one in enumerate(draft.proposals, 1):
        card = _card(number, one)
        if not one.dropped and card.lead and not card.unknown and one.kind is not None:
            yield one


@dataclass(frozen=True, slots=True)
class Planned:
    """What one proposal will make."""

    clause_ref: str
    title: str
    agencies: str
    kind: str
    missing: str


def plan(draft: Import) -> list[Planned]:
    """What "Ban hành" will make, duty by duty."""
    cards = [_card(number, one) for number, one in enumerate(draft.proposals, 1) if not one.dropped]
    return [
        Planned(
            card.one.clause_ref,
            card.one.title,
            ", ".join(card.lead) or "chưa có cơ quan chủ trì",
            _when(card.one),
            ", ".join(f"thiếu {clarity.label}" for clarity in card.missing),
        )
        for card in cards
    ]


def _when(one: Proposal) -> str:
    return f"{one.kind.label}, {one.due_on:%d/%m/%Y}" if one.due_on else one.kind.label


def correction_form(one: Proposal, bodies: list[tuple[str, str]]) -> CorrectionForm:
    """The form of a proposal as it stands."""
    values = {
        "lead": [_key(body) for body in one.agencies if body.role is AgencyRole.LEAD],
        "coordinate": [_key(body) for body in one.agencies if body.role is AgencyRole.COORDINATING],
        "kind": one.kind.value,
        "recurrence": one.recurrence.value if one.recurrence else "",
    }
    return CorrectionForm(formdata=None, obj=one, data=None, bodies=bodies, **values)


def split_form(one: Proposal, text: str) -> SplitForm | None:
    """Where a proposal can be cut, or None when nowhere."""
    form = SplitForm(formdata=None)
    found = split_choices(one, text)
    form.at.choices = found
    return form if found else None


def split_choices(one: Proposal, text: str) -> dict[str, Any]:
    """The cut points with the words that would begin the second part."""
    return {str(at): f"… {text[at : min(at + 60, one.end)]}" for at in cut_points(text, one.start, one.end)}


def _card(number: int, one: Proposal) -> Card:
    lead = [_name(body) for body in one.agencies if body.role is AgencyRole.LEAD and _known(body)]
    coordinate = [_name(body) for body in one.agencies if body.role is AgencyRole.COORDINATING and _known(body)]
    facts = Facts(one.title, lead, coordinate, one.kind, one.due_on, one.recurrence, one.product, "Ban Dân vận")
    unknown = [body.written for body in one.agencies if not _known(body)]
    return Card(number, one, lead, coordinate, unknown, missing(facts), one.sure < SURE and not one.checked)


def _known(body: ProposalAgency) -> bool:
    return body.agency_id is not None or body.group_id is not None


def _name(body: ProposalAgency) -> str:
    if body.agency is not None:
        return body.agency.name
    return f"Nhóm {body.group.name}" if body.group else body.written


def _key(body: ProposalAgency) -> str:
    return f"a:{body.agency_id}" if body.agency_id else f"g:{body.group_id}"


def _paragraphs(draft: Import, cards: list[Card], start: int, opened: int | None) -> list[list[Piece]]:
    found = []
    for paragraph in draft.text[start:].split("\n\n"):
        found.append(list(_pieces(paragraph, start, cards, opened)))
        start += len(paragraph) + 2
    return found


def _pieces(paragraph: str, start: int, cards: list[Card], opened: int | None) -> Iterator[Piece]:
    at, end = start, start + len(paragraph)
    for card in sorted(cards, key=lambda card: card.one.start):
        first, last = max(card.one.start, at), min(card.one.end, end)
        if first >= last:
            continue
        if first > at:
            yield Piece(paragraph[at - start : first - start])
        yield Piece(paragraph[first - start : last - start], card.number, card.one.id, card.one.id == opened)
        at = last
    if at < end:
        yield Piece(paragraph[at - start :])
