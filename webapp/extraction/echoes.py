"""Which places of a document say again what a duty says: offered as related, never assigned."""

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from webapp.extraction.text import search_terms

SHARED = 0.7
"""Part of the duty's words that a place must hold before it is compared letter by letter."""
ALIKE = 80
"""Likeness, of 100, from which a place is an echo."""
SHORTEST = 6
"""Words below which a duty says too little to be recognised elsewhere."""


def echoes(duties: Sequence[str], places: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(place, duty) for each of ``places`` that repeats one of ``duties``, both by their position."""
    said = [(at, terms, set(terms.split())) for at, terms in enumerate(map(search_terms, duties))]
    telling = [one for one in said if len(one[2]) >= SHORTEST]
    for place, words in enumerate(places):
        terms = search_terms(words)
        have = set(terms.split())
        for duty, sought, wanted in telling:
            if len(wanted & have) >= SHARED * len(wanted) and fuzz.partial_ratio(sought, terms) >= ALIKE:
                yield place, duty
