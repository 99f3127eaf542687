"""A name that a person explained in the review is known from the moment the draft is issued."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests import factories as make
from webapp.actions import directory, imports, issues, learned_names, proposals
from webapp.actions.programmes import Part
from webapp.actions.proposals import Correction
from webapp.models import Agency, AgencyGroup, AgencyName, GroupMember, Import, Person, Proposal, ProposalAgency
from webapp.queries import imports as queries
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import AgencyRole, DeadlineKind, Role

TEXT = "IV. TỔ CHỨC THỰC HIỆN\n\n1. Ban Cán sự UBND lãnh đạo việc rà soát cơ chế, chính sách."
WRITTEN = "Ban Điều hành việc chung"


@pytest.fixture
def monitor(session: Session) -> Person:
    return make.person(session, Role.MONITOR, agency_id=make.agency(session, "Ban Dân vận").id)


@pytest.fixture
def meant(session: Session) -> Agency:
    return make.agency(session, "Ban Cán sự đảng Ủy ban nhân dân tỉnh")


def draft(session: Session, monitor: Person, *leads: tuple[str, ...]) -> tuple[Import, list[Proposal]]:
    """A draft with one proposal for each of ``leads``: the names its lead bodies are written by, known to nobody."""
    row = Import(
        file_name="a.docx",
        title="CTHĐ",
        issuer="BTV",
        text=TEXT,
        created_by_id=monitor.id,
        created_at=make.NOW,
    )
    made = [
        Proposal(
            draft=row,
            clause_ref="IV.1",
            start=27 + number,
            end=len(TEXT),
            title=f"Việc {number}",
            kind=DeadlineKind.STANDING,
            why=[],
            agencies=[ProposalAgency(role=AgencyRole.LEAD, written=name) for name in names],
        )
        for number, names in enumerate(leads)
    ]
    session.add_all([row, *made])
    session.flush()
    return row, made


def explain(proposal: Proposal, *bodies: Agency | AgencyGroup) -> None:
    """Say who leads a duty."""
    parts = tuple(
        Part(AgencyRole.LEAD, agency_id=body.id) if isinstance(body, Agency) else Part(AgencyRole.LEAD, None, body.id)
        for body in bodies
    )
    proposals.correct(
        proposal, Correction(title=proposal.title, parts=parts, kind=DeadlineKind.STANDING), stamp=make.stamp()
    )


def would_learn(session: Session, row: Import) -> list[tuple[str, str]]:
    session.flush()
    found = queries.review(session, row.id)
    assert found
    return [(one.written, one.name) for one in learned_names.learned(session, found)]


def issue(session: Session, monitor: Person, row: Import) -> None:
    session.flush()
    found = queries.review(session, row.id)
    assert found
    issues.issue(session, row, found, short_title="x", thresholds=Thresholds(), stamp=make.stamp(monitor))


def test_an_explained_name_is_an_alias_once_the_draft_is_issued_and_the_next_reading_knows_it(
    session: Session, monitor: Person, meant: Agency
) -> None:
    row, (one,) = draft(session, monitor, (WRITTEN,))
    explain(one, meant)
    assert would_learn(session, row) == [(WRITTEN, "Ban Cán sự đảng Ủy ban nhân dân tỉnh")]
    assert imports.directory_of(session).resolve(WRITTEN) is None, "nothing is real before it is issued"
    issue(session, monitor, row)
    session.expire_all()
    found = imports.directory_of(session, date(2021, 11, 22)).resolve(WRITTEN)
    assert found and (found.kind, found.id, found.exact) == ("agency", meant.id, True)
    assert would_learn(session, row) == [], "what is known is not learned again"


def test_a_group_learns_too(session: Session, monitor: Person, meant: Agency) -> None:
    group = AgencyGroup(code="cap-uy", name="Các cấp ủy", position=1)
    session.add(group)
    session.flush()
    session.add(GroupMember(group_id=group.id, agency_id=meant.id))
    row, (one,) = draft(session, monitor, ("Các tổ chức cơ sở của Đảng bộ",))
    explain(one, group)
    issue(session, monitor, row)
    assert session.scalars(sa.select(AgencyName.group_id)).all() == [group.id]


def test_a_second_thought_moves_the_name(session: Session, monitor: Person, meant: Agency) -> None:
    row, (one,) = draft(session, monitor, (WRITTEN,))
    explain(one, make.agency(session))
    explain(one, meant)
    assert would_learn(session, row) == [(WRITTEN, meant.name)]


def test_of_two_names_or_two_bodies_nobody_can_tell_which_is_which(
    session: Session, monitor: Person, meant: Agency
) -> None:
    row, (two_names, two_bodies) = draft(session, monitor, ("Ban Lạ Một", "Ban Lạ Hai"), (WRITTEN,))
    explain(two_names, meant)
    explain(two_bodies, meant, make.agency(session))
    assert would_learn(session, row) == []


def test_a_name_explained_in_two_ways_is_not_kept(session: Session, monitor: Person, meant: Agency) -> None:
    row, (one, other) = draft(session, monitor, (WRITTEN,), (WRITTEN.upper(),))
    explain(one, meant)
    explain(other, make.agency(session))
    assert would_learn(session, row) == []
    explain(other, meant)
    assert would_learn(session, row) == [(WRITTEN, meant.name)], "said twice, kept once"


def test_a_name_that_somebody_bears_by_now_stays_theirs(session: Session, monitor: Person, meant: Agency) -> None:
    row, (one,) = draft(session, monitor, (WRITTEN,))
    explain(one, meant)
    directory.add_name(make.agency(session), WRITTEN)
    assert would_learn(session, row) == []
    issue(session, monitor, row)
    assert session.scalar(sa.select(sa.func.count()).select_from(AgencyName)) == 1


def test_a_name_that_means_two_bodies_is_not_given_to_a_third(session: Session, monitor: Person, meant: Agency) -> None:
    make.agency(session, "Ban Kinh tế UBND tỉnh")
    make.agency(session, "Ban Kinh tế Ủy ban nhân dân tỉnh")
    row, (one,) = draft(session, monitor, ("Ban Kinh tế UBND tỉnh",))
    explain(one, meant)
    assert imports.directory_of(session).resolve("Ban Kinh tế UBND tỉnh") is None
    assert would_learn(session, row) == []


def test_another_lead_in_place_of_one_that_the_directory_reads_teaches_nothing(
    session: Session, monitor: Person, meant: Agency
) -> None:
    known = make.agency(session, "Ban Kinh tế Trung tâm")
    row, (one,) = draft(session, monitor, ("Ban Kinh tế Trrung tâm",))
    one.agencies[0].agency_id = known.id
    session.flush()
    explain(one, meant)
    assert would_learn(session, row) == []


def test_a_dropped_proposal_teaches_nothing(session: Session, monitor: Person, meant: Agency) -> None:
    row, (one,) = draft(session, monitor, (WRITTEN,))
    explain(one, meant)
    one.dropped = True
    assert would_learn(session, row) == []


@pytest.mark.parametrize("name", ["Các ngành liên quan", "Các sở, ban", "BCĐ", "Cơ quan nêu trên", "Ban " * 60])
def test_a_name_that_means_somebody_else_next_time_is_not_kept(
    session: Session, monitor: Person, meant: Agency, name: str
) -> None:
    row, (one,) = draft(session, monitor, (name.strip(),))
    explain(one, meant)
    assert would_learn(session, row) == []
