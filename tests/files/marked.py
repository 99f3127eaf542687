"""Forty-odd documents that bear a state-secret mark in every way an office puts one, each with its file name."""

import unicodedata
from collections.abc import Callable

import typst
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from tests.files import dressed as wear
from tests.files import made
from tests.files import raw_pdf as raw

LETTERHEAD = ("TỈNH ỦY BÌNH THUẬN", "Số 12-CTr/TU", "CHƯƠNG TRÌNH HÀNH ĐỘNG", "IV. TỔ CHỨC THỰC HIỆN")
DUTIES = tuple(
    f"{n}. Ban Tổ chức Tỉnh ủy hướng dẫn các đảng bộ trực thuộc thực hiện nội dung {n}." for n in range(1, 9)
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'


def _word(put: Callable[[WordDocument], object]) -> bytes:
    """A programme in Word; ``put`` puts the mark before its text is added."""
    document = Document()
    put(document)
    for line in (*LETTERHEAD, *DUTIES):
        document.add_paragraph(line)
    return wear.saved(document)


def _line(mark: str, font: str = "") -> bytes:
    def put(document: WordDocument) -> None:
        run = document.add_paragraph().add_run(mark)
        if font:
            wear.set_font(run, font)

    return _word(put)


def _last(mark: str) -> bytes:
    document = Document()
    for line in (*LETTERHEAD, *DUTIES, mark):
        document.add_paragraph(line)
    return wear.saved(document)


def _header(mark: str, part: str = "header", font: str = "") -> bytes:
    def put(document: WordDocument) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = "first" in part
        document.settings.odd_and_even_pages_header_footer = "even" in part
        run = getattr(section, part).paragraphs[0].add_run(mark)
        if font:
            wear.set_font(run, font)

    return _word(put)


def _cells(*texts: str, lined: bool) -> bytes:
    def put(document: WordDocument) -> None:
        table = document.add_table(rows=1, cols=len(texts), style="Table Grid" if lined else None)
        for cell, text in zip(table.rows[0].cells, texts, strict=True):
            cell.text = text

    return _word(put)


def _inside(markup: str, *, header: bool = False) -> bytes:
    """The mark as a piece of XML in a paragraph of the text or of the header."""

    def put(document: WordDocument) -> None:
        place = document.sections[0].header if header else document
        paragraph = place.paragraphs[0] if header else place.add_paragraph()
        paragraph._p.append(parse_xml(markup))

    return _word(put)


def _box(said: str) -> str:
    return f"<w:txbxContent><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:txbxContent>"


def _pict(said: str) -> str:
    return f"<w:r {W} {V}><w:pict><v:shape><v:textbox>{_box(said)}</v:textbox></v:shape></w:pict></w:r>"


def _art(said: str, font: str = "Times New Roman") -> str:
    path = f'<v:textpath string="{said}" style="font-family:&quot;{font}&quot;;font-size:1pt"/>'
    return f"<w:r {W} {V}><w:pict><v:shape>{path}</v:shape></w:pict></w:r>"


def _drawn(said: str) -> str:
    shape = f"<wps:wsp><wps:txbx>{_box(said)}</wps:txbx></wps:wsp>"
    return (
        f"<w:r {W} {MC} {WPS}><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{shape}</w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
    )


def _diagram(mark: str) -> bytes:
    rels = f'<Relationships><Relationship Id="r1" Type="{made.RELATIONS}/diagramData" Target="d.xml"/></Relationships>'
    data = f'<d xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>{mark}</a:t></d>'
    more = {"word/_rels/document.xml.rels": rels, "word/d.xml": data}
    return made.docx_of(made.said(*LETTERHEAD, *DUTIES), more=more)


def _letters(*parts: str) -> bytes:
    def put(document: WordDocument) -> None:
        paragraph = document.add_paragraph()
        for n, part in enumerate(parts):
            paragraph.add_run(part).bold = n % 2 == 0

    return _word(put)


def _capitals(mark: str) -> bytes:
    def put(document: WordDocument) -> None:
        for line in (*LETTERHEAD, *DUTIES * 6):
            document.add_paragraph(line)
        document.add_paragraph().add_run(mark).font.all_caps = True

    return _word(put)


def _controlled(mark: str, tag: str) -> bytes:
    def put(document: WordDocument) -> None:
        inner = parse_xml(f"<w:p {W}><w:r><w:t>{mark}</w:t></w:r></w:p>")
        outer = OxmlElement("w:sdt")
        content = OxmlElement("w:sdtContent")
        content.append(inner)
        outer.append(content)
        if tag == "ins":
            run = inner.find(qn("w:r"))
            inserted = OxmlElement("w:ins")
            inner.replace(run, inserted)
            inserted.append(run)
            outer = inner
        document.element.body.insert(0, outer)

    return _word(put)


def _text(*first: str) -> str:
    return "\n\n".join((*first, *LETTERHEAD, *DUTIES))


def _pdf(before: str = "", page: str = "") -> bytes:
    body = "\n\n".join(wear.escaped(line) for line in (*LETTERHEAD, *DUTIES))
    return typst.compile(f"#set page({page})\n{before}\n\n{body}".encode())


def _pages(margin: str) -> bytes:
    body = "\n\n".join(wear.escaped(line) for line in (*LETTERHEAD, *DUTIES * 12))
    return typst.compile(f"#set page({margin})\n{body}".encode())


def _old(mark: str, dress: Callable[[str], wear.Runs], *fonts: str, called: str = "") -> bytes:
    """A PDF in old fonts by their names, or ``called`` something that says nothing."""
    text = "\n".join((*LETTERHEAD, mark, *DUTIES))
    return raw.typed(text, dress, {font: raw.font_of(called or font) for font in fonts})


NFD = unicodedata.normalize("NFD", "MẬT")
MARKED: dict[str, tuple[str, bytes]] = {
    "first line": ("a.docx", _line("MẬT")),
    "first line, top secret": ("a.docx", _line("TỐI MẬT")),
    "first line, most secret": ("a.docx", _line("TUYỆT MẬT")),
    "small letters": ("a.docx", _line("Tối mật")),
    "letters apart": ("a.docx", _line("M Ậ T")),
    "letters apart, firm blanks": ("a.docx", _line("T\u00a0Ố\u00a0I\u00a0\u00a0M\u00a0Ậ\u00a0T")),
    "letters in runs of their own": ("a.docx", _letters("M", "Ậ", "T")),
    "letters under each other": ("a.docx", _word(lambda one: [one.add_paragraph(letter) for letter in "MẬT"])),
    "two lines": ("a.docx", _word(lambda one: [one.add_paragraph(word) for word in ("TUYỆT", "MẬT")])),
    "brackets": ("a.docx", _line("[ MẬT ]")),
    "stars": ("a.docx", _line("* TỐI MẬT *")),
    "nfd": ("a.docx", _line(NFD)),
    "nfd, letters apart": ("a.docx", _line(" ".join([NFD[0], NFD[1:-1], NFD[-1]]))),
    "tcvn3 capitals": ("a.docx", _line("mËt", ".VnTimeH")),
    "tcvn3 small": ("a.docx", _line("TuyÖt mËt", ".VnTime")),
    "vni": ("a.docx", _line("MAÄT", "VNI-Times")),
    "printed as capitals far down": ("a.docx", _capitals("Tối mật")),
    "with urgency": ("a.docx", _line("MẬT - HỎA TỐC")),
    "after urgency": ("a.docx", _line("THƯỢNG KHẨN - TỐI MẬT")),
    "with the copy's number": ("a.docx", _line("TUYỆT MẬT (Bản số: 03)")),
    "grade": ("a.docx", _line("Độ mật: Mật")),
    "grade in capitals": ("a.docx", _line("ĐỘ MẬT: TUYỆT MẬT")),
    "grade at the end": ("a.docx", _last("Mức độ mật: Tối mật.")),
    "stamp under the text": ("a.docx", _last("TỐI MẬT")),
    "beside the issuer": ("a.docx", _line("TỈNH ỦY BÌNH THUẬN\t\tMẬT")),
    "cell of the letterhead": ("a.docx", _cells("TỈNH ỦY\nBÌNH THUẬN\nMẬT", "ĐẢNG CỘNG SẢN\nVIỆT NAM", lined=False)),
    "box of one cell": ("a.docx", _cells("MẬT", lined=True)),
    "cell of a ruled table": ("a.docx", _cells("Số 12", "TỐI MẬT", "Bản 03", lined=True)),
    "page header": ("a.docx", _header("MẬT")),
    "page header, small letters": ("a.docx", _header("Mật")),
    "first page's header": ("a.docx", _header("TUYỆT MẬT", "first_page_header")),
    "even pages' header": ("a.docx", _header("MẬT", "even_page_header")),
    "page footer": ("a.docx", _header("TỐI MẬT", "footer")),
    "page header in tcvn3": ("a.docx", _header("tèi mËt", font=".VnTimeH")),
    "page header in vni": ("a.docx", _header("TOÁI MAÄT", font="VNI-Helve")),
    "text box": ("a.docx", _inside(_pict("MẬT"))),
    "text box in the header": ("a.docx", _inside(_pict("TỐI MẬT"), header=True)),
    "drawn shape": ("a.docx", _inside(_drawn("MẬT"))),
    "watermark": ("a.docx", _inside(_art("TUYỆT MẬT"), header=True)),
    "watermark in tcvn3": ("a.docx", _inside(_art("mËt", ".VnTimeH"), header=True)),
    "diagram": ("a.docx", _diagram("MẬT")),
    "content control": ("a.docx", _controlled("TỐI MẬT", "sdt")),
    "tracked insertion": ("a.docx", _controlled("MẬT", "ins")),
    "text": ("a.txt", _text("MẬT").encode()),
    "text in utf-16": ("a.txt", _text("TỐI MẬT").encode("utf-16")),
    "markdown": ("a.md", _text("**MẬT**").encode()),
    "table of markdown": ("a.md", _text("| TỈNH ỦY | MẬT |\n|---|---|").encode()),
    "pdf": ("a.pdf", _pdf("MẬT")),
    "pdf, box": ("a.pdf", _pdf("#rect[TỐI MẬT]")),
    "pdf, every page's header": ("a.pdf", _pages("header: [MẬT], numbering: none")),
    "pdf, every page's footer": ("a.pdf", _pages("footer: [TỐI MẬT #h(1fr) #context here().page()]")),
    "pdf, across the page": ("a.pdf", _pdf(page="background: rotate(-45deg, text(60pt)[TUYỆT MẬT])")),
    "pdf, letters apart": ("a.pdf", _pdf("#text(tracking: 6pt)[MẬT]")),
    "pdf in tcvn3": ("a.pdf", _old("TUYỆT MẬT", wear.tcvn3_runs, ".VnTime", ".VnTimeH")),
    "pdf in vni": ("a.pdf", _old("Tối mật", wear.vni_runs, "VNI-Times")),
    "pdf in vni, the font's name lost": ("a.pdf", _old("MẬT", wear.vni_runs, "VNI-Times", called="F1")),
    "pdf, two columns": ("a.pdf", _pdf("TỈNH ỦY BÌNH THUẬN #h(1fr) MẬT")),
}
