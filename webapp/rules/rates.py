"""The rates by which an agency is known, with their denominators: never one without the other.

On-time rate: đúng hạn / (đúng hạn + hoàn thành quá hạn + chưa hoàn thành quá hạn). Update rate: open tasks that were
updated in the period / open tasks. Undated and standing work stands outside the first.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from webapp.rules.status import OPEN
from webapp.rules.timeliness import Cell, TaskFacts, standing


class RatedFacts(TaskFacts, Protocol):
    """A task and when it was last updated."""

    @property
    def updated_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Rate:
    """``part`` of ``whole``; ``percent`` is None when there is nothing to count."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.part / self.whole) if self.whole else None


@dataclass(frozen=True, slots=True)
class Rates:
    """The cells (which sum to the whole) and the two rates."""

    cells: dict[Cell, int]
    on_time: Rate
    updated: Rate


def on_time(tasks: Iterable[TaskFacts], today: date) -> Rate:
    """The on-time rate alone."""
    cells = Counter(standing(task, today).cell for task in tasks)
    judged = cells[Cell.DONE_ON_TIME] + cells[Cell.DONE_LATE] + cells[Cell.OPEN_LATE]
    return Rate(cells[Cell.DONE_ON_TIME], judged)


def rates(tasks: Iterable[RatedFacts], today: date, days: int) -> Rates:
    """The rates of ``tasks`` on ``today``; updates count when they are at most ``days`` old."""
    every = list(tasks)
    cells = Counter(standing(task, today).cell for task in every)
    still = [task for task in every if task.status in OPEN]
    fresh = sum(task.updated_on is not None and task.updated_on >= today - timedelta(days=days) for task in still)
    return Rates(
        cells={cell: cells[cell] for cell in Cell},
        on_time=on_time(every, today),
        updated=Rate(fresh, len(still)),
    )
