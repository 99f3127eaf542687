"""The task, where everything happens, and what happened to it."""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, choice
from webapp.models.agencies import Agency
from webapp.models.columns import Digest, Key, LongText, ShortText, reference, relation
from webapp.models.people import Person
from webapp.models.programmes import Assignment
from webapp.rules import timeliness
from webapp.rules.status import CLOSED, OPEN, WORKING
from webapp.rules.urgency import Urgency, soon_line
from webapp.rules.words import Channel, DeadlineKind, DueSource, Labelled, Status


class Task(Base):
    """What one lead agency owes for one assignment in one period ('' for a one-off duty).

    ``due_on`` is the date the phrase names; ``overdue_from`` the first day that counts as late (they differ by the
    programme's reading of "trước ngày"). ``original_due_on`` is the first date the task ever had. ``done_on`` is
    when the work was done, ``reported_at`` when that was typed. ``difficulty`` and ``contested`` are what the agency
    last said stands in the way; ``sent_back`` counts returns, ``returned`` says that one is unanswered.
    ``asked_due_on`` is the date an undecided request for an extension asks for, ``asked_reason`` why;
    ``extensions`` counts those that were granted. ``claimed_on`` is the day on which the work was done as the agency
    says in an undecided correction. ``follow_ups`` counts how often a person urged, ``followed_up_at`` is the last
    time, and ``reply_due_on`` the day until which an answer to it is owed (None: answered, or never urged).
    ``area`` is the field (lĩnh vực) under which a big holder's work is told apart, "" when nobody said.
    ``held_as`` is what the lead agency was called when the task closed, if it has been renamed since.
    """

    __tablename__ = "task"
    __table_args__ = (
        sa.UniqueConstraint("assignment_id", "agency_id", "period"),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
        sa.CheckConstraint("(due_on IS NULL) = (overdue_from IS NULL)", name="due_pair"),
        sa.CheckConstraint("kind <> 'dated' OR due_on IS NOT NULL", name="dated_has_date"),
        sa.CheckConstraint("kind <> 'recurring' OR due_on IS NOT NULL", name="recurring_has_date"),
        sa.CheckConstraint(
            "kind <> 'undated' OR (undated_reason IS NOT NULL AND review_on IS NOT NULL)",
            name="undated_has_review",
        ),
        sa.Index("ix_task_agency_status", "agency_id", "status", "overdue_from"),
        sa.Index("ix_task_status_due", "status", "overdue_from"),
    )

    id: Mapped[Key]
    assignment_id: Mapped[int] = reference("assignment.id", index=False)
    agency_id: Mapped[int] = reference("agency.id", index=False)
    period: Mapped[str] = mapped_column(sa.String(20), default="")
    version: Mapped[int] = mapped_column()

    status: Mapped[Status] = mapped_column(choice(Status), default=Status.NOT_STARTED)
    percent: Mapped[int] = mapped_column(default=0)
    note: Mapped[LongText] = mapped_column(default="")
    difficulty: Mapped[LongText] = mapped_column(default="")
    contested: Mapped[LongText] = mapped_column(default="")
    sent_back: Mapped[int] = mapped_column(default=0)
    returned: Mapped[str] = mapped_column(sa.Text, default="")

    kind: Mapped[DeadlineKind] = mapped_column(choice(DeadlineKind))
    phrase: Mapped[str] = mapped_column(sa.String(300), default="")
    due_on: Mapped[date | None]
    overdue_from: Mapped[date | None]
    due_source: Mapped[DueSource] = mapped_column(choice(DueSource), default=DueSource.DOCUMENT)
    original_due_on: Mapped[date | None]
    undated_reason: Mapped[str | None] = mapped_column(sa.String(300))
    review_on: Mapped[date | None]
    asked_due_on: Mapped[date | None]
    asked_reason: Mapped[LongText] = mapped_column(default="")
    extensions: Mapped[int] = mapped_column(default=0)
    claimed_on: Mapped[date | None]
    follow_ups: Mapped[int] = mapped_column(default=0)
    followed_up_at: Mapped[datetime | None]
    reply_due_on: Mapped[date | None]
    area: Mapped[str] = mapped_column(sa.String(60), default="")
    held_as: Mapped[str | None] = mapped_column(sa.String(200))

    done_on: Mapped[date | None]
    reported_at: Mapped[datetime | None]
    reported_by_id: Mapped[int | None] = reference("person.id")
    confirmed_at: Mapped[datetime | None]
    updated_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    assignment: Mapped[Assignment] = relation()
    agency: Mapped[Agency] = relation()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own name and shape

    def is_overdue(self, today: date) -> bool:
        """Whether the lead agency is late on ``today`` (``rules.timeliness``)."""
        return timeliness.is_overdue(self, today)

    @staticmethod
    def where_overdue(today: date) -> sa.ColumnElement[bool]:
        """The SQL twin of ``is_overdue``; a grid test proves them equal."""
        return sa.and_(Task.status.in_(WORKING), Task.overdue_from <= today, Task.claimed_on.is_(None))

    @staticmethod
    def urgency(today: date, soon_days: int) -> sa.ColumnElement[str]:
        """The SQL twin of ``rules.urgency.urgency``: the pile's stored value."""
        working = Task.status.in_(WORKING)
        return sa.case(
            (Task.status == Status.AWAITING, Urgency.AWAITING.value),
            (Task.status == Status.PAUSED, Urgency.PAUSED.value),
            (~working, Urgency.CLOSED.value),
            (Task.claimed_on.is_not(None), Urgency.CORRECTING.value),
            (Task.overdue_from <= today, Urgency.OVERDUE.value),
            (Task.overdue_from == today + timedelta(days=1), Urgency.TODAY.value),
            (Task.overdue_from <= soon_line(today, soon_days), Urgency.SOON.value),
            (Task.returned != "", Urgency.RETURNED.value),
            (Task.overdue_from.is_not(None), Urgency.IN_TIME.value),
            (Task.kind == DeadlineKind.STANDING, Urgency.STANDING.value),
            else_=Urgency.UNDATED.value,
        )

    @staticmethod
    def holder() -> sa.ColumnElement[str]:
        """SQL for the lead agency's name as the task shows it: today's while it is open, that of then once closed."""
        return sa.case((Task.status.in_(CLOSED), sa.func.coalesce(Task.held_as, Agency.name)), else_=Agency.name)

    @staticmethod
    def where_open() -> sa.ColumnElement[bool]:
        """Tasks still on somebody's desk (twin of ``status in OPEN``)."""
        return Task.status.in_(OPEN)


class EventKind(Labelled):
    """What happened. The values of ``rules.status.Step`` are among them; the rest changes no status."""

    ISSUE = "issue", "Ban hành đầu việc"
    START = "start", "Bắt đầu thực hiện"
    UPDATE = "update", "Cập nhật tiến độ"
    REPORT_DONE = "report_done", "Báo cáo hoàn thành"
    CONFIRM = "confirm", "Xác nhận hoàn thành"
    SEND_BACK = "send_back", "Trả lại"
    PAUSE = "pause", "Tạm dừng"
    RESUME = "resume", "Tiếp tục thực hiện"
    HAND_OVER = "hand_over", "Chuyển cơ quan khác"
    DROP = "drop", "Thôi theo dõi"
    SET_DEADLINE = "set_deadline", "Giao hạn"
    ASK_EXTENSION = "ask_extension", "Xin gia hạn"
    GRANT_EXTENSION = "grant_extension", "Đồng ý gia hạn"
    REFUSE_EXTENSION = "refuse_extension", "Không đồng ý gia hạn"
    FOLLOW_UP = "follow_up", "Đôn đốc"
    ASK_CORRECTION = "ask_correction", "Đề nghị đính chính"
    ACCEPT_CORRECTION = "accept_correction", "Chấp nhận đính chính"
    REFUSE_CORRECTION = "refuse_correction", "Không chấp nhận đính chính"
    CONTEST = "contest", "Báo không phải việc của cơ quan mình"
    UPHOLD = "uphold", "Giữ cơ quan chủ trì"
    COMMENT = "comment", "Góp ý"
    UNDO = "undo", "Hoàn tác"


CLOSING = (EventKind.CONFIRM, EventKind.ACCEPT_CORRECTION, EventKind.DROP, EventKind.HAND_OVER)
"""The events by which a task closes."""


class Event(Base):
    """One change of one task: append-only, refused by the database itself when somebody tries to alter it.

    ``before`` and ``after`` hold the changed fields only, as JSON values. ``actor`` is the role or office as it was
    then. ``once`` is the nonce of the form or link that asked, so that a double press is one change.
    """

    __tablename__ = "event"
    __table_args__ = (sa.Index("ix_event_task_at", "task_id", "at", "id"),)

    id: Mapped[Key]
    task_id: Mapped[int] = reference("task.id", index=False)
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[EventKind] = mapped_column(choice(EventKind))
    person_id: Mapped[int | None] = reference("person.id")
    actor: Mapped[ShortText]
    channel: Mapped[Channel] = mapped_column(choice(Channel))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    note: Mapped[LongText] = mapped_column(default="")
    once: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    illustrative: Mapped[bool] = mapped_column(default=False)

    task: Mapped[Task] = relation()
    person: Mapped[Person | None] = relation()


class Evidence(Base):
    """The product that was sent: number, date and receiver are enough, the file is optional.

    A row whose report was taken back is ``withdrawn_at``, not deleted.
    """

    __tablename__ = "evidence"

    id: Mapped[Key]
    task_id: Mapped[int] = reference("task.id")
    doc_number: Mapped[str] = mapped_column(sa.String(120))
    doc_date: Mapped[date]
    receiver: Mapped[str] = mapped_column(sa.String(300))
    file_name: Mapped[str | None] = mapped_column(sa.String(200))
    file_digest: Mapped[Digest | None]
    file_size: Mapped[int | None]
    person_id: Mapped[int | None] = reference("person.id")
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    task: Mapped[Task] = relation()
