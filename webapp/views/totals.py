"""Progress by agency: the tasks each lead agency owes, counted by how they stand; the worst first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from webapp.queries.programmes import LeadTask
from webapp.rules import timeliness

TONES = ("done", "wait", "late", "soon", "doing", "off")
COLUMNS = ("Hoàn thành", "Chờ xác nhận", "Quá hạn", "Sắp đến hạn", "Trong hạn", "Không tính hạn")
"""What the tones of ``rules.timeliness`` are called over a column of numbers; each task stands in exactly one."""
LATE, SOON = TONES.index("late"), TONES.index("soon")


@dataclass(frozen=True, slots=True)
class TotalLine:
    """One agency, or all of them: ``counts`` in the order of ``COLUMNS``, which sum to ``total``."""

    agency_id: int | None
    name: str
    total: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Every lead agency, and the whole."""

    lines: tuple[TotalLine, ...]
    whole: TotalLine


def totals(tasks: Iterable[LeadTask], today: date, soon_days: int) -> Totals:
    """The table of ``tasks`` as they stand on ``today``; agencies as bad as each other stay in their order."""
    names: dict[int, str] = {}
    counts: dict[int, Counter[str]] = {}
    for task in tasks:
        names[task.agency_id] = task.agency
        tone = timeliness.standing(task, today, soon_days).tone
        counts.setdefault(task.agency_id, Counter())[tone] += 1
    lines = sorted(
        (_line(key, name, counts[key]) for key, name in names.items()),
        key=lambda line: (-line.counts[LATE], -line.counts[SOON]),
    )
    return Totals(tuple(lines), _line(None, "Cộng", sum(counts.values(), Counter())))


def _line(agency_id: int | None, name: str, count: Counter[str]) -> TotalLine:
    return TotalLine(agency_id, name, count.total(), tuple(count[tone] for tone in TONES))
