"""Which reminders should be in the ledger: an oracle that counts days one by one and knows nothing of the product.

It reads the facts of the tasks as plain SQL and asks of each rung, for one day, whether it is due by then. What the
product says with tables, slots and dates computed ahead is said here by counting.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = timedelta(days=1)
WARN, SPECIAL, PATIENCE, SILENCE, EVERY, TIMES = 3, 3, 3, 90, 5, 5
HOUR = time(7, 30)
TASKS = sa.text(
    "SELECT t.*, (SELECT max(e.at) FROM event e WHERE e.task_id = t.id AND e.kind = 'send_back') AS back_at "
    "FROM task t WHERE t.status IN ('chua_thuc_hien', 'dang_thuc_hien', 'cho_xac_nhan', 'tam_dung')"
)
PEOPLE = sa.text("SELECT id, role, muted_at, unreachable_since FROM person WHERE active ORDER BY id")
DUTIES = sa.text("SELECT person_id, agency_id, from_on, to_on, kind FROM focal_point")

Key = tuple[int, int, str, str]
"""Person, task, rung, slot."""


def as_date(value: Any) -> date | None:
    """A date as either database hands it over."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def local_day(value: Any) -> date | None:
    """The day, here, of a moment as either database hands it over."""
    if value is None:
        return None
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(HERE).date()


@dataclass
class Oracle:
    """``given`` maps what should be in the ledger to its day and whether it was late; ``mails`` the digests that should
    have been written to the tasks told of with a button."""

    days_off: frozenset[date]
    given: dict[Key, tuple[date, bool]] = field(default_factory=dict)
    mails: dict[tuple[int, date], set[int]] = field(default_factory=dict)
    last: date | None = None

    def is_workday(self, day: date) -> bool:
        return day.isoweekday() < 6 and day not in self.days_off

    def workdays(self, first: date, last: date) -> int:
        """Working days from ``first`` to ``last``, both included."""
        count = 0
        while first <= last:
            count += self.is_workday(first)
            first += DAY
        return count

    def round(self, connection: sa.Connection, now: datetime) -> None:
        """What one look at the clock at ``now`` should have done, whoever looked."""
        today = now.date()
        if not self.is_workday(today) or now.time() < HOUR or self.last == today:
            return
        tasks = [row._mapping for row in connection.execute(TASKS)]
        duties = connection.execute(DUTIES).all()
        for person in connection.execute(PEOPLE).all():
            mine: dict[int, str] = {}
            for who, agency, first, last, kind in duties:
                if who == person.id and as_date(first) <= today and (last is None or as_date(last) >= today):
                    mine[agency] = min(mine.get(agency, kind), kind)  # who is both is told as a focal point
            self.remind(person, mine, tasks, today)
        self.last = today

    def remind(self, person: Any, agencies: dict[int, str], tasks: list[Any], today: date) -> None:
        if (person.id, today) in self.mails:
            return
        told, new = set(), False
        for task in tasks:
            for key, owes in self.due(person, agencies, task, today):
                if key in self.given:
                    continue
                self.given[key] = today, self.is_late(person, agencies, task, key, today)
                new = True
                if owes:
                    told.add(task["id"])
        if new and not person.muted_at and not person.unreachable_since:
            self.mails[person.id, today] = told

    def is_late(self, person: Any, agencies: dict[int, str], task: Any, key: Key, today: date) -> bool:
        """Whether it should have been given on a working day since the last round, and not before that."""
        if self.last is None or self.last >= today:
            return False
        day, missed = self.last + DAY, False
        while day < today and not missed:
            missed = self.is_workday(day) and key in {found for found, _ in self.due(person, agencies, task, day)}
            day += DAY
        return missed and key not in {found for found, _ in self.due(person, agencies, task, self.last)}

    def due(self, person: Any, agencies: dict[int, str], task: Any, day: date) -> list[tuple[Key, bool]]:
        """Every rung of one task that this person should have been told of by ``day``; True for those who owe."""
        found: list[tuple[str, str, bool]] = []
        working = task["status"] in ("chua_thuc_hien", "dang_thuc_hien")
        back_on = local_day(task["back_at"]) if task["returned"] else None
        due_on, from_on = as_date(task["due_on"]), as_date(task["overdue_from"])
        returned = working and back_on is not None and self.workdays(back_on + DAY, day) >= PATIENCE
        duty = agencies.get(task["agency_id"])
        if duty and working and due_on and from_on and back_on is None and task["asked_due_on"] is None:
            climbed = self.climbed(due_on, from_on, day)
            heads = [one for one in climbed if one[0].startswith("overdue")]
            found += [(rung, slot, True) for rung, slot in (heads if duty == "head" else climbed)]
        if duty == "focal_point" and working:
            if returned:
                found.append(("returned", str(task["sent_back"]), True))
            heard = local_day(task["updated_at"] or task["created_at"])
            if task["kind"] == "standing" and heard and (day - heard).days >= SILENCE:
                found.append(("standing_note", str(heard), True))
        if person.role == "monitor":
            found += [(rung, slot, False) for rung, slot in self.followed(task, working, returned, day)]
        return [((person.id, task["id"], rung, slot), owes) for rung, slot, owes in found]

    def climbed(self, due_on: date, from_on: date, day: date) -> list[tuple[str, str]]:
        left, late = self.workdays(day + DAY, from_on - DAY), self.workdays(from_on, day)
        found = [("soon", str(due_on))] if left <= WARN else []
        found += [("due_today", str(due_on))] if left == 0 else []
        found += [("overdue", str(due_on))] if day >= from_on else []
        return found + [("overdue_again", f"{due_on}:{n}") for n in range(1, TIMES + 1) if late > n * EVERY]

    def followed(self, task: Any, working: bool, returned: bool, day: date) -> list[tuple[str, str]]:
        from_on, review_on = as_date(task["overdue_from"]), as_date(task["review_on"])
        reported_on = local_day(task["reported_at"])
        found = [("returned", str(task["sent_back"]))] if returned else []
        if working and from_on and self.workdays(from_on, day) >= SPECIAL:
            found.append(("monitor_list", str(task["due_on"])))
        if task["status"] == "cho_xac_nhan" and reported_on and day >= reported_on:
            found.append(("waiting", f"{reported_on}:{task['sent_back']}"))
        if working and review_on and day >= review_on:
            found.append(("review", str(review_on)))
        return found
