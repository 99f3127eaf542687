"""Agencies change: open work has a living holder at once, closed work and history stay as they were."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests import factories as make
from webapp.actions import directory, programmes, tasks
from webapp.actions.directory import DirectoryRefused
from webapp.actions.history import AlreadyRecorded
from webapp.actions.reorganisation_files import FileRefused, carry_out_file
from webapp.actions.reorganisation_plans import Change, NewBody
from webapp.actions.reorganisations import Outcome, carry_out, correct
from webapp.models import (
    Agency,
    AgencyGroup,
    AgencyTitle,
    AssignmentAgency,
    Event,
    EventKind,
    FocalPoint,
    GroupMember,
    Person,
    Programme,
    ReorganisationKind,
    SearchEntry,
    SearchKind,
    Task,
)
from webapp.queries import tasks as task_queries
from webapp.queries.agencies import monitor_agency_id
from webapp.queries.people import holder
from webapp.queries.successions import heirs
from webapp.rules.words import AgencyRole, DeadlineKind, Recurrence, Role, Status
from webapp.seed.directory import load_directory
from webapp.seed.start import first_start

SHIPPED = Path("webapp/data/reorganisations/2025.json")
FROM = date(2021, 11, 20)
RENAME, MERGE, SPLIT, END = ReorganisationKind
LATER = make.NOW + timedelta(days=30)


def body(name: str = "Ban Tuyên giáo và Dân vận Tỉnh ủy") -> NewBody:
    return NewBody(name)


def merge(session: Session, *old: Agency, to: Agency | NewBody | None = None, **more: object) -> Outcome:
    after = (to.id if isinstance(to, Agency) else to or body(),)
    asked = Change(MERGE, FROM, tuple(one.id for one in old), after, **more)  # type: ignore[arg-type]
    return carry_out(session, asked, stamp=make.stamp())


def successor(done: Outcome) -> int:
    return done.reorganisation.parts[-1].agency_id


def history(session: Session, up_to: int) -> str:
    """A digest of every event row up to an id, whole."""
    rows = session.execute(sa.text("SELECT * FROM event WHERE id <= :id ORDER BY id"), {"id": up_to}).all()
    return hashlib.sha256(repr([tuple(row) for row in rows]).encode()).hexdigest()


def test_open_work_goes_on_as_the_same_task_late_as_it_was(session: Session) -> None:
    one, two = make.agency(session), make.agency(session)
    late = make.task(session, one, due_on=date(2021, 11, 10), percent=40, note="Đang soạn", extensions=1)
    done = merge(session, one, two, decision="Quyết định số 15-QĐ/TU")
    session.refresh(late)
    assert late.agency_id == successor(done)
    assert (late.due_on, late.original_due_on, late.percent, late.extensions) == (
        date(2021, 11, 10),
        date(2021, 11, 10),
        40,
        1,
    )
    assert late.is_overdue(make.TODAY)
    event = session.scalars(sa.select(Event)).one()
    assert (event.kind, event.before["agency"], event.after["agency"]) == (
        EventKind.HAND_OVER,
        one.name,
        "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    )
    assert "15-QĐ/TU" in event.note and "20/11/2021" in event.note


def test_a_report_that_waits_goes_on_waiting_and_can_be_judged(session: Session) -> None:
    one, two = make.agency(session), make.agency(session)
    sent = make.task(session, one, status=Status.AWAITING, done_on=date(2021, 11, 19), reported_at=make.NOW)
    merge(session, one, two)
    tasks.send_back(sent, reason="Thiếu số liệu", stamp=make.stamp(make.person(session, Role.MONITOR)))
    assert sent.status is Status.IN_PROGRESS and sent.agency_id not in (one.id, two.id)


def test_two_that_become_one_owe_one_report(session: Session) -> None:
    one, two = make.agency(session), make.agency(session)
    duty = make.assignment(session, lead=one)
    session.add(AssignmentAgency(assignment_id=duty.id, agency_id=two.id, role=AgencyRole.LEAD))
    later = make.task(session, one, of=duty, due_on=date(2021, 12, 30))
    late = make.task(session, two, of=duty, due_on=date(2021, 11, 10))
    done = merge(session, one, two)
    assert (done.moved, done.joined) == (1, 1)
    assert (late.agency_id, late.status) == (successor(done), Status.NOT_STARTED)
    assert (later.agency_id, later.status) == (one.id, Status.HANDED_OVER)
    notes = {event.task_id: event.note for event in session.scalars(sa.select(Event).order_by(Event.id))}
    assert f"Gộp vào việc số {late.id}" in notes[later.id]
    assert session.scalars(sa.select(Event.kind).where(Event.task_id == late.id)).all() == [
        EventKind.COMMENT,
        EventKind.HAND_OVER,
    ]


def test_closed_work_stays_where_it_was(session: Session) -> None:
    one, two = make.agency(session), make.agency(session)
    kept = [make.task(session, one, status=status) for status in (Status.DONE, Status.DROPPED, Status.HANDED_OVER)]
    done = merge(session, one, two)
    assert (done.moved, done.joined) == (0, 0)
    assert {task.agency_id for task in kept} == {one.id}
    assert session.scalars(sa.select(Event)).all() == []


def test_both_end_on_the_eve_and_know_their_successor(session: Session) -> None:
    one, two = make.agency(session), make.agency(session)
    done = merge(session, one, two)
    assert {one.valid_to, two.valid_to} == {FROM - timedelta(days=1)}
    assert session.get_one(Agency, successor(done)).valid_from == FROM
    assert heirs(session, make.TODAY) == {one.id: successor(done), two.id: successor(done)}


def test_the_people_speak_for_the_successor_without_losing_a_day(session: Session) -> None:
    one, two = make.agency(session), make.agency(session)
    people = [make.person(session, speaks_for=one), make.person(session, speaks_for=two)]
    monitor = make.person(session, Role.MONITOR, agency_id=two.id)
    done = merge(session, one, two)
    session.flush()
    for person in people:
        seen = holder(session, person.id, today=make.TODAY)
        assert seen and seen.agency_ids == {successor(done)}
    assert monitor_agency_id(session, monitor.id, today=make.TODAY) == successor(done)
    yesterday = holder(session, people[0].id, today=make.TODAY - timedelta(days=1))
    assert yesterday and yesterday.agency_ids == {one.id}


def test_people_who_do_not_follow_speak_for_nobody(session: Session) -> None:
    one, two = make.agency(session), make.agency(session)
    person = make.person(session, speaks_for=one)
    merge(session, one, two, people_follow=False)
    session.flush()
    seen = holder(session, person.id, today=make.TODAY)
    assert seen and seen.agency_ids == frozenset()


def test_one_person_of_both_speaks_for_the_successor_once(session: Session) -> None:
    one, two = make.agency(session), make.agency(session)
    person = make.person(session, speaks_for=one)
    session.add(FocalPoint(person_id=person.id, agency_id=two.id, from_on=date(2020, 1, 1)))
    done = merge(session, one, two)
    duties = sa.select(sa.func.count()).where(FocalPoint.agency_id == successor(done))
    assert session.scalar(duties) == 1


def test_who_is_coordinating_sees_the_work_and_a_closed_task_names_the_one_of_then(session: Session) -> None:
    one, two, lead = make.agency(session), make.agency(session), make.agency(session)
    duty = make.assignment(session, lead=lead, coordinating=one)
    still_open = make.task(session, lead, of=duty)
    closed = make.task(session, lead, of=duty, period="2020", status=Status.AWAITING, done_on=date(2021, 11, 1))
    tasks.confirm(closed, stamp=make.stamp(now=datetime(2021, 11, 10, 3, tzinfo=UTC)))
    done = merge(session, one, two)
    assert task_queries.subject(session, still_open).coordinating_ids == {successor(done)}
    now, then = task_queries.detail(session, still_open.id), task_queries.detail(session, closed.id)
    assert now and then
    assert [name for _id, name in now.coordinating] == ["Ban Tuyên giáo và Dân vận Tỉnh ủy"]
    assert [name for _id, name in then.coordinating] == [one.name]


def test_a_programme_goes_on_being_followed_and_a_closed_task_names_who_followed_then(session: Session) -> None:
    one, two, lead = make.agency(session), make.agency(session), make.agency(session)
    programme = make.programme(session, monitor=two)
    closed = make.task(session, lead, of=make.assignment(session, programme, lead=lead), status=Status.AWAITING)
    tasks.confirm(closed, stamp=make.stamp(now=datetime(2021, 11, 10, 3, tzinfo=UTC)))
    still_open = make.task(session, lead, of=make.assignment(session, programme, lead=lead))
    done = merge(session, one, two)
    session.flush()
    assert session.get_one(Programme, programme.id).monitor_id == successor(done)
    now, then = task_queries.detail(session, still_open.id), task_queries.detail(session, closed.id)
    assert now and then and (now.monitor, then.monitor) == ("Ban Tuyên giáo và Dân vận Tỉnh ủy", two.name)


def test_groups_are_left_on_the_eve_and_joined_on_the_day(session: Session) -> None:
    one, two = make.agency(session), make.agency(session)
    group = directory.new_group(session, name="Các Ban của Tỉnh ủy")
    directory.add_member(group, one, valid_from=None, valid_to=None)
    new = successor(merge(session, one, two))
    session.flush()
    assert programmes.expand(session, group.id, FROM - timedelta(days=1)) == [one.id]
    assert programmes.expand(session, group.id, FROM) == [new]


def recurring(session: Session, lead: Agency) -> Task:
    duty = make.assignment(
        session,
        lead=lead,
        kind=DeadlineKind.RECURRING,
        recurrence=Recurrence.ANNUAL,
        due_month=11,
        due_day=15,
        starts_on=date(2020, 1, 1),
    )
    programmes.open_tasks(session, duty, strict=False, stamp=make.stamp())
    return session.scalars(sa.select(Task).where(Task.assignment_id == duty.id, Task.period == "2020")).one()


def test_the_next_period_opens_for_the_successor_and_no_past_one_comes_again(session: Session) -> None:
    one, two = make.agency(session), make.agency(session)
    first = recurring(session, one)
    tasks.drop(first, reason="Đã báo cáo bằng giấy", stamp=make.stamp())
    new = successor(merge(session, one, two))
    programmes.open_periods(session, stamp=make.stamp(now=datetime(2022, 2, 1, tzinfo=UTC)))
    held = session.execute(sa.select(Task.period, Task.agency_id).order_by(Task.period)).all()
    assert held == [("2020", one.id), ("2021", new), ("2022", new)]


def test_a_rename_keeps_the_name_that_closed_work_had(session: Session) -> None:
    agency = make.agency(session, "Đảng ủy Khối")
    before = make.task(session, agency, status=Status.AWAITING, done_on=date(2021, 11, 1))
    tasks.confirm(before, stamp=make.stamp(now=datetime(2021, 11, 19, 16, 59, tzinfo=UTC)))
    after = make.task(session, agency, status=Status.AWAITING, done_on=date(2021, 11, 1))
    tasks.confirm(after, stamp=make.stamp(now=datetime(2021, 11, 19, 17, 0, tzinfo=UTC)))
    still_open = make.task(session, agency)
    asked = Change(RENAME, FROM, (agency.id,), name="Đảng ủy Khối Cơ quan tỉnh")
    carry_out(session, asked, stamp=make.stamp())
    session.flush()
    rows = {row.id: row.agency for row in task_queries.rows(session, task_queries.listing())}
    assert rows == {
        before.id: "Đảng ủy Khối",
        after.id: "Đảng ủy Khối Cơ quan tỉnh",
        still_open.id: "Đảng ủy Khối Cơ quan tỉnh",
    }
    assert still_open.agency_id == agency.id and session.scalars(sa.select(Event.kind)).all() == [EventKind.CONFIRM] * 2


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2020, 1, 1), "Một"),
        (date(2021, 11, 9), "Một"),
        (date(2021, 11, 10), "Hai"),
        (date(2021, 11, 19), "Hai"),
        (date(2021, 11, 20), "Ba"),
        (date(2030, 1, 1), "Ba"),
    ],
)
def test_what_an_agency_was_called_on_a_day(session: Session, day: date, name: str) -> None:
    agency = make.agency(session, "Một")
    for on, new in ((date(2021, 11, 10), "Hai"), (date(2021, 11, 20), "Ba")):
        carry_out(session, Change(RENAME, on, (agency.id,), name=new), stamp=make.stamp())
    assert session.scalar(sa.select(AgencyTitle.on(day)).where(Agency.id == agency.id)) == name


def test_work_is_shared_out_when_an_agency_is_split(session: Session) -> None:
    old = make.agency(session, "Ban Văn hóa - Xã hội")
    first, second = make.task(session, old), make.task(session, old)
    after = (old.id, body("Ban Xã hội"))
    done = carry_out(session, Change(SPLIT, FROM, (old.id,), after, choices={second.id: 1}), stamp=make.stamp())
    assert (first.agency_id, second.agency_id) == (old.id, successor(done))
    assert old.valid_to is None and done.moved == 1
    leads = {
        row.assignment_id: row.agency_id
        for row in session.scalars(sa.select(AssignmentAgency).where(AssignmentAgency.valid_to.is_(None)))
    }
    assert leads == {first.assignment_id: old.id, second.assignment_id: successor(done)}


def test_what_moved_is_found_under_its_new_holder(session: Session) -> None:
    one, two = make.agency(session), make.agency(session)
    task = make.task(session, one)
    merge(session, one, two, to=body("Ban Hợp nhất"))
    entry = session.scalars(sa.select(SearchEntry).filter_by(kind=SearchKind.TASK, subject_id=task.id)).one()
    assert "hop" in entry.words.split() and "nhat" in entry.words.split()


def test_a_document_of_then_opens_work_for_who_holds_it_now(session: Session) -> None:
    one, two = make.agency(session), make.agency(session)
    new = successor(merge(session, one, two))
    session.flush()
    from webapp.actions.programmes import NewDuty, Part
    from webapp.rules.thresholds import Thresholds

    programme = make.programme(session)
    duty = NewDuty("IV.1", "Báo cáo", 26, 40, DeadlineKind.UNDATED, (Part(AgencyRole.LEAD, one.id),))
    made = programmes.add_assignment(session, programme, duty, thresholds=Thresholds(), stamp=make.stamp())
    assert session.scalars(sa.select(Task.agency_id).where(Task.assignment_id == made.id)).all() == [new]


Ask = Callable[[Session, Agency, Agency], Change]


@pytest.mark.parametrize(
    ("ask", "field", "sentence"),
    [
        (lambda _s, _a, _b: Change(MERGE, FROM, (), (body(),)), "before", "Chọn cơ quan"),
        (lambda _s, a, _b: Change(MERGE, FROM, (a.id, 99_999), (body(),)), "before", "Chọn cơ quan"),
        (lambda _s, a, _b: Change(MERGE, FROM, (a.id,), (body(),)), "before", "ít nhất hai"),
        (lambda _s, a, b: Change(MERGE, FROM, (a.id, b.id)), "after", "đúng một"),
        (lambda _s, a, b: Change(MERGE, FROM, (a.id, b.id), (a.id,)), "after", "không thể là cơ quan kết thúc"),
        (lambda _s, a, _b: Change(SPLIT, FROM, (a.id,), (body(),)), "after", "ít nhất hai"),
        (lambda _s, a, b: Change(SPLIT, FROM, (a.id, b.id), (body("x"), body("y"))), "before", "từng cơ quan"),
        (lambda _s, a, b: Change(RENAME, FROM, (a.id, b.id), name="Tên"), "before", "từng cơ quan"),
        (lambda _s, a, _b: Change(RENAME, FROM, (a.id,)), "name", "Nhập tên mới"),
        (lambda _s, a, b: Change(RENAME, FROM, (a.id,), name=b.name), "name", "đã là tên của"),
        (lambda _s, a, b: Change(MERGE, FROM, (a.id, b.id), (body(a.name),)), "name", "đã là tên của"),
        (lambda _s, a, _b: Change(END, FROM, (a.id,)), "after", "1 việc đang mở"),
        (lambda _s, _a, b: Change(END, FROM, (b.id,)), "after", "đang theo dõi"),
        (lambda _s, a, b: Change(MERGE, date(2021, 11, 23), (a.id, b.id), (body(),)), "effective_on", "chưa đến"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_written(
    session: Session, ask: Ask, field: str, sentence: str
) -> None:
    one, two = make.agency(session), make.agency(session)
    make.task(session, one)
    make.programme(session, monitor=two)
    with pytest.raises(DirectoryRefused, match=sentence) as refusal:
        carry_out(session, ask(session, one, two), stamp=make.stamp())
    assert refusal.value.field == field
    assert (one.valid_to, two.valid_to) == (None, None) and session.scalars(sa.select(Event)).all() == []


def test_what_has_ended_does_not_change_again_nor_takes_over(session: Session) -> None:
    one, two, three = make.agency(session), make.agency(session), make.agency(session)
    merge(session, one, two)
    with pytest.raises(DirectoryRefused, match="chỉ hoạt động đến hết 19/11/2021"):
        merge(session, one, three, to=body("Ban Mới"))
    with pytest.raises(DirectoryRefused, match="chỉ hoạt động đến hết 19/11/2021"):
        merge(session, three, to=two)


def test_a_duty_its_successor_gave_up_is_named(session: Session) -> None:
    one, two = make.agency(session), make.agency(session)
    duty = make.assignment(session, lead=one)
    owed = make.task(session, one, of=duty)
    given_up = make.task(session, two, of=duty, status=Status.DROPPED)
    with pytest.raises(DirectoryRefused, match=f"việc số {given_up.id}.*Chuyển riêng việc số {owed.id}"):
        merge(session, one, to=two)


def test_renames_are_written_in_the_order_of_their_days(session: Session) -> None:
    agency = make.agency(session)
    carry_out(session, Change(RENAME, FROM, (agency.id,), name="Hai"), stamp=make.stamp())
    with pytest.raises(DirectoryRefused, match="theo thứ tự ngày"):
        carry_out(session, Change(RENAME, date(2021, 11, 1), (agency.id,), name="Ba"), stamp=make.stamp())


def test_a_second_press_does_nothing(session: Session) -> None:
    one, two = make.agency(session), make.agency(session)
    asked = Change(MERGE, FROM, (one.id, two.id), (body(),))
    carry_out(session, asked, stamp=make.stamp(once="n"))
    session.flush()
    with pytest.raises(AlreadyRecorded):
        carry_out(session, asked, stamp=make.stamp(once="n"))


def test_the_number_of_the_decision_can_be_put_right_and_history_keeps_what_it_quoted(session: Session) -> None:
    one, two = make.agency(session), make.agency(session)
    make.task(session, one)
    row = merge(session, one, two).reorganisation
    correct(row, decision="Quyết định số 15-QĐ/TU", reason="Hợp nhất")
    session.flush()
    assert row.decision == "Quyết định số 15-QĐ/TU"
    assert "cấp có thẩm quyền" in session.scalars(sa.select(Event.note)).one()


def test_an_agency_with_open_work_is_not_ended_by_a_date_alone(session: Session) -> None:
    agency = make.agency(session)
    make.task(session, agency)
    facts = {"name": agency.name, "kind": agency.kind, "valid_from": None}
    with pytest.raises(DirectoryRefused, match="Còn 1 việc đang mở"):
        directory.edit_agency(agency, valid_to=date(2021, 11, 1), **facts)
    directory.edit_agency(make.agency(session, "Ban Không việc"), valid_to=date(2021, 11, 1), **facts | {"name": "B"})


def test_the_change_of_2025_on_the_trial_data_leaves_no_task_without_a_holder(session: Session) -> None:
    now = datetime(2026, 11, 27, 2, tzinfo=UTC)
    first_start(session, empty=False, now=now, trial=True)
    session.flush()
    last = session.scalar(sa.select(sa.func.max(Event.id))) or 0
    before, events = history(session, last), session.scalar(sa.select(sa.func.count()).select_from(Event))
    closed = {row.id: row for row in task_queries.rows(session, task_queries.listing(~Task.where_open()))}
    due = {row.id: (row.due_on, row.overdue_from) for row in task_queries.rows(session, task_queries.listing())}
    on_desk = session.scalar(sa.select(sa.func.count()).select_from(Task).where(Task.where_open())) or 0

    done = carry_out_file(session, SHIPPED.read_text(encoding="utf-8"), stamp=make.stamp(now=now))
    session.flush()
    session.expire_all()

    assert [one.reorganisation.kind for one in done] == [MERGE, END, END, END, END]
    holders = sa.select(Agency.valid_to).join(Task, Task.agency_id == Agency.id).where(Task.where_open())
    assert set(session.scalars(holders)) == {None}, "open work lies with bodies that exist"
    assert history(session, last) == before, "not one old row of the history differs"
    joined = sum(one.joined for one in done)
    assert sum(one.moved for one in done) > 10 and joined > 0
    again = session.scalar(sa.select(sa.func.count()).select_from(Task).where(Task.where_open()))
    assert again == on_desk - joined
    events_now = session.scalar(sa.select(sa.func.count()).select_from(Event))
    assert events_now == (events or 0) + sum(one.moved for one in done) + 2 * joined
    rows = {row.id: row for row in task_queries.rows(session, task_queries.listing())}
    assert {key: rows[key] for key in closed} == closed, "closed work keeps every word, names included"
    assert {key: (row.due_on, row.overdue_from) for key, row in rows.items()} == due, "no due date moved"


def test_the_change_of_2025_keeps_programmes_followed_and_groups_in_order(session: Session) -> None:
    now = datetime(2026, 11, 27, 2, tzinfo=UTC)
    first_start(session, empty=False, now=now, trial=True)
    carry_out_file(session, SHIPPED.read_text(encoding="utf-8"), stamp=make.stamp(now=now))
    session.flush()
    monitor = session.scalars(sa.select(Agency.name).join(Programme, Programme.monitor_id == Agency.id)).one()
    assert monitor == "Ban Tuyên giáo và Dân vận Tỉnh ủy"
    person = session.scalars(sa.select(Person).where(Person.role == Role.MONITOR).order_by(Person.id)).first()
    assert person and session.get_one(Agency, person.agency_id).name == monitor
    huyenthi = session.scalars(sa.select(AgencyGroup.id).where(AgencyGroup.code == "huyenthi")).one()
    assert len(programmes.expand(session, huyenthi, date(2025, 6, 30))) == 10
    assert programmes.expand(session, huyenthi, date(2025, 7, 1)) == []


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("không phải json", "không phải JSON"),
        ("[]", "không phải JSON"),
        ('{"changes": []}', "không có thay đổi"),
        ('{"changes": ["x"]}', "không có thay đổi"),
        ('{"changes": [{"kind": "marry"}]}', "Thay đổi thứ 1: .*marry"),
        ('{"changes": [{"kind": "end", "on": "2025-02-30", "before": ["btg"]}]}', "Thay đổi thứ 1"),
        ('{"changes": [{"kind": "end", "on": "2021-03-01", "before": ["khong-co"]}]}', "khong-co"),
        ('{"changes": [{"kind": "end", "on": "2021-03-01", "before": ["btg"], "people": "x"}]}', "Thay đổi thứ 1"),
        ('{"changes": [{"kind": "end", "on": "2031-03-01", "before": ["btg"]}]}', "Thay đổi thứ 1: Ngày hiệu lực"),
    ],
)
def test_a_bad_file_says_what_is_wrong_and_where(session: Session, raw: str, sentence: str) -> None:
    load_directory(session)
    with pytest.raises(FileRefused, match=sentence):
        carry_out_file(session, raw, stamp=make.stamp())


def test_members_that_were_there_already_are_not_put_in_twice(session: Session) -> None:
    one, two = make.agency(session), make.agency(session)
    group = directory.new_group(session, name="Các Ban của Tỉnh ủy")
    for agency in (one, two):
        directory.add_member(group, agency, valid_from=None, valid_to=None)
    merge(session, one, to=two)
    session.flush()
    assert session.scalar(sa.select(sa.func.count()).select_from(GroupMember)) == 2
