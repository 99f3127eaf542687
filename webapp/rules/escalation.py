"""Which level has to decide about a late task, and what: the fourth question of the exception list.

Practice of the Party offices: a late task is first the agency's own (red); from the third day on it goes to the
level that assigned it (special red). Before either, what the agency itself has put before the monitor is answered.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from webapp.rules.timeliness import TaskFacts, days_late

ASSIGNER = "Thường trực Tỉnh ủy"
"""The level that assigned: it is asked once a task is late beyond the agency's own reach."""


class LateFacts(TaskFacts, Protocol):
    """A late task and what its agency last said."""

    @property
    def agency(self) -> str: ...
    @property
    def contested(self) -> str: ...
    @property
    def difficulty(self) -> str: ...
    @property
    def returned(self) -> str: ...
    @property
    def product(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Decision:
    """The level, and the decision asked of it."""

    level: str
    asked: str


def who_decides(task: LateFacts, today: date, *, special_days: int, monitor: str, assigner: str) -> Decision:
    """The level that has to act next on a late task; ``monitor`` and ``assigner`` are their names here."""
    if task.contested:
        return Decision(monitor, "xem lại cơ quan chủ trì")
    if task.difficulty:
        return Decision(monitor, "gỡ vướng mắc hoặc trình cấp trên")
    if task.returned:
        return Decision(task.agency, "bổ sung minh chứng")
    if days_late(task, today) >= special_days:
        return Decision(assigner, "nhắc người đứng đầu")
    return Decision(task.agency, "tự hoàn thành")


def what_is_missing(task: LateFacts) -> str:
    """The third question: the product owed, or what the return asked for."""
    if task.returned:
        return f"Minh chứng: {task.returned}"
    return task.product or "Kết quả thực hiện"
