"""Correcting what was proposed: other values, one duty in two, two in one."""

import hashlib
from dataclasses import dataclass
from datetime import date

from webapp.actions import verdicts
from webapp.actions.history import Stamp, session_of
from webapp.actions.imports import REPORTING, TITLE_LENGTH, ReadingRefused
from webapp.actions.programmes import Part
from webapp.extraction.cuts import cut_points
from webapp.extraction.phrases import when
from webapp.extraction.reading import Span
from webapp.extraction.text import Words
from webapp.models import Import, Proposal, ProposalAgency, Verdict
from webapp.queries.imports import ProposalRow
from webapp.rules.deadlines import NO_DEADLINE, read_deadline
from webapp.rules.words import AgencyRole, DeadlineKind, DueSource, Recurrence

WHEN, RHYTHM, RECEIVER, PRODUCT = "Hạn", "Kỳ", "Nơi nhận", "Sản phẩm"
"""What the reader calls the words that a value rests on."""
TIMING = ("kind", "phrase", "due_on", "due_source", "recurrence", "due_month", "due_day", "undated_reason", "review_on")
OF_DUTY = (*TIMING, *REPORTING, "clause_ref", "product", "implementing")
SPLIT_SURE = 0.5
"""How sure the parts of a split are: a person has to look again."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says a duty is. Bodies are parts of agencies and groups of the directory."""

    title: str
    parts: tuple[Part, ...]
    kind: DeadlineKind
    due_on: date | None = None
    recurrence: Recurrence | None = None
    due_month: int | None = None
    due_day: int | None = None
    undated_reason: str | None = None
    review_on: date | None = None
    product: str | None = None
    report_to: str | None = None


def as_seen(one: Proposal | ProposalRow) -> str:
    """A digest of everything a person may have changed: equal as long as nobody did."""
    values = [getattr(one, name) for name in (*OF_DUTY, "title", "start", "end", "checked", "dropped")]
    bodies = [(body.role, body.written, body.agency_id, body.group_id) for body in one.agencies]
    return hashlib.sha256(repr((values, bodies)).encode()).hexdigest()[:32]


def given_phrase(due_on: date) -> str:
    """The phrase of a date that the monitor gives where the document names none."""
    return f"Ban Dân vận giao: đến {due_on:%d/%m/%Y}"


def correct(proposal: Proposal, said: Correction, *, stamp: Stamp) -> None:
    """Put what the person said in place of what was read; the proposal counts as checked.

    A date is the document's own while its words say that date, else the monitor's. Coordinating bodies that the
    directory does not know stay as they are written.
    """
    written = _own_phrase(proposal)
    own = said.kind is not DeadlineKind.DATED or said.due_on == _own_date(proposal, written)
    proposal.due_source = DueSource.DOCUMENT if own else DueSource.MONITOR
    proposal.phrase = written if own or said.due_on is None else given_phrase(said.due_on)
    for name in ("title", "kind", "due_on", "recurrence", "due_month", "due_day", "undated_reason", "review_on"):
        setattr(proposal, name, getattr(said, name))
    proposal.product, proposal.report_to = said.product, said.report_to
    proposal.report_via = proposal.report_via if said.report_to else None
    written_as = _written_as(proposal, said.parts)
    unknown = [
        one for one in proposal.agencies if one.role is AgencyRole.COORDINATING and not (one.agency_id or one.group_id)
    ]
    proposal.agencies = [
        ProposalAgency(
            role=part.role, agency_id=part.agency_id, group_id=part.group_id, written=written_as.get(part, "")
        )
        for part in said.parts
    ] + unknown
    verdicts.judge(proposal, Verdict.CORRECTED, stamp)


def _written_as(proposal: Proposal, parts: tuple[Part, ...]) -> dict[Part, str]:
    """How the text writes each body. One lead given in place of one other is what the text means by that name."""
    bodies = [(Part(one.role, one.agency_id, one.group_id), one.written) for one in proposal.agencies]
    written = dict(bodies)
    replaced = [name for part, name in bodies if part.role is AgencyRole.LEAD and part not in parts and name]
    given = [part for part in parts if part.role is AgencyRole.LEAD and part not in written]
    if len(replaced) == len(given) == 1:
        written[given[0]] = replaced[0]
    return written


def _own_phrase(proposal: Proposal) -> str | None:
    """The document's own words for the deadline, also after the monitor gave another date."""
    if proposal.due_source is DueSource.DOCUMENT:
        return proposal.phrase
    places = {one["label"]: slice(one["start"], one["end"]) for one in reversed(proposal.why)}
    place = places.get(WHEN) or places.get(RHYTHM)
    return proposal.draft.text[place][:300] if place else None


def _own_date(proposal: Proposal, written: str | None) -> date | None:
    if proposal.due_source is DueSource.DOCUMENT and proposal.due_on:
        return proposal.due_on
    return read_deadline(written, proposal.draft.issued_on).due_on


def split(proposal: Proposal, at: int, *, review_on: date) -> Proposal:
    """Cut a proposal in two at the offset ``at``; each part keeps the deadline, product and receiver of its own words.

    Raises ReadingRefused where the sentence cannot be cut.
    """
    text = proposal.draft.text
    if at not in cut_points(text, proposal.start, proposal.end):
        raise ReadingRefused("Không tách được ở chỗ này. Chọn một chỗ trong danh sách.")
    copied = {name: getattr(proposal, name) for name in OF_DUTY}
    agencies = [
        ProposalAgency(role=one.role, written=one.written, agency_id=one.agency_id, group_id=one.group_id)
        for one in proposal.agencies
    ]
    second = Proposal(draft=proposal.draft, start=at, end=proposal.end, why=proposal.why, agencies=agencies, **copied)
    whole = range(proposal.start, proposal.end)
    proposal.end = at
    session_of(proposal).add(second)
    for part in (proposal, second):
        part.sure = SPLIT_SURE
        verdicts.reopen(part)
        part.title = _title(text, part)
        _keep_own_words(part, whole, review_on)
    return second


def _keep_own_words(part: Proposal, whole: range, review_on: date) -> None:
    """Take away the deadline, the receiver and the product that rest on the other part's words."""
    mine = range(part.start, part.end)
    lost = [one for one in part.why if one["start"] in whole and one["start"] not in mine]
    part.why = [one for one in part.why if one not in lost]
    gone = {one["label"] for one in lost} - {one["label"] for one in part.why}
    if gone & {WHEN, RHYTHM} and part.due_source is DueSource.DOCUMENT:
        for name in TIMING:
            setattr(part, name, None)
        part.kind, part.due_source = DeadlineKind.UNDATED, DueSource.DOCUMENT
        part.undated_reason, part.review_on = NO_DEADLINE, review_on
    if RECEIVER in gone:
        part.report_to = part.report_via = None
    if PRODUCT in gone:
        part.product = None


def _title(text: str, part: Proposal) -> str:
    words = " ".join(text[part.start : part.end].split()).strip(" .;,/")
    return (words[:1].upper() + words[1:])[:TITLE_LENGTH]


def merge(proposal: Proposal, into: Proposal) -> None:
    """Join a proposal to the one before it in the same clause. A date goes before no date.

    Raises ReadingRefused for proposals of different clauses.
    """
    if into.clause_ref != proposal.clause_ref:
        raise ReadingRefused("Chỉ gộp hai việc của cùng một điểm.")
    into.end = max(into.end, proposal.end)
    into.title = f"{into.title}; {proposal.title[:1].lower()}{proposal.title[1:]}"[:TITLE_LENGTH]
    if into.kind is DeadlineKind.UNDATED:
        for name in TIMING:
            setattr(into, name, getattr(proposal, name))
    into.product = "; ".join(dict.fromkeys(filter(None, (into.product, proposal.product))))[:300] or None
    into.report_to, into.report_via = into.report_to or proposal.report_to, into.report_via or proposal.report_via
    into.why = into.why + [one for one in proposal.why if one not in into.why]
    have = {(one.role, one.agency_id, one.group_id, one.written) for one in into.agencies}
    into.agencies += [
        ProposalAgency(role=one.role, written=one.written, agency_id=one.agency_id, group_id=one.group_id)
        for one in proposal.agencies
        if (one.role, one.agency_id, one.group_id, one.written) not in have
    ]
    into.sure = min(into.sure, proposal.sure)
    verdicts.reopen(into)
    session_of(proposal).delete(proposal)


def check(row: Import, proposal_ids: list[int], *, stamp: Stamp) -> int:
    """Say that these proposals of a draft are right; how many of them nobody had checked yet."""
    waiting = [one for one in row.proposals if one.id in proposal_ids and not one.checked]
    for one in waiting:
        verdicts.confirm(one, stamp)
    return len(waiting)


def add(row: Import, span: Span, clause_ref: str, said: Correction, *, stamp: Stamp) -> Proposal:
    """A duty that the reader missed, resting on the words at ``span``; the same one sent twice is one."""
    wanted = (span.start, span.end, said.title)
    twin = next((one for one in row.proposals if (one.start, one.end, one.title) == wanted), None)
    if twin is not None:
        return twin
    found = when(Words.of(row.text), span.start, span.end, row.issued_on)
    phrase = found.phrase
    made = Proposal(
        draft=row,
        clause_ref=clause_ref,
        start=span.start,
        end=span.end,
        title=said.title,
        kind=said.kind,
        due_on=found.deadline.due_on,
        due_source=DueSource.DOCUMENT,
        phrase=phrase.of(row.text)[:300] if phrase else None,
        why=[{"label": WHEN, "start": phrase.start, "end": phrase.end}] if phrase else [],
        agencies=[],
    )
    correct(made, said, stamp=stamp)
    verdicts.judge(made, Verdict.ADDED, stamp)
    session_of(row).add(made)
    session_of(row).flush()
    return made
