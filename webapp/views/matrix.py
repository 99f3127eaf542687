"""The matrix agency x clause: who has work of their own on one sheet, those who only share common work folded below.

Columns are assignments under their clause. A cell holds one task; of a recurring duty the latest period, which is the
one somebody still has to act on. Counts come from the same tasks, so the foot always equals the cells.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from webapp.extraction import fold
from webapp.models import AgencyKind
from webapp.queries.monitor import MatrixTask
from webapp.rules import timeliness
from webapp.rules.timeliness import Standing
from webapp.rules.words import Status

UNTAGGED = "chưa xếp lĩnh vực"
SHARED_BY = 6
"""A duty that more agencies than this lead is common work, and does not make its agencies a row of their own."""


@dataclass(frozen=True, slots=True)
class Column:
    """One assignment: the heading of a column."""

    assignment_id: int
    clause_ref: str
    title: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One task: its short word, and the full one on hover."""

    task_id: int
    standing: Standing
    short: str
    full: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One agency's line, or one area of a big holder's."""

    agency_id: int
    agency: str
    cells: tuple[Cell | None, ...]
    area: str = ""


@dataclass(frozen=True, slots=True)
class Folded:
    """Agencies of one family that only share common work, with "đã báo cáo n/N" under each column."""

    label: str
    rows: tuple[SheetRow, ...]
    reported: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """One part of the whole: how many tasks stand so."""

    tone: str
    count: int
    word: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole programme at a glance. ``clauses`` are (ref, number of columns) over the columns."""

    total: int
    shares: tuple[Share, ...]
    columns: tuple[Column, ...]
    clauses: tuple[tuple[str, int], ...]
    own: tuple[SheetRow, ...]
    common: tuple[Column, ...]
    folded: tuple[Folded, ...]
    has_areas: bool

    @property
    def in_words(self) -> str:
        return ", ".join(f"{share.count} {share.word}" for share in self.shares)


KINDS = tuple(AgencyKind)
WORDS = {
    "done": "hoàn thành",
    "wait": "chờ xác nhận",
    "doing": "trong hạn",
    "soon": "sắp đến hạn",
    "late": "quá hạn",
    "off": "không tính hạn",
}


def build(tasks: list[MatrixTask], today: date, soon_days: int, *, split: bool = False) -> Matrix:
    """The matrix of ``tasks`` (in order of agency, place in the text, period) as it stands on ``today``.

    ``split`` gives each area of an agency with work of its own a line of its own.
    """
    latest = {(task.agency_id, task.assignment_id): task for task in tasks}
    columns = _columns(latest.values())
    common = tuple(column for column in columns if column.shared)
    own_ids = {task.agency_id for task in latest.values() if not _is_shared(task, common)}
    cells = {key: _cell(task, today, soon_days) for key, task in latest.items()}
    agencies = {task.agency_id: task for task in latest.values()}
    own = [task for task in agencies.values() if task.agency_id in own_ids]
    return Matrix(
        total=len(tasks),
        shares=_shares(tasks, today, soon_days),
        columns=columns,
        clauses=tuple((ref, len(list(group))) for ref, group in groupby(column.clause_ref for column in columns)),
        own=_by_area(own, columns, cells, latest) if split else tuple(_row(task, columns, cells) for task in own),
        has_areas=any(task.area for task in tasks),
        common=common,
        folded=_folded([task for task in agencies.values() if task.agency_id not in own_ids], common, cells, latest),
    )


def _columns(tasks: Iterable[MatrixTask]) -> tuple[Column, ...]:
    seen = list(tasks)
    held = Counter(task.assignment_id for task in seen)
    unique = {task.assignment_id: task for task in sorted(seen, key=lambda task: (task.position, task.assignment_id))}
    return tuple(
        Column(task.assignment_id, task.clause_ref, task.short_title, held[task.assignment_id] > SHARED_BY)
        for task in unique.values()
    )


def _is_shared(task: MatrixTask, common: tuple[Column, ...]) -> bool:
    return any(column.assignment_id == task.assignment_id for column in common)


def _cell(task: MatrixTask, today: date, soon_days: int) -> Cell:
    stands = timeliness.standing(task, today, soon_days)
    late, left = timeliness.days_late(task, today), timeliness.days_left(task, today)
    if stands is timeliness.OVERDUE:
        return Cell(task.id, stands, f"Trễ {late}", f"Quá hạn {late} ngày")
    if stands is timeliness.DUE_SOON:
        return Cell(task.id, stands, f"Còn {left}", f"Sắp đến hạn, còn {left} ngày")
    if stands is timeliness.IN_TIME and task.status is Status.IN_PROGRESS:
        return Cell(task.id, stands, "Đang làm", "Đang thực hiện, trong hạn")
    return Cell(task.id, stands, stands.short, stands.word)


def _row(task: MatrixTask, columns: tuple[Column, ...], cells: dict[tuple[int, int], Cell]) -> SheetRow:
    return SheetRow(
        task.agency_id,
        task.agency,
        tuple(cells.get((task.agency_id, column.assignment_id)) for column in columns),
    )


def _by_area(
    agencies: list[MatrixTask],
    columns: tuple[Column, ...],
    cells: dict[tuple[int, int], Cell],
    latest: dict[tuple[int, int], MatrixTask],
) -> tuple[SheetRow, ...]:
    """The lines of agencies, one an area, what bears no tag last; each cell stands in the line of its task's area."""
    rows = []
    for agency in agencies:
        areas = {task.area for task in latest.values() if task.agency_id == agency.agency_id}
        for area in sorted(areas, key=lambda name: (not name, fold(name))):
            some = {key: cell for key, cell in cells.items() if latest[key].area == area}
            whole = _row(agency, columns, some)
            rows.append(replace(whole, area=area or (UNTAGGED if len(areas) > 1 else "")))
    return tuple(rows)


def _folded(
    agencies: list[MatrixTask],
    common: tuple[Column, ...],
    cells: dict[tuple[int, int], Cell],
    latest: dict[tuple[int, int], MatrixTask],
) -> tuple[Folded, ...]:
    by_kind = sorted(agencies, key=lambda task: KINDS.index(task.agency_kind))
    return tuple(
        Folded(kind.label, tuple(_row(task, common, cells) for task in members), _reported(members, common, latest))
        for kind, members in (
            (kind, list(group)) for kind, group in groupby(by_kind, key=lambda task: task.agency_kind)
        )
    )


def _reported(
    members: list[MatrixTask], common: tuple[Column, ...], latest: dict[tuple[int, int], MatrixTask]
) -> tuple[str, ...]:
    def count(column: Column) -> str:
        owed = [latest.get((task.agency_id, column.assignment_id)) for task in members]
        held = [task for task in owed if task]
        return f"{sum(task.status in (Status.DONE, Status.AWAITING) for task in held)}/{len(held)}"

    return tuple(count(column) for column in common)


def _shares(tasks: list[MatrixTask], today: date, soon_days: int) -> tuple[Share, ...]:
    tones = Counter(timeliness.standing(task, today, soon_days).tone for task in tasks)
    return tuple(Share(tone, tones[tone], word) for tone, word in WORDS.items() if tones[tone])
