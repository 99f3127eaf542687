"""A report as a workbook of six sheets: the period, the sums by agency, and the four lists of tasks.

Text is always text: nothing a person typed becomes a formula or a link. The same report is the same bytes.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from webapp.files.report_cover import DRAFT, Cover
from webapp.rules.report_text import ReportText, agency_of, moment
from webapp.rules.reports import Line

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LISTS = {
    "given": "Giao trong kỳ",
    "done": "Hoàn thành trong kỳ",
    "due": "Đến hạn trong kỳ",
    "open": "Còn mở cuối kỳ",
}
Value = str | int | float | date | None
A4, A3 = 9, 8
"""Papers by the numbers that Excel gives them."""
TALLEST = 409
"""Points that a row may be high."""
LONGEST = 32_767
"""Characters that a cell holds."""


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its heading, its width in characters, and what it takes from a task."""

    title: str
    width: int
    value: Callable[[Mapping[str, Any], Mapping[str, Any]], Value]


def _duty(name: str) -> Callable[[Mapping[str, Any], Mapping[str, Any]], Value]:
    return lambda content, task: content["duties"][task["duty"]][name]


def _own(name: str) -> Callable[[Mapping[str, Any], Mapping[str, Any]], Value]:
    return lambda _content, task: task[name]


def _day(name: str) -> Callable[[Mapping[str, Any], Mapping[str, Any]], Value]:
    return lambda _content, task: date.fromisoformat(task[name]) if task[name] else None


def _source(name: str) -> Callable[[Mapping[str, Any], Mapping[str, Any]], Value]:
    return lambda _content, task: task["source"][name] if task["source"] else ""


def _told_on(_content: Mapping[str, Any], task: Mapping[str, Any]) -> Value:
    return moment(task["source"]["at"]).date() if task["source"] else None


def _people(content: Mapping[str, Any], task: Mapping[str, Any]) -> Value:
    return ", ".join(content["agencies"][str(task["agency"])]["people"])


HEADS = (
    Head("Việc số", 8, _own("id")),
    Head("Cơ quan chủ trì", 34, agency_of),
    Head("Mục", 8, _duty("clause")),
    Head("Nhiệm vụ", 52, _duty("title")),
    Head("Sản phẩm", 22, _duty("product")),
    Head("Loại hạn", 14, _own("kind")),
    Head("Hạn", 11, _day("due_on")),
    Head("Hạn theo văn bản", 24, _own("phrase")),
    Head("Hạn ban đầu", 11, _day("original_due_on")),
    Head("Số lần gia hạn", 8, _own("extensions")),
    Head("Ngày giao", 11, _day("given_on")),
    Head("Trạng thái", 16, _own("status")),
    Head("Tình trạng", 22, lambda _content, task: task["standing"]["word"]),
    Head("Ngày hoàn thành", 11, _day("done_on")),
    Head("Quá hạn (ngày)", 9, _own("days_late")),
    Head("Mức (%)", 8, _own("percent")),
    Head("Minh chứng", 24, _own("document")),
    Head("Cập nhật gần nhất", 11, _told_on),
    Head("Nội dung cập nhật", 40, _source("note")),
    Head("Vướng mắc", 30, _own("difficulty")),
)
WITH_NAMES = (Head("Đầu mối", 26, _people), Head("Người ghi gần nhất", 30, _source("by")))


def write(content: Mapping[str, Any], text: ReportText, cover: Cover) -> bytes:
    """The file."""
    made = io.BytesIO()
    book = _Book(xlsxwriter.Workbook(made, OPTIONS))
    book.period(content, text, cover)
    book.agencies(text)
    heads = HEADS + WITH_NAMES if text.names else HEADS
    for key, name in LISTS.items():
        tasks = [task for task in content["tasks"] if key in task["in"]]
        book.tasks(name, heads, [[head.value(content, task) for head in heads] for task in tasks])
    book.close(cover)
    return made.getvalue()


class _Book:
    """Writes sheets; every value by its own kind, so that nothing is guessed."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
        self.title = book.add_format(base | {"bold": True, "font_size": 14})
        self.label = book.add_format(base | {"bold": True, "text_wrap": True})
        self.head = book.add_format(base | {"bold": True, "text_wrap": True, "border": 1, "align": "center"})
        self.cell = book.add_format(base | {"text_wrap": True, "border": 1})
        self.strong = book.add_format(base | {"text_wrap": True, "border": 1, "bold": True})
        self.number = book.add_format(base | {"border": 1, "num_format": "0", "align": "right"})
        self.day = book.add_format(base | {"border": 1, "num_format": "dd/mm/yyyy", "align": "center"})
        self.plain = book.add_format(base | {"text_wrap": True})

    def period(self, content: Mapping[str, Any], text: ReportText, cover: Cover) -> None:
        """What the report is, its sums, and what changed."""
        sheet = self._sheet("Kỳ", (34, 110))
        sheet.write_string(0, 0, text.title, self.title)
        told = [
            ("Nội dung", text.about),
            ("Số liệu", text.days),
            ("Mã", cover.code or DRAFT),
            ("Chốt lúc" if cover.code else "Xem lúc", f"{cover.at:%d/%m/%Y %H:%M}"),
            ("Người chốt", cover.by if text.names else ""),
            ("Phiên bản", "có tên đầu mối" if text.names else "chỉ có cơ quan"),
            *(("Tổng hợp", sentence) for sentence in text.summary),
            *((label, one.text) for label, sentences in text.changes for one in sentences),
            *(("Ghi sau ngày chốt", one.text) for one in text.typed_late),
        ]
        for place, (label, words) in enumerate(told, start=2):
            sheet.set_row(place, _height([words], [110]))
            sheet.write_string(place, 0, label, self.label)
            sheet.write_string(place, 1, words[:LONGEST], self.plain)

    def agencies(self, text: ReportText) -> None:
        """The figures of every agency, the sums of families and of all, then the duties given to many."""
        heads = ["TT", "Cơ quan", "Tổng số", "Giao trong kỳ", "Hoàn thành trong kỳ", "Đến hạn trong kỳ", "Còn mở"]
        heads += [line.label for line in Line] + ["Đúng hạn", "Đúng hạn theo hạn ban đầu", "Cập nhật", "Gia hạn"]
        sheet = self._sheet("Tổng hợp theo đơn vị", (6, 44, *(12,) * (len(heads) - 2)))
        self._heads(sheet, 0, heads)
        sheet.freeze_panes(1, 2)
        for place, row in enumerate(text.figures, start=1):
            counted: list[Value] = [row.total, row.given, row.done, row.due, row.still_open, *row.lines]
            rates: list[Value] = [row.on_time, row.on_time_first, row.updated, row.extensions]
            self._row(sheet, place, [row.number, row.name, *counted, *rates], strong=row.level < 2)
        if text.shared:
            at = len(text.figures) + 2
            self._heads(sheet, at, ["TT", "Nhiệm vụ giao nhiều cơ quan", "Hoàn thành", "Đã báo cáo", "Quá hạn"])
            for number, one in enumerate(text.shared, start=1):
                self._row(sheet, at + number, [number, one.title, one.progress, one.reported, one.late])

    def tasks(self, name: str, heads: Sequence[Head], rows: Sequence[Sequence[Value]]) -> None:
        """One list of tasks, with filters."""
        widths = tuple(head.width for head in heads)
        sheet = self._sheet(name, widths, A3)
        self._heads(sheet, 0, [head.title for head in heads])
        sheet.freeze_panes(1, 2)
        for place, row in enumerate(rows, start=1):
            self._row(sheet, place, row)
            sheet.set_row(place, _height(row, widths))
        sheet.autofilter(0, 0, max(1, len(rows)), len(heads) - 1)

    def close(self, cover: Cover) -> None:
        """Write the file, dated as the report."""
        created = datetime(*cover.at.timetuple()[:6])  # noqa: DTZ001 - the library takes a time of the wall only
        self.book.set_properties({"title": cover.known_as, "author": "", "created": created})
        self.book.close()

    def _sheet(self, name: str, widths: Sequence[int], paper: int = A4) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        return sheet

    def _heads(self, sheet: Worksheet, at: int, heads: Sequence[str]) -> None:
        for place, head in enumerate(heads):
            sheet.write_string(at, place, head, self.head)

    def _row(self, sheet: Worksheet, at: int, values: Sequence[Value], *, strong: bool = False) -> None:
        for place, value in enumerate(values):
            self._write(sheet, at, place, value, self.strong if strong else self.cell)

    def _write(self, sheet: Worksheet, at: int, place: int, value: Value, look: Format) -> None:
        match value:
            case None:
                sheet.write_blank(at, place, None, look)
            case date():
                sheet.write_datetime(at, place, datetime.combine(value, datetime.min.time()), self.day)
            case str():
                sheet.write_string(at, place, value[:LONGEST], look)
            case _:
                sheet.write_number(at, place, value, self.number if look is self.cell else look)


def _height(values: Sequence[Value], widths: Sequence[int]) -> float:
    """How high a row must be, in points, for its longest text to be read: not every program works that out itself."""
    texts = [(value, width) for value, width in zip(values, widths, strict=True) if isinstance(value, str)]
    lines = max((-(-len(text) // width) for text, width in texts), default=1)
    return float(min(TALLEST, 16 * max(1, lines) + 1))
