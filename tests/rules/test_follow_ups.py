"""Whom a person may urge, and what the text fills in."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.follow_ups import DEFAULT_TEXT, MEANING, excuse, fill, parts, reply_due, unknown_fields
from webapp.rules.words import Status
from webapp.rules.workdays import DayKind, WorkCalendar

pytestmark = pytest.mark.pure
DAY = date(2021, 11, 30)


@dataclass(frozen=True)
class Facts:
    status: Status = Status.IN_PROGRESS
    asked_due_on: date | None = None
    claimed_on: date | None = None


@pytest.mark.parametrize(
    ("task", "said"),
    [
        (Facts(), ""),
        (Facts(Status.NOT_STARTED), ""),
        (Facts(Status.AWAITING), "Chờ xác nhận"),
        (Facts(Status.DONE), "Hoàn thành"),
        (Facts(Status.PAUSED), "Tạm dừng"),
        (Facts(Status.HANDED_OVER), "Đã chuyển"),
        (Facts(Status.DROPPED), "Thôi theo dõi"),
        (Facts(asked_due_on=DAY), "xin gia hạn"),
        (Facts(claimed_on=DAY), "đính chính"),
    ],
)
def test_only_who_owes_is_urged(task: Facts, said: str) -> None:
    assert said in excuse(task) and bool(said) == bool(excuse(task))


def test_a_text_is_told_in_pieces_its_fields_by_name() -> None:
    assert parts("Đến nay {số việc} việc của {cơ quan}.") == [
        ("Đến nay ", False),
        ("số việc", True),
        (" việc của ", False),
        ("cơ quan", True),
        (".", False),
    ]
    assert parts("") == []


def test_every_field_is_filled_in_however_its_name_is_typed() -> None:
    values = {"cơ quan": "Thị ủy La Gi", "số việc": "2", "hạn trả lời": "24/11/2021"}
    assert fill("{Cơ  quan}: {số việc} việc, {HẠN TRẢ LỜI}; {danh sách}", values) == (
        "Thị ủy La Gi: 2 việc, 24/11/2021; {danh sách}"
    )
    assert fill("{co\u031b quan}", values) == "Thị ủy La Gi", "the letters may come apart"


def test_a_field_that_nothing_stands_for_is_found() -> None:
    assert unknown_fields("Gửi {cơ quan} {tên}, {}") == ["tên", ""]
    assert unknown_fields(DEFAULT_TEXT) == []


@given(st.text(alphabet="{}cơ quan số việc", max_size=40))
def test_no_text_breaks_the_filling(text: str) -> None:
    filled = fill(text, dict.fromkeys(MEANING, "x"))
    assert len(unknown_fields(filled)) == len(unknown_fields(text))


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2021, 11, 22), date(2021, 11, 25)),
        (date(2021, 11, 19), date(2021, 11, 23)),
        (date(2021, 11, 26), date(2021, 11, 29)),
    ],
)
def test_an_answer_is_owed_in_working_days(today: date, due: date) -> None:
    calendar = WorkCalendar({date(2021, 11, 24): DayKind.HOLIDAY, date(2021, 11, 27): DayKind.MAKE_UP})
    assert reply_due(today, 2, calendar) == due
