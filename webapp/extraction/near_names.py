"""Names that are alike without being the same: offered to a person, never taken."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from webapp.extraction.agencies import canonical

ALIKE = 82.0
"""Likeness (of 100) from which another name is worth asking about."""
SHORTEST = 2
"""Words that the shorter of two names needs, for one to be the beginning of the other."""


def near(written: str, names: Iterable[str], limit: int = 2) -> list[str]:
    """Those of ``names`` that ``written`` may be a slip or a short form of, the likeliest first."""
    ours = canonical(written)
    scored = [(_likeness(ours, canonical(name)), name) for name in dict.fromkeys(names)]
    return [name for score, name in sorted(scored, key=lambda one: -one[0]) if score >= ALIKE][:limit]


def _likeness(ours: str, theirs: str) -> float:
    short, long = sorted((ours, theirs), key=len)
    begins = len(short.split()) >= SHORTEST and long.startswith(f"{short} ")
    return max(fuzz.ratio(ours, theirs), ALIKE if begins else 0.0)
