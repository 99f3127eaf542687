"""What is said of a duty, in the same words while it is proposed and once it is issued."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import choice
from webapp.rules.words import DeadlineKind, DueSource, Recurrence


class DutyColumns:
    """The columns that a proposal and an assignment share; ``start`` and ``end`` are its span in the whole text.

    ``due_month``/``due_day`` say when each period of a recurring duty is due. ``follower`` marks the monitor's own
    duty to follow the others.
    """

    start: Mapped[int]
    end: Mapped[int]
    title: Mapped[str] = mapped_column(sa.String(500))
    product: Mapped[str | None] = mapped_column(sa.String(300))
    kind: Mapped[DeadlineKind] = mapped_column(choice(DeadlineKind))
    phrase: Mapped[str | None] = mapped_column(sa.String(300))
    due_on: Mapped[date | None]
    due_source: Mapped[DueSource] = mapped_column(choice(DueSource), default=DueSource.DOCUMENT)
    recurrence: Mapped[Recurrence | None] = mapped_column(choice(Recurrence))
    due_month: Mapped[int | None]
    due_day: Mapped[int | None]
    undated_reason: Mapped[str | None] = mapped_column(sa.String(300))
    review_on: Mapped[date | None]
    implementing: Mapped[str | None] = mapped_column(sa.String(300))
    report_to: Mapped[str | None] = mapped_column(sa.String(300))
    report_via: Mapped[str | None] = mapped_column(sa.String(300))
    follower: Mapped[bool] = mapped_column(default=False)
