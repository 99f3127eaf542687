"""Keeping the words under which things are found in step with the things."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.extraction import search_terms
from webapp.models import Agency, AgencyName, Assignment, Clause, SearchEntry, SearchKind, Task
from webapp.rules.periods import label_of


def index_task(session: Session, task_id: int) -> None:
    """A task is found by its title, clause, agency, product and period."""
    row = session.execute(
        sa.select(Assignment.title, Clause.ref, Agency.name, Assignment.product, Task.period)
        .select_from(Task)
        .join(Assignment, Assignment.id == Task.assignment_id)
        .join(Clause, Clause.id == Assignment.clause_id)
        .join(Agency, Agency.id == Task.agency_id)
        .where(Task.id == task_id)
    ).one()
    title, ref, agency, product, period = row
    _put(
        session,
        SearchKind.TASK,
        task_id,
        title,
        ref,
        agency,
        product or "",
        label_of(period) if period else "",
    )


def index_clause(session: Session, clause: Clause, text: str) -> None:
    """A clause is found by its place and its words."""
    _put(session, SearchKind.CLAUSE, clause.id, clause.ref, clause.label, text)


def index_agency(session: Session, agency: Agency) -> None:
    """An agency is found by its name and by every other way it is written."""
    names = session.scalars(sa.select(AgencyName.text).where(AgencyName.agency_id == agency.id))
    _put(session, SearchKind.AGENCY, agency.id, agency.name, *names)


def _put(session: Session, kind: SearchKind, subject_id: int, *texts: str) -> None:
    words = search_terms(" ".join(texts))
    entry = session.scalar(sa.select(SearchEntry).where(SearchEntry.kind == kind, SearchEntry.subject_id == subject_id))
    if entry is None:
        session.add(SearchEntry(kind=kind, subject_id=subject_id, words=words))
    else:
        entry.words = words
