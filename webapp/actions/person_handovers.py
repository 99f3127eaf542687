"""One person's duties go to another, all at once, from a day on. Tasks are the agencies' and stay as they are."""

from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions.directory import DirectoryRefused
from webapp.actions.history import AlreadyRecorded, Stamp, session_of
from webapp.mail import links
from webapp.models import Agency, FocalPoint, Person, PersonHandover, QuickLink


@dataclass(frozen=True, slots=True)
class Handed:
    """What moved: the agencies, and how many links in old mails no longer work."""

    agencies: int
    links: int


def hand_over(person: Person, to: Person, *, effective_on: date, reason: str, stamp: Stamp) -> Handed:
    """Everything ``person`` speaks for goes to ``to`` from ``effective_on``; what ended before that day stays.

    Links in mails they had die at once when the day has come. Raises DirectoryRefused when there is nothing to hand
    over, or it would go to the same person or to one who is not in use; AlreadyRecorded for a second press.
    """
    session = session_of(person)
    refuse_repeat(session, stamp.once)
    if to.id == person.id or not to.active:
        raise DirectoryRefused("to_id", "Chọn một người khác đang được dùng sổ.")
    held = _held(session, person.id, effective_on)
    if not held:
        raise DirectoryRefused("effective_on", f"Từ ngày đó {person.name} không làm đầu mối cho cơ quan nào.")
    names = _names(session, held)
    for duty in held:
        _pass_on(session, duty, to, effective_on)
    session.add(
        PersonHandover(
            from_id=person.id,
            to_id=to.id,
            effective_on=effective_on,
            reason=reason,
            agencies=names,
            actor=stamp.by.name,
            at=stamp.now,
            once=stamp.once,
        )
    )
    session.flush()
    return Handed(len(names), _end_links(session, person.id, stamp) if effective_on <= stamp.today else 0)


def refuse_repeat(session: Session, once: str | None) -> None:
    """Raise AlreadyRecorded when a hand-over with this nonce is in the ledger."""
    if once and session.scalar(sa.select(PersonHandover.id).where(PersonHandover.once == once)) is not None:
        raise AlreadyRecorded


def _held(session: Session, person_id: int, on: date) -> list[FocalPoint]:
    """The duties that last until ``on`` or beyond."""
    lasts = sa.or_(FocalPoint.to_on.is_(None), FocalPoint.to_on >= on)
    return list(session.scalars(sa.select(FocalPoint).where(FocalPoint.person_id == person_id, lasts)))


def _names(session: Session, held: list[FocalPoint]) -> list[str]:
    """The agencies of these duties, in the office's order."""
    ids = [one.agency_id for one in held]
    return list(session.scalars(sa.select(Agency.name).where(Agency.id.in_(ids)).order_by(Agency.position)))


def _pass_on(session: Session, duty: FocalPoint, to: Person, on: date) -> None:
    """The rest of a duty as another's: a duty that had not begun goes over whole. Who speaks for the agency in that
    time already needs no second duty, and nobody stands in for themselves."""
    first = max(duty.from_on, on)
    same = sa.select(FocalPoint.id).where(
        FocalPoint.person_id == to.id,
        FocalPoint.agency_id == duty.agency_id,
        FocalPoint.kind == duty.kind,
        sa.or_(FocalPoint.to_on.is_(None), FocalPoint.to_on >= first),
        FocalPoint.stands_for_id.is_(None),
    )
    if session.scalar(same.limit(1)) is None:
        substitute = duty.stands_for_id if duty.stands_for_id != to.id else None
        session.add(
            FocalPoint(
                person_id=to.id,
                agency_id=duty.agency_id,
                from_on=first,
                to_on=duty.to_on,
                kind=duty.kind,
                stands_for_id=substitute,
            )
        )
    if duty.from_on >= on:
        session.delete(duty)
    else:
        duty.to_on = on - timedelta(days=1)
    session.flush()


def _end_links(session: Session, person_id: int, stamp: Stamp) -> int:
    """Revoke every living link of a person; how many there were."""
    living = sa.select(QuickLink.id).where(
        QuickLink.person_id == person_id,
        QuickLink.revoked_at.is_(None),
        sa.or_(QuickLink.expires_at.is_(None), QuickLink.expires_at > stamp.now),
    )
    ids = session.scalars(living).all()
    links.revoke(session, *ids, now=stamp.now)
    return len(ids)
