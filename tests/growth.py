"""What a reader costs, as a ratio in one run: seconds alone would judge the machine."""

import time
from collections.abc import Callable

MORE = 6
"""How many times longer the second text is."""


def growth(make: Callable[[int], str], read: Callable[[str], object], length: int) -> float:
    """CPU for a text ``MORE`` times as long, as a multiple of that for ``length``: ``MORE`` when it grows evenly, its
    square when every piece is held against every other."""
    return _cpu(read, make(MORE * length)) / _cpu(read, make(length))


def _cpu(read: Callable[[str], object], text: str) -> float:
    best = float("inf")
    for _ in range(2):
        begun = time.process_time()
        read(text)
        best = min(best, time.process_time() - begun)
    return max(best, 0.002)
