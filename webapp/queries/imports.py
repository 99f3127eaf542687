"""Drafts, one draft as its review page shows it, and the bodies that can be chosen."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.models import (
    Agency,
    AgencyGroup,
    GroupMember,
    Import,
    ImportState,
    Person,
    Programme,
    Proposal,
    ProposalAgency,
    Verdict,
)
from webapp.rules.words import AgencyRole, DeadlineKind, DueSource, Recurrence

SHOWN = 50
"""Drafts in the list: the newest."""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft in the list, with how far its review is."""

    id: int
    title: str
    file_name: str
    state: ImportState
    created_at: datetime
    created_by: str
    programme_id: int | None
    kept: int
    checked: int


def listing(session: Session) -> list[DraftRow]:
    """The newest drafts, those still in work first."""
    kept = sa.func.sum(sa.case((sa.and_(Proposal.id.is_not(None), ~Proposal.dropped), 1), else_=0))
    checked = sa.func.sum(sa.case((sa.and_(Proposal.checked, ~Proposal.dropped), 1), else_=0))
    own = (Import.id, Import.title, Import.file_name, Import.state, Import.created_at, Person.name, Import.programme_id)
    found = session.execute(
        sa.select(*own, kept, checked)
        .join(Person, Person.id == Import.created_by_id)
        .outerjoin(Proposal, Proposal.import_id == Import.id)
        .group_by(Import.id, Person.name)
        .order_by(sa.case((Import.state == ImportState.DRAFT, 0), else_=1), Import.id.desc())
        .limit(SHOWN)
    )
    return [DraftRow(*row) for row in found]


@dataclass(frozen=True, slots=True)
class Body:
    """A body as the text writes it and what it stands for: an agency, a group, or nothing known (no ``name``)."""

    proposal_id: int
    role: AgencyRole
    written: str
    agency_id: int | None
    group_id: int | None
    name: str | None


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One proposal; ``why`` holds ``{"label", "start", "end"}``, ``agencies`` the bodies of both roles.

    ``judged_by`` is the name of who gave the verdict.
    """

    id: int
    clause_ref: str
    start: int
    end: int
    title: str
    product: str | None
    kind: DeadlineKind
    phrase: str | None
    due_on: date | None
    due_source: DueSource
    recurrence: Recurrence | None
    due_month: int | None
    due_day: int | None
    undated_reason: str | None
    review_on: date | None
    implementing: str | None
    report_to: str | None
    report_via: str | None
    follower: bool
    sure: float
    why: list[Any]
    checked: bool
    dropped: bool
    verdict: Verdict | None
    judged_at: datetime | None
    judged_by: str | None
    agencies: tuple[Body, ...]

    def of(self, role: AgencyRole) -> tuple[Body, ...]:
        """The bodies with this role."""
        return tuple(one for one in self.agencies if one.role is role)


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole draft."""

    id: int
    state: ImportState
    version: int
    file_name: str
    source_digest: str | None
    title: str
    number: str | None
    issuer: str
    issued_on: date | None
    text: str
    section_start: int | None
    created_at: datetime
    programme_id: int | None
    proposals: tuple[ProposalRow, ...]

    @property
    def kept(self) -> tuple[ProposalRow, ...]:
        """The proposals that would be issued."""
        return tuple(one for one in self.proposals if not one.dropped)


def review(session: Session, import_id: int) -> Draft | None:
    """One draft with its proposals in text order, in three statements; None when there is no such draft."""
    columns = [getattr(Import, one.name) for one in fields(Draft) if one.name != "proposals"]
    head = session.execute(sa.select(*columns).where(Import.id == import_id)).one_or_none()
    if head is None:
        return None
    names = [one.name for one in fields(ProposalRow) if one.name not in ("agencies", "judged_by")]
    found = session.execute(
        sa.select(*(getattr(Proposal, name) for name in names), Person.name.label("judged_by"))
        .outerjoin(Person, Person.id == Proposal.judged_by_id)
        .where(Proposal.import_id == import_id)
        .order_by(Proposal.start, Proposal.id)
    ).all()
    bodies = _bodies(session, import_id)
    mine: dict[int, list[Body]] = {row.id: [] for row in found}
    for one in bodies:
        mine[one.proposal_id].append(one)
    rows = (ProposalRow(**row._mapping, agencies=tuple(mine[row.id])) for row in found)
    return Draft(**head._mapping, proposals=tuple(rows))


def _bodies(session: Session, import_id: int) -> list[Body]:
    one = ProposalAgency
    found = session.execute(
        sa.select(
            one.proposal_id,
            one.role,
            one.written,
            one.agency_id,
            one.group_id,
            sa.func.coalesce(Agency.name, AgencyGroup.name),
        )
        .join(Proposal, Proposal.id == one.proposal_id)
        .outerjoin(Agency, Agency.id == one.agency_id)
        .outerjoin(AgencyGroup, AgencyGroup.id == one.group_id)
        .where(Proposal.import_id == import_id)
        .order_by(one.id)
    )
    return [Body(*row) for row in found]


@dataclass(frozen=True, slots=True)
class Group:
    """A group and who belonged to it on a day: (agency's number, name)."""

    id: int
    name: str
    members: tuple[tuple[int, str], ...]


def groups(session: Session, on: date) -> dict[int, Group]:
    """Every group with its members of the day ``on``, in the office's order: one statement."""
    member = GroupMember
    belonged = sa.and_(
        member.group_id == AgencyGroup.id,
        sa.or_(member.valid_from.is_(None), member.valid_from <= on),
        sa.or_(member.valid_to.is_(None), member.valid_to >= on),
    )
    found = session.execute(
        sa.select(AgencyGroup.id, AgencyGroup.name, Agency.id, Agency.name)
        .outerjoin(member, belonged)
        .outerjoin(Agency, Agency.id == member.agency_id)
        .order_by(AgencyGroup.position, AgencyGroup.id, Agency.position)
    ).all()
    members: dict[int, list[tuple[int, str]]] = {group_id: [] for group_id, *_rest in found}
    for group_id, _name, agency_id, agency in found:
        if agency_id:
            members[group_id].append((agency_id, agency))
    return {group_id: Group(group_id, name, tuple(members[group_id])) for group_id, name, *_rest in found}


def agencies(session: Session, on: date) -> list[tuple[int, str]]:
    """The agencies that existed on the day ``on``, in the office's order."""
    found = session.execute(
        sa.select(Agency.id, Agency.name)
        .where(sa.or_(Agency.valid_to.is_(None), Agency.valid_to >= on))
        .order_by(Agency.position, Agency.name)
    )
    return [(key, name) for key, name in found]


def for_change(session: Session, import_id: int) -> Import | None:
    """A draft as a row that an action may change, with its proposals."""
    statement = sa.select(Import).where(Import.id == import_id).options(selectinload(Import.proposals))
    return session.scalar(statement)


def proposal(session: Session, import_id: int, proposal_id: int) -> Proposal | None:
    """One proposal of this draft as a row that an action may change, with its draft and bodies."""
    return session.scalar(
        sa.select(Proposal)
        .where(Proposal.id == proposal_id, Proposal.import_id == import_id)
        .options(joinedload(Proposal.draft), selectinload(Proposal.agencies))
    )


def before(session: Session, one: Proposal) -> Proposal | None:
    """The nearest proposal before ``one`` in the same clause that was not dropped."""
    return session.scalar(
        sa.select(Proposal)
        .where(
            Proposal.import_id == one.import_id,
            Proposal.clause_ref == one.clause_ref,
            Proposal.start < one.start,
            ~Proposal.dropped,
        )
        .order_by(Proposal.start.desc())
        .limit(1)
        .options(selectinload(Proposal.agencies))
    )


def same_text(session: Session, text: str) -> int | None:
    """The draft in work that holds this very text, if there is one."""
    return session.scalar(sa.select(Import.id).where(Import.state == ImportState.DRAFT, Import.text == text).limit(1))


def issued_text(session: Session, text: str) -> int | None:
    """The programme that was issued with this very text, if there is one."""
    return session.scalar(sa.select(Programme.id).where(Programme.text == text).limit(1))
