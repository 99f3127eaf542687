"""The margin of a document: beside each clause what came of it, rolled up as n/N with the worst state."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from webapp.extraction import NodeKind
from webapp.extraction.names import names_at
from webapp.extraction.outline import words_from
from webapp.extraction.text import Words
from webapp.queries.monitor import Queue
from webapp.queries.programmes import ClauseRow, Document, Duty, MarginTask
from webapp.rules import timeliness
from webapp.rules.periods import label_of
from webapp.rules.timeliness import Standing
from webapp.rules.words import DeadlineKind, Status

WORST = (
    timeliness.OVERDUE,
    timeliness.DUE_TODAY,
    timeliness.DUE_SOON,
    timeliness.AWAITING_LATE,
    timeliness.AWAITING_IN_TIME,
    timeliness.AWAITING_UNTIMED,
    timeliness.CORRECTING,
    timeliness.IN_TIME,
    timeliness.UNDATED,
    timeliness.STANDING,
    timeliness.PAUSED,
    timeliness.DONE_LATE,
    timeliness.DONE_ON_TIME,
    timeliness.DONE_UNTIMED,
    timeliness.HANDED_OVER,
    timeliness.DROPPED,
)
"""How a task can stand, the worst first: the one that is told of several."""
TONES = ("done", "off", "doing", "wait", "soon", "late")
"""The order of the parts of a bar."""
QUEUES = {
    timeliness.OVERDUE: Queue.OVERDUE,
    timeliness.DUE_TODAY: Queue.SOON,
    timeliness.DUE_SOON: Queue.SOON,
    timeliness.AWAITING_IN_TIME: Queue.AWAITING,
    timeliness.AWAITING_LATE: Queue.AWAITING,
    timeliness.AWAITING_UNTIMED: Queue.AWAITING,
    timeliness.CORRECTING: Queue.CORRECTION,
    timeliness.UNDATED: Queue.UNDATED,
}
"""Where the monitor finds the tasks that stand so."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One duty in the margin, of one period. ``task_id`` is set when it is a single task.

    ``standing`` is the worst of its tasks; None when the viewer sees none of them, and ``word`` says why.
    """

    duty: Duty
    title: str
    word: str
    due_on: date | None = None
    reported: int = 0
    total: int = 0
    parts: tuple[tuple[str, int], ...] = ()
    standing: Standing | None = None
    queue: str = ""
    task_id: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the outline, with how much of what it gave has been reported."""

    ref: str
    label: str
    level: int
    done: int
    total: int


def marks(document: Document, today: date, soon_days: int) -> dict[int, tuple[Mark, ...]]:
    """What came of each clause, by the clause's id, in text order."""
    tasks: dict[int, list[MarginTask]] = {}
    for task in document.tasks:
        tasks.setdefault(task.assignment_id, []).append(task)
    found: dict[int, tuple[Mark, ...]] = {}
    for duty in document.duties:
        mine = _of_duty(duty, tasks.get(duty.id, []), today, soon_days)
        found[duty.clause_id] = found.get(duty.clause_id, ()) + mine
    return found


def outline(document: Document) -> list[Entry]:
    """Sections, and the clauses that gave duties."""
    refs = {clause.id: clause.ref for clause in document.clauses}
    place = {duty.id: refs[duty.clause_id] for duty in document.duties}
    total: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for task in document.tasks:
        for ref in {place[task.assignment_id], place[task.assignment_id].split(".")[0]}:
            total[ref] += 1
            done[ref] += _reported(task)
    gave = set(place.values())
    return [
        Entry(clause.ref, _called(document.head.text, clause), clause.level, done[clause.ref], total[clause.ref])
        for clause in document.clauses
        if clause.kind == NodeKind.SECTION or clause.ref in gave
    ]


def _called(text: str, clause: ClauseRow) -> str:
    """A clause by whom it speaks to, where it begins with their names; else by its first words."""
    body = text[words_from(text, clause.start, clause.end) : clause.end]
    names = names_at(Words.of(body), 0, len(body)) if clause.kind not in (NodeKind.SECTION, NodeKind.HEADING) else None
    return " ".join(names.of(body).split()) if names else clause.label


def _of_duty(duty: Duty, tasks: list[MarginTask], today: date, soon_days: int) -> tuple[Mark, ...]:
    """One mark a period; earlier periods of which everything is reported step aside for the latest."""
    if not tasks:
        return (Mark(duty, duty.title, _unseen(duty)),)
    found = [_mark(duty, list(period), today, soon_days) for _key, period in groupby(tasks, lambda task: task.period)]
    return tuple(mark for mark in found if mark is found[-1] or mark.reported < mark.total)


def _unseen(duty: Duty) -> str:
    if duty.opened:
        return "cơ quan khác thực hiện"
    return "mở khi đến kỳ" if duty.kind is DeadlineKind.RECURRING else "không còn theo dõi"


def _mark(duty: Duty, tasks: list[MarginTask], today: date, soon_days: int) -> Mark:
    stands = [timeliness.standing(task, today, soon_days) for task in tasks]
    tones = Counter(one.tone for one in stands)
    worst = min(stands, key=WORST.index)
    first = tasks[0]
    late = max(timeliness.days_late(task, today) for task, one in zip(tasks, stands, strict=True) if one is worst)
    return Mark(
        duty=duty,
        title=f"{duty.title} ({label_of(first.period)})" if first.period else duty.title,
        word=_word(worst, stands.count(worst), len(tasks), late),
        due_on=first.due_on if len({task.due_on for task in tasks}) == 1 else None,
        reported=sum(_reported(task) for task in tasks),
        total=len(tasks),
        parts=tuple((tone, tones[tone]) for tone in TONES if tones[tone]),
        standing=worst,
        queue=QUEUES[worst].value if worst in QUEUES else "",
        task_id=first.id if len(tasks) == 1 else None,
    )


def _word(worst: Standing, count: int, total: int, late: int) -> str:
    days = f" {late} ngày" if worst is timeliness.OVERDUE else ""
    return f"{worst.word}{days}" if total == 1 else f"{count} cơ quan: {worst.word.lower()}{days}"


def _reported(task: MarginTask) -> bool:
    return task.status in (Status.DONE, Status.AWAITING)
