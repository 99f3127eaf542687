"""Documents made on the spot: honest ones by the usual libraries, hostile ones byte by byte."""

import io
import struct
import zipfile
from collections.abc import Mapping

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these entries, in order."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return box.getvalue()


def docx_of(
    body: str,
    method: int = zipfile.ZIP_DEFLATED,
    *,
    before: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """The smallest .docx around ``body`` (XML); ``before`` stands before the root, ``more`` are further parts."""
    document = f'<?xml version="1.0"?>{before}<w:document {WORD}><w:body>{body}</w:body></w:document>'
    return zipped({"word/document.xml": document, **(more or {})}, method)


def said(*paragraphs: str) -> str:
    """Paragraphs as the XML of a Word body."""
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)


def word_document() -> bytes:
    """A programme as an office types it: stamps in header and footer, automatic numbers, a ruled table, NFD letters."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "MẬT"
    document.sections[0].footer.paragraphs[0].text = "Lưu hành nội bộ"
    document.add_paragraph("Tô\u0309 chức thực hiê\u0323n")
    for text in ("Ban Tuyên giáo hướng dẫn", "Ban Dân vận theo dõi"):
        document.add_paragraph(text, style="List Number")
    table = document.add_table(rows=2, cols=2, style="Table Grid")
    for cell, text in zip(table._cells, ("Cơ quan", "Thời hạn", "Sở Nội vụ", "Quý IV/2021"), strict=True):
        cell.text = text
    hidden = document.add_paragraph().add_run("không in ra")
    hidden._r.get_or_add_rPr().append(OxmlElement("w:vanish"))
    last = document.add_paragraph("Hết")
    last.runs[0]._r.find(qn("w:t")).text = "Hết"
    box = io.BytesIO()
    document.save(box)
    return box.getvalue()


def pdf_of(*pages: str, password: str | None = None) -> bytes:
    """A PDF with one line of text on each page."""
    box = io.BytesIO()
    encrypt = StandardEncryption(password, canPrint=0) if password is not None else None
    canvas = Canvas(box, pagesize=A4, encrypt=encrypt)
    for text in pages:
        canvas.drawString(100, 500, text)
        canvas.showPage()
    canvas.save()
    return box.getvalue()


def scanned_pdf() -> bytes:
    """A PDF whose only page is a picture."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    box = io.BytesIO()
    canvas = Canvas(box, pagesize=A4)
    canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "white")), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return box.getvalue()


def compound(stream: str) -> bytes:
    """An OLE container that names one stream, as old Office files and locked new ones do."""
    return OLE + stream.encode("utf-16-le") + bytes(256)


def lying_zip() -> bytes:
    """A .docx whose directory says that the document unpacks to ten bytes; it unpacks to thirty million."""
    data = bytearray(docx_of(said("a" * 30_000_000)))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(data)
