"""A duty that a monitor adds to an issued programme: its form, and what it makes of the answer."""

from dataclasses import dataclass
from typing import Any

from flask import Response, abort

from webapp import clock
from webapp.actions.issues import short_name
from webapp.actions.programmes import NewDuty
from webapp.actions.proposals import Correction, given_phrase
from webapp.extensions import db
from webapp.extraction import NodeKind
from webapp.extraction.names import names_at, predicate_after
from webapp.extraction.outline import words_from
from webapp.extraction.phrases import when
from webapp.extraction.text import Words
from webapp.forms.programmes import AssignmentForm
from webapp.queries import programmes as queries
from webapp.queries.programmes import ClauseRow, Head
from webapp.rules.words import DeadlineKind, DueSource
from webapp.views.review_page import duty_form
from webapp.web.context import thresholds
from webapp.web.render import page

PLACE = 90
"""Characters by which a place is known in the list."""
TITLE = 120
"""Characters of the longest name that is proposed for a duty."""


@dataclass(frozen=True, slots=True)
class Source:
    """The document that the duty comes from, and the places that may give one."""

    head: Head
    clauses: tuple[ClauseRow, ...]

    def clause(self, ref: str | None) -> ClauseRow | None:
        """The place called ``ref``."""
        return next((one for one in self.clauses if one.ref == ref), None)

    def begin(self, clause: ClauseRow) -> int:
        """Where a duty of this place begins: after its number."""
        return words_from(self.head.text, clause.start, clause.end)

    def words(self, clause: ClauseRow) -> str:
        """The document's words there, without its number."""
        return self.head.text[self.begin(clause) : clause.end]


def source(programme_id: int) -> Source:
    """The document with its places, letterhead and signature apart; 404 when there is none."""
    head = queries.programme(db.session, programme_id) or abort(404)
    numbered = (
        one for one in queries.clauses(db.session, programme_id) if one.level > 1 or one.kind != NodeKind.PARAGRAPH
    )
    return Source(head, tuple(numbered))


def blank(source: Source, ref: str) -> AssignmentForm:
    """The form for the place ``ref``, its first words as a proposal for the name."""
    clause, limits = source.clause(ref), thresholds()
    values = {
        "title": first_words(source.words(clause)) if clause else "",
        "clause": ref,
        "due_day": limits.annual_due_day,
        "due_month": limits.annual_due_month,
    }
    return _form(source, formdata=None, data=values)


def sent(source: Source) -> AssignmentForm:
    """The form as it was sent."""
    return _form(source)


def _form(source: Source, **values: Any) -> AssignmentForm:
    places = [(one.ref, f"{one.ref}. {one.label}"[:PLACE]) for one in source.clauses]
    return duty_form(AssignmentForm, source.head.issued_on, places=places, **values)


def answer(source: Source, form: AssignmentForm, status: int = 200) -> Response:
    """The page with the form under the words it rests on; without a place, the list of places to choose from."""
    clause = source.clause(form.clause.data)
    return page(
        "programmes/assignment.html",
        status,
        head=source.head,
        form=form,
        clause=clause,
        words=source.words(clause) if clause else "",
        form_errors=status != 200,
    )


def new_duty(said: Correction, source: Source, ref: str) -> NewDuty:
    """What the form says, resting on the words of the place ``ref``; its first period is the one of today."""
    clause = source.clause(ref) or abort(404)
    phrase, due_source = _origin(said, source, clause)
    return NewDuty(
        clause_ref=ref,
        title=said.title,
        start=source.begin(clause),
        end=clause.end,
        kind=said.kind,
        parts=said.parts,
        product=said.product,
        phrase=phrase,
        due_on=said.due_on,
        due_source=due_source,
        recurrence=said.recurrence,
        due_month=said.due_month,
        due_day=said.due_day,
        undated_reason=said.undated_reason,
        review_on=said.review_on,
        report_to=said.report_to,
        short_title=short_name(said.product, said.title),
        starts_on=clock.today(),
    )


def _origin(said: Correction, source: Source, clause: ClauseRow) -> tuple[str | None, DueSource]:
    """The deadline's phrase and whose it is: the document's while its own words say this date, else the monitor's."""
    if said.due_on is None:
        return None, DueSource.MONITOR if said.kind is DeadlineKind.RECURRING else DueSource.DOCUMENT
    text = source.head.text
    found = when(Words.of(text), clause.start, clause.end, source.head.issued_on)
    if found.phrase and found.deadline.due_on == said.due_on:
        return found.phrase.of(text)[:300], DueSource.DOCUMENT
    return given_phrase(said.due_on), DueSource.MONITOR


def told(opened: int) -> str:
    """What was done, in one sentence."""
    return f"Đã thêm nhiệm vụ: mở {opened} đầu việc." if opened else "Đã thêm nhiệm vụ: đầu việc mở khi đến kỳ."


def first_words(words: str) -> str:
    """The beginning of a paragraph, without the agency that is its subject, as a first proposal for the duty's name."""
    dressed = Words.of(words)
    verb = predicate_after(dressed, 0, len(words)) if names_at(dressed, 0, len(words)) else None
    plain = " ".join(words[verb or 0 :].split()).split(";")[0].rstrip(".")
    name = plain if len(plain) <= TITLE else plain[:TITLE].rsplit(" ", 1)[0].rstrip(" ,")
    return name[:1].upper() + name[1:]
