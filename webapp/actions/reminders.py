"""Reminding: one person a call, so that the caller's transaction holds one person's ledger and their one mail.

The ledger is what makes a reminder once only: its unique constraint, and the mail's own, decide between schedulers
that run at the same time. Neither the day's round nor the clock is trusted with that.
"""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.actions import digest_lines
from webapp.actions.digest_lines import New
from webapp.mail import digests
from webapp.mail.digests import Digest, Overview
from webapp.models import OutboxMail, Person, Reminder
from webapp.queries import monitor, reminders
from webapp.queries.monitor import Limits
from webapp.queries.reminders import Duties, Owed
from webapp.rules import timeliness
from webapp.rules.reminders import Office, Side, Step, due, was_missed
from webapp.rules.words import Role


@dataclass(frozen=True, slots=True)
class Round:
    """One day's giving: the moment by the office's clock, what the office has set, and when the last round was."""

    now: datetime
    office: Office
    last: date | None

    @property
    def today(self) -> date:
        return self.now.date()

    def missed(self, step: Step) -> bool:
        """Whether the worker should have given it on an earlier day."""
        return was_missed(step.on, self.last, self.today, self.office.calendar)


@dataclass(frozen=True, slots=True)
class Desk:
    """What one person has before them: as one who owes, as an agency's head, and as one who follows; what is new."""

    duties: Duties
    owed: list[Owed]
    headed: list[Owed]
    followed: list[Owed]
    new: list[New]
    new_followed: list[New]

    def steps(self) -> dict[tuple[int, str, str], Step]:
        """Every new rung once, by its place in the ledger."""
        both = (*self.new, *self.new_followed)
        return {(one.owed.row.id, step.rung.value, step.slot): step for one in both for step in one.steps}


def give(session: Session, person_id: int, turn: Round) -> bool:
    """Remind one person of what is due and not in their ledger, in one mail; whether anything was given.

    Nobody gets a second digest on one day: what comes due after it waits for the next round. Who is muted or cannot be
    reached gets the ledger's rows without a mail, so that nothing piles up. Whoever else is reminding the same person
    at this moment has done so when a constraint says so.
    """
    person = session.get(Person, person_id, populate_existing=True)
    if person is None or not person.active:
        return False
    if reminders.was_written(session, digests.dedupe(person_id, turn.today)):
        return False
    desk = _desk(session, person, turn)
    steps = desk.steps()
    if not steps:
        return False
    try:
        with session.begin_nested():
            mail = None if _is_quiet(person) else _write(session, person, desk, turn)
            session.flush()
            _enter(session, person, steps, mail, turn)
    except IntegrityError:
        return False
    return True


def _is_quiet(person: Person) -> bool:
    return person.muted_at is not None or person.unreachable_since is not None


def _enter(
    session: Session,
    person: Person,
    steps: dict[tuple[int, str, str], Step],
    mail: OutboxMail | None,
    turn: Round,
) -> None:
    """Write the ledger; one statement."""
    row = {"person_id": person.id, "on": turn.today, "mail_id": mail.id if mail else None}
    places = [
        {**row, "task_id": task_id, "rung": rung, "slot": slot, "late": turn.missed(step)}
        for (task_id, rung, slot), step in steps.items()
    ]
    session.execute(sa.insert(Reminder).returning(Reminder.id), places)


def _desk(session: Session, person: Person, turn: Round) -> Desk:
    duties = reminders.speaks_for(session, person.id, turn.today)
    follows = person.role is Role.MONITOR
    found = reminders.open_tasks(session, None if follows else frozenset(duties.agencies))
    owed = [one for one in found if one.row.agency_id in duties.own]
    headed = [one for one in found if one.row.agency_id in duties.headed]
    followed = found if follows else []
    ledger = reminders.given(session, person.id)
    return Desk(
        duties,
        owed,
        headed,
        followed,
        new=_new(owed, Side.AGENCY, ledger, turn) + _new(headed, Side.HEAD, ledger, turn),
        new_followed=_new(followed, Side.MONITOR, ledger, turn),
    )


def _new(owed: list[Owed], side: Side, ledger: set[tuple[int, str, str]], turn: Round) -> list[New]:
    found = []
    for one in owed:
        climbed = due(one.facts, side, turn.today, turn.office)
        steps = tuple(step for step in climbed if (one.row.id, step.rung.value, step.slot) not in ledger)
        if steps:
            found.append(New(one, steps, side))
    return found


def _write(session: Session, person: Person, desk: Desk, turn: Round) -> OutboxMail:
    told = {one.owed.row.id for one in desk.new}
    late = [one for one in desk.owed + desk.headed if timeliness.is_overdue(one.row, turn.today)]
    digest = Digest(
        today=turn.today,
        agencies=tuple(desk.duties.agencies.values()),
        headed=tuple(desk.duties.headed.values()),
        lines=digest_lines.agency_lines(desk.new, turn.today, turn.office),
        waiting=digest_lines.waiting(desk.owed, turn.today, turn.office) if desk.new else (),
        told_before=sum(one.row.id not in told for one in late),
        away_since=turn.last if any(map(turn.missed, desk.steps().values())) else None,
        overview=_overview(session, desk, turn) if desk.new_followed else None,
    )
    return digests.write(session, person, digest, now=turn.now)


def _overview(session: Session, desk: Desk, turn: Round) -> Overview:
    limits = turn.office.limits
    counts = monitor.queue_counts(session, Limits(turn.today, limits.soon_days, limits.standing_note_days))
    monitors = {one.id: one.monitor for one in monitor.programmes(session)}
    return digest_lines.overview(
        desk.followed, desk.new_followed, counts, monitors, today=turn.today, office=turn.office
    )
