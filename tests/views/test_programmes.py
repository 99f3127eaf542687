"""Chương trình: the document with its margin, and the progress by agency."""

import re
from collections import Counter
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from tests.views.issued import RULES, World, duty, issued
from webapp.queries.monitor import Queue
from webapp.rules import timeliness
from webapp.rules.words import DeadlineKind, Role, Status
from webapp.views.margin import WORST


@pytest.fixture(autouse=True)
def _on_a_day(time_machine: object) -> None:
    time_machine.move_to("2021-11-22T08:15:00+07:00", tick=False)  # type: ignore[attr-defined]


@pytest.fixture
def world(session: Session) -> World:
    return issued(session)


def monitor(session: Session, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.person(session, Role.MONITOR))


def beside(browser: FlaskClient, path: str, ref: str) -> str:
    """What the margin says beside the place ``ref``, as markup."""
    page = browser.get(path).get_data(as_text=True)
    found = re.search(
        rf'id="{re.escape(ref)}">.*?<div class="marg">(.*?)(?=<div class="text|<details|</main)', page, re.S
    )
    assert found, ref
    return found[1]


# the document


def test_the_margin_rolls_up_what_came_of_a_clause_with_the_worst_state(
    session: Session, sign_in: SignIn, world: World
) -> None:
    for status in (Status.DONE, Status.AWAITING, Status.NOT_STARTED, Status.IN_PROGRESS):
        done = date(2021, 11, 9) if status in (Status.DONE, Status.AWAITING) else None
        make.task(session, of=world.duty, due_on=date(2021, 11, 10), status=status, done_on=done)
    make.task(session, of=world.duty, due_on=date(2021, 11, 10), status=Status.HANDED_OVER)
    browser = monitor(session, sign_in)
    margin = beside(browser, world.path, "III.1")
    assert "đã báo cáo 2/4" in margin
    assert "2 cơ quan: quá hạn 12 ngày" in margin
    assert re.findall(r'<rect class="(\w+)"', margin) == ["done", "wait", "late"]
    assert f"/monitor?chuong_trinh={world.programme.id}&amp;loc=overdue" in margin
    page = words(browser.get(world.path))
    assert "1 nhiệm vụ, 4 đầu việc, 4 cơ quan" in page
    assert "III.1. Ban Tuyên giáo Tỉnh ủy" in page and "2/4" in page


def test_a_correction_that_waits_is_told_and_leads_to_its_queue(
    session: Session, sign_in: SignIn, world: World
) -> None:
    due_on = date(2021, 11, 10)
    for claimed_on in (due_on, None):
        make.task(
            session, of=world.duty, due_on=due_on, status=Status.DONE, done_on=date(2021, 11, 12), claimed_on=claimed_on
        )
    said = beside(monitor(session, sign_in), world.path, "III.1")
    assert "1 cơ quan: đang đính chính" in said
    assert f"loc={Queue.CORRECTION.value}" in said


def test_every_way_a_task_can_stand_has_its_place_among_the_worst() -> None:
    assert Counter(WORST) == Counter(timeliness.STANDINGS)


def test_a_single_task_is_one_step_away(session: Session, sign_in: SignIn, world: World) -> None:
    task = make.task(session, of=world.duty, due_on=date(2021, 11, 30))
    margin = beside(monitor(session, sign_in), world.path, "III.1")
    assert f'href="/tasks/{task.id}"' in margin
    assert "30/11/2021" in margin and "Đang trong hạn" in margin


def test_periods_already_reported_step_aside_for_the_latest(session: Session, sign_in: SignIn, world: World) -> None:
    agency = make.agency(session)
    for year, status in ((2019, Status.DONE), (2020, Status.NOT_STARTED), (2021, Status.NOT_STARTED)):
        make.task(session, agency, of=world.duty, period=str(year), due_on=date(year, 12, 15), status=status)
    margin = beside(monitor(session, sign_in), world.path, "III.1")
    assert re.findall(r"Quy chế phối hợp \((năm \d+)\)", margin) == ["năm 2020", "năm 2021"]


@pytest.mark.parametrize(
    ("role", "kind", "opened", "sentence"),
    [
        (Role.FOCAL_POINT, DeadlineKind.DATED, True, "cơ quan khác thực hiện"),
        (Role.ADMIN, DeadlineKind.DATED, True, "cơ quan khác thực hiện"),
        (Role.MONITOR, DeadlineKind.RECURRING, False, "mở khi đến kỳ"),
        (Role.LEADER, DeadlineKind.DATED, False, "không còn theo dõi"),
    ],
)
def test_a_duty_without_a_task_in_sight_is_still_named(
    session: Session, sign_in: SignIn, world: World, role: Role, kind: DeadlineKind, opened: bool, sentence: str
) -> None:
    world.duty.kind = kind
    task = make.task(session, of=world.duty, status=Status.NOT_STARTED if opened else Status.DROPPED)
    margin = beside(sign_in(make.person(session, role)), world.path, "III.1")
    assert "Quy chế phối hợp" in margin
    assert sentence in margin
    assert f"/tasks/{task.id}" not in margin


def test_a_focal_point_sees_its_own_share_only(session: Session, sign_in: SignIn, world: World) -> None:
    agency = make.agency(session)
    own, other = make.task(session, agency, of=world.duty), make.task(session, of=world.duty)
    browser = sign_in(make.person(session, speaks_for=agency))
    page = browser.get(world.path).get_data(as_text=True)
    assert f'href="/tasks/{own.id}"' in page
    assert f"/tasks/{other.id}" not in page
    assert "đã báo cáo" not in page
    assert "/agencies" not in re.sub(r"(?s)<header.*?</header>", "", page), "the progress of others is not offered"


def test_what_gave_nothing_is_folded_by_section_and_what_is_silent_among_the_rest_says_so(
    session: Session, sign_in: SignIn, world: World
) -> None:
    browser = monitor(session, sign_in)
    folds = re.findall(r"<summary>(.*?)</summary>", browser.get(world.path).get_data(as_text=True))
    assert [one for one in folds if "đoạn" in one] == [
        "Phần đầu văn bản: 1 đoạn, không sinh việc nào",
        "I. Đánh giá tình hình: 1 đoạn, không sinh việc nào",
        "II.1: 1 đoạn, không sinh việc nào",
        "Nơi nhận, chữ ký: 1 đoạn, không sinh việc nào",
    ]
    assert "Không sinh việc nào" in beside(browser, world.path, "III.2")


def test_a_place_that_says_a_duty_again_leads_to_its_clause(session: Session, sign_in: SignIn, world: World) -> None:
    for role in (Role.MONITOR, Role.LEADER):
        margin = beside(sign_in(make.person(session, role)), world.path, "II.2.1")
        assert 'Liên quan: <a href="#III.1">III.1, Quy chế phối hợp</a>' in margin, role


def test_a_silent_place_with_an_agency_is_unassigned_to_the_monitor_alone(
    session: Session, sign_in: SignIn, world: World
) -> None:
    make.agency(session, "Liên đoàn Lao động tỉnh")
    browser = monitor(session, sign_in)
    led, named = beside(browser, world.path, "II.2.2"), beside(browser, world.path, "II.2.3")
    assert "Chưa gán" in led and "Chưa gán, có tên cơ quan" in named
    assert f"{world.path}/assignments/new?clause=II.2.2" in led
    leader = sign_in(make.person(session, Role.LEADER))
    assert "Chưa gán" not in words(leader.get(world.path))
    assert "Không sinh việc nào" in beside(leader, world.path, "II.2.2")


def test_the_sentence_in_hand_is_marked(session: Session, sign_in: SignIn, world: World) -> None:
    browser = monitor(session, sign_in)
    assert f'<mark class="on">{RULES}</mark>' in browser.get(f"{world.path}?viec={world.duty.id}").get_data(
        as_text=True
    )
    for nonsense in ("0", "x", "9" * 30, ""):
        assert "<mark" not in browser.get(f"{world.path}?viec={nonsense}").get_data(as_text=True)


@pytest.mark.parametrize("count", [1, 60])
def test_the_pages_cost_the_same_whatever_the_number_of_rows(
    session: Session, sign_in: SignIn, world: World, statements: list[str], count: int
) -> None:
    for _ in range(count):
        make.task(session, of=world.duty)
        duty(session, world.programme, "III.2", "thực hiện nghiêm")
    session.commit()
    browser = monitor(session, sign_in)
    for path, budget in (("", 5), ("/agencies", 5), ("/assignments/new?clause=III.2", 6)):
        statements.clear()
        assert browser.get(f"{world.path}{path}").status_code == 200
        assert len(statements) <= budget, statements


# the progress by agency


def test_agencies_stand_the_worst_first_and_the_numbers_add_up(session: Session, sign_in: SignIn, world: World) -> None:
    good, late = make.agency(session, "Ban Tốt"), make.agency(session, "Ban Chậm")
    make.task(session, good, of=world.duty, due_on=date(2021, 11, 10), status=Status.DONE, done_on=date(2021, 11, 9))
    make.task(session, good, of=world.duty, due_on=None, kind=DeadlineKind.STANDING, period="x")
    for number, due_on in enumerate((date(2021, 11, 10), date(2021, 11, 22), date(2022, 3, 1))):
        make.task(session, late, of=world.duty, due_on=due_on, period=str(number))
    make.task(session, late, of=world.duty, status=Status.AWAITING, due_on=date(2021, 11, 30), period="9")
    make.task(session, late, of=world.duty, status=Status.DROPPED, period="8")
    for role in (Role.MONITOR, Role.LEADER):
        page = words(sign_in(make.person(session, role)).get(f"{world.path}/agencies"))
        assert "Ban Chậm 4 0 1 1 1 1 0" in page
        assert "Ban Tốt 2 1 0 0 0 0 1" in page
        assert "Cộng, 2 cơ quan 6 1 1 1 1 1 1" in page
        assert page.index("Ban Chậm") < page.index("Ban Tốt")


def test_the_progress_by_agency_is_linked_from_the_document_and_says_when_there_is_none(
    session: Session, sign_in: SignIn, world: World
) -> None:
    browser = monitor(session, sign_in)
    assert f'href="{world.path}/agencies"' in browser.get(world.path).get_data(as_text=True)
    assert "chưa có đầu việc nào" in words(browser.get(f"{world.path}/agencies"))
    assert browser.get("/programmes/999999/agencies").status_code == 404
