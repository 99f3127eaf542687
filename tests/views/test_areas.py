"""Lĩnh vực: a big holder's tasks told apart, many at a time, and its page by area."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
import time_machine
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from webapp.actions import programmes
from webapp.models import Agency, Event, Task
from webapp.rules.words import DeadlineKind, Recurrence, Role, Status


@pytest.fixture(autouse=True)
def office_day() -> Iterator[None]:
    with time_machine.travel("2021-11-22 08:15 +07:00", tick=False):
        yield


@pytest.fixture
def monitor(session: Session, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.person(session, Role.MONITOR))


@pytest.fixture
def holder(session: Session) -> Agency:
    """A holder of three tasks: late, done in time, done late."""
    agency = make.agency(session, "Đảng ủy Ủy ban nhân dân tỉnh")
    make.task(session, agency, due_on=date(2021, 11, 10))
    make.task(session, agency, due_on=date(2021, 11, 10), status=Status.DONE, done_on=date(2021, 11, 9))
    make.task(session, agency, due_on=date(2021, 11, 10), status=Status.DONE, done_on=date(2021, 11, 12))
    session.commit()
    return agency


def ids(session: Session, agency: Agency) -> list[int]:
    return list(session.scalars(sa.select(Task.id).where(Task.agency_id == agency.id).order_by(Task.id)))


def areas(session: Session) -> list[str]:
    session.expire_all()
    return list(session.scalars(sa.select(Task.area).order_by(Task.id)))


def test_ticked_tasks_are_put_under_one_area_and_nothing_else_changes(
    session: Session, monitor: FlaskClient, holder: Agency
) -> None:
    late, good, _bad = ids(session, holder)
    before = session.scalars(sa.select(Task.version).order_by(Task.id)).all()
    typed = {"task": [str(late), str(good)], "area": "  Lao động,  việc làm "}
    assert monitor.post(f"/agencies/{holder.id}/areas", data=typed).status_code == 303
    assert areas(session) == ["Lao động, việc làm", "Lao động, việc làm", ""]
    assert session.scalars(sa.select(Task.version).order_by(Task.id)).all() == before
    assert session.scalars(sa.select(Event)).all() == []
    seen = words(monitor.get(f"/agencies/{holder.id}/areas"))
    assert "Đã xếp 2 việc" in seen and "Chưa xếp lĩnh vực 1" in seen and "việc làm 2" in seen


def test_a_name_known_already_keeps_its_first_spelling_and_an_empty_one_takes_out(
    session: Session, monitor: FlaskClient, holder: Agency
) -> None:
    first, second, _third = (str(one) for one in ids(session, holder))
    for task, area in ((first, "Giáo dục"), (second, "giao duc")):
        monitor.post(f"/agencies/{holder.id}/areas", data={"task": [task], "area": area})
    assert areas(session) == ["Giáo dục", "Giáo dục", ""]
    monitor.post(f"/agencies/{holder.id}/areas", data={"task": [first], "area": ""})
    assert areas(session) == ["", "Giáo dục", ""]
    assert "Đã bỏ lĩnh vực của 1 việc" in words(monitor.get(f"/agencies/{holder.id}/areas"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"area": "Lao động"}, "Chọn ít nhất một việc"), ({"task": "1", "area": "x" * 61}, "Viết gọn trong 60 ký tự")],
)
def test_what_cannot_be_is_told_with_what_was_typed(
    session: Session, monitor: FlaskClient, holder: Agency, typed: dict[str, str], said: str
) -> None:
    answer = monitor.post(f"/agencies/{holder.id}/areas", data=typed)
    assert answer.status_code == 422 and said in words(answer)
    assert f'value="{typed["area"]}"' in answer.get_data(as_text=True) and areas(session) == ["", "", ""]


def test_another_agencys_task_is_not_reached_through_this_page(
    session: Session, monitor: FlaskClient, holder: Agency
) -> None:
    other = make.task(session, make.agency(session))
    session.commit()
    monitor.post(f"/agencies/{holder.id}/areas", data={"task": [str(other.id)], "area": "Lao động"})
    assert areas(session) == ["", "", "", ""]


def test_the_agencys_page_counts_by_area_and_shows_one(session: Session, monitor: FlaskClient, holder: Agency) -> None:
    page = words(monitor.get(f"/agencies/{holder.id}"))
    assert "Theo lĩnh vực" not in page and "Xếp việc theo lĩnh vực" in page
    late, good, _bad = (str(one) for one in ids(session, holder))
    monitor.post(f"/agencies/{holder.id}/areas", data={"task": [late, good], "area": "Lao động"})
    monitor.get("/agencies")
    page = words(monitor.get(f"/agencies/{holder.id}"))
    assert "Lao động 1 1 50% 1/2" in page and "Chưa xếp 0 0 0% 0/1" in page
    one = words(monitor.get(f"/agencies/{holder.id}?linh_vuc=Lao+%C4%91%E1%BB%99ng"))
    assert "Lĩnh vực: Lao động" in one and "50% 1/2 việc đã đến lúc xét" in one and "Tổng 2" in one
    rest = words(monitor.get(f"/agencies/{holder.id}?linh_vuc=-&loc=closed"))
    assert "Lĩnh vực: chưa xếp" in rest and "Tổng 1" in rest


def test_the_next_period_stands_under_the_area_of_the_last(session: Session, holder: Agency) -> None:
    duty = make.assignment(
        session,
        lead=holder,
        kind=DeadlineKind.RECURRING,
        recurrence=Recurrence.ANNUAL,
        due_month=11,
        due_day=15,
        starts_on=date(2021, 1, 1),
    )
    programmes.open_tasks(session, duty, strict=False, stamp=make.stamp())
    session.execute(sa.update(Task).where(Task.assignment_id == duty.id).values(area="Lao động"))
    programmes.open_tasks(session, duty, strict=False, stamp=make.stamp(now=datetime(2022, 3, 1, tzinfo=UTC)))
    found = session.execute(sa.select(Task.period, Task.area).where(Task.assignment_id == duty.id)).all()
    assert sorted(found) == [("2021", "Lao động"), ("2022", "Lao động")]


@pytest.mark.parametrize("role", [Role.LEADER, Role.ADMIN, Role.FOCAL_POINT])
def test_only_the_monitor_tags(session: Session, sign_in: SignIn, holder: Agency, role: Role) -> None:
    browser = sign_in(make.person(session, role))
    assert browser.get(f"/agencies/{holder.id}/areas").status_code == 403
    assert browser.post(f"/agencies/{holder.id}/areas", data={"task": "1", "area": "x"}).status_code == 403
    if role is Role.LEADER:
        assert "Xếp việc theo lĩnh vực" not in words(browser.get(f"/agencies/{holder.id}"))


def test_the_page_costs_four_statements(
    session: Session, monitor: FlaskClient, holder: Agency, statements: list[str]
) -> None:
    for _ in range(20):
        make.task(session, holder)
    session.commit()
    path = f"/agencies/{holder.id}/areas"
    statements.clear()
    assert monitor.get(path).status_code == 200
    assert len(statements) <= 5
