"""Reading a document into a draft; nothing becomes real before it is issued."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from webapp.actions import targets, verdicts
from webapp.actions.history import Stamp
from webapp.actions.programmes import NewDuty, Part
from webapp.extraction import Duty, Reading, find_secrecy_mark, read_programme
from webapp.extraction.agencies import Directory, Named
from webapp.models import Agency, AgencyGroup, Import, Proposal, ProposalAgency
from webapp.rules.datewords import NO_ISSUE_DATE
from webapp.rules.deadlines import read_deadline
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import AgencyRole, DeadlineKind, DueSource, Recurrence
from webapp.rules.workdays import WorkCalendar

SHORTEST = 200
"""Characters of the shortest text that can be a programme."""
TITLE_LENGTH = 500
UNNAMED = "Chương trình hành động"
AS_READ = ("title", "start", "end", "product", "kind", "phrase", "due_on", "recurrence", "undated_reason")
REPORTING = ("report_to", "report_via", "follower")


class ReadingRefused(Exception):
    """The document or the change is not taken; ``str()`` says why and what to do. Nothing was stored."""


def refuse_secret(*places: str) -> None:
    """Raise ReadingRefused for a document that bears a state-secret mark: it may not be kept here at all.

    ``places`` are its parts that each begin anew: what stands in its margins, and its text.
    """
    mark = next(filter(None, map(find_secrecy_mark, places)), None)
    if mark:
        raise ReadingRefused(
            f"Tài liệu có dấu {mark.mark} (“{mark.excerpt}”). Sổ này không nhận tài liệu bí mật nhà nước; "
            "chưa lưu gì. Hãy xử lý theo chế độ tài liệu mật."
        )


def read(text: str) -> Reading:
    """Read ``text``; touches no database.

    Raises ReadingRefused for a text that is too short, has no "Tổ chức thực hiện", or names no agency there.
    """
    if not text.strip():
        raise ReadingRefused("Chưa có văn bản. Chọn một tệp, hoặc dán toàn văn vào ô.")
    if len(text.strip()) < SHORTEST:
        raise ReadingRefused("Văn bản quá ngắn để là một chương trình. Tải lên hoặc dán toàn văn.")
    reading = read_programme(text)
    if reading.section is None:
        raise ReadingRefused("Không thấy mục “Tổ chức thực hiện”. Kiểm tra đã dán đủ văn bản, kể cả mục cuối, chưa.")
    if not any(clause.duties for clause in reading.clauses):
        raise ReadingRefused(
            "Mục “Tổ chức thực hiện” không nêu cơ quan nào được giao việc. Kiểm tra đã dán đủ văn bản chưa."
        )
    return reading


def draft(
    session: Session, reading: Reading, *, file_name: str, digest: str | None, thresholds: Thresholds, stamp: Stamp
) -> Import:
    """Keep what was read as a draft, with a proposal for each duty and its bodies matched to the directory."""
    row = Import(
        file_name=file_name[:200],
        source_digest=digest,
        title=(reading.title or UNNAMED)[:TITLE_LENGTH],
        number=reading.number,
        issuer=reading.issuer or f"Ban Thường vụ {thresholds.office_name}",
        issued_on=reading.issued_on,
        text=reading.text,
        section_start=reading.section.start if reading.section else None,
        unassigned=reading.unassigned,
        created_by_id=stamp.by.person_id,
        created_at=stamp.now,
    )
    session.add(row)
    session.flush()
    directory = directory_of(session, reading.issued_on or stamp.today)
    for clause in reading.clauses:
        for duty in clause.duties:
            session.add(_proposal(row.id, clause.ref, duty, directory, _later(stamp.today, thresholds)))
    session.add_all(targets.proposals_of(reading.indicators, row.id))
    session.flush()
    return row


def _proposal(import_id: int, clause_ref: str, duty: Duty, directory: Directory, review_on: date) -> Proposal:
    return Proposal(
        import_id=import_id,
        clause_ref=clause_ref,
        sure=duty.sure,
        why=[{"label": one.label, "start": one.start, "end": one.end} for one in duty.why],
        agencies=_bodies(duty, directory),
        review_on=review_on if duty.kind is DeadlineKind.UNDATED else None,
        **_values(duty),
    )


def _values(duty: Duty) -> dict[str, Any]:
    """The duty's own values; a yearly one that names no day gets the office's day as a suggestion."""
    values = {name: getattr(duty, name) for name in (*AS_READ, *REPORTING)}
    values["title"] = duty.title[:TITLE_LENGTH]
    values["implementing"] = ", ".join(duty.implementing)[:300] or None
    if duty.kind is DeadlineKind.RECURRING:
        said = read_deadline(duty.phrase, None)
        values |= {"due_month": said.month, "due_day": said.day}
        if duty.recurrence is Recurrence.ANNUAL and said.day is None:
            suggested = Thresholds()
            values |= {"due_month": suggested.annual_due_month, "due_day": suggested.annual_due_day}
    return values


def _bodies(duty: Duty, directory: Directory) -> list[ProposalAgency]:
    roles = ((AgencyRole.LEAD, duty.lead), (AgencyRole.COORDINATING, duty.coordinate))
    return [_written(role, name, directory) for role, names in roles for name in names]


def _written(role: AgencyRole, name: str, directory: Directory) -> ProposalAgency:
    match = directory.resolve(name)
    return ProposalAgency(
        role=role,
        written=name[:300],
        agency_id=match.id if match and match.kind == "agency" else None,
        group_id=match.id if match and match.kind == "group" else None,
    )


def directory_of(session: Session, on: date | None = None) -> Directory:
    """Every agency (that existed on the day ``on``) and every group, with all the ways each is written."""
    agencies = sa.select(Agency).options(selectinload(Agency.names))
    if on is not None:
        agencies = agencies.where(
            sa.or_(Agency.valid_from.is_(None), Agency.valid_from <= on),
            sa.or_(Agency.valid_to.is_(None), Agency.valid_to >= on),
        )
    groups = sa.select(AgencyGroup).options(selectinload(AgencyGroup.names))
    return Directory(
        [Named("agency", one.id, (one.name, *(name.text for name in one.names))) for one in session.scalars(agencies)]
        + [Named("group", one.id, (one.name, *(name.text for name in one.names))) for one in session.scalars(groups)]
    )


def duty_of(clause_ref: str, duty: Duty, directory: Directory) -> NewDuty:
    """A duty as read, ready to be issued without a person's correction (names that resolve to nothing fall out)."""
    found = [one for one in _bodies(duty, directory) if one.agency_id or one.group_id]
    parts = tuple(Part(one.role, one.agency_id, one.group_id) for one in found)
    return NewDuty(clause_ref=clause_ref, parts=parts, **_values(duty))


def date_document(row: Import, issued_on: date | None, *, calendar: WorkCalendar, review_on: date) -> None:
    """Set the document's date and count anew what is counted from it; what changes has to be checked again."""
    row.issued_on = issued_on
    for one in row.proposals:
        said = read_deadline(one.phrase, issued_on, calendar=calendar) if one.phrase else None
        if said is None or one.due_source is not DueSource.DOCUMENT or said.due_on == one.due_on:
            continue
        if said.kind is DeadlineKind.DATED and one.kind in (DeadlineKind.DATED, DeadlineKind.UNDATED):
            one.kind, one.due_on, one.undated_reason, one.review_on = said.kind, said.due_on, None, None
        elif one.kind is DeadlineKind.DATED and said.needs == NO_ISSUE_DATE:
            one.kind, one.due_on, one.undated_reason, one.review_on = said.kind, None, said.needs, review_on
        else:
            continue
        if one.checked:
            verdicts.reopen(one)


def _later(today: date, thresholds: Thresholds) -> date:
    return today + timedelta(days=thresholds.review_days)
