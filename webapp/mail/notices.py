"""Who is told? One function a kind of notice; actions name the kind, never the recipients."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.mail import outbox
from webapp.mail.compose import compose
from webapp.models import Agency, Assignment, FocalPoint, Person, Task

NOBODY = Person(email="khong-co@example.vn")
"""Stands for the reader where a mail is composed and thrown away."""


def sign_in_code(session: Session, person: Person | None, code: str, *, minutes: int, now: datetime) -> None:
    """The code, to the person who asked for it and nobody else; for nobody the same work is done and thrown away, so
    that the time it takes does not tell whether an address is known."""
    context = {"code": code, "minutes": minutes}
    if person:
        outbox.queue(session, "sign_in_code", person, context, now=now)
    else:
        compose("sign_in_code", person=NOBODY, **context)


def sent_back(session: Session, task: Task, reason: str, *, now: datetime) -> None:
    """A return, to everybody who speaks for the lead agency today."""
    title = session.scalar(sa.select(Assignment.title).where(Assignment.id == task.assignment_id))
    agency = session.scalar(sa.select(Agency.name).where(Agency.id == task.agency_id))
    for person in focal_points(session, task.agency_id, now.date()):
        context = {
            "title": title,
            "agency": agency,
            "reason": reason,
            "task_id": task.id,
            "due_on": task.due_on,
        }
        outbox.queue(session, "sent_back", person, context, now=now)


def focal_points(session: Session, agency_id: int, today: date) -> list[Person]:
    """The active people who speak for an agency on ``today``."""
    duty = sa.select(FocalPoint.person_id).where(FocalPoint.agency_id == agency_id, FocalPoint.where_current(today))
    return list(session.scalars(sa.select(Person).where(Person.id.in_(duty), Person.active).order_by(Person.id)))
