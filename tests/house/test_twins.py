"""Every WHERE twin equals its predicate on a grid of facts."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests import factories as make
from webapp.models import Task
from webapp.rules.status import OPEN
from webapp.rules.urgency import urgency
from webapp.rules.words import DeadlineKind, Status


def test_overdue_open_and_urgency_are_the_same_in_python_and_in_sql(session: Session) -> None:
    for status in Status:
        for days in (-12, -1, 0, 1, 7, 8, 30, None):
            for returned in ("", "thiếu số"):
                kinds = [DeadlineKind.DATED] if days is not None else [DeadlineKind.STANDING, DeadlineKind.UNDATED]
                for kind in kinds:
                    due_on = make.TODAY + timedelta(days=days) if days is not None else None
                    for claimed_on in (None, make.TODAY - timedelta(days=3)):
                        marks = {"returned": returned, "claimed_on": claimed_on}
                        make.task(session, due_on=due_on, kind=kind, status=status, **marks)
    found = session.execute(
        sa.select(Task, Task.where_overdue(make.TODAY), Task.where_open(), Task.urgency(make.TODAY, 7))
    ).all()
    assert len(found) == len(Status) * 2 * 9 * 2
    for task, overdue, still_open, pile in found:
        assert bool(overdue) == task.is_overdue(make.TODAY)
        assert bool(still_open) == (task.status in OPEN)
        assert pile == urgency(task, make.TODAY, 7).value
