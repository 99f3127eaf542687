"""Sổ thư: every mail that left, waits, failed or came in; and who cannot be reached."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import Agency, Assignment, FocalPoint, InboundMail, InboundState, MailState, OutboxMail, Person, Task
from webapp.queries.tasks import TaskRow, listing, rows
from webapp.rules.words import Labelled, MailKind

MOST_TASKS = 50
"""Tasks that are offered for a mail that names none; others are found by their words."""


class Shelf(Labelled):
    """What can be looked at, in the order of the page; the most pressing first."""

    HELD = "cho-doc", "Chờ người đọc"
    FAILED = "khong-gui", "Không gửi được"
    AWAY = "khong-lien-lac", "Không liên lạc được"
    QUEUED = "cho-gui", "Chờ gửi"
    SENT = "da-gui", "Đã gửi"
    RECEIVED = "da-nhan", "Đã nhận"


OUT = {Shelf.FAILED: MailState.FAILED, Shelf.QUEUED: MailState.QUEUED, Shelf.SENT: MailState.SENT}


@dataclass(frozen=True, slots=True)
class MailLine:
    """One mail, out or in, as a line of the list."""

    id: int
    incoming: bool
    address: str
    subject: str
    state: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AwayLine:
    """A person whose address does not answer."""

    person_id: int
    name: str
    address: str
    why: str
    since: datetime | None


def counts(session: Session) -> dict[Shelf, int]:
    """How many lie on each shelf: three statements."""
    states = session.execute(sa.select(OutboxMail.state, sa.func.count()).group_by(OutboxMail.state))
    out = {state: count for state, count in states}  # noqa: C416 - a result has keys of its own, which dict would ask for
    held = sa.func.count().filter(InboundMail.state == InboundState.HELD)
    waiting, received = session.execute(sa.select(held, sa.func.count()).select_from(InboundMail)).one()
    away = session.scalar(sa.select(sa.func.count()).where(Person.unreachable_since.is_not(None), Person.active)) or 0
    found = {shelf: out.get(state, 0) for shelf, state in OUT.items()}
    return {Shelf.HELD: waiting, Shelf.AWAY: away, Shelf.RECEIVED: received, **found}


def lines(session: Session, shelf: Shelf, *, number: int, limit: int) -> list[MailLine]:
    """Page ``number`` (from 1) of a shelf, newest first."""
    start = (number - 1) * limit
    if shelf in OUT:
        found = session.execute(
            sa.select(OutboxMail.id, OutboxMail.address, OutboxMail.subject, OutboxMail.error, OutboxMail.created_at)
            .where(OutboxMail.state == OUT[shelf])
            .order_by(OutboxMail.id.desc())
            .limit(limit)
            .offset(start)
        )
        return [MailLine(row[0], False, row[1], row[2], OUT[shelf].label, row[3] or "", row[4]) for row in found]
    came = sa.select(
        InboundMail.id,
        InboundMail.sender,
        InboundMail.subject,
        InboundMail.state,
        InboundMail.why,
        InboundMail.received_at,
    )
    if shelf is Shelf.HELD:
        came = came.where(InboundMail.state == InboundState.HELD)
    rows = session.execute(came.order_by(InboundMail.id.desc()).limit(limit).offset(start))
    return [MailLine(row[0], True, row[1], row[2], row[3].label, row[4], row[5]) for row in rows]


def away(session: Session) -> list[AwayLine]:
    """Who cannot be reached, the longest first."""
    rows = session.execute(
        sa.select(Person.id, Person.name, Person.email, Person.unreachable_why, Person.unreachable_since)
        .where(Person.unreachable_since.is_not(None), Person.active)
        .order_by(Person.unreachable_since)
    )
    return [AwayLine(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Received:
    """One mail that came in, with the task it speaks of."""

    id: int
    sender: str
    subject: str
    received_at: datetime
    kind: MailKind
    state: InboundState
    why: str
    text: str
    understood: dict[str, Any]
    wiped_at: datetime | None
    person_id: int | None
    task_id: int | None
    task: str | None
    agency: str | None
    person: str | None


def received(session: Session, mail_id: int) -> Received | None:
    """The mail, or None."""
    row = session.execute(
        sa.select(
            InboundMail.id,
            InboundMail.sender,
            InboundMail.subject,
            InboundMail.received_at,
            InboundMail.kind,
            InboundMail.state,
            InboundMail.why,
            InboundMail.text,
            InboundMail.understood,
            InboundMail.wiped_at,
            InboundMail.person_id,
            InboundMail.task_id,
            Assignment.title,
            Agency.name,
            Person.name,
        )
        .outerjoin(Task, Task.id == InboundMail.task_id)
        .outerjoin(Assignment, Assignment.id == Task.assignment_id)
        .outerjoin(Agency, Agency.id == Task.agency_id)
        .outerjoin(Person, Person.id == InboundMail.person_id)
        .where(InboundMail.id == mail_id)
    ).one_or_none()
    return Received(*row) if row else None


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with a mail; ``digest`` is None for one of a kind that is not taken."""

    number: int
    name: str
    size: int
    digest: str | None


def attached(mail: Received) -> tuple[Attached, ...]:
    """The files of a mail, counted from 1."""
    files = mail.understood.get("attachments", ())
    return tuple(Attached(number, one["name"], one["size"], one["digest"]) for number, one in enumerate(files, 1))


def answerable(session: Session, person_id: int | None, *, today: date) -> list[TaskRow]:
    """What a person's mail may speak of: the open work of the agencies they speak for, the most pressing first."""
    speaks = sa.select(FocalPoint.agency_id).where(FocalPoint.person_id == person_id, FocalPoint.where_current(today))
    statement = listing(Task.where_open(), Task.agency_id.in_(speaks))
    return rows(session, statement.order_by(Task.overdue_from.is_(None), Task.overdue_from, Task.id).limit(MOST_TASKS))
