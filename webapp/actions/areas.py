"""Areas of work (lĩnh vực): under which heads a big holder's tasks are told apart. A way of sorting, not a fact of the
work, so it writes no history and moves no version under somebody's hands."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.extraction import fold
from webapp.models import Task
from webapp.queries import areas


def tag(session: Session, task_ids: Iterable[int], area: str) -> int:
    """Put tasks under ``area`` ("" takes them out); how many. A name known already keeps its first spelling."""
    known = {fold(one): one for one in areas.known(session)}
    name = known.get(fold(area), area)
    done = session.execute(
        sa.update(Task)
        .where(Task.id.in_(list(task_ids)))
        .values(area=name)
        .execution_options(synchronize_session=False)
        .returning(Task.id)
    )
    return len(done.all())
