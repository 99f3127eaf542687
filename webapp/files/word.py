"""A Word document (.docx) as text, in reading order.

python-docx is not used to read: it leaves out the text of content controls, smart tags and tracked insertions, and
all automatic numbers. The XML is walked here instead; what Word would print with all changes accepted is what is read.
"""

from collections.abc import Iterator

from webapp.files.plain_text import DocumentText, document
from webapp.files.unreadable import NOT_WORD, UnreadableFile
from webapp.files.word_numbering import Numbering
from webapp.files.word_package import Element, WordPackage, attribute, child, children, is_on, local
from webapp.files.word_tables import cells_of, is_layout, rows_of, styles_with_lines

TRACKED = "Văn bản còn vết sửa (Track Changes): đã đọc như khi chấp nhận mọi chỗ sửa."
PICTURES = "Văn bản có ảnh; chữ nằm trong ảnh không đọc được."

_SKIPPED = {"del", "moveFrom", "Fallback", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "instrText", "delText"}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


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


class _Reader:
    """One pass over one document. ``boxes`` gathers the lines of text boxes and watermarks met on the way."""

    def __init__(self, package: WordPackage, main: str) -> None:
        self._package = package
        self._main = main
        styles = self._part("styles")
        self._numbering = Numbering(self._part("numbering"), styles)
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
        label = self._numbering.label(child(element, "pPr"))
        text = "".join(self._inline(element)).strip()
        return f"{label} {text}".strip()

    def _inline(self, element: Element) -> Iterator[str]:
        """The pieces of text inside a paragraph. Any element not known to hide its text is looked into."""
        for part in element:
            name = local(part.tag)
            if name == "t":
                yield part.text or ""
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name in ("footnoteReference", "endnoteReference"):
                yield self._mark(name.removesuffix("Reference"), attribute(part, "id") or "")
            elif name == "txbxContent":
                self.boxes.extend(self.blocks(part))
            elif name == "AlternateContent":
                yield from self._inline(_alternative(part))
            elif name not in _SKIPPED and not (name == "r" and is_on(child(part, "rPr", "vanish"))):
                if name == "textpath":
                    self.boxes.append(attribute(part, "string") or "")
                yield from self._inline(part)

    def _mark(self, kind: str, note_id: str) -> str:
        self._footnotes.append((kind, note_id))
        return _superscript(len(self._footnotes))

    def _table(self, table: Element) -> Iterator[str]:
        """One line for each row; a table that only lays out the page is read cell by cell, as the eye does."""
        rows = [[list(self.blocks(cell)) for cell in cells_of(row)] for row in rows_of(table)]
        layout = is_layout(table, rows, self._lined_styles)
        for row in rows:
            if layout or len(row) == 1:
                yield from (line for cell in row for line in cell)
            elif any(row):
                yield " | ".join(" ".join(" ".join(cell).split()) for cell in row).strip()

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
                lines.append(f"{_superscript(number)} {' '.join(self.blocks(texts[key]))}".strip())
        return lines

    def margins(self) -> list[str]:
        """The lines of all page headers and footers."""
        names = [name for kind in ("header", "footer") for name in self._package.related(self._main, kind)]
        return [line for name in names for line in self.blocks(self._package.root(name))]

    def notes(self, body: Element) -> tuple[str, ...]:
        """What a person should know of this reading."""
        names = {local(element.tag) for element in body.iter()}
        tracked = TRACKED if names & {"ins", "del", "moveFrom", "moveTo"} else ""
        pictures = PICTURES if names & {"blip", "imagedata"} else ""
        return tuple(note for note in (tracked, pictures) if note)


def _alternative(element: Element) -> Element:
    """The one branch of a w:AlternateContent to read: the others say the same for older programs."""
    chosen = child(element, "Choice")
    if chosen is None:
        chosen = child(element, "Fallback")
    return element if chosen is None else chosen


def _superscript(number: int) -> str:
    return f"⁽{str(number).translate(_SUPERSCRIPT)}⁾"
