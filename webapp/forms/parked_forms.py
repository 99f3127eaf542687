"""A form whose session had ended, as its owner sees it again: every value in a field of the kind it was typed in.

Nothing is kept of the form but names and values, so its fields are looked up among the forms that we have.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from wtforms import BooleanField, FileField, HiddenField, SelectFieldBase, TextAreaField

from webapp.forms.fields import LedgerForm

Choices = tuple[tuple[str, str], ...]
TOKEN = re.compile(r"[\w.:/=-]{0,64}")
"""What a machine puts into a form: such a value of a field that we do not know is sent on, and not shown."""


class Kind(Enum):
    """How a kept value is shown."""

    HIDDEN = "hidden"
    LINE = "line"
    WORDS = "words"
    CHOICE = "choice"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class TypedField:
    """One kept value. ``choices`` are (value, label) pairs, for a CHOICE."""

    name: str
    label: str
    text: str
    kind: Kind
    choices: Choices = ()


@dataclass(frozen=True, slots=True)
class ParkedView:
    """A kept form: its values, and the (name, label) of the file fields, whose files were not kept."""

    fields: tuple[TypedField, ...]
    files: tuple[tuple[str, str], ...]


def view_of(values: Mapping[str, list[str]]) -> ParkedView:
    """The kept ``values`` as fields, by the form that knows most of their names."""
    known = max(_declared(), key=lambda fields: _likeness(fields, values), default={})
    typed = [_typed(known.get(name), name, text) for name, texts in values.items() for text in texts]
    files = [(name, _label(field)) for name, field in known.items() if _is(field, FileField)]
    return ParkedView(tuple(typed), tuple(files) if any(name in known for name in values) else ())


def _declared(mother: type[LedgerForm] = LedgerForm) -> Iterator[dict[str, Any]]:
    """The fields of every form of ours, as they were declared."""
    for form in mother.__subclasses__():
        members = {name: getattr(form, name) for name in dir(form) if not name.startswith("_")}
        yield {name: field for name, field in members.items() if hasattr(field, "_formfield")}
        yield from _declared(form)


def _likeness(fields: dict[str, Any], values: Mapping[str, list[str]]) -> tuple[int, int]:
    """Most names in common, then fewest others."""
    common = sum(name in fields for name in values)
    return common, common - len(fields)


def _typed(field: Any, name: str, text: str) -> TypedField:
    if field is None:
        kind = Kind.HIDDEN if TOKEN.fullmatch(text) else Kind.WORDS
        return TypedField(name, "Nội dung", text, kind)
    choices = _choices(field)
    if _is(field, HiddenField) or (_is(field, SelectFieldBase) and text not in dict(choices)):
        kind = Kind.HIDDEN
    elif _is(field, SelectFieldBase):
        kind = Kind.CHOICE
    elif _is(field, BooleanField):
        kind = Kind.TICK
    else:
        kind = Kind.WORDS if _is(field, TextAreaField) or "\n" in text else Kind.LINE
    return TypedField(name, _label(field), text, kind, choices)


def _is(field: Any, kind: type) -> bool:
    return isinstance(field.field_class, type) and issubclass(field.field_class, kind)


def _label(field: Any) -> str:
    label: str = field.args[0] if field.args else field.kwargs.get("label") or ""
    return label


def _choices(field: Any) -> Choices:
    """The choices that stand in the declaration; those that a view fills in later are not known here."""
    given = field.kwargs.get("choices")
    if isinstance(given, dict):
        given = list(given.items())
    if not isinstance(given, list | tuple):
        return ()
    pairs = [tuple(one)[:2] for one in given if not isinstance(one, str)]
    return tuple((str(value), str(label)) for value, label in pairs)
