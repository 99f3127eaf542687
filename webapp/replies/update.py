"""What an answer says of its task. The one thing that must not happen is to read the opposite of what was written: an
answer counts as certain only when everything in it points the same way, else a person looks at it."""

import re
from datetime import date

from webapp.replies.days import days_in
from webapp.replies.figures import documents_in, progress_in, result_of
from webapp.replies.reply import Update
from webapp.replies.sent_lines import SentText
from webapp.replies.signals import HEDGE, Clause, bare, clauses
from webapp.rules.words import Intent

LONG = 900
"""Characters beyond which an answer is more than an answer."""
_UNTIL = re.compile(
    r"(?:den|toi|sang|cham nhat|truoc|het|ngay|vao|trong|thanh|la) *$|(?:den|toi|sang|cham nhat|truoc) (?:het )?(?:ngay )?$"
)


def read_update(text: str, wrote_on: date | None, ours: SentText | None = None) -> Update:
    """The update in a person's own words ``text``, written on ``wrote_on``; numbers that our mail named are no result."""
    folded, pieces = bare(text), clauses(text)
    intent, certain = _intent(pieces)
    progress, sure_of_progress = _progress(folded, intent)
    named = [
        one
        for one in documents_in(text, folded, wrote_on)
        if not (ours and not one.number.isdigit() and ours.names(one.number))
    ]
    document = result_of(named, folded, wrote_on, done=intent is Intent.DONE) if intent is Intent.DONE else None
    asked, sure_of_day = _asked_due(folded, wrote_on) if intent is Intent.EXTENSION else (None, True)
    if intent is Intent.NONE and progress is not None:
        intent, certain = Intent.IN_PROGRESS, True
    if intent is Intent.DONE and document and document.on and wrote_on and document.on > wrote_on:
        certain = False
    doubt = bool(HEDGE.search(folded)) or len(text) > LONG
    return Update(intent, progress, document, asked, certain and sure_of_progress and sure_of_day and not doubt)


def _intent(pieces: list[Clause]) -> tuple[Intent, bool]:
    """The intent, and whether everything points to it."""
    said = {name for piece in pieces for name in piece.signs}
    if "not_ours" in said:
        return Intent.NOT_OURS, not (said & {"done", "extension"} and _done(pieces))
    done, open_ = _done(pieces), _open(pieces)
    if "extension" in said:
        return Intent.EXTENSION, not done
    if "difficulty" in said:
        return Intent.DIFFICULTY, not done
    if done and open_:
        return (Intent.DONE, True) if _overtaken(pieces) else (Intent.IN_PROGRESS, False)
    if done:
        return Intent.DONE, "question" not in said
    if open_:
        return Intent.IN_PROGRESS, True
    if said & {"courtesy", "question"}:
        return Intent.NONE, True
    return Intent.NONE, False


def _is_done(piece: Clause) -> bool:
    return "done" in piece.signs and not (piece.later or piece.partly or piece.denied)


def _done(pieces: list[Clause]) -> bool:
    return any(_is_done(piece) for piece in pieces)


def _open(pieces: list[Clause]) -> bool:
    return any(
        "in_progress" in piece.signs or ("done" in piece.signs and (piece.later or piece.partly or piece.denied))
        for piece in pieces
        if not _is_done(piece)
    )


def _overtaken(pieces: list[Clause]) -> bool:
    """What was open is said of the time of our mail, and what is done of now."""
    first_open = next((piece for piece in pieces if not _is_done(piece) and "in_progress" in piece.signs | {"x"}), None)
    then = re.compile(
        r"luc (?:dong chi |ban )?(?:gui|nhac)|hom (?:qua|truoc|no)|truoc (?:day|do)|tuan truoc|thang truoc|luc do"
    )
    return bool(first_open and then.search(first_open.words) and _is_done(pieces[-1]))


def _progress(folded: str, intent: Intent) -> tuple[int | None, bool]:
    """The progress, and whether it agrees with itself and with the intent."""
    found = progress_in(folded)
    if not found:
        return None, True
    agree = len(set(found)) == 1
    if intent is Intent.DONE:
        return found[-1], agree and found[-1] == 100
    return found[-1], agree and found[-1] < 100


def _asked_due(folded: str, wrote_on: date | None) -> tuple[date | None, bool]:
    """The day that is asked for: the last one led in by "đến, sang, chậm nhất"; not certain between several."""
    days = [one for one in days_in(folded, wrote_on, ahead=True) if one.on != wrote_on or one.written]
    if not days:
        return None, True
    led = [one for one in days if _UNTIL.search(folded[max(0, one.start - 20) : one.start])]
    wanted = led[-1:] or days[-1:]
    if any(one.on is None for one in wanted) or (wrote_on and wanted[0].on and wanted[0].on < wrote_on):
        return None, False
    later = {one.on for one in led if one.on}
    between = folded[led[0].start : led[-1].start] if led else ""
    several = len(later) > 1 and not re.search(
        r"\btu\b|sang|thanh", folded[max(0, days[0].start - 12) : days[0].start] + between
    )
    return wanted[0].on, not several
