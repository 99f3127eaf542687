"""When a task was last copied out to another system."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import CopyOut


@dataclass(frozen=True, slots=True)
class LastCopy:
    """Who said so, when, and of which text."""

    at: datetime
    actor: str
    digest: str


def last(session: Session, task_id: int) -> LastCopy | None:
    """The newest tick of a task, or None."""
    wanted = sa.select(CopyOut.at, CopyOut.actor, CopyOut.digest).where(CopyOut.task_id == task_id)
    found = session.execute(wanted.order_by(CopyOut.at.desc(), CopyOut.id.desc()).limit(1)).one_or_none()
    return LastCopy(*found) if found else None
