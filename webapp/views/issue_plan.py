"""What "Ban hành" will make, clause by clause, before it does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from webapp.actions.issues import leads, task_count
from webapp.queries.imports import Draft, Group
from webapp.rules.completeness import Clarity
from webapp.views.review_cards import Card


@dataclass(frozen=True, slots=True)
class PlannedDuty:
    """One duty with the tasks it opens."""

    card: Card
    tasks: int
    agencies: int
    lacks: tuple[Clarity, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlannedClause:
    """A clause with its duties."""

    ref: str
    duties: tuple[PlannedDuty, ...]
    tasks: int
    agencies: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole, with its sums."""

    clauses: tuple[PlannedClause, ...]
    duties: int
    tasks: int
    agencies: int


def plan(draft: Draft, cards: tuple[Card, ...], groups: Mapping[int, Group], today: date) -> Plan:
    """What issuing ``draft`` on ``today`` would make; ``cards`` are its proposals as reviewed."""
    kept = [card for card in cards if not card.row.dropped]
    clauses = tuple(
        _clause(ref, list(members), draft, groups, today)
        for ref, members in groupby(kept, key=lambda card: card.row.clause_ref)
    )
    everyone = {agency for card in kept for agency in leads(card.row, groups)}
    return Plan(clauses, len(kept), sum(one.tasks for one in clauses), len(everyone))


def _clause(ref: str, cards: list[Card], draft: Draft, groups: Mapping[int, Group], today: date) -> PlannedClause:
    duties = tuple(
        PlannedDuty(
            card,
            task_count(card.row, groups, issued_on=draft.issued_on, today=today),
            len(leads(card.row, groups)),
            card.missing,
            tuple(one.name for one in card.lead + card.coordinating if not one.known),
        )
        for card in cards
    )
    everyone = {agency for card in cards for agency in leads(card.row, groups)}
    return PlannedClause(ref, duties, sum(one.tasks for one in duties), len(everyone))
