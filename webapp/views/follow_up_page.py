"""What a person sees before urging: who is written what, whom no mail reaches, and who is left out and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import sqlalchemy as sa
from htmx_flask import request

from webapp import clock
from webapp.actions import digest_lines
from webapp.extensions import db
from webapp.forms.follow_ups import FollowUpForm
from webapp.mail import digests
from webapp.mail.follow_ups import Urging, urging
from webapp.models import MailState, Task
from webapp.queries import follow_ups as queries
from webapp.queries import monitor
from webapp.queries.follow_ups import Listeners, Urged
from webapp.queries.monitor import Limits, Queue
from webapp.queries.tasks import TaskRow
from webapp.rules.follow_ups import DEFAULT_TEXT, excuse, reply_due
from webapp.rules.reminders import Office
from webapp.views import monitor_filter
from webapp.views.task_lines import Line, lines
from webapp.web.context import thresholds, work_calendar


@dataclass(frozen=True, slots=True)
class Letter:
    """What one agency is going to be written, and to whom it goes."""

    agency_id: int
    told: Urging
    listeners: Listeners


@dataclass(frozen=True, slots=True)
class Preview:
    """All of it. ``left_out`` are chosen tasks that are not owed now, ``moved`` changed after they were chosen."""

    letters: list[Letter]
    left_out: list[tuple[TaskRow, str]]
    moved: list[TaskRow]
    ticks: str

    @property
    def mails(self) -> int:
        """How many mails would go out."""
        return sum(len(one.listeners.reachable) for one in self.letters)

    @property
    def tasks(self) -> int:
        """How many tasks would be urged."""
        return sum(len(one.told.lines) for one in self.letters)

    @property
    def unreached(self) -> list[Letter]:
        """The agencies to whom no mail can go."""
        return [one for one in self.letters if not one.listeners.reachable]


def office() -> Office:
    """What the office has set."""
    return Office(thresholds(), work_calendar())


def asked_form() -> FollowUpForm:
    """The form as the address asks for it; with the office's own words to begin with."""
    today = clock.today()
    first = {"text": DEFAULT_TEXT, "reply_due_on": reply_due(today, thresholds().reply_days, work_calendar())}
    typed = request.args if "text" in request.args else None
    ticks = request.args.getlist("task")
    given = request.args.get("tasks", "")
    return FollowUpForm(typed, data=first | {"tasks": given}, meta={"csrf": False}, today=today, ticks=ticks)


def chosen(form: FollowUpForm) -> list[TaskRow]:
    """The tasks that are chosen: by their ticks, or the whole result of a queue ("chọn cả N kết quả")."""
    if request.args.get("all") and not form.tasks.data:
        return queries.tasks(db.session, _whole_queue())
    return queries.tasks(db.session, Task.id.in_(list(form.seen)[: queries.MOST]))


def _whole_queue() -> sa.ColumnElement[bool]:
    limits = Limits(clock.today(), thresholds().soon_days, thresholds().standing_note_days)
    asked = request.args.get("loc", "")
    queue = Queue(asked) if asked in {one.value for one in Queue} else Queue.OVERDUE
    return monitor.where_in(queue, limits, monitor_filter.asked())


def preview(form: FollowUpForm, found: list[TaskRow]) -> Preview:
    """What would be sent about ``found``, which come by agency."""
    today = clock.today()
    owed = [row for row in found if not excuse(row)]
    people = queries.listeners(db.session, (row.agency_id for row in owed), today)
    text, day = form.text.data or "", form.reply_due_on.data or today
    letters = [
        Letter(agency_id, urging(text, day, _told(members, today)), people[agency_id])
        for agency_id, members in groupby(owed, key=lambda row: row.agency_id)
    ]
    seen = form.seen
    return Preview(
        letters,
        [(row, reason) for row in found if (reason := excuse(row))],
        [row for row in found if row.id in seen and row.version != seen[row.id]],
        "-".join(f"{row.id}.{row.version}" for row in owed),
    )


def _told(rows: Iterable[TaskRow], today: date) -> tuple[digests.Line, ...]:
    return tuple(digest_lines.urged(row, row.follow_ups + 1, today, office()) for row in rows)


@dataclass(frozen=True, slots=True)
class AgencyState:
    """How one agency has answered: its tasks, and where its mails stand."""

    agency_id: int
    agency: str
    tasks: list[tuple[Line, Urged]]
    mails: list[MailState]

    @property
    def owing(self) -> int:
        """How many of its tasks still wait for an answer."""
        return sum(urged.owes for _line, urged in self.tasks)

    @property
    def mail_word(self) -> str:
        """What became of its mails."""
        if not self.mails:
            return "không có ai nhận thư, gửi công văn"
        failed = self.mails.count(MailState.FAILED)
        return f"{failed} thư không gửi được" if failed else f"{len(self.mails)} thư"


def states(found: list[Urged], mails: dict[int, list[MailState]]) -> list[AgencyState]:
    """The answers by agency, those who still owe first."""
    pairs = list(zip(lines(one.row for one in found), found, strict=True))
    grouped = groupby(pairs, key=lambda pair: (pair[1].row.agency_id, pair[1].row.agency))
    made = [AgencyState(key, name, list(members), mails.get(key, [])) for (key, name), members in grouped]
    return sorted(made, key=lambda one: not one.owing)
