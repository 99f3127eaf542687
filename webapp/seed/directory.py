"""The agencies of the Party organisation of Bình Thuận in 2021, and the groups by which documents call them.

Source: the programme's own addressees and the usual list of the Provincial Committee's bodies (``data/agencies.json``).
"""

import json
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions.search import index_agency
from webapp.extraction.text import fold
from webapp.models import Agency, AgencyGroup, AgencyKind, AgencyName, GroupMember

DATA = Path(__file__).resolve().parent.parent / "data" / "agencies.json"


def load_directory(session: Session) -> dict[str, Agency]:
    """Add the agencies and groups whose code is not there yet; every agency by its code.

    One that is there stays as it is, its other names and members included: an administrator may have changed them.
    """
    shipped = json.loads(DATA.read_text(encoding="utf-8"))
    taken = set(session.scalars(sa.select(AgencyName.folded)))
    there = {agency.code: agency for agency in session.scalars(sa.select(Agency))}
    new = {
        entry["code"]: _agency(entry, position, taken)
        for position, entry in enumerate(shipped["agencies"], 1)
        if entry["code"] not in there
    }
    there |= new
    session.add_all(new.values())
    session.flush()
    groups = set(session.scalars(sa.select(AgencyGroup.code)))
    for position, entry in enumerate(shipped["groups"], 1):
        if entry["code"] not in groups:
            session.add(_group(entry, position, taken, there))
    session.flush()
    for agency in new.values():
        index_agency(session, agency)
    session.flush()
    return there


def _agency(entry: dict[str, Any], position: int, taken: set[str]) -> Agency:
    return Agency(
        code=entry["code"],
        name=entry["name"],
        kind=AgencyKind(entry["kind"]),
        position=position,
        names=_names(entry, taken),
    )


def _group(entry: dict[str, Any], position: int, taken: set[str], agencies: dict[str, Agency]) -> AgencyGroup:
    return AgencyGroup(
        code=entry["code"],
        name=entry["name"],
        position=position,
        names=_names(entry, taken),
        members=[GroupMember(agency=agencies[code]) for code in entry["members"]],
    )


def _names(entry: dict[str, Any], taken: set[str]) -> list[AgencyName]:
    """The other names of an entry that nobody bears yet; ``taken`` grows by them."""
    free = [text for text in entry["aliases"] if fold(text) not in taken]
    taken.update(map(fold, free))
    return [AgencyName(text=text, folded=fold(text)) for text in free]
