"""By when a goal is to be reached: each way of naming a term, and what only looks like one."""

from datetime import date

import pytest

from webapp.rules.horizons import find_horizons
from webapp.rules.words import Recurrence

pytestmark = pytest.mark.pure

TERMS = [
    ("year", "đến năm 2023 có 80.000", "đến năm 2023", date(2023, 12, 31)),
    ("year", "đến hết năm 2025: 100%", "đến hết năm 2025", date(2025, 12, 31)),
    ("year", "đạt 40% vào cuối năm 2025.", "vào cuối năm 2025", date(2025, 12, 31)),
    ("year", "từ năm 2025 trở đi, 100%", "từ năm 2025 trở đi", date(2025, 12, 31)),
    ("year", "tầm nhìn đến năm 2045", "tầm nhìn đến năm 2045", date(2045, 12, 31)),
    ("year alone", "đến 2030 đạt 90%", "đến 2030", date(2030, 12, 31)),
    ("before a year", "trước năm 2030 hoàn thành", "trước năm 2030", date(2029, 12, 31)),
    ("month", "đến tháng 6/2025 đạt", "đến tháng 6/2025", date(2025, 6, 30)),
    ("quarter", "trong quý iv/2025", "trong quý iv/2025", date(2025, 12, 31)),
    ("quarter", "đến hết quý 2 năm 2026", "đến hết quý 2 năm 2026", date(2026, 6, 30)),
    ("day", "đến ngày 30/6/2025 có", "đến ngày 30/6/2025", date(2025, 6, 30)),
    ("span", "giai đoạn 2021 - 2025: đạt", "giai đoạn 2021 - 2025", date(2025, 12, 31)),
    ("term", "đến cuối nhiệm kỳ 2020 - 2025", "đến cuối nhiệm kỳ 2020 - 2025", date(2025, 12, 31)),
    ("term without years", "đến hết nhiệm kỳ có 90%", "đến hết nhiệm kỳ", None),
    ("yearly", "hằng năm kết nạp 500", "hằng năm", None),
    ("yearly", "bình quân mỗi năm tăng", "bình quân mỗi năm", None),
    ("day", "đến ngày 31/02/2025", "đến ngày 31/02/2025", None),
]


@pytest.mark.parametrize(("rule", "text", "words", "due_on"), TERMS)
def test_a_term_is_known_by_its_rule(rule: str, text: str, words: str, due_on: date | None) -> None:
    (found,) = find_horizons(text, 0, len(text))
    assert (found.rule, text[found.start : found.end], found.due_on) == (rule, words, due_on)


@pytest.mark.parametrize(
    "text",
    [
        "tăng 10% so với năm 2020",
        "tổng chi ngân sách hằng năm",
        "theo kế hoạch năm 2021",
        "năm 20251",
        "số 2025/qđ-ttg",
    ],
)
def test_a_year_that_only_describes_is_no_term(text: str) -> None:
    assert find_horizons(text, 0, len(text)) == []


def test_what_comes_back_names_its_rhythm_and_no_day() -> None:
    text = "mỗi quý có 4 bài, hằng tháng có 1 bài"
    assert [one.recurrence for one in find_horizons(text, 0, len(text))] == [Recurrence.QUARTERLY, Recurrence.MONTHLY]
