"""An office's own template: what is taken, what is refused and in which words, and that it is filled in as text."""

import io
import zipfile

import pytest
from docx import Document

from webapp.files.party_layout import LAYOUTS
from webapp.files.report_template import MAX_BYTES, check, fill, starter
from webapp.files.template_child import filled
from webapp.files.unreadable import UnreadableFile
from webapp.rules.report_fields import sample

pytestmark = pytest.mark.pure


def template(*paragraphs: str, header: str = "") -> bytes:
    """A Word document that says these words."""
    made = Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if header:
        made.sections[0].header.paragraphs[0].text = header
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def said(data: bytes) -> list[str]:
    return [one.text for one in Document(io.BytesIO(data)).paragraphs if one.text]


def start() -> bytes:
    return starter(
        LAYOUTS["2026"], parent="Tỉnh ủy Bình Thuận", issuer="Ban Dân vận", symbol="BDVTU", place="Phan Thiết"
    )


def test_the_starter_is_a_template_that_is_taken_and_filled_in() -> None:
    check(start())
    made = Document(io.BytesIO(fill(start(), sample())))
    words = " ".join(one.text for one in made.paragraphs)
    assert "Tình hình thực hiện nhiệm vụ" in words and "{" not in words and "39 việc của 32 cơ quan" in words
    sums = made.tables[1]
    assert len(sums.rows) == 3 and sums.rows[1].cells[1].text == "Ban Tổ chức Tỉnh ủy"


def test_what_is_filled_in_is_text_whatever_it_says() -> None:
    nasty = "<w:p>{{ ma }} & {% for x in y %} “Ủy ban”"
    made = filled(template("Về {{ trich_yeu }}."), sample() | {"trich_yeu": nasty})
    assert said(made) == [f"Về {nasty}."]


def test_conditions_loops_and_harmless_filters_may_be_used() -> None:
    words = "{% if so_viec_qua_han != '0' %}{{ ma|lower }}{% endif %}"
    words += "{% for v in viec_qua_han %}{{ loop.index }}.{{ v.han }} {% endfor %}"
    assert said(filled(template(words), sample())) == ["bc-2021-1221-09301.30/11/2021 2.30/11/2021 "]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("{{ ten_bao_cao }} {{ nguoi_ky }}", "trường không biết: “nguoi_ky”"),
        ("{% for v in viec_qua_han %}{{ v.luong }}{% endfor %}", "trường không biết: “v.luong”"),
        ("{% for v in ma %}x{% endfor %}", "“ma”, không phải là danh sách"),
        ("{{ ''.__class__.__mro__ }}", "không được phép"),
        ("{{ ma.__class__ }}", "trường không biết: “ma.__class__”"),
        ("{{ ma['__class__'] }}", "lệnh “Getitem”"),
        ("{{ range(999999999)|list }}", "bộ lọc “list”"),
        ("{{ lipsum(1) }}", "lệnh “Call”"),
        ("{{ ma * 999999999 }}", "lệnh “Mul”"),
        ("{% set x = ma %}", "lệnh “Assign”"),
        ("{% include '/etc/passwd' %}", "lệnh “Include”"),
        ("{% macro a() %}{% endmacro %}", "lệnh “Macro”"),
        ("{{ ma|attr('x') }}", "bộ lọc “attr”"),
        ("{% for a in bang %}{% for b in bang %}{% for c in bang %}x{% endfor %}{% endfor %}{% endfor %}", "quá sâu"),
        ("{{ ma", "Xem lại dấu ngoặc"),
        ("{% if ma %}", "Xem lại dấu ngoặc"),
    ],
)
def test_a_template_that_asks_for_more_is_refused_by_name(words: str, why: str) -> None:
    with pytest.raises(UnreadableFile, match=why):
        filled(template(words), sample())


def test_the_head_of_the_page_is_read_too() -> None:
    with pytest.raises(UnreadableFile, match="trường không biết: “x”"):
        check(template("{{ ma }}", header="{{ x }}"))


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", b" " * (120 * 1024 * 1024))
    return out.getvalue()


@pytest.mark.parametrize("data", [b"", b"no zip", b"%PDF-1.7", bomb(), b"PK" + b"x" * MAX_BYTES])
def test_what_is_no_word_document_within_bounds_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        check(data)


def test_the_same_report_in_the_same_template_is_the_same_bytes() -> None:
    assert filled(start(), sample()) == filled(start(), sample())
