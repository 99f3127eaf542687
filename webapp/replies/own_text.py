"""The person's own words in the lines of a mail: what we sent, what is quoted and what signs taken away."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from webapp.replies.charsets import tidy
from webapp.replies.quote_heads import (
    DIVIDERS,
    FORWARDED,
    OUR_MARK,
    RULE,
    attribution,
    header_block,
    leads_in,
    share_line,
)
from webapp.replies.sent_lines import SentText
from webapp.replies.signatures import without_signature

_MARKS = re.compile(r"[ \t]{0,3}((?:>[ \t]?)+)(?!From )")
_INITIALS = re.compile(r"[ ]?([A-Z][A-Za-z]{1,3}>+|\|)(?: |$)")
_GROUPWISE = re.compile(r">>> .{3,200}>>>\s*")
_WRAPPED = 62
_REST = 32


@dataclass(slots=True)
class _Line:
    text: str
    depth: int
    own: bool = True


@dataclass(frozen=True, slots=True)
class OwnText:
    """The own words, and whether a mail was passed on below them."""

    text: str
    forwarded: bool


def own_words(lines: Sequence[str], sent: SentText) -> OwnText:
    """The words the person wrote, paragraph by paragraph; answers between quoted lines are kept in order."""
    marked = [_marked(line) for line in _without_armour([part for line in lines for part in share_line(tidy(line))])]
    _mark_initials(marked)
    for line in marked:
        line.own = line.depth == 0
    cut = _walk(marked)
    if sent:
        _subtract(marked, sent)
    text = _joined(marked[:cut])
    if not text and sent and cut < len(marked):
        text = _joined(marked)
    forwarded = any(DIVIDERS.fullmatch(line.text) and FORWARDED.search(line.text) for line in marked)
    return OwnText(text, forwarded)


def _mark_initials(lines: list[_Line]) -> None:
    """Lines marked with the initials of whom they quote ("JD> "), or with a bar, where several are."""
    found = [(line, _INITIALS.match(line.text)) for line in lines if line.depth == 0]
    count = Counter(match[1] for _line, match in found if match)
    for line, match in found:
        if match and count[match[1]] >= 2:
            line.text, line.depth = line.text[match.end() :], 1


def _without_armour(lines: list[str]) -> list[str]:
    """The lines without the frame of a signature typed into them (OpenPGP)."""
    kept, skip = [], False
    for line in lines:
        if line.startswith("-----BEGIN PGP SIGNED MESSAGE-----"):
            skip = True
        elif line.startswith("-----BEGIN PGP SIGNATURE-----"):
            break
        elif not skip:
            kept.append(line.removeprefix("- ") if line.startswith("- -") else line)
        skip = skip and bool(line.strip())
    return kept


def _marked(line: str) -> _Line:
    found = _MARKS.match(line)
    if not found or _GROUPWISE.fullmatch(line):
        return _Line(line.removeprefix(">") if line.startswith(">From ") else line, 0)
    return _Line(line[found.end() :], found[1].count(">"))


def _walk(lines: list[_Line]) -> int:
    """Take away each head of a quotation; the place from which all that follows is quoted without marks."""
    n = 0
    while n < len(lines):
        taken = _head(lines, n) if lines[n].depth == 0 and lines[n].text.strip() else 0
        if taken:
            for line in lines[n : n + taken]:
                line.own = False
            if not _marked_below(lines, n + taken):
                _close(lines, n)
                return n
        n += taken or 1
    _take_wrapped_rests(lines)
    _take_lead_ins(lines)
    return len(lines)


def _head(lines: list[_Line], n: int) -> int:
    """How many lines from ``n`` introduce a quotation."""
    texts = [line.text if line.depth == 0 else "" for line in lines[n : n + 14]]
    if OUR_MARK.fullmatch(texts[0]) or DIVIDERS.fullmatch(texts[0]):
        block = next((k for k, text in enumerate(texts[1:4], 1) if text.strip()), 0)
        return block + header_block(texts[block:]) if block and header_block(texts[block:]) else 1
    if RULE.fullmatch(texts[0]) and len(texts) > 1:
        block = next((k for k, text in enumerate(texts[1:3], 1) if text.strip()), 0)
        return block + header_block(texts[block:]) if block and header_block(texts[block:]) else 0
    return header_block(texts) or attribution(texts)


def _marked_below(lines: list[_Line], n: int) -> bool:
    """Whether the quotation that begins at ``n`` is marked line by line, so that answers may stand between."""
    following = [line for line in lines[n : n + 40] if line.text.strip() or line.depth]
    return bool(following) and following[0].depth > 0


def _close(lines: list[_Line], n: int) -> None:
    for line in lines[n:]:
        line.own = line.own and line.depth == 0


def _take_wrapped_rests(lines: list[_Line]) -> None:
    """A few words that fell out of a quoted line when it was wrapped once more."""
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        broken = before.depth and not line.depth and after.depth and len(before.text) >= _WRAPPED
        if broken and len(line.text) <= _REST and line.text[:1].islower() and after.text.strip():
            line.own = False


def _take_lead_ins(lines: list[_Line]) -> None:
    """What stands right above a marked quotation and leads it in, in languages that no list knows."""
    for n in range(1, len(lines)):
        if lines[n].depth == 0 or lines[n - 1].depth:
            continue
        end = n if lines[n - 1].text.strip() else n - 1
        above = [line.text if line.depth == 0 and line.own else "" for line in lines[max(0, end - 3) : end]]
        for line in lines[end - leads_in(above) : end]:
            line.own = False


def _subtract(lines: list[_Line], sent: SentText) -> None:
    for line, ours in zip(lines, sent.ours([line.text for line in lines]), strict=True):
        line.own = line.own and not ours and not OUR_MARK.fullmatch(line.text)


def _joined(lines: Sequence[_Line]) -> str:
    kept: list[str] = []
    for run in _runs(lines):
        kept += [*without_signature(run), ""]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in kept)).strip()


def _runs(lines: Sequence[_Line]) -> Iterator[list[str]]:
    for own, run in groupby(lines, key=lambda line: line.own):
        texts = [line.text for line in run]
        if own and any(text.strip() for text in texts):
            yield texts
