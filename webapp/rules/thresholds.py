"""The office's thresholds, with their defaults; each can be changed on the settings page.

Defaults follow what Party offices publish of their own practice: warning three days ahead, red when overdue, special
red from the third day, a review within 30 days for work that has no date, two working days to answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Whole days unless the name says otherwise; ``warn_days``, ``overdue_again_days`` and ``reply_days`` are working
    days.

    ``digest_time`` is the hour of the working day, HH:MM, from which reminders go out; ``report_…_day`` is
    the day of a period's last month up to which its report counts. Letters and
    reports are written under ``office_name`` by ``letter_issuer``, in the layout of the guide that is cited.
    """

    office_name: str = "Tỉnh ủy Bình Thuận"
    soon_days: int = 7
    warn_days: int = 3
    special_days: int = 3
    review_days: int = 30
    standing_note_days: int = 90
    stale_number_days: int = 90
    undo_hours: int = 24
    annual_due_month: int = 11
    annual_due_day: int = 15
    digest_time: str = "07:30"
    overdue_again_days: int = 5
    overdue_again_times: int = 5
    reply_days: int = 2
    report_month_day: int = 25
    report_quarter_day: int = 20
    report_half_year_day: int = 15
    report_year_day: int = 10
    letter_issuer: str = "Ban Dân vận"
    letter_symbol: str = "BDVTU"
    letter_place: str = "Phan Thiết"
    letter_layout: str = "2026"
    guide_2026: str = "Hướng dẫn 05-HD/VPTW của Văn phòng Trung ương Đảng"
    guide_2021: str = "Hướng dẫn 36-HD/VPTW, ngày 03/4/2018 của Văn phòng Trung ương Đảng"

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """The thresholds with the stored values in place of their defaults; unknown names are left alone."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in stored.items() if name in known})
