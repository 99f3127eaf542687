"""Due dates as an iCalendar feed (RFC 5545): whole days, with an alarm three days before."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Protocol

from icalendar import Alarm, Calendar, Event

from webapp.mail.compose import address

ALARM = timedelta(days=-3)


class Due(Protocol):
    """A task as its calendar entry needs it."""

    @property
    def task_id(self) -> int: ...
    @property
    def version(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def agency(self) -> str: ...
    @property
    def phrase(self) -> str: ...
    @property
    def due_on(self) -> date: ...
    @property
    def changed_at(self) -> datetime: ...


def feed(tasks: Iterable[Due], *, now: datetime) -> bytes:
    """The feed; an entry keeps its UID over every change of its task and counts them in SEQUENCE."""
    calendar = Calendar()
    calendar.add("prodid", "-//So theo doi//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Sổ theo dõi")
    for task in tasks:
        calendar.add_component(_entry(task, now))
    made: bytes = calendar.to_ical()
    return made


def _entry(task: Due, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"task-{task.task_id}@so-theo-doi")
    event.add("sequence", task.version)
    event.add("dtstamp", now)
    event.add("last-modified", task.changed_at)
    event.add("dtstart", task.due_on)
    event.add("dtend", task.due_on + timedelta(days=1))
    event.add("summary", f"Hạn: {task.title}")
    event.add("description", f"{task.agency}. {task.phrase}".strip())
    event.add("url", address("tasks.show", task_id=task.task_id))
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"Còn 3 ngày: {task.title}")
    alarm.add("trigger", ALARM)
    event.add_component(alarm)
    return event
