"""Paragraphs, runs and tables of a Word document as XML elements, with every property said where it applies.

Nothing hangs on a style, so that a paragraph looks the same wherever a reader of Word pastes it; and elements are built
directly, as python-docx looks through a whole table for each cell it is asked for.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Element = Any
MM = 1440 / 25.4
"""Twentieths of a point, Word's own measure, in a millimetre."""
FONT_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True, slots=True)
class Span:
    """Words that look alike; ``size`` None: as the paragraph's own."""

    text: str
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph stands. ``line`` is the exact height of its lines in points, None for what the font needs;
    ``rule`` draws a line below it, ``inset`` keeps it that many millimetres off both edges."""

    size: float
    align: str = "left"
    first_line: float = 0
    before: float = 0
    after: float = 0
    line: float | None = None
    keep: bool = False
    rule: bool = False
    inset: float = 0


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table of data: its heading, its share of the width, and where its words stand."""

    title: str
    share: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """The paragraphs of one cell, and how many columns it spans."""

    paragraphs: tuple[Element, ...]
    span: int = 1


def element(name: str, *children: Element, **attributes: object) -> Element:
    """``<w:name>`` with attributes in Word's name space."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(children)
    return made


def clean(text: str) -> str:
    """``text`` without the characters that no XML may hold."""
    return "".join(
        char
        for char in text
        if char in "\t\n" or (char >= " " and not "\ud800" <= char <= "\udfff" and char < "\ufffe")
    )


def fonts(font: str) -> Element:
    """The font in all four slots: a Vietnamese letter must not fall to another one."""
    return element("rFonts", **dict.fromkeys(FONT_SLOTS, font))


def run(span: Span, size: float, font: str) -> Element:
    """Words in their look; a line break in the text is one in the document."""
    marks = [("b", span.bold), ("bCs", span.bold), ("i", span.italic), ("iCs", span.italic)]
    half_points = round((span.size or size) * 2)
    look = [fonts(font), *(element(name) for name, on in marks if on)]
    look += [element("sz", val=half_points), element("szCs", val=half_points)]
    look += [element("u", val="single")] if span.underlined else []
    made = element("r", element("rPr", *look))
    for number, line in enumerate(clean(span.text).split("\n")):
        if number:
            made.append(element("br"))
        words = element("t")
        words.text = line.replace("\t", " ")
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(words)
    return made


def paragraph(spans: Iterable[Span], look: Look, font: str) -> Element:
    """A paragraph of these words."""
    return element("p", _standing(look, font), *(run(span, look.size, font) for span in spans))


def page_number(look: Look, font: str) -> Element:
    """A paragraph that says the number of its page."""
    made = element("p", _standing(look, font))
    for part in ("begin", "instr", "end"):
        piece = run(Span(""), look.size, font)
        piece.remove(piece[-1])
        if part == "instr":
            words = element("instrText")
            words.text = "PAGE"
            piece.append(words)
        else:
            piece.append(element("fldChar", fldCharType=part))
        made.append(piece)
    return made


def _standing(look: Look, font: str) -> Element:
    """The properties of a paragraph, in the order that the format demands; its mark is in its own font and size too."""
    height = {"line": round(look.line * 20), "lineRule": "exact"} if look.line else {"line": 240, "lineRule": "auto"}
    inset = round(look.inset * MM)
    parts = [element("keepNext")] if look.keep else []
    if look.rule:
        parts.append(element("pBdr", element("bottom", val="single", sz=8, space=1, color="000000")))
    parts.append(element("spacing", before=round(look.before * 20), after=round(look.after * 20), **height))
    parts.append(element("ind", left=inset, right=inset, firstLine=round(look.first_line * MM)))
    parts.append(element("jc", val=look.align))
    half_points = round(look.size * 2)
    mark = element("rPr", fonts(font), element("sz", val=half_points), element("szCs", val=half_points))
    return element("pPr", *parts, mark)


def table(rows: Sequence[Element], widths: Sequence[float], *, lined: bool) -> Element:
    """A table of fixed widths (millimetres); ``lined`` draws every line, otherwise it only sets text side by side."""
    val = "single" if lined else "nil"
    borders = element("tblBorders", *(element(side, val=val, sz=4, space=0, color="000000") for side in SIDES))
    room = round((1.5 if lined else 0) * MM)
    margins = element("tblCellMar", *(element(side, w=room, type="dxa") for side in ("left", "right")))
    twentieths = [round(width * MM) for width in widths]
    wide, inset = element("tblW", w=sum(twentieths), type="dxa"), element("tblInd", w=room, type="dxa")
    look = element("tblPr", wide, inset, borders, element("tblLayout", type="fixed"), margins)
    grid = element("tblGrid", *(element("gridCol", w=width) for width in twentieths))
    return element("tbl", look, grid, *rows)


def row(cells: Iterable[Cell], widths: Sequence[float], *, head: bool = False) -> Element:
    """A row that never breaks over two pages; ``head`` repeats it on every page."""
    marks = [element("cantSplit"), *([element("tblHeader")] if head else [])]
    made = element("tr", element("trPr", *marks))
    at = 0
    for cell in cells:
        width = sum(widths[at : at + cell.span])
        look = element("tcPr", element("tcW", w=round(width * MM), type="dxa"))
        if cell.span > 1:
            look.append(element("gridSpan", val=cell.span))
        if head:
            look.append(element("vAlign", val="center"))
        made.append(element("tc", look, *cell.paragraphs))
        at += cell.span
    return made
