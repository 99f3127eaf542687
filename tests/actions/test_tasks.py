"""What happens to a task: every step changes the row, writes one event, and can be answered for."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests import factories as make
from webapp.actions import extensions, tasks
from webapp.actions.history import AlreadyRecorded, refuse_repeat
from webapp.actions.tasks import Product
from webapp.models import Event, EventKind, Evidence, OutboxMail, Task
from webapp.rules.status import MoveRefused
from webapp.rules.words import DeadlineKind, DueSource, Status

PRODUCT = Product("45-BC/BTGTU", date(2021, 11, 18), "Ban Thường vụ Tỉnh ủy")


def events(session: Session, task: Task) -> list[Event]:
    session.flush()
    return list(session.scalars(sa.select(Event).where(Event.task_id == task.id).order_by(Event.id)))


def test_a_report_keeps_when_it_was_done_apart_from_when_it_was_typed(session: Session) -> None:
    person = make.person(session)
    task = make.task(session, due_on=date(2021, 11, 20))
    tasks.report_done(task, done_on=date(2021, 11, 18), product=PRODUCT, stamp=make.stamp(person))
    assert (task.status, task.done_on, task.reported_by_id) == (Status.AWAITING, date(2021, 11, 18), person.id)
    assert task.reported_at == make.NOW
    [event] = events(session, task)
    assert event.kind is EventKind.REPORT_DONE
    assert event.before["status"] == "chua_thuc_hien"
    assert event.after["status"] == "cho_xac_nhan"
    assert "45-BC/BTGTU" in event.after["document"]


def test_work_cannot_be_done_tomorrow(session: Session) -> None:
    task = make.task(session)
    with pytest.raises(MoveRefused, match="sau hôm nay"):
        tasks.report_done(task, done_on=make.TODAY + timedelta(days=1), product=PRODUCT, stamp=make.stamp())


def test_a_return_goes_back_to_work_counts_and_tells_the_agency(session: Session) -> None:
    agency = make.agency(session)
    focal = make.person(session, speaks_for=agency)
    task = make.task(session, agency)
    tasks.report_done(task, done_on=date(2021, 11, 18), product=PRODUCT, stamp=make.stamp(focal))
    tasks.send_back(task, reason="Thiếu nơi nhận", stamp=make.stamp(make.person(session)))
    assert (task.status, task.sent_back, task.returned, task.done_on) == (
        Status.IN_PROGRESS,
        1,
        "Thiếu nơi nhận",
        None,
    )
    mails = list(session.scalars(sa.select(OutboxMail)))
    assert [mail.address for mail in mails] == [focal.email]
    assert "Thiếu nơi nhận" in mails[0].text
    assert "Thiếu nơi nhận" in mails[0].html


def test_a_new_date_keeps_the_first_one_and_where_it_came_from(session: Session) -> None:
    task = make.task(session, due_on=None)
    tasks.set_deadline(task, due_on=date(2021, 12, 1), reason="Văn bản không nêu hạn", stamp=make.stamp())
    tasks.set_deadline(task, due_on=date(2021, 12, 20), reason="Gia hạn", stamp=make.stamp())
    assert (task.due_on, task.original_due_on) == (date(2021, 12, 20), date(2021, 12, 1))
    assert (task.kind, task.due_source) == (DeadlineKind.DATED, DueSource.MONITOR)
    assert task.overdue_from == date(2021, 12, 21)
    assert [event.after["due_on"] for event in events(session, task)] == ["2021-12-01", "2021-12-20"]


def test_no_date_before_the_programme_and_none_for_a_standing_duty(session: Session) -> None:
    with pytest.raises(MoveRefused, match="trước ngày của chương trình"):
        tasks.set_deadline(make.task(session), due_on=date(2021, 9, 1), reason="x", stamp=make.stamp())
    standing = make.task(session, due_on=None, kind=DeadlineKind.STANDING)
    with pytest.raises(MoveRefused, match="thường xuyên"):
        tasks.set_deadline(standing, due_on=date(2021, 12, 1), reason="x", stamp=make.stamp())


def test_handing_over_closes_here_and_opens_there_with_the_same_deadline(session: Session) -> None:
    task, other = make.task(session), make.agency(session)
    new = tasks.hand_over(task, to_agency_id=other.id, reason="Đúng chức năng", stamp=make.stamp(once="n1"))
    assert task.status is Status.HANDED_OVER
    assert (new.agency_id, new.due_on, new.status) == (other.id, task.due_on, Status.NOT_STARTED)
    with pytest.raises(MoveRefused, match="đã có chính việc này"):
        tasks.hand_over(new, to_agency_id=task.agency_id, reason="x", stamp=make.stamp())


def test_an_undo_puts_back_what_was_and_withdraws_the_evidence(session: Session) -> None:
    person = make.person(session)
    task = make.task(session)
    event = tasks.report_done(task, done_on=date(2021, 11, 18), product=PRODUCT, stamp=make.stamp(person))
    session.flush()
    tasks.undo(task, event, hours=24, stamp=make.stamp(person, now=make.NOW + timedelta(hours=23)))
    assert (task.status, task.percent, task.done_on, task.reported_by_id) == (Status.NOT_STARTED, 0, None, None)
    assert session.scalars(sa.select(Evidence.withdrawn_at)).one() is not None
    assert [one.kind for one in events(session, task)] == [EventKind.REPORT_DONE, EventKind.UNDO]


def test_every_kind_of_value_comes_back_from_the_history(session: Session) -> None:
    """Dates, moments, words and numbers alike: the history keeps them as JSON."""
    person, task = make.person(session), make.task(session)
    tasks.update(task, percent=30, note="a", stamp=make.stamp(person))
    extensions.ask(task, until=date(2021, 12, 15), reason="Chờ hướng dẫn", stamp=make.stamp(person))
    session.flush()
    session.refresh(task)
    columns = [column.key for column in Task.__table__.columns if column.key != "version"]
    before = {name: getattr(task, name) for name in columns}
    event = tasks.report_done(
        task, done_on=date(2021, 11, 20), product=PRODUCT, stamp=make.stamp(person, now=make.NOW + timedelta(hours=1))
    )
    session.flush()
    tasks.undo(task, event, hours=24, stamp=make.stamp(person, now=make.NOW + timedelta(hours=2)))
    session.flush()
    session.refresh(task)
    assert {name: getattr(task, name) for name in columns} == before


def test_an_undo_is_ones_own_recent_and_last(session: Session) -> None:
    person = make.person(session)
    task = make.task(session)
    event = tasks.update(task, percent=30, note="a", stamp=make.stamp(person))
    session.flush()
    for stamp in (make.stamp(make.person(session)), make.stamp(person, now=make.NOW + timedelta(hours=25))):
        with pytest.raises(MoveRefused):
            tasks.undo(task, event, hours=24, stamp=stamp)
    tasks.update(task, percent=40, note="b", stamp=make.stamp(person))
    session.flush()
    with pytest.raises(MoveRefused):
        tasks.undo(task, event, hours=24, stamp=make.stamp(person))


def test_the_same_nonce_is_one_change(session: Session) -> None:
    task = make.task(session)
    tasks.update(task, percent=30, note="a", stamp=make.stamp(once="abc"))
    session.flush()
    with pytest.raises(AlreadyRecorded):
        refuse_repeat(session, "abc")
    refuse_repeat(session, "abd")


@pytest.mark.parametrize("statement", ["UPDATE event SET note = 'x'", "DELETE FROM event"])
def test_the_database_itself_refuses_to_alter_history(session: Session, statement: str) -> None:
    task = make.task(session)
    tasks.comment(task, text="góp ý", stamp=make.stamp())
    session.flush()
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), session.begin_nested():
        session.execute(sa.text(statement))
