"""Vietnamese text in, proposals with their source words out. Pure: no web, no database, no clock."""

from webapp.extraction.programme import read_programme
from webapp.extraction.reading import (
    ClauseReading,
    Duty,
    IndicatorReading,
    Node,
    NodeKind,
    Reading,
    SecrecyMark,
    Span,
    TargetReading,
    Why,
)
from webapp.extraction.secrecy import find_secrecy_mark
from webapp.extraction.text import clean, fold, search_terms

__all__ = [
    "ClauseReading",
    "Duty",
    "IndicatorReading",
    "Node",
    "NodeKind",
    "Reading",
    "SecrecyMark",
    "Span",
    "TargetReading",
    "Why",
    "clean",
    "find_secrecy_mark",
    "fold",
    "read_programme",
    "search_terms",
]
