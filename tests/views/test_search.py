"""Finding without marks: tasks, clauses, agencies; and never another agency's task."""

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests import factories
from tests.conftest import SignIn
from tests.page import words
from webapp.actions import search as index
from webapp.models import Agency, AgencyName, Clause, Programme, SearchEntry, SearchKind, Task
from webapp.queries import search as queries
from webapp.queries.search import Piece, excerpt, pieces
from webapp.rules.words import Role

ODD = [
    '"',
    '""',
    "*",
    "'",
    "a OR",
    "NOT",
    "NEAR(a b)",
    "57-NQ/TW",
    "-",
    "(",
    ":",
    "words:tuyen",
    "^a",
    "a & b | !c",
    "\\",
    "%",
    "_",
    "a:*",
    "\x00",
    "😀",
    "½ ² ª",
    "𞤢",
    "đ",
    "ĐĐĐ",
    "x" * 5000,
    "a " * 500,
    "; DROP TABLE task",
    "<b>",
]


@pytest.fixture
def propaganda(session: Session) -> Agency:
    agency = factories.agency(session, "Ban Tuyên giáo Tỉnh ủy")
    session.add(AgencyName(agency_id=agency.id, text="BTGTU", folded="btgtu"))
    session.flush()
    index.index_agency(session, agency)
    return agency


@pytest.fixture
def programme(session: Session) -> Programme:
    made = factories.programme(session)
    for clause in session.scalars(sa.select(Clause).where(Clause.programme_id == made.id)):
        index.index_clause(session, clause, made.text[clause.start : clause.end])
    return made


@pytest.fixture
def task(session: Session, propaganda: Agency, programme: Programme) -> Task:
    duty = factories.assignment(session, of=programme, lead=propaganda, product="Quy chế phối hợp")
    made = factories.task(session, propaganda, of=duty)
    index.index_task(session, made.id)
    session.flush()
    return made


@pytest.fixture
def monitor(sign_in: SignIn, session: Session) -> FlaskClient:
    return sign_in(factories.person(session, Role.MONITOR))


def find(browser: FlaskClient, text: str) -> str:
    answer = browser.get("/search", query_string={"q": text})
    assert answer.status_code == 200
    return words(answer)


@pytest.mark.parametrize(
    "text",
    [
        "tuyen giao",
        "Tuyên giáo",
        "TUYÊN GIÁO",
        "giao, tuyen!",
        "tuye",
        "tuyên giáo tỉnh uỷ",
        "tuyên giáo tỉnh ủy",
        "quy che",
        "IV.1 hoc tap",
    ],
)
@pytest.mark.usefixtures("task")
def test_task_is_found_without_marks_in_any_order_and_by_the_beginning_of_words(
    monitor: FlaskClient, text: str
) -> None:
    page = find(monitor, text)
    assert "Hướng dẫn học tập Nghị quyết" in page and "Đầu việc 1" in page


@pytest.mark.usefixtures("task")
def test_found_things_stand_in_three_groups_with_their_links(monitor: FlaskClient, task: Task) -> None:
    html = monitor.get("/search?q=tuyen+giao").get_data(as_text=True)
    assert f'href="/tasks/{task.id}"' in html
    assert "#IV.1" in html and f'href="/agencies/{task.agency_id}"' in html
    assert '<mark class="on">Tuyên</mark> <mark class="on">giáo</mark>' in html


@pytest.mark.usefixtures("task")
def test_agency_is_found_by_its_other_names(monitor: FlaskClient) -> None:
    page = find(monitor, "btgtu")
    assert "Cơ quan 1" in page and "Đầu việc" not in page.split("Tìm kiếm", 1)[1]


@pytest.mark.usefixtures("task")
def test_word_in_the_middle_of_another_is_not_found(monitor: FlaskClient) -> None:
    assert "Không thấy gì" in find(monitor, "uyen giao")
    assert "Không thấy gì" in find(monitor, "tuyen giao xyz")


@pytest.mark.parametrize("text", ODD)
@pytest.mark.usefixtures("task")
def test_odd_input_is_answered_with_a_page(monitor: FlaskClient, text: str) -> None:
    assert "Tìm kiếm" in find(monitor, text)


@pytest.mark.usefixtures("task")
def test_only_signs_find_nothing_and_say_what_to_type(monitor: FlaskClient) -> None:
    assert "Gõ vài chữ" in find(monitor, " -/*\"' ")
    assert "Gõ vài chữ" in find(monitor, "")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40))
def test_no_text_breaks_the_search(session: Session, text: str) -> None:
    viewer = queries_viewer(Role.MONITOR)
    hits = queries.find(session, text, viewer)
    assert "".join(piece.text for piece in hits.pieces(text)) == text


def queries_viewer(role: Role, *agency_ids: int) -> queries.SignedIn:
    return queries.SignedIn(1, "", role, frozenset(agency_ids), (), 1, "")


def test_focal_point_finds_only_the_tasks_of_their_agency_led_or_shared(
    sign_in: SignIn, session: Session, task: Task, programme: Programme
) -> None:
    helper, stranger = factories.agency(session, "Ban Dân vận"), factories.agency(session, "Ban Nội chính")
    shared = factories.assignment(session, of=programme, lead=stranger, coordinating=helper, title="Học tập chung")
    factories.task(session, stranger, of=shared)
    index.index_task(session, session.scalars(sa.select(sa.func.max(Task.id))).one())
    session.commit()
    seen = {
        agency.name: find(sign_in(factories.person(session, speaks_for=agency)), "hoc tap")
        for agency in (session.get_one(Agency, task.agency_id), helper, stranger)
    }
    assert [("Hướng dẫn học tập" in page, "Học tập chung" in page) for page in seen.values()] == [
        (True, False),
        (False, True),
        (False, True),
    ]
    assert all("Trong chương trình" in page for page in seen.values())


def test_duty_that_has_ended_gives_no_more_hits(sign_in: SignIn, session: Session, task: Task) -> None:
    person = factories.person(session, Role.FOCAL_POINT)
    assert "Đầu việc 1" not in find(sign_in(person), "hoc tap")


def test_admin_finds_agencies_and_clauses_but_no_tasks(sign_in: SignIn, session: Session, task: Task) -> None:
    page = find(sign_in(factories.person(session, Role.ADMIN)), "tuyen giao")
    assert "Cơ quan 1" in page and "Trong chương trình" in page and "Đầu việc 1" not in page


def test_focal_point_gets_no_link_to_another_agency(sign_in: SignIn, session: Session, propaganda: Agency) -> None:
    other = factories.person(session, speaks_for=factories.agency(session))
    html = sign_in(other).get("/search?q=tuyen").get_data(as_text=True)
    assert "Tuyên" in html and f"/agencies/{propaganda.id}" not in html


def test_search_needs_a_session(client: FlaskClient) -> None:
    assert client.get("/search?q=a").location == "/sign-in"


def many(session: Session, programme: Programme, count: int) -> None:
    for number in range(count):
        agency = factories.agency(session, f"Huyện ủy số {number}")
        index.index_agency(session, agency)
        duty = factories.assignment(session, of=programme, lead=agency, title=f"Học tập {number}")
        index.index_task(session, factories.task(session, agency, of=duty).id)
    session.commit()


def test_page_shows_thirty_of_each_and_says_so(session: Session, monitor: FlaskClient, programme: Programme) -> None:
    many(session, programme, 35)
    page = find(monitor, "huyen uy")
    assert "Đầu việc 30" in page and "Cơ quan 30" in page and page.count("Chỉ hiện 30 kết quả đầu") == 2


@pytest.mark.parametrize("count", [1, 35])
def test_page_costs_six_statements_whatever_it_finds(
    session: Session, monitor: FlaskClient, programme: Programme, statements: list[str], count: int
) -> None:
    many(session, programme, count)
    statements.clear()
    find(monitor, "hoc tap")
    assert len(statements) <= 6


def plan(session: Session, statement: sa.Select[int]) -> str:
    """How the database would carry out ``statement``."""
    compiled = statement.compile(session.get_bind(), compile_kwargs={"render_postcompile": True})
    values = {name: str(value) for name, value in compiled.params.items()}
    given = tuple(values[name] for name in compiled.positiontup) if compiled.positiontup else values
    explain = "EXPLAIN QUERY PLAN " if compiled.dialect.name == "sqlite" else "EXPLAIN "
    return " ".join(str(row[-1]) for row in session.connection().exec_driver_sql(explain + str(compiled), given))


@pytest.mark.usefixtures("task")
def test_search_reads_the_full_text_index_and_no_whole_table(session: Session) -> None:
    statement = queries.matching(session, ("tuyen", "giao"), SearchKind.TASK)
    if session.get_bind().dialect.name == "sqlite":
        found = plan(session, statement)
        assert "SCAN search_fts VIRTUAL TABLE INDEX" in found and "SCAN search_entry" not in found
    else:
        session.execute(sa.text("SET LOCAL enable_seqscan = off"))
        words_alone = sa.select(SearchEntry.id).where(SearchEntry.where_matching(["tuyen", "giao"], "postgresql"))
        assert "ix_search_entry_words" in plan(session, words_alone)


def test_index_follows_what_is_indexed(session: Session, propaganda: Agency) -> None:
    propaganda.name = "Ban Tuyên giáo và Dân vận"
    index.index_agency(session, propaganda)
    session.flush()
    found = session.scalars(queries.matching(session, ("dan", "van"), SearchKind.AGENCY)).all()
    assert found == [propaganda.id]
    session.execute(sa.delete(SearchEntry))
    assert session.scalars(queries.matching(session, ("dan",), SearchKind.AGENCY)).all() == []


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("Ban Tuyên giáo", ("tuyen",), [("Ban ", 0), ("Tuyên", 1), (" giáo", 0)]),
        ("Uỷ ban", ("uy", "ban"), [("Uỷ", 1), (" ", 0), ("ban", 1)]),
        ("số 12-KH/TU", ("12", "kh"), [("số ", 0), ("12", 1), ("-", 0), ("KH", 1), ("/TU", 0)]),
        ("Đất đai", ("dat",), [("Đất", 1), (" đai", 0)]),
        ("không có gì", ("abc",), [("không có gì", 0)]),
        ("", ("a",), []),
    ],
)
def test_words_looked_for_are_marked_in_the_text_as_written(
    text: str, terms: tuple[str, ...], expected: list[tuple[str, int]]
) -> None:
    assert pieces(text, terms) == [Piece(part, bool(hit)) for part, hit in expected]


def test_excerpt_shows_the_first_word_found_with_some_words_before() -> None:
    text = "một hai ba " * 40 + "công đoàn " + "bốn năm sáu " * 40
    shown = "".join(piece.text for piece in excerpt(text, ("cong",)))
    assert shown.startswith("… ") and shown.endswith(" …") and "công đoàn" in shown and len(shown) < 260
    assert "".join(piece.text for piece in excerpt("ngắn thôi", ("ngan",))) == "ngắn thôi"
