"""Names of a draft that the directory does not know: a new agency, or another name of one that exists. A person says
which; whatever else of the draft bears the very same name follows."""

import re
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions.directory import add_name, free_code, new_agency
from webapp.actions.imports import directory_of
from webapp.extraction import fold
from webapp.extraction.agencies import Directory, Named, is_lasting
from webapp.models import Agency, AgencyGroup, AgencyKind, AgencyName, Import, Proposal, ProposalAgency
from webapp.rules.words import AgencyRole

LONGEST = 200
KINDS = (
    (r"(?:huyen|thi|thanh) uy\b", AgencyKind.DISTRICT),
    (r"dang uy\b", AgencyKind.ATTACHED),
    (r"(?:dang doan|ban can su|(?:ban thuong vu )?tinh doan|lien doan)\b", AgencyKind.GROUPED),
    (r"(?:hoi(?! dong)|(?:uy ban )?mat tran)\b", AgencyKind.GROUPED),
    (r"(?:(?:ban|van phong|uy ban kiem tra)\b.*\btinh uy|truong chinh tri|bao (?!hiem|tang))", AgencyKind.STAFF),
)
"""How a name begins, and the family it is then guessed to belong to; any other is "cơ quan khác"."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a name turned out to mean: the body's name, and in how many proposals. ``known`` before it was added."""

    name: str
    proposals: int
    known: bool = False


def guess_kind(name: str) -> AgencyKind:
    """The family that a name speaks of."""
    plain = fold(name)
    return next((kind for begins, kind in KINDS if re.match(begins, plain)), AgencyKind.OTHER)


def body_of(session: Session, agency: bool, key: int) -> Agency | AgencyGroup | None:
    """An agency, or a group, by its number."""
    return session.get(Agency, key) if agency else session.get(AgencyGroup, key)


def add_agency(session: Session, row: Import, written: str, kind: AgencyKind, *, on: date) -> Settled:
    """Put the agency called ``written`` into the directory; where it stands there by now, it is the one meant.

    Raises DirectoryRefused when the name is another body's.
    """
    match = directory_of(session, on).resolve(written)
    if match and match.exact:
        agency = match.kind == "agency"
        body = session.get_one(Agency, match.id) if agency else session.get_one(AgencyGroup, match.id)
        return Settled(body.name, _settle(session, row, written, body), known=True)
    name = " ".join(written.split())[:LONGEST]
    name = name[:1].upper() + name[1:]
    made = new_agency(session, code=free_code(session, name), name=name, kind=kind)
    return Settled(made.name, _settle(session, row, written, made))


def join(session: Session, row: Import, written: str, body: Agency | AgencyGroup) -> Settled:
    """Say that ``written`` means ``body``; a name that can mean the same in the next document is remembered."""
    settled = Settled(body.name, _settle(session, row, written, body))
    taken = session.scalar(sa.select(AgencyName.id).where(AgencyName.folded == fold(written)))
    if (
        is_lasting(written, of_group=isinstance(body, AgencyGroup))
        and taken is None
        and fold(written) != fold(body.name)
    ):
        add_name(body, " ".join(written.split()))
    return settled


def _settle(session: Session, row: Import, written: str, body: Agency | AgencyGroup) -> int:
    """Let every body of the draft that bears this name, and is known as nobody, be ``body``; in how many proposals."""
    bodies = session.scalars(
        sa.select(ProposalAgency).join(ProposalAgency.proposal).where(Proposal.import_id == row.id)
    ).all()
    same = Directory([Named("agency", 0, (written,))])
    meant = [one for one in bodies if not (one.agency_id or one.group_id) and _is(same, one.written)]
    for one in meant:
        one.agency_id, one.group_id = (body.id, None) if isinstance(body, Agency) else (None, body.id)
    touched = {one.proposal_id for one in meant}
    for proposal_id in touched:
        _once(session, [one for one in bodies if one.proposal_id == proposal_id])
    session.flush()
    return len(touched)


def _is(same: Directory, written: str) -> bool:
    match = same.resolve(written)
    return match is not None and match.exact


def _once(session: Session, bodies: list[ProposalAgency]) -> None:
    """No body twice in one proposal: who leads does not also coordinate."""
    met: set[tuple[int | None, int | None]] = set()
    for one in sorted(bodies, key=lambda body: (body.role is not AgencyRole.LEAD, body.id)):
        who = (one.agency_id, one.group_id)
        if who != (None, None) and who in met:
            session.delete(one)
        met.add(who)
