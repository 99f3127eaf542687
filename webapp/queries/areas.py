"""Areas of work: those in use, and the tasks that can be put under one."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import Agency, Assignment, Clause, Task
from webapp.rules.periods import label_of
from webapp.rules.words import Status

MOST = 500
"""Tasks shown, and tagged, at a time."""


def known(session: Session) -> list[str]:
    """The names in use, in their order."""
    return list(session.scalars(sa.select(Task.area).where(Task.area != "").distinct().order_by(Task.area)))


@dataclass(frozen=True, slots=True)
class Tagged:
    """One task with its area."""

    id: int
    clause_ref: str
    title: str
    period: str
    status: Status
    area: str

    @property
    def name(self) -> str:
        return f"{self.title} ({label_of(self.period)})" if self.period else self.title


def tasks(session: Session, agency_id: int) -> list[Tagged]:
    """What an agency leads or led, what bears no tag first, then in the order of the text; one statement."""
    found = session.execute(
        sa.select(Task.id, Clause.ref, Assignment.title, Task.period, Task.status, Task.area)
        .select_from(Task)
        .join(Assignment, Assignment.id == Task.assignment_id)
        .join(Clause, Clause.id == Assignment.clause_id)
        .where(Task.agency_id == agency_id)
        .order_by(Task.area, Assignment.programme_id, Assignment.position, Task.period.desc(), Task.id)
        .limit(MOST)
    )
    return [Tagged(*row) for row in found]


def of_duty(session: Session, assignment_id: int) -> dict[int, str]:
    """The area that each agency's newest task of a duty stands under: what its next period begins with."""
    found = session.execute(
        sa.select(Task.agency_id, Task.area)
        .where(Task.assignment_id == assignment_id, Task.area != "")
        .order_by(Task.period, Task.id)
    )
    return {row.agency_id: row.area for row in found}


def agency_name(session: Session, agency_id: int) -> str | None:
    """The agency whose work is told apart."""
    return session.scalar(sa.select(Agency.name).where(Agency.id == agency_id))
