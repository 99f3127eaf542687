"""Bộ lọc: the monitor's page narrowed by an address, and filters kept under a name."""

from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy as sa
import time_machine
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from webapp.models import Agency, Clause, Programme, SavedFilter, Task
from webapp.rules.words import DeadlineKind, Role


@pytest.fixture(autouse=True)
def office_day() -> Iterator[None]:
    with time_machine.travel("2021-11-22 08:15 +07:00", tick=False):
        yield


@pytest.fixture
def monitor(session: Session, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.person(session, Role.MONITOR))


@pytest.fixture
def agencies(session: Session) -> tuple[Agency, Agency]:
    """The first owes three late tasks (one of another clause, tagged; one yearly), the second one."""
    one, two = make.agency(session, "Huyện ủy Tuy Phong"), make.agency(session, "Thị ủy La Gi")
    programme = make.programme(session)
    late = {"due_on": date(2021, 11, 10)}
    make.task(session, one, of=make.assignment(session, programme, lead=one, title="Việc A"), **late)
    other = clause(session, programme)
    area = make.assignment(session, programme, lead=one, title="Việc B")
    area.clause_id = other.id
    make.task(session, one, of=area, area="Lao động", **late)
    yearly = make.assignment(session, programme, lead=one, title="Việc C")
    make.task(session, one, of=yearly, kind=DeadlineKind.RECURRING, period="2021", **late)
    make.task(session, two, of=make.assignment(session, programme, lead=two, title="Việc D"), **late)
    session.commit()
    return one, two


def clause(session: Session, programme: Programme) -> Clause:
    made = Clause(programme_id=programme.id, ref="IV.2", level=2, kind="point", start=30, end=40, label="Khác")
    session.add(made)
    session.flush()
    return made


@pytest.mark.parametrize(
    ("asked", "count", "chip"),
    [
        ("", 4, ""),
        ("co_quan={one}", 3, "Huyện ủy Tuy Phong"),
        ("co_quan={two}", 1, "Thị ủy La Gi"),
        ("diem=IV.2", 1, "Điểm IV.2"),
        ("diem=IV.1", 3, "Điểm IV.1"),
        ("linh_vuc=Lao+%C4%91%E1%BB%99ng", 1, "Lao động"),
        ("linh_vuc=-", 3, "Chưa xếp lĩnh vực"),
        ("loai=recurring", 1, "Định kỳ"),
        ("co_quan={one}&diem=IV.1&loai=dated", 1, "Điểm IV.1"),
        ("co_quan={one}&linh_vuc=&diem=&loai=", 3, "Huyện ủy Tuy Phong"),
        ("co_quan=abc&loai=x", 4, ""),
        ("co_quan=999999", 0, "Cơ quan số 999999"),
        ("chuong_trinh=999999", 4, ""),
    ],
)
def test_an_address_narrows_the_page_and_says_so_in_chips(
    monitor: FlaskClient, agencies: tuple[Agency, Agency], asked: str, count: int, chip: str
) -> None:
    one, two = agencies
    answer = monitor.get(f"/monitor?{asked.format(one=one.id, two=two.id)}")
    assert f"Ngoại lệ: {count} việc quá hạn" in words(answer)
    assert f"{count} Quá hạn" in words(answer), "the counter counts the same"
    assert (f'aria-label="Bỏ lọc {chip}"' in answer.get_data(as_text=True)) is bool(chip)


def test_a_chip_takes_its_own_part_away_and_leaves_the_rest(
    monitor: FlaskClient, agencies: tuple[Agency, Agency]
) -> None:
    page = monitor.get(f"/monitor?loc=overdue&co_quan={agencies[0].id}&loai=dated&trang=1").get_data(as_text=True)
    assert 'href="/monitor?loc=overdue&amp;loai=dated" aria-label="Bỏ lọc Huyện ủy Tuy Phong"' in page
    assert f'href="/monitor?loc=soon&amp;co_quan={agencies[0].id}&amp;loai=dated"' in page.replace(
        f"co_quan={agencies[0].id}&amp;loai=dated&amp;loc=soon", f"loc=soon&amp;co_quan={agencies[0].id}&amp;loai=dated"
    ), "the counters keep the filter"


def test_urging_the_whole_result_urges_what_the_filter_shows(
    monitor: FlaskClient, agencies: tuple[Agency, Agency]
) -> None:
    seen = words(monitor.get(f"/follow-ups/new?loc=overdue&all=1&co_quan={agencies[1].id}"))
    assert "Đôn đốc 1 việc của 1 cơ quan" in seen
    page = monitor.get(f"/monitor?co_quan={agencies[1].id}").get_data(as_text=True)
    assert f'<input type="hidden" name="co_quan" value="{agencies[1].id}">' in page


def kept(session: Session) -> list[tuple[str, str]]:
    session.expire_all()
    return [(row.name, row.query) for row in session.scalars(sa.select(SavedFilter).order_by(SavedFilter.id))]


def test_a_filter_is_kept_shown_taken_away_and_put_back(
    session: Session, monitor: FlaskClient, agencies: tuple[Agency, Agency]
) -> None:
    query = f"loc=overdue&co_quan={agencies[0].id}"
    answer = monitor.post("/filters", data={"name": "Tuy Phong", "query": f"{query}&trang=2&la=x"})
    assert (answer.status_code, answer.location) == (303, f"/monitor?{query}")
    assert kept(session) == [("Tuy Phong", query)]
    page = monitor.get(f"/monitor?{query}").get_data(as_text=True)
    assert f'href="/monitor?{query.replace("&", "&amp;")}" aria-current="true">Tuy Phong</a>' in page
    assert 'aria-current="true">Tuy Phong' not in monitor.get("/monitor").get_data(as_text=True)
    row = session.scalars(sa.select(SavedFilter.id)).one()
    assert monitor.post(f"/filters/{row}/removals").status_code == 303 and kept(session) == []
    told = monitor.get("/monitor").get_data(as_text=True)
    assert "Đã bỏ bộ lọc “Tuy Phong”" in told and 'action="/filters"' in told
    monitor.post("/filters", data={"name": "Tuy Phong", "query": query})
    assert kept(session) == [("Tuy Phong", query)]


def test_the_same_name_means_the_newer_filter(session: Session, monitor: FlaskClient) -> None:
    for queue in ("overdue", "soon"):
        monitor.post("/filters", data={"name": "Của tôi", "query": f"loc={queue}"})
    assert kept(session) == [("Của tôi", "loc=soon")]


@pytest.mark.parametrize(
    ("name", "said"), [("", "Đặt tên cho bộ lọc"), ("x" * 81, "Viết gọn trong 80 ký tự"), (" ", "Đặt tên cho bộ lọc")]
)
def test_a_filter_without_a_proper_name_is_not_kept(
    session: Session, monitor: FlaskClient, agencies: tuple[Agency, Agency], name: str, said: str
) -> None:
    answer = monitor.post("/filters", data={"name": name, "query": "loc=soon"})
    assert (answer.status_code, answer.location) == (303, "/monitor?loc=soon") and kept(session) == []
    assert said in words(monitor.get(answer.location))


def test_filters_are_everybodys_own(session: Session, sign_in: SignIn, monitor: FlaskClient) -> None:
    monitor.post("/filters", data={"name": "Của tôi", "query": "loc=soon"})
    row = session.scalars(sa.select(SavedFilter.id)).one()
    other = sign_in(make.person(session, Role.LEADER))
    assert "Của tôi" not in words(other.get("/monitor"))
    assert other.post(f"/filters/{row}/removals").status_code == 404 and len(kept(session)) == 1
    assert other.post("/filters", data={"name": "Của tôi", "query": "loc=undated"}).status_code == 303
    assert len(kept(session)) == 2


def test_an_address_cannot_carry_anybody_elsewhere(session: Session, monitor: FlaskClient) -> None:
    answer = monitor.post("/filters", data={"name": "x", "query": "//evil.example/?loc=soon&loc=//x\r\nSet-Cookie: a"})
    assert answer.location.startswith("/monitor") and "Set-Cookie" not in str(answer.headers.get("X", ""))
    assert all("evil" not in query for _name, query in kept(session))


@pytest.mark.parametrize("number", [1, 9])
def test_the_page_costs_the_same_with_many_filters(
    session: Session, monitor: FlaskClient, agencies: tuple[Agency, Agency], statements: list[str], number: int
) -> None:
    for one in range(number):
        monitor.post("/filters", data={"name": f"Bộ {one}", "query": "loc=soon"})
    path = f"/monitor?co_quan={agencies[0].id}&diem=IV.1"
    monitor.get(path)
    statements.clear()
    monitor.get(path)
    assert len(statements) <= 8


def test_the_sheet_is_split_by_area_and_every_task_stands_once(
    session: Session, monitor: FlaskClient, agencies: tuple[Agency, Agency]
) -> None:
    whole, split = (monitor.get(path).get_data(as_text=True) for path in ("/monitor", "/monitor?tach=1"))
    assert "Tách theo lĩnh vực" in whole and "Gộp lĩnh vực" in split
    assert "Lao động</span>" not in whole and '<span class="q">Lao động</span>' in split
    assert '<span class="q">chưa xếp lĩnh vực</span>' in split
    for task_id in session.scalars(sa.select(Task.id)):
        for page in (whole, split):
            sheet = page[page.index("h-mx") :]
            assert sheet.count(f'href="/tasks/{task_id}"') == 1
    assert "2 cơ quan có việc riêng" in whole and "2 cơ quan có việc riêng" in split
