"""What the top of a document says of itself."""

from datetime import date

import pytest

from webapp.extraction import read_programme

pytestmark = pytest.mark.pure

PARTY = """TỈNH ỦY QUẢNG NGÃI
*
Số 31-CTr/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Quảng Ngãi, ngày 18 tháng 9 năm 2018

CHƯƠNG TRÌNH HÀNH ĐỘNG
thực hiện Nghị quyết số 28-NQ/TW, ngày 23/5/2018 về bảo hiểm xã hội
-----

Thực hiện Nghị quyết số 28-NQ/TW, Ban Chấp hành Đảng bộ tỉnh ban hành Chương trình sau:

I. MỤC TIÊU"""
STATE = """| **UỶ BAN NHÂN DÂN** | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
TỈNH LAI CHÂU

Số: 7360/KH-UBND

*Lai Châu, ngày 19 tháng 11 năm 2025*

KẾ HOẠCH

TRIỂN KHAI THI HÀNH LUẬT TIÊU CHUẨN TRÊN ĐỊA BÀN TỈNH LAI CHÂU

I. MỤC ĐÍCH

Việc thi hành Luật Tiêu chuẩn trên địa bàn tỉnh Lai Châu do Ủy ban nhân dân tỉnh Lai Châu chỉ đạo."""


def test_a_party_letterhead() -> None:
    reading = read_programme(PARTY)
    assert (reading.number, reading.issued_on) == ("31-CTr/TU", date(2018, 9, 18))
    assert reading.issuer == "Tỉnh ủy Quảng Ngãi"
    assert (reading.title or "").startswith("Chương trình hành động thực hiện Nghị quyết số 28-NQ/TW")
    assert (reading.title or "").endswith("bảo hiểm xã hội")


def test_a_title_in_capitals_is_set_as_the_text_writes_its_words() -> None:
    reading = read_programme(STATE)
    assert reading.title == "Kế hoạch triển khai thi hành Luật Tiêu chuẩn trên địa bàn tỉnh Lai Châu"
    assert (reading.number, reading.issued_on) == ("7360/KH-UBND", date(2025, 11, 19))


@pytest.mark.parametrize(
    "header",
    ["Số:      /KH-MTTQ", "Theo Nghị quyết số 02-NQ/TW, ngày 12/6/2021", "Quảng Ngãi, ngày 31 tháng 02 năm 2018", ""],
)
def test_a_blank_number_a_cited_document_and_an_impossible_date_are_not_its_own(header: str) -> None:
    reading = read_programme(f"{header}\n\nI. MỤC TIÊU")
    assert (reading.number, reading.issued_on) == (None, None)
