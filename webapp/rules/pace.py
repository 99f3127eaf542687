"""Does an indicator move fast enough? Measured numbers against dated targets, and the pace that is still required.

The pace required runs from the last measured number to the next target, a month; it is set against the pace of the
last twelve measured months. A target that is not to be exceeded ("dưới 1,5 %") is judged the other way round.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from webapp.rules.numbers import show_amount, show_number
from webapp.rules.words import Comparator, Pace

DAYS_A_MONTH = Decimal("30.4375")
LATELY = timedelta(days=340)
"""Two half-yearly numbers a year apart lie 365 days from each other, or a little less."""
DOWNWARD = (Comparator.BELOW, Comparator.AT_MOST)


class Aim(Protocol):
    """A target as the rules see it."""

    @property
    def comparator(self) -> Comparator: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def due_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Point:
    """A number as of a day."""

    on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Standing:
    """How an indicator stands on a day.

    ``aim`` is the target it is judged by, ``gap`` what is missing to it (signed like the way to go; None once
    reached), ``needed`` the pace required a month and ``lately`` the pace of the last twelve months.
    """

    pace: Pace
    aim: Aim | None
    last: Point | None
    gap: Decimal | None = None
    needed: Decimal | None = None
    lately: Decimal | None = None


def meets(aim: Aim, value: Decimal) -> bool:
    """Whether ``value`` fulfils the target; "khoảng 38 %" and a range are fulfilled from their lower end on."""
    if aim.value is None:
        return False
    if aim.comparator is Comparator.ABOVE:
        return value > aim.value
    if aim.comparator is Comparator.BELOW:
        return value < aim.value
    return value <= aim.value if aim.comparator is Comparator.AT_MOST else value >= aim.value


def next_aim(aims: Sequence[Aim], today: date) -> Aim | None:
    """The target to judge by: the first that is still to come, else the last that was due, else one without day."""
    numbered = [aim for aim in aims if aim.value is not None]
    dated = sorted((aim for aim in numbered if aim.due_on), key=lambda aim: aim.due_on or today)
    coming = [aim for aim in dated if aim.due_on and aim.due_on >= today]
    return next(iter(coming or dated[-1:] or numbered), None)


def standing(points: Sequence[Point], aims: Sequence[Aim], today: date) -> Standing:
    """How the indicator stands on ``today``; ``points`` in any order."""
    aim = next_aim(aims, today)
    last = max(points, key=lambda point: point.on, default=None)
    if aim is None or aim.value is None:
        return Standing(Pace.IN_WORDS, None, last)
    if last is None:
        return Standing(Pace.UNMEASURED, aim, None)
    if meets(aim, last.value):
        return Standing(Pace.REACHED, aim, last, lately=pace_lately(points))
    gap, lately = aim.value - last.value, pace_lately(points)
    needed = pace_needed(last, aim)
    return Standing(_judged(gap, needed, lately, aim, today), aim, last, gap, needed, lately)


def _judged(gap: Decimal, needed: Decimal | None, lately: Decimal | None, aim: Aim, today: date) -> Pace:
    if aim.due_on and aim.due_on < today:
        return Pace.BEHIND
    if needed is None or lately is None:
        return Pace.UNJUDGED
    down = gap < 0 or aim.comparator in DOWNWARD
    return Pace.ON_PACE if (lately <= needed if down else lately >= needed) else Pace.BEHIND


def pace_needed(last: Point, aim: Aim) -> Decimal | None:
    """What has to be gained each month from the last number to the target's day; None when no time is left."""
    if aim.value is None or aim.due_on is None or aim.due_on <= last.on:
        return None
    return (aim.value - last.value) / months(last.on, aim.due_on)


def pace_lately(points: Sequence[Point]) -> Decimal | None:
    """What was gained each month since the number of a year before the last one (the first one in a younger row)."""
    row = sorted(points, key=lambda point: point.on)
    if len(row) < 2:
        return None
    last = row[-1]
    earlier = [point for point in row[:-1] if point.on <= last.on - LATELY]
    base = earlier[-1] if earlier else row[0]
    return (last.value - base.value) / months(base.on, last.on) if base.on < last.on else None


def months(start: date, end: date) -> Decimal:
    """The months between two days, as a broken number."""
    return Decimal((end - start).days) / DAYS_A_MONTH


def is_stale(last: Point | None, today: date, days: int) -> bool:
    """Whether the newest number is older than the office allows."""
    return last is not None and (today - last.on).days > days


def show_aim(aim: Aim, upper: Decimal | None, unit: str, said: str) -> str:
    """The target as a table shows it: "≥ 70%", "83.000 đoàn viên", "16 đến 18%/năm"; in words as the text says it."""
    if aim.value is None:
        return f"“{said}”"
    if upper is not None:
        return f"{show_number(aim.value)} đến {show_amount(upper, unit)}"
    return f"{aim.comparator.label} {show_amount(aim.value, unit)}".strip()
