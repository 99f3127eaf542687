"""The goals of a document under review: confirmed, corrected or dropped; real only with "Ban hành"."""

import re
from datetime import date

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.extraction.client_programme import RAW
from tests.page import words
from tests.views.issued import TEXT
from webapp.actions import issues, targets
from webapp.models import AgencyKind, Indicator, Target, TargetProposal
from webapp.queries import imports as queries
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import Comparator, Role

GOALS = "II. MỤC TIÊU\n\n- Đến năm 2023 có 80.000 đoàn viên công đoàn.\n\n- 90% chi bộ tốt.\n\n- Hầu hết xã mạnh.\n\n"


@pytest.fixture
def monitor(session: Session, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.person(session, Role.MONITOR))


@pytest.fixture
def draft(monitor: FlaskClient) -> str:
    """The address of a draft whose text has three goals."""
    return monitor.post("/imports", data={"pasted": GOALS + TEXT}).location


@pytest.fixture
def rows(session: Session, draft: str) -> list[TargetProposal]:
    return list(session.scalars(sa.select(TargetProposal).order_by(TargetProposal.start)))


def sent(one: TargetProposal, **said: str) -> dict[str, str]:
    values = {"name": one.name, "unit": one.unit, "comparator": one.comparator.value, "value": "80.000"}
    return values | {"due_on": "31/12/2023", "seen": targets.as_seen(one)} | said


def test_the_client_s_programme_shows_its_targets_each_with_its_words(monitor: FlaskClient) -> None:
    draft = monitor.post("/imports", data={"pasted": RAW}).location
    assert "10 mốc chỉ tiêu, 10 chưa soát" in words(monitor.get(draft))
    page = monitor.get(f"{draft}/targets")
    said = words(page)
    for part in (
        "Soát 10 mốc chỉ tiêu",
        "80.000 đoàn viên đến 31/12/2023",
        "≥ 70% đến 31/12/2023",
        "> 80% đến 31/12/2025",
    ):
        assert part in said
    for part in (
        "90.000 đoàn viên đến 31/12/2030",
        "≥ 85% đến 31/12/2030",
        "99% đến 31/12/2045",
        "“Hầu hết” đến 31/12/2045",
    ):
        assert part in said
    assert "<mark>70% trở lên</mark>" in page.get_data(as_text=True)
    assert "mốc thời gian: “Đến năm 2045”" in said


def test_a_target_is_confirmed_and_taken_back(
    session: Session, monitor: FlaskClient, draft: str, rows: list[TargetProposal]
) -> None:
    for checked in ("1", "0"):
        answer = monitor.post(f"{draft}/targets/{rows[0].id}/checks", data={"checked": checked})
        assert answer.status_code == 303
        session.expire_all()
        assert rows[0].checked is (checked == "1")


def test_only_what_the_reader_was_sure_of_is_confirmed_at_once(
    session: Session, monitor: FlaskClient, draft: str, rows: list[TargetProposal]
) -> None:
    assert "Đúng cả 1 mốc máy chắc chắn" in words(monitor.get(f"{draft}/targets"))
    monitor.post(f"{draft}/targets/checks")
    session.expire_all()
    assert [row.checked for row in rows] == [True, False, False]
    assert "Đã đánh dấu đúng 1 mốc" in words(monitor.get(f"{draft}/targets"))


def test_a_target_is_corrected(session: Session, monitor: FlaskClient, draft: str, rows: list[TargetProposal]) -> None:
    assert 'value="80.000"' in monitor.get(f"{draft}/targets?moc={rows[0].id}").get_data(as_text=True)
    said = sent(rows[0], name="Đoàn viên", comparator="at_least", value="81.500,5", due_on="30/6/2024")
    assert monitor.post(f"{draft}/targets/{rows[0].id}/corrections", data=said).status_code == 303
    session.expire_all()
    one = rows[0]
    assert (one.name, one.comparator, str(one.value), one.due_on) == (
        "Đoàn viên",
        Comparator.AT_LEAST,
        "81500.5",
        date(2024, 6, 30),
    )
    assert one.checked and one.said == "80.000"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"value": "80.5"}, "có thể đọc hai cách"),
        ({"value": "nhiều"}, "“nhiều” không phải là một số"),
        ({"value": ""}, "Nhập số của mốc"),
        ({"name": ""}, "Nêu đo cái gì"),
        ({"comparator": "between", "upper": "70.000"}, "lớn hơn số trước"),
        ({"due_on": "31/2/2023"}, "Ngày 31/02/2023 không có thật"),
        ({"comparator": "x"}, "Chọn một mục trong danh sách"),
    ],
)
def test_a_correction_that_makes_no_sense_is_told_and_kept(
    monitor: FlaskClient, draft: str, rows: list[TargetProposal], said: dict[str, str], sentence: str
) -> None:
    answer = monitor.post(f"{draft}/targets/{rows[0].id}/corrections", data=sent(rows[0], **said))
    assert answer.status_code == 422
    assert sentence in words(answer) and "Lỗi" in words(answer)
    assert next(iter(said.values())) in answer.get_data(as_text=True)


def test_a_target_without_a_number_is_kept_in_words(
    session: Session, monitor: FlaskClient, draft: str, rows: list[TargetProposal]
) -> None:
    monitor.post(f"{draft}/targets/{rows[0].id}/corrections", data=sent(rows[0], comparator="in_words"))
    session.expire_all()
    assert (rows[0].value, rows[0].comparator) == (None, Comparator.IN_WORDS)


def test_two_people_do_not_overwrite_each_other(
    session: Session, monitor: FlaskClient, draft: str, rows: list[TargetProposal]
) -> None:
    said = sent(rows[0], name="Đoàn viên")
    rows[0].unit = "người"
    session.commit()
    answer = monitor.post(f"{draft}/targets/{rows[0].id}/corrections", data=said)
    assert answer.status_code == 409 and "người khác đã đổi chỗ này" in words(answer)
    seen = re.search(r'name="seen" type="hidden" value="(\w+)"', answer.get_data(as_text=True))
    assert seen
    assert monitor.post(f"{draft}/targets/{rows[0].id}/corrections", data=said | {"seen": seen[1]}).status_code == 303


def test_a_dropped_target_stays_in_sight_and_comes_back(
    session: Session, monitor: FlaskClient, draft: str, rows: list[TargetProposal]
) -> None:
    monitor.post(f"{draft}/targets/{rows[0].id}/drops")
    page = monitor.get(f"{draft}/targets")
    assert "Đã bỏ, không vào sổ" in words(page) and "Soát 2 mốc" in words(page)
    monitor.post(f"{draft}/targets/{rows[0].id}/restores")
    assert "Soát 3 mốc" in words(monitor.get(f"{draft}/targets"))


def issue(session: Session, draft: str) -> int:
    """Ban hành, as the page does it; the programme's number."""
    make.agency(session, "Ban Dân vận Tỉnh ủy", AgencyKind.STAFF)
    row = queries.for_change(session, int(draft.rsplit("/", 1)[-1]))
    assert row
    lead = make.agency(session)
    for one in (queries.proposal(session, row.id, each.id) for each in row.proposals):
        assert one
        one.checked = True
        for body in one.agencies:
            body.agency_id, body.group_id = lead.id, None
    session.flush()
    session.expire_all()
    read = queries.review(session, row.id)
    assert read
    by = make.person(session, Role.MONITOR, agency_id=lead.id)
    programme = issues.issue(session, row, read, short_title="Thử", thresholds=Thresholds(), stamp=make.stamp(by))
    session.commit()
    return programme.id


def test_what_was_confirmed_becomes_real_with_ban_hanh_and_the_rest_later(
    session: Session, monitor: FlaskClient, draft: str, rows: list[TargetProposal]
) -> None:
    rows[0].checked = True
    session.commit()
    preview = words(monitor.get(f"{draft}/issue"))
    assert "1 mốc đã soát vào sổ cùng lúc" in preview and "2 mốc chưa soát thì chưa vào" in preview
    programme_id = issue(session, draft)
    made = session.execute(sa.select(Indicator.name, Target.value).join(Target.indicator)).all()
    assert [(name, int(value)) for name, value in made] == [("Đoàn viên công đoàn", 80_000)]
    assert monitor.post(f"{draft}/targets/{rows[0].id}/drops").status_code == 409
    monitor.post(f"{draft}/targets/{rows[1].id}/checks", data={"checked": "1"})
    assert "Đưa 1 mốc vào sổ" in words(monitor.get(f"{draft}/targets"))
    for _ in range(2):
        assert monitor.post(f"{draft}/targets/issues").status_code == 303
    found = session.execute(sa.select(Indicator.programme_id, Indicator.name).order_by(Indicator.id)).all()
    assert [tuple(row) for row in found] == [(programme_id, "Đoàn viên công đoàn"), (programme_id, "Chi bộ tốt")]


def test_before_ban_hanh_nothing_is_taken_into_the_ledger(
    session: Session, monitor: FlaskClient, draft: str, rows: list[TargetProposal]
) -> None:
    rows[0].checked = True
    session.commit()
    monitor.post(f"{draft}/targets/issues")
    assert "khi Ban hành" in words(monitor.get(f"{draft}/targets"))
    assert session.scalars(sa.select(Indicator)).all() == []


def test_targets_of_one_name_and_unit_are_one_indicator(session: Session) -> None:
    programme = make.programme(session)
    proposals = targets.proposals_of(targets_of("- Đến năm 2023 có 5 xã.\n\n- Đến năm 2025 có 9 xã.\n\n- Có 9% xã."))
    assert targets.check(proposals, stamp=make.stamp(), least=0) == 3
    assert targets.issue(session, programme, proposals) == 3
    session.expire_all()
    found = session.scalars(sa.select(Indicator).options(sa.orm.selectinload(Indicator.targets))).all()
    assert [(row.name, row.unit, len(row.targets)) for row in found] == [("Xã", "xã", 2), ("Xã", "%", 1)]


def targets_of(body: str) -> tuple[object, ...]:
    from webapp.extraction import read_programme

    return read_programme(f"II. MỤC TIÊU\n\n{body}").indicators


def test_a_given_up_draft_takes_no_changes(
    session: Session, monitor: FlaskClient, draft: str, rows: list[TargetProposal]
) -> None:
    monitor.post(f"{draft}/discards")
    assert monitor.post(f"{draft}/targets/{rows[0].id}/checks").status_code == 409
    assert monitor.get(f"{draft}/targets").status_code == 200


@pytest.mark.parametrize("path", ["/imports/99/targets", "/imports/99/targets/issues", "/imports/99/targets/1/checks"])
def test_a_draft_that_is_not_there(monitor: FlaskClient, path: str) -> None:
    ask = monitor.get if path.endswith("targets") else monitor.post
    assert ask(path).status_code == 404


def test_the_page_asks_the_database_as_often_for_three_targets_as_for_thirty(
    session: Session, monitor: FlaskClient, draft: str, rows: list[TargetProposal], statements: list[str]
) -> None:
    counts = []
    for _ in range(2):
        statements.clear()
        monitor.get(f"{draft}/targets")
        counts.append(len(statements))
        session.add_all(targets.proposals_of(targets_of("- Đến năm 2025 có 80% xã.\n\n" * 30), rows[0].import_id))  # type: ignore[arg-type]
        session.commit()
    assert counts[0] == counts[1] <= 6
