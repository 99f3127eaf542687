"""The mails we sent, to be taken out of an answer line by line, however they were pasted or wrapped."""

import re
from collections.abc import Sequence

from webapp.replies.charsets import tidy

_LONG = 40
"""Characters from which a line found in our mail is ours even when it stands alone; a person may type a shorter one."""
_SHORT = 4


class SentText:
    """What we sent, in one string without spaces or signs, so that wrapping and quote marks do not matter."""

    def __init__(self, sent: Sequence[str]) -> None:
        self._texts = [_letters(text) for text in sent]
        self._lines = {_letters(line) for text in sent for line in tidy(text).split("\n")} - {""}

    def __bool__(self) -> bool:
        return any(self._texts)

    def ours(self, lines: list[str]) -> list[bool]:
        """For each line (free of quote marks) whether it is ours: a long one by itself, a short one beside another."""
        keys = [_letters(line) for line in lines]
        filled = [n for n, key in enumerate(keys) if key]
        ours = [False] * len(lines)
        for place, n in enumerate(filled):
            if not self._holds(keys[n]):
                continue
            before = keys[filled[place - 1]] if place else ""
            after = keys[filled[place + 1]] if place + 1 < len(filled) else ""
            ours[n] = len(keys[n]) >= _LONG or self._together(before, keys[n]) or self._together(keys[n], after)
        return ours

    def alone(self, line: str) -> bool:
        """Whether a line is a whole line of ours."""
        return _letters(line) in self._lines

    def names(self, words: str) -> bool:
        """Whether ``words`` (a document's number) stand in what we sent."""
        return any(_letters(words) in text for text in self._texts)

    def _holds(self, key: str) -> bool:
        return any(key in text for text in self._texts)

    def _together(self, first: str, second: str) -> bool:
        """Two lines in a row, as they are in our mail."""
        return bool(first and second) and len(first + second) > _SHORT and self._holds(first + second)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", tidy(text).casefold())
