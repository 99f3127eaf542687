"""Who reviewed how much of a draft, where more than one person did."""

from collections import Counter
from collections.abc import Iterable
from typing import Protocol


class Judged(Protocol):
    """A proposal as far as its reviewer goes."""

    @property
    def checked(self) -> bool: ...
    @property
    def judged_by(self) -> str | None: ...


def by_each(rows: Iterable[Judged]) -> tuple[tuple[str, int], ...]:
    """(name, how many they checked), who did most first; nothing when one person did it all."""
    counts = Counter(row.judged_by for row in rows if row.checked and row.judged_by)
    return tuple((name, count) for name, count in counts.most_common() if name) if len(counts) > 1 else ()
