"""Sắp xếp lại cơ quan: looking before doing, the act, and what it leaves to be read."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy as sa
import time_machine
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from webapp.actions.reorganisation_plans import Change, NewBody
from webapp.actions.reorganisations import carry_out
from webapp.models import Agency, Event, Reorganisation, ReorganisationKind, Task
from webapp.rules.words import Role, Status

NEW = "Ban Tuyên giáo và Dân vận Tỉnh ủy"


@pytest.fixture(autouse=True)
def office_day() -> Iterator[None]:
    with time_machine.travel("2021-11-22 08:15 +07:00", tick=False):
        yield


@pytest.fixture
def monitor(session: Session, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.person(session, Role.MONITOR))


@pytest.fixture
def two(session: Session) -> tuple[Agency, Agency]:
    """Two agencies; the first owes a late task and closed another, the second has a focal point."""
    one, other = make.agency(session, "Ban Tuyên giáo Tỉnh ủy"), make.agency(session, "Ban Dân vận Tỉnh ủy")
    make.task(session, one, due_on=date(2021, 11, 10))
    make.task(session, one, status=Status.DONE)
    make.person(session, speaks_for=other, name="Đầu mối Ban Dân vận")
    session.commit()
    return one, other


@pytest.fixture(autouse=True)
def another(session: Session) -> Agency:
    """One that nobody chooses."""
    return make.agency(session)


def asked(*before: Agency, **more: str) -> "MultiDict[str, str]":
    said = {"kind": "merge", "name": NEW, "effective_on": "20/11/2021", "decision": "Quyết định số 15-QĐ/TU"} | more
    return MultiDict([*said.items(), *(("before", str(one.id)) for one in before)])


def count(session: Session, table: type[Reorganisation] | type[Event]) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_the_preview_says_what_will_happen_and_writes_nothing(
    session: Session, monitor: FlaskClient, two: tuple[Agency, Agency]
) -> None:
    answer = monitor.get("/reorganisations/new", query_string=asked(*two) | MultiDict({"xem": "1"}))
    assert answer.status_code == 200
    seen = words(answer)
    for said in (
        "Hợp nhất, sáp nhập: xem trước",
        f"Ban Tuyên giáo Tỉnh ủy; Ban Dân vận Tỉnh ủy → {NEW}",
        "1 việc chuyển sang cơ quan kế thừa",
        "1 việc giữ nguyên cơ quan và tên như khi đóng",
        f"Đầu mối Ban Dân vận: làm đầu mối của {NEW}",
        "quá hạn 12 ngày",
        "Ghi thay đổi, bàn giao 1 việc",
    ):
        assert said in seen, said
    assert "Chưa có đầu mối" not in seen
    assert (count(session, Reorganisation), count(session, Event)) == (0, 0)


def test_what_was_previewed_is_carried_out_once(
    session: Session, monitor: FlaskClient, two: tuple[Agency, Agency]
) -> None:
    for _press in range(2):
        answer = monitor.post("/reorganisations", data=asked(*two, once="a-nonce"))
        assert answer.status_code == 303
    assert (count(session, Reorganisation), count(session, Event)) == (1, 1)
    seen = words(monitor.get("/reorganisations"))
    assert "đã được ghi từ lần gửi trước" in seen and f"Ban Dân vận Tỉnh ủy → {NEW}" in seen
    done = session.scalars(sa.select(Reorganisation.id)).one()
    page = words(monitor.get(f"/reorganisations/{done}"))
    assert "Quyết định số 15-QĐ/TU" in page and "Hướng dẫn học tập Nghị quyết" in page and "quá hạn 12 ngày" in page
    task = session.scalars(sa.select(Task.id).where(Task.status == Status.NOT_STARTED)).one()
    history = words(monitor.get(f"/tasks/{task}"))
    assert f"Cơ quan chủ trì Ban Tuyên giáo Tỉnh ủy → {NEW}" in history
    assert "Hợp nhất, sáp nhập từ 20/11/2021: Quyết định số 15-QĐ/TU" in history


def test_the_link_stands_on_both_pages(session: Session, monitor: FlaskClient, two: tuple[Agency, Agency]) -> None:
    monitor.post("/reorganisations", data=asked(*two))
    new = session.scalars(sa.select(Agency.id).where(Agency.name == NEW)).one()
    old_page = monitor.get(f"/agencies/{two[0].id}").get_data(as_text=True)
    new_page = monitor.get(f"/agencies/{new}").get_data(as_text=True)
    assert f'href="/agencies/{new}"' in old_page and "hết 19/11/2021" in old_page
    assert all(f'href="/agencies/{one.id}"' in new_page for one in two)
    assert "Sắp xếp lại…" not in old_page and "Sắp xếp lại…" in new_page


def test_the_directory_says_what_became_of_an_agency(
    session: Session, sign_in: SignIn, monitor: FlaskClient, two: tuple[Agency, Agency]
) -> None:
    monitor.post("/reorganisations", data=asked(*two))
    seen = words(monitor.get("/agencies"))
    assert f"Ban Dân vận Tỉnh ủy hoạt động đến hết 19/11/2021, nay là {NEW}" in seen
    assert f"nay là {NEW}" in words(sign_in(make.person(session)).get("/agencies"))


def test_a_closed_task_keeps_its_name_on_every_page_after_a_rename(
    session: Session, monitor: FlaskClient, two: tuple[Agency, Agency]
) -> None:
    closed = session.scalars(sa.select(Task).where(Task.status == Status.DONE)).one()
    closed.created_at = make.NOW.replace(month=1)
    session.commit()
    form = asked(two[0], kind="rename", name="Ban Tư tưởng Tỉnh ủy")
    assert "giữ nguyên, mang tên mới" in words(
        monitor.get("/reorganisations/new", query_string=form | MultiDict({"xem": "1"}))
    )
    assert monitor.post("/reorganisations", data=form).status_code == 303
    assert "Ban Tuyên giáo Tỉnh ủy" in words(monitor.get(f"/tasks/{closed.id}"))
    assert "Ban Tuyên giáo Tỉnh ủy → Ban Tư tưởng Tỉnh ủy" in words(monitor.get(f"/agencies/{two[0].id}"))
    still_open = session.scalars(sa.select(Task.id).where(Task.status == Status.NOT_STARTED)).one()
    assert "Ban Tư tưởng Tỉnh ủy" in words(monitor.get(f"/tasks/{still_open}"))


def test_a_split_asks_for_each_task_where_it_goes(session: Session, monitor: FlaskClient) -> None:
    old = make.agency(session, "Ban Văn hóa - Xã hội")
    first, second = make.task(session, old), make.task(session, old)
    session.commit()
    form = asked(old, kind="split", name="Ban Văn hóa\nBan Xã hội")
    page = monitor.get("/reorganisations/new", query_string=form | MultiDict({"xem": "1"})).get_data(as_text=True)
    assert f'name="viec-{first.id}"' in page and f'name="viec-{second.id}"' in page
    monitor.post("/reorganisations", data=form | MultiDict({f"viec-{second.id}": "1"}))
    session.expire_all()
    names = {one.id: one.name for one in session.scalars(sa.select(Agency))}
    assert (names[first.agency_id], names[second.agency_id]) == ("Ban Văn hóa", "Ban Xã hội")


def test_a_successor_nobody_speaks_for_is_told_beforehand(
    session: Session, monitor: FlaskClient, two: tuple[Agency, Agency]
) -> None:
    form = asked(*two, people="thoi") | MultiDict({"xem": "1"})
    assert f"Chưa có đầu mối: {NEW}" in words(monitor.get("/reorganisations/new", query_string=form))


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"effective_on": ""}, "Nhập ngày hiệu lực"),
        ({"effective_on": "31/02/2021"}, "31/02/2021"),
        ({"effective_on": "23/11/2021"}, "Ngày hiệu lực chưa đến"),
        ({"name": ""}, "đúng một cơ quan kế thừa"),
        ({"name": "Ban Tuyên giáo Tỉnh uỷ"}, "đã là tên của Ban Tuyên giáo Tỉnh ủy"),
        ({"name": "x" * 201}, "dài nhất 200 ký tự"),
        ({"kind": "marry"}, "Chọn một mục trong danh sách"),
        ({"after": "99999"}, "Chọn một mục trong danh sách"),
        ({"decision": " "}, "Nhập số quyết định"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_with_everything_that_was_typed(
    session: Session, monitor: FlaskClient, two: tuple[Agency, Agency], form: dict[str, str], sentence: str
) -> None:
    said = asked(*two, reason="Theo đề án", **form)
    for answer in (
        monitor.post("/reorganisations", data=said),
        monitor.get("/reorganisations/new", query_string=said | MultiDict({"xem": "1"})),
    ):
        assert answer.status_code == 422, answer.request.method
        assert sentence in words(answer) and "Theo đề án" in answer.get_data(as_text=True)
        boxes = re.findall(r'<input[^>]*name="before"[^>]*>', answer.get_data(as_text=True))
        assert sum("checked" in box for box in boxes) == 2 < len(boxes)
    assert count(session, Reorganisation) == 0


def test_nothing_chosen_is_told(monitor: FlaskClient) -> None:
    assert "Chọn ít nhất một cơ quan" in words(monitor.post("/reorganisations", data=asked()))


def test_the_number_is_put_right_later(session: Session, monitor: FlaskClient, two: tuple[Agency, Agency]) -> None:
    change = Change(ReorganisationKind.MERGE, date(2021, 11, 20), tuple(one.id for one in two), (NewBody(NEW),))
    row = carry_out(session, change, stamp=make.stamp()).reorganisation
    session.commit()
    address = f"/reorganisations/{row.id}"
    assert "Theo quyết định của cấp có thẩm quyền" in words(monitor.get(address))
    assert monitor.post(address, data={"decision": ""}).status_code == 422
    assert monitor.post(address, data={"decision": "Quyết định số 15-QĐ/TU"}).status_code == 303
    assert "Quyết định số 15-QĐ/TU" in words(monitor.get(address))


def test_a_leader_reads_and_a_focal_point_does_not(
    session: Session, sign_in: SignIn, monitor: FlaskClient, two: tuple[Agency, Agency]
) -> None:
    monitor.post("/reorganisations", data=asked(*two))
    leader = sign_in(make.person(session, Role.LEADER))
    page = words(leader.get("/reorganisations"))
    assert NEW in page and "Ghi một thay đổi" not in page
    assert leader.get("/reorganisations/new").status_code == 403
    assert sign_in(make.person(session)).get("/reorganisations").status_code == 403


def test_an_admin_who_may_not_see_tasks_gets_no_links_to_them(
    session: Session, sign_in: SignIn, monitor: FlaskClient, two: tuple[Agency, Agency]
) -> None:
    monitor.post("/reorganisations", data=asked(*two))
    done = session.scalars(sa.select(Reorganisation.id)).one()
    page = sign_in(make.person(session, Role.ADMIN)).get(f"/reorganisations/{done}").get_data(as_text=True)
    assert "/tasks/" not in page and "Hướng dẫn học tập" in page


@pytest.mark.parametrize("number", [1, 40])
def test_the_pages_ask_the_database_as_often_for_one_as_for_many(
    session: Session, monitor: FlaskClient, two: tuple[Agency, Agency], statements: list[str], number: int
) -> None:
    for _ in range(number):
        make.task(session, two[0])
    session.commit()
    form = asked(*two)
    statements.clear()
    monitor.get("/reorganisations/new", query_string=form | MultiDict({"xem": "1"}))
    assert len(statements) <= 16
    monitor.post("/reorganisations", data=form)
    done = session.scalars(sa.select(Reorganisation.id)).one()
    for path, most in (("/reorganisations", 4), (f"/reorganisations/{done}", 6)):
        statements.clear()
        monitor.get(path)
        assert len(statements) <= most, path
