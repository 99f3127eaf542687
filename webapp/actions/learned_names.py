"""Names that a person explained in the review: kept as aliases once the draft is issued, so that the next reading
knows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.actions.directory import add_name
from webapp.actions.imports import directory_of
from webapp.extraction.agencies import canonical, is_lasting
from webapp.models import Agency, AgencyGroup
from webapp.queries.directory import known_names
from webapp.queries.imports import Body, Draft
from webapp.rules.words import AgencyRole


@dataclass(frozen=True, slots=True)
class LearnedName:
    """What the document writes, and whom it means: exactly one of ``agency_id`` and ``group_id``, called ``name``."""

    written: str
    name: str
    agency_id: int | None
    group_id: int | None


def learned(session: Session, draft: Draft) -> tuple[LearnedName, ...]:
    """The names that issuing ``draft`` would remember: those that lead by a person's word only.

    A name the directory reads by itself, one that somebody bears, one that was explained in two ways and one that
    means somebody else in the next document ("các ngành liên quan") are not among them.
    """
    explained: dict[str, dict[tuple[int | None, int | None], LearnedName]] = {}
    for body in _explained(draft):
        meant = explained.setdefault(canonical(body.written), {})
        one = LearnedName(body.written, body.name or "", body.agency_id, body.group_id)
        meant.setdefault((body.agency_id, body.group_id), one)
    if not explained:
        return ()
    borne = {canonical(name) for name in known_names(session)}
    directory = directory_of(session)
    found = [next(iter(meant.values())) for name, meant in explained.items() if len(meant) == 1 and name not in borne]
    return tuple(one for one in found if directory.resolve(one.written) is None)


def remember(session: Session, names: Iterable[LearnedName]) -> None:
    """Make each name an alias of the body it means."""
    for one in names:
        body = session.get_one(Agency, one.agency_id) if one.agency_id else session.get_one(AgencyGroup, one.group_id)
        add_name(body, one.written)


def _explained(draft: Draft) -> list[Body]:
    leads = [body for one in draft.kept for body in one.of(AgencyRole.LEAD)]
    return [
        body
        for body in leads
        if (body.agency_id or body.group_id) and is_lasting(body.written, of_group=body.group_id is not None)
    ]
