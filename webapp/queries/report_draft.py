"""A report put together: the content that is shown as a draft and kept when it is frozen, as plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from webapp.clock import ZONE, local
from webapp.queries import report_facts
from webapp.queries.report_facts import AgencyFacts, DutyFacts, Past, State
from webapp.queries.report_lines import Known, changed, task_line, typed_late
from webapp.rules import reports
from webapp.rules.report_changes import sentences
from webapp.rules.report_periods import Span
from webapp.rules.reports import Fact, Line, Row
from webapp.rules.status import CLOSED
from webapp.rules.thresholds import Thresholds

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Previous:
    """The last frozen report of the same kind: what changed is told from its moment on."""

    id: int
    code: str
    cut_off: date
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: the days, one programme or all (None), the report before it, and the moment of asking."""

    span: Span
    programme_id: int | None
    previous: Previous | None
    now: datetime

    @property
    def as_of(self) -> datetime:
        """Up to when the history is read: the end of the cut-off day, or now while that has not come."""
        return min(_midnight(self.span.cut_off + timedelta(days=1)), self.now)

    @property
    def since(self) -> datetime:
        """From when on changes are told."""
        return self.previous.as_of if self.previous else _midnight(self.span.first)


def draft(session: Session, order: Order, office: Thresholds) -> dict[str, Any]:
    """The whole content of the report, in a fixed number of statements."""
    directory = report_facts.agencies(session, order.span.cut_off)
    assignments = report_facts.duties(session, order.programme_id, order.span.cut_off)
    then = [
        (past, state)
        for past in report_facts.pasts(session, order.programme_id)
        if (state := past.at(order.as_of)) is not None and _counts(past, order.span)
    ]
    known = Known(order.span, order.as_of, order.since, order.now, office, directory, _named(then, assignments))
    facts = [_fact(past, state, known) for past, state in then]
    return _head(order, office, known) | _figures(facts, order.span, directory) | _told(then, known)


def _counts(past: Past, span: Span) -> bool:
    """Whether the period counts the task: it was not closed before the period began, or was given in it."""
    began = past.at(_midnight(span.first))
    return began is None or began.status not in CLOSED


def _named(then: list[tuple[Past, State]], assignments: Mapping[int, DutyFacts]) -> dict[str, DutyFacts]:
    first = {duty_key(past): past for past, _state in then}
    return {key: replace(assignments[past.assignment_id], period=past.period) for key, past in first.items()}


def duty_key(past: Past) -> str:
    """What all who owe the same for the same period share."""
    return f"{past.assignment_id}/{past.period}" if past.period else str(past.assignment_id)


def _fact(past: Past, state: State, known: Known) -> Fact:
    before = past.at(_midnight(known.span.first))
    return Fact(
        task_id=past.id,
        duty=duty_key(past),
        agency_id=state.agency_id,
        family=known.agencies[state.agency_id].family,
        status=state.status,
        kind=state.kind,
        due_on=state.due_on,
        overdue_from=state.overdue_from,
        original_due_on=state.original_due_on,
        done_on=state.done_on,
        claimed_on=state.claimed_on,
        updated_on=state.updated_at.date() if state.updated_at else None,
        given_on=local(past.given_at).date(),
        extensions=state.extensions - (before.extensions if before else 0),
    )


def _head(order: Order, office: Thresholds, known: Known) -> dict[str, Any]:
    span, previous = order.span, order.previous
    programmes = {duty.programme_id: duty.programme for duty in known.duties.values()}
    return {
        "format": FORMAT,
        "kind": span.kind.value,
        "period": span.key,
        "label": span.label,
        "first": span.first.isoformat(),
        "cut_off": span.cut_off.isoformat(),
        "as_of": order.as_of.astimezone(ZONE).isoformat(timespec="seconds"),
        "office": {
            "name": office.office_name,
            "issuer": office.letter_issuer,
            "symbol": office.letter_symbol,
            "place": office.letter_place,
            "guide_2026": office.guide_2026,
            "guide_2021": office.guide_2021,
        },
        "programmes": [{"id": key, "title": title} for key, title in sorted(programmes.items())],
        "previous": _previous(previous) if previous else None,
    }


def _previous(previous: Previous) -> dict[str, Any]:
    return {"id": previous.id, "code": previous.code, "cut_off": previous.cut_off.isoformat()}


def _figures(facts: list[Fact], span: Span, directory: Mapping[int, AgencyFacts]) -> dict[str, Any]:
    families = list(dict.fromkeys(one.family for one in directory.values()))
    made = reports.table(facts, span, families, list(directory))
    once = reports.duties(facts, span.cut_off)
    used = {fact.agency_id for fact in facts}
    return {
        "agencies": {
            str(one.id): {"name": one.name, "family": one.family, "people": list(one.people)}
            for one in directory.values()
            if one.id in used
        },
        "table": {
            "families": [
                {"name": name, "row": _row(whole), "agencies": [{"id": key, "row": _row(row)} for key, row in rows]}
                for name, whole, rows in made.families
            ],
            "whole": _row(made.whole),
        },
        "duties_counted_once": {line.value: sum(duty.line is line for duty in once) for line in Line},
        "shared": [asdict(duty) | {"line": duty.line.value} for duty in once if duty.total > 1],
    }


def _row(row: Row) -> dict[str, Any]:
    plain = asdict(row)
    return plain | {"lines": {line.value: count for line, count in row.lines.items()}}


def _told(then: Iterable[tuple[Past, State]], known: Known) -> dict[str, Any]:
    every = list(then)
    return {
        "duties": {
            key: {
                "title": duty.name,
                "clause": duty.clause,
                "programme": duty.programme_id,
                "product": duty.product,
                "words": duty.words,
            }
            for key, duty in known.duties.items()
        },
        "tasks": [task_line(past, state, duty_key(past), known) for past, state in every],
        "changes": [
            {"what": one.what.value, "text": one.text, "tasks": list(one.tasks), "events": list(one.events)}
            for one in sentences(each for past, state in every for each in changed(past, state, duty_key(past), known))
        ],
        "typed_late": [late for past, state in every if (late := typed_late(past, state, duty_key(past), known))],
    }


def _midnight(day: date) -> datetime:
    """The first moment of ``day`` by the office's clock."""
    return datetime.combine(day, time(), ZONE)
