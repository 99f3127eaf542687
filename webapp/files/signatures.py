"""What a file really is, told by its bytes and never by its name."""

import re
from enum import StrEnum
from pathlib import PurePosixPath


class Content(StrEnum):
    """A kind of content, with the words a person reads for it."""

    label: str

    def __new__(cls, value: str, label: str) -> "Content":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    PDF = "pdf", "PDF"
    DOCX = "docx", "văn bản Word (.docx)"
    XLSX = "xlsx", "bảng tính Excel (.xlsx)"
    PPTX = "pptx", "trình chiếu PowerPoint (.pptx)"
    MACROS = "macros", "tệp Office có macro (chương trình đi kèm)"
    ZIP = "zip", "tệp nén"
    LOCKED = "locked", "văn bản có mật khẩu"
    DOC = "doc", "văn bản Word cũ (.doc)"
    OLE = "ole", "tệp Office cũ"
    RTF = "rtf", "văn bản RTF"
    JPEG = "jpg", "ảnh JPEG"
    PNG = "png", "ảnh PNG"
    PROGRAM = "program", "chương trình máy tính"
    OTHER = "other", "dữ liệu không rõ loại"


# A PDF may begin with a few stray bytes: readers look for its mark within the first kilobyte (ISO 32000-1, H.3.4.1).
_PDF_WINDOW = 1024
_STARTS = (
    (b"{\\rtf", Content.RTF),
    (b"\xff\xd8\xff", Content.JPEG),
    (b"\x89PNG\r\n\x1a\n", Content.PNG),
    (b"\x7fELF", Content.PROGRAM),
)
_OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
# Local file header (30 bytes) or central directory header (46 bytes), then the entry's name, never compressed.
_OFFICE_ENTRY = re.compile(rb"PK(?:\x03\x04.{26}|\x01\x02.{42})(word|xl|ppt)/", re.DOTALL)
_MACROS = re.compile(rb"PK(?:\x03\x04.{26}|\x01\x02.{42})(?:word|xl|ppt)/vba(?:project|data)", re.S | re.I)
"""The parts that hold the programs of a .docm, .xlsm or .pptm, whatever it was renamed to."""
_OFFICE = {b"word": Content.DOCX, b"xl": Content.XLSX, b"ppt": Content.PPTX}


def extension(file_name: str) -> str:
    """The lower-case extension without its dot; empty when the name has none."""
    return PurePosixPath(file_name.replace("\\", "/").strip()).suffix.lower().lstrip(".").strip()


def content_of(data: bytes) -> Content:
    """The kind of content that ``data`` holds, by its magic numbers. Looks at bytes only, unpacks nothing."""
    for start, content in _STARTS:
        if data.startswith(start):
            return content
    if data.startswith(_OLE_START):
        return _compound_content(data)
    if data.startswith(_ZIP_STARTS):
        return _zip_content(data)
    if data.startswith(b"MZ") and b"\0" in data[:_PDF_WINDOW]:
        return Content.PROGRAM
    return Content.PDF if b"%PDF-" in data[:_PDF_WINDOW] else Content.OTHER


def _zip_content(data: bytes) -> Content:
    # The last header wins: a file packed inside another comes before the outer one's directory.
    if _MACROS.search(data):
        return Content.MACROS
    content = Content.ZIP
    for entry in _OFFICE_ENTRY.finditer(data):
        content = _OFFICE[entry[1]]
    return content


def _compound_content(data: bytes) -> Content:
    """Old Office files and password-protected new ones share a container; its stream names tell them apart."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Content.LOCKED
    return Content.DOC if "WordDocument".encode("utf-16-le") in data else Content.OLE
