"""The history of a task as people read it: what, who, by which road, and old → new in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from webapp.models import EventKind
from webapp.queries.tasks import EventRow
from webapp.rules.words import Channel, DeadlineKind, DueSource, Status

TONES = {
    EventKind.REPORT_DONE: "wait",
    EventKind.SEND_BACK: "soon",
    EventKind.CONFIRM: "done",
    EventKind.CONTEST: "soon",
    EventKind.ASK_EXTENSION: "soon",
    EventKind.GRANT_EXTENSION: "done",
    EventKind.REFUSE_EXTENSION: "off",
    EventKind.FOLLOW_UP: "soon",
    EventKind.ASK_CORRECTION: "wait",
    EventKind.ACCEPT_CORRECTION: "done",
    EventKind.REFUSE_CORRECTION: "off",
    EventKind.UPHOLD: "off",
    EventKind.ISSUE: "",
    EventKind.COMMENT: "",
    EventKind.UNDO: "off",
    EventKind.PAUSE: "off",
    EventKind.DROP: "off",
    EventKind.HAND_OVER: "off",
}
ROADS = {
    Channel.WEB: "web",
    Channel.LINK: "link",
    Channel.REPLY: "reply",
    Channel.PROXY: "proxy",
    Channel.IMPORT: "docx",
    Channel.WORKER: "gear",
}
FIELDS: dict[str, tuple[str, type | None]] = {
    "status": ("Trạng thái", Status),
    "percent": ("Mức hoàn thành", None),
    "due_on": ("Hạn", date),
    "kind": ("Loại hạn", DeadlineKind),
    "due_source": ("Nguồn hạn", DueSource),
    "review_on": ("Ngày xem lại", date),
    "done_on": ("Ngày hoàn thành thực tế", date),
    "difficulty": ("Vướng mắc", None),
    "asked_due_on": ("Xin gia hạn đến", date),
    "contested": ("Cơ quan nên chủ trì", None),
    "document": ("Minh chứng", None),
    "agency": ("Cơ quan chủ trì", None),
}
"""The fields whose change is told, in this order; the others follow from them."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of the timeline."""

    id: int
    at: datetime
    tone: str
    title: str
    road_icon: str
    who: str
    changes: tuple[tuple[str, str, str], ...]
    note: str


def history_lines(events: Iterable[EventRow]) -> list[HistoryLine]:
    """The events, newest first as they come, in words."""
    return [
        HistoryLine(
            id=event.id,
            at=event.at,
            tone=TONES.get(event.kind, "doing"),
            title=_title(event),
            road_icon=ROADS[event.channel],
            who=f"{event.actor}, {event.channel.label}",
            changes=tuple(_changes(event)),
            note=event.note,
        )
        for event in events
    ]


def _title(event: EventRow) -> str:
    """What happened; of a follow-up also the how-manieth it was."""
    number = event.after.get("follow_ups")
    return f"{event.kind.label} lần {number}" if number and event.kind is EventKind.FOLLOW_UP else event.kind.label


def _changes(event: EventRow) -> Iterable[tuple[str, str, str]]:
    for name, (label, kind) in FIELDS.items():
        if name in event.after:
            yield label, _word(name, kind, event.before.get(name)), _word(name, kind, event.after[name])


def _word(name: str, kind: type | None, value: Any) -> str:
    if value in (None, ""):
        return ""
    if name == "percent":
        return f"{value}%"
    if kind is date:
        return date.fromisoformat(value).strftime("%d/%m/%Y")
    return kind(value).label if kind else str(value)
