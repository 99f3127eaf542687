"""The days off and make-up days of 2021 to 2027.

Basis: Bộ luật Lao động 2019, the Government's yearly announcements of Tết and of swapped days, and from 2026 the
Vietnamese Culture Day (24/11). Days whose announcement was not out yet say "dự kiến" in their note.
"""

import json
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.models import CalendarDay
from webapp.rules.workdays import DayKind

DATA = Path(__file__).resolve().parent.parent / "data" / "calendar.json"


def load_calendar(session: Session) -> int:
    """Fill the years that hold no day yet; how many days were added.

    A year that holds any day is the office's own by now: what an administrator took out does not come back.
    """
    shipped = json.loads(DATA.read_text(encoding="utf-8"))
    kept = {day.year for day in session.scalars(sa.select(CalendarDay.day))}
    new = [
        CalendarDay(day=day, kind=DayKind(entry["kind"]), note=entry["note"])
        for entry in shipped
        if (day := date.fromisoformat(entry["day"])).year not in kept
    ]
    session.add_all(new)
    session.flush()
    return len(new)
