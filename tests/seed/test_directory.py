"""The agencies the product ships with, and how a document's names lead to them."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions.programmes import expand
from webapp.extraction.text import fold
from webapp.models import Agency, AgencyGroup, AgencyKind, AgencyName, GroupMember, SearchEntry, SearchKind
from webapp.queries.directory import known_names
from webapp.seed.directory import load_directory

SIGNED = date(2021, 10, 1)


def members(session: Session, written: str) -> set[int]:
    """The agencies that a document means by ``written``."""
    found = known_names(session)[fold(written)]
    return set(expand(session, found.group_id, SIGNED)) if found.group_id else {found.agency_id or 0}


def test_32_agencies_stand_in_their_order_and_kind(session: Session) -> None:
    loaded = load_directory(session)
    assert len(loaded) == 32
    rows = session.execute(sa.select(Agency.name, Agency.kind).order_by(Agency.position)).all()
    assert [rows[0][0], rows[8][0], rows[-1][0]] == [
        "Ban Tổ chức Tỉnh ủy",
        "Đảng đoàn Hội đồng nhân dân tỉnh",
        "Huyện ủy Phú Quý",
    ]
    count = {kind: sum(row.kind is kind for row in rows) for kind in AgencyKind}
    assert count == {
        AgencyKind.STAFF: 8,
        AgencyKind.GROUPED: 10,
        AgencyKind.ATTACHED: 4,
        AgencyKind.DISTRICT: 10,
        AgencyKind.OTHER: 0,
    }


def test_the_three_names_of_clause_iv_1_give_all_32(session: Session) -> None:
    loaded = load_directory(session)
    named = ("Các cấp ủy, tổ chức Đảng", "Mặt trận Tổ quốc Việt Nam", "các tổ chức chính trị - xã hội tỉnh")
    everybody = set.union(*(members(session, written) for written in named))
    assert everybody == {agency.id for agency in loaded.values()}


def test_party_bodies_leave_out_the_two_that_are_none(session: Session) -> None:
    loaded = load_directory(session)
    outside = {agency.id for agency in loaded.values()} - members(session, "các cấp ủy, tổ chức đảng")
    assert outside == {loaded["btvtd"].id, loaded["ccb"].id}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Đảng đoàn LĐLĐ tỉnh", "ddldld"),
        ("Liên đoàn Lao động tỉnh", "ddldld"),
        ("BTGTU", "btg"),
        ("Ban Tổ chức", "btc"),
        ("UBND tỉnh", "bcsubnd"),
        ("Uỷ ban nhân dân tỉnh", "bcsubnd"),
        ("UBMTTQ Việt Nam tỉnh", "ddmttq"),
        ("Mặt trận Tổ quốc Việt Nam tỉnh", "ddmttq"),
        ("Huyện uỷ Phú Quí", "phuquy"),
        ("phu qui", "phuquy"),
        ("Toà án nhân dân tỉnh", "bcstand"),
    ],
)
def test_an_agency_is_known_by_the_ways_documents_write_it(session: Session, written: str, code: str) -> None:
    loaded = load_directory(session)
    assert members(session, written) == {loaded[code].id}


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("các Ban của Tỉnh ủy", 4),
        ("Các huyện, thị, thành ủy", 10),
        ("các huyện, thị, thành uỷ, đảng uỷ trực thuộc", 14),
        ("các đảng đoàn, ban cán sự đảng", 8),
        ("các tổ chức chính trị - xã hội", 5),
    ],
)
def test_a_group_stands_for_its_members(session: Session, written: str, size: int) -> None:
    load_directory(session)
    assert len(members(session, written)) == size


def test_no_two_bodies_share_a_name(session: Session) -> None:
    load_directory(session)
    official = [*session.scalars(sa.select(Agency.name)), *session.scalars(sa.select(AgencyGroup.name))]
    written = [fold(name) for name in official] + list(session.scalars(sa.select(AgencyName.folded)))
    assert len(written) == len(set(written))


def test_every_agency_is_found_by_its_abbreviation(session: Session) -> None:
    loaded = load_directory(session)
    entries = session.scalars(sa.select(SearchEntry).where(SearchEntry.kind == SearchKind.AGENCY)).all()
    assert len(entries) == 32
    words = {entry.subject_id: entry.words for entry in entries}
    assert "btgtu" in words[loaded["btg"].id].split()


def test_loading_again_keeps_what_the_administrator_changed(session: Session) -> None:
    loaded = load_directory(session)
    loaded["bdv"].name = "Ban Tuyên giáo và Dân vận Tỉnh ủy"
    gone = session.scalars(sa.select(AgencyName).where(AgencyName.agency_id == loaded["bdv"].id)).all()
    for name in gone:
        session.delete(name)
    member = session.scalars(sa.select(GroupMember)).first()
    assert member is not None
    session.delete(member)
    session.flush()
    before = [session.scalar(sa.select(sa.func.count()).select_from(t)) for t in (Agency, AgencyName, GroupMember)]
    again = load_directory(session)
    after = [session.scalar(sa.select(sa.func.count()).select_from(t)) for t in (Agency, AgencyName, GroupMember)]
    assert after == before
    assert again["bdv"].name == "Ban Tuyên giáo và Dân vận Tỉnh ủy"


def test_a_name_somebody_bears_already_is_not_taken_from_them(session: Session) -> None:
    other = Agency(code="x", name="Ban Thi đua", kind=AgencyKind.OTHER, position=99)
    session.add(other)
    session.flush()
    session.add(AgencyName(agency_id=other.id, text="BTG", folded=fold("BTG")))
    session.flush()
    load_directory(session)
    assert known_names(session)["btg"].agency_id == other.id
