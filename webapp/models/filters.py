"""What a person wants to look at again: a filter of the monitor's page, kept under a name."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base
from webapp.models.columns import Key, reference


class SavedFilter(Base):
    """A filter of one person. ``query`` is what stands behind the question mark of its address."""

    __tablename__ = "saved_filter"
    __table_args__ = (sa.UniqueConstraint("person_id", "name"),)

    id: Mapped[Key]
    person_id: Mapped[int] = reference("person.id", index=False)
    name: Mapped[str] = mapped_column(sa.String(80))
    query: Mapped[str] = mapped_column(sa.String(600))
    at: Mapped[datetime]
