"""Which tasks the monitor's page speaks of: one agency's, one clause's, one area's, one kind's, one programme's."""

from dataclasses import dataclass

import sqlalchemy as sa

from webapp.models import Assignment, Clause, Task
from webapp.rules.words import DeadlineKind


@dataclass(frozen=True, slots=True)
class Narrow:
    """What was asked for; None asks for everything. ``area`` "" asks for what bears no tag."""

    programme_id: int | None = None
    agency_id: int | None = None
    clause: str | None = None
    area: str | None = None
    kind: DeadlineKind | None = None

    def where(self) -> sa.ColumnElement[bool]:
        """As a condition on tasks alone, whatever else the statement joins."""
        asked: list[sa.ColumnElement[bool]] = []
        if self.programme_id is not None:
            asked.append(_duties(Assignment.programme_id == self.programme_id))
        if self.clause is not None:
            asked.append(_duties(Clause.ref == self.clause))
        if self.agency_id is not None:
            asked.append(Task.agency_id == self.agency_id)
        if self.area is not None:
            asked.append(Task.area == self.area)
        if self.kind is not None:
            asked.append(Task.kind == self.kind)
        return sa.and_(sa.true(), *asked)


EVERYTHING = Narrow()


def _duties(where: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return Task.assignment_id.in_(sa.select(Assignment.id).join(Clause, Clause.id == Assignment.clause_id).where(where))
