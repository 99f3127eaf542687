"""Every name by which a document may call an agency or a group."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.extraction.text import fold
from webapp.models import Agency, AgencyGroup, AgencyName


@dataclass(frozen=True, slots=True)
class KnownName:
    """A body: exactly one of ``agency_id`` and ``group_id``; ``name`` is what it is officially called."""

    name: str
    agency_id: int | None = None
    group_id: int | None = None


def known_names(session: Session) -> dict[str, KnownName]:
    """Folded name (``extraction.text.fold``) to the body that bears it, in three statements.

    An official name wins over another body's alias; ``actions.directory`` keeps that from happening.
    """
    agencies = session.execute(sa.select(Agency.id, Agency.name))
    groups = session.execute(sa.select(AgencyGroup.id, AgencyGroup.name))
    bearer = sa.func.coalesce(Agency.name, AgencyGroup.name)
    aliases = session.execute(
        sa.select(AgencyName.folded, bearer, AgencyName.agency_id, AgencyName.group_id)
        .outerjoin(Agency, Agency.id == AgencyName.agency_id)
        .outerjoin(AgencyGroup, AgencyGroup.id == AgencyName.group_id)
    )
    return (
        {folded: KnownName(name, agency_id, group_id) for folded, name, agency_id, group_id in aliases}
        | {fold(name): KnownName(name, group_id=key) for key, name in groups}
        | {fold(name): KnownName(name, agency_id=key) for key, name in agencies}
    )


@dataclass(frozen=True, slots=True)
class Bearer:
    """One way to write a body: ``name`` is what it is officially called, ``key`` "a:12" or "g:3" as forms say it."""

    text: str
    name: str
    key: str


def bearers(session: Session, on: date) -> list[Bearer]:
    """Every way to write an agency that existed on the day ``on``, or a group: one statement."""
    lived = sa.or_(Agency.valid_to.is_(None), Agency.valid_to >= on)
    none = sa.null()
    names: sa.CompoundSelect[Any] = sa.union_all(
        sa.select(Agency.name, Agency.name.label("official"), Agency.id, none.label("of_group")).where(lived),
        sa.select(AgencyGroup.name, AgencyGroup.name, none, AgencyGroup.id),
        sa.select(AgencyName.text, Agency.name, Agency.id, none).join(AgencyName.agency).where(lived),
        sa.select(AgencyName.text, AgencyGroup.name, none, AgencyGroup.id).join(AgencyName.group),
    )
    found: list[Any] = list(session.execute(names))
    return [Bearer(text, name, f"a:{key}" if key else f"g:{group}") for text, name, key, group in found]
