"""The layout of Party documents as values: sizes in points, distances in millimetres.

Two guides are known: HD 36-HD/VPTW for documents up to 2026, and HD 05-HD/VPTW from then on. Where both could be
read they ask for the same, so a layout differs by the guide it is presented under and by the choices that both leave
open (a title of 15 or 16, a body of 14 or 15, lines of 18 to 22 points).
"""

from dataclasses import dataclass, replace

from webapp.rules.thresholds import Thresholds

FONT = "Times New Roman"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
PARTY_SIZE = 15
PARTY_WIDTH = 72.7
"""Millimetres that ``PARTY`` takes in the font, bold: the rule below it is as long as the title."""
HEAD = 14
COPY_LIST = 12
TABLE = 12
ABOUT_IN_LETTER = 12
"""Sizes that no guide leaves open: the parts of the head and of the foot, the copy list, cells, a letter's subject."""

TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
PAGE = (210, 297)
NUMBER_FROM_TOP = 10
FIRST_LINE = 10
BETWEEN = 6
"""Points between two paragraphs."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What one guide asks for, as the office follows it."""

    name: str
    guide: str
    title: int
    about: int
    body: int
    line: int


_DEFAULT = Thresholds()
LAYOUTS = {
    one.name: one
    for one in (
        Layout("2026", _DEFAULT.guide_2026, title=16, about=14, body=14, line=20),
        Layout("2021", _DEFAULT.guide_2021, title=16, about=15, body=15, line=20),
    )
}


def layout_of(office: Thresholds) -> Layout:
    """The layout that the office has chosen, under the guide as the office cites it."""
    guide = {"2026": office.guide_2026, "2021": office.guide_2021}[office.letter_layout]
    return replace(LAYOUTS[office.letter_layout], guide=guide)
