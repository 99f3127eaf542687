"""What a reviewer is offered for a name that the directory does not know."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.actions.new_names import guess_kind
from webapp.extraction.agencies import is_lasting
from webapp.extraction.near_names import near
from webapp.models import AgencyKind
from webapp.queries.directory import Bearer
from webapp.views.review_cards import Card


@dataclass(frozen=True, slots=True)
class Offer:
    """A name, who it may be a slip of as (key, name), and the family it would be added to.

    A name for many, or for others in every document, is no ``agency``: it cannot be added as one.
    """

    written: str
    near: tuple[tuple[str, str], ...]
    kind: AgencyKind
    agency: bool


def unknown(cards: Iterable[Card]) -> list[str]:
    """The names on these cards that nobody bears."""
    return list(dict.fromkeys(body.name for card in cards for body in card.lead + card.coordinating if not body.known))


def offers(names: Iterable[str], bearers: Iterable[Bearer]) -> dict[str, Offer]:
    """The offer for each name."""
    by_name = {one.text: one for one in bearers}
    return {written: _offer(written, by_name) for written in names}


def _offer(written: str, by_name: dict[str, Bearer]) -> Offer:
    alike = {by_name[name].key: by_name[name].name for name in near(written, by_name)}
    return Offer(written, tuple(alike.items()), guess_kind(written), is_lasting(written, of_group=False))
