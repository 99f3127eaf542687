"""Reports as files: measured, reopened, and the same bytes for the same report."""

import html
import io
import re
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pdfplumber
import pytest
from docx import Document
from docx.shared import Pt

from webapp import clock
from webapp.files import report_docx, report_pdf, report_xlsx
from webapp.files.party_layout import LAYOUTS
from webapp.files.report_cover import Cover, cover, file_name, on_paper
from webapp.rules.report_text import ReportText, read
from webapp.rules.reports import Line

pytestmark = pytest.mark.pure
NASTY = '=HYPERLINK("http://x","bấm") & <b>“Ủy ban” @SUM(A1) #\\ $x$ *đậm*'
LONG = "Đảng đoàn Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội cấp tỉnh, cấp huyện"
AT = datetime(2021, 12, 21, 9, 30, tzinfo=clock.ZONE)
LISTS = ("Giao trong kỳ", "Hoàn thành trong kỳ", "Đến hạn trong kỳ", "Còn mở cuối kỳ")


def task(number: int, **more: Any) -> dict[str, Any]:
    """One late task."""
    values = {
        "id": number,
        "duty": "7",
        "agency": 1 + number % 3,
        "status": "Đang thực hiện",
        "standing": {"word": "Quá hạn", "tone": "late", "icon": "late"},
        "late": True,
        "line": "open_late",
        "days_late": 20,
        "percent": 40,
        "note": NASTY,
        "difficulty": "",
        "phrase": "trước ngày 30/11/2021",
        "kind": "Có thời hạn",
        "extensions": 0,
        "given_on": "2021-11-01",
        "in": ["given", "due", "open"],
        "due_on": "2021-11-30",
        "original_due_on": "2021-11-30",
        "done_on": None,
        "source": {
            "event": 5,
            "at": "2021-12-01T09:00+07:00",
            "what": "Cập nhật",
            "note": NASTY,
            "by": "Bà Thuận",
        },
        "document": "12-BC/BTC, 20/11/2021",
        "missing": NASTY,
        "decides": "Thường trực Tỉnh ủy: nhắc người đứng đầu",
    }
    return values | more


def row(total: int) -> dict[str, Any]:
    rate = {"part": 0, "whole": total}
    lines = {line.value: total if line is Line.OPEN_LATE else 0 for line in Line}
    counts = dict.fromkeys(("given", "due", "still_open"), total)
    rates = {"on_time": rate, "on_time_first": rate, "updated": rate}
    return {"total": total, "lines": lines, "done": 0, "extensions": 0, **counts, **rates}


def content(tasks: int = 3) -> dict[str, Any]:
    """A frozen report with so many late tasks."""
    names = {"1": LONG, "2": NASTY, "3": "Ban Tổ chức Tỉnh ủy"}
    return {
        "format": 1,
        "kind": "quarter",
        "period": "2021-Q4",
        "label": "quý IV năm 2021",
        "first": "2021-09-21",
        "cut_off": "2021-12-20",
        "office": {
            "name": "Tỉnh ủy Bình Thuận",
            "issuer": "Ban Dân vận",
            "symbol": "BDVTU",
            "place": "Phan Thiết",
            "guide_2026": "Hướng dẫn 05-HD/VPTW",
            "guide_2021": "Hướng dẫn 36-HD/VPTW",
        },
        "programmes": [{"id": 1, "title": "Chương trình hành động thực hiện Nghị quyết số 02-NQ/TW"}],
        "previous": None,
        "agencies": {key: {"name": name, "family": "Ban", "people": ["Bà Thuận"]} for key, name in names.items()},
        "table": {
            "families": [
                {"name": "Ban", "row": row(tasks), "agencies": [{"id": int(key), "row": row(1)} for key in names]}
            ],
            "whole": row(tasks),
        },
        "duties_counted_once": {line.value: 1 if line is Line.OPEN_LATE else 0 for line in Line},
        "shared": [{"key": "7", "total": tasks, "done": 0, "reported": 0, "late": tasks, "line": "open_late"}],
        "duties": {"7": {"title": NASTY, "clause": "IV.1", "programme": 1, "product": "Kế hoạch", "words": "x"}},
        "tasks": [task(number) for number in range(1, tasks + 1)],
        "changes": [{"what": "late", "text": f"{LONG}: {NASTY}, quá hạn 20 ngày.", "tasks": [1], "events": [5]}],
        "typed_late": [],
    }


def around(held: dict[str, Any], code: str = "BC-2021-1221-0930") -> Cover:
    return cover(held, code=code, at=AT, by="Bà Thuận")


def docx(tasks: int = 3, *, names: bool = False, layout: str = "2026") -> bytes:
    held = content(tasks)
    return report_docx.write(read(held, names=names), around(held), LAYOUTS[layout])


def xlsx(tasks: int = 3, *, names: bool = False) -> bytes:
    held = content(tasks)
    return report_xlsx.write(held, read(held, names=names), around(held))


def pdf(tasks: int = 3, *, names: bool = False) -> bytes:
    held = content(tasks)
    return report_pdf.write(read(held, names=names), around(held))


def words_of(data: bytes) -> str:
    """Every word of a Word document."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
    return html.unescape(re.sub(r"<[^>]+>", "", body.replace("</w:p>", "\n")))


@pytest.mark.parametrize(("layout", "body"), [("2026", 14), ("2021", 15)])
def test_the_report_is_laid_out_as_a_party_document(layout: str, body: int) -> None:
    made = Document(io.BytesIO(docx(layout=layout)))
    (page,) = made.sections
    assert [round(one.mm) for one in (page.page_width, page.page_height)] == [210, 297]
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(one.mm) for one in margins] == [20, 20, 30, 15]
    assert round(page.header_distance.mm) == 10 and page.different_first_page_header_footer
    head = made.tables[0]
    left, right = head.rows[0].cells
    assert [one.text for one in left.paragraphs] == ["TỈNH ỦY BÌNH THUẬN", "BAN DÂN VẬN", "*"]
    assert [(one.runs[0].bold or False, one.runs[0].font.size) for one in left.paragraphs] == [
        (False, Pt(14)),
        (True, Pt(14)),
        (False, Pt(14)),
    ]
    assert (right.text.strip(), right.paragraphs[0].runs[0].font.size) == ("ĐẢNG CỘNG SẢN VIỆT NAM", Pt(15))
    number, day = (cell.paragraphs[0] for cell in head.rows[1].cells)
    assert number.text == "Số .....-BC/BDVTU" and ":" not in number.text
    assert (day.text, day.runs[0].italic) == ("Phan Thiết, ngày 21 tháng 12 năm 2021", True)
    texts = [one.text for one in made.paragraphs if one.text]
    assert texts[0] == "BÁO CÁO" and texts[2] == "-----" and "quý IV năm 2021" in texts[1]
    assert made.paragraphs[0].runs[0].bold and made.paragraphs[0].runs[0].font.size == Pt(16)
    running = next(one for one in made.paragraphs if one.text.startswith("Đến hết ngày"))
    assert (running.runs[0].font.size, round(running.paragraph_format.first_line_indent.mm)) == (Pt(body), 10)
    assert running.paragraph_format.line_spacing == Pt(20) and running.paragraph_format.space_before == Pt(6)
    foot = made.tables[-1].rows[0].cells
    assert foot[0].paragraphs[0].text == "Nơi nhận:" and foot[0].paragraphs[0].runs[0].underline
    assert foot[0].paragraphs[-1].text == "- Lưu Ban Dân vận." and foot[1].paragraphs[0].text == "TRƯỞNG BAN"


def test_every_table_of_the_word_document_keeps_to_the_margins() -> None:
    made = Document(io.BytesIO(docx()))
    for table in made.tables:
        widths = [int(one.get(one.keys()[0])) for one in table._tbl.tblGrid]
        assert abs(sum(widths) / (1440 / 25.4) - 165) < 2


@pytest.mark.parametrize("names", [False, True])
def test_names_of_people_stand_in_the_offices_own_version_only(names: bool) -> None:
    sheets = openpyxl.load_workbook(io.BytesIO(xlsx(names=names)))
    cells = " ".join(str(cell.value) for sheet in sheets for line in sheet for cell in line)
    with pdfplumber.open(io.BytesIO(pdf(names=names))) as printed:
        text = " ".join(page.extract_text() for page in printed.pages)
    for said in (words_of(docx(names=names)), cells, text):
        assert ("Bà Thuận" in said) is names


def test_the_workbook_has_its_six_sheets_and_reopens_with_the_same_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx(5)))
    assert tuple(book.sheetnames) == ("Kỳ", "Tổng hợp theo đơn vị", *LISTS)
    kinds = {cell.data_type for sheet in book for line in sheet for cell in line if cell.value is not None}
    assert "f" not in kinds and kinds <= {"s", "n", "d"}
    assert not any(sheet._hyperlinks for sheet in book)
    given = list(book["Giao trong kỳ"].values)
    assert len(given) == 6 and len(list(book["Hoàn thành trong kỳ"].values)) == 1
    first = dict(zip(given[0], given[1], strict=True))
    assert first["Nhiệm vụ"] == NASTY and first["Hạn"].date() == date(2021, 11, 30) and first["Quá hạn (ngày)"] == 20
    assert first["Nội dung cập nhật"] == NASTY and first["Cơ quan chủ trì"] == NASTY
    sums = list(book["Tổng hợp theo đơn vị"].values)
    assert sums[1][1] == "Ban" and LONG in [line[1] for line in sums]
    whole = next(line for line in sums if line[1] == "Tổng số")
    assert whole[2] == 5 == sum(whole[7 : 7 + len(Line)])


def test_the_pdf_says_all_words_in_a_face_with_the_metrics_of_times() -> None:
    with pdfplumber.open(io.BytesIO(pdf())) as printed:
        assert {page.width > page.height for page in printed.pages} == {False, True}
        fonts = {char["fontname"].split("+")[-1].split("-")[0] for page in printed.pages for char in page.chars}
        text = " ".join(" ".join(page.extract_text() for page in printed.pages).split())
    assert fonts == {"Tinos"}
    shown = ("ĐẢNG CỘNG SẢN VIỆT NAM", "Số .....-BC/BDVTU", "-----", "BC-2021-1221-0930", "quá hạn 20 ngày", "*đậm*")
    for said in shown:
        assert said in text, said


@pytest.mark.parametrize("write", [docx, xlsx, pdf])
def test_the_same_report_is_the_same_bytes(write: Any) -> None:
    assert write() == write()


@pytest.mark.slow
@pytest.mark.parametrize("tasks", [1, 500])
def test_one_row_and_five_hundred_both_fit(tasks: int) -> None:
    assert words_of(docx(tasks)).count("Thường trực Tỉnh ủy: nhắc") == tasks
    book = openpyxl.load_workbook(io.BytesIO(xlsx(tasks)), read_only=True)
    assert len(list(book["Còn mở cuối kỳ"].values)) == tasks + 1
    book.close()
    with pdfplumber.open(io.BytesIO(pdf(tasks))) as printed:
        assert (len(printed.pages) > 30) is (tasks == 500)


def test_a_list_beyond_all_reading_ends_on_paper_with_the_word_where_the_rest_is() -> None:
    text = read(content(400), names=False)
    paper = on_paper(text)
    assert (len(text.late), len(paper.late), paper.late_count) == (400, 300, 400)
    assert "đủ ở bảng tính Excel" in paper.summary[-1]
    short = read(content(3), names=False)
    assert on_paper(short) == short


def test_the_name_of_the_file_says_what_it_is() -> None:
    def named(code: str, *, names: bool = False, **more: Any) -> str:
        held = content() | more
        text: ReportText = read(held, names=names)
        return file_name(text, around(held, code), "docx")

    assert named("BC-2021-1221-0930") == "BC-2021-1221-0930.docx"
    assert named("BC-2021-1221-0930", names=True) == "BC-2021-1221-0930-co-ten.docx"
    assert named("") == "xem-thu-2021-Q4.docx"
    assert named("", kind="final", period="2021-11-01..2025-06-30") == "xem-thu-tong-ket.docx"
