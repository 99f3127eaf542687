"""A ledger with something behind every address: what the trial has none of is added here, once."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.replies.mails import mail
from tests.views.issued import TEXT
from webapp import clock
from webapp.actions import follow_ups, imports, inbound, reports, tasks
from webapp.actions.history import Actor, Stamp
from webapp.actions.inbound import Desk
from webapp.config import Config
from webapp.files.store import FileStore
from webapp.mail import links, notices
from webapp.models import (
    Agency,
    Evidence,
    FollowUp,
    InboundMail,
    Job,
    JobState,
    LinkPurpose,
    MeasurementSheet,
    ParkedForm,
    Person,
    Reorganisation,
    ReorganisationAgency,
    ReorganisationKind,
    Report,
    ReportTemplate,
    Side,
    Task,
    WorkerBeat,
)
from webapp.queries import follow_ups as urging
from webapp.queries import reports as report_queries
from webapp.replies import read
from webapp.rules.reminders import Office
from webapp.rules.report_periods import span_of
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import Channel, ReportKind
from webapp.rules.workdays import WEEKENDS_ONLY

Known = dict[str, list[object]]


def living_tokens(session: Session, person: Person, task: Task) -> dict[LinkPurpose | None, str]:
    """A link of each purpose, as a mail would carry it, and a token that nobody ever had."""
    of_a_task = (LinkPurpose.TASK, LinkPurpose.REPLY)
    made = {
        purpose: links.new(
            session, person.id, purpose, now=clock.now(), task_id=task.id if purpose in of_a_task else None
        )
        for purpose in LinkPurpose
    }
    marks = [links.mark_of(link.id) for link in made.values()]
    return {**dict(zip(made, links.with_tokens(session, *marks), strict=True)), None: "x" * 43}


def add_rows(session: Session, focal: Person, monitor: Person, task: Task, office: Config) -> Known:
    """What the trial's ledger has none of; and which rows are to be opened where the first and last will not do."""
    stamp = Stamp(Actor(focal.id, focal.name), clock.now(), Channel.LINK, None)
    event = tasks.update(task, percent=10, note="Đang làm", stamp=stamp)
    parked = ParkedForm(person_id=focal.id, path=f"/tasks/{task.id}/updates", values={"note": ["Đang"]}, at=stamp.now)
    evidence = _evidence(task, FileStore(office.files_dir).put(b"mot").sha256)
    session.add_all((parked, evidence, WorkerBeat(name="worker", at=stamp.now)))
    jobs = [_job(session, person, FileStore(office.results_dir).put(b"hai").sha256) for person in (focal, monitor)]
    session.flush()
    notices.sent_back(session, task, "Thiếu", now=stamp.now)
    _monitor_rows(session, monitor)
    return {
        "event_id": [event.id],
        "parked_id": [parked.id],
        "evidence_id": [evidence.id],
        "job_id": list(jobs),
        "task_id": [task.id, *session.scalars(sa.select(sa.func.max(Task.id)))],
        "mail_id": [held_mail(session, focal, office).id],
    }


def held_mail(session: Session, sender: Person, office: Config) -> InboundMail:
    """An answer without proof, with a file, that waits for a person."""
    store = FileStore(office.files_dir)
    held = inbound.receive(session, mail("Đã hoàn thành.", From=sender.email), Desk(read, store, None), now=clock.now())
    kept = store.put(b"ba")
    held.understood = {**held.understood, "attachments": [{"name": "a.txt", "size": 2, "digest": kept.sha256}]}
    return held


def _evidence(task: Task, digest: str) -> Evidence:
    made = Evidence(task=task, doc_number="1", doc_date=clock.today(), receiver="x", at=clock.now())
    made.file_name, made.file_digest, made.file_size = "a.txt", digest, 3
    return made


def _job(session: Session, person: Person, digest: str) -> int:
    now = clock.now()
    job = Job(kind="x", title="x", person_id=person.id, payload={}, state=JobState.DONE, run_at=now, created_at=now)
    job.file_name, job.file_digest, job.file_size = "a.txt", digest, 3
    session.add(job)
    session.flush()
    return job.id


def _monitor_rows(session: Session, monitor: Person) -> None:
    """What monitors and administrators made."""
    stamp = Stamp(Actor(monitor.id, monitor.name), clock.now(), Channel.WEB, "a-nonce")
    _urge(session, stamp)
    _report(session, stamp)
    _reorganise(session, stamp)
    imports.draft(session, imports.read(TEXT), file_name="x", digest=None, thresholds=Thresholds(), stamp=stamp)
    session.add(ReportTemplate(name="Mẫu", data=b"x", size=1, actor=monitor.name, at=stamp.now))
    session.add(MeasurementSheet(file_name="x.xlsx", rows=[], created_by_id=monitor.id, created_at=stamp.now))
    session.flush()


def _urge(session: Session, stamp: Stamp) -> FollowUp:
    late = sa.select(Task.id).where(Task.where_overdue(stamp.today), Task.claimed_on.is_(None)).order_by(Task.id)
    found = urging.for_urging(session, list(session.scalars(late.limit(1))))
    office = Office(Thresholds(), WEEKENDS_ONLY)
    return follow_ups.send(
        session, found, text="Đề nghị {cơ quan}", reply_due_on=stamp.today, office=office, stamp=stamp
    )


def _report(session: Session, stamp: Stamp) -> Report:
    span = span_of(ReportKind.QUARTER, "2021-Q4", Thresholds())
    order = report_queries.order(session, span, programme_id=None, now=stamp.now)
    return reports.freeze(session, order, Thresholds(), stamp=stamp)


def _reorganise(session: Session, stamp: Stamp) -> None:
    """Two that became one, as a row alone: what it does is not looked at here."""
    row = Reorganisation(
        kind=ReorganisationKind.MERGE,
        effective_on=date(2025, 3, 1),
        decision="983-QĐ/TU",
        reason="",
        actor=stamp.by.name,
        at=stamp.now,
    )
    two = session.scalars(sa.select(Agency).order_by(Agency.id).limit(2))
    for agency, side in zip(two, (Side.BEFORE, Side.AFTER), strict=True):
        row.parts.append(ReorganisationAgency(agency_id=agency.id, side=side, name=agency.name))
    session.add(row)
