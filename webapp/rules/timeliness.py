"""Is it late, by how many days, in which cell of the report? Always derived from facts and a day, here only.

The labels and cells follow the taxonomy of reports to the Standing Committee: {hoàn thành, chưa hoàn thành} x
{đúng/trong hạn, quá hạn}; standing, undated and paused tasks stand on their own lines so that the total still sums.
A task due today is not overdue; due yesterday it is one day overdue.
A report of completion stops the clock: the days that follow are the confirmer's. A correction that is asked for ("we
delivered on 20/8") takes the task out of the late ones, and out of the rates, until it is decided: who did the work in
time is not shown late for a clerk's delay. The SQL twin of ``is_overdue`` is ``Task.where_overdue``.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from webapp.rules.status import CORRECTABLE, WITH_PRODUCT, WORKING
from webapp.rules.words import DeadlineKind, Labelled, Status
from webapp.rules.workdays import WorkCalendar


class Cell(Labelled):
    """The column of the period's report in which a task is counted, exactly one each."""

    DONE_ON_TIME = "done_on_time", "Hoàn thành đúng hạn"
    DONE_LATE = "done_late", "Hoàn thành quá hạn"
    OPEN_IN_TIME = "open_in_time", "Chưa hoàn thành, trong hạn"
    OPEN_LATE = "open_late", "Chưa hoàn thành, quá hạn"
    UNCOUNTED = "uncounted", "Không tính hạn"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a task stands in time: its word, tone and icon (one table for every page, mail and export)."""

    code: str
    word: str
    short: str
    tone: str
    icon: str
    cell: Cell


DONE_ON_TIME = Standing("done_on_time", "Hoàn thành đúng hạn", "Xong", "done", "done", Cell.DONE_ON_TIME)
DONE_LATE = Standing("done_late", "Hoàn thành quá hạn", "Xong trễ", "done", "done", Cell.DONE_LATE)
DONE_UNTIMED = Standing("done_untimed", "Hoàn thành (không tính hạn)", "Xong", "done", "done", Cell.UNCOUNTED)
OVERDUE = Standing("overdue", "Quá hạn", "Trễ", "late", "late", Cell.OPEN_LATE)
DUE_TODAY = Standing("due_today", "Đến hạn hôm nay", "Hôm nay", "soon", "soon", Cell.OPEN_IN_TIME)
DUE_SOON = Standing("due_soon", "Sắp đến hạn", "Còn", "soon", "soon", Cell.OPEN_IN_TIME)
IN_TIME = Standing("in_time", "Đang trong hạn", "Trong hạn", "doing", "doing", Cell.OPEN_IN_TIME)
AWAITING_IN_TIME = Standing("awaiting", "Chờ xác nhận", "Chờ", "wait", "wait", Cell.OPEN_IN_TIME)
AWAITING_LATE = Standing("awaiting_late", "Chờ xác nhận, báo cáo quá hạn", "Chờ", "wait", "wait", Cell.OPEN_LATE)
AWAITING_UNTIMED = Standing("awaiting_untimed", "Chờ xác nhận", "Chờ", "wait", "wait", Cell.UNCOUNTED)
CORRECTING = Standing("correcting", "Đang đính chính", "Đính chính", "wait", "fix", Cell.UNCOUNTED)
STANDING = Standing("standing", "Thường xuyên", "T.xuyên", "off", "standing", Cell.UNCOUNTED)
UNDATED = Standing("undated", "Chưa xác định hạn", "Chưa hạn", "off", "undated", Cell.UNCOUNTED)
PAUSED = Standing("paused", "Tạm dừng", "Dừng", "off", "pause", Cell.UNCOUNTED)
HANDED_OVER = Standing("handed_over", "Đã chuyển cơ quan khác", "Đã chuyển", "off", "notmine", Cell.UNCOUNTED)
DROPPED = Standing("dropped", "Thôi theo dõi", "Thôi", "off", "x", Cell.UNCOUNTED)

STANDINGS = (
    DONE_ON_TIME,
    DONE_LATE,
    DONE_UNTIMED,
    OVERDUE,
    DUE_TODAY,
    DUE_SOON,
    IN_TIME,
    AWAITING_IN_TIME,
    AWAITING_LATE,
    AWAITING_UNTIMED,
    CORRECTING,
    STANDING,
    UNDATED,
    PAUSED,
    HANDED_OVER,
    DROPPED,
)

RESTING = {Status.PAUSED: PAUSED, Status.HANDED_OVER: HANDED_OVER, Status.DROPPED: DROPPED}


class TaskFacts(Protocol):
    """What timeliness is derived from. ``overdue_from`` is the first day on which the task counts as late;
    ``claimed_on`` is when it was done as the agency says in an undecided correction."""

    @property
    def status(self) -> Status: ...
    @property
    def kind(self) -> DeadlineKind: ...
    @property
    def overdue_from(self) -> date | None: ...
    @property
    def done_on(self) -> date | None: ...
    @property
    def claimed_on(self) -> date | None: ...


def is_overdue(task: TaskFacts, today: date) -> bool:
    """Whether the lead agency is late on ``today``: it still owes the work, its last day has passed, and it does not
    say that the work was done before."""
    claims = task.claimed_on is not None
    return task.status in WORKING and task.overdue_from is not None and task.overdue_from <= today and not claims


def days_late(task: TaskFacts, today: date) -> int:
    """Days late on ``today`` (open) or on the day it was done (claimed, reported or confirmed); 0 when not late."""
    if task.overdue_from is None:
        return 0
    until = task.claimed_on or (today if task.status in WORKING else task.done_on)
    return max(0, (until - task.overdue_from).days + 1) if until else 0


def correctable(task: TaskFacts, today: date) -> bool:
    """Whether the agency may say that it is wrongly shown late: it is, and nothing of the kind is undecided."""
    shown = task.status in CORRECTABLE and task.claimed_on is None
    return shown and task.kind in WITH_PRODUCT and days_late(task, today) > 0


def days_left(task: TaskFacts, today: date) -> int | None:
    """Calendar days from ``today`` to the last day in time; 0 on that day, negative after; None without a date."""
    return None if task.overdue_from is None else (task.overdue_from - today).days - 1


def first_overdue_from(due_on: date | None, overdue_from: date | None, original_due_on: date | None) -> date | None:
    """The first late day as it was before any extension: as far from the first date as today's is from today's."""
    if due_on is None or overdue_from is None or original_due_on is None:
        return overdue_from
    return original_due_on + (overdue_from - due_on)


def standing(task: TaskFacts, today: date, soon_days: int = 7) -> Standing:
    """The one standing of a task on ``today``; ``soon_days`` is the office's setting for "sắp đến hạn"."""
    if task.status in RESTING:
        return RESTING[task.status]
    if task.claimed_on is not None:
        return CORRECTING
    if task.status in (Status.DONE, Status.AWAITING):
        return _reported(task)
    left = days_left(task, today)
    if left is None:
        return STANDING if task.kind is DeadlineKind.STANDING else UNDATED
    if left < 0:
        return OVERDUE
    if left == 0:
        return DUE_TODAY
    return DUE_SOON if left <= soon_days else IN_TIME


def _reported(task: TaskFacts) -> Standing:
    untimed, on_time, late = (
        (DONE_UNTIMED, DONE_ON_TIME, DONE_LATE)
        if task.status is Status.DONE
        else (AWAITING_UNTIMED, AWAITING_IN_TIME, AWAITING_LATE)
    )
    if task.overdue_from is None or task.done_on is None:
        return untimed
    return late if task.done_on >= task.overdue_from else on_time


def time_word(task: TaskFacts, today: date, calendar: WorkCalendar) -> str:
    """The time left or lost in a person's words: "quá hạn 12 ngày", "còn 3 ngày làm việc"; empty when untimed.

    Lateness is told in calendar days (as the office reports it), time left in working days (as it is felt).
    """
    late = days_late(task, today)
    if task.status not in WORKING or task.claimed_on is not None:
        return f"trễ {late} ngày" if late else ""
    left = days_left(task, today)
    if left is None:
        return ""
    if late:
        return f"quá hạn {late} ngày"
    if left == 0:
        return "đến hạn hôm nay"
    return _left_word(today, left, calendar)


def _left_word(today: date, left: int, calendar: WorkCalendar) -> str:
    last = date.fromordinal(today.toordinal() + left)
    workdays = calendar.workdays_between(today, last) if left <= 60 else 0
    return f"còn {workdays} ngày làm việc" if workdays else f"còn {left} ngày"
