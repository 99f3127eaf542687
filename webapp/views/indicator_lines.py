"""What a page says of an indicator: how it stands, its chart, and the table with the same numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from webapp.actions.targets import SET_BY_MONITOR
from webapp.queries.indicators import AimRow, IndicatorRow, NumberRow
from webapp.rules.numbers import places_of, show_amount, show_number
from webapp.rules.pace import Point, Standing, is_stale, meets, show_aim, standing
from webapp.rules.words import Pace
from webapp.views.chart import Chart, draw

LOOKS = {
    Pace.REACHED: ("done", "ok"),
    Pace.ON_PACE: ("done", "done"),
    Pace.BEHIND: ("soon", "soon"),
    Pace.UNMEASURED: ("off", "none"),
    Pace.UNJUDGED: ("off", "undated"),
    Pace.IN_WORDS: ("off", "undated"),
}
"""Tone and icon of each word."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a target of a day was or is to be met, as icon and words; ``tone`` is empty for a plain remark."""

    tone: str
    icon: str
    word: str


@dataclass(frozen=True, slots=True)
class Row:
    """One day of the table: what was measured, what was aimed at, and how the two compare."""

    on: date | None
    number: NumberRow | None
    shown: str
    aims: tuple[str, ...]
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Section:
    """Everything a page shows of one indicator."""

    row: IndicatorRow
    standing: Standing
    tone: str
    icon: str
    chart: Chart | None
    table: tuple[Row, ...]
    sentences: tuple[tuple[str, str, str], ...]
    given: tuple[str, ...]
    place: str
    newest: str
    places: int
    next: str
    pace: str
    later: str
    stale_days: int


def sections(rows: Iterable[IndicatorRow], today: date, stale_days: int) -> list[Section]:
    """The indicators as the page shows them on ``today``; numbers older than ``stale_days`` are called so."""
    return [section(row, today, stale_days) for row in rows]


def section(row: IndicatorRow, today: date, stale_days: int) -> Section:
    """One indicator."""
    points = [Point(one.measured_on, one.value) for one in row.current]
    how = standing(points, row.aims, today)
    tone, icon = LOOKS[how.pace]
    old = is_stale(how.last, today, stale_days)
    return Section(
        row=row,
        standing=how,
        tone=tone,
        icon=icon,
        chart=draw(row.name, row.unit, points, row.aims, how),
        table=tuple(_table(row, points, today)),
        sentences=tuple(_sentences(row.aims)),
        given=tuple(_given(row)),
        place=place_of(row.clause_ref),
        places=places_of(point.value for point in points),
        newest=show_amount(how.last.value, row.unit) if how.last else "",
        next=_next(row, how),
        pace=_pace(how, row.unit),
        later=_later(row, how),
        stale_days=(today - how.last.on).days if old and how.last else 0,
    )


def _table(row: IndicatorRow, points: Sequence[Point], today: date) -> Iterable[Row]:
    """The days of the numbers and of the targets, the latest first; targets without a day close it."""
    numbers = {one.measured_on: one for one in row.current}
    days = {*numbers, *(aim.due_on for aim in row.aims if aim.due_on)}
    for day in sorted(days, reverse=True):
        aims = [aim for aim in row.aims if aim.due_on == day]
        yield _row(row, day, numbers.get(day), aims, points, today)
    undated = [aim for aim in row.aims if aim.due_on is None]
    if undated:
        yield _row(row, None, None, undated, points, today)


def _row(
    row: IndicatorRow,
    day: date | None,
    number: NumberRow | None,
    aims: Sequence[AimRow],
    points: Sequence[Point],
    today: date,
) -> Row:
    return Row(
        on=day,
        number=number,
        shown=show_amount(number.value, _sign(row.unit), places_of(point.value for point in points)) if number else "",
        aims=tuple(show_aim(aim, aim.upper, _sign(row.unit), aim.said) for aim in aims),
        verdict=_verdict(row.unit, aims[0], points, today) if aims else None,
    )


def _verdict(unit: str, aim: AimRow, points: Sequence[Point], today: date) -> Verdict | None:
    """A target of the past is set against the last number up to its day, one to come against the newest."""
    if aim.value is None:
        return None
    past = aim.due_on is not None and aim.due_on <= today
    upto = [point for point in points if not past or (aim.due_on and point.on <= aim.due_on)]
    last = max(upto, key=lambda point: point.on, default=None)
    if last is None:
        return Verdict("off", "none", "chưa có số đo") if past else None
    gap = last.value - aim.value
    size = show_gap(abs(gap), unit)
    if meets(aim, last.value):
        return Verdict("done", "done", f"vượt {size}" if gap else "vừa đạt")
    if past:
        return Verdict("soon", "none", f"{'thiếu' if gap < 0 else 'còn thừa'} {size}" if gap else "chưa vượt")
    return Verdict("", "", f"cần {'+' if gap < 0 else '−'}{size}" if gap else "cần thêm chút nữa")


def _sentences(aims: Sequence[AimRow]) -> Iterable[tuple[str, str, str]]:
    """The programme's words, each sentence once: before, the words of the number, after."""
    for words in dict.fromkeys(aim.sentence for aim in aims):
        said = next(aim.said for aim in aims if aim.sentence == words)
        before, found, after = words.strip(" ,;").partition(said)
        yield (before, found, after) if found else ("", "", words)


def _given(row: IndicatorRow) -> Iterable[str]:
    """The targets that are not the programme's own, with whose they are and why."""
    for aim in row.aims:
        if aim.value is not None and (aim.phrase or "").startswith(SET_BY_MONITOR):
            yield f"{show_aim(aim, aim.upper, _sign(row.unit), aim.said)} đến {aim.due_on:%d/%m/%Y}. {aim.phrase}"


def place_of(clause_ref: str) -> str:
    """A place as people call it: "II.2.4.p2" is "Mục II, điểm 2.4"."""
    steps = [step for step in clause_ref.split(".") if not step.startswith("p")]
    return f"Mục {steps[0]}" + (f", điểm {'.'.join(steps[1:])}" if steps[1:] else "") if steps else "Đầu văn bản"


def _next(row: IndicatorRow, how: Standing) -> str:
    """The target in force, as the list shows it."""
    found = next((aim for aim in row.aims if aim is how.aim), None)
    return show_aim(found, found.upper, _sign(row.unit), found.said) if found else ""


def _pace(how: Standing, unit: str) -> str:
    """The pace required and the pace of late, in one line."""
    said = []
    if how.needed is not None:
        said.append(f"cần {show_pace(how.needed, unit)} mỗi tháng")
    if how.lately is not None:
        said.append(f"12 tháng qua {'đạt' if how.lately >= 0 else 'giảm'} {show_pace(abs(how.lately), unit)} mỗi tháng")
    return ", ".join(said)


def _later(row: IndicatorRow, how: Standing) -> str:
    """The targets that lie beyond the chart."""
    last = how.aim.due_on if how.aim else None
    beyond = [aim for aim in row.aims if last and aim.due_on and aim.due_on > last]
    said = [f"{show_aim(aim, aim.upper, _sign(row.unit), aim.said)} đến {aim.due_on:%d/%m/%Y}" for aim in beyond]
    return "; ".join(said)


def show_gap(size: Decimal, unit: str) -> str:
    """A difference: of shares in points, of things as their number."""
    return f"{show_number(size)} điểm" if unit.startswith("%") else show_number(size)


def show_pace(size: Decimal, unit: str) -> str:
    """A gain a month, rounded to what a person can use."""
    rounded = size.quantize(Decimal(1) if abs(size) >= 10 else Decimal("0.01"))
    return f"{show_number(rounded)} {'điểm' if unit.startswith('%') else unit}".strip()


def _sign(unit: str) -> str:
    return "%" if unit.startswith("%") else ""
