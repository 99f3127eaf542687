"""Numbers as Vietnamese writes them, read without guessing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.numbers import NumberRefused, places_of, printed_number, read_number, show_amount, show_number

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("80.000", "80000"),
        ("80000", "80000"),
        ("80 000", "80000"),
        ("1.234.567", "1234567"),
        ("70,5", "70.5"),
        ("70,5%", "70.5"),
        (" 99 % ", "99"),
        ("1.234,56", "1234.56"),
        ("0,125", "0.125"),
        ("-3", "-3"),
        ("0", "0"),
        ("02", "2"),
    ],
)
def test_a_number_typed_the_vietnamese_way_is_read(typed: str, value: str) -> None:
    assert read_number(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed", ["70.5", "1,234.5", "1,234", "80.00", "8.0000", "1.234.56", "80.000.", "12,", "0.500"]
)
def test_a_number_that_could_be_two_is_refused_with_the_way_to_write_it(typed: str) -> None:
    with pytest.raises(NumberRefused, match=r"Dấu chấm ngăn hàng nghìn|không phải là một số"):
        read_number(typed)


@pytest.mark.parametrize("typed", ["", "tám mươi", "80k", "1e5", "NaN", "∞", "12/6", "9" * 14, "²"])
def test_what_is_no_number_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(NumberRefused, match="không phải là một số"):
        read_number(typed)


def test_the_english_way_is_named_as_two_ways_to_read_it() -> None:
    with pytest.raises(NumberRefused, match=r"“70\.5” có thể đọc hai cách"):
        read_number("70.5")


def test_a_column_of_numbers_lines_up() -> None:
    column = [Decimal("70"), Decimal("70.50"), Decimal("1234.25")]
    assert [show_number(one, places_of(column)) for one in column] == ["70,00", "70,50", "1.234,25"]
    assert show_amount(Decimal(66), "%", 1) == "66,0%"
    assert places_of([]) == 0


def test_print_is_read_with_a_clerk_s_eye() -> None:
    assert printed_number("70.5") == Decimal("70.5")
    assert printed_number("83.000") == 83000
    assert printed_number("83.000.00") is None


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False, allow_infinity=False))
def test_what_is_shown_is_read_back_as_the_same_number(value: Decimal) -> None:
    assert read_number(show_number(value)) == value


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(typed: str) -> None:
    try:
        read_number(typed)
    except NumberRefused as refused:
        assert str(refused).endswith(".")
