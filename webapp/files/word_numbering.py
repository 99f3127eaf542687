"""Word's automatic numbers, worked out again: they are not in the text, and section numbers matter here.

Source: ECMA-376 part 1, 17.9. A paragraph names a list (numId) and a level; the list names an abstract list, whose
levels say how to count and how to print ("%1.%2)" prints the counters of levels 1 and 2).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from webapp.files.legacy_fonts import decoded, encoding_of, is_legacy
from webapp.files.word_package import Element, attribute, child, children, is_on

LEVELS = 9

_DASHES = "-–—"
_LARGE = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_ROMAN = (*_LARGE, (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """``number`` in upper-case Roman figures; plain digits outside 1..3999."""
    if not 0 < number < 4000:
        return str(number)
    figures = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        figures += sign * count
    return figures


def letter(number: int) -> str:
    """``number`` as Word's letters: A..Z, then AA, BB...; plain digits outside 1..780."""
    if not 0 < number <= 780:
        return str(number)
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_FORMATS: dict[str, Callable[[int], str]] = {
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": letter,
    "lowerLetter": lambda number: letter(number).lower(),
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda number: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: first number, format, printed pattern, and the style that stands for it."""

    start: int
    format: str
    pattern: str
    legal: bool
    restart_after: int | None
    style: str | None

    def restarts_after(self, level: int) -> bool:
        """Whether a paragraph of the higher ``level`` (from 0) makes this level count from its start again."""
        return self.restart_after is None or level < self.restart_after

    def figure(self, number: int, *, legal: bool) -> str:
        return str(number) if legal else _FORMATS.get(self.format, str)(number)


@dataclass(slots=True)
class _List:
    """An abstract list and where its counting stands (None: that level has not been used yet)."""

    levels: dict[int, _Level]
    style_link: str | None
    counters: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says of numbering."""

    number_id: str | None
    level: int | None
    parent: str | None


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else default


def _level(element: Element) -> _Level:
    restart = attribute(child(element, "lvlRestart"))
    return _Level(
        start=_integer(attribute(child(element, "start")), 1),
        format=attribute(child(element, "numFmt")) or "decimal",
        pattern=_pattern(element),
        legal=is_on(child(element, "isLgl")),
        restart_after=None if restart is None else _integer(restart, LEVELS),
        style=attribute(child(element, "pStyle")),
    )


def _pattern(element: Element) -> str:
    """What is printed around the numbers, in the font that the level names for them."""
    said = attribute(child(element, "lvlText")) or ""
    encoding = encoding_of(attribute(child(element, "rPr", "rFonts"), "hAnsi"))
    return decoded(said, encoding) if encoding and is_legacy(said, encoding) else said


def _levels(element: Element) -> dict[int, _Level]:
    return {_integer(attribute(lvl, "ilvl"), 0): _level(lvl) for lvl in children(element, "lvl")}


class Numbering:
    """The lists of one document. Ask ``label`` for each paragraph, once, in document order: it counts."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        """``numbering`` and ``styles`` are the roots of those parts, None where the document has none."""
        self._styles: dict[str, _Style] = {}
        self._default_style: str | None = None
        self._lists: dict[str, tuple[_List, Element]] = {}
        self._begun: set[tuple[str, int]] = set()
        if styles is not None:
            self._read_styles(styles)
        if numbering is not None:
            self._read_lists(numbering)

    def _read_styles(self, styles: Element) -> None:
        for style in children(styles, "style"):
            name = attribute(style, "styleId") or ""
            number = child(style, "pPr", "numPr")
            level = attribute(child(number, "ilvl"))
            self._styles[name] = _Style(
                number_id=attribute(child(number, "numId")),
                level=None if level is None else _integer(level, 0),
                parent=attribute(child(style, "basedOn")),
            )
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on"):
                self._default_style = name

    def _read_lists(self, numbering: Element) -> None:
        abstract_lists: dict[str, _List] = {}
        for abstract in children(numbering, "abstractNum"):
            link = attribute(child(abstract, "numStyleLink"))
            abstract_lists[attribute(abstract, "abstractNumId") or ""] = _List(_levels(abstract), link)
        for num in children(numbering, "num"):
            abstract_list = abstract_lists.get(attribute(child(num, "abstractNumId")) or "")
            if abstract_list is not None:
                self._lists[attribute(num, "numId") or ""] = (abstract_list, num)
        for number_id, (abstract_list, num) in list(self._lists.items()):
            linked = self._lists.get(self._style_number(abstract_list.style_link)[0] or "")
            if linked is not None:
                self._lists[number_id] = (linked[0], num)

    def _style_number(self, name: str | None) -> tuple[str | None, int | None, str | None]:
        """The list and level a style gives, and the style in its line of descent that names the list."""
        level: int | None = None
        seen: set[str] = set()
        while name is not None and name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            level = style.level if level is None else level
            if style.number_id is not None:
                return style.number_id, level, name
            name = style.parent
        return None, level, None

    def label(self, properties: Element | None) -> str:
        """The number or bullet Word prints before the paragraph with these ``properties`` (w:pPr); may be empty."""
        style_name = attribute(child(properties, "pStyle")) or self._default_style
        number_id, level, named_by = self._style_number(style_name)
        own = child(properties, "numPr")
        if own is not None:
            own_id, own_level = attribute(child(own, "numId")), attribute(child(own, "ilvl"))
            level = _integer(own_level, 0) if own_level is not None else level
            number_id, named_by = (own_id, None) if own_id is not None else (number_id, named_by)
        if number_id is None or number_id not in self._lists:
            return ""
        the_list, num = self._lists[number_id]
        if level is None:
            level = next((n for n, lvl in the_list.levels.items() if named_by and lvl.style == named_by), 0)
        return self._count(the_list, num, number_id, min(level, LEVELS - 1))

    def _count(self, the_list: _List, num: Element, number_id: str, at: int) -> str:
        levels = the_list.levels | self._overrides(num, at)
        if at not in levels:
            return ""
        restart = self._restart(num, number_id, at)
        before = the_list.counters[at]
        if restart is not None:
            the_list.counters[at] = restart
        else:
            the_list.counters[at] = levels[at].start if before is None else before + 1
        for deeper in range(at + 1, LEVELS):
            if deeper not in levels or levels[deeper].restarts_after(at):
                the_list.counters[deeper] = None
        return _printed(levels, the_list.counters, at)

    def _overrides(self, num: Element, at: int) -> dict[int, _Level]:
        return {  # the last of several overrides wins
            at: _level(lvl)  # noqa: B035
            for override in children(num, "lvlOverride")
            if _integer(attribute(override, "ilvl"), 0) == at
            for lvl in children(override, "lvl")
        }

    def _restart(self, num: Element, number_id: str, at: int) -> int | None:
        """The number to start from again, the first time this list is used at this level and asks for it."""
        if (number_id, at) in self._begun:
            return None
        self._begun.add((number_id, at))
        for override in children(num, "lvlOverride"):
            start = attribute(child(override, "startOverride"))
            if _integer(attribute(override, "ilvl"), 0) == at and start is not None:
                return _integer(start, 1)
        return None


def _printed(levels: dict[int, _Level], counters: list[int | None], at: int) -> str:
    level = levels[at]
    if level.format == "bullet":
        return _bullet(level.pattern)

    def figure(place: re.Match[str]) -> str:
        n = int(place[1]) - 1
        if n not in levels:
            return ""
        number = counters[n]
        return levels[n].figure(levels[n].start if number is None else number, legal=level.legal)

    return re.sub(r"%([1-9])", figure, level.pattern).strip()


def _bullet(sign: str) -> str:
    """Dash, plus and star are levels of a Vietnamese document and stay; any picture of a bullet is a dash."""
    return sign.strip() if sign.strip() in ("+", "*") else _DASHES[0]
