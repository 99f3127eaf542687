"""Reminding one person: one mail, each rung once, nobody twice, whatever stands in the way."""

import re
from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests import factories
from webapp.actions import extensions, tasks
from webapp.actions import reminders as actions
from webapp.actions.reminders import Round, give
from webapp.clock import ZONE
from webapp.mail import notices, outbox
from webapp.models import Agency, FocalPoint, LinkPurpose, OutboxMail, Person, QuickLink, Reminder
from webapp.queries import reminders
from webapp.rules.reminders import Office
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import DeadlineKind, DutyKind, Role, Status
from webapp.rules.workdays import WEEKENDS_ONLY

OFFICE = Office(Thresholds(), WEEKENDS_ONLY)
MONDAY = date(2021, 11, 22)
DAY = timedelta(days=1)


@pytest.fixture
def lead(session: Session) -> Agency:
    return factories.agency(session, "Thị ủy La Gi")


@pytest.fixture
def focal(session: Session, lead: Agency) -> Person:
    return factories.person(session, speaks_for=lead)


def turn(today: date = MONDAY, last: date | None = None, office: Office = OFFICE) -> Round:
    return Round(datetime(today.year, today.month, today.day, 7, 30, tzinfo=ZONE), office, last)


def ledger(session: Session, person: Person) -> list[tuple[str, str, bool]]:
    rows = session.scalars(sa.select(Reminder).where(Reminder.person_id == person.id).order_by(Reminder.id))
    return [(row.rung, row.slot, row.late) for row in rows]


def mails(session: Session) -> list[OutboxMail]:
    return list(session.scalars(sa.select(OutboxMail).order_by(OutboxMail.id)))


def test_a_digest_holds_everything_that_is_new_and_each_task_has_its_button(
    session: Session, lead: Agency, focal: Person
) -> None:
    late = factories.task(session, lead, due_on=MONDAY - DAY)
    soon = factories.task(session, lead, due_on=MONDAY + 3 * DAY)
    factories.task(session, lead, due_on=MONDAY + 30 * DAY)
    assert give(session, focal.id, turn())
    [mail] = mails(session)
    assert (mail.kind, mail.address) == ("digest", focal.email)
    assert mail.subject == "Nhắc việc 22/11/2021: 1 việc quá hạn, 1 việc sắp đến hạn"
    links = {link.id: link for link in session.scalars(sa.select(QuickLink))}
    buttons = [links[int(key)] for key in re.findall(r"Cập nhật: \S+/q/link-(\d+)-here", mail.text)]
    assert [(link.purpose, link.task_id) for link in buttons] == [
        (LinkPurpose.TASK, late.id),
        (LinkPurpose.TASK, soon.id),
    ]
    assert mail.reply_link_id and links[mail.reply_link_id].task_id is None
    assert mail.mute_link_id and links[mail.mute_link_id].purpose is LinkPurpose.MUTE
    rows = session.scalars(sa.select(Reminder)).all()
    assert {row.mail_id for row in rows} == {mail.id} and {row.on for row in rows} == {MONDAY}


def test_an_answer_to_a_mail_about_one_task_is_known_to_be_about_it(
    session: Session, lead: Agency, focal: Person
) -> None:
    task = factories.task(session, lead, due_on=MONDAY)
    give(session, focal.id, turn())
    reply = session.get_one(QuickLink, mails(session)[0].reply_link_id)
    assert (reply.purpose, reply.task_id) == (LinkPurpose.REPLY, task.id)


def test_a_digest_can_be_unsubscribed_from_by_one_press_and_leaves_with_its_tokens(
    session: Session, lead: Agency, focal: Person
) -> None:
    factories.task(session, lead, due_on=MONDAY)
    give(session, focal.id, turn())
    letter = outbox.claim(session, now=turn().now)
    assert letter is not None and re.search(r"/mutes/[\w-]{43}$", letter.unsubscribe)
    assert "-here" not in letter.text + letter.html and re.search(r"/q/[\w-]{43}\s", letter.text)


def test_every_mail_to_a_person_carries_the_same_link_to_mute(session: Session, lead: Agency, focal: Person) -> None:
    factories.task(session, lead, due_on=MONDAY)
    give(session, focal.id, turn())
    give(session, focal.id, turn(MONDAY + DAY))
    first, second = mails(session)
    assert first.mute_link_id == second.mute_link_id and first.reply_link_id != second.reply_link_id


def test_nothing_new_is_no_mail(session: Session, lead: Agency, focal: Person) -> None:
    factories.task(session, lead, due_on=MONDAY - DAY)
    assert give(session, focal.id, turn())
    assert not give(session, focal.id, turn(MONDAY + DAY)) and len(mails(session)) == 1


def test_nobody_gets_two_digests_on_one_day_and_what_came_after_the_first_waits(
    session: Session, lead: Agency, focal: Person
) -> None:
    factories.task(session, lead, due_on=MONDAY)
    give(session, focal.id, turn())
    other = factories.task(session, lead, due_on=MONDAY)
    assert not give(session, focal.id, turn())
    assert give(session, focal.id, turn(MONDAY + DAY))
    given = sa.select(sa.func.count()).where(Reminder.task_id == other.id, Reminder.on == MONDAY + DAY)
    assert session.scalar(given) == 3


def test_the_late_are_reminded_again_and_it_says_which_time(session: Session, lead: Agency, focal: Person) -> None:
    factories.task(session, lead, due_on=MONDAY - DAY)
    give(session, focal.id, turn())
    for days in range(1, 60):
        give(session, focal.id, turn(MONDAY + days * DAY))
    told = [re.findall(r"nhắc lại lần \d", mail.text) for mail in mails(session)]
    assert told == [[], *([f"nhắc lại lần {number}"] for number in range(1, 6))]


@pytest.mark.parametrize("quiet", ["muted_at", "unreachable_since"])
def test_who_is_muted_or_unreachable_has_the_ledger_kept_without_a_mail(
    session: Session, lead: Agency, focal: Person, quiet: str
) -> None:
    factories.task(session, lead, due_on=MONDAY)
    setattr(focal, quiet, turn().now)
    assert give(session, focal.id, turn())
    assert mails(session) == [] and ledger(session, focal)
    setattr(focal, quiet, None)
    assert not give(session, focal.id, turn(MONDAY)), "what passed in silence is not made up for"


def test_a_disabled_person_or_a_former_focal_point_is_not_reminded(
    session: Session, lead: Agency, focal: Person
) -> None:
    factories.task(session, lead, due_on=MONDAY)
    gone = factories.person(session, speaks_for=lead, active=False)
    assert not give(session, gone.id, turn())
    duty = session.scalars(sa.select(FocalPoint).where(FocalPoint.person_id == focal.id)).one()
    duty.to_on = MONDAY - DAY
    session.flush()
    assert not give(session, focal.id, turn())
    assert reminders.readers(session, MONDAY) == []
    assert reminders.readers(session, MONDAY - DAY) == [focal.id]


def test_other_agencies_work_is_not_in_the_mail(session: Session, lead: Agency, focal: Person) -> None:
    factories.task(session, factories.agency(session), due_on=MONDAY, coordinating=lead)
    assert not give(session, focal.id, turn())


def test_the_head_of_an_agency_is_told_of_what_is_overdue_only_and_can_act(session: Session, lead: Agency) -> None:
    head = factories.person(session, speaks_for=lead, duty=DutyKind.HEAD)
    late = factories.task(session, lead, due_on=MONDAY - DAY)
    factories.task(session, lead, due_on=MONDAY + 3 * DAY)
    asked = factories.task(session, lead, due_on=MONDAY + 9 * DAY)
    extensions.ask(asked, until=MONDAY + 20 * DAY, reason="Chờ", stamp=factories.stamp())
    assert give(session, head.id, turn())
    assert ledger(session, head) == [("overdue", "2021-11-21", False)]
    [mail] = mails(session)
    assert "đồng chí là thủ trưởng của Thị ủy La Gi (chỉ được báo việc quá hạn)" in mail.text
    assert "quá hạn thì báo cả thủ trưởng cơ quan" in mail.text and "CHỜ BAN DÂN VẬN" not in mail.text
    assert session.scalars(sa.select(QuickLink.task_id).where(QuickLink.purpose == LinkPurpose.TASK)).all() == [late.id]


def test_who_is_head_and_focal_point_at_once_is_told_as_a_focal_point(
    session: Session, lead: Agency, focal: Person
) -> None:
    other = factories.agency(session, "Huyện ủy Phú Quý")
    for agency in (lead, other):
        session.add(FocalPoint(person_id=focal.id, agency_id=agency.id, from_on=MONDAY, kind=DutyKind.HEAD))
    for agency in (lead, other):
        factories.task(session, agency, due_on=MONDAY - DAY)
        factories.task(session, agency, due_on=MONDAY + 3 * DAY)
    give(session, focal.id, turn())
    assert sorted(rung for rung, _, _ in ledger(session, focal)) == ["due_today", "overdue", "overdue", "soon", "soon"]
    said = "đồng chí là đầu mối của Thị ủy La Gi; thủ trưởng của Huyện ủy Phú Quý (chỉ được báo việc quá hạn)"
    assert said in mails(session)[0].text


def test_decisions_go_to_the_focal_points_and_to_the_head_where_there_is_none(
    session: Session, lead: Agency, focal: Person
) -> None:
    head = factories.person(session, speaks_for=lead, duty=DutyKind.HEAD)
    assert notices.focal_points(session, lead.id, MONDAY) == [focal]
    focal.active = False
    assert notices.focal_points(session, lead.id, MONDAY) == [head]


def test_what_was_missed_while_the_worker_was_away_comes_once_and_says_so(
    session: Session, lead: Agency, focal: Person
) -> None:
    factories.task(session, lead, due_on=MONDAY)
    give(session, focal.id, turn(MONDAY + 2 * DAY, last=MONDAY - 3 * DAY))
    assert ledger(session, focal) == [
        ("soon", "2021-11-22", False),
        ("due_today", "2021-11-22", True),
        ("overdue", "2021-11-22", True),
    ]
    assert "đi muộn: hệ thống nhắc việc đã ngừng từ sau ngày 19/11/2021" in mails(session)[0].text


def test_the_constraint_decides_between_two_who_remind_at_once(
    session: Session, lead: Agency, focal: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.task(session, lead, due_on=MONDAY)
    give(session, focal.id, turn())
    before = ledger(session, focal)
    monkeypatch.setattr(reminders, "given", lambda *_: set())
    monkeypatch.setattr(reminders, "was_written", lambda *_: False)
    assert not give(session, focal.id, turn()), "the same day: the mail is there already"
    assert not give(session, focal.id, turn(MONDAY + DAY)), "another day: the ledger holds it"
    assert ledger(session, focal) == before and len(mails(session)) == 1


def test_a_fault_leaves_neither_ledger_nor_mail(
    session: Session, lead: Agency, focal: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.task(session, lead, due_on=MONDAY)

    def fail(*_: object) -> None:
        raise IntegrityError("", {}, Exception())

    monkeypatch.setattr(actions, "_enter", fail)
    assert not give(session, focal.id, turn())
    assert mails(session) == [] and ledger(session, focal) == []


def test_the_ladder_stands_still_while_a_request_is_undecided_and_goes_on_after(
    session: Session, lead: Agency, focal: Person
) -> None:
    task = factories.task(session, lead, due_on=MONDAY)
    ask = factories.stamp(focal, now=turn(MONDAY - DAY).now)
    event = extensions.ask(task, until=MONDAY + 30 * DAY, reason="Chờ số liệu", stamp=ask)
    assert not give(session, focal.id, turn(MONDAY + 2 * DAY))
    tasks.undo(task, event, hours=24, stamp=ask)
    assert give(session, focal.id, turn(MONDAY + 2 * DAY))


def test_a_return_unanswered_for_three_working_days_reminds_both_sides(
    session: Session, lead: Agency, focal: Person
) -> None:
    monitor = factories.person(session, Role.MONITOR)
    task = factories.task(session, lead, due_on=MONDAY + 60 * DAY, status=Status.AWAITING)
    tasks.send_back(task, reason="Thiếu\nsố liệu", stamp=factories.stamp(monitor, now=turn().now))
    session.flush()
    session.execute(sa.delete(OutboxMail))
    for person in (focal, monitor):
        assert not give(session, person.id, turn(MONDAY + 2 * DAY))
        assert give(session, person.id, turn(MONDAY + 3 * DAY))
    to_focal, to_monitor = mails(session)
    assert "Trả lại vì: Thiếu số liệu" in to_focal.text
    assert "trả lại ngày 22/11/2021, đã 3 ngày làm việc" in to_monitor.text


def follow(session: Session, lead: Agency) -> Person:
    """A monitor, with a task in each of their queues."""
    factories.task(session, lead, due_on=MONDAY - 7 * DAY)
    factories.task(session, lead, due_on=MONDAY, status=Status.AWAITING, reported_at=turn().now)
    factories.task(session, lead, due_on=None, review_on=MONDAY)
    return factories.person(session, Role.MONITOR)


def test_a_monitor_gets_the_counts_the_worst_and_what_is_new(session: Session, lead: Agency) -> None:
    monitor = follow(session, lead)
    assert give(session, monitor.id, turn())
    [mail] = mails(session)
    assert mail.kind == "monitor_digest" and mail.reply_link_id is None and mail.mute_link_id
    for said in (
        "Quá hạn: 1 việc, http://127.0.0.1:8000/monitor?loc=overdue",
        "Thị ủy La Gi: 7 ngày (mới)",
        "Thiếu: hướng dẫn",
        "Cần quyết định: Thường trực Tỉnh ủy, nhắc người đứng đầu",
        "BÁO CÁO MỚI, CHỜ XÁC NHẬN: 1 việc",
        "ĐẾN NGÀY XEM LẠI VIỆC CHƯA CÓ HẠN: 1 việc",
    ):
        assert said in mail.text, said
    assert {rung for rung, _, _ in ledger(session, monitor)} == {"monitor_list", "waiting", "review"}


def test_a_monitor_who_also_speaks_for_an_agency_still_gets_one_mail(session: Session, lead: Agency) -> None:
    monitor = follow(session, lead)
    session.add(FocalPoint(person_id=monitor.id, agency_id=lead.id, from_on=MONDAY))
    session.flush()
    assert give(session, monitor.id, turn())
    [mail] = mails(session)
    assert "VIỆC CỦA THỊ ỦY LA GI" in mail.text and "Cập nhật: http" in mail.text and mail.reply_link_id


def test_a_monitor_who_only_owes_gets_the_mail_of_those_who_owe(session: Session, lead: Agency) -> None:
    monitor = factories.person(session, Role.MONITOR, speaks_for=lead)
    factories.task(session, lead, due_on=MONDAY)
    assert give(session, monitor.id, turn()) and mails(session)[0].kind == "digest"


def test_what_lies_with_others_is_told_beside_what_is_new(session: Session, lead: Agency, focal: Person) -> None:
    factories.task(session, lead, due_on=MONDAY)
    factories.task(session, lead, status=Status.AWAITING, reported_at=turn(MONDAY - 3 * DAY).now)
    factories.task(session, lead, due_on=MONDAY - DAY, asked_due_on=MONDAY + DAY)
    give(session, focal.id, turn())
    text = mails(session)[0].text
    assert "ĐANG CHỜ BAN DÂN VẬN: 2 việc" in text
    assert "chờ xác nhận 1 ngày làm việc" in text and "xin gia hạn, chờ quyết định" in text
    assert "Ngoài ra còn 1 việc quá hạn" in text


def test_a_standing_duty_that_was_silent_asks_for_a_note(session: Session, lead: Agency, focal: Person) -> None:
    heard = turn(MONDAY - 90 * DAY).now
    factories.task(session, lead, due_on=None, kind=DeadlineKind.STANDING, updated_at=heard)
    assert not give(session, focal.id, turn(MONDAY - DAY))
    assert give(session, focal.id, turn())
    assert "90 ngày chưa ghi tình hình" in mails(session)[0].text


def test_a_long_list_shows_the_most_pressing_and_the_ledger_holds_all(
    session: Session, lead: Agency, focal: Person
) -> None:
    for number in range(25):
        factories.task(session, lead, due_on=MONDAY - number * DAY)
    give(session, focal.id, turn())
    text = mails(session)[0].text
    assert text.count("Cập nhật: ") == 20 and "còn 5 việc nữa" in text
    assert len({row.task_id for row in session.scalars(sa.select(Reminder))}) == 25


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.MONITOR])
def test_reminding_takes_as_many_statements_for_thirty_tasks_as_for_one(
    session: Session, statements: list[str], lead: Agency, role: Role
) -> None:
    taken = []
    for count in (1, 30):
        for _ in range(count):
            factories.task(session, lead, due_on=MONDAY - 7 * DAY)
        person = factories.person(session, role, speaks_for=lead)
        session.flush()
        statements.clear()
        assert give(session, person.id, turn())
        taken.append(len(statements))
    assert taken[0] == taken[1] <= 18
