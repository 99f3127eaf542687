"""Two versions of one proposal, field by field: what the draft holds now, and what a person typed meanwhile."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from wtforms import Field

from webapp.forms.imports import CorrectionForm
from webapp.forms.targets import MEANT, TargetForm
from webapp.models import Proposal, TargetProposal
from webapp.rules.numbers import show_number
from webapp.rules.words import AgencyRole, Comparator, Labelled

OF_DUTY = (
    "title",
    "kind",
    "due_on",
    "recurrence",
    "due_day",
    "due_month",
    "undated_reason",
    "review_on",
    "product",
    "report_to",
)
OF_TARGET = ("name", "comparator", "value", "upper", "unit", "due_on")
NOTHING = "trống"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the two versions differ, each in words."""

    label: str
    now: str
    mine: str


def of_duty(form: CorrectionForm, one: Proposal) -> tuple[Difference, ...]:
    """Where ``one`` differs from what the form says; the form is in order."""
    said = form.said()
    plain = [_pair(form[name], getattr(one, name), getattr(said, name)) for name in OF_DUTY]
    bodies = [
        _pair(form[name], _held(one, role, form.names), _chosen(form[name].data, form.names))
        for name, role in (("lead", AgencyRole.LEAD), ("coordinate", AgencyRole.COORDINATING))
    ]
    return tuple(_differing([_state(one), plain[0], *bodies, *plain[1:]]))


def of_target(form: TargetForm, one: TargetProposal) -> tuple[Difference, ...]:
    """The same for a target."""
    said = form.said(one.recurrence)
    return tuple(
        _differing([_state(one), *(_pair(form[name], getattr(one, name), getattr(said, name)) for name in OF_TARGET)])
    )


def _state(one: Proposal | TargetProposal) -> Difference:
    return Difference("Tình trạng", "đã bỏ" if one.dropped else "giữ", "giữ")


def _pair(field: Field, now: Any, mine: Any) -> Difference:
    return Difference(field.label.text, _words(now), _words(mine))


def _differing(pairs: Iterable[Difference]) -> Iterator[Difference]:
    return (one for one in pairs if one.now != one.mine)


def _held(one: Proposal, role: AgencyRole, names: Mapping[str, str]) -> str:
    """The bodies of the directory that ``one`` holds in this role."""
    keys = {f"a:{body.agency_id}" if body.agency_id else f"g:{body.group_id}": body for body in one.agencies}
    mine = [key for key, body in keys.items() if body.role is role and (body.agency_id or body.group_id)]
    return ", ".join(sorted(names.get(key, keys[key].written) for key in mine))


def _chosen(keys: Iterable[str] | None, names: Mapping[str, str]) -> str:
    return ", ".join(sorted(names[key] for key in keys or () if key in names))


def _words(value: Any) -> str:
    match value:
        case Comparator():
            return dict(MEANT)[value]
        case Labelled():
            return value.label
        case date():
            return f"{value:%d/%m/%Y}"
        case Decimal():
            return show_number(value)
        case _:
            return str(value or NOTHING)
