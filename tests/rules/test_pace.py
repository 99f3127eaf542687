"""How an indicator stands: reached, in pace, behind, not measured; and the pace that is still required."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.pace import Point, is_stale, meets, next_aim, show_aim, standing
from webapp.rules.words import Comparator, Pace

pytestmark = pytest.mark.pure

C = Comparator
TODAY = date(2024, 10, 15)


@dataclass(frozen=True)
class Aim:
    comparator: Comparator
    value: Decimal | None
    due_on: date | None


def aim(value: str | None, year: int | None = 2025, comparator: Comparator = C.REACH) -> Aim:
    return Aim(comparator, Decimal(value) if value else None, date(year, 12, 31) if year else None)


def points(*values: str, last: date = date(2024, 6, 30)) -> list[Point]:
    """Half-yearly numbers, the last on ``last``."""
    days = [last - timedelta(days=round(182.5 * back)) for back in range(len(values) - 1, -1, -1)]
    return [Point(day, Decimal(value)) for day, value in zip(days, values, strict=True)]


JUDGED = [
    ("members of the design", points("78610", "80450", "81020"), [aim("80000", 2023), aim("83000")], Pace.ON_PACE),
    (
        "agreements of the design",
        points("67.4", "69.1", "70.3"),
        [aim("70", 2023), aim("80", 2025, C.ABOVE)],
        Pace.BEHIND,
    ),
    ("nothing measured", [], [aim("83000")], Pace.UNMEASURED),
    ("already there", points("83000"), [aim("83000")], Pace.REACHED),
    ("more than is not equal", points("80"), [aim("80", 2025, C.ABOVE)], Pace.UNJUDGED),
    ("one number only", points("81000"), [aim("83000")], Pace.UNJUDGED),
    ("a target without a day", points("1", "2", "3"), [aim("9", None)], Pace.UNJUDGED),
    ("the day has passed", points("1", "2", "3"), [aim("9", 2023)], Pace.BEHIND),
    ("only words", points("1"), [aim(None)], Pace.IN_WORDS),
    ("no target at all", [], [], Pace.IN_WORDS),
    ("falling as it should", points("3.0", "2.4", "1.9"), [aim("1.5", 2025, C.BELOW)], Pace.ON_PACE),
    ("falling too slowly", points("3.0", "2.9", "2.8"), [aim("1.5", 2025, C.BELOW)], Pace.BEHIND),
    ("low enough", points("1.4"), [aim("1.5", 2025, C.BELOW)], Pace.REACHED),
    ("going back", points("81000", "80500", "80000"), [aim("83000")], Pace.BEHIND),
]


@pytest.mark.parametrize(("measured", "aims", "pace"), [row[1:] for row in JUDGED], ids=[row[0] for row in JUDGED])
def test_the_word_for_how_it_stands(measured: list[Point], aims: list[Aim], pace: Pace) -> None:
    assert standing(measured, aims, TODAY).pace is pace


def test_the_pace_required_and_the_pace_of_the_last_twelve_months() -> None:
    how = standing(points("78610", "80450", "81020"), [aim("83000")], TODAY)
    assert how.needed is not None and how.lately is not None
    assert (how.gap, round(how.needed), round(how.lately)) == (Decimal(1980), 110, 201)


def test_the_target_in_force_is_the_next_one_then_the_last() -> None:
    aims = [aim("90000", 2030), aim("80000", 2023), aim("83000")]
    assert next_aim(aims, TODAY) is aims[2]
    assert next_aim(aims, date(2025, 12, 31)) is aims[2]
    assert next_aim(aims, date(2026, 1, 1)) is aims[0]
    assert next_aim(aims, date(2031, 1, 1)) is aims[0]


MEETS = [
    (C.REACH, "80", True, "79.9", False),
    (C.AT_LEAST, "80", True, "79.9", False),
    (C.ABOVE, "80.1", True, "80", False),
    (C.BELOW, "79.9", True, "80", False),
    (C.AT_MOST, "80", True, "80.1", False),
    (C.ABOUT, "80", True, "79", False),
    (C.BETWEEN, "80", True, "79", False),
]


@pytest.mark.parametrize(("comparator", "good", "yes", "bad", "no"), MEETS)
def test_each_way_to_mean_a_number(comparator: Comparator, good: str, yes: bool, bad: str, no: bool) -> None:
    one = aim("80", 2025, comparator)
    assert (meets(one, Decimal(good)), meets(one, Decimal(bad))) == (yes, no)


@pytest.mark.parametrize(
    ("one", "upper", "unit", "shown"),
    [
        (aim("80000"), None, "đoàn viên", "80.000 đoàn viên"),
        (aim("70", 2023, C.AT_LEAST), None, "%", "≥ 70%"),
        (aim("80", 2025, C.ABOVE), None, "%", "> 80%"),
        (aim("16", 2030, C.BETWEEN), Decimal(18), "%/năm", "16 đến 18%/năm"),
        (aim("4", 2025, C.BELOW), None, "/100.000 trẻ", "< 4/100.000 trẻ"),
        (aim(None), None, "", "“hầu hết”"),
    ],
)
def test_a_target_as_a_table_shows_it(one: Aim, upper: Decimal | None, unit: str, shown: str) -> None:
    assert show_aim(one, upper, unit, "hầu hết") == shown


def test_a_number_is_old_only_beyond_the_office_s_days() -> None:
    last = Point(TODAY - timedelta(days=90), Decimal(1))
    assert not is_stale(last, TODAY, 90) and is_stale(last, TODAY, 89)
    assert not is_stale(None, TODAY, 1)


VALUES = st.integers(0, 1_000_000).map(lambda tenths: Decimal(tenths) / 10)
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))


@given(
    st.lists(st.builds(Point, DAYS, VALUES), max_size=8),
    st.lists(st.builds(Aim, st.sampled_from(list(C)[:7]), VALUES, st.none() | DAYS), max_size=4),
    DAYS,
)
def test_whatever_was_measured_there_is_a_word_and_the_pace_leads_to_the_target(
    measured: list[Point], aims: list[Aim], today: date
) -> None:
    how = standing(measured, aims, today)
    if how.needed is not None and how.aim and how.aim.due_on and how.last and how.aim.value is not None:
        months = Decimal((how.aim.due_on - how.last.on).days) / Decimal("30.4375")
        assert abs(how.last.value + how.needed * months - how.aim.value) < Decimal("0.001")
    assert (how.pace is Pace.UNMEASURED) <= (not measured)
