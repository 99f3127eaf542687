"""A PDF's bare text, quickly: to look for secrecy marks before a long document is kept, and to count its pages."""

import pypdfium2

from webapp.files.legacy_fonts import Encoding, decoded, guessed
from webapp.files.plain_text import MAX_CHARACTERS, DocumentText, tidy
from webapp.files.unreadable import BROKEN, LOCKED, MAX_PAGES, SCANNED, TOO_MANY_PAGES, UnreadableFile

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the page's lower left corner."""
_NEEDS_PASSWORD = "password"
_ROOM = 1.5
"""Heights of a letter that set a box apart from its neighbour on the line."""
_MOST_BOXES = 300


def glance_pdf(data: bytes) -> DocumentText:
    """The text of all pages, one after the other. ``margins`` holds what it says if its fonts are old ones.

    Raises UnreadableFile for one that says nothing at all, or has more than a thousand pages.
    """
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            if len(pdf) > MAX_PAGES:
                raise UnreadableFile(TOO_MANY_PAGES)
            pages = [page.get_textpage().get_text_bounded() for page in pdf]
            boxes = _boxes(pdf[0]) if pages else []
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(LOCKED if _NEEDS_PASSWORD in str(error).lower() else BROKEN) from None
    text = tidy("\n\n".join(pages)[:MAX_CHARACTERS])
    if not text.strip():
        raise UnreadableFile(SCANNED)
    likely = guessed(text)
    encodings = sorted(Encoding, key=lambda one: one is not likely)
    return DocumentText(text, "pdf", len(pages), "\n".join([*(decoded(text, one) for one in encodings), *boxes]))


def _boxes(page: pypdfium2.PdfPage) -> list[str]:
    """What stands in the upper half of ``page`` with room at its sides: in the text it is run together with the words
    beside it, as a mark is beside the issuer's name."""
    words = page.get_textpage()
    boxes = [words.get_rect(n) for n in range(min(words.count_rects(), _MOST_BOXES))]
    upper = [box for box in boxes if box[1] > page.get_height() / 2]
    return [tidy(words.get_text_bounded(*box)) for box in upper if all(_apart(box, other) for other in upper)]


def _apart(box: Box, other: Box) -> bool:
    """Whether ``other`` stands on another line than ``box``, or far from it, or is the same."""
    left, bottom, right, top = box
    elsewhere = other[1] >= top or other[3] <= bottom
    gap = max(other[0] - right, left - other[2])
    return other == box or elsewhere or gap > _ROOM * (top - bottom)
