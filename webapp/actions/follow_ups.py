"""Đôn đốc: one text to those who owe, one mail to each who speaks for an agency, one line in each task's history."""

from dataclasses import replace
from datetime import date
from itertools import groupby

from sqlalchemy.orm import Session

from webapp.actions import digest_lines
from webapp.actions.history import Stamp, change
from webapp.mail import follow_ups as mail
from webapp.mail.follow_ups import Urging
from webapp.models import Event, EventKind, FollowUp, FollowUpMail, FollowUpTask, Task
from webapp.queries import follow_ups as queries
from webapp.queries import tasks as task_queries
from webapp.rules.follow_ups import excuse
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
    told = _told(session, row, tasks, office, stamp)
    events = [_urge(task, row, told[task.agency_id].words, replace(stamp, once=None)) for task in tasks]
    session.flush()
    for task, event in zip(tasks, events, strict=True):
        session.add(FollowUpTask(follow_up=row, task=task, number=task.follow_ups, event_id=event.id))
    _write(session, row, told, stamp)
    return row


def _told(session: Session, row: FollowUp, tasks: list[Task], office: Office, stamp: Stamp) -> dict[int, Urging]:
    """What each agency is told, by its id."""
    numbers = {task.id: task.follow_ups + 1 for task in tasks}
    found = task_queries.rows(session, task_queries.listing(Task.id.in_(numbers)))
    made = {one.id: digest_lines.urged(one, numbers[one.id], stamp.today, office) for one in found}
    by_agency = groupby(tasks, key=lambda task: task.agency_id)
    lines = {agency_id: tuple(made[task.id] for task in members) for agency_id, members in by_agency}
    return {agency_id: mail.urging(row.text, row.reply_due_on, mine) for agency_id, mine in lines.items()}


def _urge(task: Task, row: FollowUp, words: str, stamp: Stamp) -> Event:
    reason = excuse(task)
    if reason:
        raise MoveRefused(f"{task.agency.name}: việc {reason}, không đôn đốc được.")
    values = {"follow_ups": task.follow_ups + 1, "followed_up_at": stamp.now, "reply_due_on": row.reply_due_on}
    return change(task, EventKind.FOLLOW_UP, values, stamp=stamp, note=words, also={"follow_up": row.id})


def _write(session: Session, row: FollowUp, told: dict[int, Urging], stamp: Stamp) -> None:
    """The mails, agency by agency."""
    people = queries.listeners(session, told, stamp.today)
    written = [
        (agency_id, mail.write(session, person, told[agency_id], row.id, now=stamp.now))
        for agency_id, listening in people.items()
        for person in listening.reachable
    ]
    session.flush()
    for agency_id, sent in written:
        session.add(FollowUpMail(follow_up_id=row.id, agency_id=agency_id, mail_id=sent.id))
