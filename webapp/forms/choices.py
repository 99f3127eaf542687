"""A choice of one row from a list, by its number."""

from typing import Any

from wtforms import SelectField
from wtforms.validators import DataRequired


def number(value: Any) -> int | None:
    """The row's number; None for the line that says "choose"."""
    return int(value) if value else None


class Pick(SelectField):
    """A list that begins with a line to be chosen from; ``data`` is a number or None."""

    def __init__(self, label: str, *, required: str = "", **options: Any) -> None:
        super().__init__(label, coerce=number, validators=[DataRequired(required)] if required else [], **options)

    def offer(self, rows: list[tuple[int, str]], nothing: str) -> None:
        """Fill the list; ``nothing`` is its first line."""
        self.choices = {"": nothing} | {str(key): name for key, name in rows}
