"""Đôn đốc: one text to those who owe, one mail to each who speaks for an agency, one line in each task's history."""

from dataclasses import replace
from datetime import date
from itertools import groupby

from sqlalchemy.orm import Session

from webapp.actions import digest_lines
from webapp.actions.history import Stamp, change
from webapp.mail import follow_ups as mail
from webapp.models import Event, EventKind, FollowUp, FollowUpMail, FollowUpTask, OutboxMail, Task
from webapp.queries import follow_ups as queries
from webapp.queries import tasks as task_queries
from webapp.rules.follow_ups import excuse, fill
from webapp.rules.reminders import Office
from webapp.rules.status import MoveRefused


def send(
    session: Session, tasks: list[Task], *, text: str, reply_due_on: date, office: Office, stamp: Stamp
) -> FollowUp:
    """Urge about ``tasks`` (which come by agency): each one's next number, and one mail for each reader of an agency.

    Agencies whom no mail reaches are urged all the same; the official letter is the road to them.
    Raises MoveRefused, naming the agency, when one of the tasks is not owed now, or for a day that has passed.
    """
    if reply_due_on < stamp.today:
        raise MoveRefused("Hạn trả lời không thể trước hôm nay.")
    row = FollowUp(
        text=text,
        reply_due_on=reply_due_on,
        sent_at=stamp.now,
        person_id=stamp.by.person_id,
        actor=stamp.by.name,
        once=stamp.once,
    )
    session.add(row)
    session.flush()
    events = [_urge(task, row, replace(stamp, once=None)) for task in tasks]
    session.flush()
    for task, event in zip(tasks, events, strict=True):
        session.add(FollowUpTask(follow_up=row, task=task, number=task.follow_ups, event_id=event.id))
    _write(session, row, tasks, office, stamp)
    return row


def _urge(task: Task, row: FollowUp, stamp: Stamp) -> Event:
    reason = excuse(task)
    if reason:
        raise MoveRefused(f"{task.agency.name}: việc {reason}, không đôn đốc được.")
    values = {"follow_ups": task.follow_ups + 1, "followed_up_at": stamp.now, "reply_due_on": row.reply_due_on}
    note = fill(row.text, {"cơ quan": task.agency.name, "hạn trả lời": f"{row.reply_due_on:%d/%m/%Y}"})
    return change(task, EventKind.FOLLOW_UP, values, stamp=stamp, note=note, also={"follow_up": row.id})


def _write(session: Session, row: FollowUp, tasks: list[Task], office: Office, stamp: Stamp) -> None:
    """The mails, agency by agency."""
    numbers = {task.id: task.follow_ups for task in tasks}
    found = task_queries.rows(session, task_queries.listing(Task.id.in_(numbers)))
    made = {one.id: digest_lines.urged(one, numbers[one.id], stamp.today, office) for one in found}
    people = queries.listeners(session, (task.agency_id for task in tasks), stamp.today)
    written: list[tuple[int, OutboxMail]] = []
    for agency_id, members in groupby(tasks, key=lambda task: task.agency_id):
        told = mail.urging(row.text, row.reply_due_on, tuple(made[task.id] for task in members))
        for person in people[agency_id].reachable:
            written.append((agency_id, mail.write(session, person, told, row.id, now=stamp.now)))
    session.flush()
    for agency_id, sent in written:
        session.add(FollowUpMail(follow_up_id=row.id, agency_id=agency_id, mail_id=sent.id))
