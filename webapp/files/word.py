"""A Word document (.docx) as text, in reading order.

python-docx is not used to read: it leaves out the text of content controls, smart tags and tracked insertions, and
all automatic numbers. The XML is walked here instead; what Word would print with all changes accepted is what is read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from webapp.files.legacy_fonts import decoded, encoding_of, is_legacy
from webapp.files.plain_text import DocumentText, document, row_line, superscript
from webapp.files.unreadable import NOT_WORD, UnreadableFile
from webapp.files.word_fonts import Fonts, Letters
from webapp.files.word_numbering import Numbering
from webapp.files.word_package import Element, WordPackage, attribute, child, children, is_on, local
from webapp.files.word_tables import Cell, cells_of, grid, is_layout, rows_of, styles_with_lines

TRACKED = "Văn bản còn vết sửa (Track Changes): đã đọc như khi chấp nhận mọi chỗ sửa."
PICTURES = "Văn bản có ảnh; chữ nằm trong ảnh không đọc được."

_SKIPPED = {"del", "moveFrom", "Fallback", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "instrText", "delText"}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}


def parse_docx(data: bytes) -> DocumentText:
    """The text of a .docx. Raises UnreadableFile; memory and time are the caller's to bound."""
    package = WordPackage(data)
    main = package.main()
    body = child(package.root(main), "body")
    if body is None:
        raise UnreadableFile(NOT_WORD)
    reader = _Reader(package, main)
    paragraphs = [*reader.blocks(body), *reader.footnotes()]
    margins = [*reader.margins(), *reader.boxes]
    notes = reader.notes(body)
    return document("docx", "\n\n".join(paragraphs), margins="\n".join(dict.fromkeys(margins)), notes=notes)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a paragraph, and how their letters are meant."""

    text: str
    letters: Letters


class _Reader:
    """One pass over one document. ``boxes`` gathers the lines of text boxes and watermarks met on the way."""

    def __init__(self, package: WordPackage, main: str) -> None:
        self._package = package
        self._main = main
        styles = self._part("styles")
        self._numbering = Numbering(self._part("numbering"), styles)
        self._fonts = Fonts(styles, self._part("theme"))
        self._lined_styles = styles_with_lines(styles)
        self._footnotes: list[tuple[str, str]] = []
        self.boxes: list[str] = []

    def _part(self, kind: str) -> Element | None:
        name = next(iter(self._package.related(self._main, kind)), None)
        return None if name is None else self._package.root(name)

    def blocks(self, container: Element) -> Iterator[str]:
        """The paragraphs and table rows inside ``container``, without the empty ones."""
        for element in container:
            name = local(element.tag)
            if name == "p":
                text = self._paragraph(element)
                if text:
                    yield text
            elif name == "tbl":
                yield from self._table(element)
            elif name == "AlternateContent":
                yield from self.blocks(_alternative(element))
            elif name not in _SKIPPED:
                yield from self.blocks(element)

    def _paragraph(self, element: Element) -> str:
        properties = child(element, "pPr")
        letters = self._fonts.letters(child(properties, "rPr"), properties)
        label = _printed([_Piece(self._numbering.label(properties), letters)])
        text = _printed(list(self._inline(element, properties, letters))).strip()
        return f"{label} {text}".strip()

    def _inline(self, element: Element, paragraph: Element | None, letters: Letters) -> Iterator[_Piece]:
        """The pieces of text inside a paragraph. Any element not known to hide its text is looked into."""
        for part in element:
            name = local(part.tag)
            said = self._said(part, name, letters)
            if said:
                yield said
            elif name == "txbxContent":
                self.boxes.extend(self.blocks(part))
            elif name == "AlternateContent":
                yield from self._inline(_alternative(part), paragraph, letters)
            elif name == "r":
                properties = child(part, "rPr")
                if not is_on(child(properties, "vanish")):
                    yield from self._inline(part, paragraph, self._fonts.letters(properties, paragraph))
            elif name not in _SKIPPED:
                if name == "textpath":
                    self.boxes.append(_shaped(part))
                yield from self._inline(part, paragraph, letters)

    def _said(self, part: Element, name: str, letters: Letters) -> _Piece | None:
        """What a part of a run says by itself; None for one that only holds others."""
        if name == "t":
            return _Piece(part.text or "", letters)
        if name in _SIGNS:
            return _Piece(_SIGNS[name], letters)
        if name in ("footnoteReference", "endnoteReference"):
            return _Piece(self._mark(name.removesuffix("Reference"), attribute(part, "id") or ""), Letters())
        return _sign(part) if name == "sym" else None

    def _mark(self, kind: str, note_id: str) -> str:
        self._footnotes.append((kind, note_id))
        return f"⁽{superscript(str(len(self._footnotes)))}⁾"

    def _table(self, table: Element) -> Iterator[str]:
        """One line for each row; a table that only lays out the page is read cell by cell, as the eye does."""
        rows = [[Cell(list(self.blocks(cell)), cell) for cell in cells_of(row)] for row in rows_of(table)]
        layout = is_layout(table, [[cell.lines for cell in row] for row in rows], self._lined_styles)
        if layout:
            yield from (line for row in rows for cell in row for line in cell.lines)
            return
        for row, texts in zip(rows, grid(rows), strict=True):
            if len(row) == 1:
                yield from row[0].lines
            elif any(texts):
                yield row_line(texts)

    def footnotes(self) -> list[str]:
        """The notes referred to in what was read so far, numbered in that order."""
        texts = {}
        for kind in ("footnote", "endnote"):
            root = self._part(f"{kind}s")
            for note in [] if root is None else children(root, kind):
                texts[kind, attribute(note, "id") or ""] = note
        lines = []
        for number, key in enumerate(list(self._footnotes), start=1):
            if key in texts:
                lines.append(f"⁽{superscript(str(number))}⁾ {' '.join(self.blocks(texts[key]))}".strip())
        return lines

    def margins(self) -> list[str]:
        """The lines of all page headers and footers, and the words in drawn diagrams."""
        names = [name for kind in ("header", "footer") for name in self._package.related(self._main, kind)]
        drawn = [self._package.root(name) for name in self._package.related(self._main, "diagramData")]
        lines = [line for name in names for line in self.blocks(self._package.root(name))]
        return lines + [part.text or "" for root in drawn for part in root.iter() if local(part.tag) == "t"]

    def notes(self, body: Element) -> tuple[str, ...]:
        """What a person should know of this reading."""
        names = {local(element.tag) for element in body.iter()}
        tracked = TRACKED if names & {"ins", "del", "moveFrom", "moveTo"} else ""
        pictures = PICTURES if names & {"blip", "imagedata"} else ""
        return tuple(note for note in (tracked, pictures) if note)


def _printed(pieces: list[_Piece]) -> str:
    """The pieces as a reader saw them. Old codes are read as one word over the runs of bold and plain in it."""
    words = {
        encoding: "".join(piece.text for piece in pieces if piece.letters.encoding is encoding)
        for encoding in {piece.letters.encoding for piece in pieces}
    }
    text = ""
    for letters, group in groupby(pieces, key=lambda piece: piece.letters):
        said = "".join(piece.text for piece in group)
        if letters.encoding and is_legacy(words[letters.encoding], letters.encoding):
            said = decoded(said, letters.encoding)
        text += said.upper() if letters.capitals else said
    return text


def _sign(element: Element) -> _Piece:
    """A letter that Word keeps as a sign of its font; signs of other fonts (arrows, boxes) say nothing."""
    encoding, code = encoding_of(attribute(element, "font")), attribute(element, "char") or ""
    if encoding is None or not re.fullmatch("[0-9A-Fa-f]{1,4}", code):
        return _Piece(" ", Letters())
    return _Piece(chr(int(code, 16)), Letters(encoding))


def _shaped(path: Element) -> str:
    """The words of a drawn text (WordArt, a watermark), whose font stands in its style."""
    said = attribute(path, "string") or ""
    font = re.search(r"font-family:[\s\"']*([^;\"']+)", attribute(path, "style") or "")
    encoding = encoding_of(font[1]) if font else None
    return decoded(said, encoding) if encoding and is_legacy(said, encoding) else said


def _alternative(element: Element) -> Element:
    """The one branch of a w:AlternateContent to read: the others say the same for older programs."""
    chosen = child(element, "Choice")
    if chosen is None:
        chosen = child(element, "Fallback")
    return element if chosen is None else chosen
