"""Reading a document into a draft, and correcting the draft; nothing becomes real before it is issued."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from webapp.actions import programmes
from webapp.actions.history import Stamp, session_of
from webapp.actions.programmes import IssueRefused, NewDuty, NewProgramme, Part
from webapp.extraction import Duty, Reading, find_secrecy_mark, read_programme
from webapp.extraction.agencies import Directory, Named
from webapp.models import (
    Agency,
    AgencyGroup,
    Import,
    ImportState,
    Programme,
    Proposal,
    ProposalAgency,
)
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import AgencyRole, DeadlineKind, DueSource, Recurrence

SHORTEST = 200
"""Characters of the shortest text that can be a programme."""
COPIED = (
    "title",
    "start",
    "end",
    "product",
    "kind",
    "phrase",
    "due_on",
    "recurrence",
    "undated_reason",
    "implementing",
    "report_to",
    "report_via",
    "follower",
)
ISSUED = (*COPIED, "clause_ref", "due_source", "due_month", "due_day", "review_on")


class ReadingRefused(Exception):
    """The document is not taken in; ``str()`` says why and what to do. Nothing was stored."""


def refuse_secret(text: str) -> None:
    """Raise ReadingRefused for a document that bears a state-secret mark: it may not be kept here at all."""
    mark = find_secrecy_mark(text)
    if mark:
        raise ReadingRefused(
            f"Tài liệu có dấu {mark.mark} (“{mark.excerpt}”). Sổ này không nhận tài liệu bí mật nhà nước; "
            "chưa lưu gì. Xử lý theo chế độ tài liệu mật."
        )


def draft(session: Session, text: str, file_name: str, digest: str | None, *, stamp: Stamp) -> Import:
    """Read ``text`` into a draft with a proposal for each duty.

    Raises ReadingRefused for a text that is too short or has no "Tổ chức thực hiện".
    """
    if len(text.strip()) < SHORTEST:
        raise ReadingRefused("Văn bản quá ngắn để là một chương trình. Tải lên hoặc dán toàn văn.")
    reading = read_programme(text)
    if reading.section is None or not reading.clauses:
        raise ReadingRefused(
            "Không thấy mục “Tổ chức thực hiện” có giao việc. Kiểm tra đã dán đủ văn bản, kể cả mục cuối, chưa."
        )
    row = _draft(reading, file_name, digest, stamp)
    session.add(row)
    session.flush()
    directory = directory_of(session)
    for clause in reading.clauses:
        for duty in clause.duties:
            session.add(_proposal(row.id, clause.ref, duty, directory))
    session.flush()
    return row


def _draft(reading: Reading, file_name: str, digest: str | None, stamp: Stamp) -> Import:
    return Import(
        file_name=file_name[:200],
        source_digest=digest,
        title=(reading.title or "Chương trình hành động")[:500],
        number=reading.number,
        issuer=reading.issuer or "",
        issued_on=reading.issued_on,
        text=reading.text,
        section_start=reading.section.start if reading.section else None,
        unassigned=reading.unassigned,
        created_by_id=stamp.by.person_id,
        created_at=stamp.now,
    )


def _proposal(import_id: int, clause_ref: str, duty: Duty, directory: Directory) -> Proposal:
    values = _values(duty)
    agencies = [_written(role, name, directory) for role, names in _roles(duty) for name in names]
    why = [{"label": one.label, "start": one.start, "end": one.end} for one in duty.why]
    return Proposal(import_id=import_id, clause_ref=clause_ref, sure=duty.sure, why=why, agencies=agencies, **values)


def _values(duty: Duty) -> dict[str, Any]:
    values = {name: getattr(duty, name) for name in COPIED if name != "implementing"}
    values["implementing"] = ", ".join(duty.implementing) or None
    if duty.kind is DeadlineKind.RECURRING and duty.recurrence is Recurrence.ANNUAL:
        values |= {"due_month": Thresholds().annual_due_month, "due_day": Thresholds().annual_due_day}
    return values


def _roles(duty: Duty) -> tuple[tuple[AgencyRole, tuple[str, ...]], ...]:
    return (AgencyRole.LEAD, duty.lead), (AgencyRole.COORDINATING, duty.coordinate)


def _written(role: AgencyRole, name: str, directory: Directory) -> ProposalAgency:
    match = directory.resolve(name)
    return ProposalAgency(
        role=role,
        written=name[:300],
        agency_id=match.id if match and match.kind == "agency" else None,
        group_id=match.id if match and match.kind == "group" else None,
    )


def directory_of(session: Session) -> Directory:
    """Every living agency and group with all the ways it is written."""
    names: list[Named] = []
    for agency in session.scalars(sa.select(Agency).options(selectinload(Agency.names))):
        names.append(Named("agency", agency.id, (agency.name, *(one.text for one in agency.names))))
    for group in session.scalars(sa.select(AgencyGroup).options(selectinload(AgencyGroup.names))):
        names.append(Named("group", group.id, (group.name, *(one.text for one in group.names))))
    return Directory(names)


def duty_of(clause_ref: str, duty: Duty, directory: Directory) -> NewDuty:
    """A duty as read, ready to be issued without a person's correction (names that resolve to nothing fall out)."""
    written = [_written(role, name, directory) for role, names in _roles(duty) for name in names]
    return NewDuty(clause_ref=clause_ref, parts=_parts(written), **_values(duty))


def _parts(agencies: list[ProposalAgency]) -> tuple[Part, ...]:
    return tuple(Part(one.role, one.agency_id, one.group_id) for one in agencies if one.agency_id or one.group_id)


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


def correct(proposal: Proposal, said: Correction) -> None:
    """Put what the person said in place of what was read; the proposal counts as checked."""
    given = said.kind is DeadlineKind.DATED and said.due_on != proposal.due_on
    if given and said.due_on:
        proposal.due_source = DueSource.MONITOR
        proposal.phrase = f"Ban Dân vận giao: đến {said.due_on:%d/%m/%Y}"
    names = (
        "title",
        "kind",
        "recurrence",
        "due_month",
        "due_day",
        "undated_reason",
        "review_on",
        "product",
        "report_to",
    )
    for name in names:
        setattr(proposal, name, getattr(said, name))
    proposal.due_on = said.due_on if said.kind is DeadlineKind.DATED else None
    proposal.agencies = [
        ProposalAgency(role=part.role, written="", agency_id=part.agency_id, group_id=part.group_id)
        for part in said.parts
    ]
    proposal.checked = True


def split(proposal: Proposal, at: int, text: str) -> Proposal:
    """Cut a proposal in two at the offset ``at``: the second part starts as a copy with its own words."""
    if not proposal.start < at < proposal.end:
        raise ReadingRefused("Chỗ tách không nằm trong câu này.")
    copied = {name: getattr(proposal, name) for name in ISSUED if name not in ("start", "end", "title")}
    second = Proposal(
        import_id=proposal.import_id,
        start=at,
        end=proposal.end,
        title=_title(text, at, proposal.end),
        sure=0.5,
        why=[],
        agencies=[_copy(one) for one in proposal.agencies],
        **copied,
    )
    proposal.end = at
    proposal.title = _title(text, proposal.start, at)
    proposal.checked = False
    session_of(proposal).add(second)
    return second


def merge(proposal: Proposal, into: Proposal, text: str) -> None:
    """Join a proposal to the one before it in the same clause."""
    if into.clause_ref != proposal.clause_ref:
        raise ReadingRefused("Chỉ gộp hai việc của cùng một điểm.")
    into.end = max(into.end, proposal.end)
    into.title = _title(text, into.start, into.end)
    into.checked = False
    session_of(proposal).delete(proposal)


def _title(text: str, start: int, end: int) -> str:
    words = " ".join(text[start:end].split()).strip(" .;,/")
    return (words[:1].upper() + words[1:])[:160]


def _copy(one: ProposalAgency) -> ProposalAgency:
    return ProposalAgency(role=one.role, written=one.written, agency_id=one.agency_id, group_id=one.group_id)


def issue(draft_: Import, *, monitor_id: int, thresholds: Thresholds, stamp: Stamp) -> Programme:
    """Ban hành: the draft's proposals become assignments and tasks.

    Raises IssueRefused while something is unchecked, without a lead agency, or not clear in time.
    """
    if draft_.state is not ImportState.DRAFT:
        raise IssueRefused("Bản này đã được ban hành hoặc đã bỏ.")
    kept = [one for one in draft_.proposals if not one.dropped]
    unchecked = sum(not one.checked for one in kept)
    if unchecked or not kept:
        raise IssueRefused(f"Còn {unchecked} đề xuất chưa soát." if kept else "Không còn đề xuất nào để ban hành.")
    new = NewProgramme(
        title=draft_.title,
        short_title=draft_.title[:120],
        number=draft_.number,
        issuer=draft_.issuer or "Ban Thường vụ Tỉnh ủy",
        issued_on=draft_.issued_on,
        text=draft_.text,
        source_digest=draft_.source_digest,
        monitor_id=monitor_id,
        duties=tuple(_new_duty(one) for one in kept),
    )
    programme = programmes.issue(session_of(draft_), new, thresholds=thresholds, stamp=stamp)
    draft_.state, draft_.programme_id = ImportState.ISSUED, programme.id
    return programme


def _new_duty(proposal: Proposal) -> NewDuty:
    return NewDuty(parts=_parts(proposal.agencies), **{name: getattr(proposal, name) for name in ISSUED})
