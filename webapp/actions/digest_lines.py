"""What a digest says of each task: the reminders that are new, in a person's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from webapp.mail.digests import Count, Late, Line, Overview
from webapp.queries.monitor import Queue
from webapp.queries.reminders import Owed
from webapp.queries.tasks import TaskRow
from webapp.rules import timeliness
from webapp.rules.escalation import ASSIGNER, what_is_missing, who_decides
from webapp.rules.reminders import RETURN_PATIENCE, Office, Rung, Side, Step
from webapp.rules.urgency import Urgency, urgency
from webapp.rules.words import Status

WORST = 8
"""Rows of the exception list that a monitor's mail shows."""

WHY = {
    Rung.SOON: "thư nhắc trước hạn {ahead} ngày làm việc",
    Rung.DUE_TODAY: "nhắc vào ngày làm việc cuối còn trong hạn",
    Rung.OVERDUE: "việc đã quá hạn và chưa có báo cáo hoàn thành",
    Rung.OVERDUE_AGAIN: "nhắc lại lần {number} (nhiều nhất {times} lần), vẫn chưa có báo cáo hoàn thành",
    Rung.RETURNED: "báo cáo bị trả lại {patience} ngày làm việc rồi chưa được bổ sung",
    Rung.STANDING_NOTE: "việc thường xuyên cần ghi tình hình ít nhất {note} ngày một lần",
    Rung.MONITOR_LIST: "quá hạn từ {special} ngày làm việc",
    Rung.WAITING: "cơ quan đã báo cáo hoàn thành, số ngày chờ tính cho người xác nhận",
    Rung.REVIEW: "đã đến ngày xem lại việc chưa xác định hạn",
}

TO_THE_HEAD = "; quá hạn thì báo cả thủ trưởng cơ quan"


@dataclass(frozen=True, slots=True)
class New:
    """One task with the rungs that its reader has not been told of yet, in the order of the ladder."""

    owed: Owed
    steps: tuple[Step, ...]
    side: Side

    @property
    def told(self) -> Step:
        """The rung whose words are used: the last one, but nobody is told "again" in the first mail of a lateness."""
        first = (step for step in self.steps if step.rung is Rung.OVERDUE)
        return next(first, self.steps[-1])


def agency_lines(found: Iterable[New], today: date, office: Office) -> tuple[Line, ...]:
    """The lines of those who owe the work, the most pressing pile first."""
    order = list(Urgency)
    made = [line(one.owed, one.told, today, office, one.side) for one in found]
    return tuple(sorted(made, key=lambda one: order.index(one.pile)))


def line(owed: Owed, step: Step, today: date, office: Office, side: Side = Side.AGENCY) -> Line:
    """One task as its reader is told of it because of ``step``."""
    row = owed.row
    return Line(
        task_id=row.id,
        pile=_pile(owed, step.rung, today, office),
        name=row.name,
        agency=row.agency,
        place="Mục " + row.clause_ref.replace(".", ", điểm ", 1),
        due_on=row.due_on,
        phrase=row.phrase,
        product=row.product,
        word=_word(owed, step.rung, today, office),
        why=_why(step, office) + (TO_THE_HEAD if side is Side.HEAD else ""),
        returned=" ".join(row.returned.split()),
    )


def urged(row: TaskRow, number: int, today: date, office: Office) -> Line:
    """One task as a follow-up tells its agency of it, for the ``number``-th time."""
    return Line(
        task_id=row.id,
        pile=urgency(row, today, office.limits.soon_days),
        name=row.name,
        agency=row.agency,
        place="Mục " + row.clause_ref.replace(".", ", điểm ", 1),
        due_on=row.due_on,
        phrase=row.phrase,
        product=row.product,
        word=timeliness.time_word(row, today, office.calendar) or row.kind.label.lower(),
        why=f"Ban Dân vận đôn đốc lần {number}",
        returned=" ".join(row.returned.split()),
    )


def waiting(owed: Iterable[Owed], today: date, office: Office) -> tuple[Line, ...]:
    """What lies with others now: reports that wait to be confirmed, and requests to be decided."""
    step = Step(Rung.WAITING, "", today)
    with_others = (one for one in owed if one.row.status is Status.AWAITING or one.facts.asked or one.facts.claimed)
    return tuple(line(one, step, today, office) for one in with_others)


def overview(
    owed: list[Owed],
    new: list[New],
    counts: dict[Queue, int],
    monitors: dict[int, str],
    *,
    today: date,
    office: Office,
) -> Overview:
    """The monitor's part: the queues, the worst rows, and what is new in each of the queues that wait for a word."""
    fresh = {one.owed.row.id for one in new if one.told.rung is Rung.MONITOR_LIST}
    late = [one for one in owed if timeliness.is_overdue(one.row, today)]
    worst = sorted(late, key=lambda one: -timeliness.days_late(one.row, today))[:WORST]
    titles = (
        (Rung.WAITING, "Báo cáo mới, chờ xác nhận", Queue.AWAITING),
        (Rung.RETURNED, "Bị trả lại, chưa bổ sung", Queue.RETURNED),
        (Rung.REVIEW, "Đến ngày xem lại việc chưa có hạn", Queue.UNDATED),
    )
    lists = ((title, queue.value, _fresh(new, rung, today, office)) for rung, title, queue in titles)
    return Overview(
        counts=tuple(Count(one.value, one.label, counts[one], one is Queue.OVERDUE) for one in Queue if counts[one]),
        late=tuple(_late(one, monitors, fresh, today, office) for one in worst),
        fresh=tuple(one for one in lists if one[2]),
    )


def _fresh(new: list[New], rung: Rung, today: date, office: Office) -> tuple[Line, ...]:
    steps = ((one.owed, step) for one in new for step in one.steps if step.rung is rung)
    return tuple(line(owed, step, today, office) for owed, step in steps)


def _late(owed: Owed, monitors: dict[int, str], fresh: set[int], today: date, office: Office) -> Late:
    row, limit = owed.row, office.limits.special_days
    monitor = monitors[row.programme_id]
    decision = who_decides(row, today, special_days=limit, monitor=monitor, assigner=ASSIGNER)
    days = timeliness.days_late(row, today)
    missing = " ".join(what_is_missing(row).split())
    return Late(row.id, row.agency, row.name, days, missing, decision.level, decision.asked, row.id in fresh)


def _pile(owed: Owed, rung: Rung, today: date, office: Office) -> Urgency:
    special = {
        Rung.RETURNED: Urgency.RETURNED,
        Rung.STANDING_NOTE: Urgency.STANDING,
        Rung.WAITING: Urgency.AWAITING,
        Rung.REVIEW: Urgency.UNDATED,
    }
    if rung in special:
        return special[rung]
    pile = urgency(owed.row, today, office.limits.soon_days)
    return pile if pile in (Urgency.OVERDUE, Urgency.TODAY) else Urgency.SOON


def _word(owed: Owed, rung: Rung, today: date, office: Office) -> str:
    """How the task stands: in working days, as it is felt, but lateness in days, as it is reported."""
    facts, between = owed.facts, office.calendar.workdays_between
    if rung is Rung.WAITING:
        if facts.claimed:
            return "đề nghị đính chính, chờ quyết định"
        if facts.asked:
            return "xin gia hạn, chờ quyết định"
        days = between(facts.reported_on, today) if facts.reported_on else 0
        return f"chờ xác nhận {days} ngày làm việc" if days else "mới báo cáo"
    if rung is Rung.RETURNED and facts.returned_on:
        return f"trả lại ngày {facts.returned_on:%d/%m/%Y}, đã {between(facts.returned_on, today)} ngày làm việc"
    if rung is Rung.STANDING_NOTE:
        return f"{(today - facts.heard_on).days} ngày chưa ghi tình hình"
    if rung is Rung.REVIEW and facts.review_on:
        return f"hẹn xem lại ngày {facts.review_on:%d/%m/%Y}"
    return timeliness.time_word(owed.row, today, office.calendar)


def _why(step: Step, office: Office) -> str:
    limits = office.limits
    return WHY[step.rung].format(
        ahead=limits.warn_days,
        number=step.slot.rpartition(":")[2],
        times=limits.overdue_again_times,
        patience=RETURN_PATIENCE,
        note=limits.standing_note_days,
        special=limits.special_days,
    )
