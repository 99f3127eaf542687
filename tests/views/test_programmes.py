"""Chương trình: the document with its margin, the progress by agency, and a duty added to what was issued."""

import re
from dataclasses import dataclass
from datetime import date

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from webapp.actions.programmes import outline
from webapp.extraction import read_programme
from webapp.models import Agency, Assignment, Clause, Event, Programme, Task
from webapp.rules.words import DeadlineKind, DueSource, Role, Status

TEXT = (
    "CHƯƠNG TRÌNH HÀNH ĐỘNG\n\n"
    "I. ĐÁNH GIÁ TÌNH HÌNH\n\n"
    "Phong trào có bước phát triển.\n\n"
    "II. NHIỆM VỤ, GIẢI PHÁP\n\n"
    "1. Tuyên truyền\n\n"
    "- Nâng cao nhận thức của người lao động.\n\n"
    "2. Phối hợp\n\n"
    "- Xây dựng quy chế phối hợp giữa chính quyền với Mặt trận và các đoàn thể giai đoạn 2021 - 2026 thật tốt.\n\n"
    "- Liên đoàn Lao động tỉnh chủ động chăm lo đời sống đoàn viên.\n\n"
    "- Chăm lo nhà ở cùng với Liên đoàn Lao động tỉnh.\n\n"
    "III. TỔ CHỨC THỰC HIỆN\n\n"
    "1. Ban Tuyên giáo Tỉnh ủy xây dựng quy chế phối hợp giữa chính quyền với Mặt trận và các đoàn thể giai đoạn "
    "2021 - 2026; báo cáo trước ngày 10/11/2021.\n\n"
    "2. Các cấp ủy thực hiện nghiêm.\n\n"
    "Nơi nhận: như trên."
)
RULES = "xây dựng quy chế phối hợp giữa chính quyền với Mặt trận và các đoàn thể giai đoạn 2021 - 2026"


@pytest.fixture(autouse=True)
def _on_a_day(time_machine: object) -> None:
    time_machine.move_to("2021-11-22T08:15:00+07:00", tick=False)  # type: ignore[attr-defined]


@dataclass
class World:
    """An issued document with one duty of III.1."""

    programme: Programme
    duty: Assignment
    path: str


@pytest.fixture
def world(session: Session) -> World:
    monitor = make.agency(session, "Ban Dân vận Tỉnh ủy")
    programme = Programme(
        title="Chương trình 02",
        short_title="CTHĐ 02",
        issuer="Ban Thường vụ",
        issued_on=date(2021, 10, 1),
        text=TEXT,
        monitor_id=monitor.id,
        created_at=make.NOW,
    )
    session.add(programme)
    session.flush()
    outline(session, programme, read_programme(TEXT, programme.issued_on).nodes)
    return World(programme, duty(session, programme, "III.1", RULES), f"/programmes/{programme.id}")


def duty(session: Session, programme: Programme, ref: str, sentence: str, **more: object) -> Assignment:
    clause_id = session.scalar(sa.select(Clause.id).where(Clause.programme_id == programme.id, Clause.ref == ref))
    start = TEXT.index(sentence)
    values = {"title": "Quy chế", "short_title": "Quy chế phối hợp", "kind": DeadlineKind.DATED} | more
    made = Assignment(
        programme_id=programme.id,
        clause_id=clause_id,
        position=start,
        start=start,
        end=start + len(sentence),
        starts_on=date(2021, 10, 1),
        **values,
    )
    session.add(made)
    session.flush()
    return made


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


# a duty added later


def said(browser: FlaskClient, world: World, lead: Agency, ref: str = "III.2", **more: str) -> dict[str, object]:
    """What the form sends when a person fills it in."""
    page = browser.get(f"{world.path}/assignments/new?clause={ref}").get_data(as_text=True)
    once = re.search(r'name="once"[^>]*value="([^"]+)"', page)
    assert once
    plain = {"once": once[1], "clause": ref, "title": "Thực hiện", "lead": [f"a:{lead.id}"], "kind": "dated"}
    return plain | {"due_on": "30/11/2021", "recurrence": ""} | more


def added(session: Session, world: World) -> list[Assignment]:
    others = sa.select(Assignment).where(Assignment.programme_id == world.programme.id, Assignment.id != world.duty.id)
    return list(session.scalars(others.execution_options(populate_existing=True)))


def test_the_form_quotes_the_clause_it_starts_from(session: Session, sign_in: SignIn, world: World) -> None:
    page = monitor(session, sign_in).get(f"{world.path}/assignments/new?clause=III.2")
    assert re.search(r'<blockquote class="quote">Các cấp ủy thực hiện nghiêm\.', page.get_data(as_text=True))
    assert 'value="Thực hiện nghiêm"' in page.get_data(as_text=True), "who leads is another field"


@pytest.mark.parametrize("query", ["", "?clause=", "?clause=X.9"])
def test_without_a_clause_one_is_chosen_first(session: Session, sign_in: SignIn, world: World, query: str) -> None:
    page = monitor(session, sign_in).get(f"{world.path}/assignments/new{query}").get_data(as_text=True)
    assert '<option value="III.2">III.2. Các cấp ủy thực hiện nghiêm' in page
    assert 'method="get"' in page and "Việc phải làm" not in page


def test_a_duty_is_added_once_and_every_lead_agency_has_its_task(
    session: Session, sign_in: SignIn, world: World
) -> None:
    one, two = make.agency(session), make.agency(session)
    browser = monitor(session, sign_in)
    form = said(browser, world, one) | {"lead": [f"a:{one.id}", f"a:{two.id}"]}
    answer = browser.post(f"{world.path}/assignments", data=form)
    assert (answer.status_code, answer.location) == (303, f"{world.path}#III.2")
    page = words(browser.get(world.path))
    assert "Đã thêm nhiệm vụ: mở 2 đầu việc." in page
    (made,) = added(session, world)
    assert (made.title, made.due_source, made.start) == ("Thực hiện", DueSource.MONITOR, TEXT.index("Các cấp ủy thực"))
    tasks = session.scalars(sa.select(Task.agency_id).where(Task.assignment_id == made.id)).all()
    assert sorted(tasks) == sorted((one.id, two.id))
    again = browser.post(f"{world.path}/assignments", data=form)
    assert (again.status_code, again.location) == (303, f"{world.path}#III.2")
    assert "đã được thêm từ lần gửi trước" in words(browser.get(world.path))
    assert len(added(session, world)) == 1
    assert session.scalar(sa.select(sa.func.count()).select_from(Event).where(Event.once == form["once"])) == 1


def test_a_date_that_the_clause_itself_says_is_the_documents(session: Session, sign_in: SignIn, world: World) -> None:
    browser = monitor(session, sign_in)
    form = said(browser, world, make.agency(session), "III.1", due_on="10/11/2021")
    assert browser.post(f"{world.path}/assignments", data=form).status_code == 303
    (made,) = added(session, world)
    assert (made.phrase, made.due_source) == ("trước ngày 10/11/2021", DueSource.DOCUMENT)


def test_a_yearly_duty_whose_day_has_passed_opens_nothing_yet_and_is_still_one(
    session: Session, sign_in: SignIn, world: World
) -> None:
    browser = monitor(session, sign_in)
    yearly = {"kind": "recurring", "recurrence": "annual", "due_day": "15", "due_month": "3", "due_on": ""}
    form = said(browser, world, make.agency(session), **yearly)
    assert browser.post(f"{world.path}/assignments", data=form).status_code == 303
    assert "đầu việc mở khi đến kỳ" in words(browser.get(world.path))
    assert "mở khi đến kỳ" in beside(browser, world.path, "III.2")
    again = browser.post(f"{world.path}/assignments", data=form)
    assert again.status_code == 422
    assert "Điểm III.2 đã có nhiệm vụ “Thực hiện”" in words(again)
    assert len(added(session, world)) == 1


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": ""}, "Nêu việc phải làm"),
        ({"lead": []}, "Chọn ít nhất một cơ quan"),
        ({"due_on": "31/02/2021"}, "31/02/2021"),
        ({"due_on": "30/09/2021"}, "trước ngày ban hành"),
        ({"clause": "X.9"}, "Chọn một mục trong danh sách"),
    ],
)
def test_a_refused_duty_keeps_what_was_typed_and_adds_nothing(
    session: Session, sign_in: SignIn, world: World, values: dict[str, object], sentence: str
) -> None:
    browser = monitor(session, sign_in)
    form = said(browser, world, make.agency(session), report_to="Ban Thường vụ qua Ban Dân vận") | values
    answer = browser.post(f"{world.path}/assignments", data=form)
    assert answer.status_code == 422
    assert sentence in words(answer)
    page = answer.get_data(as_text=True)
    assert 'value="Ban Thường vụ qua Ban Dân vận"' in page
    assert f'value="{form["once"]}"' in page
    assert ("<blockquote" in page) == ("clause" not in values), "the words stay above the form"
    assert added(session, world) == []


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.LEADER, Role.ADMIN])
def test_only_a_monitor_adds(session: Session, sign_in: SignIn, world: World, role: Role) -> None:
    browser = sign_in(make.person(session, role))
    assert browser.get(f"{world.path}/assignments/new").status_code == 403
    assert browser.post(f"{world.path}/assignments", data={}).status_code == 403
    assert "assignments/new" not in browser.get(world.path).get_data(as_text=True)
