"""Where a sentence is offered to be cut in two."""

import pytest

from webapp.extraction.cuts import SHORTEST, cut_points

pytestmark = pytest.mark.pure


def parts(text: str) -> list[str]:
    return [text[at:] for at in cut_points(text, 0, len(text))]


@pytest.mark.parametrize(
    ("sentence", "second"),
    [
        (
            "xây dựng kế hoạch tuyển dụng cán bộ; kiện toàn tổ chức, bộ máy công đoàn.",
            ["kiện toàn tổ chức, bộ máy công đoàn."],
        ),
        (
            "tổ chức quán triệt Nghị quyết. Báo cáo kết quả trước ngày 10/11/2021.",
            ["Báo cáo kết quả trước ngày 10/11/2021."],
        ),
        (
            "rà soát cơ chế, chính sách trên địa bàn và tăng cường giám sát việc thực hiện",
            ["tăng cường giám sát việc thực hiện"],
        ),
        ("đôn đốc việc thực hiện, hàng năm báo cáo kết quả", ["hàng năm báo cáo kết quả"]),
        ("bố trí kinh phí hằng năm đồng thời chuẩn bị nhân lực", ["chuẩn bị nhân lực"]),
    ],
)
def test_a_sentence_is_cut_where_another_thing_to_do_begins(sentence: str, second: list[str]) -> None:
    assert parts(sentence) == second


def test_where_nothing_else_begins_every_comma_and_conjunction_is_offered() -> None:
    sentence = "an ninh ở các khu công nghiệp, khu nhà trọ của công nhân và nơi sản xuất"
    assert parts(sentence) == ["khu nhà trọ của công nhân và nơi sản xuất", "nơi sản xuất"]


@pytest.mark.parametrize("sentence", ["báo cáo kết quả về Ban Thường vụ", "", "mở; đóng", "a, b"])
def test_what_cannot_be_cut_offers_nothing(sentence: str) -> None:
    assert parts(sentence) == []


def test_points_are_offsets_into_the_whole_text_and_leave_words_on_both_sides() -> None:
    text = "1. Ban A chủ trì: xây dựng kế hoạch của tỉnh; hướng dẫn cơ sở thực hiện.\n\n2. Ban B; làm việc khác."
    start, end = text.index("xây"), text.index("\n")
    points = cut_points(text, start, end)
    assert [text[at:].split(" cơ sở")[0] for at in points] == ["hướng dẫn"]
    assert all(start + SHORTEST <= at <= end - SHORTEST for at in points)
