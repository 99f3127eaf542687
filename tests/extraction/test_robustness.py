"""Whatever comes in: no exception, spans that point at their words, time that grows with the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extraction.client_programme import RAW
from tests.growth import MORE, growth
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


@pytest.mark.parametrize(
    "sentence",
    [
        "1. Giao Ban Tổ chức Tỉnh ủy phối hợp với bổ sung biên chế.",
        "1. Sở Y tế chủ trì, phối hợp với hướng dẫn, kiểm tra việc thực hiện Nghị định này.",
        "1. Sở Y tế phối hợp với",
    ],
)
def test_a_partner_that_was_lost_leaves_no_empty_place(sentence: str) -> None:
    reading = read_programme(f"IV. TỔ CHỨC THỰC HIỆN\n\n{sentence}\n")
    check(reading)
    assert not any(clause.coordinate for clause in reading.clauses)


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
    ("head", "piece", "times"),
    [
        ("IV.", " ", 16_000),
        ("", "\n", 16_000),
        ("", "1.", 8_000),
        (HEADING, "(", 8_000),
        (HEADING, "xây dựng kế hoạch; ", 700),
        (HEADING, "phối hợp với Sở Y tế ", 700),
        (HEADING, "báo cáo kết quả ", 1_000),
        (HEADING, "Sở Nội vụ, ", 1_300),
    ],
    ids=["blanks", "line ends", "numbers", "brackets", "duties", "partners", "reports", "names"],
)
def test_hostile_input_costs_no_more_than_its_length(head: str, piece: str, times: int) -> None:
    assert growth(lambda length: head + piece * length + "x", read_programme, times) < 2.5 * MORE


def test_a_text_of_many_pages_costs_no_more_than_its_length() -> None:
    body, assigning = RAW[: RAW.index("IV. TỔ")], RAW[RAW.index("IV. TỔ") :]
    assert growth(lambda pages: body * pages + assigning, read_programme, 6) < 1.5 * MORE
