"""Whatever comes in: no exception, spans that point at their words, time that grows with the text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extraction.client_programme import RAW
from webapp.extraction import Reading, clean, find_secrecy_mark, read_programme
from webapp.rules.words import DeadlineKind

pytestmark = pytest.mark.pure

SECTION = RAW[RAW.index("IV. TỔ CHỨC THỰC HIỆN") :]
INSERTS = st.sampled_from(
    [
        "\n",
        "\n\n",
        ";",
        ".",
        "(",
        ")",
        "“",
        " và ",
        "*",
        "|",
        " | ",
        "1. ",
        "- ",
        "a) ",
        "trước ngày 31/02/2021",
        "hằng năm",
        "",
    ]
)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), INSERTS), max_size=12)
HEADING = "IV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nội vụ "


def mutated(text: str, edits: list[tuple[float, int, str]]) -> str:
    for place, dropped, inserted in edits:
        at = int(place * len(text))
        text = text[:at] + inserted + text[at + dropped :]
    return text


def check(reading: Reading) -> None:
    """Every span lies in the text; a clause's duties stay inside it; every phrase stands where it is said to."""
    last = 0
    for node in reading.nodes:
        assert last <= node.start < node.end <= len(reading.text)
        last = node.end
    covered = "".join(reading.text[node.start : node.end] for node in reading.nodes)
    assert covered == reading.text.replace("\n\n", "")
    for clause in reading.clauses:
        words = reading.text[clause.start : clause.end]
        assert " ".join(words.split()) == clause.text
        for duty in clause.duties:
            assert clause.start <= duty.start < duty.end <= clause.end
            assert duty.phrase is None or duty.phrase in reading.text
            assert all(0 <= why.start < why.end <= len(reading.text) for why in duty.why)
            assert (duty.kind is DeadlineKind.UNDATED) == (duty.undated_reason is not None)
            assert (duty.kind is DeadlineKind.DATED) == (duty.due_on is not None)
            assert 0 <= duty.sure <= 1
            assert duty.title


@settings(max_examples=150, deadline=None)
@given(EDITS)
def test_a_damaged_programme_is_read_without_failing_and_its_spans_hold(edits: list[tuple[float, int, str]]) -> None:
    check(read_programme(mutated(SECTION, edits)))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_failing(text: str) -> None:
    check(read_programme(text))
    find_secrecy_mark(text)


def test_the_reading_of_a_cleaned_text_is_the_same() -> None:
    assert read_programme(clean(RAW)) == read_programme(RAW)


@pytest.mark.parametrize(
    "text",
    [
        "IV." + " " * 100_000 + "x",
        "\n" * 100_000,
        "1." * 50_000,
        HEADING + "(" * 50_000,
        HEADING + "xây dựng kế hoạch; " * 4_000,
        HEADING + "phối hợp với Sở Y tế " * 4_000,
        HEADING + "báo cáo kết quả " * 6_000,
        HEADING + "Sở Nội vụ, " * 8_000,
    ],
    ids=["blanks", "line ends", "numbers", "brackets", "duties", "partners", "reports", "names"],
)
def test_hostile_input_takes_no_more_time_than_its_length(text: str) -> None:
    started = time.process_time()
    read_programme(text)
    assert time.process_time() - started < 5


def test_a_hundred_pages_are_read_in_a_second_and_a_half() -> None:
    body, assigning = RAW[: RAW.index("IV. TỔ")], RAW[RAW.index("IV. TỔ") :]
    started = time.process_time()
    read_programme(body * 17 + assigning)
    assert time.process_time() - started < 1.5
