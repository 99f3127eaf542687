"""The filter of the monitor's page: what the address asks for, its chips, what can be chosen, and what was kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import url_for
from htmx_flask import request

from webapp.extensions import db
from webapp.extraction import fold
from webapp.forms.filters import LONGEST, PARAMS
from webapp.queries import filters
from webapp.queries.monitor import MatrixTask, Queue
from webapp.queries.narrowing import Narrow
from webapp.rules.words import DeadlineKind
from webapp.web.guards import me
from webapp.web.paging import with_query

UNTAGGED = "Chưa xếp lĩnh vực"
NO_AREA = "-"
"""What an address says to ask for tasks that bear no tag."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One part of the filter in force, and the address without it."""

    label: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class KeptChip:
    """A filter that was kept; ``current`` when the page shows just that."""

    id: int
    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """All that the page shows of its filter. The choices are what the programme on the page holds."""

    asked: Narrow
    chips: list[Chip]
    agencies: list[tuple[int, str]]
    clauses: list[tuple[str, str]]
    areas: list[tuple[str, str]]
    area: str | None
    kinds: list[tuple[str, str]]
    kept: list[KeptChip]
    query: str
    name: str
    carried: list[tuple[str, str]]


def asked() -> Narrow:
    """What the address asks for; what it says wrongly is not asked."""
    kind, clause = request.args.get("loai"), request.args.get("diem")
    return Narrow(
        programme_id=_number("chuong_trinh"),
        agency_id=_number("co_quan"),
        clause=clause[:40] if clause else None,
        area=area_asked(),
        kind=DeadlineKind(kind) if kind in {one.value for one in DeadlineKind} else None,
    )


def bar(narrow: Narrow, queue: Queue, tasks: Iterable[MatrixTask]) -> Bar:
    """The filter of this page; ``tasks`` are those of the programme it shows."""
    found = list(tasks)
    agencies = {task.agency_id: task.agency for task in found}
    said = [(name, request.args[name]) for name in PARAMS if request.args.get(name)]
    query = urlencode(said)
    chips = _chips(narrow, agencies)
    return Bar(
        asked=narrow,
        chips=chips,
        agencies=list(agencies.items()),
        clauses=_twice(task.clause_ref for task in sorted(found, key=lambda task: task.position)),
        areas=_areas(found),
        area=request.args.get("linh_vuc"),
        kinds=[(one.value, one.label) for one in DeadlineKind],
        kept=_kept(query),
        query=query,
        name=" · ".join((queue.label, *(chip.label for chip in chips)))[:LONGEST],
        carried=[pair for pair in said if pair[0] in PARAMS[2:]],
    )


def area_asked() -> str | None:
    """The area that the address asks for: "" for what bears no tag, None for all."""
    said = request.args.get("linh_vuc", "")[:60]
    return "" if said == NO_AREA else said or None


def _areas(tasks: list[MatrixTask]) -> list[tuple[str, str]]:
    """The areas to choose from, while there are any: what bears no tag last."""
    names = sorted({task.area for task in tasks if task.area}, key=fold)
    return [*_twice(names), (NO_AREA, UNTAGGED)] if names else []


def _twice(values: Iterable[str]) -> list[tuple[str, str]]:
    """Each value once, as value and word of a choice."""
    return [(one, one) for one in dict.fromkeys(values)]


def _number(name: str) -> int | None:
    said = request.args.get(name, "")
    return int(said) if said.isdigit() and len(said) < 10 else None


def _chips(narrow: Narrow, agencies: dict[int, str]) -> list[Chip]:
    parts = (
        ("co_quan", narrow.agency_id and agencies.get(narrow.agency_id, f"Cơ quan số {narrow.agency_id}")),
        ("diem", narrow.clause and f"Điểm {narrow.clause}"),
        ("linh_vuc", UNTAGGED if narrow.area == "" else narrow.area),
        ("loai", narrow.kind and narrow.kind.label),
    )
    return [Chip(str(label), with_query(**{name: None}, trang=None)) for name, label in parts if label]


def _kept(query: str) -> list[KeptChip]:
    page = url_for("monitor.index")
    return [
        KeptChip(one.id, one.name, f"{page}?{one.query}", one.query == query)
        for one in filters.kept(db.session, me().person_id)
    ]


def within(narrow: Narrow, programmes: int) -> Narrow:
    """A programme narrows nothing while it is the only one."""
    return narrow if programmes > 1 else replace(narrow, programme_id=None)
