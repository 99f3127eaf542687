"""Drafts, and one draft as its review page shows it."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.models import Agency, AgencyGroup, Import, ImportState, Proposal, ProposalAgency


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One draft in the list."""

    id: int
    title: str
    file_name: str
    state: ImportState
    created_at: datetime
    programme_id: int | None


def listing(session: Session) -> list[ImportRow]:
    """The drafts, newest first."""
    found = session.execute(
        sa.select(Import.id, Import.title, Import.file_name, Import.state, Import.created_at, Import.programme_id)
        .order_by(Import.id.desc())
        .limit(50)
    )
    return [ImportRow(*row) for row in found]


def whole(session: Session, import_id: int) -> Import | None:
    """A draft with its proposals and whom they name."""
    agencies = selectinload(Import.proposals).selectinload(Proposal.agencies)
    return session.scalar(
        sa.select(Import)
        .where(Import.id == import_id)
        .options(agencies.joinedload(ProposalAgency.agency), agencies.joinedload(ProposalAgency.group))
    )


def proposal(session: Session, import_id: int, proposal_id: int) -> Proposal | None:
    """One proposal of one draft that is still being reviewed."""
    return session.scalar(
        sa.select(Proposal)
        .join(Import, Import.id == Proposal.import_id)
        .where(Proposal.id == proposal_id, Proposal.import_id == import_id, Import.state == ImportState.DRAFT)
        .options(joinedload(Proposal.draft), selectinload(Proposal.agencies))
    )


def before(session: Session, one: Proposal) -> Proposal | None:
    """The proposal before ``one`` in the same clause."""
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
    )


def bodies(session: Session) -> list[tuple[str, str]]:
    """Agencies and groups as choices: "a:12" and "g:3"."""
    groups = session.execute(sa.select(AgencyGroup.id, AgencyGroup.name).order_by(AgencyGroup.position))
    agencies = session.execute(
        sa.select(Agency.id, Agency.name).where(Agency.valid_to.is_(None)).order_by(Agency.position)
    )
    return [(f"g:{key}", f"Nhóm: {name}") for key, name in groups] + [(f"a:{key}", name) for key, name in agencies]
