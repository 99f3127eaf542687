"""Which known agency a written name means: spelling, abbreviations and doubled words aside; never a guess.

Names are compared whole. A near name counts only when it is near enough, clearly nearer than the next one, and
differs in no word altogether ("Hàm Thuận Bắc" is not "Hàm Thuận Nam").
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from webapp.extraction.text import Words, fold

NEAR = 88.0
"""Least likeness (0..100) of a name that is not the same."""
MARGIN = 8.0
"""Least distance to the likeness of the next other agency."""
SAME_WORD = 50.0
"""Least likeness of two words that stand at the same place."""

_ABBREVIATIONS = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "ubmttq": "uy ban mat tran to quoc",
    "mttq": "mat tran to quoc",
    "ldld": "lien doan lao dong",
    "lhpn": "lien hiep phu nu",
    "ubkt": "uy ban kiem tra",
    "tw": "trung uong",
    "btv": "ban thuong vu",
    "btt": "ban thuong truc",
    "bcs": "ban can su",
    "tu": "tinh uy",
    "ld": "lao dong",
    "vn": "viet nam",
}
_LONGEST_ALIAS = 200
_MANY = re.compile(r"(?:các|những|mọi|mỗi|từng|một số)\b")
_PASSING = re.compile(r"\b(?:liên quan|khác|(?:nêu|nói) trên|trên đây|cùng cấp|này|được (?:giao|phân công))\b")
"""Words by which a name means somebody else in every document."""
_DOUBLED_UP_TO = 6
"""Words of the longest run that is looked for twice in a row."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something that can be meant: an agency or a group of agencies ("agency", "group"), with all its names."""

    kind: str
    id: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What a written name means; ``score`` is its likeness, 100 when the names are the same (``exact``)."""

    kind: str
    id: int
    score: float
    exact: bool


def canonical(written: str) -> str:
    """A name for comparing: folded, without brackets and marks, abbreviations written out, doubled words once."""
    bare = re.sub(r"\([^)]*\)?", " ", fold(written))
    words: list[str] = []
    for word in re.findall(r"[^\W_]+", bare):
        words += _ABBREVIATIONS.get(word, word).split()
    return " ".join(_once(words))


def is_lasting(written: str, *, of_group: bool) -> bool:
    """Whether a name as written can stand for the same agency (or group) in the next document too.

    One word is too little, and a run of many ("các sở") is no name of one agency.
    """
    name = Words.of(written).low
    if len(written) > _LONGEST_ALIAS or len(name.split()) < 2 or _PASSING.search(name):
        return False
    return of_group or not _MANY.match(name)


def _once(words: list[str]) -> list[str]:
    """Without the second of two equal runs of words ("Tỉnh ủy Tỉnh ủy")."""
    place = 0
    while place < len(words):
        for size in range(min(_DOUBLED_UP_TO, (len(words) - place) // 2), 0, -1):
            if words[place : place + size] == words[place + size : place + 2 * size]:
                del words[place : place + size]
                break
        else:
            place += 1
    return words


class Directory:
    """All agencies and groups that a name can mean."""

    __slots__ = ("_known",)

    def __init__(self, names: Iterable[Named]) -> None:
        self._known: dict[str, set[tuple[str, int]]] = {}
        for named in names:
            for name in named.names:
                self._known.setdefault(canonical(name), set()).add((named.kind, named.id))

    def resolve(self, written: str) -> Match | None:
        """What ``written`` means; None for a name that is unknown or that means two."""
        name = canonical(written)
        if name in self._known:
            return self._only(name, 100.0, exact=True)
        likeness = {known: fuzz.ratio(name, known) for known in self._known}
        best = max(likeness, key=likeness.__getitem__, default=None)
        if best is None or likeness[best] < NEAR or not _same_words(name, best):
            return None
        others = (score for known, score in likeness.items() if not self._known[known] & self._known[best])
        if likeness[best] - max(others, default=0.0) < MARGIN:
            return None
        return self._only(best, likeness[best], exact=False)

    def _only(self, name: str, score: float, *, exact: bool) -> Match | None:
        meant = self._known[name]
        if len(meant) != 1:
            return None
        kind, number = next(iter(meant))
        return Match(kind, number, score, exact)


def _same_words(one: str, other: str) -> bool:
    """Whether no word of one stands for a wholly different word of the other."""
    ours, theirs = one.split(), other.split()
    if len(ours) != len(theirs):
        return True
    return all(fuzz.ratio(a, b) >= SAME_WORD for a, b in zip(ours, theirs, strict=True))
