"""Where a duty can sensibly be split in two."""

import re

_JOINTS = re.compile(r"(?<=[;.])\s+|,\s+(?=\w)|\s+và\s+|\s+đồng thời\s+")
SHORTEST = 12
"""Characters that either part keeps at least."""


def cut_points(text: str, start: int, end: int) -> tuple[int, ...]:
    """Offsets at which the words ``text[start:end]`` can be cut, each the first letter of the second part."""
    return tuple(
        joint.end()
        for joint in _JOINTS.finditer(text, start, end)
        if joint.start() - start >= SHORTEST and end - joint.end() >= SHORTEST
    )
