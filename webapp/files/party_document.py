"""A document in Party layout from plain values: head, title, body, tables, signature and copy list (.docx).

The head and the foot are borderless tables of two columns, so that they stay where they are when somebody edits the
document in Word. What is not known (number, day, name) is left dotted, to be written in by hand or by the registry.
The same values give the same bytes.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from webapp.files import party_layout as size
from webapp.files.party_layout import LAYOUTS, Layout
from webapp.files.word_parts import (
    Cell,
    Column,
    Element,
    Look,
    Span,
    element,
    fonts,
    page_number,
    paragraph,
    row,
    table,
)
from webapp.rules.words import Labelled

DOTS = "....."
LONG_DOTS = "." * 40
Words = str | Sequence[Span]
"""A paragraph's text: plain, or spans that look different from each other."""


class Capacity(Labelled):
    """In what capacity somebody signs; Party documents write it with a slash."""

    ON_BEHALF = "on_behalf", "T/M"
    FOR_THE_HEAD = "for_the_head", "K/T"
    BY_ORDER = "by_order", "T/L"


@dataclass(frozen=True, slots=True)
class Head:
    """Who issues the document, under which number, where and when. ``symbol`` is what follows the number and a hyphen
    ("CV/BDVTU"); ``about`` is an official letter's subject, which stands under its number."""

    parent: str
    issuer: str
    symbol: str
    place: str
    number: int | None = None
    on: date | None = None
    about: str = ""

    @property
    def numbered(self) -> str:
        """ "Số 07-CV/BDVTU": no colon, and a number below ten with its nought."""
        number = DOTS if self.number is None else f"{self.number:02d}"
        return f"Số {number}-{self.symbol}"

    @property
    def dated(self) -> str:
        """ "Phan Thiết, ngày 03 tháng 11 năm 2021"."""
        if self.on is None:
            return f"{self.place}, ngày {DOTS} tháng {DOTS} năm {DOTS}"
        return f"{self.place}, ngày {self.on:%d} tháng {self.on:%m} năm {self.on.year}"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: ``capacity`` and ``of`` ("T/M BAN THƯỜNG VỤ") when not in their own right, their post, their name."""

    post: str
    name: str = ""
    capacity: Capacity | None = None
    of: str = ""


class PartyDocument:
    """Collects the parts in their order; ``data`` gives the file. ``landscape`` is for wide tables."""

    def __init__(self, layout: Layout = LAYOUTS["2026"], *, landscape: bool = False) -> None:
        self.layout = layout
        self._word = Document()
        self._body = self._word.element.body
        self._end = self._body.sectPr
        self._title = ""
        page_width = self._set_page(landscape)
        self.width: float = page_width - size.LEFT - size.RIGHT
        """Millimetres between the margins."""
        self._set_normal()
        self._set_page_number()

    def head(self, head: Head) -> None:
        """Parent and issuing body with the star, the Party's title with its rule; number, place and day below."""
        widths = (self.width * 0.45, self.width * 0.55)
        centred = Look(size.HEAD, "center")
        star = self._line("*", centred)
        issuer = self._line((Span(head.issuer.upper(), bold=True),), centred)
        left = (self._line(head.parent.upper(), centred), issuer, star)
        right = self._party(widths[1])
        numbers = [self._line(head.numbered, centred)]
        if head.about:
            numbers.append(self._line((Span(_about(head.about), italic=True),), Look(size.ABOUT_IN_LETTER, "center")))
        day = self._line((Span(head.dated, italic=True),), centred)
        rows = (row((Cell(left), Cell(right)), widths), row((Cell(tuple(numbers)), Cell((day,))), widths))
        self._add(table(rows, widths, lined=False))

    def title(self, kind: str, about: str) -> None:
        """The document's kind and subject: "BÁO CÁO", what about, five hyphens."""
        self._title = f"{kind}: {about}"
        layout = self.layout
        self._add(self._line((Span(kind.upper(), bold=True),), Look(layout.title, "center", before=18, keep=True)))
        self._add(self._line((Span(about, bold=True),), Look(layout.about, "center", keep=True)))
        self._add(self._line("-----", Look(layout.about, "center", after=6)))

    def addressees(self, *bodies: str) -> None:
        """ "Kính gửi:", centred; each on its own line when there are several."""
        look = Look(self.layout.body, "center", before=12, after=6)
        if len(bodies) == 1:
            self._add(self._line(f"Kính gửi: {bodies[0]}", look))
            return
        ends = [";"] * (len(bodies) - 1) + ["."]
        lines = "\n".join(f"- {body}{end}" for body, end in zip(bodies, ends, strict=True))
        self._add(self._line(f"Kính gửi:\n{lines}", look))

    def section(self, heading: str) -> None:
        """A heading within the body ("I. Kết quả"), never the last line of a page."""
        self._add(self._line((Span(heading, bold=True),), self._running(keep=True)))

    def paragraph(self, words: Words) -> None:
        """A paragraph of the body: justified, its first line set in."""
        self._add(self._line(words, self._running()))

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[Words]]) -> None:
        """A table of data: its head comes again on every page, and no row breaks over two."""
        whole = sum(column.share for column in columns)
        widths = [self.width * column.share / whole for column in columns]
        head = [Cell((self._cell((Span(column.title, bold=True),), "center"),)) for column in columns]
        made = [row(head, widths, head=True)]
        for values in rows:
            cells = zip(columns, values, strict=True)
            made.append(row([Cell((self._cell(words, column.align),)) for column, words in cells], widths))
        self._gap()
        self._add(table(made, widths, lined=True))
        self._gap()

    def foot(self, signature: Signature, copies: Sequence[str], *, keep: str) -> None:
        """The copy list ("Nơi nhận:", ends "- Lưu …") and the signature block, kept on one page."""
        widths = (self.width * 0.45, self.width * 0.55)
        listed = [self._line((Span("Nơi nhận:", underlined=True),), Look(size.HEAD))]
        lines = [f"- {copy}," for copy in copies] + [f"- Lưu {keep}."]
        listed += [self._line(line, Look(size.COPY_LIST)) for line in lines]
        signed = tuple(self._signed(signature))
        self._gap()
        self._add(table([row((Cell(tuple(listed)), Cell(signed)), widths)], widths, lined=False))

    def data(self) -> bytes:
        """The file. Its parts carry no day of writing, so the same document is the same bytes for ever."""
        about = self._word.core_properties
        about.title, about.author, about.comments = self._title, "", f"Trình bày theo {self.layout.guide}"
        about.created = about.modified = datetime(2021, 1, 1, tzinfo=UTC)
        about.language = "vi-VN"
        loose = io.BytesIO()
        self._word.save(loose)
        return undated(loose.getvalue())

    def _add(self, part: Element) -> None:
        self._end.addprevious(part)

    def _gap(self) -> None:
        """A little air around a table; two tables that touch would become one."""
        self._add(self._line("", Look(size.BETWEEN, line=size.BETWEEN)))

    def _line(self, words: Words, look: Look) -> Element:
        return paragraph([Span(words)] if isinstance(words, str) else words, look, size.FONT)

    def _cell(self, words: Words, align: str) -> Element:
        return self._line(words, Look(size.TABLE, align, before=2, after=2))

    def _running(self, *, keep: bool = False) -> Look:
        layout = self.layout
        return Look(layout.body, "both", size.FIRST_LINE, before=size.BETWEEN, line=layout.line, keep=keep)

    def _party(self, width: float) -> tuple[Element, ...]:
        title = self._line((Span(size.PARTY, bold=True),), Look(size.PARTY_SIZE, "center"))
        rule = self._line("", Look(1, "center", line=2, rule=True, inset=(width - size.PARTY_WIDTH) / 2))
        return title, rule

    def _signed(self, signature: Signature) -> Iterable[Element]:
        look = Look(size.HEAD, "center")
        if signature.capacity:
            authority = f"{signature.capacity.label} {signature.of.upper()}"
            yield self._line((Span(authority, bold=True),), look)
        yield self._line(signature.post.upper(), look)
        yield self._line("\n" * 3, look)
        yield self._line((Span(signature.name or LONG_DOTS, bold=bool(signature.name)),), look)

    def _set_page(self, landscape: bool) -> int:
        page = self._word.sections[0]
        width, height = size.PAGE[::-1] if landscape else size.PAGE
        page.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        page.page_width, page.page_height = Mm(width), Mm(height)
        page.top_margin, page.bottom_margin = Mm(size.TOP), Mm(size.BOTTOM)
        page.left_margin, page.right_margin = Mm(size.LEFT), Mm(size.RIGHT)
        page.header_distance = page.footer_distance = Mm(size.NUMBER_FROM_TOP)
        return width

    def _set_normal(self) -> None:
        """The ground under everything, so that what somebody adds in Word looks like the rest."""
        style = self._word.styles["Normal"].element.get_or_add_rPr()
        for old in style.findall(qn("w:rFonts")):
            style.remove(old)
        style.insert(0, fonts(size.FONT))
        style.append(element("lang", val="vi-VN", eastAsia="vi-VN"))
        self._word.styles["Normal"].font.size = Pt(self.layout.body)

    def _set_page_number(self) -> None:
        """Centred at the top from the second page on."""
        page = self._word.sections[0]
        page.different_first_page_header_footer = True
        header = page.header._element
        header[:] = [page_number(Look(size.HEAD, "center"), size.FONT)]


def _about(text: str) -> str:
    """A letter's subject as it is written under the number: "về việc …"."""
    return text if text.lower().startswith("về việc") else f"về việc {text}"


def undated(data: bytes) -> bytes:
    """The same Word file without the days of its parts, so that the same content is the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as loose, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(loose.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            archive.writestr(zipfile.ZipInfo(name), loose.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()
