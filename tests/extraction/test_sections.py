"""Finding the assigning section in its dresses, and cutting it into entries."""

from datetime import date

import pytest

from webapp.extraction import Reading, read_programme
from webapp.rules.words import DeadlineKind, Recurrence

pytestmark = pytest.mark.pure

CLAUSE = "1. Sở Nội vụ xây dựng kế hoạch."


def leads(reading: Reading) -> list[tuple[str, tuple[str, ...]]]:
    return [(clause.no, clause.lead) for clause in reading.clauses]


@pytest.mark.parametrize(
    "heading",
    [
        "IV. TỔ CHỨC THỰC HIỆN",
        "C- TỔ CHỨC THỰC HIỆN",
        "7. Tổ chức thực hiện",
        "ILL TO CHỨC THỰC HIỆN",
        "V. PHÂN CÔNG THỰC HIỆN",
        "Phần thứ ba\nTRÁCH NHIỆM THỰC HIỆN",
        "Điều 17. Tổ chức thực hiện",
        "Chương III\n\nTỔ CHỨC THỰC HIỆN",
        "V. KINH PHÍ VÀ TỔ CHỨC THỰC HIỆN",
        "Phần III: GIẢI PHÁP, TỔ CHỨC THỰC HIỆN",
        "IV. TỔ CHỨC TRIỂN KHAI THỰC HIỆN VÀ CHẾ ĐỘ BÁO CÁO",
        "III. TRIỂN KHAI THỰC HIỆN",
        "VI. TRÁCH NHIỆM VÀ PHÂN CÔNG THỰC HIỆN",
        "V. NHIỆM VỤ CỦA CÁC CƠ QUAN, ĐƠN VỊ",
        "VI. TRÁCH NHIỆM CỦA CÁC CẤP, CÁC NGÀNH",
    ],
)
def test_the_section_is_found_in_its_variants(heading: str) -> None:
    clause = CLAUSE.replace("1. ", "- ") if heading.startswith("7.") else CLAUSE
    reading = read_programme(
        f"I. MỤC TIÊU\n\n1. Ban Dân vận theo dõi.\n\n{heading}\n\n{clause}\n\nNơi nhận:\n- Sở Y tế,"
    )
    assert [clause.lead for clause in reading.clauses] == [("Sở Nội vụ",)]


def test_points_under_an_agency_s_heading_inherit_it_and_one_may_name_another() -> None:
    text = """IV. TỔ CHỨC THỰC HIỆN

1. Ban Tổ chức Tỉnh ủy

- Chủ trì, phối hợp với Văn phòng Tỉnh ủy xây dựng hướng dẫn.

- Riêng Đảng ủy Công an tỉnh thực hiện theo hướng dẫn của cấp trên.

2. Ủy ban Kiểm tra Tỉnh ủy

Hướng dẫn xây dựng báo cáo kiểm điểm."""
    reading = read_programme(text)
    assert leads(reading) == [
        ("1.1", ("Ban Tổ chức Tỉnh ủy",)),
        ("1.2", ("Đảng ủy Công an tỉnh",)),
        ("2", ("Ủy ban Kiểm tra Tỉnh ủy",)),
    ]
    assert reading.clauses[0].coordinate == ("Văn phòng Tỉnh ủy",)


def test_a_sentence_with_another_subject_is_an_entry_of_its_own() -> None:
    text = "IV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế theo dõi. Định kỳ báo cáo kết quả. Văn phòng Tỉnh ủy tham mưu sơ kết."
    assert leads(read_programme(text)) == [("1a", ("Sở Y tế",)), ("1b", ("Văn phòng Tỉnh ủy",))]


def test_paragraphs_without_a_subject_go_on_with_their_clause_and_closing_formulas_are_counted() -> None:
    text = f"""IV. TỔ CHỨC THỰC HIỆN

{CLAUSE}

Bố trí kinh phí phục vụ công tác tuyên truyền.

Kế hoạch này được phổ biến đến chi bộ./."""
    reading = read_programme(text)
    assert len(reading.clauses) == 1
    assert reading.clauses[0].text.endswith("phục vụ công tác tuyên truyền.")
    assert reading.unassigned == 1


def test_a_directed_body_that_presides_leads_too() -> None:
    text = "IV. TỔ CHỨC THỰC HIỆN\n\n1. Đảng ủy Ủy ban nhân dân tỉnh chỉ đạo Sở Nội vụ chủ trì giải quyết chế độ."
    assert read_programme(text).clauses[0].lead == ("Đảng ủy Ủy ban nhân dân tỉnh", "Sở Nội vụ")


def test_a_document_without_the_heading_is_read_from_its_first_order() -> None:
    text = "1. Ban Thường vụ ghi nhận kết quả.\n\n2. Giao Sở Y tế rà soát.\n\n3. Đề nghị Công an tỉnh phối hợp."
    assert leads(read_programme(text)) == [("2", ("Sở Y tế",)), ("3", ("Công an tỉnh",))]


def test_the_rows_of_an_assigning_table_are_clauses() -> None:
    text = """IV. TỔ CHỨC THỰC HIỆN

1. Bảng phân công nhiệm vụ

TT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian | Sản phẩm
1 | Ban hành Quy chế | Văn phòng Tỉnh ủy | Công an tỉnh; đảng ủy các xã, phường | Quý IV/2025 - quý I/2026 | Quy chế
2 | Sơ kết | Văn phòng Tỉnh ủy |  | Hằng năm | Báo cáo
3 | Trực giám sát | Sở Y tế | Công an tỉnh | Thường xuyên | """
    first, second, third = read_programme(text).clauses
    assert (first.lead, first.coordinate) == (("Văn phòng Tỉnh ủy",), ("Công an tỉnh", "đảng ủy các xã, phường"))
    assert (first.deadline, first.duties[0].product) == (date(2026, 3, 31), "Quy chế")
    assert (second.recurrence, second.coordinate) == (Recurrence.ANNUAL, ())
    assert third.duties[0].kind is DeadlineKind.STANDING


@pytest.mark.parametrize("title", ["Hoàn thành", "Thời điểm", "Hạn xong", "Ngày hoàn thành"])
def test_the_column_of_the_time_has_many_titles(title: str) -> None:
    table = f"STT | Công việc | Chủ trì | Phối hợp | {title}\n01 | Sơ kết | Công an xã | | Trước 20/12/2026"
    (clause,) = read_programme(f"III. TỔ CHỨC THỰC HIỆN\n\n{table}").clauses
    assert clause.deadline == date(2026, 12, 20)


def test_a_section_inside_an_article_ends_at_the_next_one() -> None:
    articles = "Điều 1. Phê duyệt Đề án với các nội dung sau:\n\nIII. TỔ CHỨC THỰC HIỆN\n\n" + CLAUSE
    text = f"{articles}\n\nĐiều 2. Sở Y tế công bố Quyết định này.\n\nĐiều 3. Công an tỉnh thi hành Quyết định này."
    assert leads(read_programme(text)) == [("1", ("Sở Nội vụ",))]


def test_a_relative_deadline_is_the_duty_s_and_not_a_date_the_clause_names() -> None:
    date_line = "Bắc Ninh, ngày 29 tháng 8 năm 2025"
    text = f"{date_line}\n\nIV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế xây dựng kế hoạch trong 10 ngày kể từ ngày ký."
    (clause,) = read_programme(text).clauses
    assert clause.deadline is None
    assert clause.deadline_phrase == "trong 10 ngày kể từ ngày ký"
    assert clause.duties[0].due_on == date(2025, 9, 8)


def test_a_text_that_assigns_nothing_gives_nothing() -> None:
    reading = read_programme("Một bài viết về công đoàn.\n\nKhông giao việc cho ai.")
    assert (reading.clauses, reading.section, reading.unassigned) == ((), None, 0)
