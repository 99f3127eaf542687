"""The margin of a document: beside each clause what came of it, rolled up as n/N with the worst state."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from webapp.queries.programmes import ClauseRow, Document, MarginTask
from webapp.rules import timeliness
from webapp.rules.periods import label_of
from webapp.rules.timeliness import Standing
from webapp.rules.words import Status

WORST = ("late", "soon", "wait", "doing", "off", "done")
SECTION = "section"


@dataclass(frozen=True, slots=True)
class Mark:
    """One duty in the margin. ``task_id`` is set when it is a single task."""

    assignment_id: int
    title: str
    due_on: date | None
    reported: int
    total: int
    parts: tuple[tuple[str, int], ...]
    worst: Standing
    word: str
    task_id: int | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A place of the document with its words (the sentence in hand apart) and its marks."""

    clause: ClauseRow
    before: str
    marked: str
    after: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of paragraphs: either shown, or folded because nothing came of them."""

    folded: bool
    label: str
    paragraphs: list[Paragraph]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the outline, with how much of what it gave has been reported."""

    ref: str
    label: str
    level: int
    done: int
    total: int


def stretches(document: Document, in_hand: int | None, today: date, soon_days: int) -> list[Stretch]:
    """The document from top to bottom; long runs that gave no task are folded."""
    marks = _marks(document, today, soon_days)
    spans = {task.assignment_id: (task.start, task.end) for task in document.tasks}
    paragraphs = [
        _paragraph(document, clause, marks.get(clause.id, ()), spans.get(in_hand or 0)) for clause in document.clauses
    ]
    live = {paragraph.clause.ref.split(".")[0] for paragraph in paragraphs if paragraph.marks}
    found = []
    for shown, members in groupby(paragraphs, key=lambda one: one.clause.ref.split(".")[0] in live):
        run = list(members)
        found.append(Stretch(not shown, _run_label(run), run))
    return found


def outline(document: Document) -> list[Entry]:
    """Sections, and the clauses that gave tasks."""
    total: Counter[str] = Counter()
    done: Counter[str] = Counter()
    refs = {clause.id: clause.ref for clause in document.clauses}
    for task in document.tasks:
        for ref in {refs[task.clause_id], refs[task.clause_id].split(".")[0]}:
            total[ref] += 1
            done[ref] += _reported(task)
    return [
        Entry(clause.ref, clause.label, clause.level, done[clause.ref], total[clause.ref])
        for clause in document.clauses
        if clause.kind == SECTION or total[clause.ref]
    ]


def _paragraph(
    document: Document, clause: ClauseRow, marks: tuple[Mark, ...], in_hand: tuple[int, int] | None
) -> Paragraph:
    start, end = in_hand if in_hand and clause.start <= in_hand[0] < clause.end else (clause.end, clause.end)
    end = min(end, clause.end)
    text = document.text
    return Paragraph(clause, text[clause.start : start], text[start:end], text[end : clause.end], marks)


def _run_label(run: list[Paragraph]) -> str:
    """What is folded, in words: "I đến III: 58 đoạn, không sinh việc nào"."""
    sections = [paragraph.clause for paragraph in run if paragraph.clause.kind == SECTION]
    names = f"{sections[0].ref} đến {sections[-1].ref}" if len(sections) > 1 else (sections[0].ref if sections else "")
    count = f"{len(run)} đoạn, không sinh việc nào"
    return f"Mục {names}: {count}" if names else count


def _marks(document: Document, today: date, soon_days: int) -> dict[int, tuple[Mark, ...]]:
    found: dict[int, list[Mark]] = {}
    for _key, members in groupby(document.tasks, key=lambda task: (task.assignment_id, task.period)):
        tasks = list(members)
        found.setdefault(tasks[0].clause_id, []).append(_mark(tasks, today, soon_days))
    return {clause_id: _latest_periods(marks) for clause_id, marks in found.items()}


def _latest_periods(marks: list[Mark]) -> tuple[Mark, ...]:
    """Of a recurring duty, earlier periods that are done step aside for the latest."""
    last = {mark.assignment_id: mark for mark in marks}
    return tuple(mark for mark in marks if mark is last[mark.assignment_id] or mark.reported < mark.total)


def _mark(tasks: list[MarginTask], today: date, soon_days: int) -> Mark:
    stands = [timeliness.standing(task, today, soon_days) for task in tasks]
    tones = Counter(one.tone for one in stands)
    worst = min(stands, key=lambda one: WORST.index(one.tone))
    first = tasks[0]
    late = max(timeliness.days_late(task, today) for task, one in zip(tasks, stands, strict=True) if one is worst)
    count = sum(one is worst for one in stands)
    return Mark(
        assignment_id=first.assignment_id,
        title=f"{first.title} {label_of(first.period)}" if first.period else first.title,
        due_on=first.due_on,
        reported=sum(_reported(task) for task in tasks),
        total=len(tasks),
        parts=tuple((tone, tones[tone]) for tone in reversed(WORST) if tones[tone]),
        worst=worst,
        word=_word(worst, count, len(tasks), late),
        task_id=first.id if len(tasks) == 1 else None,
    )


def _word(worst: Standing, count: int, total: int, late: int) -> str:
    days = f" {late} ngày" if worst is timeliness.OVERDUE else ""
    return f"{worst.word}{days}" if total == 1 else f"{count} cơ quan: {worst.word.lower()}{days}"


def _reported(task: MarginTask) -> bool:
    return task.status in (Status.DONE, Status.AWAITING)
