"""What a report says of one task: its line, what changed, and what was typed too late to count."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from webapp.clock import local
from webapp.models import EventKind
from webapp.queries.report_facts import AgencyFacts, Change, DutyFacts, Past, State
from webapp.rules import reports
from webapp.rules.escalation import ASSIGNER, what_is_missing, who_decides
from webapp.rules.report_changes import Changed, What
from webapp.rules.report_periods import Span
from webapp.rules.status import OPEN
from webapp.rules.thresholds import Thresholds
from webapp.rules.timeliness import OVERDUE, Cell, days_late, standing
from webapp.rules.words import DeadlineKind, Status

TELLS_OF_THE_PAST = (EventKind.REPORT_DONE, EventKind.ASK_CORRECTION, EventKind.ACCEPT_CORRECTION)
CLOSES = (EventKind.CONFIRM, EventKind.ACCEPT_CORRECTION)
DATED_BY = (EventKind.SET_DEADLINE, EventKind.GRANT_EXTENSION, EventKind.ISSUE)
STOPS = {
    Status.PAUSED: EventKind.PAUSE,
    Status.HANDED_OVER: EventKind.HAND_OVER,
    Status.DROPPED: EventKind.DROP,
}


@dataclass(frozen=True, slots=True)
class Known:
    """What every line is written from."""

    span: Span
    as_of: datetime
    since: datetime
    now: datetime
    office: Thresholds
    agencies: Mapping[int, AgencyFacts]
    duties: Mapping[str, DutyFacts]


@dataclass(frozen=True, slots=True)
class Judged:
    """A task as the rules of escalation see it."""

    status: Status
    kind: DeadlineKind
    overdue_from: date | None
    done_on: date | None
    claimed_on: date | None
    agency: str
    contested: str
    difficulty: str
    returned: str
    product: str | None


def task_line(past: Past, state: State, duty: str, known: Known) -> dict[str, Any]:
    """One task in full: facts, how it stands, what is missing, and the update that it was last told by."""
    day, span = known.span.cut_off, known.span
    stands = standing(state, day, known.office.soon_days)
    line: dict[str, Any] = {
        "id": past.id,
        "duty": duty,
        "agency": state.agency_id,
        "status": state.status.label,
        "standing": {"word": stands.word, "tone": stands.tone, "icon": stands.icon},
        "late": stands.cell is Cell.OPEN_LATE,
        "line": reports.line_of_standing(stands).value,
        "days_late": days_late(state, day),
        "percent": state.percent,
        "note": state.note,
        "difficulty": state.difficulty,
        "phrase": state.phrase,
        "kind": state.kind.label,
        "extensions": state.extensions,
        "given_on": local(past.given_at).date().isoformat(),
        "in": _in_period(past, state, span),
    }
    dates = {name: _iso(getattr(state, name)) for name in ("due_on", "original_due_on", "done_on")}
    return line | dates | _source(past, state, known) | (_late(state, duty, known) if line["late"] else {})


def _in_period(past: Past, state: State, span: Span) -> list[str]:
    """In which of the period's lists the task stands."""
    stands = {
        "given": local(past.given_at).date() in span,
        "done": state.status is Status.DONE and state.done_on in span,
        "due": state.due_on in span,
        "open": state.status in OPEN,
    }
    return [name for name, holds in stands.items() if holds]


def _source(past: Past, state: State, known: Known) -> dict[str, Any]:
    """The update that the line rests on, and the document that proves it (of a report that was not taken back)."""
    last = past.last(before=known.as_of)
    report = past.last(EventKind.REPORT_DONE, before=known.as_of)
    document = report.after.get("document", "") if report and state.done_on else ""
    return {"source": _told_by(last) if last else None, "document": document}


def _told_by(event: Change) -> dict[str, Any]:
    return {
        "event": event.id,
        "at": local(event.at).isoformat(timespec="minutes"),
        "what": event.kind.label,
        "note": event.note,
        "by": f"{event.actor}, {event.channel.label}",
    }


def _late(state: State, duty: str, known: Known) -> dict[str, Any]:
    said = known.duties[duty]
    task = Judged(
        state.status,
        state.kind,
        state.overdue_from,
        state.done_on,
        state.claimed_on,
        known.agencies[state.agency_id].name,
        state.contested,
        state.difficulty,
        state.returned,
        said.product or None,
    )
    day, special = known.span.cut_off, known.office.special_days
    decides = who_decides(task, day, special_days=special, monitor=said.monitor, assigner=ASSIGNER)
    waits = state.status is Status.AWAITING
    return {
        "missing": "Đã báo cáo, chờ xác nhận" if waits else what_is_missing(task),
        "decides": f"{said.monitor}: xác nhận hoặc trả lại" if waits else f"{decides.level}: {decides.asked}",
    }


def changed(past: Past, state: State, duty: str, known: Known) -> Iterator[Changed]:
    """How the task changed since the report before."""
    before = past.at(known.since)
    for what, kinds, detail in _differences(before, state, known):
        event = past.last(*kinds, before=known.as_of)
        title, agency = known.duties[duty].name, known.agencies[state.agency_id].name
        yield Changed(what, duty, title, agency, past.id, event.id if event else None, detail)


def _differences(before: State | None, state: State, known: Known) -> Iterator[tuple[What, tuple[EventKind, ...], str]]:
    if before is None:
        yield What.GIVEN, (EventKind.ISSUE,), f"mới giao, hạn {_vi(state.due_on) or 'chưa xác định'}"
    yield from _moved(before, state, known)
    if standing(state, known.span.cut_off) is OVERDUE and not _was_late(before, known):
        late = days_late(state, known.span.cut_off)
        yield What.LATE, DATED_BY, f"quá hạn {late} ngày (hạn {_vi(state.due_on)})"
    if state.extensions > (before.extensions if before else 0):
        detail = f"gia hạn đến {_vi(state.due_on)} (lần {state.extensions}, hạn ban đầu {_vi(state.original_due_on)})"
        yield What.GRANTED, (EventKind.GRANT_EXTENSION,), detail
    if state.returned and state.sent_back > (before.sent_back if before else 0):
        yield What.RETURNED, (EventKind.SEND_BACK,), f"bị trả lại: {state.returned}"
    if state.difficulty and (before is None or before.difficulty != state.difficulty):
        yield What.DIFFICULTY, (EventKind.UPDATE,), f"vướng mắc: {state.difficulty}"


def _moved(before: State | None, state: State, known: Known) -> Iterator[tuple[What, tuple[EventKind, ...], str]]:
    """What a new status says."""
    if before is not None and before.status is state.status:
        return
    if state.status is Status.DONE:
        late = days_late(state, known.span.cut_off)
        timely = f"quá hạn {late} ngày" if late else "đúng hạn" if state.overdue_from else "không tính hạn"
        yield What.DONE, CLOSES, f"hoàn thành ngày {_vi(state.done_on)}, {timely}"
    elif state.status is Status.AWAITING:
        yield What.REPORTED, (EventKind.REPORT_DONE,), f"báo cáo hoàn thành ngày {_vi(state.done_on)}, chờ xác nhận"
    elif state.status in STOPS:
        yield What.STOPPED, (STOPS[state.status],), state.status.label.lower()


def _was_late(before: State | None, known: Known) -> bool:
    """Whether it was overdue already at the end of the day before the changes begin."""
    return before is not None and standing(before, local(known.since).date()) is OVERDUE


def typed_late(past: Past, state: State, duty: str, known: Known) -> dict[str, Any] | None:
    """A completion that was known when the report was made, done by the cut-off but typed after it."""
    event = next((one for one in past.changes if one.at >= known.as_of and is_late_entry(one, known.span)), None)
    if event is None or event.at > known.now:
        return None
    name = known.agencies[state.agency_id].name
    title, day = known.duties[duty].name, _vi(_said_done_on(event))
    text = f"{name}: {title}, {event.kind.label.lower()} ngày {day}, ghi vào sổ sau khi chốt số liệu."
    return {"task": past.id, "text": text, **_told_by(event)}


def is_late_entry(event: Change, span: Span) -> bool:
    """Whether an event tells of something done by the cut-off (it is asked of events typed after it)."""
    done_on = _said_done_on(event)
    return done_on is not None and done_on <= span.cut_off


def _said_done_on(event: Change) -> date | None:
    """When the work was done, as a report of completion or a correction says."""
    said = event.after.get("done_on") or event.after.get("claimed_on")
    return date.fromisoformat(said) if said and event.kind in TELLS_OF_THE_PAST else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _vi(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""
