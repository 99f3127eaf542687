"""A task as one line of a list: its facts, and how it stands in time today."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from webapp import clock
from webapp.queries.tasks import TaskRow
from webapp.rules import timeliness
from webapp.rules.timeliness import Standing
from webapp.rules.urgency import TONES, Urgency, urgency
from webapp.web.context import thresholds, work_calendar
from webapp.web.paging import with_query


@dataclass(frozen=True, slots=True)
class Line:
    """One row, ready to print."""

    row: TaskRow
    standing: Standing
    time_word: str
    days_late: int
    pile: Urgency

    @property
    def dated(self) -> bool:
        return self.row.due_on is not None


@dataclass(frozen=True, slots=True)
class Counter:
    """One counter of a strip: a link that filters."""

    label: str
    count: int
    url: str
    tone: str
    current: bool


def lines(rows: Iterable[TaskRow]) -> list[Line]:
    """The rows as lines of today."""
    today, limits, calendar = clock.today(), thresholds(), work_calendar()
    return [
        Line(
            row,
            timeliness.standing(row, today, limits.soon_days),
            timeliness.time_word(row, today, calendar),
            timeliness.days_late(row, today),
            urgency(row, today, limits.soon_days),
        )
        for row in rows
    ]


def piles(found: list[Line]) -> Iterator[tuple[Urgency, list[Line]]]:
    """Lines that come in the order of their piles, grouped."""
    for pile, members in groupby(found, key=lambda line: line.pile):
        yield pile, list(members)


def pile_counters(counts: dict[Urgency, int], chosen: Urgency | None, shown: Iterable[Urgency]) -> list[Counter]:
    """The strip of counters over a desk; pressing the chosen one again shows everything."""
    return [
        Counter(
            label=pile.label,
            count=counts[pile],
            url=with_query(loc=None if pile is chosen else pile.value, trang=None, mo=None),
            tone=TONES.get(pile, ""),
            current=pile is chosen,
        )
        for pile in shown
    ]
