"""Where a duty can sensibly be split in two."""

import re

from webapp.extraction.text import Words
from webapp.extraction.vocabulary import ADVERBS, VERBS

SHORTEST = 12
"""Characters that either part keeps at least."""

_NEXT = rf"(?:{VERBS}|{ADVERBS})\b"
_STRONG = re.compile(rf"[.;]\s+(?=[^\W_])|,?\s+đồng thời,?\s+|,?\s+và\s+(?={_NEXT})|,\s+(?={_NEXT})")
"""A sentence or its half ends, or another thing to do begins."""
_WEAK = re.compile(r",\s+(?=[^\W\d_])|\s+và\s+")


def cut_points(text: str, start: int, end: int) -> tuple[int, ...]:
    """Offsets into ``text`` at which the words ``text[start:end]`` can be cut: the first letter of the second part.

    The places where another thing to do begins; where there is none, every comma and every "và".
    """
    words = Words.of(text[start:end])
    for joints in (_STRONG, _WEAK):
        found = tuple(start + joint.end() for joint in joints.finditer(words.low) if _leaves_both(joint, end - start))
        if found:
            return found
    return ()


def _leaves_both(joint: re.Match[str], length: int) -> bool:
    return joint.start() >= SHORTEST and length - joint.end() >= SHORTEST
