"""The verbs of a task: each checks the table of moves, changes the row, and writes one event.

Who may do what was asked at the edge (``rules/permissions``); what may follow what is asked here (``rules/status``).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

import sqlalchemy as sa

from webapp.actions import search
from webapp.actions.history import ANSWERED, Stamp, change, record, session_of, typed
from webapp.mail import notices
from webapp.models import Correction, Event, EventKind, Evidence, Task
from webapp.rules import deadlines
from webapp.rules.status import WORKING, MoveRefused, Step, next_status
from webapp.rules.words import DeadlineKind, DueSource, Status


@dataclass(frozen=True, slots=True)
class Product:
    """The evidence of a report: the document's number, date and receiver; the file is optional."""

    doc_number: str
    doc_date: date
    receiver: str
    file_name: str | None = None
    file_digest: str | None = None
    file_size: int | None = None


def start(task: Task, *, stamp: Stamp) -> Event:
    """The agency says it has begun."""
    return _step(task, Step.START, ANSWERED, stamp=stamp)


def update(task: Task, *, percent: int, note: str, difficulty: str = "", stamp: Stamp) -> Event:
    """Progress in per cent, one sentence, and what stands in the way (empty when nothing does)."""
    values = {"percent": percent, "note": note, "difficulty": difficulty, "updated_at": stamp.now, **ANSWERED}
    return _step(task, Step.UPDATE, values, stamp=stamp, note=note)


def report_done(task: Task, *, done_on: date, product: Product, note: str = "", stamp: Stamp) -> Event:
    """The agency reports completion with its evidence; ``done_on`` is when it was done, not when it was typed.

    Raises MoveRefused when the work would have been done in the future.
    """
    if done_on > stamp.today:
        raise MoveRefused("Ngày hoàn thành không thể sau hôm nay.")
    status = next_status(Step.REPORT_DONE, task.status, task.kind, evidence=bool(product.doc_number))
    evidence = keep_evidence(task, product, stamp)
    values = {
        "status": status,
        "percent": 100,
        "done_on": done_on,
        "reported_at": stamp.now,
        "reported_by_id": stamp.by.person_id,
        "returned": "",
        "difficulty": "",
        "asked_due_on": None,
        "asked_reason": "",
        "updated_at": stamp.now,
        **ANSWERED,
    }
    document = f"{product.doc_number}, {product.doc_date:%d/%m/%Y}"
    also = {"evidence": evidence.id, "document": document}
    return change(task, EventKind.REPORT_DONE, values, stamp=stamp, note=note, also=also)


def confirm(task: Task, *, note: str = "", stamp: Stamp) -> Event:
    """The monitor confirms; how timely it was follows from ``done_on``."""
    return _step(task, Step.CONFIRM, {"confirmed_at": stamp.now}, stamp=stamp, note=note)


def send_back(task: Task, *, reason: str, stamp: Stamp) -> Event:
    """The monitor returns the report with a reason; the agency is told at once by mail."""
    values = {
        "sent_back": task.sent_back + 1,
        "returned": reason,
        "done_on": None,
        "reported_at": None,
        "reported_by_id": None,
    }
    event = _step(task, Step.SEND_BACK, values, stamp=stamp, reason=reason)
    if not stamp.illustrative:
        notices.sent_back(session_of(task), task, reason, now=stamp.now)
    return event


def pause(task: Task, *, reason: str, stamp: Stamp) -> Event:
    """The monitor stops the clock, with a reason."""
    return _step(task, Step.PAUSE, {}, stamp=stamp, reason=reason)


def resume(task: Task, *, note: str = "", stamp: Stamp) -> Event:
    """The monitor lets the clock run again."""
    return _step(task, Step.RESUME, {}, stamp=stamp, note=note)


def drop(task: Task, *, reason: str, stamp: Stamp) -> Event:
    """The monitor ends following the task, with a reason; it leaves the rates but not the ledger."""
    return _step(task, Step.DROP, {}, stamp=stamp, reason=reason)


def hand_over(task: Task, *, to_agency_id: int, reason: str, stamp: Stamp) -> Task:
    """Give the work to another agency: this task closes under its name, a new one opens with the same deadline.

    Raises MoveRefused when the other agency already has this work for the period, or is the same one.
    """
    session = session_of(task)
    taken = sa.select(Task.id).where(
        Task.assignment_id == task.assignment_id, Task.agency_id == to_agency_id, Task.period == task.period
    )
    if session.scalar(taken) is not None:
        raise MoveRefused("Cơ quan nhận đã có chính việc này; chọn cơ quan khác.")
    _step(task, Step.HAND_OVER, {}, stamp=stamp, reason=reason)
    copied = ("kind", "phrase", "due_on", "overdue_from", "due_source", "original_due_on", "undated_reason", "area")
    successor = Task(
        assignment_id=task.assignment_id,
        agency_id=to_agency_id,
        period=task.period,
        review_on=task.review_on,
        created_at=stamp.now,
        **{name: getattr(task, name) for name in copied},
    )
    session.add(successor)
    session.flush()
    record(successor, EventKind.ISSUE, stamp=_unnumbered(stamp), note=f"Nhận từ việc số {task.id}: {reason}")
    search.index_task(session, successor.id)
    return successor


def set_deadline(task: Task, *, due_on: date, reason: str, stamp: Stamp) -> Event:
    """The monitor gives a date to a task that has none, or another one; the first date ever is kept.

    Raises MoveRefused for a closed task, a standing one, or a date before the programme's own.
    """
    _refuse_deadline(task, due_on)
    values = {
        "kind": DeadlineKind.RECURRING if task.kind is DeadlineKind.RECURRING else DeadlineKind.DATED,
        "due_on": due_on,
        "overdue_from": deadlines.overdue_from(due_on),
        "due_source": DueSource.MONITOR,
        "original_due_on": task.original_due_on or due_on,
        "phrase": f"Ban Dân vận giao: đến {due_on:%d/%m/%Y}",
        "undated_reason": None,
        "review_on": None,
        "asked_due_on": None,
        "asked_reason": "",
    }
    return change(task, EventKind.SET_DEADLINE, values, stamp=stamp, note=reason)


def review_later(task: Task, *, review_on: date, reason: str, stamp: Stamp) -> Event:
    """The monitor looked at an undated task and sets the next day to look again, with the reason it has no date."""
    if task.kind is not DeadlineKind.UNDATED:
        raise MoveRefused("Chỉ việc chưa xác định hạn mới có ngày xem lại.")
    values = {"undated_reason": reason, "review_on": review_on}
    return change(task, EventKind.SET_DEADLINE, values, stamp=stamp, note=reason)


def contest(task: Task, *, owner: str, stamp: Stamp) -> Event:
    """The agency says that the work is another body's (``owner``, in its words); the monitor decides."""
    if task.status not in WORKING:
        raise MoveRefused("Việc này không còn chờ cơ quan đồng chí thực hiện.")
    return change(task, EventKind.CONTEST, {"contested": owner, **ANSWERED}, stamp=stamp, note=owner)


def uphold(task: Task, *, reason: str, stamp: Stamp) -> Event:
    """The monitor leaves the work with the agency that says it is another's, with a reason; the agency is told at once.
    What was late meanwhile is late: the deadline ran on.

    Raises MoveRefused when nothing of the kind is undecided.
    """
    if not task.contested or task.status not in WORKING:
        raise MoveRefused("Không còn ý kiến nào về cơ quan chủ trì chờ Ban Dân vận quyết định.")
    owner = task.contested
    event = change(task, EventKind.UPHOLD, {"contested": ""}, stamp=stamp, note=reason)
    notices.upheld(session_of(task), task, owner, why=reason, now=stamp.now)
    return event


def comment(task: Task, *, text: str, stamp: Stamp) -> Event:
    """A word on the task by anybody who sees it; changes nothing else."""
    return record(task, EventKind.COMMENT, stamp=stamp, note=text)


UNDOABLE = frozenset(
    {
        EventKind.START,
        EventKind.UPDATE,
        EventKind.REPORT_DONE,
        EventKind.CONFIRM,
        EventKind.PAUSE,
        EventKind.RESUME,
        EventKind.DROP,
        EventKind.SET_DEADLINE,
        EventKind.CONTEST,
        EventKind.ASK_EXTENSION,
        EventKind.ASK_CORRECTION,
    }
)
"""A return has already left by mail and a hand-over made another task: those are answered, not undone."""


class Undoable(Protocol):
    """What is asked of an event that might be taken back."""

    @property
    def kind(self) -> EventKind: ...
    @property
    def person_id(self) -> int | None: ...
    @property
    def at(self) -> datetime: ...


def undoable(event: Undoable | None, *, person_id: int | None, now: Any, hours: int) -> bool:
    """Whether ``event`` (the task's last change) can be undone by this person now: their own, and recent."""
    return (
        event is not None
        and event.kind in UNDOABLE
        and person_id is not None
        and event.person_id == person_id
        and now - event.at <= timedelta(hours=hours)
    )


def undo(task: Task, event: Event, *, hours: int, stamp: Stamp) -> Event:
    """Put back what ``event`` changed, as a new event; evidence that came with it is withdrawn, not deleted.

    Raises MoveRefused when it is not the last change, not the person's own, too old, or of a kind that stays.
    """
    if last_change(task) is not event or not undoable(event, person_id=stamp.by.person_id, now=stamp.now, hours=hours):
        raise MoveRefused("Không hoàn tác được: việc đã có thay đổi khác, hoặc đã quá thời gian cho phép.")
    if "evidence" in event.after:
        evidence = session_of(task).get_one(Evidence, event.after["evidence"])
        evidence.withdrawn_at = stamp.now
    if "correction" in event.after:
        session_of(task).get_one(Correction, event.after["correction"]).decided_at = stamp.now
    values = {name: typed(name, old) for name, old in event.before.items()}
    return change(task, EventKind.UNDO, values, stamp=stamp, note=f"Hoàn tác: {event.kind.label.lower()}")


def last_change(task: Task) -> Event | None:
    """The task's newest event that changed it (comments apart)."""
    newest = (
        sa.select(Event)
        .where(Event.task_id == task.id, Event.kind != EventKind.COMMENT)
        .order_by(Event.at.desc(), Event.id.desc())
        .limit(1)
    )
    return session_of(task).scalar(newest)


def _step(task: Task, step: Step, values: dict[str, Any], *, stamp: Stamp, note: str = "", reason: str = "") -> Event:
    status = next_status(step, task.status, task.kind, reason=reason)
    return change(task, EventKind(step.value), {"status": status, **values}, stamp=stamp, note=reason or note)


def keep_evidence(task: Task, product: Product, stamp: Stamp) -> Evidence:
    """The document that was sent, as a row."""
    evidence = Evidence(
        task=task,
        doc_number=product.doc_number,
        doc_date=product.doc_date,
        receiver=product.receiver,
        file_name=product.file_name,
        file_digest=product.file_digest,
        file_size=product.file_size,
        person_id=stamp.by.person_id,
        at=stamp.now,
    )
    session = session_of(task)
    session.add(evidence)
    session.flush()
    return evidence


def _refuse_deadline(task: Task, due_on: date) -> None:
    if task.status not in (Status.NOT_STARTED, Status.IN_PROGRESS, Status.PAUSED):
        raise MoveRefused("Việc không còn đang thực hiện nên không giao hạn được.")
    if task.kind is DeadlineKind.STANDING:
        raise MoveRefused("Việc thường xuyên không tính hạn; chỉ ghi tình hình định kỳ.")
    earliest = task.assignment.starts_on
    if due_on < earliest:
        raise MoveRefused(f"Hạn không thể trước ngày của chương trình ({earliest:%d/%m/%Y}).")


def _unnumbered(stamp: Stamp) -> Stamp:
    """The same stamp without its nonce: one request that writes two events may spend the nonce once only."""
    return Stamp(stamp.by, stamp.now, stamp.channel, None, stamp.illustrative)
