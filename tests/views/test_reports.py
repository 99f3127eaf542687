"""What Ban Dân vận and leaders see and do on the pages of reports."""

import re
from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from webapp import clock, worker
from webapp.actions import tasks
from webapp.actions.history import Actor, Stamp, record
from webapp.actions.tasks import Product
from webapp.extensions import db
from webapp.files.store import FileStore
from webapp.models import Agency, EventKind, Report, Task
from webapp.rules.words import Channel, DeadlineKind, Role

DRAFT = "/reports/draft?kind=quarter&period=2021-Q4"
FREEZE = {"kind": "quarter", "period": "2021-Q4", "sure": "y"}
NOW = datetime(2021, 12, 28, 9, 0, tzinfo=clock.ZONE)


@pytest.fixture(autouse=True)
def december() -> object:
    with time_machine.travel(NOW, tick=False) as travelled:
        yield travelled


def at(day: int, month: int) -> Stamp:
    return Stamp(Actor(None, "Đầu mối A"), datetime(2021, month, day, 9, tzinfo=clock.ZONE), Channel.WEB)


def done(task: Task, day: int, month: int) -> None:
    stamp = at(day, month)
    product = Product("12-BC/BTC", stamp.today, "Ban Thường vụ Tỉnh ủy")
    tasks.report_done(task, done_on=stamp.today, product=product, stamp=stamp)
    tasks.confirm(task, stamp=stamp)


@pytest.fixture
def work(session: Session) -> dict[str, Task]:
    """One task done in time, one late with a word on it, one standing."""
    late_agency = make.agency(session, "Ban Tổ chức Tỉnh ủy")
    make.person(session, speaks_for=late_agency, name="Trưởng phòng Tổng hợp")
    made = {
        "done": make.task(session, make.agency(session, "Ban Tuyên giáo Tỉnh ủy")),
        "late": make.task(session, late_agency),
        "standing": make.task(session, due_on=None, kind=DeadlineKind.STANDING),
    }
    for task in made.values():
        record(task, EventKind.ISSUE, stamp=at(22, 11))
    done(made["done"], 25, 11)
    tasks.update(made["late"], percent=40, note="Chờ hướng dẫn của Trung ương", stamp=at(1, 12))
    session.commit()
    return made


@pytest.fixture
def monitor(session: Session, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.person(session, Role.MONITOR))


def freeze(browser: FlaskClient) -> str:
    """Freeze the quarter; the report's address."""
    return browser.post("/reports", data=FREEZE).location


def test_the_draft_shows_the_quarter_and_keeps_nothing(
    session: Session, work: dict[str, Task], monitor: FlaskClient
) -> None:
    answer = monitor.get(DRAFT)
    text = words(answer)
    assert "Bản xem thử, chưa chốt" in text and "Số liệu từ ngày 21/09/2021 đến hết ngày 20/12/2021" in text
    assert "số việc theo dõi trong kỳ là 3 việc của 3 cơ quan" in text
    assert "đúng hạn 1, quá hạn 0. Chưa hoàn thành 1 việc: trong hạn 0, quá hạn 1" in text
    assert "Tỷ lệ đúng hạn 50% (1/2)" in text
    assert "Việc quá hạn: 1" in text and "20 ngày" in text and "Chờ hướng dẫn của Trung ương" in text
    assert session.scalar(sa.select(sa.func.count()).select_from(Report)) == 0


def test_freezing_asks_first_then_gives_a_code(session: Session, work: dict[str, Task], monitor: FlaskClient) -> None:
    refused = monitor.post("/reports", data=FREEZE | {"sure": ""})
    assert refused.status_code == 422 and "Đánh dấu khi đã xem số liệu" in words(refused)
    answer = monitor.post("/reports", data=FREEZE, follow_redirects=True)
    assert "Đã chốt báo cáo BC-2021-1228-0900" in words(answer)
    assert "BC-2021-1228-0900" in words(monitor.get("/reports"))


def test_pressing_twice_freezes_once(session: Session, work: dict[str, Task], monitor: FlaskClient) -> None:
    assert freeze(monitor) == freeze(monitor)
    assert session.scalar(sa.select(sa.func.count()).select_from(Report)) == 1


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("kind=quarter&period=2021-13", "kỳ ghi như 2025-Q4"),
        ("kind=quarter&period=", "ghi kỳ, ví dụ 2025-Q4"),
        ("kind=interim&period=2021", "ghi cả “Từ ngày” và “Chốt số liệu đến hết ngày”"),
        ("kind=final&first_on=01/12/2021&cut_off=01/11/2021", "Ngày đầu kỳ phải trước ngày chốt"),
        ("kind=quarter&period=2021-Q4&first_on=31/12/2021", "Ngày đầu kỳ phải trước ngày chốt"),
        ("kind=quarter&period=2021-Q4&cut_off=32/12/2021", "32/12/2021"),
        ("kind=week&period=2021", "Chọn một mục"),
    ],
)
def test_what_cannot_be_read_is_said_and_stays_typed(monitor: FlaskClient, query: str, said: str) -> None:
    answer = monitor.get(f"/reports/draft?{query}")
    assert answer.status_code == 422 and said in words(answer)


def test_before_the_cut_off_a_report_can_be_looked_at_but_not_frozen(
    work: dict[str, Task], monitor: FlaskClient
) -> None:
    early = "kind=quarter&period=2022-Q1"
    text = words(monitor.get(f"/reports/draft?{early}"))
    assert "Chưa đến ngày chốt số liệu (20/03/2022)" in text and "Chốt báo cáo" not in text
    refused = monitor.post("/reports", data=FREEZE | {"period": "2022-Q1"})
    assert refused.status_code == 422 and "Chưa đến ngày chốt số liệu" in words(refused)


def test_the_cut_off_can_be_chosen(work: dict[str, Task], monitor: FlaskClient) -> None:
    text = words(monitor.get(f"{DRAFT}&cut_off=24/11/2021"))
    assert "đến hết ngày 24/11/2021" in text and "Đã hoàn thành 0 việc" in text


def test_the_next_report_goes_on_from_the_last_one(work: dict[str, Task], monitor: FlaskClient) -> None:
    monitor.post("/reports", data={"kind": "month", "period": "2021-11", "cut_off": "28/11/2021", "sure": "y"})
    text = words(monitor.get("/reports/draft?kind=month&period=2021-12"))
    assert "Số liệu từ ngày 29/11/2021 đến hết ngày 25/12/2021" in text
    assert "Thay đổi từ báo cáo BC-2021-1228-0900 (28/11/2021)" in text
    assert "hoàn thành ngày 25/11/2021" not in text and "quá hạn 25 ngày" in text


def test_leaders_read_agencies_only_unless_they_ask(
    session: Session, sign_in: SignIn, work: dict[str, Task], monitor: FlaskClient
) -> None:
    path = freeze(monitor)
    leader = sign_in(make.person(session, Role.LEADER))
    assert "Trưởng phòng Tổng hợp" in words(monitor.get(path))
    assert "Trưởng phòng Tổng hợp" not in words(monitor.get(f"{path}?ten=khong"))
    assert "Trưởng phòng Tổng hợp" not in words(leader.get(path))
    assert "Trưởng phòng Tổng hợp" in words(leader.get(f"{path}?ten=co"))
    assert leader.post("/reports", data=FREEZE).status_code == 403
    assert "Chốt báo cáo" not in words(leader.get(DRAFT))


def test_a_focal_point_sees_no_report(session: Session, sign_in: SignIn, monitor: FlaskClient, work: object) -> None:
    path = freeze(monitor)
    focal = sign_in(make.person(session))
    assert [focal.get(one).status_code for one in ("/reports", DRAFT, path)] == [403, 403, 403]


def test_each_sentence_leads_to_the_update_it_rests_on(
    session: Session, work: dict[str, Task], monitor: FlaskClient
) -> None:
    page = monitor.get(freeze(monitor)).get_data(as_text=True)
    found = re.findall(r"/tasks/(\d+)#(cap-nhat-\d+)", page)
    assert len(found) >= 4
    for task_id, anchor in found:
        assert f'id="{anchor}"' in monitor.get(f"/tasks/{task_id}").get_data(as_text=True)


def test_what_is_typed_after_the_freeze_is_marked_and_changes_no_figure(
    session: Session, work: dict[str, Task], monitor: FlaskClient, december: time_machine.Traveller
) -> None:
    path = freeze(monitor)
    before = monitor.get(path).get_data(as_text=True)
    assert "Ghi vào sổ sau khi báo cáo đã chốt" not in before
    task = session.get_one(Task, work["late"].id)
    product = Product("9-BC/BTC", date(2021, 11, 29), "Ban Thường vụ Tỉnh ủy")
    stamp = Stamp(Actor(None, "Đầu mối"), NOW + timedelta(days=3), Channel.WEB)
    tasks.report_done(task, done_on=product.doc_date, product=product, stamp=stamp)
    session.commit()
    after = monitor.get(path)
    assert "Ban Tổ chức Tỉnh ủy : Hướng dẫn học tập Nghị quyết, hoàn thành ngày 29/11/2021" in words(after)
    assert body(before) == body(after.get_data(as_text=True))


def body(html: str) -> str:
    """The report's own part of the page."""
    own = html[html.index('id="h-figures"') :].split("</main>")[0]
    return own.split('<section class="sec" aria-labelledby="h-after">')[0].rstrip()


def test_rendered_a_year_later_and_after_new_updates_it_is_the_same_to_the_byte(
    session: Session, sign_in: SignIn, work: dict[str, Task], monitor: FlaskClient, december: time_machine.Traveller
) -> None:
    path = freeze(monitor)
    first = monitor.get(path).get_data(as_text=True)
    row = session.scalars(sa.select(Report)).one()
    kept = (row.content, row.digest)
    december.move_to(NOW + timedelta(days=365))
    done(session.get_one(Task, work["late"].id), 31, 12)
    session.execute(sa.update(Agency).values(name="Tên khác"))
    session.commit()
    session.expire_all()
    second = sign_in(make.person(session, Role.MONITOR)).get(path).get_data(as_text=True)
    row = session.scalars(sa.select(Report)).one()
    assert (row.content, row.digest) == kept
    assert body(first) == body(second) and len(body(first)) > 3000


def test_a_report_asks_the_database_little_however_much_it_tells(
    session: Session, work: dict[str, Task], monitor: FlaskClient, statements: list[str]
) -> None:
    path = freeze(monitor)
    for one, budget in ((path, 5), ("/reports", 6), (DRAFT, 11)):
        statements.clear()
        monitor.get(one)
        assert len(statements) <= budget, (one, statements)


@pytest.mark.parametrize("kind", ["docx-2026", "docx-2021", "xlsx", "pdf"])
def test_a_report_is_taken_away_as_a_file_that_the_worker_makes(
    app: Flask, session: Session, work: dict[str, Task], monitor: FlaskClient, kind: str
) -> None:
    path = freeze(monitor)
    asked = monitor.post(f"{path}/exports", data={"kind": kind, "names": "khong"})
    assert asked.status_code == 303 and "Chờ đến lượt" in words(monitor.get(asked.location))
    with app.app_context():
        assert worker.work(db.session, FileStore(app.config["OFFICE"].results_dir), NOW)
    page = monitor.get(asked.location)
    assert "Đã xuất báo cáo BC-2021-1228-0900" in words(page) and f'href="{path}"' in page.get_data(as_text=True)
    file = monitor.get(f"{asked.location}/file")
    assert len(file.data) > 3000 and f"BC-2021-1228-0900.{kind.split('-')[0]}" in file.headers["Content-Disposition"]
    file.close()


def test_a_file_of_no_known_kind_is_refused(work: dict[str, Task], monitor: FlaskClient) -> None:
    answer = monitor.post(f"{freeze(monitor)}/exports", data={"kind": "odt", "names": "co"})
    assert answer.status_code == 422 and "Chọn một mục" in words(answer)
