"""Reports: the past told by the history, figures equal to a count made another way, frozen for ever."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests import factories as make
from webapp import clock
from webapp.actions import extensions, reports, tasks
from webapp.actions.history import Actor, Stamp, record
from webapp.actions.reports import FreezeRefused, canonical, digest_of, freeze
from webapp.actions.tasks import Product
from webapp.models import Agency, Event, EventKind, Programme, Report, Task
from webapp.queries.report_draft import Order, Previous, draft
from webapp.queries.report_lines import is_late_entry
from webapp.rules.report_periods import Span, span_of
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import Channel, DeadlineKind, ReportKind, Status
from webapp.seed.start import first_start

OFFICE = Thresholds()
QUARTER = span_of(ReportKind.QUARTER, "2021-Q4", OFFICE)
"""21/9 to 20/12/2021."""
DUE = date(2021, 11, 30)


def at(day: int, month: int = 11, hour: int = 9, year: int = 2021) -> datetime:
    return datetime(year, month, day, hour, tzinfo=clock.ZONE)


def by(moment: datetime) -> Stamp:
    return Stamp(Actor(None, "Đầu mối"), moment, Channel.WEB)


def given(session: Session, name: str = "Ban Tổ chức Tỉnh ủy", on: datetime | None = None, **more: Any) -> Task:
    """A task with its first event."""
    task = make.task(session, make.agency(session, name), **({"due_on": DUE} | more))
    task.created_at = on or at(1)
    session.add(
        Event(task=task, at=task.created_at, kind=EventKind.ISSUE, actor="x", channel=Channel.WEB, before={}, after={})
    )
    session.flush()
    return task


def report_done(task: Task, moment: datetime, done_on: date) -> None:
    product = Product("12-BC/BTC", done_on, "Ban Thường vụ Tỉnh ủy")
    tasks.report_done(task, done_on=done_on, product=product, stamp=by(moment))


def order(span: Span = QUARTER, now: datetime | None = None, previous: Previous | None = None) -> Order:
    return Order(span, None, previous, now or at(28, 12))


def lines(content: dict[str, Any]) -> dict[str, int]:
    return {name: count for name, count in content["table"]["whole"]["lines"].items() if count}


def test_the_state_is_that_of_the_cut_off_and_not_of_today(session: Session) -> None:
    task = given(session)
    report_done(task, at(22, 12), date(2021, 12, 21))
    tasks.confirm(task, stamp=by(at(23, 12)))
    content = draft(session, order(), OFFICE)
    assert lines(content) == {"open_late": 1}
    (line,) = content["tasks"]
    assert (line["days_late"], line["status"], line["document"]) == (20, Status.NOT_STARTED.label, "")


def test_a_row_changed_behind_the_history_changes_no_report(session: Session) -> None:
    task = given(session)
    tasks.update(task, percent=40, note="Đã có dự thảo", stamp=by(at(20)))
    first = canonical(draft(session, order(), OFFICE))
    session.execute(sa.update(Task).where(Task.id == task.id).values(status=Status.DONE, percent=100, note="khác"))
    session.expire_all()
    assert canonical(draft(session, order(), OFFICE)) == first


def test_a_task_given_after_the_cut_off_is_not_in_it_and_one_closed_before_neither(session: Session) -> None:
    given(session, on=at(21, 12))
    old = given(session, on=at(1, 8), due_on=date(2021, 9, 1))
    report_done(old, at(1, 9), date(2021, 9, 1))
    tasks.confirm(old, stamp=by(at(2, 9)))
    kept = given(session)
    content = draft(session, order(), OFFICE)
    assert [line["id"] for line in content["tasks"]] == [kept.id]


def test_late_list_answers_the_four_questions_and_names_its_source(session: Session) -> None:
    task = given(session)
    event = tasks.update(task, percent=70, note="Chờ hướng dẫn", difficulty="Chờ hướng dẫn", stamp=by(at(1, 12)))
    content = draft(session, order(), OFFICE)
    (line,) = content["tasks"]
    assert line["late"] and line["missing"] == "Hướng dẫn" and "gỡ vướng mắc" in line["decides"]
    assert (line["source"]["event"], line["source"]["note"]) == (event.id, "Chờ hướng dẫn")


def test_a_task_is_told_by_what_its_agency_said_and_not_by_what_it_was_urged_with(session: Session) -> None:
    task = given(session)
    said = tasks.update(task, percent=70, note="Chờ hướng dẫn", stamp=by(at(1, 12)))
    record(task, EventKind.FOLLOW_UP, stamp=by(at(3, 12)), note="Đề nghị báo cáo trước ngày 5/12.")
    session.flush()
    (line,) = draft(session, order(), OFFICE)["tasks"]
    assert line["source"]["event"] == said.id


def test_what_changed_is_told_in_sentences_that_lead_to_their_updates(session: Session) -> None:
    done, late, moved, back = (given(session, name, on=at(1, 10)) for name in ("A", "B", "C", "D"))
    report_done(done, at(20), date(2021, 11, 19))
    confirmed = tasks.confirm(done, stamp=by(at(21)))
    extensions.ask(moved, until=date(2021, 12, 31), reason="chờ số liệu", stamp=by(at(20)))
    granted = extensions.grant(moved, until=date(2021, 12, 31), stamp=by(at(21)))
    report_done(back, at(25), date(2021, 11, 25))
    returned = tasks.send_back(back, reason="thiếu số liệu", stamp=by(at(26)))
    told = {one["text"]: one for one in draft(session, order(), OFFICE)["changes"] if one["what"] != "given"}
    title = "Hướng dẫn học tập Nghị quyết"
    assert told[f"A: {title}, hoàn thành ngày 19/11/2021, đúng hạn."]["events"] == [confirmed.id]
    assert told[f"B: {title}, quá hạn 20 ngày (hạn 30/11/2021)."]["tasks"] == [late.id]
    assert told[f"C: {title}, gia hạn đến 31/12/2021 (lần 1, hạn ban đầu 30/11/2021)."]["events"] == [granted.id]
    assert told[f"D: {title}, bị trả lại: thiếu số liệu."]["events"] == [returned.id]
    documents = {line["id"]: line["document"] for line in draft(session, order(), OFFICE)["tasks"]}
    assert (documents[done.id], documents[back.id]) == ("12-BC/BTC, 19/11/2021", "")
    events = [event for one in told.values() for event in one["events"]]
    assert all(session.get(Event, event) is not None for event in events)


def test_after_a_report_only_what_is_new_is_told(session: Session) -> None:
    task = given(session)
    report_done(task, at(20), date(2021, 11, 19))
    tasks.confirm(task, stamp=by(at(21)))
    before = Previous(7, "BC-2021-1125-0900", date(2021, 11, 25), at(25))
    content = draft(session, order(previous=before), OFFICE)
    assert content["changes"] == [] and content["previous"]["code"] == "BC-2021-1125-0900"
    assert lines(content) == {"done_on_time": 1}


def test_what_was_done_and_taken_back_says_nothing(session: Session) -> None:
    person = make.person(session)
    task = given(session, on=at(1, 9), due_on=date(2022, 3, 1))
    stamp = Stamp(Actor(person.id, "x"), at(20), Channel.WEB)
    product = Product("1", DUE, "x")
    event = tasks.report_done(task, done_on=date(2021, 11, 19), product=product, stamp=stamp)
    tasks.undo(task, event, hours=24, stamp=stamp)
    assert draft(session, order(), OFFICE)["changes"] == []


def test_many_agencies_of_one_duty_are_one_sentence_and_one_duty(session: Session) -> None:
    assignment = make.assignment(session)
    many = [make.task(session, make.agency(session), of=assignment, due_on=DUE) for _n in range(5)]
    for task in many[:4]:
        report_done(task, at(20), date(2021, 11, 19))
        tasks.confirm(task, stamp=by(at(22, hour=15)))
    content = draft(session, order(), OFFICE)
    (shared,) = content["shared"]
    assert (shared["done"], shared["total"], shared["late"]) == (4, 5, 1)
    (done,) = [one for one in content["changes"] if one["what"] == "done"]
    assert "4 cơ quan hoàn thành" in done["text"] and len(done["events"]) == len(done["tasks"]) == 4
    assert sum(content["duties_counted_once"].values()) == 1


def test_what_was_done_in_time_but_typed_after_the_cut_off_is_named_in_the_report(session: Session) -> None:
    task = given(session)
    report_done(task, at(22, 12), date(2021, 11, 20))
    content = draft(session, order(), OFFICE)
    (late,) = content["typed_late"]
    assert late["task"] == task.id and "hoàn thành ngày 20/11/2021" in late["text"]
    assert draft(session, order(now=at(21, 12)), OFFICE)["typed_late"] == []


def test_freezing_asks_for_the_day_and_for_something_to_report(session: Session) -> None:
    with pytest.raises(FreezeRefused, match="không có việc nào"):
        freeze(session, order(), OFFICE, stamp=by(at(28, 12)))
    given(session)
    with pytest.raises(FreezeRefused, match="Chưa đến ngày chốt"):
        freeze(session, order(now=at(19, 12)), OFFICE, stamp=by(at(19, 12)))


def test_two_reports_of_one_minute_have_two_codes(session: Session) -> None:
    codes = []
    for _n in range(3):
        given(session)
        codes.append(freeze(session, order(), OFFICE, stamp=by(at(28, 12, 15))).code)
    assert codes == ["BC-2021-1228-1500", "BC-2021-1228-1500-2", "BC-2021-1228-1500-3"]


def test_what_was_frozen_word_for_word_is_not_frozen_twice(session: Session) -> None:
    given(session)
    first, again = (freeze(session, order(), OFFICE, stamp=by(at(28, 12, hour))) for hour in (15, 16))
    assert first is again


@pytest.mark.parametrize("deed", ["UPDATE report SET label = 'x'", "DELETE FROM report"])
def test_the_database_refuses_to_change_a_frozen_report(session: Session, deed: str) -> None:
    given(session)
    freeze(session, order(), OFFICE, stamp=by(at(28, 12)))
    session.flush()
    with pytest.raises(DBAPIError, match=r"does not change|append-only"), session.begin_nested():
        session.execute(sa.text(deed))


def test_a_frozen_report_stays_as_it_was_and_the_same_days_count_the_same_later(session: Session) -> None:
    task = given(session)
    report = freeze(session, order(), OFFICE, stamp=by(at(28, 12)))
    kept, digest = report.content, report.digest
    report_done(task, at(29, 12), date(2021, 12, 28))
    tasks.confirm(task, stamp=by(at(30, 12)))
    session.get_one(Agency, task.agency_id).name = "Tên mới"
    session.flush()
    session.expire_all()
    again = session.get_one(Report, report.id)
    assert again.content == kept and digest_of(again.content) == digest and "Tên mới" not in again.content
    a_year_on = draft(session, order(now=at(28, 12, year=2022)), OFFICE)
    assert lines(a_year_on) == {"open_late": 1}


def test_only_completions_by_the_cut_off_are_late_entries(session: Session) -> None:
    task = given(session)
    report_done(task, at(29, 12), date(2021, 12, 21))
    event = session.scalars(sa.select(Event).where(Event.kind == EventKind.REPORT_DONE)).one()
    assert not is_late_entry(event, QUARTER)  # type: ignore[arg-type]


CLOSED_BY_HAND = ("hoan_thanh", "chuyen_giao", "huy")


def walked_back(task: Task, newest_first: list[Event], moment: datetime) -> dict[str, Any]:
    """Today's row with every later change taken back."""
    row = {name: getattr(task, name) for name in ("status", "overdue_from", "done_on", "kind")}
    for event in newest_first:
        if event.at >= moment:
            row |= {name: old for name, old in event.before.items() if name in row}
    return row


def counted_another_way(session: Session, first: date, cut_off: date) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """The four cells and the rest, task by task and by hand: from today backwards."""
    whole: Counter[str] = Counter()
    agencies: dict[str, Counter[str]] = {}
    began = datetime(first.year, first.month, first.day, tzinfo=clock.ZONE)
    ended = datetime(cut_off.year, cut_off.month, cut_off.day, tzinfo=clock.ZONE) + timedelta(days=1)
    newest_first = sa.select(Event).order_by(Event.at.desc(), Event.id.desc())
    for task in session.scalars(sa.select(Task)):
        events = list(session.scalars(newest_first.where(Event.task_id == task.id)))
        if events[-1].at >= ended:
            continue
        if events[-1].at < began and walked_back(task, events, began)["status"] in CLOSED_BY_HAND:
            continue
        cell = cell_by_hand(walked_back(task, events, ended), cut_off)
        whole[cell] += 1
        agencies.setdefault(session.get_one(Agency, task.agency_id).name, Counter())[cell] += 1
    return whole, agencies


def cell_by_hand(row: dict[str, Any], day: date) -> str:
    due, done = (
        date.fromisoformat(one) if isinstance(one, str) else one for one in (row["overdue_from"], row["done_on"])
    )
    if row["status"] == "tam_dung":
        return "paused"
    if row["status"] in ("chuyen_giao", "huy"):
        return "other"
    if row["status"] in ("hoan_thanh", "cho_xac_nhan"):
        if due is None:
            return "other"
        late = done >= due
        if row["status"] == "hoan_thanh":
            return "done_late" if late else "done_on_time"
        return "open_late" if late else "open_in_time"
    if due is None:
        return "standing" if row["kind"] == "standing" else "undated"
    return "open_late" if due <= day else "open_in_time"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (ReportKind.QUARTER, "2021-Q4"),
        (ReportKind.YEAR, "2022"),
        (ReportKind.MONTH, "2025-11"),
        (ReportKind.HALF_YEAR, "2025-H2"),
    ],
)
def test_the_figures_equal_an_independent_count(session: Session, kind: ReportKind, key: str) -> None:
    now = at(22, 12, year=2025)
    first_start(session, empty=False, now=now, trial=True)
    session.flush()
    span = span_of(kind, key, OFFICE)
    content = draft(session, order(span, now), OFFICE)
    whole, agencies = counted_another_way(session, span.first, span.cut_off)
    assert sum(whole.values()) > 9 and lines(content) == dict(whole)
    told = {
        content["agencies"][str(one["id"])]["name"]: {line: n for line, n in one["row"]["lines"].items() if n}
        for family in content["table"]["families"]
        for one in family["agencies"]
    }
    assert told == {name: dict(count) for name, count in agencies.items()}


def test_a_report_can_be_of_one_programme_alone(session: Session) -> None:
    one, other = make.programme(session), make.programme(session)
    for programme in (one, other):
        assignment = make.assignment(session, programme)
        make.task(session, of=assignment, kind=DeadlineKind.STANDING, due_on=None)
    content = draft(session, Order(QUARTER, one.id, None, at(28, 12)), OFFICE)
    assert content["programmes"] == [{"id": one.id, "title": session.get_one(Programme, one.id).short_title}]
    assert lines(content) == {"standing": 1}


def test_a_draft_asks_the_database_a_fixed_number_of_times(session: Session, statements: list[str]) -> None:
    given(session)
    statements.clear()
    draft(session, order(), OFFICE)
    few = len(statements)
    for _n in range(20):
        given(session)
    statements.clear()
    draft(session, order(), OFFICE)
    assert len(statements) == few <= 6


def test_a_content_is_written_in_one_way_only() -> None:
    assert canonical({"b": 1, "a": "đ"}) == '{"a":"đ","b":1}'
    assert reports.digest_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
