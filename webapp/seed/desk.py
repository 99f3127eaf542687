"""What lies on Ban Dân vận's desk in the made-up history: two frozen reports, an urging, and what agencies ask for.

All of it is made by the same actions as real work, with the clock set back. The mails of the urging are real too: they
wait in the trial's mailbox, with links that work.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions import corrections, extensions, follow_ups, tasks
from webapp.actions.history import Actor, Stamp
from webapp.actions.reports import freeze
from webapp.actions.tasks import Product
from webapp.clock import ZONE
from webapp.models import Agency, Person, Task
from webapp.queries import reports, settings
from webapp.rules.follow_ups import DEFAULT_TEXT, excuse, reply_due
from webapp.rules.reminders import Office
from webapp.rules.report_periods import span_of
from webapp.rules.timeliness import correctable
from webapp.rules.words import Channel, ReportKind
from webapp.seed.people import TrialPeople

ONCE = "the trial's first urging"
AGO = timedelta(days=3)
"""How long ago the urging went out, so that some answers are due about now."""


def work_the_desk(session: Session, people: TrialPeople, *, now: datetime) -> None:
    """Freeze the first year's report and last month's; urge about every task that was late three days ago, whereupon
    one agency answers and one asks for more time; and let one ask for a correction."""
    today = now.astimezone(ZONE).date()
    last_month = today.replace(day=1) - timedelta(days=1)
    _freeze(session, people.monitor, ReportKind.YEAR, "2021")
    _freeze(session, people.monitor, ReportKind.MONTH, f"{last_month:%Y-%m}")
    urged = _urge(session, people.monitor, today - AGO)
    for task in urged[:1]:
        _answer(task, people, today - timedelta(days=1))
    for task in urged[1:][-1:]:
        _ask_for_time(task, people, today - timedelta(days=1))
    _ask_for_correction(session, people, today - timedelta(days=2))


def _freeze(session: Session, monitor: Person, kind: ReportKind, key: str) -> None:
    office = settings.thresholds(session)
    span = span_of(kind, key, office)
    stamp = _stamp(monitor, span.cut_off + timedelta(days=1), 8)
    freeze(session, reports.order(session, span, now=stamp.now), office, stamp=stamp)


def _urge(session: Session, monitor: Person, on: date) -> list[Task]:
    office = Office(settings.thresholds(session), settings.work_calendar(session))
    late = sa.select(Task).join(Agency).where(Task.due_on < on).order_by(Agency.position, Agency.id, Task.id)
    owing = [task for task in session.scalars(late) if not excuse(task)]
    if owing:
        reply_due_on = reply_due(on, office.limits.reply_days, office.calendar)
        stamp = replace(_stamp(monitor, on, 14), once=ONCE)
        follow_ups.send(session, owing, text=DEFAULT_TEXT, reply_due_on=reply_due_on, office=office, stamp=stamp)
    return owing


def _answer(task: Task, people: TrialPeople, on: date) -> None:
    speaker = people.focal[task.agency.code]
    note = "Đã có dự thảo báo cáo, đang lấy ý kiến tập thể lãnh đạo."
    tasks.update(task, percent=max(task.percent, 80), note=note, stamp=_stamp(speaker, on, 10))


def _ask_for_time(task: Task, people: TrialPeople, on: date) -> None:
    reason = "Chờ số liệu quý IV của các công đoàn cơ sở."
    extensions.ask(
        task, until=on + timedelta(days=15), reason=reason, stamp=_stamp(people.focal[task.agency.code], on, 15)
    )


def _ask_for_correction(session: Session, people: TrialPeople, on: date) -> None:
    done_late = (
        sa.select(Task).where(Task.done_on > Task.due_on, Task.done_on < on).order_by(Task.done_on.desc(), Task.id)
    )
    task = next((one for one in session.scalars(done_late) if correctable(one, on)), None)
    if task is None or task.due_on is None:
        return
    code = task.agency.code
    product = Product(f"{task.id}-BC/{code.upper()}", task.due_on, "Ban Thường vụ Tỉnh ủy (qua Ban Dân vận Tỉnh ủy)")
    note = "Báo cáo đã gửi đúng hạn bằng văn bản giấy, gửi lại bản chụp có dấu công văn đến."
    corrections.ask(task, done_on=task.due_on, product=product, note=note, stamp=_stamp(people.focal[code], on, 9))


def _stamp(person: Person, on: date, hour: int) -> Stamp:
    return Stamp(
        Actor(person.id, person.name), datetime.combine(on, time(hour, 40), ZONE), Channel.WEB, illustrative=True
    )
