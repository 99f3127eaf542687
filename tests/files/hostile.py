"""Files that lie, swell, point elsewhere or carry programs: those to be refused, and those read without harm."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Sequence

from tests.files import made
from tests.files import raw_pdf as raw
from webapp.files import unreadable

SAID = ("Ban To chuc huong dan cac dang bo.", "Van phong theo doi.")
PAGE = raw.shown(*SAID)
PDF = raw.simple(PAGE)
WORD = made.docx_of(made.said(*SAID))
Case = tuple[bytes, str, str]
"""The bytes, the file's name, and words of the sentence it is refused with (or of what is read)."""


def types(main: str) -> dict[str, str]:
    """The part of an Office file that says what its parts are: here that the document is ``main``."""
    kind = f"application/vnd.{main}.main+xml"
    one = f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
    return {
        "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{one}</Types>'
    }


def twice() -> bytes:
    """A Word file with two documents of one name: programs differ on which of them they show."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for text in ("bản hiện", "bản giấu"):
            body = f"<w:document {made.WORD}><w:body>{made.said(text)}</w:body></w:document>"
            archive.writestr("word/document.xml", body)
    return box.getvalue()


def tree(kids: bytes, count: int = 1) -> bytes:
    """A PDF of one page, number 4, with these children of its root."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
    return raw.pdf_from(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids),
            3: raw.PLAIN_FONT,
            4: page + b"/Resources << /Font << /F1 3 0 R >> >> >>",
            5: raw.stream(PAGE),
        }
    )


def deep_tree(depth: int) -> bytes:
    """Nodes of pages within each other."""
    nodes = {n: b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (n + 1) for n in range(2, depth)}
    leaf = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] >>" % (depth - 1)
    return raw.pdf_from({1: b"<< /Type /Catalog /Pages 2 0 R >>", **nodes, depth: leaf})


def painted(*forms: bytes) -> bytes:
    """A page that draws form 100, which may draw 101, and so on; the last is followed by the first."""
    more = {}
    for n, content in enumerate(forms):
        following = 100 + (n + 1) % len(forms)
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>" % following
        more[100 + n] = raw.stream(content, head)
    data = raw.simple(PAGE + b"\n/X Do", page=b"/MediaBox [0 0 595 842] ", more=more)
    return data.replace(b"<< /Font << /F1", b"<< /XObject << /X 100 0 R >> /Font << /F1", 1)


def swollen(megabytes: int) -> bytes:
    """A PDF of a few kilobytes, whose page was packed twice and is ``megabytes`` of nothing."""
    packer = zlib.compressobj(1)
    content = b"".join([packer.compress(bytes(10**6)) for _ in range(megabytes)]) + packer.flush()
    content = zlib.compress(content, 9)
    filters = b"/Filter [/FlateDecode /FlateDecode]"
    stream = b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), filters, content)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 11 0 R >>"
    pages = b"<< /Type /Pages /Count 1 /Kids [10 0 R] >>"
    return raw.pdf_from({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: pages, 10: page, 11: stream})


def refused() -> dict[str, Case]:
    """Files that are refused, with a part of the sentence."""
    html = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
    vba = {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(99)}
    enabled = types("ms-word.document.macroEnabled")
    page, unknown = "bên trong là PDF", "bên trong là dữ liệu không rõ loại"
    macros = "có macro"
    return {
        "pdf and then word, as word": (PDF + WORD, "a.docx", page),
        "zip and then pdf, as pdf": (made.zipped({"a": "x"}) + PDF, "a.pdf", "bên trong là tệp nén"),
        "html as word": (html, "a.docx", unknown),
        "html as pdf": (html, "a.pdf", unknown),
        "zip as text": (WORD, "a.txt", "bên trong là văn bản Word"),
        "zip after text": ("Xin chào ".encode() + WORD, "a.txt", unreadable.NOT_UTF8),
        "script": (html, "a.html", "Không nhận tệp .html"),
        "two extensions": (b"MZ\0", "cong-van.docx.exe", "Không nhận tệp .exe"),
        "extension after a turn": (b"MZ\0", "\u202excod.exe", "Không nhận tệp .exe"),
        "macros": (WORD, "a.docm", "Không nhận tệp .docm"),
        "macros renamed": (made.docx_of(made.said("Mot"), more=vba | enabled), "a.docx", macros),
        "macros in odd letters": (made.docx_of(made.said("Mot"), more={"word/VBAPROJECT.BIN": "x"}), "a.docx", macros),
        "zip of zips only": (made.zipped({"b.zip": made.zipped({"c.zip": WORD})}), "a.docx", unreadable.BROKEN),
        "pages of an unheard-of depth": (deep_tree(5000), "a.pdf", unreadable.BROKEN),
        "page as large as a planet": (raw.simple(PAGE, page=b"/MediaBox [0 0 1e30 1e30]"), "a.pdf", unreadable.BROKEN),
        "page of no size": (raw.simple(PAGE, page=b"/MediaBox [(a) null]"), "a.pdf", unreadable.BROKEN),
        "empty pages": (raw.simple(*[b""] * 200), "a.pdf", unreadable.SCANNED),
        "utf-16 without its mark": ("Tổ chức".encode("utf-16-le"), "a.txt", unreadable.NOT_UTF8),
        "utf-32": ("Tổ chức".encode("utf-32"), "a.txt", unknown),
        "two encodings": ("Tổ ".encode() + "chức".encode("utf-16-le"), "a.txt", unreadable.NOT_UTF8),
        "fifty megabytes on one line": (b"a" * 50_000_000, "a.txt", "Tệp nặng 48 MB"),
    }


def bombs() -> dict[str, tuple[str, bytes]]:
    """What only the bounds of the child stop, with the kind of its parser."""
    deep = "<w:sdt>" * 100_000 + made.said("sâu") + "</w:sdt>" * 100_000
    large = swollen(540)
    return {
        "a hundred thousand elements in each other": ("docx", made.docx_of(deep, zipfile.ZIP_STORED)),
        "page of 540 MB, packed twice": ("pdf", large),
        "the same at a glance": ("glance", large),
        "a hundred million letters": ("pdf", painted(*[b"/X Do " * 10] * 8, b"BT (a) Tj ET")),
        "forms that draw each other at a glance": ("glance", painted(b"/X Do /X Do")),
        "a million brackets": ("pdf", raw.simple(b"[" * 1_000_000)),
        "a million empty paragraphs": ("docx", made.docx_of("<w:p/>" * 1_000_000, zipfile.ZIP_STORED)),
    }


def harmless() -> dict[str, Case]:
    """Files that are read; what is hostile in them stays without effect."""
    names = {"../../../../tmp/evil": "x", "/etc/evil": "x", "..\\evil": "x", "word/../../evil": "x"}
    rsid = f'<w:p w:rsidR="{"a" * 2_000_000}"><w:r><w:t>{SAID[0]}</w:t></w:r></w:p>'
    attributes = " ".join(f'a{n}="1"' for n in range(20_000))
    nested = {"word/embeddings/a.zip": made.zipped({"b.zip": made.zipped({"c": "0" * 20_000_000})})}
    file = {
        100: b"<< /Type /Filespec /F (a.exe) /EF << /F 101 0 R >> >>",
        101: raw.stream(b"MZ", b"/Type /EmbeddedFile"),
    }
    attached = b"/Names << /EmbeddedFiles << /Names [(a) 100 0 R] >> >>"
    return {
        "pdf and then zip": (PDF + made.zipped({"a": "x"}), "a.pdf", SAID[0]),
        "word that says it is a sheet": (made.docx_of(made.said("Mot"), more=types("ms-excel")), "a.docx", "Mot"),
        "names that climb": (made.docx_of(made.said("Mot"), more=names), "a.docx", "Mot"),
        "two documents of one name": (twice(), "a.docx", "bản giấu"),
        "attribute of two million letters": (made.docx_of(rsid, zipfile.ZIP_STORED), "a.docx", SAID[0]),
        "twenty thousand attributes": (made.docx_of(f"<w:p {attributes}/>" + made.said("Mot")), "a.docx", "Mot"),
        "zips within zips": (made.docx_of(made.said("Mot"), more=nested), "a.docx", "Mot"),
        "html as text": (b"<html><script>alert(1)</script></html>", "a.txt", "<script>alert(1)</script>"),
        "javascript": (raw.simple(PAGE, catalog=b"/OpenAction << /S /JavaScript /JS (a) >>"), "a.pdf", SAID[0]),
        "program to start": (raw.simple(PAGE, catalog=b"/OpenAction << /S /Launch /F (/bin/sh) >>"), "a.pdf", SAID[0]),
        "program within": (raw.simple(PAGE, catalog=attached, more=file), "a.pdf", SAID[0]),
        "table of places broken": (PDF.replace(b"xref\n0", b"xrxx\n0"), "a.pdf", SAID[0]),
        "table of places elsewhere": (PDF[: PDF.rindex(b"startxref")] + b"startxref\n999999\n%%EOF", "a.pdf", SAID[0]),
        "pages that go round": (tree(b"2 0 R"), "a.pdf", SAID[0]),
        "page and its own parent": (tree(b"4 0 R 2 0 R"), "a.pdf", SAID[0]),
        "two thousand million pages said": (tree(b"4 0 R", 2_000_000_000), "a.pdf", SAID[0]),
        "one page a thousand times": (tree(b"4 0 R " * 1000, 1000), "a.pdf", SAID[0]),
        "form that draws itself": (painted(b"/X Do /X Do"), "a.pdf", SAID[0]),
        "brackets without end": (raw.simple(PAGE, catalog=b"/A " + b"[" * 3000 + b"]" * 3000), "a.pdf", SAID[0]),
        "no password to read": (made.pdf_of("Xin chao", password=""), "a.pdf", "Xin chao"),
    }


def pointing(here: str, kinds: Sequence[str]) -> dict[str, bytes]:
    """Files that point at the web server ``here`` in every way; a Word file does by these ``kinds`` of relation."""
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{made.RELATIONS}/{kind}" Target="{here}/{kind}" TargetMode="External"/>'
        for n, kind in enumerate(kinds)
    )
    rels = f"<Relationships>{relations}</Relationships>"
    ours = f'xmlns:r="{made.RELATIONS}" r:id="r5"'
    fields = f'<w:fldSimple w:instr="INCLUDEPICTURE {here}/field"/><w:altChunk {ours}/><w:subDoc {ours}/>'
    places = ("_rels/.rels", "word/_rels/document.xml.rels", "word/_rels/settings.xml.rels")
    address = here.encode()
    link = b"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (%s/uri) >> >>]" % address
    sent = b"/OpenAction << /S /SubmitForm /F (%s/form) /Next << /S /GoToR /F (%s/goto) /D [0 /Fit] >> >>"
    elsewhere = b"/F << /Type /Filespec /FS /URL /F (%s/stream) >>" % address
    picture = raw.stream(b"", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 " + elsewhere)
    return {
        "a.docx": made.docx_of(made.said(*SAID) + fields, more=dict.fromkeys(places, rels)),
        "a.pdf": raw.simple(
            PAGE + b"\n/X Do",
            catalog=sent % (address, address),
            page=b"/MediaBox [0 0 595 842] " + link,
            more={100: picture},
        ).replace(b"<< /Font << /F1", b"<< /XObject << /X 100 0 R >> /Font << /F1", 1),
        "a.md": f"Ban To chuc ![]({here}/picture) <img src={here}/img>".encode(),
    }


def workbook(text: str, *, rows: int, columns: int, linked: str = "") -> bytes:
    """A sheet with ``text`` in every cell, kept once; ``linked`` is an address that it points to."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    row = "<row>" + '<c t="s"><v>0</v></c>' * columns + "</row>"
    outside = f'<Relationship Id="r9" Type="{made.RELATIONS}/externalLink" Target="{linked}/x" TargetMode="External"/>'
    kinds = {"worksheet": "worksheets/s.xml", "sharedStrings": "strings.xml"}
    inside = "".join(
        f'<Relationship Id="r{n}" Type="{made.RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(kinds.items())
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    spread = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    names = {"/xl/workbook.xml": "sheet.main", "/xl/worksheets/s.xml": "worksheet", "/xl/strings.xml": "sharedStrings"}
    says = "".join(f'<Override PartName="{name}" ContentType="{spread}.{kind}+xml"/>' for name, kind in names.items())
    root = f'<Relationship Id="r0" Type="{made.RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    sheets = f'<sheets><sheet xmlns:r="{made.RELATIONS}" name="a" sheetId="1" r:id="r0"/></sheets>'
    return made.zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types">{says}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships">{root}</Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}">{sheets}</workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
            f"{inside}{outside if linked else ''}</Relationships>",
            "xl/strings.xml": f'<sst xmlns="{main}"><si><t>{text}</t></si></sst>',
            "xl/worksheets/s.xml": f'<worksheet xmlns="{main}"><sheetData>{row * rows}</sheetData></worksheet>',
        },
        zipfile.ZIP_STORED if rows * columns > 1000 else zipfile.ZIP_DEFLATED,
    )
