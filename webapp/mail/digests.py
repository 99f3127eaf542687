"""The one mail of a working day: what a person is reminded of, grouped, each line with its reason and its button."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from webapp.mail import links, outbox
from webapp.mail.compose import address
from webapp.models import LinkPurpose, OutboxMail, Person, QuickLink
from webapp.rules.urgency import TONES, Urgency

SHOWN = 20
"""Tasks that a mail shows with their buttons; the list behind its link holds them all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One task of a digest. ``word`` says how it stands today, ``why`` why the reader is told."""

    task_id: int
    pile: Urgency
    name: str
    agency: str
    place: str
    due_on: date | None
    phrase: str
    product: str | None
    word: str
    why: str
    returned: str = ""

    @property
    def heading(self) -> str:
        """What its pile is called."""
        return "Cần ghi tình hình" if self.pile is Urgency.STANDING else self.pile.label

    @property
    def tone(self) -> str:
        """The colour of its pile, as a word."""
        return TONES.get(self.pile, "off")


@dataclass(frozen=True, slots=True)
class Late:
    """One row of the monitor's exceptions: who, how long, what is missing, which level decides."""

    task_id: int
    agency: str
    name: str
    days: int
    missing: str
    level: str
    asked: str
    new: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How many tasks lie in one of the monitor's queues; ``queue`` is its name in the page's address."""

    queue: str
    label: str
    count: int
    late: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """What a monitor's digest says beside the monitor's own tasks: the queues, the worst rows, what is new."""

    counts: tuple[Count, ...]
    late: tuple[Late, ...]
    fresh: tuple[tuple[str, str, tuple[Line, ...]], ...]

    @property
    def late_count(self) -> int:
        """Overdue tasks in all, those not shown included."""
        return sum(one.count for one in self.counts if one.late)


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person is told on one day. ``agencies`` are all they speak for, ``headed`` those they only head.
    ``waiting`` is with others now; ``told_before`` counts overdue tasks they
    were reminded of already; ``away_since`` is the last day before the worker was down, when that made this late."""

    today: date
    agencies: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    waiting: tuple[Line, ...] = ()
    told_before: int = 0
    away_since: date | None = None
    overview: Overview | None = None
    headed: tuple[str, ...] = ()

    @property
    def as_whom(self) -> str:
        """Why the reader is told: what they are to which agency."""
        own = [name for name in self.agencies if name not in self.headed]
        focal = [f"đầu mối của {', '.join(own)}"] if own else []
        head = [f"thủ trưởng của {', '.join(self.headed)} (chỉ được báo việc quá hạn)"] if self.headed else []
        return "; ".join(focal + head)


def dedupe(person_id: int, today: date) -> str:
    """What makes a digest the only one of its person and day."""
    return f"digest:{person_id}:{today.isoformat()}"


def write(session: Session, person: Person, digest: Digest, *, now: datetime) -> OutboxMail:
    """Queue the digest, with a link for each task it shows, one for the whole list, one to answer, one to mute."""
    shown = digest.lines[:SHOWN]
    buttons = links.for_tasks(session, person.id, [line.task_id for line in shown], now=now)
    mute = links.to_mute(session, person.id, now=now)
    reply = _reply_link(session, person, shown, now)
    context: dict[str, Any] = {
        "digest": digest,
        "groups": _groups(shown),
        "summary": in_words(digest.lines),
        "hidden": len(digest.lines) - len(shown),
        "button": {link.task_id: links.address_of(link) for link in buttons},
        "list_url": _list_url(session, person, now) if shown else "",
        "until": (now + links.LIFE).date(),
        "mute_url": links.address_of(mute),
        "monitor_url": address("monitor.index"),
    }
    kind = "monitor_digest" if digest.overview else "digest"
    only = dedupe(person.id, digest.today)
    return outbox.queue(session, kind, person, context, now=now, dedupe=only, reply_link=reply, mute_link=mute)


def in_words(lines: tuple[Line, ...]) -> str:
    """ "1 việc quá hạn, 2 việc sắp đến hạn", the most pressing first."""
    counted = ((heading, len(members)) for heading, members in _groups(lines))
    return ", ".join(f"{count} việc {heading[:1].lower()}{heading[1:]}" for heading, count in counted)


def _groups(lines: tuple[Line, ...]) -> list[tuple[str, list[Line]]]:
    return [(heading, list(members)) for heading, members in groupby(lines, key=lambda line: line.heading)]


def _reply_link(session: Session, person: Person, shown: tuple[Line, ...], now: datetime) -> QuickLink | None:
    """The link an answer is known by; it names the task when the mail is about one only."""
    if not shown:
        return None
    task_id = shown[0].task_id if len(shown) == 1 else None
    return links.new(session, person.id, LinkPurpose.REPLY, now=now, task_id=task_id)


def _list_url(session: Session, person: Person, now: datetime) -> str:
    return links.address_of(links.new(session, person.id, LinkPurpose.LIST, now=now))
