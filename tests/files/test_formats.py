"""One document in every dress gives the same assignments: fonts, letters and pages are no part of what it says."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.files import dressed as wear
from tests.files import raw_pdf as raw
from webapp.extraction import read_programme
from webapp.files.documents import read_document
from webapp.files.legacy_fonts import Encoding, decoded, encoding_of, guessed, is_legacy
from webapp.files.pdf import parse_pdf
from webapp.files.word import parse_docx

pytestmark = pytest.mark.pure

PROGRAMME = (Path(__file__).parents[2] / "webapp/data/programmes/nq02-cong-doan.txt").read_text(encoding="utf-8")
PLAN = """TỈNH ỦY BÌNH THUẬN

KẾ HOẠCH

thực hiện Đề án đổi mới sinh hoạt chi bộ

II. TỔ CHỨC THỰC HIỆN

1. Ban Tổ chức Tỉnh ủy chủ trì, phối hợp với Văn phòng Tỉnh ủy và Ủy ban Kiểm tra Tỉnh ủy hướng dẫn các đảng bộ \
trực thuộc xây dựng kế hoạch; báo cáo Ban Thường vụ Tỉnh ủy trước ngày 30/6/2022 theo Công văn số 1855-CV/BTCTW.

2. Ủy ban nhân dân tỉnh bố trí kinh phí hằng năm; mỗi sở, ngành sử dụng không quá 30 km² đất và báo cáo kết quả về \
Sở Tài chính trước ngày 15/11 hằng năm.

3. Giao Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh, các huyện ủy, thị ủy, thành ủy quán triệt Kế hoạch này, đưa \
nội dung vào sinh hoạt chi bộ thường kỳ, kịp thời phản ánh những vướng mắc về Ban Tổ chức Tỉnh ủy.
"""
WIN, BARE = b"/Encoding /WinAnsiEncoding", b"/Encoding << /Type /Encoding >>"
TEXTS = {"programme": PROGRAMME, "plan": PLAN}

Said = list[tuple[object, ...]]


def assignments(text: str) -> Said:
    """Who owes what by when, as read; white space apart."""
    read = read_programme(text)
    return [
        (clause.text, clause.lead, clause.coordinate, clause.deadline, clause.recurrence, clause.report_to, duty.title)
        for clause in read.clauses
        for duty in clause.duties
    ]


FORMATS: dict[str, Callable[[str], str]] = {
    "txt": lambda text: read_document(text.encode(), "a.txt").text,
    "md": lambda text: read_document(text.replace("II. TỔ CHỨC", "## II. TỔ CHỨC").encode(), "a.md").text,
    "nfd txt": lambda text: read_document(unicodedata.normalize("NFD", text).encode(), "a.txt").text,
    "docx": lambda text: read_document(wear.word_of(text), "a.docx").text,
    "nfd docx": lambda text: parse_docx(wear.word_of(text, wear.nfd_runs)).text,
    "tcvn3 docx": lambda text: parse_docx(wear.word_of(text, wear.tcvn3_runs)).text,
    "vni docx": lambda text: parse_docx(wear.word_of(text, wear.vni_runs)).text,
    "three fonts in a paragraph": lambda text: parse_docx(wear.word_of(text, wear.mixed_runs)).text,
    "vni by style": lambda text: parse_docx(wear.word_by_style(text, wear.vni_runs, by="style")).text,
    "vni by default": lambda text: parse_docx(wear.word_by_style(text, wear.vni_runs, by="defaults")).text,
    "vni by theme": lambda text: parse_docx(wear.word_by_style(text, wear.vni_runs, by="theme")).text,
    "pdf": lambda text: read_document(wear.pdf_of_text(text), "a.pdf").text,
}


def typed(text: str, dress: Callable[[str], wear.Runs], *fonts: str, called: str = "", encoding: bytes = WIN) -> str:
    """A PDF in old fonts by their names, or all ``called`` something that says nothing, read again."""
    objects = {font: raw.font_of(called or font, encoding) for font in fonts}
    return parse_pdf(raw.typed(text, dress, objects)).text


def small_tcvn3_runs(text: str) -> wear.Runs:
    """All in .VnTime, capitals with a tone too as small letters: an office without the capitals' font."""
    yield "".join(words for words, _font in wear.tcvn3_runs(text)), ".VnTime"


OLD = (".VnTime", ".VnTimeH")
OLD_PDFS: dict[str, Callable[[str], str]] = {
    "tcvn3": lambda text: typed(text, wear.tcvn3_runs, *OLD),
    "tcvn3, bare codes": lambda text: typed(text, wear.tcvn3_runs, *OLD, encoding=BARE),
    "vni": lambda text: typed(text, wear.vni_runs, "VNI-Times"),
    "vni, the font's name lost": lambda text: typed(text, wear.vni_runs, "VNI-Times", called="CIDFont+F1"),
}


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("kind", OLD_PDFS)
def test_a_pdf_in_old_fonts_gives_the_same_assignments(kind: str, text: str) -> None:
    said = re.sub("⁽[⁰¹²³⁴-⁹]+⁾", "", TEXTS[text])
    expected = assignments(said)
    assert len(expected) > 3
    assert assignments(OLD_PDFS[kind](said)) == expected


def test_tcvn3_in_a_pdf_whose_font_says_nothing_is_told_by_its_letters() -> None:
    text = "\n".join(line for line in PLAN.split("\n") if line != line.upper()).replace("Đề", "đề")
    read = typed(text, small_tcvn3_runs, ".VnTime", called="ABCDEF+F1")
    assert " ".join(read.split()).casefold() == " ".join(text.split()).casefold()


@pytest.mark.parametrize("text", TEXTS.values())
def test_no_document_of_today_is_taken_for_an_old_one(text: str) -> None:
    assert guessed(text) is None
    assert guessed(unicodedata.normalize("NFD", text)) is None
    assert guessed("Où était-elle allée? L'été à Genève, la fête à côté du château, çà et là, dès aôut." * 3) is None
    assert guessed("© 2022 Công ty ABC®: hạt bụi 30 µm, mục §5, ½ kg mỗi gói." * 5) is None


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_gives_the_same_assignments(kind: str, text: str) -> None:
    expected = assignments(TEXTS[text])
    assert len(expected) > 3
    assert assignments(FORMATS[kind](TEXTS[text])) == expected


@pytest.mark.parametrize(
    ("font", "written", "read"),
    [
        (".VnTime", "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        (".VnTime", "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        (".VnTimeH", "Tæ chøc thùc hiÖn", "TỔ CHỨC THỰC HIỆN"),
        (".VnArial NarrowH", "kÕ ho¹ch", "KẾ HOẠCH"),
        (".VnTime", "trung \u00ad¬ng; b\u00ad\u00edc \u00ad\u00f9", "trung ương; bước ưự"),
        (".VnTime", "\uf0b5\uf0b8 “Tù do” – 5%…", "àá “Tự do” – 5%…"),
        ("VNI-Times", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("VNI-Helve", "ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"),
        (
            "VNI-Times",
            "Kyû luaät, thò xaõ, Myõ, tyû leä 5%, ÔÛ ñaây, YÙ kieán",
            "Kỷ luật, thị xã, Mỹ, tỷ lệ 5%, Ở đây, Ý kiến",
        ),
        ("ABCDEF+.VnTime", "thùc", "thực"),
    ],
)
def test_old_fonts_are_read_as_they_look(font: str, written: str, read: str) -> None:
    encoding = encoding_of(font)
    assert encoding and is_legacy(written, encoding)
    assert decoded(written, encoding) == read


@pytest.mark.parametrize("font", ["Times New Roman", "Arial", "Vinhan", "VnTime Unicode", "", None])
def test_other_fonts_are_unicode(font: str | None) -> None:
    assert encoding_of(font) is None


@pytest.mark.parametrize("font", [".VnTime", ".VnTimeH", "VNI-Times"])
@pytest.mark.parametrize("text", ["Ban Tổ chức Tỉnh ủy", "là các việc đã giao", "BAN DÂN VẬN", "đảng đoàn"])
def test_unicode_under_an_old_fonts_name_stays_as_it_is(font: str, text: str) -> None:
    def run(said: str) -> wear.Runs:
        yield said, font

    assert parse_docx(wear.word_of(text, run)).text == text


@pytest.mark.parametrize("encoding", [Encoding.TCVN3, Encoding.VNI])
def test_every_letter_comes_back(encoding: Encoding) -> None:
    table = wear.TCVN3 if encoding is Encoding.TCVN3 else wear.VNI
    for letter, written in table.items():
        assert decoded(written, encoding) == letter


def test_a_font_named_by_a_character_style_an_ancestor_or_in_a_heading_number_counts() -> None:
    document = Document()
    base = document.styles.add_style("Base", 1)
    base.font.name = "VNI-Times"
    heir = document.styles.add_style("Heir", 1)
    heir.base_style = base
    words = document.styles.add_style("Words", 2)
    words.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hAnsi"), ".VnTimeH")
    paragraph = document.add_paragraph("Tænh uûy ", style="Heir")
    paragraph.add_run("b×nh thuËn", style="Words")
    assert parse_docx(wear.saved(document)).text == "Tỉnh ủy BÌNH THUẬN"


def test_capitals_that_word_only_prints_are_read_as_printed() -> None:
    document = Document()
    document.add_paragraph().add_run("Tổ chức thực hiện").font.all_caps = True
    document.add_paragraph().add_run("Ban Dân vận").font.all_caps = False
    assert parse_docx(wear.saved(document)).text == "TỔ CHỨC THỰC HIỆN\n\nBan Dân vận"


def test_letters_kept_as_signs_of_an_old_font_are_read() -> None:
    document = Document()
    run = document.add_paragraph("Ban ").add_run()
    wear.set_font(run, ".VnTime")
    for code in ("F044", "F0A9", "F06E"):
        sign = OxmlElement("w:sym")
        sign.set(qn("w:font"), ".VnTime")
        sign.set(qn("w:char"), code)
        run._r.append(sign)
    arrow = OxmlElement("w:sym")
    arrow.set(qn("w:font"), "Wingdings")
    arrow.set(qn("w:char"), "F0E0")
    run._r.append(arrow)
    assert parse_docx(wear.saved(document)).text == "Ban Dân"


NOTE = {"Văn phòng Tỉnh ủy và": "Theo Quyết định số 12-QĐ/TU.", "hằng năm; mỗi sở": "Từ ngân sách địa phương."}


def test_footnotes_of_a_pdf_stand_after_the_text_and_not_in_its_sentences() -> None:
    text = parse_pdf(wear.pdf_of_text(PLAN, notes=NOTE)).text
    assert "Văn phòng Tỉnh ủy và⁽¹⁾ Ủy ban" in text
    assert text.split("\n\n")[-2:] == ["⁽¹⁾ Theo Quyết định số 12-QĐ/TU.", "⁽²⁾ Từ ngân sách địa phương."]
    assert [one[1:3] for one in assignments(text)] == [one[1:3] for one in assignments(PLAN)]


def test_a_power_is_no_footnote() -> None:
    assert "30 km2 đất" in parse_pdf(wear.pdf_of_raw("sử dụng 30 km#super[2] đất")).text
    assert "đất⁽²⁾ ở" in parse_pdf(wear.pdf_of_raw("sử dụng đất#super[2] ở")).text


def test_pages_headers_and_numbers_of_a_pdf_are_no_part_of_a_sentence() -> None:
    found = parse_pdf(wear.pdf_of_text(PROGRAMME))
    assert found.pages and found.pages > 3
    assert "Tỉnh ủy" in found.margins.split("\n")
    assert assignments(found.text) == assignments(PROGRAMME)


HEAD = ["TT", "Nội dung", "Cơ quan chủ trì", "Phối hợp", "Thời gian", "Sản phẩm"]
ROWS = [
    ["I", "CÔNG TÁC TUYÊN TRUYỀN", "=", "=", "=", "="],
    ["1", "Tuyên truyền Nghị quyết", "Ban Tuyên giáo Tỉnh ủy", "Báo Bình Thuận", "Quý II/2022", "Kế hoạch"],
    ["2", "Tập huấn cán bộ", "", "Trường Chính trị tỉnh", "30/9/2022", ""],
    ["XÂY DỰNG TỔ CHỨC", "=", "=", "=", "=", "="],
    ["3", "Rà soát đảng viên", "Ban Tổ chức Tỉnh ủy", "", "hằng năm", "Báo cáo"],
    ["", "Kiện toàn cấp ủy", "Các huyện ủy, thị ủy, thành ủy", "", "30/6/2022", "Nghị quyết"],
]
BEFORE = "V. TỔ CHỨC THỰC HIỆN\nPhân công nhiệm vụ như sau:"
READ_ROWS = [
    ("Tuyên truyền Nghị quyết", ("Ban Tuyên giáo Tỉnh ủy",), ("Báo Bình Thuận",)),
    ("Tập huấn cán bộ", ("Ban Tuyên giáo Tỉnh ủy",), ("Trường Chính trị tỉnh",)),
    ("Rà soát đảng viên", ("Ban Tổ chức Tỉnh ủy",), ()),
    ("Kiện toàn cấp ủy", ("Các huyện ủy, thị ủy, thành ủy",), ()),
]


def rows_read(text: str) -> Said:
    return [(clause.text, clause.lead, clause.coordinate) for clause in read_programme(text).clauses]


def test_rows_of_a_word_table_are_duties_with_merged_cells_and_headings_between() -> None:
    document = Document()
    for line in BEFORE.split("\n"):
        document.add_paragraph(line)
    wear.ruled(document, [HEAD, *ROWS], down=((2, 2, 3),))
    assert rows_read(parse_docx(wear.saved(document)).text) == READ_ROWS


TABLE = ", ".join(f"[{wear.escaped(cell)}]" for cell in HEAD) + (
    ", [I], table.cell(colspan: 5)[CÔNG TÁC TUYÊN TRUYỀN], [1], [Tuyên truyền Nghị quyết],"
    " table.cell(rowspan: 2)[Ban Tuyên giáo Tỉnh ủy], [Báo Bình Thuận], [Quý II/2022], [Kế hoạch],"
    " [2], [Tập huấn cán bộ], [Trường Chính trị tỉnh], [30/9/2022], [], table.cell(colspan: 6)[XÂY DỰNG TỔ CHỨC],"
    " [3], [Rà soát đảng viên], [Ban Tổ chức Tỉnh ủy], [], [hằng năm], [Báo cáo],"
    " [], [Kiện toàn cấp ủy], [Các huyện ủy, thị ủy, thành ủy], [], [30/6/2022], [Nghị quyết]"
)
WIDTHS = "1fr, 4fr, 3fr, 3fr, 2fr, 2fr"


def test_rows_of_a_pdf_table_are_duties_with_merged_cells_and_headings_between() -> None:
    assert rows_read(parse_pdf(wear.pdf_table(BEFORE.replace("\n", "\n\n"), WIDTHS, TABLE)).text) == READ_ROWS


def test_a_table_over_pages_repeats_its_titles_and_tears_its_rows_without_harm() -> None:
    work = "Tuyên truyền sâu rộng nội dung Nghị quyết đến cán bộ, đảng viên và Nhân dân"
    rows = ", ".join(f"[{n}], [{work} lần {n}], [Sở Nội vụ], [], [30/6/2022], [Báo cáo]" for n in range(1, 31))
    head = "table.header(" + ", ".join(f"[{cell}]" for cell in HEAD) + ")"
    found = parse_pdf(wear.pdf_table(BEFORE.replace("\n", "\n\n"), WIDTHS, f"{head}, {rows}"))
    assert found.pages and found.pages > 2
    assert rows_read(found.text) == [(f"{work} lần {n}", ("Sở Nội vụ",), ()) for n in range(1, 31)]


def test_an_empty_first_cell_of_markdown_keeps_its_place() -> None:
    table = "| TT | Nội dung | Chủ trì | Hạn |\n|---|---|---|---|\n| 1 | Việc một | Sở Nội vụ | 30/6/2022 |\n"
    text = f"V. TỔ CHỨC THỰC HIỆN\n\n{table}| | Việc hai | Sở Tài chính | 30/7/2022 |\n"
    assert [one[:2] for one in rows_read(text)] == [("Việc một", ("Sở Nội vụ",)), ("Việc hai", ("Sở Tài chính",))]
