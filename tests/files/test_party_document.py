"""The layout of Party documents, measured in the file itself."""

import io
import zipfile
from datetime import date

import pytest
from lxml import etree

from webapp.files.documents import read_document
from webapp.files.party_document import Capacity, Head, PartyDocument, Signature
from webapp.files.party_layout import LAYOUTS, layout_of
from webapp.files.word_parts import Column, Span
from webapp.rules.thresholds import Thresholds

pytestmark = pytest.mark.pure
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 1440 / 25.4
PHRASE = "trước ngày 10/11/2021"


def letter(layout: str = "2026", rows: int = 1, *, name: str = "Nguyễn Thị Thuận", number: int | None = 7) -> bytes:
    """An official letter that urges, with a table of tasks."""
    made = PartyDocument(LAYOUTS[layout])
    day = date(2021, 11, 3) if number else None
    made.head(Head("Tỉnh ủy Bình Thuận", "Ban Dân vận", "CV/BDVTU", "Phan Thiết", number, day, "đôn đốc báo cáo"))
    made.addressees("Thành ủy Phan Thiết", "Thị ủy La Gi")
    made.paragraph("Thực hiện Chương trình hành động, Ban Dân vận đề nghị báo cáo\x00.")
    columns = [Column("TT", 1, "center"), Column("Nhiệm vụ", 6), Column("Hạn", 3, "center")]
    when = [Span(PHRASE, bold=True, italic=True)]
    made.table(columns, [(str(at + 1), "Quy chế phối hợp", when) for at in range(rows)])
    signature = Signature("Phó Trưởng ban", name, Capacity.FOR_THE_HEAD, "Trưởng ban")
    made.foot(signature, ["Như trên", "Thường trực Tỉnh ủy (để báo cáo)"], keep="Ban Dân vận Tỉnh ủy")
    return made.data()


def report(layout: str, *, landscape: bool = False) -> bytes:
    made = PartyDocument(LAYOUTS[layout], landscape=landscape)
    made.head(Head("Tỉnh ủy Bình Thuận", "Ban Dân vận", "BC/BDVTU", "Phan Thiết", 127, date(2021, 11, 15)))
    made.title("Báo cáo", "kết quả quý IV năm 2021")
    made.section("I. Kết quả")
    made.foot(Signature("Phó Bí thư", capacity=Capacity.ON_BEHALF, of="Ban Thường vụ"), [], keep="Văn phòng Tỉnh ủy")
    return made.data()


class File:
    """A .docx taken apart."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.body = etree.fromstring(self.parts["word/document.xml"])

    def paragraph(self, text: str) -> etree._Element:
        """The only paragraph that says this."""
        (found,) = [one for one in self.body.iter(f"{W}p") if said(one) == text]
        return found

    @property
    def page(self) -> etree._Element:
        (found,) = self.body.iter(f"{W}sectPr")
        return found


def said(paragraph: etree._Element) -> str:
    return "".join(one.text or "" for one in paragraph.iter(f"{W}t"))


def value(element: etree._Element | None, name: str = "val") -> str:
    assert element is not None
    return element.attrib[f"{W}{name}"]


def looks(paragraph: etree._Element) -> set[tuple[float, bool, bool, bool]]:
    """Size, bold, italic, underlined of the runs of a paragraph."""
    return {
        (int(value(look.find(f"{W}sz"))) / 2, *(look.find(f"{W}{mark}") is not None for mark in ("b", "i", "u")))
        for run in paragraph.iter(f"{W}r")
        if (look := run.find(f"{W}rPr")) is not None
    }


def standing(paragraph: etree._Element, part: str) -> dict[str, str]:
    found = paragraph.find(f"{W}pPr/{W}{part}")
    assert found is not None
    return {key.removeprefix(W): text for key, text in found.attrib.items()}


PLAIN, BOLD, ITALIC, LINED = (False, False, False), (True, False, False), (False, True, False), (False, False, True)


@pytest.mark.parametrize("landscape", [False, True])
def test_the_page_is_a4_with_the_margins_of_the_guide_and_its_number_on_top(landscape: bool) -> None:
    page = File(report("2026", landscape=landscape)).page
    margins = {
        side: round(int(value(page.find(f"{W}pgMar"), side)) / MM) for side in ("top", "bottom", "left", "right")
    }
    assert margins == {"top": 20, "bottom": 20, "left": 30, "right": 15}
    measures = [round(int(value(page.find(f"{W}pgSz"), side)) / MM) for side in ("w", "h")]
    assert measures == ([297, 210] if landscape else [210, 297])
    assert round(int(value(page.find(f"{W}pgMar"), "header")) / MM) == 10
    assert page.find(f"{W}titlePg") is not None, "the first page has no number"


def test_the_number_of_the_page_is_a_field_in_the_head_from_page_two_on() -> None:
    file = File(letter())
    (head,) = [etree.fromstring(data) for name, data in file.parts.items() if name.startswith("word/header")]
    assert "".join(one.text or "" for one in head.iter(f"{W}instrText")) == "PAGE"
    assert value(head.find(f"{W}p/{W}pPr/{W}jc")) == "center"
    assert [value(one, "type") for one in file.page.findall(f"{W}headerReference")] == ["default"]


@pytest.mark.parametrize("layout", list(LAYOUTS))
def test_each_part_of_the_head_and_foot_has_its_case_size_and_style(layout: str) -> None:
    file = File(letter(layout))
    expected = {
        "ĐẢNG CỘNG SẢN VIỆT NAM": (15, *BOLD),
        "TỈNH ỦY BÌNH THUẬN": (14, *PLAIN),
        "BAN DÂN VẬN": (14, *BOLD),
        "*": (14, *PLAIN),
        "Số 07-CV/BDVTU": (14, *PLAIN),
        "về việc đôn đốc báo cáo": (12, *ITALIC),
        "Phan Thiết, ngày 03 tháng 11 năm 2021": (14, *ITALIC),
        "K/T TRƯỞNG BAN": (14, *BOLD),
        "PHÓ TRƯỞNG BAN": (14, *PLAIN),
        "Nguyễn Thị Thuận": (14, *BOLD),
        "Nơi nhận:": (14, *LINED),
        "- Như trên,": (12, *PLAIN),
        "- Thường trực Tỉnh ủy (để báo cáo),": (12, *PLAIN),
        "- Lưu Ban Dân vận Tỉnh ủy.": (12, *PLAIN),
    }
    for text, look in expected.items():
        assert looks(file.paragraph(text)) == {look}, text
    assert value(file.paragraph("*").find(f"{W}pPr/{W}jc")) == "center"
    assert b"w:caps" not in file.parts["word/document.xml"], "upper case is typed, not a style"


@pytest.mark.parametrize(("layout", "title", "about", "body"), [("2026", 16, 14, 14), ("2021", 16, 15, 15)])
def test_a_report_says_its_kind_and_subject_over_five_hyphens(layout: str, title: int, about: int, body: int) -> None:
    file = File(report(layout))
    assert looks(file.paragraph("BÁO CÁO")) == {(title, *BOLD)}
    assert looks(file.paragraph("kết quả quý IV năm 2021")) == {(about, *BOLD)}
    assert value(file.paragraph("-----").find(f"{W}pPr/{W}jc")) == "center"
    assert looks(file.paragraph("I. Kết quả")) == {(body, *BOLD)}
    assert file.paragraph("T/M BAN THƯỜNG VỤ") is not None
    assert LAYOUTS[layout].guide.encode() in file.parts["docProps/core.xml"]


def test_the_body_is_justified_set_in_by_ten_millimetres_in_lines_of_exact_height() -> None:
    paragraph = File(letter()).paragraph("Thực hiện Chương trình hành động, Ban Dân vận đề nghị báo cáo.")
    assert standing(paragraph, "jc") == {"val": "both"}
    assert round(int(standing(paragraph, "ind")["firstLine"]) / MM) == 10
    spacing = standing(paragraph, "spacing")
    assert spacing["lineRule"] == "exact" and 18 <= int(spacing["line"]) / 20 <= 22
    assert int(spacing["before"]) / 20 >= 6


def test_every_run_is_in_the_font_of_the_guide_whatever_its_letters() -> None:
    file = File(letter())
    (normal,) = [
        style
        for style in etree.fromstring(file.parts["word/styles.xml"]).iter(f"{W}style")
        if value(style, "styleId") == "Normal"
    ]
    found = [*file.body.iter(f"{W}rFonts"), *normal.iter(f"{W}rFonts")]
    assert len(found) > 40
    for fonts in found:
        slots = {key.removeprefix(W): text for key, text in fonts.attrib.items()}
        assert slots == dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), "Times New Roman")


def test_the_rule_below_the_title_is_as_long_as_the_title() -> None:
    file = File(letter())
    (ruled,) = [one for one in file.body.iter(f"{W}p") if one.find(f"{W}pPr/{W}pBdr/{W}bottom") is not None]
    cell = next(one for one in file.body.iter(f"{W}tc") if ruled in list(one))
    inset = standing(ruled, "ind")
    width = int(value(cell.find(f"{W}tcPr/{W}tcW"), "w")) - int(inset["left"]) - int(inset["right"])
    assert round(width / MM, 1) == pytest.approx(72.7, abs=0.2)


def test_head_and_foot_are_tables_of_two_columns_without_a_line_and_data_has_lines() -> None:
    head, data, foot = File(letter(rows=3)).body.iter(f"{W}tbl")
    for table, lined in ((head, False), (data, True), (foot, False)):
        borders = table.find(f"{W}tblPr/{W}tblBorders")
        assert borders is not None
        assert {value(side) for side in borders} == ({"single"} if lined else {"nil"})
        assert len(table.findall(f"{W}tblGrid/{W}gridCol")) == (3 if lined else 2)
    widths = [int(value(one, "w")) for one in data.findall(f"{W}tblGrid/{W}gridCol")]
    assert sum(widths) / MM == pytest.approx(165, abs=0.2)


def test_the_head_of_a_table_comes_again_and_no_row_is_split() -> None:
    table = list(File(letter(rows=500)).body.iter(f"{W}tbl"))[1]
    rows = table.findall(f"{W}tr")
    assert len(rows) == 501
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * 500
    phrase = rows[1].findall(f"{W}tc")[2].find(f"{W}p")
    assert phrase is not None and looks(phrase) == {(12, True, True, False)}


def test_what_is_not_known_is_left_dotted() -> None:
    file = File(letter(name="", number=None))
    assert file.paragraph("Số .....-CV/BDVTU") is not None
    assert file.paragraph("Phan Thiết, ngày ..... tháng ..... năm .....") is not None
    assert file.paragraph("." * 40) is not None


def test_the_same_letter_is_the_same_bytes_and_our_own_reader_reads_it() -> None:
    assert letter() == letter()
    assert "Số 07-CV/BDVTU" in read_document(letter(), "cong-van.docx").text


def test_the_office_chooses_the_layout_and_how_its_guide_is_cited() -> None:
    office = Thresholds(letter_layout="2021", guide_2021="Hướng dẫn 36")
    chosen = layout_of(office)
    assert (chosen.name, chosen.guide, chosen.body) == ("2021", "Hướng dẫn 36", LAYOUTS["2021"].body)
    assert layout_of(Thresholds()) == LAYOUTS["2026"]
