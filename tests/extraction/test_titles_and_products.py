"""The short name of a duty, and what it is to bring forth."""

import pytest

from webapp.extraction.products import guess_product
from webapp.extraction.text import Words
from webapp.extraction.titles import short_title
from webapp.rules.words import Recurrence

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("words", "directs", "title"),
    [
        ("lãnh đạo việc rà soát cơ chế, chính sách có liên quan đến công đoàn", None, "Rà soát cơ chế, chính sách"),
        ("lãnh đạo Ủy ban nhân dân tỉnh xây dựng kế hoạch", "Ủy ban nhân dân tỉnh", "Xây dựng kế hoạch"),
        (
            "Báo cáo kết quả về Tỉnh ủy Tỉnh ủy (qua Ban Dân vận) trước ngày 10/11/2021.",
            None,
            "Báo cáo kết quả về Tỉnh ủy",
        ),
        ("định kỳ hằng năm, trước ngày 10/12, báo cáo kết quả", None, "Định kỳ hằng năm báo cáo kết quả"),
        ("thường xuyên theo dõi, đôn đốc", None, "Theo dõi, đôn đốc"),
        ("tổ chức quán triệt Nghị quyết", None, "Quán triệt Nghị quyết"),
        ("tham mưu kiện toàn đội ngũ cộng tác viên", None, "Tham mưu kiện toàn đội ngũ cộng tác viên"),
    ],
)
def test_a_title_begins_with_the_verb_and_ends_where_the_sense_allows(
    words: str, directs: str | None, title: str
) -> None:
    assert short_title(words, directs) == title


def test_a_title_is_never_longer_than_a_line_of_the_list_can_hold() -> None:
    assert len(short_title("xây dựng " + "công trình " * 60, None)) <= 161


@pytest.mark.parametrize(
    ("words", "recurrence", "product"),
    [
        ("xây dựng chương trình, kế hoạch cụ thể", None, "Chương trình, kế hoạch"),
        ("xây dựng Quy chế phối hợp giữa các bên", None, "Quy chế phối hợp"),
        ("phối hợp xây dựng cơ chế nắm bắt thông tin", None, "Cơ chế phối hợp"),
        ("xây dựng cơ chế nắm bắt thông tin", None, "Cơ chế"),
        ("hướng dẫn việc học tập", None, "Hướng dẫn"),
        ("rà soát, sửa đổi cơ chế, chính sách", None, "Danh mục văn bản rà soát"),
        ("rà soát, bố trí trụ sở", None, "Kết quả rà soát"),
        ("hàng năm báo cáo kết quả", Recurrence.ANNUAL, "Báo cáo năm"),
        ("báo cáo kết quả", None, "Báo cáo"),
        ("định kỳ tổ chức sơ kết, tổng kết", Recurrence.PERIODIC, "Báo cáo sơ kết, tổng kết"),
        ("tổ chức tổng kết Nghị quyết", None, "Báo cáo tổng kết"),
        ("kiện toàn mô hình tổ chức", None, None),
    ],
)
def test_a_product_is_guessed_from_the_verb_or_left_open(
    words: str, recurrence: Recurrence | None, product: str | None
) -> None:
    guess = guess_product(Words.of(words), 0, len(words), recurrence)
    assert (guess.name if guess else None) == product
