"""The figures: every line, and that they always add up to the whole."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.rates import Rate
from webapp.rules.report_periods import span_of
from webapp.rules.reports import Fact, Line, against_first_date, duties, line_of, row, table
from webapp.rules.status import OPEN
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import DeadlineKind, ReportKind, Status

pytestmark = pytest.mark.pure
SPAN = span_of(ReportKind.QUARTER, "2021-Q4", Thresholds())
"""21/9 to 20/12/2021."""
DUE = date(2021, 11, 30)
FACT = Fact(
    task_id=1,
    duty="7",
    agency_id=1,
    family="staff",
    status=Status.IN_PROGRESS,
    kind=DeadlineKind.DATED,
    due_on=DUE,
    overdue_from=DUE + timedelta(days=1),
    original_due_on=DUE,
    done_on=None,
    claimed_on=None,
    updated_on=None,
    given_on=date(2021, 11, 1),
)
UNDATED = replace(FACT, kind=DeadlineKind.UNDATED, due_on=None, overdue_from=None, original_due_on=None)
GRANTED = replace(FACT, due_on=date(2021, 12, 31), overdue_from=date(2022, 1, 1), extensions=1)


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (FACT, Line.OPEN_LATE),
        (GRANTED, Line.OPEN_IN_TIME),
        (replace(FACT, status=Status.DONE, done_on=DUE), Line.DONE_ON_TIME),
        (replace(FACT, status=Status.DONE, done_on=DUE + timedelta(days=1)), Line.DONE_LATE),
        (replace(FACT, status=Status.AWAITING, done_on=DUE), Line.OPEN_IN_TIME),
        (replace(UNDATED, kind=DeadlineKind.STANDING), Line.STANDING),
        (UNDATED, Line.UNDATED),
        (replace(FACT, status=Status.PAUSED), Line.PAUSED),
        (replace(FACT, claimed_on=DUE), Line.CORRECTING),
        (replace(FACT, status=Status.HANDED_OVER), Line.OTHER),
        (replace(UNDATED, status=Status.DONE, done_on=DUE), Line.OTHER),
    ],
)
def test_each_task_stands_in_one_line(fact: Fact, line: Line) -> None:
    assert line_of(fact, SPAN.cut_off) is line


def test_an_extension_does_not_hide_the_first_date() -> None:
    assert line_of(against_first_date(GRANTED), SPAN.cut_off) is Line.OPEN_LATE
    assert against_first_date(UNDATED) == UNDATED
    done = replace(GRANTED, status=Status.DONE, done_on=date(2021, 12, 10))
    figures = row([done], SPAN)
    assert (figures.on_time, figures.on_time_first) == (Rate(1, 1), Rate(0, 1))
    assert figures.extensions == 1


def test_what_happened_in_the_period_is_told_apart() -> None:
    figures = row(
        [
            replace(FACT, updated_on=date(2021, 12, 1)),
            replace(FACT, given_on=date(2021, 9, 20), updated_on=date(2021, 9, 20)),
            replace(FACT, status=Status.DONE, done_on=date(2021, 11, 20), due_on=date(2021, 12, 21)),
            replace(FACT, status=Status.AWAITING, done_on=date(2021, 11, 20)),
        ],
        SPAN,
    )
    assert (figures.given, figures.done, figures.due, figures.still_open) == (3, 1, 3, 3)
    assert figures.updated == Rate(1, 3)


def test_a_duty_of_many_is_counted_once_with_how_many_have_done_it() -> None:
    many = [replace(FACT, task_id=n, agency_id=n) for n in range(85)]
    many = [replace(one, status=Status.DONE, done_on=DUE) if one.task_id < 14 else one for one in many]
    many[20] = replace(many[20], status=Status.AWAITING, done_on=DUE)
    (duty,) = duties(many, SPAN.cut_off)
    assert (duty.done, duty.reported, duty.total, duty.late, duty.line) == (14, 15, 85, 70, Line.OPEN_LATE)
    (done,) = duties([replace(FACT, status=Status.DONE, done_on=DUE)], SPAN.cut_off)
    assert (done.line, done.total) == (Line.DONE_ON_TIME, 1)


DAYS = st.dates(date(2021, 8, 1), date(2022, 2, 1))
MAYBE = st.none() | DAYS
FACTS = st.lists(
    st.builds(
        Fact,
        task_id=st.integers(1, 9999),
        duty=st.sampled_from("abcde"),
        agency_id=st.integers(1, 9),
        family=st.just(""),
        status=st.sampled_from(Status),
        kind=st.sampled_from(DeadlineKind),
        due_on=MAYBE,
        overdue_from=MAYBE,
        original_due_on=MAYBE,
        done_on=MAYBE,
        claimed_on=MAYBE,
        updated_on=MAYBE,
        given_on=DAYS,
        extensions=st.integers(0, 3),
    ).map(lambda fact: replace(fact, family=f"f{fact.agency_id % 3}")),
    max_size=40,
)


@given(facts=FACTS)
def test_agencies_families_lines_and_duties_always_add_up_to_the_whole(facts: list[Fact]) -> None:
    made = table(facts, SPAN, ["f0", "f1", "f2"], range(1, 10))
    whole = made.whole
    assert whole.total == len(facts) == sum(whole.lines.values())
    families = [family for _name, family, _agencies in made.families]
    agencies = [agency for _name, _family, rows in made.families for _id, agency in rows]
    for parts in (families, agencies):
        for name in ("total", "given", "done", "due", "still_open", "extensions"):
            assert sum(getattr(part, name) for part in parts) == getattr(whole, name)
        for line in Line:
            assert sum(part.lines[line] for part in parts) == whole.lines[line]
        for rate in ("on_time", "on_time_first", "updated"):
            told = [getattr(part, rate) for part in parts]
            assert Rate(sum(r.part for r in told), sum(r.whole for r in told)) == getattr(whole, rate)
    once = duties(facts, SPAN.cut_off)
    assert sum(duty.total for duty in once) == whole.total
    assert len(once) == len({fact.duty for fact in facts})
    assert sum(Counter(duty.line for duty in once).values()) == len(once)
    assert all(0 <= duty.done <= duty.reported <= duty.total for duty in once)
    assert whole.still_open == sum(fact.status in OPEN for fact in facts)


def test_a_task_that_no_row_would_hold_stops_the_report() -> None:
    for families, agencies in ((["other"], [1]), (["staff"], [2])):
        with pytest.raises(ValueError, match="no known agency"):
            table([FACT], SPAN, families, agencies)
