"""What a person types when a clause of an issued programme gives another duty."""

import secrets
from typing import Any

from wtforms import HiddenField, SelectField

from webapp.forms.fields import options
from webapp.forms.imports import DutyForm


class AssignmentForm(DutyForm):
    """A duty and the place of the document it comes from; ``once`` makes a double press one duty."""

    clause = SelectField("Từ đoạn", choices={})
    once = HiddenField(default=lambda: secrets.token_urlsafe(16))

    def __init__(self, *args: Any, places: list[tuple[str, str]], **more: Any) -> None:
        """``places`` are the refs of the document's clauses, each with its label."""
        super().__init__(*args, **more)
        self.clause.choices = options(places)
