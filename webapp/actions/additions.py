"""A duty that a person adds to a programme after it was issued."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions import programmes
from webapp.actions.history import Stamp, refuse_repeat
from webapp.actions.programmes import IssueRefused, NewDuty
from webapp.models import Assignment, Clause, Programme, Task
from webapp.rules.thresholds import Thresholds


def add_duty(session: Session, programme: Programme, duty: NewDuty, *, thresholds: Thresholds, stamp: Stamp) -> int:
    """Add ``duty`` to an issued programme; how many tasks were opened today (none when its first period is to come).

    ``programme`` is held for change (``queries.programmes.for_change``), so that of two presses the second finds
    the first. Raises AlreadyRecorded for the same form sent again, IssueRefused when the duty is not whole or its
    clause has a duty of this name already.
    """
    refuse_repeat(session, stamp.once)
    _refuse_twin(session, programme, duty)
    assignment = programmes.add_assignment(session, programme, duty, thresholds=thresholds, stamp=stamp)
    opened = sa.select(sa.func.count()).select_from(Task).where(Task.assignment_id == assignment.id)
    return session.scalar(opened) or 0


def _refuse_twin(session: Session, programme: Programme, duty: NewDuty) -> None:
    twin = (
        sa.select(Assignment.id)
        .join(Clause, Clause.id == Assignment.clause_id)
        .where(Assignment.programme_id == programme.id, Clause.ref == duty.clause_ref, Assignment.title == duty.title)
    )
    if session.scalar(twin.limit(1)) is not None:
        raise IssueRefused(f"Điểm {duty.clause_ref} đã có nhiệm vụ “{duty.title}”. Đặt tên khác nếu là việc khác.")
