"""Who is told? One function a kind of notice; actions name the kind, never the recipients."""

from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.clock import local
from webapp.mail import links, outbox
from webapp.mail.compose import address, compose
from webapp.models import (
    Agency,
    Assignment,
    Event,
    FocalPoint,
    InboundMail,
    LinkPurpose,
    OutboxMail,
    Person,
    QuickLink,
    Task,
)
from webapp.rules.words import DutyKind, MailKind

BETWEEN_LINKS = timedelta(hours=1)
"""A link asked for anew is sent once in this time, however often it is asked for."""
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
    about = _about(session, task)
    for person in focal_points(session, task.agency_id, now.date()):
        link = links.new(session, person.id, LinkPurpose.TASK, now=now, task_id=task.id)
        reply = links.new(session, person.id, LinkPurpose.REPLY, now=now, task_id=task.id)
        context = {"reason": reason, "open": links.address_of(link), **about}
        outbox.queue(session, "sent_back", person, context, now=now, reply_link=reply)


def extension_decided(session: Session, task: Task, *, granted: bool, why: str, now: datetime) -> None:
    """What was decided on a request for an extension, to everybody who speaks for the lead agency today."""
    about = _about(session, task)
    for person in focal_points(session, task.agency_id, now.date()):
        link = links.new(session, person.id, LinkPurpose.TASK, now=now, task_id=task.id)
        reply = links.new(session, person.id, LinkPurpose.REPLY, now=now, task_id=task.id)
        context = {"granted": granted, "decision": why, "open": links.address_of(link), **about}
        outbox.queue(session, "extension_decided", person, context, now=now, reply_link=reply)


def correction_decided(
    session: Session, task: Task, claimed_on: date, *, accepted: bool, why: str, now: datetime
) -> None:
    """What was decided on a correction, to everybody who speaks for the lead agency today."""
    about = _about(session, task)
    for person in focal_points(session, task.agency_id, now.date()):
        link = links.new(session, person.id, LinkPurpose.TASK, now=now, task_id=task.id)
        reply = links.new(session, person.id, LinkPurpose.REPLY, now=now, task_id=task.id)
        said = {"accepted": accepted, "claimed_on": claimed_on, "decision": why}
        context = {**said, "open": links.address_of(link), **about}
        outbox.queue(session, "correction_decided", person, context, now=now, reply_link=reply)


def upheld(session: Session, task: Task, owner: str, *, why: str, now: datetime) -> None:
    """That the work stays where it is though it was said to be ``owner``'s, to everybody who speaks for the lead agency
    today."""
    about = _about(session, task)
    for person in focal_points(session, task.agency_id, now.date()):
        link = links.new(session, person.id, LinkPurpose.TASK, now=now, task_id=task.id)
        reply = links.new(session, person.id, LinkPurpose.REPLY, now=now, task_id=task.id)
        context = {"owner": owner, "decision": why, "open": links.address_of(link), **about}
        outbox.queue(session, "upheld", person, context, now=now, reply_link=reply)


def recorded(session: Session, task: Task, event: Event, *, now: datetime) -> None:
    """A change that came by a link or a reply, told to the person in whose name it came, with the way to undo it."""
    if event.person_id is None:
        return
    person = session.get_one(Person, event.person_id)
    link = links.new(session, person.id, LinkPurpose.TASK, now=now, task_id=task.id)
    context = {
        "what": event.kind.label,
        "road": event.channel.label,
        "note": event.note,
        "document": event.after.get("document"),
        "undo": address("quick_links.done", token=links.mark_of(link.id), event_id=event.id),
        **_about(session, task),
    }
    outbox.queue(session, "recorded", person, context, now=now)


def written_in(session: Session, mail_id: int, task: Task, event: Event, *, now: datetime) -> None:
    """That a monitor wrote a held mail into its task, to whom the ledger knows as its sender, once; never to an address
    that only the mail names. The change stands in the monitor's name, so the sender mends it by a step of their own."""
    mail = session.get_one(InboundMail, mail_id)
    person = session.get(Person, mail.person_id) if mail.person_id else None
    if mail.kind is not MailKind.HUMAN or person is None or not person.active or person.id == event.person_id:
        return
    context: dict[str, object] = {"what": event.kind.label, "note": event.note, "document": event.after.get("document")}
    reply = None
    if _speaks(session, person.id, task.agency_id, now.date()):
        link = links.new(session, person.id, LinkPurpose.TASK, now=now, task_id=task.id)
        reply = links.new(session, person.id, LinkPurpose.REPLY, now=now, task_id=task.id)
        context["open"] = links.address_of(link)
    context |= {"wrote": mail.text[:500], **_about(session, task)}
    once = f"written:{mail.id}"
    outbox.queue(session, "written_in", person, context, now=now, dedupe=once, reply_link=reply)


def confirm_reply(session: Session, mail: InboundMail, person: Person, task_id: int, *, now: datetime) -> None:
    """What we understood of an answer that may not be applied by itself, with a link to confirm it by one tap.

    At most one a day to one address, so that two machines that answer each other fall silent.
    """
    once = f"confirm:{person.id}:{local(now).date()}"
    if not person.active or session.scalar(sa.select(OutboxMail.id).where(OutboxMail.dedupe == once)) is not None:
        return
    task = session.get_one(Task, task_id)
    link = links.new(session, person.id, LinkPurpose.TASK, now=now, task_id=task_id)
    context = {
        "wrote": mail.text[:500],
        "why": mail.why,
        "open": f"{links.address_of(link)}?thu={mail.id}",
        **_about(session, task),
    }
    outbox.queue(session, "confirm_reply", person, context, now=now, dedupe=once)


def fresh_link(session: Session, old: QuickLink, *, now: datetime) -> None:
    """A new link in place of one that ended, to the address that the ledger knows; at most one an hour."""
    recent = sa.select(QuickLink.id).where(
        QuickLink.person_id == old.person_id,
        QuickLink.purpose == old.purpose,
        QuickLink.task_id == old.task_id if old.task_id else QuickLink.task_id.is_(None),
        QuickLink.created_at > now - BETWEEN_LINKS,
        QuickLink.revoked_at.is_(None),
    )
    person = session.get_one(Person, old.person_id)
    if not person.active or session.scalar(recent.limit(1)) is not None:
        return
    link = links.new(session, person.id, old.purpose, now=now, task_id=old.task_id)
    outbox.queue(session, "fresh_link", person, {"open": links.address_of(link)}, now=now)


def _about(session: Session, task: Task) -> dict[str, object]:
    """What every mail about a task says of it."""
    title = session.scalar(sa.select(Assignment.title).where(Assignment.id == task.assignment_id))
    agency = session.scalar(sa.select(Agency.name).where(Agency.id == task.agency_id))
    return {"title": title, "agency": agency, "due_on": task.due_on, "phrase": task.phrase}


def _speaks(session: Session, person_id: int, agency_id: int, today: date) -> bool:
    duty = (FocalPoint.person_id == person_id, FocalPoint.agency_id == agency_id, FocalPoint.where_current(today))
    return session.scalar(sa.select(FocalPoint.id).where(*duty).limit(1)) is not None


def focal_points(session: Session, agency_id: int, today: date) -> list[Person]:
    """The active people who answer for an agency on ``today``: its focal points (a substitute, not whom they stand in
    for), or its head where it has none."""
    speaks = (FocalPoint.agency_id == agency_id, FocalPoint.where_told(today), Person.active)
    statement = sa.select(Person, FocalPoint.kind).join(FocalPoint, FocalPoint.person_id == Person.id).where(*speaks)
    found = session.execute(statement.order_by(Person.id)).all()
    focal = {person.id: person for person, kind in found if kind is DutyKind.FOCAL_POINT}
    return list((focal or {person.id: person for person, _kind in found}).values())
