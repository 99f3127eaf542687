"""Where the document says what a person copied from it: line breaks, doubled blanks and capitals aside."""

import re
import unicodedata

from webapp.extraction.reading import Span

SHORTEST = 8
"""Characters below which words may stand anywhere."""


def locate(text: str, quote: str, *, after: int = 0) -> Span | None:
    """The place of ``quote`` in ``text``, the first from ``after`` on if there is one; None when it is nowhere."""
    words = unicodedata.normalize("NFC", quote).strip(" \n\t“”\"'").split()
    if len(" ".join(words)) < SHORTEST:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
    found = pattern.search(text, after) or pattern.search(text)
    return Span(found.start(), found.end()) if found else None
