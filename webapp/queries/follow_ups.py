"""Đôn đốc: what a person is about to urge, whom it reaches, and what came of what was sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.clock import local
from webapp.models import (
    Agency,
    Assignment,
    Event,
    EventKind,
    FocalPoint,
    FollowUp,
    FollowUpMail,
    FollowUpTask,
    MailState,
    OutboxMail,
    Person,
    Programme,
    Task,
)
from webapp.queries.tasks import COLUMNS, TaskRow, listing, rows
from webapp.rules.follow_ups import Effect, excuse
from webapp.rules.words import DutyKind

MOST = 500
"""Tasks that can be urged in one act."""
ANSWERS = frozenset(
    {
        EventKind.START,
        EventKind.UPDATE,
        EventKind.REPORT_DONE,
        EventKind.ASK_EXTENSION,
        EventKind.ASK_CORRECTION,
        EventKind.CONTEST,
    }
)
"""What the lead agency says of its task (or somebody types for it): each of them answers."""


def tasks(session: Session, where: sa.ColumnElement[bool]) -> list[TaskRow]:
    """The tasks to be urged, by agency and place in the text: one statement."""
    order = (Agency.position, Agency.id, Assignment.programme_id, Assignment.position, Task.period, Task.id)
    return rows(session, listing(where).order_by(*order).limit(MOST))


def for_urging(session: Session, task_ids: Iterable[int]) -> list[Task]:
    """The tasks as rows that an action may change, with their agencies."""
    wanted = list(task_ids)[:MOST]
    statement = sa.select(Task).where(Task.id.in_(wanted)).options(sa.orm.joinedload(Task.agency))
    return list(session.scalars(statement.join(Agency).order_by(Agency.position, Agency.id, Task.id)))


@dataclass(frozen=True, slots=True)
class Listeners:
    """Who answers for one agency: those a mail goes to, and how many it would not reach."""

    reachable: tuple[Person, ...] = ()
    unreachable: int = 0


def listeners(session: Session, agency_ids: Iterable[int], today: date) -> dict[int, Listeners]:
    """Whom these agencies are written through today: their focal points, or the head where no mail reaches one of
    them; one statement, and every agency is there."""
    wanted = sorted(set(agency_ids))
    found = session.execute(
        sa.select(FocalPoint.agency_id, FocalPoint.kind, Person)
        .join(Person, Person.id == FocalPoint.person_id)
        .where(FocalPoint.agency_id.in_(wanted), FocalPoint.where_told(today), Person.active)
        .order_by(FocalPoint.agency_id, Person.id)
    ).all()
    speaking: dict[int, list[tuple[DutyKind, Person]]] = {agency_id: [] for agency_id in wanted}
    for agency_id, kind, person in found:
        speaking[agency_id].append((kind, person))
    return {agency_id: _listeners(people) for agency_id, people in speaking.items()}


def _listeners(people: list[tuple[DutyKind, Person]]) -> Listeners:
    reached = [(kind, one) for kind, one in people if one.unreachable_since is None]
    focal = [one for kind, one in reached if kind is DutyKind.FOCAL_POINT]
    chosen = {one.id: one for one in focal or [one for _kind, one in reached]}
    lost = {one.id for _kind, one in people if one.unreachable_since is not None}
    return Listeners(tuple(chosen.values()), len(lost))


@dataclass(frozen=True, slots=True)
class Answer:
    """The first thing the agency said after it was urged."""

    at: datetime
    kind: EventKind


@dataclass(frozen=True, slots=True)
class Urged:
    """One task of a follow-up: the how-manieth time, and what the agency answered (None: nothing yet)."""

    row: TaskRow
    number: int
    answer: Answer | None

    @property
    def owes(self) -> bool:
        """Whether an answer is still owed: nothing was said, and the task still lies with the agency."""
        return self.answer is None and not excuse(self.row)


@dataclass(frozen=True, slots=True)
class Sent:
    """One act of urging, with what came of it."""

    id: int
    text: str
    reply_due_on: date
    sent_at: datetime
    actor: str
    agencies: int
    effect: Effect


def _first(events: Sequence[Any]) -> Answer | None:
    """The first answer among later events in their order; one that was taken back is none."""
    kept: list[Any] = []
    for event in events:
        if event.kind is not EventKind.UNDO:
            kept.append(event)
        elif kept:
            kept.pop()
    return next((Answer(one.at, one.kind) for one in kept if one.kind in ANSWERS), None)


def _answers(session: Session, where: sa.ColumnElement[bool]) -> dict[int, Answer | None]:
    """What was answered to each urged task, by the id of its row: one statement."""
    later = sa.and_(
        Event.task_id == FollowUpTask.task_id, Event.id > FollowUpTask.event_id, Event.kind != EventKind.COMMENT
    )
    found = session.execute(
        sa.select(FollowUpTask.id.label("urged"), Event.kind, Event.at)
        .join(Event, later)
        .where(where)
        .order_by(FollowUpTask.id, Event.id)
    )
    return {urged: _first(list(events)) for urged, events in groupby(found, key=lambda row: row.urged)}


def urged(session: Session, follow_up_id: int) -> list[Urged]:
    """The tasks of one follow-up, by agency: two statements."""
    mine = FollowUpTask.follow_up_id == follow_up_id
    found = session.execute(
        listing(mine)
        .join(FollowUpTask, FollowUpTask.task_id == Task.id)
        .add_columns(FollowUpTask.id, FollowUpTask.number)
        .order_by(Agency.position, Agency.id, Assignment.position, Task.period, Task.id)
    ).all()
    answers = _answers(session, mine)
    return [Urged(TaskRow(*one[: len(COLUMNS)]), one[-1], answers.get(one[-2])) for one in found]


def one(session: Session, follow_up_id: int) -> FollowUp | None:
    """One follow-up."""
    return session.get(FollowUp, follow_up_id)


def by_once(session: Session, once: str) -> int | None:
    """The follow-up that the form with this nonce has sent already."""
    return session.scalar(sa.select(FollowUp.id).where(FollowUp.once == once))


def mails(session: Session, follow_up_id: int) -> dict[int, list[MailState]]:
    """Where the mails of a follow-up stand, by agency: one statement."""
    found = session.execute(
        sa.select(FollowUpMail.agency_id, OutboxMail.state)
        .join(OutboxMail, OutboxMail.id == FollowUpMail.mail_id)
        .where(FollowUpMail.follow_up_id == follow_up_id)
        .order_by(FollowUpMail.id)
    ).all()
    by_agency: dict[int, list[MailState]] = {}
    for agency_id, state in found:
        by_agency.setdefault(agency_id, []).append(state)
    return by_agency


def programme_titles(session: Session, programme_ids: Iterable[int]) -> list[str]:
    """The titles of these programmes."""
    found = sa.select(Programme.title).where(Programme.id.in_(set(programme_ids))).order_by(Programme.id)
    return list(session.scalars(found))


def count(session: Session) -> int:
    """How many were sent in all."""
    return session.scalar(sa.select(sa.func.count()).select_from(FollowUp)) or 0


def sent(session: Session, *, number: int, per_page: int) -> list[Sent]:
    """What was sent, newest first, with its effect: three statements."""
    newest = sa.select(FollowUp).order_by(FollowUp.sent_at.desc(), FollowUp.id.desc())
    shown = session.scalars(newest.limit(per_page).offset((number - 1) * per_page)).all()
    mine = FollowUpTask.follow_up_id.in_([one.id for one in shown])
    tasks = session.execute(
        sa.select(FollowUpTask.follow_up_id, FollowUpTask.id, Task.agency_id)
        .join(Task, Task.id == FollowUpTask.task_id)
        .where(mine)
    ).all()
    answers = _answers(session, mine)
    return [_sent(one, [row for row in tasks if row.follow_up_id == one.id], answers) for one in shown]


def _sent(one: FollowUp, tasks: list[Any], answers: dict[int, Answer | None]) -> Sent:
    given = [answer for row in tasks if (answer := answers.get(row.id)) is not None]
    effect = Effect(len(tasks), sum(local(answer.at).date() <= one.reply_due_on for answer in given), len(given))
    agencies = len({row.agency_id for row in tasks})
    return Sent(one.id, one.text, one.reply_due_on, one.sent_at, one.actor, agencies, effect)


@dataclass(frozen=True, slots=True)
class OfTask:
    """One follow-up as the page of one of its tasks tells it."""

    id: int
    number: int
    sent_at: datetime
    reply_due_on: date
    actor: str
    answer: Answer | None


def of_task(session: Session, task_id: int) -> list[OfTask]:
    """How often this task was urged, newest first, and what was answered: two statements."""
    found = session.execute(
        sa.select(FollowUpTask.id, FollowUpTask.number, FollowUp)
        .join(FollowUp, FollowUp.id == FollowUpTask.follow_up_id)
        .where(FollowUpTask.task_id == task_id)
        .order_by(FollowUpTask.number.desc())
    ).all()
    answers = _answers(session, FollowUpTask.task_id == task_id)
    return [
        OfTask(one.id, number, one.sent_at, one.reply_due_on, one.actor, answers.get(urged))
        for urged, number, one in found
    ]
