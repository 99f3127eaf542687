"""Vietnamese text in, proposals with their source words out. Pure: no web, no database, no clock."""

from webapp.extraction.reading import (
    ClauseReading,
    Duty,
    Node,
    NodeKind,
    Reading,
    SecrecyMark,
    Span,
    Why,
)

__all__ = [
    "ClauseReading",
    "Duty",
    "Node",
    "NodeKind",
    "Reading",
    "SecrecyMark",
    "Span",
    "Why",
]
