"""What a person said of something the reader proposed: who, when, and what they made of it."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import choice
from webapp.models.columns import reference
from webapp.rules.words import Labelled


class Verdict(Labelled):
    """What a person made of a proposal."""

    CONFIRMED = "confirmed", "Đã kiểm"
    CORRECTED = "corrected", "Đã sửa"
    ADDED = "added", "Đã thêm"
    DROPPED = "dropped", "Đã bỏ"


class VerdictColumns:
    """The newest word of a person on a proposal; all are empty until there is one, and once it is taken back."""

    verdict: Mapped[Verdict | None] = mapped_column(choice(Verdict))
    judged_by_id: Mapped[int | None] = reference("person.id")
    judged_at: Mapped[datetime | None]
