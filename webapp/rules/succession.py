"""Who takes over which open duty when agencies merge, split or end: pure, so that a page can show it beforehand.

The duty stays the same task (its dates, its reports and its history go on) under a new holder. Two bodies that become
one owe one report, not two: tasks of the same duty and period become one, and the others are closed under the name
they had. Which one goes on is chosen so that nothing is gained by merging: a report that waits for confirmation
first, else the one that is late the longest. What the successor itself already has for the duty stays as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from webapp.rules.status import CLOSED
from webapp.rules.words import Status


class OpenTask(Protocol):
    """An open task of a body that changes."""

    @property
    def id(self) -> int: ...
    @property
    def assignment_id(self) -> int: ...
    @property
    def period(self) -> str: ...
    @property
    def status(self) -> Status: ...
    @property
    def overdue_from(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Held:
    """What a successor already has for a duty and a period."""

    task_id: int
    status: Status


@dataclass(frozen=True, slots=True)
class Passing:
    """One open task goes to the successor at ``place`` of the list; ``into`` is the task that it becomes part of."""

    task_id: int
    place: int
    into: int | None = None
    into_closed: bool = False


Key = tuple[int, int, str]
"""Place of the successor, duty, period: of these the ledger holds one task."""


class NobodyHolds(Exception):
    """The successor gave this very duty up, so it cannot simply come back; ``held`` is its old task."""

    def __init__(self, task_id: int, held: int) -> None:
        super().__init__(task_id, held)
        self.task_id, self.held = task_id, held


def share_out(tasks: Iterable[OpenTask], places: Mapping[int, int], held: Mapping[Key, Held]) -> list[Passing]:
    """Where each of ``tasks`` goes. ``places`` gives a task's successor (the first one, 0, when it says nothing).

    Raises NobodyHolds when a successor dropped the duty or handed it on itself.
    """
    groups: dict[Key, list[OpenTask]] = {}
    for task in tasks:
        groups.setdefault((places.get(task.id, 0), task.assignment_id, task.period), []).append(task)
    return [one for key, members in groups.items() for one in _group(key[0], members, held.get(key))]


def _group(place: int, members: list[OpenTask], there: Held | None) -> list[Passing]:
    if there is None:
        first, *others = sorted(members, key=_goes_on)
        return [Passing(first.id, place), *(Passing(one.id, place, first.id) for one in others)]
    if there.status in CLOSED and there.status is not Status.DONE:
        raise NobodyHolds(members[0].id, there.task_id)
    return [Passing(one.id, place, there.task_id, there.status is Status.DONE) for one in members]


def _goes_on(task: OpenTask) -> tuple[bool, date, int]:
    return task.status is not Status.AWAITING, task.overdue_from or date.max, task.id


Link = tuple[int, int]
"""One agency, and one that succeeded it."""


def ancestors(links: Iterable[Link]) -> dict[int, set[int]]:
    """Every body that an agency goes back to, near and far, by the agency's id."""
    before: dict[int, set[int]] = {}
    for old, new in links:
        if old != new:
            before.setdefault(new, set()).add(old)
    return {agency: _reach(agency, before) for agency in before}


def heirs(links: Iterable[Link], ended: Iterable[int]) -> dict[int, int]:
    """For each ended body the one that holds its duties now: its first successor, or the first of that one's."""
    after: dict[int, list[int]] = {}
    for old, new in links:
        if old != new:
            after.setdefault(old, []).append(new)
    gone = set(ended)
    found = {agency: _living(agency, after, gone) for agency in gone}
    return {agency: heir for agency, heir in found.items() if heir is not None}


def _reach(agency: int, before: Mapping[int, set[int]]) -> set[int]:
    seen: set[int] = set()
    waiting = [agency]
    while waiting:
        fresh = before.get(waiting.pop(), set()) - seen
        seen |= fresh
        waiting += fresh
    return seen - {agency}


def _living(agency: int, after: Mapping[int, list[int]], gone: set[int]) -> int | None:
    seen = {agency}
    waiting = list(after.get(agency, ()))
    while waiting:
        heir = waiting.pop(0)
        if heir not in gone:
            return heir
        if heir not in seen:
            seen.add(heir)
            waiting += after.get(heir, ())
    return None
