"""What a report is made of: every task as it stood at a moment, told by the history and not by today's rows."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.clock import local
from webapp.models import (
    Agency,
    AgencyTitle,
    Assignment,
    Clause,
    Event,
    EventKind,
    FocalPoint,
    Person,
    Programme,
    ProgrammeMonitor,
    Task,
)
from webapp.rules.periods import label_of
from webapp.rules.replay import state_at
from webapp.rules.words import Channel, DeadlineKind, Status

MONITOR = sa.orm.aliased(Agency)


TELLING = tuple(kind for kind in EventKind if kind not in (EventKind.COMMENT, EventKind.FOLLOW_UP))
"""The events that say how a task stands: no comment, and not the words with which it was urged."""


@dataclass(frozen=True, slots=True)
class Change:
    """One event of a task."""

    task_id: int
    id: int
    at: datetime
    kind: EventKind
    actor: str
    channel: Channel
    before: dict[str, Any]
    after: dict[str, Any]
    note: str


@dataclass(frozen=True, slots=True)
class State:
    """The fields of a task that a report needs, as they were at a moment."""

    agency_id: int
    status: Status
    percent: int
    note: str
    difficulty: str
    contested: str
    returned: str
    sent_back: int
    kind: DeadlineKind
    phrase: str
    due_on: date | None
    overdue_from: date | None
    original_due_on: date | None
    done_on: date | None
    claimed_on: date | None
    updated_at: datetime | None
    extensions: int


@dataclass(frozen=True, slots=True)
class Past:
    """One task with its whole history; ``current`` are today's values as the history writes them,
    ``known`` what was worked out already."""

    id: int
    assignment_id: int
    period: str
    created_at: datetime
    current: Mapping[str, Any]
    changes: Sequence[Change]
    known: dict[datetime, "State | None"] = field(default_factory=dict, compare=False)

    @property
    def given_at(self) -> datetime:
        """When it came into being: its first event, or when its row was made."""
        return min(self.changes[0].at, self.created_at) if self.changes else self.created_at

    def at(self, moment: datetime) -> State | None:
        """How it stood, or None when it was not there yet; worked out once for each moment."""
        if moment not in self.known:
            self.known[moment] = self._at(moment) if self.given_at < moment else None
        return self.known[moment]

    def _at(self, moment: datetime) -> State:
        found = state_at(self.current, self.changes, moment)
        for name, read in READ.items():
            if found[name] is not None:
                found[name] = read(found[name])
        return State(**found)

    def last(self, *kinds: EventKind, before: datetime) -> Change | None:
        """Its newest event of one of ``kinds`` (any that says how it stands, when none is named) before a
        moment."""
        wanted = kinds or TELLING
        return next((one for one in reversed(self.changes) if one.kind in wanted and one.at < before), None)


READ: dict[str, Callable[[Any], Any]] = {
    "status": Status,
    "kind": DeadlineKind,
    "due_on": date.fromisoformat,
    "overdue_from": date.fromisoformat,
    "original_due_on": date.fromisoformat,
    "done_on": date.fromisoformat,
    "claimed_on": date.fromisoformat,
    "updated_at": lambda value: local(datetime.fromisoformat(value)),
}
"""How a field is read back from the history's JSON, where that is not the value itself."""


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """What is said of a duty: ``words`` are the document's own. ``key`` is shared by all who owe it for a period."""

    title: str
    period: str
    clause: str
    programme: str
    programme_id: int
    product: str
    words: str
    monitor: str

    @property
    def name(self) -> str:
        return f"{self.title} ({label_of(self.period)})" if self.period else self.title


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """An agency as it was called on the day of the report; ``people`` are its focal points on that day."""

    id: int
    name: str
    family: str
    people: tuple[str, ...]


def pasts(session: Session, programme_id: int | None = None) -> list[Past]:
    """Every task (of one programme) with its history, in two statements."""
    names = [one.name for one in fields(State)]
    wanted = (
        sa.select(Task.id, Task.assignment_id, Task.period, Task.created_at, *(getattr(Task, name) for name in names))
        .join(Assignment, Assignment.id == Task.assignment_id)
        .where(*_within(programme_id))
        .order_by(Assignment.position, Task.period, Task.id)
    )
    history = _history(session, programme_id)
    made = []
    for key, assignment_id, period, created_at, *values in session.execute(wanted):
        current = dict(zip(names, values, strict=True))
        current.update((name, _plain(current[name])) for name in READ)
        made.append(Past(key, assignment_id, period, created_at, current, history.get(key, ())))
    return made


def _history(session: Session, programme_id: int | None) -> Mapping[int, list[Change]]:
    columns = [getattr(Event, one.name) for one in fields(Change)]
    wanted = sa.select(*columns).order_by(Event.task_id, Event.at, Event.id)
    if programme_id is not None:
        of_programme = sa.select(Task.id).join(Assignment, Assignment.id == Task.assignment_id)
        wanted = wanted.where(Event.task_id.in_(of_programme.where(Assignment.programme_id == programme_id)))
    found: dict[int, list[Change]] = defaultdict(list)
    for row in session.execute(wanted):
        found[row[0]].append(Change(*row))
    return found


def _within(programme_id: int | None) -> tuple[sa.ColumnElement[bool], ...]:
    return () if programme_id is None else (Assignment.programme_id == programme_id,)


def _plain(value: Any) -> Any:
    """A value as the history keeps it."""
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def duties(session: Session, programme_id: int | None, day: date) -> dict[int, DutyFacts]:
    """Every assignment by its id, with who followed it on ``day``; ``period`` is left empty."""
    words = sa.func.substr(Programme.text, Assignment.start + 1, Assignment.end - Assignment.start)
    found = session.execute(
        sa.select(
            Assignment.id,
            Assignment.title,
            Clause.ref,
            Programme.short_title,
            Programme.id,
            sa.func.coalesce(Assignment.product, ""),
            words,
            MONITOR.name,
        )
        .join(Clause, Clause.id == Assignment.clause_id)
        .join(Programme, Programme.id == Assignment.programme_id)
        .join(MONITOR, MONITOR.id == Programme.monitor_id)
        .where(*_within(programme_id))
    )
    made = {row[0]: DutyFacts(row[1], "", *row[2:]) for row in found}
    then = _followers(session, day)
    return {key: replace(one, monitor=then.get(one.programme_id, one.monitor)) for key, one in made.items()}


def _followers(session: Session, day: date) -> dict[int, str]:
    """Who followed each programme on ``day``, where that was another body than today."""
    found: dict[int, str] = {}
    latest_first = (
        sa.select(ProgrammeMonitor.programme_id, AgencyTitle.on(day))
        .select_from(ProgrammeMonitor)
        .join(Agency, Agency.id == ProgrammeMonitor.agency_id)
        .where(ProgrammeMonitor.to_on >= day)
        .order_by(ProgrammeMonitor.to_on.desc())
    )
    for programme_id, name in session.execute(latest_first):
        found[programme_id] = name
    return found


def agencies(session: Session, day: date) -> dict[int, AgencyFacts]:
    """Every agency in the order of the directory, with who spoke for it on ``day``."""
    people: dict[int, list[str]] = defaultdict(list)
    spoke = sa.select(FocalPoint.agency_id, Person.name).join(Person, Person.id == FocalPoint.person_id)
    for agency_id, name in session.execute(spoke.where(FocalPoint.where_current(day)).order_by(Person.name)):
        people[agency_id].append(name)
    named = sa.select(Agency.id, AgencyTitle.on(day), Agency.kind).order_by(Agency.position, Agency.id)
    return {key: AgencyFacts(key, name, kind.label, tuple(people[key])) for key, name, kind in session.execute(named)}
