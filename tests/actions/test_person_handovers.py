"""Who stands in for whom, and one person's duties handed to another: mails, names in the record, links."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests import factories as make
from webapp.actions import directory, person_handovers, tasks
from webapp.actions.directory import DirectoryRefused
from webapp.actions.history import Actor, AlreadyRecorded, Stamp
from webapp.mail import links
from webapp.mail.notices import focal_points
from webapp.models import Agency, FocalPoint, LinkPurpose, Person, PersonHandover, QuickLink
from webapp.queries import reminders
from webapp.queries.people import holder
from webapp.rules.words import Channel, Status

TODAY = make.TODAY
FIRST, LAST = date(2021, 11, 20), date(2021, 11, 24)


@pytest.fixture
def agency(session: Session) -> Agency:
    return make.agency(session)


@pytest.fixture
def absent(session: Session, agency: Agency) -> Person:
    return make.person(session, speaks_for=agency, name="Đầu mối A")


@pytest.fixture
def substitute(session: Session, agency: Agency, absent: Person) -> Person:
    person = make.person(session, name="Đầu mối B")
    directory.add_focal_point(agency, person, from_on=FIRST, to_on=LAST, stands_for_id=absent.id)
    return person


def told(session: Session, agency: Agency, day: date) -> list[str]:
    return [person.name for person in focal_points(session, agency.id, day)]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (FIRST - timedelta(days=1), "Đầu mối A"),
        (FIRST, "Đầu mối B"),
        (LAST, "Đầu mối B"),
        (LAST + timedelta(days=1), "Đầu mối A"),
    ],
)
def test_the_mails_go_to_the_substitute_in_that_time_only(
    session: Session, agency: Agency, absent: Person, substitute: Person, day: date, name: str
) -> None:
    assert told(session, agency, day) == [name]
    readers = {session.get_one(Person, key).name for key in reminders.readers(session, day)}
    assert readers == {name}
    reads = {one.name: reminders.speaks_for(session, one.id, day) for one in (absent, substitute)}
    assert [who for who, duties in reads.items() if duties.agencies] == [name]


def test_the_absent_one_may_still_come_in(session: Session, agency: Agency, absent: Person, substitute: Person) -> None:
    seen = holder(session, absent.id, today=TODAY)
    assert seen and seen.agency_ids == {agency.id} and seen.stands_in == ()


def test_a_substitute_whose_account_is_closed_takes_no_mail_away(
    session: Session, agency: Agency, absent: Person, substitute: Person
) -> None:
    substitute.active = False
    session.flush()
    assert told(session, agency, TODAY) == ["Đầu mối A"]


def test_the_record_names_whom_the_substitute_stood_in_for_and_only_there(
    session: Session, agency: Agency, absent: Person, substitute: Person
) -> None:
    elsewhere = make.agency(session)
    directory.add_focal_point(elsewhere, substitute, from_on=FIRST, to_on=None)
    seen = holder(session, substitute.id, today=TODAY)
    assert seen
    stamp = Stamp(Actor(seen.person_id, seen.label, seen.stands_in), make.NOW, Channel.LINK)
    there, here = make.task(session, agency), make.task(session, elsewhere)
    assert tasks.start(there, stamp=stamp).actor == "Đầu mối B, thay Đầu mối A"
    assert tasks.start(here, stamp=stamp).actor == "Đầu mối B"


def test_long_names_fit_the_record() -> None:
    assert len(Actor(1, "a" * 200, ((7, "b" * 200),)).named(7)) == 200


def test_who_speaks_in_their_own_name_too_stands_in_for_nobody(
    session: Session, agency: Agency, absent: Person
) -> None:
    other = make.person(session, speaks_for=agency)
    session.add(FocalPoint(person_id=other.id, agency_id=agency.id, from_on=FIRST, stands_for_id=absent.id))
    session.flush()
    seen = holder(session, other.id, today=TODAY)
    assert seen and seen.stands_in == ()


def test_a_substitute_has_a_last_day_and_is_somebody_else(session: Session, agency: Agency, absent: Person) -> None:
    other = make.person(session)
    with pytest.raises(DirectoryRefused, match="cả ngày cuối") as refusal:
        directory.add_focal_point(agency, other, from_on=FIRST, to_on=None, stands_for_id=absent.id)
    assert refusal.value.field == "to_on"
    with pytest.raises(DirectoryRefused, match="thay chính mình"):
        directory.add_focal_point(agency, absent, from_on=FIRST, to_on=LAST, stands_for_id=absent.id)


def hand_over(person: Person, to: Person, on: date = TODAY, once: str | None = None) -> person_handovers.Handed:
    return person_handovers.hand_over(
        person, to, effective_on=on, reason="chuyển công tác", stamp=make.stamp(once=once)
    )


def speaks(session: Session, person: Person, day: date) -> frozenset[int]:
    seen = holder(session, person.id, today=day)
    assert seen
    return seen.agency_ids


def test_all_duties_go_over_on_the_day_and_what_ended_stays(session: Session, agency: Agency, absent: Person) -> None:
    second, former = make.agency(session), make.agency(session)
    directory.add_focal_point(second, absent, from_on=date(2021, 12, 1), to_on=date(2021, 12, 31))
    old = directory.add_focal_point(former, absent, from_on=date(2020, 1, 1), to_on=date(2020, 12, 31))
    task, closed = make.task(session, agency), make.task(session, agency, status=Status.DONE)
    taker = make.person(session)
    assert hand_over(absent, taker).agencies == 2
    yesterday = TODAY - timedelta(days=1)
    assert (speaks(session, absent, yesterday), speaks(session, taker, yesterday)) == ({agency.id}, frozenset())
    assert (speaks(session, absent, TODAY), speaks(session, taker, TODAY)) == (frozenset(), {agency.id})
    assert speaks(session, taker, date(2021, 12, 5)) == {agency.id, second.id}
    assert speaks(session, taker, date(2022, 1, 1)) == {agency.id}
    assert (old.person_id, task.agency_id, closed.agency_id) == (absent.id, agency.id, agency.id)
    row = session.scalars(sa.select(PersonHandover)).one()
    assert (row.reason, row.effective_on, sorted(row.agencies)) == (
        "chuyển công tác",
        TODAY,
        sorted([agency.name, second.name]),
    )


def test_the_links_of_the_one_who_goes_die_at_once_and_only_theirs(
    session: Session, agency: Agency, absent: Person
) -> None:
    task, taker = make.task(session, agency), make.person(session)
    theirs = links.new(session, absent.id, LinkPurpose.TASK, now=make.NOW, task_id=task.id)
    others = links.new(session, taker.id, LinkPurpose.TASK, now=make.NOW, task_id=task.id)
    assert hand_over(absent, taker).links == 1
    session.expire_all()
    assert not links.is_live(session.get_one(QuickLink, theirs.id), make.NOW)
    assert links.is_live(session.get_one(QuickLink, others.id), make.NOW)


def test_before_the_day_comes_nothing_is_taken_away(session: Session, agency: Agency, absent: Person) -> None:
    link = links.new(session, absent.id, LinkPurpose.LIST, now=make.NOW)
    taker, day = make.person(session), TODAY + timedelta(days=9)
    assert hand_over(absent, taker, day).links == 0
    assert links.is_live(link, make.NOW)
    assert speaks(session, absent, day - timedelta(days=1)) == {agency.id}
    assert (speaks(session, absent, day), speaks(session, taker, day)) == (frozenset(), {agency.id})


def test_who_speaks_for_the_agency_already_gets_no_second_duty(
    session: Session, agency: Agency, absent: Person
) -> None:
    taker = make.person(session, speaks_for=agency)
    hand_over(absent, taker)
    held = sa.select(sa.func.count()).where(FocalPoint.person_id == taker.id)
    assert session.scalar(held) == 1 and told(session, agency, TODAY) == [taker.name]


def test_what_cannot_be_handed_over_is_told(session: Session, agency: Agency, absent: Person) -> None:
    taker = make.person(session)
    for to in (absent, make.person(session, active=False)):
        with pytest.raises(DirectoryRefused, match="người khác đang được dùng") as refusal:
            hand_over(absent, to)
        assert refusal.value.field == "to_id"
    with pytest.raises(DirectoryRefused, match="không làm đầu mối"):
        hand_over(taker, absent)
    hand_over(absent, taker, once="n")
    with pytest.raises(AlreadyRecorded):
        hand_over(absent, taker, once="n")
