"""Text in format=flowed (RFC 3676): a line that ends in a space goes on in the next of the same quote depth."""

import re

_MARKS = re.compile(r">*")


def unflow(lines: list[str], joined: bool = False) -> list[str]:
    """The paragraphs as lines, quotes marked "> "; ``joined`` (DelSp) drops the space at which a line was broken."""
    flat: list[str] = []
    open_depth = -1
    for line in lines:
        marks = _MARKS.match(line)
        depth = len(marks[0]) if marks else 0
        text = line[depth:].removeprefix(" ")
        if depth == open_depth and text != "-- ":
            flat[-1] += text
        else:
            flat.append(("> " * depth if depth else "") + text)
        soft = text.endswith(" ") and text != "-- "
        open_depth = depth if soft else -1
        if soft and joined:
            flat[-1] = flat[-1][:-1]
    return flat
