"""In which pile does a task lie on its agency's desk? Each open task in exactly one, the most pressing first.

The SQL twin is ``Task.urgency``; a grid test proves them equal.
"""

from datetime import date, timedelta
from typing import Protocol

from webapp.rules.timeliness import TaskFacts
from webapp.rules.words import DeadlineKind, Labelled, Status


class Urgency(Labelled):
    """The piles, in the order of a working day."""

    OVERDUE = "overdue", "Quá hạn"
    TODAY = "today", "Đến hạn hôm nay"
    SOON = "soon", "Sắp đến hạn"
    RETURNED = "returned", "Bị trả lại"
    IN_TIME = "in_time", "Còn thời gian"
    AWAITING = "awaiting", "Chờ xác nhận"
    CORRECTING = "correcting", "Đang đính chính"
    UNDATED = "undated", "Chưa xác định hạn"
    STANDING = "standing", "Thường xuyên"
    PAUSED = "paused", "Tạm dừng"
    CLOSED = "closed", "Đã xong"


TONES = {
    Urgency.OVERDUE: "late",
    Urgency.TODAY: "soon",
    Urgency.SOON: "soon",
    Urgency.RETURNED: "back",
    Urgency.AWAITING: "wait",
    Urgency.CORRECTING: "wait",
}


class DeskFacts(TaskFacts, Protocol):
    """What the pile is derived from; ``returned`` is the reason of an unanswered return."""

    @property
    def returned(self) -> str: ...


def urgency(task: DeskFacts, today: date, soon_days: int) -> Urgency:
    """The pile of ``task`` on ``today``."""
    resting = {Status.AWAITING: Urgency.AWAITING, Status.PAUSED: Urgency.PAUSED}
    if task.status not in (Status.NOT_STARTED, Status.IN_PROGRESS):
        return resting.get(task.status, Urgency.CLOSED)
    if task.claimed_on is not None:
        return Urgency.CORRECTING
    if task.overdue_from is not None and task.overdue_from <= soon_line(today, soon_days):
        return _pressing(task.overdue_from, today)
    if task.returned:
        return Urgency.RETURNED
    if task.overdue_from is not None:
        return Urgency.IN_TIME
    return Urgency.STANDING if task.kind is DeadlineKind.STANDING else Urgency.UNDATED


def soon_line(today: date, soon_days: int) -> date:
    """The last ``overdue_from`` that counts as "sắp đến hạn": due in ``soon_days`` days."""
    return today + timedelta(days=soon_days + 1)


def _pressing(overdue_from: date, today: date) -> Urgency:
    if overdue_from <= today:
        return Urgency.OVERDUE
    return Urgency.TODAY if overdue_from == today + timedelta(days=1) else Urgency.SOON
