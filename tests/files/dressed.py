"""One text in many dresses: Word in Unicode, NFD and the old fonts, and PDF as Word would print it."""

import io
import re
import unicodedata
from collections.abc import Callable, Iterator

import typst
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run

Runs = Iterator[tuple[str, str]]
"""Words and the font they are set in."""

_TCVN3 = (
    "à|µ á|¸ ả|¶ ã|· ạ|¹ ă|¨ ằ|» ắ|¾ ẳ|¼ ẵ|½ ặ|Æ â|© ầ|Ç ấ|Ê ẩ|È ẫ|É ậ|Ë è|Ì é|Ð ẻ|Î ẽ|Ï ẹ|Ñ ê|ª ề|Ò ế|Õ ể|Ó ễ|Ô ệ|Ö"
    " ì|× í|Ý ỉ|Ø ĩ|Ü ị|Þ ò|ß ó|ã ỏ|á õ|â ọ|ä ô|« ồ|å ố|è ổ|æ ỗ|ç ộ|é ơ|¬ ờ|ê ớ|í ở|ë ỡ|ì ợ|î ù|ï ú|ó ủ|ñ ũ|ò ụ|ô"
    " ư|\u00ad ừ|õ ứ|ø ử|ö ữ|÷ ự|ù ỳ|ú ý|ý ỷ|û ỹ|ü ỵ|þ đ|® Ă|¡ Â|¢ Ê|£ Ô|¤ Ơ|¥ Ư|¦ Đ|§"
)
TCVN3 = dict(pair.split("|") for pair in _TCVN3.split())
_VNI = (
    "aù|á aø|à aû|ả aõ|ã aï|ạ aê|ă aé|ắ aè|ằ aú|ẳ aü|ẵ aë|ặ aâ|â aá|ấ aà|ầ aå|ẩ aã|ẫ aä|ậ eù|é eø|è eû|ẻ eõ|ẽ eï|ẹ"
    " eâ|ê eá|ế eà|ề eå|ể eã|ễ eä|ệ í|í ì|ì æ|ỉ ó|ĩ ò|ị où|ó oø|ò oû|ỏ oõ|õ oï|ọ oâ|ô oá|ố oà|ồ oå|ổ oã|ỗ oä|ộ ô|ơ"
    " ôù|ớ ôø|ờ ôû|ở ôõ|ỡ ôï|ợ uù|ú uø|ù uû|ủ uõ|ũ uï|ụ ö|ư öù|ứ öø|ừ öû|ử öõ|ữ öï|ự yù|ý yø|ỳ yû|ỷ yõ|ỹ î|ỵ ñ|đ"
)
VNI = {letter: written for written, letter in (pair.split("|") for pair in _VNI.split())}
VNI |= {letter.upper(): written.upper() for letter, written in VNI.items()}


def unicode_runs(text: str) -> Runs:
    """One run in a font of today."""
    yield text, "Times New Roman"


def nfd_runs(text: str) -> Runs:
    """Letters and marks apart, as some keyboards type them."""
    yield unicodedata.normalize("NFD", text), "Times New Roman"


def tcvn3_runs(text: str) -> Runs:
    """Words of capitals in .VnTimeH, others in .VnTime, and a capital with a tone inside a word alone in .VnTimeH."""
    for piece in re.findall(r"\s+|\S+", text):
        if piece.upper() == piece:
            yield _tcvn3(piece.lower()), ".VnTimeH"
            continue
        for letters in re.findall(f"[{_TONED}]+|[^{_TONED}]+", piece):
            capital = letters[0] in _TONED
            yield _tcvn3(letters.lower() if capital else letters), ".VnTimeH" if capital else ".VnTime"


_TONED = "".join(letter.upper() for letter in TCVN3 if letter.islower() and letter.upper() not in TCVN3)


def _tcvn3(text: str) -> str:
    return "".join(TCVN3.get(letter, letter) for letter in text)


def vni_runs(text: str) -> Runs:
    """The whole in VNI-Times, cut in two runs in the middle of a letter where there is one."""
    written = "".join(VNI.get(letter, letter) for letter in text)
    half = len(written) // 2
    yield written[:half], "VNI-Times"
    yield written[half:], "VNI-Times"


def mixed_runs(text: str) -> Runs:
    """The first half of each paragraph in TCVN3, the second in VNI, a word of Unicode between."""
    words = text.split(" ")
    third = len(words) // 3
    yield from tcvn3_runs(" ".join(words[:third]) + " ")
    yield " ".join(words[third : 2 * third]) + " ", "Times New Roman"
    yield from vni_runs(" ".join(words[2 * third :]))


def word_of(text: str, dress: Callable[[str], Runs] = unicode_runs) -> bytes:
    """A .docx with each line of ``text`` as a paragraph."""
    document = Document()
    for line in filter(str.strip, text.split("\n")):
        paragraph = document.add_paragraph()
        for words, font in dress(line):
            set_font(paragraph.add_run(words), font)
    return saved(document)


def set_font(run: Run, font: str) -> None:
    """As Word writes it: for plain letters and for those with marks."""
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    for use in ("ascii", "hAnsi"):
        fonts.set(qn(f"w:{use}"), font)


def word_by_style(text: str, dress: Callable[[str], Runs], *, by: str) -> bytes:
    """A .docx whose one old font is named in a style (``by`` is "style"), its ancestor, the defaults or the theme."""
    document = Document()
    font = next(dress("a"))[1]
    style = document.styles["Normal"]
    style.element.get_or_add_rPr()
    fonts = style.element.rPr.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    if by == "style":
        fonts.set(qn("w:ascii"), font)
        fonts.set(qn("w:hAnsi"), font)
    elif by == "defaults":
        _default_fonts(document, {"ascii": font, "hAnsi": font})
    elif by == "theme":
        _default_fonts(document, {"asciiTheme": "minorHAnsi", "hAnsiTheme": "minorHAnsi"})
        _set_theme(document, font)
    for line in filter(str.strip, text.split("\n")):
        document.add_paragraph("".join(words for words, _font in dress(line)), style="Body Text")
    return saved(document)


def _default_fonts(document: WordDocument, said: dict[str, str]) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    fonts = defaults.find(f".//{qn('w:rFonts')}")
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for use, font in said.items():
        fonts.set(qn(f"w:{use}"), font)


def _set_theme(document: WordDocument, font: str) -> None:
    part = next(rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/theme"))
    minor = rb'(<a:minorFont>\s*<a:latin typeface=")[^"]*'
    part._blob = re.sub(minor, lambda found: found[1] + font.encode(), part.blob)


def saved(document: WordDocument) -> bytes:
    """The bytes of a Word document."""
    box = io.BytesIO()
    document.save(box)
    return box.getvalue()


def ruled(document: WordDocument, rows: list[list[str]], *, down: tuple[tuple[int, int, int], ...] = ()) -> None:
    """A ruled table; ``None``-like "=" cells join their left neighbour, ``down`` merges column, first and last row."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = "" if text == "=" else text
        joined = [n for n, text in enumerate(texts) if text == "="]
        if joined:
            row.cells[joined[0] - 1].merge(row.cells[joined[-1]])
    for column, first, last in down:
        table.cell(first, column).merge(table.cell(last, column))


def boxed(text: str) -> OxmlElement:
    """A drawn text box (VML) as a run's content."""
    pict = OxmlElement("w:pict")
    content = OxmlElement("w:txbxContent")
    paragraph, run, said = OxmlElement("w:p"), OxmlElement("w:r"), OxmlElement("w:t")
    said.text = text
    run.append(said)
    paragraph.append(run)
    content.append(paragraph)
    pict.append(content)
    return pict


PRINTED = """#set page(paper: "a4", margin: (x: 3cm, y: 2cm), header: context [#if here().page() > 1 [_Tỉnh ủy_]],
  footer: context align(center)[#here().page()])
#set text(lang: "vi", size: 13pt)
#set super(typographic: false)
#set par(justify: true, first-line-indent: (amount: 1cm, all: true), spacing: 1.1em)
"""


def pdf_of_text(text: str, *, notes: dict[str, str] | None = None) -> bytes:
    """A PDF as Word prints one: wrapped and justified, page headers and numbers; ``notes`` stand behind their words."""
    paragraphs = []
    for line in filter(str.strip, text.split("\n")):
        paragraph = escaped(line)
        for word, note in (notes or {}).items():
            paragraph = paragraph.replace(escaped(word), f"{escaped(word)}#footnote[{escaped(note)}]", 1)
        paragraphs.append(paragraph)
    return typst.compile((PRINTED + "\n\n".join(paragraphs)).encode())


def pdf_of_raw(markup: str) -> bytes:
    """A PDF of text in typst's own words."""
    return typst.compile((PRINTED + markup).encode())


def pdf_table(before: str, columns: str, cells: str, after: str = "") -> bytes:
    """A PDF with a ruled table in typst's own words between two texts."""
    return typst.compile(
        f"{PRINTED}{before}\n\n#set par(first-line-indent: 0pt, justify: false)\n"
        f"#table(columns: ({columns}), {cells})\n\n{after}".encode()
    )


def escaped(text: str) -> str:
    """Words that typst prints as they are."""
    return re.sub(r"([\\\\#*_`$<>@\[\]=+\-/~\"'.:])", r"\\\1", text)
