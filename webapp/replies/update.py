"""What an answer says of its task. The one thing that must not happen is to read the opposite of what was written: an
answer counts as certain only when everything in it points the same way, else a person looks at it."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from webapp.replies.days import days_in
from webapp.replies.doubts import ALWAYS, CONCEDED, EARLIER, OF_DONE, OF_OUR_RECORD, THEN
from webapp.replies.ends import believed
from webapp.replies.figures import documents_in, progress_in, result_of
from webapp.replies.folded import bare, spelled_out
from webapp.replies.other_ends import without_other_ends
from webapp.replies.reply import DocumentRef, Update
from webapp.replies.sent_lines import SentText
from webapp.replies.signals import AND_SO_ON, Clause, clauses
from webapp.rules.words import Intent

LONG = 900
"""Characters beyond which an answer is more than an answer."""
FAR_BACK = timedelta(days=300)
"""A day without its year that lies so far back was rather meant ahead."""
WIDE = 15
"""Percent between which a progress is no progress."""
SOON = timedelta(days=90)
_UNTIL = re.compile(
    r"(?:den|toi|sang|cham nhat|truoc|het|ngay|vao|trong|thanh|la) *$|(?:den|toi|sang|cham nhat|truoc) (?:het )?(?:ngay )?$"
)
_TRAILS_OFF = re.compile(r"(?:\.{3,}|…)\s*\w")
"""Dots before more words: what follows may take back what was said."""
_ASKED_FIRST = re.compile(
    r"\W*(?:(?:dong chi|d/c|anh|chi|ban) )?(?:hoi )?(?:da )?(?:hoan thanh|xong) (?:hay )?chua\W*[?:]\s*(?=\w)"
)
"""The question said again before it is answered."""
_DAY_OF_END = re.compile(r"\b(?:ngay|thoi (?:diem|gian)) hoan thanh\W*(?:la |ngay )*\d")
"""A form's own words: the day beside them tells whether it is over."""
_EFFECT = re.compile(
    r"(?<=[,;(]) ?(?:co )?(?:hieu luc(?: thi hanh)? (?:ke )?tu|thoi gian (?:thuc hien|ap dung)(?: la)? (?:tu|den|trong)|hoi nghi (?:quan triet|trien khai)(?: se)? to chuc) (?:ngay )?\d[\d/.-]*\d"
)
"""From when a paper holds, until when it is carried out, when it is taught: days to come that are not the task's."""
_UNFINISHED = re.compile(r"\b(?:chua|khong|ko|se|du kien|sap|gan|dang|cho)\b")


def read_update(text: str, wrote_on: date | None, ours: SentText | None = None) -> Update:
    """The update in a person's own words ``text``, written on ``wrote_on``; numbers that our mail named are no result."""
    long, text = len(text) > LONG, text[: LONG * 3]
    text = _without_effect(text[_asked_first(text) :])
    folded, pieces = bare(text), without_other_ends(_of_now(_ahead(clauses(text), wrote_on)))
    intent, certain = _intent(pieces)
    found = _figures(pieces)
    intent, certain = _by_figure(intent, certain, found, pieces)
    progress, sure_of_progress = _progress(found, _told(pieces), intent, folded)
    document = _document(text, folded, wrote_on, ours) if intent is Intent.DONE else None
    asked, sure_of_day = _asked_due(_asking(pieces) or folded, wrote_on) if intent is Intent.EXTENSION else (None, True)
    certain = certain and not (long or ALWAYS.search(spelled_out(folded)) or _against(intent, pieces, folded, wrote_on))
    return Update(intent, progress, document, asked, certain and sure_of_progress and sure_of_day)


def _asked_first(text: str) -> int:
    """Where the answer begins, after our question that is said again."""
    asked = _ASKED_FIRST.match(bare(text))
    return asked.end() if asked else 0


def _without_effect(text: str) -> str:
    """``text`` with blanks where an issued paper's days to come stand, place for place."""
    for found in _EFFECT.finditer(bare(text)):
        text = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
    return text


def _against(intent: Intent, pieces: list[Clause], folded: str, wrote_on: date | None) -> bool:
    """Whether something in the answer speaks against what it seems to say."""
    if intent is Intent.DONE:
        ends = [piece for piece in pieces if piece.done] or pieces
        return not (all(believed(piece) for piece in ends) and _sure_end(folded, wrote_on))
    if _DAY_OF_END.search(folded) and not any(_to_come(piece.words, wrote_on) for piece in pieces if wrote_on):
        return True
    if intent is Intent.NONE and any(_only_a_day(piece, wrote_on) for piece in pieces):
        return True
    return intent in (Intent.IN_PROGRESS, Intent.NONE) and any(_issued(piece) for piece in pieces)


def _ahead(pieces: list[Clause], wrote_on: date | None) -> list[Clause]:
    """The clauses with those put off that name a day to come and do not say that it is over: "5/12 xong"."""
    return [_put_off(piece) if wrote_on and _to_come(piece.words, wrote_on) else piece for piece in pieces]


def _put_off(piece: Clause) -> Clause:
    planned = piece.signs or not re.search(
        r"\b(?:to chuc|hop|ky|trinh|thong qua|hoi nghi|gui|nop|xong|ban hanh|phat hanh|bao cao|co|(?<!han )hoan (?:thanh|tat))\b",
        piece.words,
    )
    return replace(piece, later=True, signs=piece.signs if planned else frozenset({"in_progress"}))


def _to_come(words: str, wrote_on: date) -> bool:
    if re.search(r"\b(?:da|roi|vua|qua|xong xuoi|hom (?:thu|kia|no|\d+))\b", words):
        return False
    if re.search(r"\b(?:tuan|thang|quy) nay\b", words):
        return True
    days = [one.on for one in days_in(words, wrote_on, ahead=True) if one.on]
    return any(wrote_on < day <= wrote_on + SOON for day in days)


def _of_now(pieces: list[Clause]) -> list[Clause]:
    """The clauses about the task as it stands: what was true earlier falls away before an end, so does what was overcome."""
    pieces = [piece for piece in pieces if piece.done or not OF_OUR_RECORD.search(piece.words)]
    if pieces and pieces[0].done:
        pieces = [piece for piece in pieces if piece.done or not AND_SO_ON.search(piece.words)]
    if not (pieces and pieces[-1].done and not _UNFINISHED.search(pieces[-1].words)):
        return pieces
    gone = (THEN, CONCEDED, EARLIER)
    return [piece for piece in pieces if piece.done or not any(way.search(piece.words) for way in gone)]


def _intent(pieces: list[Clause]) -> tuple[Intent, bool]:
    """The intent, and whether everything points to it."""
    said = {name for piece in pieces for name in piece.signs}
    done, open_ = any(piece.done for piece in pieces), any(piece.open for piece in pieces)
    if "not_ours" in said:
        return Intent.NOT_OURS, not (done or "extension" in said)
    if "extension" in said:
        return Intent.EXTENSION, not done
    if "difficulty" in said:
        return Intent.DIFFICULTY, not done
    if "hindered" in said:
        later = any(
            piece.later or "in_progress" in piece.signs - {"hindered"}
            for piece in pieces
            if "hindered" not in piece.signs
        )
        return Intent.DIFFICULTY, not (done or later)
    if done and open_:
        return Intent.IN_PROGRESS, False
    if done:
        return Intent.DONE, "question" not in said
    if open_:
        return Intent.IN_PROGRESS, not all(piece.vague for piece in pieces if piece.open)
    return Intent.NONE, bool(said & {"courtesy", "question"})


def _figures(pieces: list[Clause]) -> list[int]:
    """The progress as it stands; one that is aimed at counts only where no other is told."""
    now = [
        number
        for piece in pieces
        if not (piece.later or THEN.search(piece.words))
        for number in progress_in(piece.words)
    ]
    return now or [number for number in _told(pieces) if number < 100]


def _told(pieces: list[Clause]) -> list[int]:
    """Every progress told, of today and of other days."""
    return [number for piece in pieces for number in progress_in(piece.words)]


def _by_figure(intent: Intent, certain: bool, found: list[int], pieces: list[Clause]) -> tuple[Intent, bool]:
    """A figure alone says how far it is: all of it is the end, less is under way."""
    if intent is not Intent.NONE or not found or any("question" in piece.signs for piece in pieces):
        return intent, certain
    if len(set(found)) == 1 and found[0] == 100:
        return Intent.DONE, not any(piece.later or piece.partly or piece.denied for piece in pieces)
    return Intent.IN_PROGRESS, True


def _only_a_day(piece: Clause, wrote_on: date | None) -> bool:
    """Whether a piece says nothing but a day: what will be then, the context tells."""
    named = days_in(piece.words, wrote_on, ahead=True)
    return bool(named) and not piece.signs and not re.search(r"[a-z]{2}", piece.words[: named[0].start])


_NUMBERED = re.compile(r"\d+[a-z]?[-/][a-z]\S*(?: \S+)?,? \(?(?:ngay )?\d{1,2}[/. -]")
_CITED = re.compile(
    r"^\W*(?:thuc hien|can cu|theo|trien khai|tiep theo|phuc dap|da nhan|nhan duoc|da tiep nhan)\b|ke tu|yeu cau"
)


def _issued(piece: Clause) -> bool:
    """Whether a document with number and day is named, and not as a basis: hardly a task under way."""
    turned = piece.later or piece.partly or piece.denied
    return not turned and bool(_NUMBERED.search(piece.words)) and not _CITED.search(piece.words)


def _sure_end(folded: str, wrote_on: date | None) -> bool:
    """No word in the whole answer, and no day, speaks against the end."""
    if OF_DONE.search(spelled_out(folded)) or _TRAILS_OFF.search(folded):
        return False
    days = days_in(folded, wrote_on, ahead=False) if wrote_on else []
    return all(one.on and wrote_on and wrote_on - FAR_BACK < one.on <= wrote_on for one in days if one.written)


def _document(text: str, folded: str, wrote_on: date | None, ours: SentText | None) -> DocumentRef | None:
    named = [
        one
        for one in documents_in(text, folded, wrote_on)
        if not (ours and not one.number.isdigit() and ours.names(one.number))
    ]
    return result_of(named, folded, wrote_on)


_RISE = re.compile(
    r"\btu \d{1,3} ?(?:%|phan tram)?(?: \w+){0,3} (?:len|den|tang)|\d ?% ?(?:-|–|den|toi) ?\d|%?, ?\d{1,3} ?%"
)


def _progress(found: list[int], all_told: list[int], intent: Intent, folded: str) -> tuple[int | None, bool]:
    """The progress, and whether it agrees with itself and with the intent."""
    if not found:
        return None, True
    span = re.search(r"(\d{1,3}) ?%? ?[-–] ?(\d{1,3}) ?%", folded)
    if span and abs(int(span[1]) - int(span[2])) > WIDE:
        return found[-1], False
    if any(later < earlier for earlier, later in pairwise(all_told)):
        return found[-1], False
    agree = len(set(found)) == 1 or (len(found) == 2 and found[0] < found[1] and bool(_RISE.search(folded)))
    if intent is Intent.DONE:
        return found[-1], agree and found[-1] == 100
    return found[-1], agree and found[-1] < 100


def _asking(pieces: list[Clause]) -> str:
    """The words in which more time is asked for, where they name a time."""
    words = ", ".join(piece.words for piece in pieces if "extension" in piece.signs)
    led = re.search(r"\b(?:den|toi|sang|qua|vao|la|thanh)\b", words)
    return words if led and re.search(r"\d|\b(?:cuoi|het|giua|thu|tuan|thang|quy|nam)\b", words) else ""


def _asked_due(folded: str, wrote_on: date | None) -> tuple[date | None, bool]:
    """The day that is asked for: the last one led in by "đến, sang, chậm nhất"; not certain between several."""
    days = [one for one in days_in(folded, wrote_on, ahead=True) if one.on != wrote_on or one.written]
    if not days:
        return None, True
    led = [one for one in days if _UNTIL.search(folded[max(0, one.start - 20) : one.start])]
    wanted = led[-1:] or days[-1:]
    if any(one.on is None for one in wanted) or (wrote_on and wanted[0].on and wanted[0].on < wrote_on):
        return None, False
    if wrote_on and wanted[0].on and wanted[0].on > wrote_on + FAR_BACK and str(wanted[0].on.year) not in folded:
        return wanted[0].on, False
    later = {one.on for one in led if one.on}
    between = folded[led[0].start : led[-1].start] if led else ""
    several = len(later) > 1 and not re.search(
        r"\btu\b|sang|thanh", folded[max(0, days[0].start - 12) : days[0].start] + between
    )
    return wanted[0].on, not several
