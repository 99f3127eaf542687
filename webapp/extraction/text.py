"""The text itself: one cleaned text that every span points into, and the forms in which it is matched.

``clean`` mends what copying, converting and page breaks did to a document; it never mends its wording. Each
paragraph of the result stands alone between blank lines, so that cleaning twice changes nothing.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

UPPER = "".join(filter(str.isupper, map(chr, [*range(0x41, 0x5B), *range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)])))
"""The capitals of Vietnamese, for a character class."""

ITEM = re.compile(
    r"(?!V/v)(?:[IVX]{1,6}|\d{1,2}(?:\.\d{1,2}){0,3}|[A-HĐa-eg-hđ])\s?[.)/-](?=\s|[^\W\d_])|\(\d{1,2}\)\s"
    r"|[-–—•·+●]\s?(?=[^\W\d_]|[(\"“])|(?:Điều|Chương|Phần|Mục)\s+(?:\d|[IVX]+\b|thứ)|Nơi nhận|Căn cứ\s"
)
"""How a new item of a document starts."""

_INVISIBLE = re.compile("[\0\u00ad\u200b-\u200f\u2060\ufeff]")
_LINE_END = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_STAR_BULLET = re.compile(r"\s*\* +[^*\s]")
_EMPTY_FIRST = re.compile(r"^\| ?(?=\|)")
"""A row whose first cell is empty: the cell is kept, or every other would stand in its neighbour's place."""
_FOOTNOTE = re.compile(r"[⁽⁰¹²³⁴-⁹]")
_NOTE_MARK = re.compile(r"(?<=\S)⁽[⁰¹²³⁴-⁹]+⁾")
"""The number of a footnote behind a word; at the start of a line it begins the footnote itself and stays."""
_FURNITURE = re.compile(
    r"[-–\s]*(?:page break|\d{1,3})[-–\s]*|.{0,70}\btrang \d{1,3}(?: ?/ ?\d{1,3})?\s*|công báo[ /].*\d.*", re.I
)
_PAGE_BREAK = "\f"
_GLUED = re.compile(rf"([IVX]{{1,5}}[.)/-] ?[{UPPER}, -]{{4,}}?) ?(?=\d{{1,2}}[.)] ?[{UPPER}][^{UPPER}])")
_UNFINISHED = re.compile(
    r"(?:[,(/]|[Ss]ố:|\b(?:và|của|các|những|với|về|tại|cho|số|do|theo|là|từ|đến|trong|trên|giữa|cùng|qua|hoặc|để|nhằm|ngày"
    r"|tháng|năm))$"
)
_BARE_NUMBER = re.compile(
    r"(?:Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC|Điều|ĐIỀU)(?: thứ| THỨ)? (?:[IVXLC]+|\d{1,3}|[^\W\d_]{2,4})[.:]?"
)
"""A chapter's number on a line of its own; its title is the next."""
_NUMBER_NEXT = re.compile(r"(?<!đổi )(?<!tế )(?<!hội )(?<!nghệ )(?<!ký )(?<!bạ )\b[Ss]ố:?$")
"""After "số" a number follows, unless it is the "số" of "chuyển đổi số", "kinh tế số"."""
_ENDED = re.compile(r"[.;:!?…]$")
_CUT_FROM = 60
"""Characters from which an unfinished paragraph is a sentence cut by a page, and not a heading."""
_SENTENCE_FROM = 130
"""Characters from which a numbered place is a sentence even if the next page begins with a capital."""
_DASHED = re.compile(r"[-–] [^\W\d_]")
_PASSES = 9
"""Passes after the first; one finds nothing more to mend, but joined lines may show new furniture."""
_WIDEST = 130
"""Characters per line beyond which a document is not hard-wrapped."""
_MARKER = 6
"""Characters below which the left piece of a line is an item's number, not a column."""
_HEAD_UP_TO = 20
"""Characters of a line that may stand alone above a paragraph of a wrapped document."""


def clean(raw: str) -> str:
    """The document's words in order: NFC, no markup, no page furniture, one paragraph between blank lines.

    Glued headings are parted; wrapped lines and sentences cut by a page or a footnote are joined again, the
    footnote following its paragraph. Wording and typing errors stay. ``clean(clean(x)) == clean(x)``.
    """
    text = _mend(raw)
    for _ in range(_PASSES):
        text, before = _mend(text), text
        if text == before:
            break
    return text


def _mend(raw: str) -> str:
    lines = [piece for line in _unmarked(raw) for piece in _columns(line)]
    joiner = _Joiner(_wrap_width(lines))
    for line in lines:
        joiner.take(line)
    return "\n\n".join(piece for paragraph in joiner.finish() for piece in _unglued(paragraph))


def _unmarked(raw: str) -> list[str]:
    """The lines without markdown's marks; a list bulleted with stars keeps its bullets as dashes."""
    text = _LINE_END.sub("\n", unicodedata.normalize("NFC", _INVISIBLE.sub("", raw)))
    lines = text.split("\n")
    filled = [n for n, line in enumerate(lines) if line.strip()]
    starred = {n for n in filled if _STAR_BULLET.match(lines[n])}
    pairs = pairwise(filled)
    for n in {n for pair in pairs if starred.issuperset(pair) for n in pair}:
        lines[n] = "- " + lines[n].lstrip("* ")
    return unicodedata.normalize("NFC", _plain("\n".join(lines))).split("\n")


def _plain(text: str) -> str:
    text = _NOTE_MARK.sub("", re.sub(r"\\+(?=[^\w\s])", "", text))
    return re.sub(r"\(\*\)|\*+", lambda found: found[0] if found[0] == "(*)" else "", text)


def _columns(line: str) -> Iterator[str]:
    """The pieces of a line set side by side (letterhead, signature); "" for a blank or a mere rule."""
    if _FURNITURE.fullmatch(_tidy(line)):
        yield _PAGE_BREAK
        return
    pieces = [piece for piece in re.split(r"\s*\t\s*|\s{4,}", line.strip()) if piece]
    if len(pieces) > 1 and len(pieces[0]) < _MARKER:
        pieces[:2] = [" ".join(pieces[:2])]
    for piece in pieces or [""]:
        yield _tidy(piece)
        if len(pieces) > 1:
            yield ""


def _tidy(line: str) -> str:
    tidy = _EMPTY_FIRST.sub("… ", " ".join(line.split())).lstrip("|#> ").rstrip("| ")
    return tidy if any(map(str.isalnum, tidy)) else ""


def _wrap_width(lines: list[str]) -> int | None:
    """The width at which the document was wrapped, or None where each line is a paragraph."""
    prose = [line for line in lines if "|" not in line]
    lengths = sorted(len(line) for line in prose if line)
    continued = sorted(len(line) for line, after in pairwise(prose) if line and after)
    if not continued or lengths[len(lengths) * 49 // 50] > _WIDEST:
        return None
    return continued[len(continued) * 9 // 10]


def _unglued(paragraph: str) -> list[str]:
    found = _GLUED.match(paragraph)
    return [found[1].rstrip(), paragraph[found.end() :]] if found else [paragraph]


class _Joiner:
    """Puts lines together to paragraphs, one line at a time."""

    def __init__(self, width: int | None) -> None:
        self._width = width
        self._paragraphs: list[str] = []
        self._notes: list[str] = []
        self._target = self._paragraphs
        self._last = ""
        self._fresh = True
        self._page_broken = False

    def take(self, line: str) -> None:
        """Read one line, already without marks; "" for a blank one, ``_PAGE_BREAK`` for the furniture of a page."""
        if not line or line == _PAGE_BREAK:
            self._fresh = True
            self._page_broken |= bool(line)
            return
        if self._continues(line):
            self._target[-1] += " " + line
        else:
            self._begin(line)
        self._last, self._fresh, self._page_broken = line, False, False

    def finish(self) -> list[str]:
        """The paragraphs in order, each footnote after the paragraph it interrupted."""
        return self._paragraphs + self._notes

    def _begin(self, line: str) -> None:
        if self._fresh and _FOOTNOTE.match(line):
            self._target = self._notes
        else:
            self._paragraphs += self._notes
            self._notes.clear()
            self._target = self._paragraphs
        self._target.append(line)

    def _continues(self, line: str) -> bool:
        if "|" in line or _FOOTNOTE.match(line) or (ITEM.match(line) and not self._inside(line)):
            return False
        if not self._fresh:
            return _wraps(self._last, line, self._width)
        self._target = self._paragraphs
        if not self._paragraphs:
            return False
        if _BARE_NUMBER.fullmatch(self._paragraphs[-1]):
            return True
        if _ENDED.search(self._paragraphs[-1]):
            return False
        cut = len(self._paragraphs[-1])
        if line[0].islower() or _UNFINISHED.search(self._paragraphs[-1]):
            return self._page_broken or (line[0].islower() and cut >= _CUT_FROM)
        return self._page_broken and (cut >= _SENTENCE_FROM or not ITEM.match(self._paragraphs[-1]))

    def _inside(self, line: str) -> bool:
        """Whether what looks like an item goes on with its line: "Số" and its number, "chính trị" and "- xã hội"."""
        if _NUMBER_NEXT.search(self._last):
            return True
        full = not self._fresh and _is_full(self._last, line, self._width)
        return full and bool(_DASHED.match(line)) and not _ENDED.search(self._last)


def _wraps(last: str, line: str, width: int | None) -> bool:
    """Whether ``line`` continues the paragraph whose line before was ``last``, both in one block."""
    full = _is_full(last, line, width)
    if last.isupper() or line.isupper():
        return line.isupper() and (full or bool(ITEM.match(last) or _UNFINISHED.search(last)))
    if full or line[0].islower() or _UNFINISHED.search(last):
        return True
    return width is not None and len(last) >= _HEAD_UP_TO and not _ENDED.search(last)


def _is_full(last: str, line: str, width: int | None) -> bool:
    """Whether the next line's first word had no room on the line before."""
    first = line.split(" ", 2)[:2] if _DASHED.match(line) else line.split(" ", 1)[:1]
    return width is not None and len(last) + 1 + len(" ".join(first)) > width


@dataclass(frozen=True, slots=True)
class Words:
    """A text in three dresses of equal length, so that one offset serves all.

    ``text`` as written; ``even`` with one placement of tone marks (uỷ, hoà as ủy, hòa); ``low`` in lower case too.
    """

    text: str
    even: str
    low: str

    @classmethod
    def of(cls, text: str) -> "Words":
        """The dresses of ``text``, which should be NFC."""
        even = _OLD_TONES.sub(lambda found: _NEW_TONE[found[0]], text)
        even = _MISREAD_WITH.sub("với", _MISREAD.sub(lambda found: _as_uo(found[0]), even))
        low = even.lower()
        if len(low) != len(even):
            low = "".join(c.lower() if len(c.lower()) == 1 else c for c in even)
        return cls(text, even, low)


def _tone_pairs() -> Iterator[tuple[str, str]]:
    """Old and new placement of each tone on the rhymes "oa", "oe", "uy"."""
    for first, second in ("oa", "oe", "uy", "Oa", "Oe", "Uy", "OA", "OE", "UY"):
        for tone in "\u0300\u0301\u0303\u0309\u0323":
            old, new = first + second + tone, first + tone + second
            yield unicodedata.normalize("NFC", old), unicodedata.normalize("NFC", new)


_MISREAD = re.compile("(?<![qQ])(?:[uU][oóòỏõọơớờởỡợ]|[ưƯ][oóòỏõọ])(?=[ncmptiu])")
"""The rhyme "ươ" as a scanner misreads it ("huóng", "trưóc"); no syllable is written so."""
_MISREAD_WITH = re.compile("(?<=hợp )v[oóôốơờ]i(?= )")
_TONE_MARKS = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def _as_uo(misread: str) -> str:
    """ "ươ" with the tone and the capital of its misreading."""
    tone = _TONE_MARKS.search(unicodedata.normalize("NFD", misread[1]))
    return ("Ư" if misread[0] in "UƯ" else "ư") + unicodedata.normalize("NFC", "ơ" + (tone[0] if tone else ""))


_NEW_TONE = dict(_tone_pairs())
_OLD_TONES = re.compile(rf"(?<![qQ])(?:{'|'.join(_NEW_TONE)})\b")


def fold(text: str) -> str:
    """The text for comparing: no case, no marks, đ as d, "qui" as "quy", single spaces."""
    bare = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return re.sub(r"\bqui\b", "quy", " ".join(re.sub(r"[\u0300-\u036f]", "", bare).split()))


def search_terms(text: str) -> str:
    """The folded words and numbers of ``text``, one space between: "12-KH/TU" is "12 kh tu"."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))
