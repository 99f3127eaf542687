"""A PDF with a text layer as text. Running headers, footers and page numbers are taken out of the body."""

import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from webapp.files.pdf_body import body_of
from webapp.files.pdf_page import Line, PageLines, read_page
from webapp.files.plain_text import MAX_CHARACTERS, DocumentText, document
from webapp.files.unreadable import (
    BROKEN,
    LOCKED,
    MAX_PAGES,
    NO_LETTERS,
    SCANNED,
    TOO_LONG,
    TOO_MANY_PAGES,
    UnreadableFile,
)

# The top and bottom parts of a page where headers, footers and page numbers stand.
_MARGIN_PART = 0.15
# A header may differ between odd and even pages, and be absent from the first: less than half the pages can do.
_REPEATED_ON = 0.4
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?([0-9]{1,4})(?:\s*/\s*[0-9]{1,4})?[-–—\s]*", re.IGNORECASE)
# How pdfminer writes a glyph that the file gives no letter for; and private-use letters, which mean nothing outside.
_NO_LETTER = re.compile(r"\(cid:[0-9]+\)|[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some pages of a PDF, one after the other, and how many it has in all."""

    pages: list[PageLines]
    total: int


def parse_pdf(data: bytes) -> DocumentText:
    """The text of a PDF. Raises UnreadableFile; memory and time are the caller's to bound."""
    return joined(read_stretch(data, 0, MAX_PAGES).pages)


def read_stretch(data: bytes, first: int, last: int) -> Stretch:
    """The lines of the pages from ``first`` (0 is the first one) up to ``last``, that one left out."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            total = len(pdf.pages)
            if total > MAX_PAGES:
                raise UnreadableFile(TOO_MANY_PAGES)
            return Stretch(list(_pages(pdf.pages[first:last])), total)
    except PdfminerException as error:
        locked = isinstance(error.args[0], PDFPasswordIncorrect | PDFEncryptionError)
        raise UnreadableFile(LOCKED if locked else BROKEN) from None


def join_stretches(data: bytes) -> DocumentText:
    """The text of pages that were read in several stretches, given as the JSON of their lines."""
    return joined([_page(one) for one in json.loads(data)])


def _page(said: dict[str, Any]) -> PageLines:
    lines = [Line(**{**line, "cells": tuple(line["cells"])}) for line in said["lines"]]
    return PageLines(lines, said["height"], said["scanned"], tuple(said["stamps"]))


def joined(pages: list[PageLines]) -> DocumentText:
    """The text of all ``pages`` together: what recurs on them, and what goes on over their ends, is seen only so."""
    notes = _scanned_pages(pages)
    margins = _repeated(pages)
    bodies = [[line for line in page.lines if line not in margins[n]] for n, page in enumerate(pages)]
    across = [stamp for page in pages for stamp in page.stamps if stamp.strip()]
    stamps = dict.fromkeys(line.text for page in margins for line in page if not _PAGE_NUMBER.fullmatch(line.text))
    body = body_of(bodies)
    text = body.text
    if len(_NO_LETTER.findall(text)) > len(text) * 0.02:
        raise UnreadableFile(NO_LETTERS)
    return document(
        "pdf", text, pages=len(pages), margins="\n".join((*dict.fromkeys(across), *stamps, *body.heads)), notes=notes
    )


def _pages(pages: Iterable[Page]) -> Iterator[PageLines]:
    characters = 0
    for page in pages:
        read = read_page(page)
        page.close()
        characters += sum(len(line.text) for line in read.lines)
        if characters > MAX_CHARACTERS:
            raise UnreadableFile(TOO_LONG)
        yield read


def _scanned_pages(pages: list[PageLines]) -> tuple[str, ...]:
    """A note on the pages that are pictures. Raises UnreadableFile when there is no text, or most pages are such."""
    scanned = [str(number) for number, page in enumerate(pages, start=1) if page.scanned]
    if not pages:
        raise UnreadableFile(BROKEN)
    if 2 * len(scanned) > len(pages) or not any(page.lines for page in pages):
        raise UnreadableFile(SCANNED)
    return (f"Trang {', '.join(scanned)} là ảnh quét, chữ trong đó không đọc được.",) if scanned else ()


def _repeated(pages: list[PageLines]) -> list[set[Line]]:
    """For each page its lines that are not body: page numbers, and what recurs at one place of many pages."""
    edges = [[line for line in page.lines if _at_edge(line, page) and not line.cells] for page in pages]
    places = Counter(place for lines in edges for place in {_place(line) for line in lines})
    offsets = Counter(offset for n, lines in enumerate(edges) for offset in _offsets(n, lines))
    usual = {offset for offset, _ in offsets.most_common(1)}
    least = max(2, _REPEATED_ON * len(pages))
    return [
        {line for line in lines if places[_place(line)] >= least or usual & _offsets(n, [line])}
        for n, lines in enumerate(edges)
    ]


def _at_edge(line: Line, page: PageLines) -> bool:
    return not _MARGIN_PART * page.height < line.top < (1 - _MARGIN_PART) * page.height


def _place(line: Line) -> tuple[str, int]:
    return re.sub("[0-9]+", "0", line.text), round(line.top / 2)


def _offsets(page: int, lines: Iterable[Line]) -> set[int]:
    """How far the numbers standing alone in ``lines`` are from the page's own number."""
    numbers = (_PAGE_NUMBER.fullmatch(line.text) for line in lines)
    return {int(number[1]) - page for number in numbers if number}
