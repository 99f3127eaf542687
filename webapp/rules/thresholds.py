"""The office's thresholds, with their defaults; each can be changed on the settings page.

Defaults follow what Party offices publish of their own practice: warning three days ahead, red when overdue, special
red from the third day, a review within 30 days for work that has no date, two working days to answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Whole days unless the name says otherwise."""

    office_name: str = "Tỉnh ủy Bình Thuận"
    soon_days: int = 7
    warn_days: int = 3
    special_days: int = 3
    review_days: int = 30
    standing_note_days: int = 90
    undo_hours: int = 24
    annual_due_month: int = 11
    annual_due_day: int = 15

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """The thresholds with the stored values in place of their defaults; unknown names are left alone."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in stored.items() if name in known})
