"""From the words of a deadline, or from what a person types, to a date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.datewords import find_phrases
from webapp.rules.deadlines import BadDate, overdue_from, parse_date, read_deadline
from webapp.rules.words import DeadlineKind, Recurrence
from webapp.rules.workdays import DayKind, WorkCalendar

pytestmark = pytest.mark.pure

ISSUED = date(2021, 11, 1)

NAMED = [
    ("trước ngày 10/11/2021", date(2021, 11, 10)),
    ("TRƯỚC NGÀY 10/11/2021", date(2021, 11, 10)),
    ("trước 10/8/2025", date(2025, 8, 10)),
    ("chậm nhất ngày 30-9-2019", date(2019, 9, 30)),
    ("trong ngày 15/3/2026", date(2026, 3, 15)),
    ("trước 16 giờ ngày 10/11/2021", date(2021, 11, 10)),
    ("trước ngày 31 tháng 8 năm 2025", date(2025, 8, 31)),
    ("trong tháng 10/2021", date(2021, 10, 31)),
    ("đến hết tháng 02/2024", date(2024, 2, 29)),
    ("hoàn thành tháng 6/2026", date(2026, 6, 30)),
    ("đầu tháng 6/2026", date(2026, 6, 1)),
    ("giữa tháng 6/2026", date(2026, 6, 15)),
    ("trước tháng 3/2026", date(2026, 2, 28)),
    ("trong quý IV/2021", date(2021, 12, 31)),
    ("trong quí IV/2021", date(2021, 12, 31)),
    ("trong quý 2 năm 2025", date(2025, 6, 30)),
    ("vào cuối quý II/2025", date(2025, 6, 30)),
    ("trong quý II-2020", date(2020, 6, 30)),
    ("trong 6 tháng đầu năm 2022", date(2022, 6, 30)),
    ("trong năm 2025", date(2025, 12, 31)),
    ("vào năm 2030", date(2030, 12, 31)),
    ("giữa năm 2026", date(2026, 6, 30)),
    ("đến hết năm 2017", date(2017, 12, 31)),
    ("đợt 1 trước ngày 30/9/2025, đợt 2 trước ngày 20/12/2025", date(2025, 12, 20)),
    ("Quý IV/2025 - quý I/2026", date(2026, 3, 31)),
    ("Tháng 10/2025", date(2025, 10, 31)),
    ("trước 30/11", date(2021, 11, 30)),
    ("trước ngày 15 tháng 3", date(2022, 3, 15)),
]


@pytest.mark.parametrize(("words", "due_on"), NAMED)
def test_a_named_day_month_quarter_or_year_is_due_on_its_last_day(words: str, due_on: date) -> None:
    read = read_deadline(words, ISSUED)
    assert (read.kind, read.due_on, read.named) == (DeadlineKind.DATED, due_on, True)
    assert read.overdue_from == overdue_from(due_on)


@pytest.mark.parametrize(
    ("words", "due_on"),
    [
        ("trong vòng 10 ngày kể từ ngày ban hành", date(2021, 11, 11)),
        ("sau 30 ngày", date(2021, 12, 1)),
        ("trong 15 ngày làm việc kể từ ngày ký Kế hoạch này", date(2021, 11, 22)),
        ("trong thời hạn 05 (năm) ngày kể từ ngày ký", date(2021, 11, 8)),
        ("trong 03 tháng kể từ ngày ký", date(2022, 2, 1)),
        ("trong 2 tuần kể từ ngày ký", date(2021, 11, 15)),
    ],
)
def test_a_relative_period_starts_on_the_next_day_and_rolls_off_a_rest_day(words: str, due_on: date) -> None:
    read = read_deadline(words, ISSUED)
    assert (read.due_on, read.named) == (due_on, False)


def test_a_relative_period_rolls_over_a_holiday_of_the_calendar() -> None:
    calendar = WorkCalendar({date(2021, 11, 11): DayKind.HOLIDAY, date(2021, 11, 12): DayKind.IN_LIEU})
    assert read_deadline("trong vòng 10 ngày kể từ ngày ký", ISSUED, calendar=calendar).due_on == date(2021, 11, 15)


def test_a_printed_date_on_a_rest_day_never_rolls_and_only_warns() -> None:
    read = read_deadline("trước ngày 13/11/2021", ISSUED)
    assert read.due_on == date(2021, 11, 13)
    assert read.warning == "13/11/2021 là thứ Bảy, ngày nghỉ"


@pytest.mark.parametrize(
    ("words", "needs"),
    [
        ("trước ngày 31/02/2021", "ngày 31/02/2021 không có thật"),
        ("trước ngày 10/13/2021", "ngày 10/13/2021 không có thật"),
        ("trước ngày 10/11/9999", "năm 9999 không hợp lệ"),
        ("trong tháng 13/2021", "tháng 13 không có thật"),
        ("đầu quý IV/2021", "chưa rõ ngày"),
        ("trong thời hạn 10 ngày kể từ ngày nhận được", "cần ngày nhận"),
        ("chậm nhất 05 ngày làm việc sau khi kết thúc đại hội", "sự kiện"),
        ("trước khi tổ chức đại hội", "sự kiện"),
        ("chậm nhất sau 24 giờ", "chưa rõ ngày"),
        ("định kỳ", "không nêu kỳ"),
        ("giai đoạn 2021 - 2026", "không nêu hạn"),
        ("", "không nêu hạn"),
    ],
)
def test_what_cannot_be_known_is_asked_for_and_never_invented(words: str, needs: str) -> None:
    read = read_deadline(words, ISSUED)
    assert (read.kind, read.due_on) == (DeadlineKind.UNDATED, None)
    assert needs in (read.needs or "")


@pytest.mark.parametrize("words", ["sau 30 ngày", "trước 30/11", "trong tháng 12"])
def test_a_document_without_date_must_give_it_before_anything_relative_is_computed(words: str) -> None:
    assert read_deadline(words, None).needs == "cần ngày ban hành của văn bản để tính hạn"


@pytest.mark.parametrize(
    ("words", "recurrence", "month", "day"),
    [
        ("hàng năm", Recurrence.ANNUAL, None, None),
        ("hằng năm, trước ngày 15/12", Recurrence.ANNUAL, 12, 15),
        ("hàng năm (trước ngày 15 tháng 11)", Recurrence.ANNUAL, 11, 15),
        ("trước ngày 20 hằng tháng", Recurrence.MONTHLY, None, 20),
        ("trước ngày 20 của tháng cuối quý", Recurrence.QUARTERLY, None, 20),
        ("mỗi quý một lần", Recurrence.QUARTERLY, None, None),
        ("định kỳ 6 tháng, hằng năm", Recurrence.SEMIANNUAL, None, None),
        ("thứ Năm hằng tuần", Recurrence.WEEKLY, None, None),
    ],
)
def test_a_rhythm_gives_a_series_with_its_due_rule(
    words: str, recurrence: Recurrence, month: int | None, day: int | None
) -> None:
    read = read_deadline(words, ISSUED)
    assert (read.kind, read.recurrence, read.month, read.day) == (DeadlineKind.RECURRING, recurrence, month, day)


def test_thuong_xuyen_is_standing() -> None:
    assert read_deadline("thường xuyên", ISSUED).kind is DeadlineKind.STANDING


def test_strictness_moves_only_the_first_late_day_of_truoc_ngay() -> None:
    strict = read_deadline("trước ngày 10/11/2021", ISSUED, strict=True)
    assert (strict.due_on, strict.overdue_from) == (date(2021, 11, 10), date(2021, 11, 10))
    inclusive = read_deadline("chậm nhất ngày 10/11/2021", ISSUED, strict=True)
    assert inclusive.overdue_from == date(2021, 11, 11)
    assert read_deadline(strict, ISSUED).overdue_from == date(2021, 11, 11)


@pytest.mark.parametrize("typed", ["10/11/2021", " 10-11-2021 ", "10.11.2021", "10 / 11 / 2021"])
def test_a_person_types_day_month_year(typed: str) -> None:
    assert parse_date(typed) == date(2021, 11, 10)


def test_nothing_typed_is_no_date() -> None:
    assert parse_date("  ") is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/02/2021", "Ngày 31/02/2021 không có thật."),
        ("11/13/2021", "Ngày 11/13/2021 không có thật."),
        ("10/11/21", "Viết đủ bốn chữ số"),
        ("10/11/0021", "Năm 0021 không hợp lệ."),
        ("2021-11-10", "Không đọc được"),
        ("10/11-2021", "Không đọc được"),
        ("mai", "Không đọc được"),
    ],
)
def test_what_is_no_date_is_refused_with_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(BadDate, match=sentence):
        parse_date(typed)


@given(st.text(max_size=80))
def test_no_words_make_the_reading_of_a_deadline_fail(words: str) -> None:
    assert read_deadline(words, ISSUED).kind in DeadlineKind


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 9999))
def test_a_printed_date_is_either_real_or_asked_for(day: int, month: int, year: int) -> None:
    read = read_deadline(f"trước ngày {day}/{month}/{year:04d}", ISSUED)
    if read.due_on:
        assert read.due_on == date(year, month, day)
    else:
        assert read.needs


def test_a_cited_document_s_date_is_no_deadline() -> None:
    assert find_phrases("kết luận số 79-kl/tw, ngày 25/12/2013 của bộ chính trị") == []
