"""Đôn đốc: from ticks to mails, to answers, to the official letter."""

import io
from datetime import date, timedelta

import docx
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from webapp.actions import extensions, tasks
from webapp.mail import links
from webapp.models import Agency, Event, EventKind, FocalPoint, FollowUp, OutboxMail, Person, QuickLink, Task
from webapp.models import LinkPurpose as Purpose
from webapp.queries import tasks as task_queries
from webapp.rules.words import DutyKind, Role, Status

DUE = date(2021, 11, 10)
TEXT = "Đề nghị {cơ quan} trả lời {số việc} việc, chậm nhất {hạn trả lời}:\n{danh sách}"


@pytest.fixture(autouse=True)
def _on_a_day(time_machine: object) -> None:
    time_machine.move_to("2021-11-22T08:15:00+07:00", tick=False)  # type: ignore[attr-defined]


@pytest.fixture
def monitor(session: Session, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.person(session, Role.MONITOR))


@pytest.fixture
def late(session: Session) -> list[Task]:
    """Two agencies with two late tasks each, one of them with two focal points; and a third whom nobody speaks for."""
    programme, found = make.programme(session, title="Chương trình số 02"), []
    for number in range(3):
        agency = make.agency(session)
        for _ in range((2, 1, 0)[number]):
            make.person(session, speaks_for=agency)
        duties = [make.assignment(session, programme, lead=agency) for _ in range(2 if number < 2 else 1)]
        found += [make.task(session, agency, of=duty, due_on=DUE) for duty in duties]
    session.commit()
    return found


def ticks(found: list[Task]) -> str:
    return "-".join(f"{task.id}.{task.version}" for task in found)


def urge(browser: FlaskClient, found: list[Task], **more: str) -> str:
    """Send about these tasks; the address of what was sent."""
    form = {"tasks": ticks(found), "text": TEXT, "reply_due_on": "24/11/2021", "once": "a-nonce"} | more
    answer = browser.post("/follow-ups", data=form)
    assert answer.status_code == 303, words(answer)
    return str(answer.location)


def names(session: Session) -> list[str]:
    return list(session.scalars(sa.select(Agency.name).order_by(Agency.id)))


def mails(session: Session) -> list[OutboxMail]:
    return list(session.scalars(sa.select(OutboxMail).where(OutboxMail.kind == "follow_up").order_by(OutboxMail.id)))


def test_late_tasks_are_ticked_on_the_monitors_page(monitor: FlaskClient, late: list[Task]) -> None:
    page = monitor.get("/monitor").get_data(as_text=True)
    assert all(f'name="task" value="{task.id}.{task.version}"' in page for task in late)
    assert 'action="/follow-ups/new"' in page and "Chọn cả 5 kết quả" in page


def test_a_leader_sees_no_ticks_and_may_not_urge(session: Session, sign_in: SignIn, late: list[Task]) -> None:
    leader = sign_in(make.person(session, Role.LEADER))
    assert 'name="task"' not in leader.get("/monitor").get_data(as_text=True)
    assert leader.get("/follow-ups/new").status_code == 403
    assert leader.post("/follow-ups", data={"tasks": ticks(late)}).status_code == 403
    assert leader.get("/follow-ups").status_code == 200


def test_the_preview_shows_each_agency_its_own_words_and_sends_nothing(
    session: Session, monitor: FlaskClient, late: list[Task]
) -> None:
    asked = [("task", f"{task.id}.{task.version}") for task in late]
    page = words(monitor.get("/follow-ups/new", query_string=[*asked, ("text", TEXT), ("reply_due_on", "25/11/2021")]))
    one, two, three = (session.get_one(Agency, late[at].agency_id).name for at in (0, 2, 4))
    assert "Đôn đốc 5 việc của 3 cơ quan" in page and "3 thư cho 2 cơ quan" in page
    assert f"Đề nghị {one} trả lời 2 việc, chậm nhất 25/11/2021:" in page and f"Đề nghị {two} trả lời 2 việc" in page
    assert "1 cơ quan không có ai nhận được thư" in page and f"{three}: chưa có đầu mối" in page
    assert "- Hướng dẫn học tập Nghị quyết (hạn 10/11/2021, quá hạn 12 ngày)" in page and "lần 1" in page
    first = words(monitor.get("/follow-ups/new", query_string=asked))
    assert "24/11/2021" in monitor.get("/follow-ups/new", query_string=asked).get_data(as_text=True), "two working days"
    assert "chưa có kết quả" in first
    assert mails(session) == [] and session.scalars(sa.select(FollowUp)).all() == []
    session.expire_all()
    assert {task.version for task in late} == {1}


def test_the_whole_result_of_a_queue_can_be_chosen(monitor: FlaskClient, late: list[Task]) -> None:
    page = words(monitor.get("/follow-ups/new?loc=overdue&all=1&task=1.1"))
    assert "Đôn đốc 5 việc của 3 cơ quan" in page
    assert "Không có việc nào để đôn đốc" in words(monitor.get("/follow-ups/new?loc=contested&all=1"))
    assert "Đôn đốc 0 việc" in words(monitor.get("/follow-ups/new?loc=overdue&all=1&chuong_trinh=999999"))


def test_each_reader_gets_one_mail_with_the_tasks_of_their_agency_only(
    session: Session, monitor: FlaskClient, late: list[Task]
) -> None:
    where = urge(monitor, late)
    sent = mails(session)
    assert len(sent) == 3
    for mail in sent:
        person = session.get_one(Person, mail.person_id)
        links = session.scalars(sa.select(QuickLink).where(QuickLink.person_id == person.id)).all()
        owed = {task.id for task in late if task.agency_id == person.agency_id}
        assert {link.task_id for link in links if link.purpose is Purpose.TASK} == owed
        assert {link.purpose for link in links} == {Purpose.TASK, Purpose.LIST, Purpose.REPLY}
        assert mail.reply_link_id and mail.mute_link_id is None and "không tắt được" in mail.text
        assert "Đề nghị" in mail.text and "24/11/2021" in mail.subject and mail.text.count("/q/") == 3
    page = words(monitor.get(where))
    assert "Đã gửi đôn đốc" in page and "Còn 5 việc chưa phản hồi" in page
    assert "2 thư" in page and "1 thư" in page and "không có ai nhận thư, gửi công văn" in page


def test_every_task_is_numbered_and_its_history_says_so(
    session: Session, monitor: FlaskClient, late: list[Task]
) -> None:
    urge(monitor, late)
    session.expire_all()
    urge(monitor, late[:1], once="another")
    session.expire_all()
    assert [task.follow_ups for task in late[:2]] == [2, 1]
    assert {task.reply_due_on for task in late} == {date(2021, 11, 24)}
    events = session.scalars(sa.select(Event).where(Event.task_id == late[0].id).order_by(Event.id)).all()
    assert [event.kind for event in events] == [EventKind.FOLLOW_UP] * 2
    assert "trả lời 2 việc" in events[0].note and "trả lời 1 việc" in events[1].note and "{" not in events[0].note
    page = words(monitor.get(f"/tasks/{late[0].id}"))
    assert "Đôn đốc lần 2" in page and "Đôn đốc lần 1" in page and "Chưa phản hồi" in page
    assert "đôn đốc lần 2, 22/11/2021 : chờ phản hồi" in words(monitor.get("/monitor")).replace("2021:", "2021 :")


@pytest.mark.parametrize("days", [1, 5])
def test_an_answer_closes_it_and_the_others_stay_in_the_queue(
    session: Session, monitor: FlaskClient, late: list[Task], days: int
) -> None:
    where = urge(monitor, late)
    session.expire_all()
    at = make.NOW + timedelta(days=days)
    answer = make.stamp(make.person(session), now=at)
    tasks.update(late[0], percent=30, note="Đang làm", stamp=answer)
    tasks.contest(late[1], owner="Cơ quan khác", stamp=answer)
    extensions.ask(late[2], until=date(2021, 12, 20), reason="Chờ", stamp=answer)
    session.commit()
    page = words(monitor.get(where))
    assert "Còn 2 việc chưa phản hồi" in page and "Cập nhật tiến độ" in page and "Xin gia hạn" in page
    shown = words(monitor.get("/follow-ups"))
    assert f"{3 if days == 1 else 0}/5 3/5 2" in shown


def test_the_agency_sees_on_its_own_pages_that_an_answer_is_owed(
    session: Session, sign_in: SignIn, client: FlaskClient, monitor: FlaskClient, late: list[Task]
) -> None:
    urge(monitor, late[2:3])
    speaker = session.scalars(sa.select(Person).where(Person.agency_id == late[2].agency_id)).one()
    said = "xin trả lời chậm nhất ngày 24/11/2021"
    assert said in words(sign_in(speaker).get(f"/tasks/{late[2].id}"))
    link = session.scalars(sa.select(QuickLink).where(QuickLink.purpose == Purpose.TASK)).one()
    with client.application.app_context():
        (token,) = links.with_tokens(session, links.mark_of(link.id))
    assert said in words(client.get(f"/q/{token}"))


def test_an_answer_that_is_taken_back_is_owed_again(session: Session, monitor: FlaskClient, late: list[Task]) -> None:
    where = urge(monitor, late[:1])
    session.expire_all()
    speaker = make.person(session)
    event = tasks.update(late[0], percent=30, note="Đang làm", stamp=make.stamp(speaker))
    session.flush()
    assert late[0].reply_due_on is None
    tasks.undo(late[0], event, hours=24, stamp=make.stamp(speaker))
    session.commit()
    assert late[0].reply_due_on == date(2021, 11, 24)
    assert "Còn 1 việc chưa phản hồi" in words(monitor.get(where))


def test_a_word_of_the_monitor_is_no_answer(session: Session, monitor: FlaskClient, late: list[Task]) -> None:
    where = urge(monitor, late[:2])
    session.expire_all()
    by_monitor = make.stamp(make.person(session, Role.MONITOR))
    moved = task_queries.for_change(session, late[1].id)
    assert moved is not None
    tasks.comment(late[0], text="Đã gọi điện", stamp=by_monitor)
    tasks.set_deadline(moved, due_on=date(2021, 11, 12), reason="Lùi", stamp=by_monitor)
    session.commit()
    assert "Còn 2 việc chưa phản hồi" in words(monitor.get(where))
    tasks.drop(late[1], reason="Trùng", stamp=by_monitor)
    session.commit()
    page = words(monitor.get(where))
    assert "Còn 1 việc chưa phản hồi" in page and "Không còn phải trả lời" in page


def test_the_queue_holds_what_was_not_answered_in_time(
    session: Session, monitor: FlaskClient, late: list[Task], time_machine: object
) -> None:
    urge(monitor, late[:2])
    assert "Hàng việc: 0 việc" in words(monitor.get("/monitor?loc=unanswered"))
    session.expire_all()
    tasks.update(late[0], percent=30, note="Đang làm", stamp=make.stamp(make.person(session)))
    session.commit()
    time_machine.move_to("2021-11-25T08:15:00+07:00", tick=False)  # type: ignore[attr-defined]
    page = words(monitor.get("/monitor?loc=unanswered"))
    assert "Hàng việc: 1 việc đôn đốc chưa phản hồi" in page and "chưa phản hồi" in page


def test_pressing_twice_sends_once(session: Session, monitor: FlaskClient, late: list[Task]) -> None:
    form_ticks = ticks(late)
    first = urge(monitor, late)
    again = monitor.post(
        "/follow-ups", data={"tasks": form_ticks, "text": TEXT, "reply_due_on": "24/11/2021", "once": "a-nonce"}
    )
    assert (again.status_code, again.location) == (303, first)
    assert "không gửi lại" in words(monitor.get(first))
    assert len(mails(session)) == 3 and session.scalar(sa.select(sa.func.count()).select_from(FollowUp)) == 1


def test_what_moved_since_is_told_and_nothing_is_sent(session: Session, monitor: FlaskClient, late: list[Task]) -> None:
    stale = ticks(late)
    tasks.update(late[0], percent=30, note="Vừa xong", stamp=make.stamp(make.person(session)))
    session.commit()
    answer = monitor.post(
        "/follow-ups", data={"tasks": stale, "text": TEXT, "reply_due_on": "24/11/2021", "once": "a-nonce"}
    )
    page = words(answer)
    assert answer.status_code == 409 and "Chưa gửi gì" in page and "1 việc vừa có thay đổi" in page
    assert mails(session) == [] and TEXT.splitlines()[0] in answer.get_data(as_text=True)
    seen = words(monitor.get(f"/follow-ups/new?task={stale.replace('-', '&task=')}"))
    assert "1 việc vừa có thay đổi" in seen


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"text": ""}, "Viết nội dung đôn đốc"),
        ({"text": "Gửi {tên}"}, "Không có trường {tên}"),
        ({"reply_due_on": "21/11/2021"}, "không thể trước hôm nay"),
        ({"reply_due_on": "31/11/2021"}, "31/11/2021"),
        ({"tasks": "x"}, "Chọn ít nhất một việc"),
    ],
)
def test_what_cannot_be_sent_is_told_and_kept(
    session: Session, monitor: FlaskClient, late: list[Task], form: dict[str, str], sentence: str
) -> None:
    typed = {"tasks": ticks(late), "text": TEXT, "reply_due_on": "24/11/2021", "once": "n"} | form
    answer = monitor.post("/follow-ups", data=typed)
    assert answer.status_code == 422 and sentence in words(answer)
    seen = monitor.get("/follow-ups/new", query_string=typed)
    assert seen.status_code == 422 and sentence in words(seen)
    assert mails(session) == []


def test_who_owes_nothing_now_is_left_out_and_the_reason_is_said(
    session: Session, monitor: FlaskClient, late: list[Task]
) -> None:
    late[0].asked_due_on, late[1].status = date(2021, 12, 1), Status.AWAITING
    session.commit()
    page = words(monitor.get(f"/follow-ups/new?task={ticks(late).replace('-', '&task=')}"))
    assert "2 việc không đôn đốc" in page and "đang xin gia hạn" in page and "Chờ xác nhận" in page
    assert "Đôn đốc 3 việc" in page
    answer = monitor.post(
        "/follow-ups", data={"tasks": ticks(late), "text": TEXT, "reply_due_on": "24/11/2021", "once": "n"}
    )
    assert answer.status_code == 422 and "không đôn đốc được" in words(answer) and mails(session) == []


def test_an_address_that_bounces_is_not_written_to(session: Session, monitor: FlaskClient, late: list[Task]) -> None:
    for person in session.scalars(sa.select(Person).where(Person.agency_id == late[2].agency_id)):
        person.unreachable_since = make.NOW
    muted = session.scalars(sa.select(Person).where(Person.agency_id == late[0].agency_id)).first()
    assert muted is not None
    muted.muted_at = make.NOW
    session.commit()
    page = words(monitor.get(f"/follow-ups/new?task={ticks(late).replace('-', '&task=')}"))
    assert "địa chỉ của đầu mối bị trả lại" in page
    urge(monitor, late)
    assert muted.email in {mail.address for mail in mails(session)}, "urging cannot be muted"
    assert len(mails(session)) == 2


def test_the_head_is_written_to_only_where_no_focal_point_is_reached(
    session: Session, monitor: FlaskClient, late: list[Task]
) -> None:
    heads = [make.person(session, speaks_for=session.get_one(Agency, late[at].agency_id)) for at in (0, 2, 4)]
    duties = sa.update(FocalPoint).where(FocalPoint.person_id.in_([head.id for head in heads]))
    session.execute(duties.values(kind=DutyKind.HEAD))
    focal = sa.select(Person).join(FocalPoint, FocalPoint.person_id == Person.id)
    lost = session.scalars(focal.where(FocalPoint.agency_id == late[2].agency_id, Person.id != heads[1].id)).one()
    lost.unreachable_since = make.NOW
    session.commit()
    urge(monitor, late)
    written = {mail.address for mail in mails(session)}
    assert [head.email in written for head in heads] == [False, True, True] and lost.email not in written
    assert len(written) == 4


def test_the_official_letter_goes_to_those_who_still_owe(
    session: Session, monitor: FlaskClient, late: list[Task]
) -> None:
    where = urge(monitor, late)
    session.expire_all()
    for task in late[:2]:
        tasks.update(task, percent=30, note="Đang làm", stamp=make.stamp(make.person(session)))
    session.commit()
    answer = monitor.get(f"{where}/letter")
    assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]
    letter = docx.Document(io.BytesIO(answer.data))
    said = "\n".join(one.text for one in letter.paragraphs)
    answered, owing, silent = (session.get_one(Agency, late[at].agency_id).name for at in (0, 2, 4))
    assert owing in said and silent in said and answered not in said
    assert "Chương trình số 02" in said and "chậm nhất ngày 24/11/2021 để" in said
    head, owed, _foot = letter.tables
    assert "Số .....-CV/BDVTU" in head.cell(1, 0).text and "về việc đôn đốc" in head.cell(1, 0).text
    assert [row.cells[1].text for row in owed.rows[1:]] == [owing, owing, silent]
    phrase = owed.cell(1, 3).paragraphs[0].runs[0]
    assert (phrase.text, phrase.bold, phrase.italic) == ("trước ngày 10/11/2021", True, True)
    assert owed.cell(1, 4).text == "12 ngày"


def test_no_letter_when_everybody_has_answered(session: Session, monitor: FlaskClient, late: list[Task]) -> None:
    where = urge(monitor, late[:1])
    session.expire_all()
    tasks.start(late[0], stamp=make.stamp(make.person(session)))
    session.commit()
    page = monitor.get(where)
    assert "Mọi việc đã được phản hồi" in words(page) and "/letter" not in page.get_data(as_text=True)
    answer = monitor.get(f"{where}/letter")
    assert answer.status_code == 303 and "không cần công văn" in words(monitor.get(answer.location))


def test_what_does_not_exist_is_not_found(monitor: FlaskClient) -> None:
    assert monitor.get("/follow-ups/999999").status_code == 404
    assert monitor.get("/follow-ups/999999/letter").status_code == 404
    assert "Chưa đôn đốc lần nào" in words(monitor.get("/follow-ups"))


def test_the_pages_ask_the_database_as_often_for_one_as_for_many(
    session: Session, monitor: FlaskClient, late: list[Task], statements: list[str]
) -> None:
    def cost(path: str) -> int:
        monitor.get(path)
        statements.clear()
        monitor.get(path)
        return len(statements)

    one = urge(monitor, late[:1])
    session.expire_all()
    many = urge(monitor, late, once="many")
    session.expire_all()
    assert cost(one) == cost(many) <= 8
    assert cost("/follow-ups") <= 8
    asked = [f"task={task.id}.{task.version}" for task in late]
    assert cost(f"/follow-ups/new?{asked[0]}") == cost(f"/follow-ups/new?{'&'.join(asked)}") <= 7
