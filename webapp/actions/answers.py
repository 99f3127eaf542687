"""What an answer says, written into its task in the name of the person who answered; and the files it brought."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions import extensions, tasks
from webapp.actions.history import Actor, Stamp, session_of
from webapp.actions.tasks import Product
from webapp.files.store import FileStore, check_evidence, safe_name
from webapp.files.unreadable import UnreadableFile
from webapp.models import Assignment, Event, Task
from webapp.queries import people
from webapp.queries.tasks import subject
from webapp.replies import Reply, Update
from webapp.rules.permissions import may
from webapp.rules.words import Channel, Intent

LONGEST_NOTE = 1000
MOST_FILES = 20
"""Attachments of one mail that are kept apart; the mail itself keeps them all."""
ACTING = frozenset({Intent.IN_PROGRESS, Intent.DONE, Intent.DIFFICULTY, Intent.EXTENSION, Intent.NOT_OURS})


class Held(Exception):
    """The answer waits for a person; ``str()`` says why."""


def apply(task: Task, reply: Reply, update: Update, *, by: int, store: FileStore, once: str, now: datetime) -> Event:
    """Write what was understood into ``task`` in the name of the person ``by``.

    Raises Held when the answer lacks what the step needs or the person may not take it, MoveRefused as the step does.
    """
    session = session_of(task)
    viewer = people.holder(session, by, today=now.date())
    permission = {Intent.DONE: "task.report_done", Intent.NOT_OURS: "task.contest"}.get(update.intent, "task.update")
    if viewer is None or not may(viewer, permission, subject(session, task)):
        raise Held("Người gửi không còn là đầu mối của cơ quan chủ trì.")
    stamp = Stamp(Actor(viewer.person_id, viewer.label, viewer.stands_in), now, Channel.REPLY, once)
    note = reply.text[:LONGEST_NOTE]
    if update.intent is Intent.DONE:
        return _report(session, task, reply, update, store, stamp)
    if update.intent is Intent.EXTENSION:
        if update.asked_due is None:
            raise Held("Xin gia hạn nhưng chưa nêu đến ngày nào.")
        return extensions.ask(task, until=update.asked_due, reason=note, stamp=stamp)
    if update.intent is Intent.NOT_OURS:
        return tasks.contest(task, owner=note[:300], stamp=stamp)
    percent = task.percent if update.progress is None else update.progress
    difficulty = note if update.intent is Intent.DIFFICULTY else task.difficulty
    return tasks.update(task, percent=percent, note=note, difficulty=difficulty, stamp=stamp)


def _report(session: Session, task: Task, reply: Reply, update: Update, store: FileStore, stamp: Stamp) -> Event:
    document = update.document
    if document is None or not document.number or document.on is None:
        raise Held("Báo đã hoàn thành nhưng chưa đủ số và ngày văn bản.")
    receiver = session.scalar(sa.select(Assignment.report_to).where(Assignment.id == task.assignment_id))
    file = next(filter(None, (_kept(one.filename, one.data, store) for one in reply.attachments)), {})
    product = replace(Product(document.number, document.on, receiver or "Nêu trong thư trả lời"), **file)
    return tasks.report_done(task, done_on=document.on, product=product, note=reply.text[:LONGEST_NOTE], stamp=stamp)


def keep(reply: Reply, store: FileStore) -> list[dict[str, Any]]:
    """The files that came with a mail, kept for who reads it: name, size and digest (None: not one that is taken)."""
    kept = ((one, _kept(one.filename, one.data, store)) for one in reply.attachments[:MOST_FILES])
    return [
        {"name": safe_name(one.filename), "size": len(one.data), "digest": file.get("file_digest")}
        for one, file in kept
    ]


def _kept(filename: str, data: bytes, store: FileStore) -> dict[str, Any]:
    """An attachment kept as evidence; nothing for one that may not be: it stays in the mail itself."""
    name = safe_name(filename)
    try:
        check_evidence(data, name)
    except UnreadableFile:
        return {}
    kept = store.put(data)
    return {"file_name": name, "file_digest": kept.sha256, "file_size": kept.size}
