"""The filters that a person keeps."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import SavedFilter


@dataclass(frozen=True, slots=True)
class Kept:
    """One filter: its name, and what stands behind the question mark of its address."""

    id: int
    name: str
    query: str


def kept(session: Session, person_id: int) -> list[Kept]:
    """A person's filters by name; one statement."""
    found = session.execute(
        sa.select(SavedFilter.id, SavedFilter.name, SavedFilter.query)
        .where(SavedFilter.person_id == person_id)
        .order_by(SavedFilter.name, SavedFilter.id)
    )
    return [Kept(*row) for row in found]
