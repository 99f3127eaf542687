"""What a thing was at a moment of the past, from the append-only history of its changes.

For each field: the new value of its last change before the moment; else the old value of its first change after it;
else the value it has never changed from. So a row that was altered behind the history's back alters no past that the
history tells of.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol


class Change(Protocol):
    """One event: when, and the changed fields with their old and new values."""

    @property
    def at(self) -> datetime: ...
    @property
    def before(self) -> Mapping[str, Any]: ...
    @property
    def after(self) -> Mapping[str, Any]: ...


def state_at(current: Mapping[str, Any], changes: Iterable[Change], moment: datetime) -> dict[str, Any]:
    """The fields of ``current`` as they were at ``moment``; ``changes`` are all there are, in order. What happens at
    the very moment has not happened yet."""
    told: dict[str, Any] = {}
    later: dict[str, Any] = {}
    for change in changes:
        if change.at < moment:
            told.update(change.after)
        else:
            for name, old in change.before.items():
                later.setdefault(name, old)
    state = dict(current)
    state.update((name, old) for name, old in later.items() if name in state)
    state.update((name, new) for name, new in told.items() if name in state)
    return state
