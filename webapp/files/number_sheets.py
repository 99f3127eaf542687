"""Tables of numbers: an office's .xlsx to plain cells (parsed in the bounded child), and the template it fills in."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import xlsxwriter

from webapp.files.documents import in_child
from webapp.files.signatures import Content, content_of, extension
from webapp.files.unreadable import BROKEN, EMPTY, LOCKED, MIB, UnreadableFile, disguised, too_large, wrong_type
from webapp.files.word_package import check_directory

MAX_BYTES = 5 * MIB
MAX_ROWS = 2000
MAX_COLUMNS = 30
WIDEST = 500
"""Characters kept of one cell."""
TOO_MANY = f"Bảng dài hơn {MAX_ROWS} dòng. Hãy tách thành nhiều tệp rồi tải lên."
OVERPACKED = "Tệp nén bất thường, mở ra sẽ quá lớn nên không mở. Hãy mở bằng Excel, lưu thành tệp mới rồi tải lên."
WIDTHS = (8, 60, 18, 18, 14, 50)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it was typed: ``kind`` is "number", "date", "text" or "" for an empty one; numbers in plain digits,
    dates in ISO form. A number shown as a percentage is given as shown: 70.5, not 0.705."""

    kind: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The first sheet of a workbook, row by row."""

    rows: tuple[tuple[Cell, ...], ...]


def read_table(data: bytes, file_name: str) -> Table:
    """The first sheet of an .xlsx. Raises UnreadableFile, whose sentence says what is wrong, for everything else."""
    kind = extension(file_name)
    if not data:
        raise UnreadableFile(EMPTY)
    if len(data) > MAX_BYTES:
        raise too_large(len(data), MAX_BYTES)
    content = content_of(data)
    if content is Content.LOCKED:
        raise UnreadableFile(LOCKED)
    if kind != "xlsx":
        raise wrong_type(kind, ".xlsx")
    if content is not Content.XLSX:
        raise UnreadableFile(BROKEN) if content is Content.ZIP else disguised(kind, content.label)
    answer = in_child("xlsx", data)
    return Table(tuple(tuple(Cell(**cell) for cell in row) for row in answer["rows"]))


def parse_workbook(data: bytes) -> Table:
    """The same, in the child: the directory of the zip is checked before anything is unpacked."""
    try:
        check_directory(zipfile.ZipFile(io.BytesIO(data)).infolist())
    except UnreadableFile as refused:
        raise UnreadableFile(LOCKED if str(refused) == LOCKED else OVERPACKED) from None
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise UnreadableFile(BROKEN) from None
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    rows = list(sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS))
    if len(rows) > MAX_ROWS and any(cell.value is not None for cell in rows[MAX_ROWS]):
        raise UnreadableFile(TOO_MANY)
    return Table(tuple(tuple(_cell(cell) for cell in row) for row in rows[:MAX_ROWS]))


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell()
    if isinstance(value, datetime | date):
        return Cell("date", (value.date() if isinstance(value, datetime) else value).isoformat())
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = Decimal(repr(value))
        shown = number * 100 if "%" in (cell.number_format or "") else number
        return Cell("number", f"{shown.normalize():f}") if number.is_finite() else Cell("text", str(value))
    text = " ".join(str(value).split())[:WIDEST]
    return Cell("text", text) if text else Cell()


def write_template(columns: Iterable[str], rows: Iterable[tuple[str, str, str]], note: str) -> bytes:
    """The table to fill in: a line for each indicator with its code, name and unit; text is never a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Số đo")
    head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
    sheet.write_string(0, 0, note)
    for at, (title, width) in enumerate(zip(columns, WIDTHS, strict=True)):
        sheet.set_column(at, at, width, day if at == 3 else None)
        sheet.write_string(2, at, title, head)
    for line, row in enumerate(rows, 3):
        for at, words in enumerate(row):
            sheet.write_string(line, at, words, wrapped)
    sheet.freeze_panes(3, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()
