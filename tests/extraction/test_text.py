"""Mending what copying, converting and page breaks did; never the wording."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extraction.client_programme import RAW
from webapp.extraction import clean, fold, search_terms
from webapp.extraction.text import Words

pytestmark = pytest.mark.pure

LONG = "- Người sử dụng lao động bảo đảm quyền tham gia và hoạt động trong tổ chức"


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("II. MỤC TIÊU**1. Mục tiêu tổng quát**", "II. MỤC TIÊU\n\n1. Mục tiêu tổng quát"),
        ("* ***Yêu cầu chung:*** Các cấp ủy", "Yêu cầu chung: Các cấp ủy"),
        ("## III. TỔ CHỨC THỰC HIỆN\r\n", "III. TỔ CHỨC THỰC HIỆN"),
        (r"1\. Thành lập R\&D \- kỷ nguyên", "1. Thành lập R&D - kỷ nguyên"),
        ("* một việc;\n* hai việc.", "- một việc;\n\n- hai việc."),
        (f"{LONG}\n\n⁽¹⁾ Kết luận số 79.\n\ncông đoàn.", f"{LONG} công đoàn.\n\n⁽¹⁾ Kết luận số 79."),
        (f"{LONG}\n\nđột xuất.", f"{LONG} đột xuất."),
        (
            "tỉnh báo cáo Thường trực\n\nTỈNH ỦY    Trang 2\n\nTỉnh ủy tình hình.",
            "tỉnh báo cáo Thường trực Tỉnh ủy tình hình.",
        ),
        ("2. Sở Nội vụ\n\n- 7 -\n\nRà soát biên chế.", "2. Sở Nội vụ\n\nRà soát biên chế."),
        ("Chương III\n\nTỔ CHỨC THỰC HIỆN", "Chương III TỔ CHỨC THỰC HIỆN"),
        (
            "Các cấp ủy đảng, các tổ chức chính trị\n- xã hội vận động hội viên tham gia;\n- Các ban Đảng tham mưu.",
            "Các cấp ủy đảng, các tổ chức chính trị - xã hội vận động hội viên tham gia;\n\n- Các ban Đảng tham mưu.",
        ),
        ("V/v bố trí cán bộ", "V/v bố trí cán bộ"),
        ("TỈNH ỦY\t\tĐẢNG CỘNG SẢN VIỆT NAM", "TỈNH ỦY\n\nĐẢNG CỘNG SẢN VIỆT NAM"),
        ("1.\tSở Nội vụ", "1. Sở Nội vụ"),
        ("1. Sở Nội vụ chủ trì\nxây dựng kế hoạch", "1. Sở Nội vụ chủ trì xây dựng kế hoạch"),
        ("Chương trình số\n27-CTr/TU", "Chương trình số 27-CTr/TU"),
        ("Thue\u0302\u0301 \u200b nhà", "Thuế nhà"),
        ("Phần đầu (*) noi", "Phần đầu (*) noi"),
        ("- - -\n*\n", ""),
        ("", ""),
    ],
)
def test_each_kind_of_damage_is_mended(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize(
    "raw", ["1. Một\n2. Hai", "Kế hoạch:\n- Một;\n- Hai.", "3. Ủy ban Kiểm tra\n\nHướng dẫn xây dựng báo cáo."]
)
def test_items_and_headings_stay_apart(raw: str) -> None:
    assert clean(raw).count("\n\n") == len([line for line in raw.split("\n") if line]) - 1


def test_typing_errors_of_the_document_stay() -> None:
    cleaned = clean(RAW)
    assert "Ban Thường vụ Tỉnh ủy Tỉnh ủy" in cleaned
    assert "- Phần đầu đến năm 2023" in cleaned


DAMAGE = [
    "\n",
    "\n\n",
    " ",
    "    ",
    "\t",
    "*",
    "**",
    "* ",
    "\\",
    "#",
    "|",
    "⁽¹⁾",
    "1. ",
    "- ",
    "IV. ",
    "TỔ CHỨC ",
    "số\n",
    "Trang 2",
    "MỤC TIÊU1. Mục",
    "a",
    "Ủy",
    "ban",
    ".",
    "0|",
]
PIECES = st.sampled_from(DAMAGE)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=50).map("".join))
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Huyện ủy Phú Quí", "huyen uy phu quy"),
        ("qui định  ĐẢNG", "quy dinh dang"),
        ("Uỷ ban", "uy ban"),
        ("Hằng năm", "hang nam"),
    ],
)
def test_folding_forgets_case_marks_and_spelling_habits(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_search_terms_are_words_and_numbers() -> None:
    assert search_terms("12-KH/TU, ngày 10/11/2021") == "12 kh tu ngay 10 11 2021"


@given(st.text(max_size=120))
def test_the_dresses_of_a_text_are_equally_long(text: str) -> None:
    words = Words.of(text)
    assert len(words.text) == len(words.even) == len(words.low)


def test_both_placements_of_tone_marks_are_one() -> None:
    assert Words.of("Uỷ hoà thuỷ quý").even == "Ủy hòa thủy quý"
