"""What was understood of an answer, as the form it belongs to and the values that form begins with."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from webapp.rules.words import Intent
from webapp.views.task_page import nearest_tenth

LONGEST = 1000
"""Characters that a form's words may have."""


def typed_of(understood: Mapping[str, Any], text: str) -> dict[str, dict[str, Any]]:
    """The one form that fits, by its noun; empty when the answer says nothing of the task."""
    update, words = understood.get("update") or {}, text[:LONGEST]
    document = update.get("document") or {}
    day, until = (_day(one) for one in (document.get("date"), update.get("asked_due")))
    forms: dict[str, tuple[str, dict[str, Any]]] = {
        Intent.IN_PROGRESS: ("updates", {"note": words, "percent": nearest_tenth(update.get("progress") or 0)}),
        Intent.DONE: ("reports", {"doc_number": document.get("number"), "doc_date": day, "note": words}),
        Intent.DIFFICULTY: ("difficulties", {"difficulty": words}),
        Intent.EXTENSION: ("difficulties", {"difficulty": words, "until": until}),
        Intent.NOT_OURS: ("contests", {"owner": words[:300]}),
    }
    noun, values = forms.get(update.get("intent", ""), ("", {}))
    return {noun: values} if noun else {}


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
