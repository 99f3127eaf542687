"""The drawing of an indicator: places on a sheet of 620 by 330, worked out here so that the template only writes them.

Solid line: what was measured. Dashed line: the pace required to the next target. Diamond: a target of the programme.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from webapp.queries.indicators import AimRow
from webapp.rules.numbers import show_amount, show_number
from webapp.rules.pace import Point, Standing

WIDTH, HEIGHT = 620, 330
LEFT, RIGHT, TOP, BOTTOM = 66, 590, 30, 302
LABEL = 42
"""Half of the widest label: nearer to the edge it is set to the other side of its point."""
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
YEARS_SHOWN = 9
ROOM = Decimal("0.35")
"""Of a step, the room a label needs under the lowest point."""
NEAR = timedelta(days=200)
"""Numbers within this of a target's day share its place on the sheet."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point with its label: ``text`` at (``x``, ``label_y``), leaning by ``anchor``; no text, no label."""

    x: str
    y: str
    text: str = ""
    label_y: str = ""
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid with its label."""

    at: str
    text: str
    text_at: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn, in words of the sheet."""

    label: str
    levels: tuple[Line, ...]
    years: tuple[Line, ...]
    path: str
    needed: str
    points: tuple[Mark, ...]
    targets: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """How days and values become places."""

    start: date
    end: date
    low: Decimal
    high: Decimal

    def x(self, day: date) -> float:
        share = (day - self.start).days / max((self.end - self.start).days, 1)
        return LEFT + share * (RIGHT - LEFT)

    def y(self, value: Decimal) -> float:
        return BOTTOM - float((value - self.low) / (self.high - self.low)) * (BOTTOM - TOP)


def draw(name: str, unit: str, numbers: Sequence[Point], aims: Sequence[AimRow], standing: Standing) -> Chart | None:
    """The chart of one indicator, ``numbers`` by day; None when it has neither a number nor a dated target."""
    shown = _shown(aims, standing)
    points = sorted(numbers, key=lambda point: point.on)
    days = [point.on for point in points] + [aim.due_on for aim in shown if aim.due_on]
    values = [point.value for point in points] + [aim.value for aim in shown if aim.value is not None]
    if not days:
        return None
    levels = _levels(min(values), max(values))
    frame = _Frame(*_days(min(days), max(days)), levels[0], levels[-1])
    return Chart(
        label=_label(name, unit, points, shown),
        levels=tuple(
            Line(f"{frame.y(one):.1f}", show_amount(one, _short(unit)), f"{frame.y(one) + 4:.1f}") for one in levels
        ),
        years=tuple(_years(frame)),
        path="M" + "L".join(_place(frame, point) for point in points) if len(points) > 1 else "",
        needed=_needed(frame, standing),
        points=_points(frame, points, unit),
        targets=tuple(_target(frame, aim, unit, points) for aim in shown),
    )


def _shown(aims: Sequence[AimRow], standing: Standing) -> list[AimRow]:
    """The dated targets up to the one in force: a target of 2045 would press the years of today together."""
    dated = [aim for aim in aims if aim.due_on and aim.value is not None]
    last = standing.aim.due_on if standing.aim else None
    return [aim for aim in dated if last is None or (aim.due_on and aim.due_on <= last)]


def _days(first: date, last: date) -> tuple[date, date]:
    """The days at the edges, with air on both sides."""
    air = max(timedelta(days=20), (last - first) / 25)
    return first - air, last + air


def _levels(low: Decimal, high: Decimal) -> list[Decimal]:
    """Round values below, between and above, about four of them."""
    span = max(high - low, abs(high) / 20, Decimal("0.1"))
    size = Decimal(10) ** (span / 4).adjusted()
    step = next((size * one for one in STEPS if size * one * 4 >= span), size * 10)
    first = (low / step).to_integral_value("ROUND_FLOOR") * step
    first -= step if low - first < step * ROOM else 0
    levels = [first]
    while levels[-1] < high:
        levels.append(levels[-1] + step)
    return levels if len(levels) > 1 else [first, first + step]


def _years(frame: _Frame) -> list[Line]:
    """A line at each New Year, and the year's number in its middle; of many years only some are named."""
    years = range(frame.start.year, frame.end.year + 1)
    every = -(-len(years) // YEARS_SHOWN)
    lines = []
    for year in years:
        new_year, middle = date(year, 1, 1), date(year, 7, 2)
        named = (year - years[0]) % every == 0 and frame.start <= middle <= frame.end
        at = f"{frame.x(new_year):.1f}" if frame.start <= new_year else ""
        lines.append(Line(at, str(year) if named else "", f"{frame.x(middle):.1f}"))
    return lines


def _place(frame: _Frame, point: Point) -> str:
    return f"{frame.x(point.on):.1f} {frame.y(point.value):.1f}"


def _needed(frame: _Frame, standing: Standing) -> str:
    """The dashed line from the last number to the target in force, while there is still a way to go."""
    aim, last = standing.aim, standing.last
    if standing.needed is None or aim is None or last is None or aim.due_on is None or aim.value is None:
        return ""
    return f"M{_place(frame, last)}L{_place(frame, Point(aim.due_on, aim.value))}"


def _points(frame: _Frame, points: Sequence[Point], unit: str) -> tuple[Mark, ...]:
    """Every number; the first and the last bear their label, on the side that the line leaves free."""
    marks = []
    for at, point in enumerate(points):
        named = at in (0, len(points) - 1)
        x, y = frame.x(point.on), frame.y(point.value)
        text = show_amount(point.value, _short(unit)) if named else ""
        neighbour = points[at - 1] if at else points[min(1, len(points) - 1)]
        above = point.value >= neighbour.value
        marks.append(Mark(f"{x:.1f}", f"{y:.1f}", text, f"{y - 12 if above else y + 20:.1f}", _anchor(x)))
    return tuple(marks)


def _target(frame: _Frame, aim: AimRow, unit: str, points: Sequence[Point]) -> Mark:
    """A diamond with its label on the side that the line of the numbers leaves free."""
    value, day = aim.value if aim.value is not None else Decimal(0), aim.due_on or frame.end
    x, y = frame.x(day), frame.y(value)
    near = min(points, key=lambda point: abs(point.on - day), default=None)
    beside = near is not None and abs(near.on - day) <= NEAR
    below = beside and near is not None and near.value >= value and y + 24 < BOTTOM
    rises = len(points) > 1 and points[-1].value >= points[0].value
    free = ("start" if below == rises else "end") if beside else "middle"
    anchor = free if LEFT + LABEL < x < RIGHT - 2 * LABEL else _anchor(x)
    text = f"mốc {show_amount(value, _short(unit))}"
    return Mark(f"{x:.1f}", f"{y:.1f}", text, f"{y + 24 if below else y - 14:.1f}", anchor)


def _anchor(x: float) -> str:
    if x < LEFT + LABEL:
        return "start"
    return "end" if x > RIGHT - LABEL else "middle"


def _short(unit: str) -> str:
    """What stands beside a number on the sheet: the per cent sign, nothing else."""
    return "%" if unit.startswith("%") else ""


def _label(name: str, unit: str, points: Sequence[Point], shown: Sequence[AimRow]) -> str:
    """The chart in one sentence, for who cannot see it."""
    said = [name]
    if points:
        first, last = points[0], points[-1]
        said.append(f"từ {show_amount(first.value, _short(unit))} ({first.on:%d/%m/%Y})")
        said.append(f"đến {show_amount(last.value, _short(unit))} ({last.on:%d/%m/%Y})")
    said += [f"mốc {show_number(aim.value)} ngày {aim.due_on:%d/%m/%Y}" for aim in shown if aim.value is not None]
    return ", ".join(said) + ". Bảng bên cạnh nêu cùng các số."
