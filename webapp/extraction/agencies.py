"""Which known agency a written name means: spelling, abbreviations and doubled words aside; never a guess.

Names are compared whole, with their marks ("Hàm Thắng" is not "Hàm Thăng") unless the writer used none at all. Of
slips only a letter struck twice or two letters that changed places count: any other letter may make another agency
("Sở Nội vụ", "Sở Ngoại vụ"), so such a name is proposed as a new one.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from webapp.extraction.text import Words, fold

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
_SHORTEST_SLIP = 3
"""Letters below which a word is too short to tell a slip from another word."""
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
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


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a name: ``bare`` without marks, ``marked`` with them, its tone last; None where it was abbreviated."""

    bare: str
    marked: str | None


def canonical(written: str) -> str:
    """A name for comparing: folded, without brackets and marks, abbreviations written out, doubled words once."""
    return " ".join(word.bare for word in _words_of(written))


def _words_of(written: str) -> list[_Word]:
    words: list[_Word] = []
    for word in re.findall(r"[^\W_]+", re.sub(r"\([^)]*\)?", " ", unicodedata.normalize("NFC", written))):
        bare = fold(word)
        if bare in _ABBREVIATIONS:
            words += [_Word(each, None) for each in _ABBREVIATIONS[bare].split()]
        elif bare:
            words.append(_Word(bare, _marked(word)))
    return _once(words)


def _marked(word: str) -> str:
    """The word in small letters with its marks, its tone at the end wherever it was set; "quí" as "quý"."""
    letters = unicodedata.normalize("NFD", word.casefold())
    plain = unicodedata.normalize("NFC", _TONES.sub("", letters))
    return re.sub(r"^qui$", "quy", plain) + "".join(_TONES.findall(letters))


def is_lasting(written: str, *, of_group: bool) -> bool:
    """Whether a name as written can stand for the same agency (or group) in the next document too.

    One word is too little, and a run of many ("các sở") is no name of one agency.
    """
    name = Words.of(written).low
    if len(written) > _LONGEST_ALIAS or len(name.split()) < 2 or _PASSING.search(name):
        return False
    return of_group or not _MANY.match(name)


def _once(words: list[_Word]) -> list[_Word]:
    """Without the second of two equal runs of words ("Tỉnh ủy Tỉnh ủy")."""
    place = 0
    while place < len(words):
        for size in range(min(_DOUBLED_UP_TO, (len(words) - place) // 2), 0, -1):
            if [word.bare for word in words[place : place + size]] == [
                word.bare for word in words[place + size : place + 2 * size]
            ]:
                del words[place : place + size]
                break
        else:
            place += 1
    return words


class Directory:
    """All agencies and groups that a name can mean."""

    __slots__ = ("_known",)

    def __init__(self, names: Iterable[Named]) -> None:
        self._known: dict[str, list[tuple[list[_Word], tuple[str, int]]]] = {}
        for named in names:
            for name in named.names:
                words = _words_of(name)
                self._known.setdefault(_bare(words), []).append((words, (named.kind, named.id)))

    def resolve(self, written: str) -> Match | None:
        """What ``written`` means; None for a name that is unknown or that means two."""
        words = _words_of(written)
        name = _bare(words)
        if name in self._known:
            return self._only(words, name, 100.0)
        slips = [known for known in self._known if _is_slip(name, known)]
        return self._only(words, slips[0], fuzz.ratio(name, slips[0])) if len(slips) == 1 else None

    def _only(self, words: list[_Word], name: str, score: float) -> Match | None:
        meant = {who for known, who in self._known[name] if score < 100.0 or _agree(words, known)}
        if len(meant) != 1:
            return None
        kind, number = next(iter(meant))
        return Match(kind, number, score, exact=score == 100.0)


def _bare(words: list[_Word]) -> str:
    return " ".join(word.bare for word in words)


def _agree(words: list[_Word], known: list[_Word]) -> bool:
    """Whether two names that are alike without marks bear the same marks too, as far as the writer used any."""
    if all(word.marked in (None, word.bare) for word in words):
        return True
    return all(
        one.marked == other.marked or one.marked is None or other.marked is None
        for one, other in zip(words, known, strict=True)
    )


def _is_slip(name: str, known: str) -> bool:
    """Whether one word of ``name`` is the known one with a letter struck twice or two letters in each other's place."""
    ours, theirs = name.split(), known.split()
    if len(ours) != len(theirs):
        return False
    differing = [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
    return len(differing) == 1 and _mistyped(*differing[0])


def _mistyped(word: str, meant: str) -> bool:
    if min(len(word), len(meant)) < _SHORTEST_SLIP or not (word + meant).isalpha() or set(meant) <= set("ivxlc"):
        return False
    if len(word) == len(meant):
        return any(word == meant[:at] + meant[at + 1] + meant[at] + meant[at + 2 :] for at in range(len(meant) - 1))
    return any(word == meant[:at] + meant[at] + meant[at:] for at in range(len(meant)))
