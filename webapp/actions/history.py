"""What happened? Append-only events with the old and the new value of every field that changed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, object_session

from webapp.models import Event, EventKind, Task
from webapp.rules.words import Channel

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the person, and the role or office under which the history will name them.

    ``stands_in`` holds, by agency, whom they stand in for there today.
    """

    person_id: int | None
    name: str
    stands_in: tuple[tuple[int, str], ...] = ()

    def named(self, agency_id: int) -> str:
        """How the history of a task of this agency names them."""
        absent = dict(self.stands_in).get(agency_id)
        return f"{self.name}, thay {absent}"[:LONGEST_NAME] if absent else self.name


SYSTEM = Actor(None, "Hệ thống")
ANSWERED: dict[str, Any] = {"reply_due_on": None}
"""What every word of the lead agency about its task does besides: no answer to a follow-up is owed any more."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """By whom, when and by which road a change comes. ``once`` is the nonce of the form or link, if it had one.

    ``illustrative`` marks the made-up history that the trial ships with.
    """

    by: Actor
    now: datetime
    channel: Channel
    once: str | None = None
    illustrative: bool = False

    @property
    def today(self) -> date:
        """The day of the change by the office's clock (``now`` carries its zone)."""
        return self.now.date()


class AlreadyRecorded(Exception):
    """The same form or link was already carried out; nothing is to be done again."""


def change(
    task: Task,
    kind: EventKind,
    values: dict[str, Any],
    *,
    stamp: Stamp,
    note: str = "",
    also: dict[str, Any] | None = None,
) -> Event:
    """Set ``values`` on ``task`` and record one event holding what really changed, old and new.

    ``also`` is kept beside the new values: what came with the change without being a field of the task.
    """
    before = {name: getattr(task, name) for name, new in values.items() if getattr(task, name) != new}
    for name in before:
        setattr(task, name, values[name])
    return record(
        task,
        kind,
        stamp=stamp,
        before={name: plain(old) for name, old in before.items()},
        after={name: plain(values[name]) for name in before} | (also or {}),
        note=note,
    )


def record(
    task: Task,
    kind: EventKind,
    *,
    stamp: Stamp,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
) -> Event:
    """Append one event to the history of ``task``."""
    event = Event(
        task=task,
        at=stamp.now,
        kind=kind,
        person_id=stamp.by.person_id,
        actor=stamp.by.named(task.agency_id),
        channel=stamp.channel,
        before=before or {},
        after=after or {},
        note=note,
        once=stamp.once,
        illustrative=stamp.illustrative,
    )
    session_of(task).add(event)
    return event


def refuse_repeat(session: Session, once: str | None) -> None:
    """Raise AlreadyRecorded when a change with this nonce is in the history."""
    if once and session.scalar(sa.select(Event.id).where(Event.once == once)) is not None:
        raise AlreadyRecorded


def session_of(row: object) -> Session:
    """The session that ``row`` lives in; a row outside one is a programmer's error."""
    session = object_session(row)
    if session is None:
        raise RuntimeError("the row belongs to no session")
    return session


def plain(value: Any) -> Any:
    """``value`` as JSON keeps it: dates and moments (in UTC) in ISO form, words by their stored value."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def typed(column: str, value: Any) -> Any:
    """The Python value of a task's ``column`` back from its JSON form (inverse of ``plain``)."""
    kind = Task.__table__.c[column].type
    if value is None:
        return None
    if isinstance(kind, sa.Enum) and kind.enum_class is not None:
        return kind.enum_class(value)
    wanted = kind.python_type
    if wanted is datetime:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if wanted is date else value
