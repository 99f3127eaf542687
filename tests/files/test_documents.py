"""Documents as people and attackers send them: each is read, or refused with a sentence that says what to do."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.files import made
from tests.growth import MORE, growth
from webapp.extraction import find_secrecy_mark
from webapp.files import documents, unreadable
from webapp.files.documents import UnreadableFile, read_document

pytestmark = pytest.mark.pure

BOMB = made.docx_of(made.said("a" * 20_000_000))
LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
DEEP = made.docx_of("<w:sdt>" * 60_000 + made.said("sâu") + "</w:sdt>" * 60_000, zipfile.ZIP_STORED)
PROTECTED = bytearray(made.zipped({"word/document.xml": "x"}))
PROTECTED[PROTECTED.index(b"PK\x01\x02") + 8] |= 1
"""The directory says that the entry has a password."""
MANY = {f"word/media/{n}.txt": "x" for n in range(2001)}

REFUSED = {
    "empty": (b"", "a.docx", unreadable.EMPTY),
    "ratio bomb": (BOMB, "a.docx", unreadable.OVERPACKED),
    "too many entries": (made.docx_of(made.said("a"), more=MANY), "a.docx", unreadable.OVERPACKED),
    "directory that lies": (made.lying_zip(), "a.docx", unreadable.BROKEN),
    "entities": (made.docx_of(made.said("&b;"), before=LAUGHS), "a.docx", unreadable.BROKEN),
    "too deep": (DEEP, "a.docx", unreadable.TOO_HEAVY),
    "xml cut off": (made.zipped({"word/document.xml": "<w:document"}), "a.docx", unreadable.BROKEN),
    "zip cut off": (made.docx_of(made.said("một", "hai"))[:120], "a.docx", unreadable.BROKEN),
    "zip of something else": (made.zipped({"a.txt": "x"}), "a.docx", unreadable.BROKEN),
    "no document inside": (made.zipped({"word/other.xml": "<a/>"}), "a.docx", unreadable.NOT_WORD),
    "no body inside": (made.zipped({"word/document.xml": "<a/>"}), "a.docx", unreadable.NOT_WORD),
    "nothing written": (made.docx_of(made.said("")), "a.docx", unreadable.NO_TEXT),
    "zip with a password": (bytes(PROTECTED), "a.docx", unreadable.LOCKED),
    "locked by Word": (made.compound("EncryptedPackage"), "a.docx", unreadable.LOCKED),
    "old Word": (made.compound("WordDocument"), "a.doc", unreadable.OLD_WORD),
    "old Word called docx": (made.compound("WordDocument"), "a.docx", "bên trong là văn bản Word cũ (.doc)"),
    "text called docx": (b"xin chao", "a.docx", "bên trong là dữ liệu không rõ loại"),
    "pdf called docx": (made.pdf_of("x"), "a.docx", "bên trong là PDF"),
    "docx called pdf": (made.docx_of(made.said("a")), "a.pdf", "bên trong là văn bản Word (.docx)"),
    "program called txt": (b"MZ\0\0", "a.txt", "bên trong là chương trình máy tính"),
    "sheet": (made.zipped({"xl/workbook.xml": "<a/>"}), "a.xlsx", "Không nhận tệp .xlsx"),
    "no extension": (b"xin chao", "van-ban", "không có đuôi"),
    "scan": (made.scanned_pdf(), "a.pdf", unreadable.SCANNED),
    "pdf with a password": (made.pdf_of("x", password="khoa"), "a.pdf", unreadable.LOCKED),
    "broken pdf": (b"%PDF-1.7\n" + b"\x01" * 400, "a.pdf", unreadable.BROKEN),
    "pdf cut off": (made.pdf_of("x")[:300], "a.pdf", unreadable.BROKEN),
    "cp1258": ("Tổ chức thực hiện".encode("cp1258", "replace") + b"\xea\xec", "a.txt", unreadable.NOT_UTF8),
    "TCVN3": ("Tæ chøc thùc hiÖn".encode("latin-1"), "a.txt", unreadable.NOT_UTF8),
    "half a UTF-16 letter": (b"\xff\xfea", "a.txt", unreadable.NOT_UTF8),
    "NUL in text": (b"mot\0hai", "a.txt", "bên trong là dữ liệu không rõ loại"),
    "blank text": (b" \n\t\n", "a.txt", unreadable.NO_TEXT),
    "five megabytes on one line": (b"a" * 5_000_000, "a.txt", unreadable.TOO_LONG),
    "twenty-one megabytes": (bytes(21 * unreadable.MIB), "a.txt", "Tệp nặng 21 MB, quá mức 20 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_sentence(name: str) -> None:
    data, file_name, sentence = REFUSED[name]
    with pytest.raises(UnreadableFile) as refusal:
        read_document(data, file_name)
    assert sentence in str(refusal.value)


@pytest.mark.parametrize(
    "data",
    ["Tổ chức".encode(), "\ufeffTổ chức".encode(), "Tổ chức".encode("utf-16"), "To\u0302\u0309 chức\r\n\r\n".encode()],
    ids=["utf-8", "with a mark", "utf-16", "nfd and crlf"],
)
def test_plain_text_is_read_as_nfc(data: bytes) -> None:
    for name in ("a.txt", "A.TXT ", "thư mục\\a.md"):
        assert read_document(data, name).text == "Tổ chức"


@pytest.mark.parametrize("filler", [" ", "\u00a0", "\t", "\n", "\u200b", " \n"], ids=ascii)
def test_two_million_blanks_cost_no_more_than_their_length(filler: str) -> None:
    def read(text: str) -> None:
        assert read_document(text.encode(), "a.txt").text.startswith("a")

    assert growth(lambda length: "a" + filler * (length // len(filler)) + "b", read, 300_000) < 2.5 * MORE


def test_markdown_keeps_its_signs() -> None:
    text = "# Mục I\n\n- *việc* thứ nhất"
    assert read_document(text.encode(), "a.md").text == text


def test_word_gives_numbers_rows_and_margins_and_no_hidden_text() -> None:
    found = read_document(made.word_document(), "Chương trình.DOCX")
    assert found.text.split("\n\n") == [
        "Tổ chức thực hiện",
        "1. Ban Tuyên giáo hướng dẫn",
        "2. Ban Dân vận theo dõi",
        "Cơ quan | Thời hạn",
        "Sở Nội vụ | Quý IV/2021",
        "Hết",
    ]
    assert found.margins.split("\n") == ["MẬT", "Lưu hành nội bộ"]
    assert find_secrecy_mark(found.margins) and not find_secrecy_mark(found.text)


def test_pages_of_a_pdf_are_counted_and_joined() -> None:
    found = read_document(made.pdf_of(*(f"Doan so {n} cua van ban" for n in range(1, 61))), "a.pdf")
    assert found.pages == 60 and "Doan so 1 cua" in found.text and "Doan so 60 cua" in found.text


def test_file_is_read_wherever_the_command_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_document(made.docx_of(made.said("Một")), "a.docx").text == "Một"


def test_stored_without_packing_is_no_bomb() -> None:
    document = f"<w:document {made.WORD}><w:body>{made.said('a' * 1_000_000)}</w:body></w:document>"
    data = made.zipped({"word/document.xml": document}, zipfile.ZIP_STORED)
    assert len(read_document(data, "a.docx").text) == 1_000_000


def test_nothing_that_a_document_points_to_is_fetched(visited: list[str]) -> None:
    here = visited[0]
    kinds = ("attachedTemplate", "header", "image", "hyperlink", "officeDocument")
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{made.RELATIONS}/{kind}" Target="{here}/{kind}" TargetMode="External"/>'
        for n, kind in enumerate(kinds)
    )
    rels = f"<Relationships>{relations}</Relationships>"
    body = made.said("Một") + f'<w:altChunk xmlns:r="{made.RELATIONS}" r:id="r2"/>'
    document = made.docx_of(body, more={"_rels/.rels": rels, "word/_rels/document.xml.rels": rels})
    assert read_document(document, "a.docx").text == "Một"
    entity = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{here}/entity">]>'
    with pytest.raises(UnreadableFile):
        read_document(made.docx_of(made.said("&x;"), before=entity), "a.docx")
    assert visited == [here]


CHILD = (
    "import sys; from webapp.files import child; child.CPU_SECONDS = 1; "
    "child.parser_of = lambda kind: lambda data: %s; child.main()"
)


@pytest.mark.parametrize(
    ("deed", "code", "answer"),
    [
        ("[0 for _ in iter(int, 1)]", -24, ""),
        ("bytes(600 * child.MIB)", 0, "bộ nhớ"),
        ("open('left-behind', 'wb').write(b'x')", 0, "hỏng"),
        ("__import__('socket').create_connection(('127.0.0.1', 9))", 0, "hỏng"),
        ("__import__('os').system('true')", 0, "hỏng"),
    ],
    ids=["time", "memory", "files", "network", "programs"],
)
def test_child_that_misbehaves_only_ends_itself(deed: str, code: int, answer: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", CHILD % deed, "x"]
    home = {"PYTHONPATH": str(documents.ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(command, input=b"", capture_output=True, check=False, timeout=20, cwd=tmp_path, env=home)
    assert done.returncode == code and answer in done.stdout.decode("unicode_escape", "replace")


def test_parse_without_end_is_stopped_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "PATIENCE", 0.01)
    with pytest.raises(UnreadableFile, match="quá lâu"):
        read_document(made.docx_of(made.said("a")), "a.docx")
