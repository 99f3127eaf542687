"""Gia hạn: the agency asks, the monitor decides. The first date ever and the number of extensions are kept."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from webapp.actions.history import ANSWERED, Stamp, change, session_of
from webapp.mail import notices
from webapp.models import Event, EventKind, Task
from webapp.rules import deadlines
from webapp.rules.status import WORKING, MoveRefused
from webapp.rules.words import DueSource


def ask(task: Task, *, until: date, reason: str, stamp: Stamp) -> Event:
    """The agency asks for a later due date, with its reason; the monitor decides. A second request replaces the first.

    Raises MoveRefused for work that is not the agency's to do now, that has no due date, or a date that gains nothing.
    """
    if task.status not in WORKING:
        raise MoveRefused("Việc này không còn chờ cơ quan đồng chí thực hiện.")
    if task.due_on is None:
        raise MoveRefused("Việc này chưa có hạn nên không xin gia hạn; ghi vướng mắc để Ban Dân vận biết.")
    _refuse_date(task, until, stamp)
    values = {"asked_due_on": until, "asked_reason": reason, "updated_at": stamp.now, **ANSWERED}
    return change(task, EventKind.ASK_EXTENSION, values, stamp=stamp, note=reason)


def grant(task: Task, *, until: date, note: str = "", stamp: Stamp) -> Event:
    """The monitor moves the due date, to the one that was asked for or to another; the agency is told at once.

    Raises MoveRefused when nothing was asked, or for a date that gains nothing.
    """
    _refuse_unasked(task)
    _refuse_date(task, until, stamp)
    values = {
        "due_on": until,
        "overdue_from": deadlines.overdue_from(until),
        "due_source": DueSource.EXTENSION,
        "original_due_on": task.original_due_on or task.due_on,
        "phrase": f"gia hạn đến {until:%d/%m/%Y}",
        "extensions": task.extensions + 1,
        "asked_due_on": None,
        "asked_reason": "",
    }
    event = change(task, EventKind.GRANT_EXTENSION, values, stamp=stamp, note=note)
    notices.extension_decided(session_of(task), task, granted=True, why=note, now=stamp.now)
    return event


def refuse(task: Task, *, reason: str, stamp: Stamp) -> Event:
    """The monitor leaves the due date as it is and says why; the agency is told at once.

    Raises MoveRefused when nothing was asked.
    """
    _refuse_unasked(task)
    values = {"asked_due_on": None, "asked_reason": ""}
    event = change(task, EventKind.REFUSE_EXTENSION, values, stamp=stamp, note=reason)
    notices.extension_decided(session_of(task), task, granted=False, why=reason, now=stamp.now)
    return event


def _refuse_unasked(task: Task) -> None:
    if task.status not in WORKING or task.asked_due_on is None:
        raise MoveRefused("Việc này không có đề nghị gia hạn nào đang chờ.")


def _refuse_date(task: Task, until: date, stamp: Stamp) -> None:
    last = max(task.due_on or stamp.today, stamp.today)
    if until <= last:
        raise MoveRefused(
            f"Ngày gia hạn phải sau hạn hiện nay ({task.due_on:%d/%m/%Y}) và sau hôm nay: sớm nhất "
            f"{last + timedelta(days=1):%d/%m/%Y}."
        )


def decide(tasks: Iterable[Task], *, refused: bool, until: date | None, note: str, stamp: Stamp) -> int:
    """One decision on many requests: refuse all for one reason, or grant each the day ``until`` (None: the one it
    asked for); how many.

    Raises MoveRefused, naming the agency, when one of them cannot be decided so; the caller then records none.
    """
    chosen = list(tasks)
    for task in chosen:
        own = replace(stamp, once=once_for(stamp.once, task.id))
        try:
            if refused:
                refuse(task, reason=note, stamp=own)
            else:
                grant(task, until=until or task.asked_due_on or stamp.today, note=note, stamp=own)
        except MoveRefused as refusal:
            raise MoveRefused(f"{task.agency.name}: {refusal}") from refusal
    return len(chosen)


def once_for(once: str | None, task_id: int) -> str | None:
    """The nonce of one task's share in an act on many."""
    return f"{once}:{task_id}" if once else None
