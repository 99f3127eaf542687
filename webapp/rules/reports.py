"""The figures of a report: four cells and the lines beside them, agency by agency, each adding up to the whole.

Sources. Cells: the annex of the Government Office's own reports ({đã hoàn thành, chưa hoàn thành} x {đúng/trong hạn,
quá hạn}, 2017 and 2021). Work done regularly is no task with a deadline (Quyết định 42/2014/QĐ-TTg as amended by
23/2018/QĐ-TTg), so standing, undated and paused tasks (and those whose
correction is undecided) have lines of their own, outside the rate and inside the total.
A duty given to many is counted once, with how many have done it ("đã có 14/85", the same office in 2021). Rates are
printed with their denominators; update rate as the city of Đà Nẵng publishes it (2022). Extensions never hide the
first date: the on-time rate is told against both.

What a period counts: every task that was not yet closed when it began, or was given in it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from webapp.rules.rates import Rate
from webapp.rules.report_periods import Span
from webapp.rules.status import OPEN
from webapp.rules.timeliness import CORRECTING, PAUSED, STANDING, UNDATED, Cell, Standing, standing
from webapp.rules.words import DeadlineKind, Labelled, Status

Key = TypeVar("Key")


class Line(Labelled):
    """The column of a report in which a task is counted, exactly one each."""

    DONE_ON_TIME = "done_on_time", "Hoàn thành đúng hạn"
    DONE_LATE = "done_late", "Hoàn thành quá hạn"
    OPEN_IN_TIME = "open_in_time", "Chưa hoàn thành, trong hạn"
    OPEN_LATE = "open_late", "Chưa hoàn thành, quá hạn"
    STANDING = "standing", "Thường xuyên"
    UNDATED = "undated", "Chưa xác định hạn"
    PAUSED = "paused", "Tạm dừng"
    CORRECTING = "correcting", "Đang đính chính"
    OTHER = "other", "Khác, không tính hạn"


CELLS = (Line.DONE_ON_TIME, Line.DONE_LATE, Line.OPEN_IN_TIME, Line.OPEN_LATE)
BESIDE = {
    STANDING.code: Line.STANDING,
    UNDATED.code: Line.UNDATED,
    PAUSED.code: Line.PAUSED,
    CORRECTING.code: Line.CORRECTING,
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One task as it stood at the cut-off. ``duty`` is what many agencies share (assignment and period);
    ``given_on`` the day it was given, ``updated_on`` the day something was last said of it, ``extensions`` how many
    were granted in the period."""

    task_id: int
    duty: str
    agency_id: int
    family: str
    status: Status
    kind: DeadlineKind
    due_on: date | None
    overdue_from: date | None
    original_due_on: date | None
    done_on: date | None
    claimed_on: date | None
    updated_on: date | None
    given_on: date
    extensions: int = 0


def line_of(fact: Fact, day: date) -> Line:
    """The one line in which the task is counted on ``day``."""
    return line_of_standing(standing(fact, day))


def line_of_standing(stands: Standing) -> Line:
    """The line of a report for one standing."""
    if stands.cell is not Cell.UNCOUNTED:
        return Line(stands.cell.value)
    return BESIDE.get(stands.code, Line.OTHER)


def against_first_date(fact: Fact) -> Fact:
    """The same task judged by the first date it ever had."""
    if fact.due_on is None or fact.overdue_from is None or fact.original_due_on in (None, fact.due_on):
        return fact
    return replace(fact, overdue_from=fact.original_due_on + (fact.overdue_from - fact.due_on))


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of an agency, of a family of agencies, or of all. ``lines`` sum to ``total``."""

    total: int
    lines: dict[Line, int]
    given: int
    done: int
    due: int
    still_open: int
    on_time: Rate
    on_time_first: Rate
    updated: Rate
    extensions: int


@dataclass(frozen=True, slots=True)
class Table:
    """Agencies under their families, each with its sum, and the whole."""

    families: tuple[tuple[str, Row, tuple[tuple[int, Row], ...]], ...]
    whole: Row


def row(facts: Iterable[Fact], span: Span) -> Row:
    """The figures of ``facts`` at the end of ``span``."""
    every = list(facts)
    lines = Counter(line_of(fact, span.cut_off) for fact in every)
    open_ones = [fact for fact in every if fact.status in OPEN]
    return Row(
        total=len(every),
        lines={line: lines[line] for line in Line},
        given=sum(fact.given_on in span for fact in every),
        done=sum(fact.status is Status.DONE and fact.done_on in span for fact in every),
        due=sum(fact.due_on in span for fact in every),
        still_open=len(open_ones),
        on_time=_on_time(lines),
        on_time_first=_on_time(Counter(line_of(against_first_date(fact), span.cut_off) for fact in every)),
        updated=Rate(sum(fact.updated_on in span for fact in open_ones), len(open_ones)),
        extensions=sum(fact.extensions for fact in every),
    )


def _on_time(lines: Counter[Line]) -> Rate:
    return Rate(lines[Line.DONE_ON_TIME], lines[Line.DONE_ON_TIME] + lines[Line.DONE_LATE] + lines[Line.OPEN_LATE])


def table(facts: Iterable[Fact], span: Span, families: Sequence[str], agencies: Sequence[int]) -> Table:
    """The figures of every family and agency that has a task, in the order given."""
    every = list(facts)
    by_agency = _grouped(every, lambda fact: fact.agency_id)
    by_family = _grouped(every, lambda fact: fact.family)
    made = []
    for family in (one for one in families if one in by_family):
        own = _grouped(by_family[family], lambda fact: fact.agency_id)
        made.append((family, row(by_family[family], span), tuple((a, row(own[a], span)) for a in agencies if a in own)))
    placed = sum(len(by_agency[agency]) for agency in agencies if agency in by_agency)
    if placed != len(every) or sum(one[1].total for one in made) != len(every):
        raise ValueError("a task of no known agency or family")
    return Table(tuple(made), row(every, span))


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty, counted once however many agencies owe it: ``done`` and ``reported`` of ``total``, its own line."""

    key: str
    total: int
    done: int
    reported: int
    late: int
    line: Line


def duties(facts: Iterable[Fact], day: date) -> list[Duty]:
    """Every duty once, in the order in which its first task comes."""
    return [_duty(key, tasks, day) for key, tasks in _grouped(list(facts), lambda fact: fact.duty).items()]


def _duty(key: str, tasks: list[Fact], day: date) -> Duty:
    lines = Counter(line_of(task, day) for task in tasks)
    done = sum(task.status is Status.DONE for task in tasks)
    waiting = sum(task.status is Status.AWAITING for task in tasks)
    return Duty(key, len(tasks), done, done + waiting, lines[Line.OPEN_LATE], duty_line(lines))


def duty_line(lines: Counter[Line]) -> Line:
    """The line of a whole duty: late while one is late, open while one is open, done late when one was; those that
    stand beside the cells speak only when nobody else does."""
    order = (Line.OPEN_LATE, Line.OPEN_IN_TIME, Line.DONE_LATE, Line.DONE_ON_TIME, Line.UNDATED, Line.STANDING)
    return next((line for line in (*order, Line.CORRECTING, Line.PAUSED, Line.OTHER) if lines[line]), Line.OTHER)


def _grouped(facts: list[Fact], key: Callable[[Fact], Key]) -> dict[Key, list[Fact]]:
    found: dict[Key, list[Fact]] = {}
    for fact in facts:
        found.setdefault(key(fact), []).append(fact)
    return found
