"""A reading as plain values for JSON, in the shape in which clerks' own answers are kept."""

from typing import Any

from webapp.extraction.reading import ClauseReading, Duty, Reading


def as_json(doc: str, file: str, reading: Reading) -> dict[str, Any]:
    """One document: its clauses, each with its duties inside; dates in ISO form, what is not there is null."""
    issued = reading.issued_on.isoformat() if reading.issued_on else None
    clauses = [_clause(clause) for clause in reading.clauses]
    return {"doc": doc, "file": file, "title": reading.title, "issued": issued, "clauses": clauses}


def _clause(clause: ClauseReading) -> dict[str, Any]:
    return {
        "no": clause.no,
        "text": clause.text,
        **_bodies(clause),
        "deadline": clause.deadline.isoformat() if clause.deadline else None,
        "deadline_phrase": clause.deadline_phrase,
        "recurrence": clause.recurrence.value if clause.recurrence else None,
        "recurrence_phrase": clause.recurrence_phrase,
        "duties": [_duty(duty) for duty in clause.duties],
    }


def _duty(duty: Duty) -> dict[str, Any]:
    return {
        "title": duty.title,
        **_bodies(duty),
        "implementing": list(duty.implementing),
        "product": duty.product,
        "kind": duty.kind.value,
        "deadline": duty.due_on.isoformat() if duty.due_on else None,
        "deadline_phrase": duty.phrase,
        "recurrence": duty.recurrence.value if duty.recurrence else None,
        "undated_reason": duty.undated_reason,
        "follower": duty.follower,
    }


def _bodies(said: ClauseReading | Duty) -> dict[str, Any]:
    return {
        "lead": list(said.lead),
        "coordinate": list(said.coordinate),
        "report_to": said.report_to,
        "report_via": said.report_via,
    }
