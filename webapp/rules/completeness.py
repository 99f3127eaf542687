"""The "6 rõ" check: what a task still lacks before it may be issued.

A standing duty owes no product; a duty without a date, or with a rhythm that names no period, is not clear in time.
"""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from webapp.rules.periods import MONTHS
from webapp.rules.words import DeadlineKind, Labelled, Recurrence


class Clarity(Labelled):
    """The six things that must be clear, in the order in which they are said."""

    WHO = "who", "rõ người"
    WHAT = "what", "rõ việc"
    WHEN = "when", "rõ thời gian"
    RESPONSIBILITY = "responsibility", "rõ trách nhiệm"
    PRODUCT = "product", "rõ sản phẩm"
    AUTHORITY = "authority", "rõ thẩm quyền"


class Facts(Protocol):
    """What the check looks at. ``lead`` and ``coordinate`` are names; ``authority`` receives or confirms."""

    @property
    def title(self) -> str: ...
    @property
    def lead(self) -> Sequence[str]: ...
    @property
    def coordinate(self) -> Sequence[str]: ...
    @property
    def kind(self) -> DeadlineKind: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def recurrence(self) -> Recurrence | None: ...
    @property
    def product(self) -> str | None: ...
    @property
    def authority(self) -> str | None: ...


def missing(facts: Facts) -> tuple[Clarity, ...]:
    """What of the six is not clear, in their fixed order; empty when the task may be issued.

    "rõ người" asks for any named agency, "rõ trách nhiệm" for one that leads.
    """
    clear = {
        Clarity.WHO: bool(facts.lead or facts.coordinate),
        Clarity.WHAT: bool(facts.title.strip()),
        Clarity.WHEN: _is_clear_in_time(facts),
        Clarity.RESPONSIBILITY: bool(facts.lead),
        Clarity.PRODUCT: facts.kind is DeadlineKind.STANDING or bool((facts.product or "").strip()),
        Clarity.AUTHORITY: bool((facts.authority or "").strip()),
    }
    return tuple(clarity for clarity in Clarity if not clear[clarity])


def _is_clear_in_time(facts: Facts) -> bool:
    match facts.kind:
        case DeadlineKind.DATED:
            return facts.due_on is not None
        case DeadlineKind.RECURRING:
            return facts.recurrence is Recurrence.WEEKLY or facts.recurrence in MONTHS
        case DeadlineKind.STANDING:
            return True
        case DeadlineKind.UNDATED:
            return False
