"""The one table of moves: which statuses there are, which step leads where, by whom, and what it needs.

A move that is not in ``MOVES`` cannot happen. The taxonomy (few factual statuses, lateness always derived, a return
is an event and not a status) follows the practice of the provincial Party offices: a report of completion is judged
by the monitor and never by the one who reported it, and a return needs a reason.
"""

from dataclasses import dataclass
from enum import StrEnum

from webapp.rules.words import DeadlineKind, Status


class Step(StrEnum):
    """The verbs that change a task's status."""

    START = "start"
    UPDATE = "update"
    REPORT_DONE = "report_done"
    CONFIRM = "confirm"
    SEND_BACK = "send_back"
    PAUSE = "pause"
    RESUME = "resume"
    HAND_OVER = "hand_over"
    DROP = "drop"
    ACCEPT_CORRECTION = "accept_correction"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table: a step, where it may begin, where it ends and what must come with it."""

    step: Step
    begins: frozenset[Status]
    ends: Status
    label: str
    done_label: str
    needs_reason: bool = False
    needs_evidence: bool = False
    kinds: frozenset[DeadlineKind] = frozenset(DeadlineKind)


class MoveRefused(Exception):
    """The step cannot be taken from where the task stands; ``str()`` is the sentence for the person."""


WORKING = frozenset({Status.NOT_STARTED, Status.IN_PROGRESS})
"""Statuses in which the lead agency still owes work: the only ones that can be overdue."""

OPEN = WORKING | {Status.AWAITING, Status.PAUSED}
"""Statuses of a task that is still on somebody's desk."""

CORRECTABLE = WORKING | {Status.AWAITING, Status.DONE}
"""Statuses in which a task can be shown late, and so be corrected."""

CLOSED = frozenset({Status.DONE, Status.HANDED_OVER, Status.DROPPED})

WITH_PRODUCT = frozenset({DeadlineKind.DATED, DeadlineKind.RECURRING, DeadlineKind.UNDATED})
"""A standing duty owes a periodic note, not a product: it is never reported done (routine work is no dated task)."""

MOVES: dict[Step, Move] = {
    move.step: move
    for move in (
        Move(Step.START, frozenset({Status.NOT_STARTED}), Status.IN_PROGRESS, "Bắt đầu", "Bắt đầu thực hiện"),
        Move(Step.UPDATE, WORKING, Status.IN_PROGRESS, "Ghi cập nhật", "Cập nhật tiến độ"),
        Move(
            Step.REPORT_DONE,
            WORKING,
            Status.AWAITING,
            "Gửi báo cáo hoàn thành",
            "Báo cáo hoàn thành",
            needs_evidence=True,
            kinds=WITH_PRODUCT,
        ),
        Move(
            Step.CONFIRM,
            frozenset({Status.AWAITING}),
            Status.DONE,
            "Xác nhận hoàn thành",
            "Xác nhận hoàn thành",
        ),
        Move(
            Step.SEND_BACK,
            frozenset({Status.AWAITING}),
            Status.IN_PROGRESS,
            "Trả lại, nêu lý do",
            "Trả lại",
            needs_reason=True,
        ),
        Move(Step.PAUSE, WORKING, Status.PAUSED, "Tạm dừng", "Tạm dừng", needs_reason=True),
        Move(
            Step.RESUME,
            frozenset({Status.PAUSED}),
            Status.IN_PROGRESS,
            "Tiếp tục thực hiện",
            "Tiếp tục thực hiện",
        ),
        Move(
            Step.HAND_OVER,
            WORKING | {Status.PAUSED},
            Status.HANDED_OVER,
            "Chuyển cơ quan khác",
            "Chuyển cơ quan khác",
            needs_reason=True,
        ),
        Move(
            Step.DROP,
            WORKING | {Status.PAUSED},
            Status.DROPPED,
            "Thôi theo dõi",
            "Thôi theo dõi",
            needs_reason=True,
        ),
        Move(
            Step.ACCEPT_CORRECTION,
            CORRECTABLE,
            Status.DONE,
            "Chấp nhận đính chính",
            "Chấp nhận đính chính",
            kinds=WITH_PRODUCT,
        ),
        Move(
            Step.MERGE,
            OPEN,
            Status.HANDED_OVER,
            "Gộp vào việc của cơ quan kế thừa",
            "Gộp vào việc của cơ quan kế thừa",
            needs_reason=True,
        ),
    )
}


def next_status(step: Step, status: Status, kind: DeadlineKind, *, reason: str = "", evidence: bool = False) -> Status:
    """Where ``step`` leads from ``status``.

    Raises MoveRefused with a Vietnamese sentence when the table does not allow it, or when the reason or the
    evidence that the table asks for is missing.
    """
    move = MOVES[step]
    if status not in move.begins:
        raise MoveRefused(f"Việc đang ở trạng thái “{status.label}” nên không thể {move.label.lower()}.")
    if kind not in move.kinds:
        raise MoveRefused("Việc thường xuyên chỉ ghi tình hình định kỳ, không báo cáo hoàn thành.")
    if move.needs_reason and not reason.strip():
        raise MoveRefused(f"Nêu lý do khi {move.done_label.lower()}.")
    if move.needs_evidence and not evidence:
        raise MoveRefused("Ghi số, ngày văn bản và nơi nhận để báo cáo hoàn thành.")
    return move.ends


def allows(step: Step, status: Status, kind: DeadlineKind) -> bool:
    """Whether the table lets ``step`` begin here (reason and evidence apart); for showing or hiding a form."""
    move = MOVES[step]
    return status in move.begins and kind in move.kinds
