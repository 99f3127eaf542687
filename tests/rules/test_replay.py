"""The past is what the history tells, whatever the row says today."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.replay import state_at

pytestmark = pytest.mark.pure
START = datetime(2021, 11, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Event:
    at: datetime
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


def test_what_a_field_was_comes_from_its_changes_around_the_moment() -> None:
    changes = [Event(day(1), {"a": 1}, {"a": 2, "document": "x"}), Event(day(3), {"a": 2, "b": None}, {"a": 3, "b": 7})]
    today = {"a": 3, "b": 7, "c": 5}
    assert state_at(today, changes, day(0)) == {"a": 1, "b": None, "c": 5}
    assert state_at(today, changes, day(1)) == {"a": 1, "b": None, "c": 5}, "what happens at the moment has not yet"
    assert state_at(today, changes, day(2)) == {"a": 2, "b": None, "c": 5}
    assert state_at(today, changes, day(4)) == today


def test_a_row_altered_behind_the_history_alters_no_past() -> None:
    changes = [Event(day(1), {"a": 1}, {"a": 2})]
    assert state_at({"a": 99}, changes, day(0)) == {"a": 1}
    assert state_at({"a": 99}, changes, day(2)) == {"a": 2}


FIELDS = st.dictionaries(st.sampled_from("abc"), st.integers(0, 3) | st.none(), min_size=1)


@given(edits=st.lists(FIELDS, max_size=8), asked=st.integers(0, 9))
def test_replaying_equals_remembering(edits: list[dict[str, Any]], asked: int) -> None:
    state: dict[str, Any] = {"a": 0, "b": None, "c": 2}
    remembered, changes = {0: dict(state)}, []
    for number, edit in enumerate(edits, start=1):
        changed = {name: new for name, new in edit.items() if state[name] != new}
        changes.append(Event(day(number), {name: state[name] for name in changed}, changed))
        state |= changed
        remembered[number] = dict(state)
    happened = min(asked, len(edits))
    assert state_at(state, changes, day(asked) + timedelta(hours=1)) == remembered[happened]
