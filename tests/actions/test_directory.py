"""Changing the directory: what may be recorded, and the sentence that says why not."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests import factories
from webapp.actions import directory
from webapp.actions.directory import DirectoryRefused
from webapp.actions.search import index_task
from webapp.models import Agency, AgencyGroup, AgencyKind, AgencyName, GroupMember, SearchEntry, SearchKind
from webapp.queries.directory import known_names
from webapp.seed.directory import load_directory

DUTY = {"from_on": date(2021, 10, 1), "to_on": date(2022, 6, 30)}


@pytest.fixture
def agencies(session: Session) -> dict[str, Agency]:
    return load_directory(session)


def aliases(session: Session, agency: Agency) -> set[str]:
    return set(session.scalars(sa.select(AgencyName.text).where(AgencyName.agency_id == agency.id)))


def words_of(session: Session, kind: SearchKind, subject_id: int) -> str:
    entry = session.scalars(sa.select(SearchEntry).filter_by(kind=kind, subject_id=subject_id)).one()
    return entry.words


@pytest.mark.parametrize(
    ("text", "bearer"),
    [
        ("Ban Dân vận Tỉnh ủy", "Ban Dân vận Tỉnh ủy"),
        ("ban dan van tinh uy", "Ban Dân vận Tỉnh ủy"),
        ("BDV", "Ban Dân vận Tỉnh ủy"),
        ("uỷ ban nhân dân tỉnh", "Ban Cán sự đảng Ủy ban nhân dân tỉnh"),
        ("Các huyện, thị, thành uỷ", "Các huyện, thị, thành ủy"),
        ("Ban Tuyên giáo Tỉnh uỷ", "Ban Tuyên giáo Tỉnh ủy"),
    ],
)
def test_a_name_that_somebody_bears_is_refused_and_the_bearer_is_named(
    agencies: dict[str, Agency], text: str, bearer: str
) -> None:
    with pytest.raises(DirectoryRefused, match=f"“{text}” đã là tên của {bearer}") as refusal:
        directory.add_name(agencies["btg"], text)
    assert refusal.value.field == "text"


def test_a_new_name_is_known_to_reading_and_to_search(session: Session, agencies: dict[str, Agency]) -> None:
    directory.add_name(agencies["btg"], "Ban TGTU")
    assert known_names(session)["ban tgtu"].agency_id == agencies["btg"].id
    assert "tgtu" in words_of(session, SearchKind.AGENCY, agencies["btg"].id).split()


def test_a_name_taken_away_is_forgotten_by_reading_and_search(session: Session, agencies: dict[str, Agency]) -> None:
    name = session.scalars(sa.select(AgencyName).where(AgencyName.text == "BTGTU")).one()
    directory.remove_name(name)
    assert "btgtu" not in known_names(session)
    assert "btgtu" not in words_of(session, SearchKind.AGENCY, agencies["btg"].id).split()


def test_a_renamed_agency_keeps_its_old_name_and_its_tasks_are_found_by_the_new_one(
    session: Session, agencies: dict[str, Agency]
) -> None:
    task = factories.task(session, agencies["bdv"])
    index_task(session, task.id)
    directory.edit_agency(
        agencies["bdv"],
        name="Ban Tuyên giáo và Dân vận Tỉnh ủy",
        kind=AgencyKind.STAFF,
        valid_from=date(2025, 3, 1),
        valid_to=None,
    )
    known = known_names(session)
    assert known["ban dan van tinh uy"].agency_id == agencies["bdv"].id
    assert known["ban tuyen giao va dan van tinh uy"].agency_id == agencies["bdv"].id
    assert "giao va dan van" in words_of(session, SearchKind.TASK, task.id)


def test_an_agency_may_take_its_own_alias_as_its_name(session: Session, agencies: dict[str, Agency]) -> None:
    ccb = agencies["ccb"]
    directory.edit_agency(ccb, name="Hội CCB tỉnh", kind=ccb.kind, valid_from=None, valid_to=None)
    assert ccb.name == "Hội CCB tỉnh"
    assert aliases(session, ccb) == {"Hội Cựu chiến binh tỉnh", "CCB tỉnh"}


def test_another_spelling_of_the_same_name_needs_no_alias(session: Session, agencies: dict[str, Agency]) -> None:
    before = aliases(session, agencies["bdv"])
    directory.edit_agency(
        agencies["bdv"], name="Ban Dân Vận Tỉnh uỷ", kind=AgencyKind.STAFF, valid_from=None, valid_to=None
    )
    assert aliases(session, agencies["bdv"]) == before


@pytest.mark.parametrize(
    ("facts", "field", "said"),
    [
        ({"name": "BTC"}, "name", "đã là tên của Ban Tổ chức Tỉnh ủy"),
        ({"valid_from": date(2025, 3, 1), "valid_to": date(2025, 2, 28)}, "valid_to", "không thể trước ngày đầu"),
    ],
)
def test_facts_that_cannot_be_are_refused(
    agencies: dict[str, Agency], facts: dict[str, object], field: str, said: str
) -> None:
    whole = {"name": "Ban mới", "kind": AgencyKind.STAFF, "valid_from": None, "valid_to": None} | facts
    with pytest.raises(DirectoryRefused, match=said) as refusal:
        directory.edit_agency(agencies["bdv"], **whole)  # type: ignore[arg-type]
    assert refusal.value.field == field


@pytest.mark.parametrize(("code", "name", "field"), [("bdv", "Ban mới", "code"), ("moi", "BDV", "name")])
def test_a_new_agency_needs_a_code_and_a_name_of_its_own(
    session: Session, agencies: dict[str, Agency], code: str, name: str, field: str
) -> None:
    with pytest.raises(DirectoryRefused) as refusal:
        directory.new_agency(session, code=code, name=name, kind=AgencyKind.OTHER)
    assert refusal.value.field == field


def test_a_new_agency_stands_last_and_is_found(session: Session, agencies: dict[str, Agency]) -> None:
    made = directory.new_agency(session, code="sgd", name="Sở Giáo dục và Đào tạo", kind=AgencyKind.OTHER)
    assert made.position == 33
    assert "giao duc" in words_of(session, SearchKind.AGENCY, made.id)


@pytest.mark.parametrize(
    ("from_on", "to_on", "field"),
    [
        (date(2022, 6, 30), None, "from_on"),
        (date(2020, 1, 1), date(2021, 10, 1), "from_on"),
        (date(2020, 1, 1), None, "from_on"),
        (date(2021, 12, 1), date(2022, 1, 1), "from_on"),
        (date(2023, 1, 2), date(2023, 1, 1), "to_on"),
    ],
)
def test_a_second_duty_of_the_same_person_may_not_overlap_or_end_before_it_begins(
    session: Session, agencies: dict[str, Agency], from_on: date, to_on: date | None, field: str
) -> None:
    person = factories.person(session)
    directory.add_focal_point(agencies["btg"], person, **DUTY)
    with pytest.raises(DirectoryRefused) as refusal:
        directory.add_focal_point(agencies["btg"], person, from_on=from_on, to_on=to_on)
    assert refusal.value.field == field


def test_duties_side_by_side_are_fine(session: Session, agencies: dict[str, Agency]) -> None:
    person, other = factories.person(session), factories.person(session)
    directory.add_focal_point(agencies["btg"], person, **DUTY)
    directory.add_focal_point(agencies["btg"], person, from_on=date(2022, 7, 1), to_on=None)
    directory.add_focal_point(agencies["btg"], other, **DUTY)
    directory.add_focal_point(agencies["btc"], person, **DUTY)


@pytest.mark.parametrize("to_on", [date(2021, 9, 30), date(2022, 7, 1), date(2030, 1, 1)])
def test_a_duty_ends_neither_before_it_began_nor_inside_the_next_one(
    session: Session, agencies: dict[str, Agency], to_on: date
) -> None:
    person = factories.person(session)
    first = directory.add_focal_point(agencies["btg"], person, **DUTY)
    directory.add_focal_point(agencies["btg"], person, from_on=date(2022, 7, 1), to_on=None)
    with pytest.raises(DirectoryRefused) as refusal:
        directory.end_focal_point(first, to_on=to_on)
    assert refusal.value.field == "ended_on" and first.to_on == date(2022, 6, 30)


def test_a_duty_may_end_on_its_first_day(session: Session, agencies: dict[str, Agency]) -> None:
    duty = directory.add_focal_point(agencies["btg"], factories.person(session), **DUTY)
    directory.end_focal_point(duty, to_on=date(2021, 10, 1))
    assert duty.to_on == date(2021, 10, 1)


def test_an_agency_stands_once_in_a_group(session: Session, agencies: dict[str, Agency]) -> None:
    group = session.scalars(sa.select(AgencyGroup).filter_by(code="cacban")).one()
    with pytest.raises(DirectoryRefused, match="Ban Tổ chức Tỉnh ủy đã có trong nhóm, không ghi ngày"):
        directory.add_member(group, agencies["btc"], valid_from=None, valid_to=None)
    directory.add_member(group, agencies["ubkt"], valid_from=date(2022, 1, 1), valid_to=None)
    assert session.scalar(sa.select(sa.func.count()).where(GroupMember.group_id == group.id)) == 5


def test_days_of_a_membership_stand_in_their_order(session: Session, agencies: dict[str, Agency]) -> None:
    member = session.scalars(sa.select(GroupMember)).first()
    assert member is not None
    with pytest.raises(DirectoryRefused) as refusal:
        directory.date_member(member, valid_from=date(2025, 7, 1), valid_to=date(2025, 6, 30))
    assert refusal.value.field == "until_on"
    directory.date_member(member, valid_from=None, valid_to=date(2025, 6, 30))
    assert member.valid_to == date(2025, 6, 30)


def test_two_groups_never_share_a_code(session: Session, agencies: dict[str, Agency]) -> None:
    made = [directory.new_group(session, name=name).code for name in ("Các sở!", "Các sở?", "Các sở")]
    assert made == ["cac-so", "cac-so-2", "cac-so-3"]


def test_a_renamed_group_keeps_its_old_name(session: Session, agencies: dict[str, Agency]) -> None:
    group = session.scalars(sa.select(AgencyGroup).filter_by(code="huyenthi")).one()
    directory.rename_group(group, name="Các đảng ủy xã, phường, đặc khu")
    known = known_names(session)
    assert known["cac huyen, thi, thanh uy"].group_id == known["cac dang uy xa, phuong, dac khu"].group_id == group.id
    with pytest.raises(DirectoryRefused, match="đã là tên của Ban Tổ chức Tỉnh ủy"):
        directory.rename_group(group, name="BTC")
