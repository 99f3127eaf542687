"""A PDF's bare text, quickly: to look for secrecy marks before a long document is kept, and to count its pages."""

import pypdfium2

from webapp.files.legacy_fonts import Encoding, decoded
from webapp.files.plain_text import MAX_CHARACTERS, DocumentText, tidy
from webapp.files.unreadable import BROKEN, LOCKED, MAX_PAGES, SCANNED, TOO_MANY_PAGES, UnreadableFile

_NEEDS_PASSWORD = "password"


def glance_pdf(data: bytes) -> DocumentText:
    """The text of all pages, one after the other. ``margins`` holds what it says if its fonts are old ones.

    Raises UnreadableFile for one that says nothing at all, or has more than a thousand pages.
    """
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            if len(pdf) > MAX_PAGES:
                raise UnreadableFile(TOO_MANY_PAGES)
            pages = [page.get_textpage().get_text_bounded() for page in pdf]
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(LOCKED if _NEEDS_PASSWORD in str(error).lower() else BROKEN) from None
    text = tidy("\n\n".join(pages)[:MAX_CHARACTERS])
    if not text.strip():
        raise UnreadableFile(SCANNED)
    return DocumentText(text, "pdf", len(pages), "\n".join(decoded(text, one) for one in Encoding))
