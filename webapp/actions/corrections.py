"""Đính chính: the agency says when it really delivered, the monitor decides. What was written stays as it was."""

from datetime import date

import sqlalchemy as sa

from webapp.actions.history import ANSWERED, Stamp, change, session_of
from webapp.actions.tasks import Product, keep_evidence
from webapp.mail import notices
from webapp.models import Correction, Event, EventKind, Evidence, Task
from webapp.rules.status import MoveRefused, Step, next_status
from webapp.rules.timeliness import correctable


def ask(task: Task, *, done_on: date, product: Product, note: str = "", stamp: Stamp) -> Event:
    """The agency says that the work was done on ``done_on``, with the document that proves it; until it is decided the
    task is not counted late.

    Raises MoveRefused when the task is not shown late, or the day would not make it any better.
    """
    _refuse_claim(task, done_on, stamp.today)
    evidence = keep_evidence(task, product, stamp)
    session = session_of(task)
    row = Correction(
        task=task, done_on=done_on, note=note, evidence=evidence, person_id=stamp.by.person_id, asked_at=stamp.now
    )
    session.add(row)
    session.flush()
    document = f"{product.doc_number}, {product.doc_date:%d/%m/%Y}"
    also = {"evidence": evidence.id, "document": document, "correction": row.id}
    values = {"claimed_on": done_on, "updated_at": stamp.now, **ANSWERED}
    return change(task, EventKind.ASK_CORRECTION, values, stamp=stamp, note=note, also=also)


def accept(task: Task, *, note: str = "", stamp: Stamp) -> Event:
    """The monitor agrees: the day of the work is put right and the task is confirmed; the agency is told at once.

    Raises MoveRefused when nothing is asked, or where the table of moves does not let it.
    """
    row = _pending(task)
    status = next_status(Step.ACCEPT_CORRECTION, task.status, task.kind)
    values = {
        "status": status,
        "percent": 100,
        "done_on": row.done_on,
        "reported_at": task.reported_at or row.asked_at,
        "reported_by_id": row.person_id,
        "confirmed_at": stamp.now,
        "claimed_on": None,
        "returned": "",
        "difficulty": "",
        "asked_due_on": None,
        "asked_reason": "",
    }
    _decide(row, True, note, stamp)
    event = change(task, EventKind.ACCEPT_CORRECTION, values, stamp=stamp, note=note)
    notices.correction_decided(session_of(task), task, row.done_on, accepted=True, why=note, now=stamp.now)
    return event


def refuse(task: Task, *, reason: str, stamp: Stamp) -> Event:
    """The monitor leaves the task as it was shown and says why; the agency is told at once.

    Raises MoveRefused when nothing is asked.
    """
    row = _pending(task)
    _decide(row, False, reason, stamp)
    session_of(task).get_one(Evidence, row.evidence_id).withdrawn_at = stamp.now
    event = change(task, EventKind.REFUSE_CORRECTION, {"claimed_on": None}, stamp=stamp, note=reason)
    notices.correction_decided(session_of(task), task, row.done_on, accepted=False, why=reason, now=stamp.now)
    return event


def _pending(task: Task) -> Correction:
    undecided = sa.select(Correction).where(Correction.task_id == task.id, Correction.decided_at.is_(None))
    row = session_of(task).scalar(undecided.order_by(Correction.id.desc()).limit(1))
    if task.claimed_on is None or row is None:
        raise MoveRefused("Việc này không có đề nghị đính chính nào đang chờ.")
    return row


def _decide(row: Correction, accepted: bool, answer: str, stamp: Stamp) -> None:
    row.decided_at, row.decided_by_id = stamp.now, stamp.by.person_id
    row.accepted, row.answer = accepted, answer


def _refuse_claim(task: Task, done_on: date, today: date) -> None:
    if task.claimed_on is not None:
        raise MoveRefused("Việc này đã có đề nghị đính chính đang chờ Ban Dân vận.")
    if not correctable(task, today):
        raise MoveRefused("Việc này không đang tính chậm nên không cần đính chính.")
    if done_on > today:
        raise MoveRefused("Ngày hoàn thành không thể sau hôm nay.")
    if task.done_on is not None and done_on >= task.done_on:
        raise MoveRefused(f"Sổ đã ghi hoàn thành ngày {task.done_on:%d/%m/%Y}; đính chính bằng ngày trước đó.")
