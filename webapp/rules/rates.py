"""The two rates of an agency, each with its denominator: a share without "of how many" says nothing.

On time = hoàn thành đúng hạn / (đúng hạn + hoàn thành quá hạn + chưa hoàn thành quá hạn): work still in time and work
without a date are in neither number. Update rate = open tasks updated of late / open tasks.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.rules.timeliness import Cell

UPDATED_WITHIN = 90
"""Days within which an update counts as "of late": one quarter, the rhythm of the office's reports."""


@dataclass(frozen=True, slots=True)
class Rate:
    """``part`` of ``whole``; no rate at all while ``whole`` is 0."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """Rounded to whole per cent, halves up; never 100 unless every one is in."""
        if not self.whole:
            return None
        rounded = (200 * self.part + self.whole) // (2 * self.whole)
        return rounded if self.part == self.whole else min(rounded, 99)


def on_time(cells: Mapping[Cell, int]) -> Rate:
    """The on-time rate of tasks counted by cell."""
    good = cells.get(Cell.DONE_ON_TIME, 0)
    return Rate(good, good + cells.get(Cell.DONE_LATE, 0) + cells.get(Cell.OPEN_LATE, 0))
