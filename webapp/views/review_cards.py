"""The cards of a review: each proposal with its number, the words it rests on, what it lacks and what is in doubt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from webapp.actions.proposals import as_seen
from webapp.queries.imports import Body, Draft, Group, ProposalRow
from webapp.rules.completeness import Clarity, missing
from webapp.rules.words import AgencyRole, DeadlineKind, Labelled, Recurrence
from webapp.rules.workdays import WorkCalendar

SURE, VERY_SURE = 0.8, 0.9
"""Below the first a proposal wants a second look."""
CONFIRMER = "Ban Dân vận"
"""Whoever receives a result, the monitor confirms it: the authority is never unclear in a programme."""


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
    """One proposal with its number on the page, and the words of the text it rests on. ``seen`` is its digest."""

    number: int
    row: ProposalRow
    lead: tuple[Named, ...]
    coordinating: tuple[Named, ...]
    missing: tuple[Clarity, ...]
    marks: frozenset[str]
    warning: str
    rests_on: tuple[tuple[str, str], ...]
    in_hand: bool
    seen: str

    @property
    def unsure(self) -> bool:
        return Mark.UNSURE in self.marks

    @property
    def how_sure(self) -> str:
        """How sure the reader is, in words."""
        return "chưa chắc" if self.row.sure < SURE else "khá chắc" if self.row.sure < VERY_SURE else "chắc"

    @property
    def order(self) -> tuple[bool, bool, float, int]:
        """Where it stands when doubts come first: what is dropped or checked last, the least sure first."""
        doubtful = bool(self.marks - {Mark.UNCHECKED.value})
        return self.row.dropped or self.row.checked, not doubtful, self.row.sure, self.number


def is_complete(card: Card) -> bool:
    """Whether nothing of the six is missing and nothing about the proposal is in doubt."""
    doubts = card.marks - {Mark.UNCHECKED.value}
    return not card.row.dropped and not doubts and not card.warning


def card_of(
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
        seen=as_seen(row),
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
