"""A reading as plain values in the shape of the corpus of hand-made answers, for scoring and for keeping."""

from collections.abc import Sequence
from typing import Any

from webapp.extraction.reading import ClauseReading, Duty, IndicatorReading, Reading


def as_json(doc: str, file: str, reading: Reading) -> dict[str, Any]:
    """The reading of document ``doc``, read from ``file``: dates in ISO form, absent values None, names in lists."""
    return {
        "doc": doc,
        "file": file,
        "title": reading.title,
        "issued": reading.issued_on.isoformat() if reading.issued_on else None,
        "clauses": [_clause(clause, reading.text) for clause in reading.clauses],
        "indicators": [_indicator(one) for one in reading.indicators],
    }


def _clause(clause: ClauseReading, text: str) -> dict[str, Any]:
    return {
        "no": clause.no,
        "text": clause.text,
        "lead": list(clause.lead),
        "coordinate": list(clause.coordinate),
        "deadline": clause.deadline.isoformat() if clause.deadline else None,
        "deadline_phrase": clause.deadline_phrase,
        "recurrence": clause.recurrence.value if clause.recurrence else None,
        "recurrence_phrase": clause.recurrence_phrase,
        "report_to": clause.report_to,
        "report_via": clause.report_via,
        "duties": _duties(clause.duties, text),
    }


def _duties(duties: Sequence[Duty], text: str) -> list[dict[str, Any]]:
    return [
        {
            "title": duty.title,
            "text": " ".join(text[duty.start : duty.end].split()),
            "lead": list(duty.lead),
            "coordinate": list(duty.coordinate),
            "implementing": list(duty.implementing),
            "product": duty.product,
            "kind": duty.kind.value,
            "deadline": duty.due_on.isoformat() if duty.due_on else None,
            "deadline_phrase": duty.phrase,
            "recurrence": duty.recurrence.value if duty.recurrence else None,
            "report_to": duty.report_to,
            "report_via": duty.report_via,
            "undated_reason": duty.undated_reason,
            "follower": duty.follower,
        }
        for duty in duties
    ]


def _indicator(one: IndicatorReading) -> dict[str, Any]:
    return {
        "name": one.name,
        "unit": one.unit,
        "ref": one.ref,
        "targets": [
            {
                "said": target.said,
                "value": str(target.value) if target.value is not None else None,
                "upper": str(target.upper) if target.upper is not None else None,
                "comparator": target.comparator.value,
                "due_on": target.due_on.isoformat() if target.due_on else None,
                "phrase": target.phrase,
            }
            for target in one.targets
        ],
    }
