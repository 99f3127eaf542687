"""What the reading of a document yields: plain frozen values, each with its place in the cleaned text.

Every ``start``/``end`` is a pair of character offsets into ``Reading.text`` (end excluded), so that
``text[start:end]`` is always the document's own words. Nothing here is a decision: a person confirms each duty.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from webapp.rules.words import Comparator, DeadlineKind, Recurrence


class NodeKind(StrEnum):
    """What a place of the document's outline is."""

    SECTION = "section"
    HEADING = "heading"
    POINT = "point"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the cleaned text, ``end`` excluded."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words at this span of ``text``."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Node:
    """One numbered place (or unnumbered paragraph) of the document.

    The span is the node's own paragraph(s) without its children; nodes never overlap and stand in text order.
    ``ref`` is the path of numbers ("III.6.1" is the first dash under III.6); ``level`` counts from 1.
    """

    ref: str
    level: int
    kind: NodeKind
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Why:
    """The words a value rests on: ``label`` is the Vietnamese name of the value ("Chủ trì", "Hạn")."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty that a clause names: who owes what by when, and the words that say so.

    ``kind`` is never empty; a duty without a date is UNDATED with ``undated_reason`` in Vietnamese. ``follower``
    marks the monitor's own standing duty to follow the others. ``sure`` is 0..1 and only orders the review.
    """

    title: str
    start: int
    end: int
    lead: tuple[str, ...]
    coordinate: tuple[str, ...]
    implementing: tuple[str, ...]
    product: str | None
    kind: DeadlineKind
    phrase: str | None
    due_on: date | None
    recurrence: Recurrence | None
    report_to: str | None
    report_via: str | None
    follower: bool
    undated_reason: str | None
    why: tuple[Why, ...]
    sure: float


@dataclass(frozen=True, slots=True)
class ClauseReading:
    """One numbered clause (or point under an agency's heading) of the assigning section, with its duties.

    ``text`` is the clause without its number; the values are the clause's as a whole, the duties split them.
    """

    no: str
    ref: str
    start: int
    end: int
    text: str
    lead: tuple[str, ...]
    coordinate: tuple[str, ...]
    deadline: date | None
    deadline_phrase: str | None
    recurrence: Recurrence | None
    recurrence_phrase: str | None
    report_to: str | None
    report_via: str | None
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class TargetReading:
    """One goal that the text sets: how much by when; ``value`` is None for a goal that is only said in words.

    ``said`` is how the text says it ("trên 80%", "hầu hết"), ``phrase`` the words of its term;
    ``recurrence`` is set for what comes back ("mỗi năm 500 đảng viên"). ``start``..``end`` is the
    stretch of the sentence that sets it.
    """

    start: int
    end: int
    value: Decimal | None
    upper: Decimal | None
    comparator: Comparator
    said: str
    phrase: str | None
    due_on: date | None
    recurrence: Recurrence | None
    why: tuple[Why, ...]
    sure: float


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """What the goals measure, with its targets; ``ref`` is the place that first names it."""

    name: str
    unit: str
    ref: str
    targets: tuple[TargetReading, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole document as read: its outline, its assigning section and the clauses found there.

    ``unassigned`` counts the section's paragraphs that gave no duty, so that nothing is dropped in silence.
    """

    text: str
    title: str | None
    number: str | None
    issuer: str | None
    issued_on: date | None
    nodes: tuple[Node, ...]
    clauses: tuple[ClauseReading, ...]
    section: Span | None
    unassigned: int
    indicators: tuple[IndicatorReading, ...] = ()


@dataclass(frozen=True, slots=True)
class SecrecyMark:
    """A state-secret mark found on the document, with the line it stands on."""

    mark: str
    excerpt: str
