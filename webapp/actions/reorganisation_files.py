"""A whole season of changes in one file, by the codes of the agencies: all of it, or none.

``{"changes": [{"kind", "on", "before": [code], "after": [code or {"code", "name", "kind", "aliases"}], "name",
"decision", "reason", "people": "follow"|"end", "groups": [code]}]}``; a later change may name what an earlier one made.
"""

import json
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions.directory import DirectoryRefused
from webapp.actions.history import Stamp
from webapp.actions.reorganisation_plans import UNNUMBERED, Change, NewBody, Successor
from webapp.actions.reorganisations import Outcome, carry_out
from webapp.models import Agency, AgencyGroup, AgencyKind, ReorganisationKind

FOLLOW, END = "follow", "end"


class FileRefused(Exception):
    """What is wrong with the file, and at which change, as a Vietnamese sentence."""


def carry_out_file(session: Session, raw: str, *, stamp: Stamp) -> list[Outcome]:
    """Carry out every change of the file in its order. Raises FileRefused; the caller then rolls back."""
    return [_one(session, number, entry, stamp) for number, entry in enumerate(_changes(raw), 1)]


def _changes(raw: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(raw)["changes"]
    except (ValueError, TypeError, KeyError) as error:
        raise FileRefused("Tệp không phải JSON có danh sách “changes”.") from error
    if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
        raise FileRefused("Tệp không có thay đổi nào trong “changes”.")
    return found


def _one(session: Session, number: int, entry: dict[str, Any], stamp: Stamp) -> Outcome:
    try:
        return carry_out(session, _change(session, entry), stamp=stamp)
    except DirectoryRefused as refusal:
        raise FileRefused(f"Thay đổi thứ {number}: {refusal}") from refusal
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise FileRefused(f"Thay đổi thứ {number}: thiếu hoặc sai “{error}”.") from error


def _change(session: Session, entry: dict[str, Any]) -> Change:
    agencies = _codes(session, Agency)
    groups = _codes(session, AgencyGroup)
    if entry.get("people", FOLLOW) not in (FOLLOW, END):
        raise ValueError(entry["people"])
    return Change(
        kind=ReorganisationKind(entry["kind"]),
        effective_on=date.fromisoformat(entry["on"]),
        before=tuple(agencies[code] for code in entry["before"]),
        after=tuple(_body(one, agencies) for one in entry.get("after", ())),
        decision=entry.get("decision") or UNNUMBERED,
        reason=entry.get("reason", ""),
        name=entry.get("name", ""),
        people_follow=entry.get("people", FOLLOW) == FOLLOW,
        groups=tuple(groups[code] for code in entry["groups"]) if "groups" in entry else None,
    )


def _body(said: Any, agencies: dict[str, int]) -> Successor:
    if isinstance(said, str):
        return agencies[said]
    kind = AgencyKind(said["kind"]) if "kind" in said else None
    return NewBody(said["name"], said["code"], kind, tuple(said.get("aliases", ())))


def _codes(session: Session, table: type[Agency] | type[AgencyGroup]) -> dict[str, int]:
    return {row.code: row.id for row in session.execute(sa.select(table.code, table.id))}
