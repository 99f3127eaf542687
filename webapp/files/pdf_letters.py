"""The letters of a PDF page before they are put together to words: old fonts decoded, footnote marks made marks.

A letter is pdfplumber's dictionary: its text, its font, its size and its place. What is changed here is its text.
"""

import re
from collections.abc import Iterable
from itertools import groupby, pairwise
from typing import Any

from pdfminer.encodingdb import EncodingDB

from webapp.files.legacy_fonts import Encoding, decoded, encoding_of, guessed, is_legacy
from webapp.files.plain_text import superscript

Letter = dict[str, Any]
_SMALL = 0.8
"""A digit below this part of its neighbour's size is a mark, if it is raised too."""
_CLIMB = 0.1
_CODE = re.compile(r"\(cid:([0-9]{1,2}|1[0-9]{2}|2[0-4][0-9]|25[0-5])\)")
"""How pdfminer writes a code that the file gives no letter for: in an old font the code is all one needs."""
EncodingDB.encodings["WinAnsiEncoding"][0xAD] = "\u00ad"
"""pdfminer reads a blank here: "ư" in TCVN3, a hyphen that is not seen in other fonts."""
_UNIT = re.compile(r"(?:^|[^^\W\d_])[kcd]?m$")
"""The end of "km" before a raised figure: square kilometres, no footnote."""


def decode(letters: list[Letter]) -> None:
    """Read letters in old Vietnamese fonts as what they look like."""
    old = [letter for letter in letters if encoding_of(letter["fontname"])]
    for letter in old:
        letter["text"] = _CODE.sub(lambda found: chr(int(found[1])), letter["text"])
    unnamed = [letter for letter in letters if not encoding_of(letter["fontname"])]
    guess = guessed("".join(letter["text"] for letter in unnamed))
    for encoding in Encoding:
        mine = [letter for letter in old if encoding_of(letter["fontname"]) is encoding]
        mine += unnamed if encoding is guess else []
        if not mine or not is_legacy("".join(letter["text"] for letter in mine), encoding):
            continue
        if encoding is Encoding.VNI:
            _join_marks(mine)
        for letter in mine:
            letter["text"] = decoded(letter["text"], encoding)
        letters[:] = [letter for letter in letters if letter["text"]]


def is_turned(thing: Letter) -> bool:
    """Whether a letter stands across the page: the matrix it is drawn with climbs."""
    matrix = thing.get("matrix")
    return bool(matrix and abs(matrix[1]) > _CLIMB * abs(matrix[0]))


def _join_marks(letters: list[Letter]) -> None:
    """Move each mark of VNI to the letter it stands on: the pair is one letter, its place the first's."""
    for letter, mark in pairwise(letters):
        pair = letter["text"] + mark["text"]
        if len(pair) == 2 and len(decoded(pair, Encoding.VNI)) == 1:
            letter["text"], mark["text"] = pair, ""
            letter["x1"] = max(letter["x1"], mark["x1"])


def mark_notes(letters: list[Letter]) -> None:
    """Write raised small figures as "⁽¹⁾": the number of a footnote is no part of the word before it."""
    at = 0
    for digits, group in groupby(letters, key=lambda letter: letter["text"].isdecimal()):
        figures = list(group)
        at += len(figures)
        first = at - len(figures)
        near = [*letters[max(0, first - 1) : first], *letters[at : at + 1]]
        if digits and any(_raised(figures[0], other) for other in near) and not _is_power(letters[:first][-4:]):
            for figure in figures:
                figure["text"] = superscript(figure["text"])
            figures[0]["text"] = "⁽" + figures[0]["text"]
            figures[-1]["text"] += "⁾"


def _raised(figure: Letter, other: Letter) -> bool:
    small = figure["size"] < _SMALL * other["size"]
    return bool(small and 0 < other["bottom"] - figure["bottom"] < other["size"] and figure["bottom"] > other["top"])


def _is_power(before: Iterable[Letter]) -> bool:
    return bool(_UNIT.search("".join(letter["text"] for letter in before)))


def sizes(letters: Iterable[Letter]) -> list[float]:
    """The sizes of the letters, blanks apart."""
    return [letter["size"] for letter in letters if letter["text"].strip()]
