"""Chỉ tiêu: the numbers, their chart and table, who may write them, and how a wrong one is corrected."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from webapp.models import Agency, Indicator, Measurement, Programme, Target
from webapp.rules.words import Comparator, Role

NUMBERS = (("2023-06-30", "78610"), ("2023-12-31", "80450"), ("2024-06-30", "81020"))
AIMS = ((80_000, 2023), (83_000, 2025), (90_000, 2030))


@pytest.fixture(autouse=True)
def _on_a_day(time_machine: object) -> None:
    time_machine.move_to("2024-10-15T08:15:00+07:00", tick=False)  # type: ignore[attr-defined]


@pytest.fixture
def union(session: Session) -> Agency:
    return make.agency(session, "Liên đoàn Lao động tỉnh")


@pytest.fixture
def members(session: Session, union: Agency) -> Indicator:
    """The members of the design: three targets, three numbers."""
    programme = make.programme(session)
    row = indicator(session, programme, "Đoàn viên công đoàn", "đoàn viên", union)
    for value, year in AIMS:
        target(session, row, Decimal(value), date(year, 12, 31))
    for day, number in NUMBERS:
        measured(session, row, date.fromisoformat(day), number)
    session.commit()
    return row


def indicator(session: Session, programme: Programme, name: str, unit: str, supplier: Agency | None) -> Indicator:
    values = {"clause_ref": "IV.1", "position": next(make.NUMBERS), "supplier_id": supplier.id if supplier else None}
    row = Indicator(programme_id=programme.id, name=name, unit=unit, **values)
    session.add(row)
    session.flush()
    return row


def target(session: Session, row: Indicator, value: Decimal | None, due_on: date | None, said: str = "số") -> None:
    meant = Comparator.REACH if value is not None else Comparator.IN_WORDS
    session.add(Target(indicator_id=row.id, comparator=meant, value=value, due_on=due_on, said=said, start=23, end=60))
    session.flush()


def measured(session: Session, row: Indicator, on: date, value: str, **more: Any) -> Measurement:
    values = {"source": "BC 12", "supplier_id": row.supplier_id, "actor": "Ban Dân vận", "recorded_at": make.NOW}
    number = Measurement(indicator_id=row.id, measured_on=on, value=Decimal(value), **(values | more))
    session.add(number)
    session.flush()
    return number


@pytest.fixture
def monitor(session: Session, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.person(session, Role.MONITOR))


def typed(**more: str) -> dict[str, str]:
    return {"value": "81.500", "measured_on": "30/9/2024", "source": "Báo cáo 45-BC/LĐLĐ", "once": "a-nonce"} | more


@pytest.mark.parametrize("role", [Role.MONITOR, Role.LEADER, Role.ADMIN, Role.FOCAL_POINT])
def test_everybody_reads_how_an_indicator_stands(
    session: Session, sign_in: SignIn, members: Indicator, role: Role
) -> None:
    page = words(sign_in(make.person(session, role, speaks_for=make.agency(session))).get("/indicators"))
    for said in ("Đoàn viên công đoàn", "đạt tiến độ", "81.020", "cần 110 đoàn viên mỗi tháng", "12 tháng qua đạt 200"):
        assert said in page
    for said in ("Số liệu cũ 107 ngày", "Liên đoàn Lao động tỉnh", "vượt 450", "cần +1.980", "90.000 đến 31/12/2030"):
        assert said in page


def test_the_chart_and_the_table_say_the_same_numbers(monitor: FlaskClient, members: Indicator) -> None:
    html = monitor.get(f"/indicators/{members.id}").get_data(as_text=True)
    svg = html[html.index('<svg class="chart"') : html.index("</svg>", html.index('<svg class="chart"'))]
    table = html[html.index('<table class="led stay"') : html.index("</table>")]
    labels = set(re.findall(r'class="v"[^>]*>(?:mốc )?([\d.]+)<', svg))
    assert labels == {"78.610", "81.020", "80.000", "83.000"}
    assert all(label in table for label in labels)
    assert svg.count("<circle") == len(NUMBERS) and svg.count('class="tg"') == 2
    assert svg.count('class="need"') == 1
    for number in ("78.610 (30/06/2023)", "81.020 (30/06/2024)", "mốc 83.000 ngày 31/12/2025"):
        assert number in svg


def test_nothing_in_the_ledger_says_what_to_do(monitor: FlaskClient) -> None:
    page = monitor.get("/indicators")
    assert "Chưa có chỉ tiêu nào" in words(page) and 'href="/imports"' in page.get_data(as_text=True)


def test_an_indicator_in_words_and_one_without_numbers(session: Session, monitor: FlaskClient) -> None:
    programme = make.programme(session)
    target(session, indicator(session, programme, "Doanh nghiệp có công đoàn", "", None), None, None, "hầu hết")
    target(session, indicator(session, programme, "Chi bộ tốt", "%", None), Decimal(90), date(2025, 12, 31))
    session.commit()
    page = words(monitor.get("/indicators"))
    assert "không có mốc bằng số" in page and "“hầu hết”" in page
    assert "chưa có số đo" in page and "90%" in page and "Chưa ghi cơ quan cung cấp" in page


def test_a_goal_in_words_gets_a_level_of_the_monitor_s_own(session: Session, monitor: FlaskClient) -> None:
    row = indicator(session, make.programme(session), "Doanh nghiệp có công đoàn", "", None)
    target(session, row, None, date(2025, 12, 31), "hầu hết")
    session.commit()
    address, said = (
        f"/indicators/{row.id}/targets",
        {"value": "90", "unit": "%", "due_on": "31/12/2025", "reason": "Họp"},
    )
    assert "Đặt một mức để theo dõi" in words(monitor.get(f"/indicators/{row.id}"))
    assert "Nêu căn cứ" in words(monitor.post(address, data=said | {"reason": ""}))
    assert monitor.post(address, data=said).status_code == 303
    page = words(monitor.get(f"/indicators/{row.id}"))
    assert "≥ 90% đến 31/12/2025. Ban Dân vận đặt mức để theo dõi: Họp" in page and "chưa có số đo" in page
    assert "Đặt một mức để theo dõi" not in page
    monitor.post(address, data=said)
    assert session.scalar(sa.select(sa.func.count()).select_from(Target)) == 2


def test_the_monitor_writes_a_number_once(session: Session, monitor: FlaskClient, members: Indicator) -> None:
    for _ in range(2):
        assert monitor.post(f"/indicators/{members.id}/measurements", data=typed()).status_code == 303
    page = words(monitor.get(f"/indicators/{members.id}"))
    assert "đã được ghi từ lần gửi trước" in page and "81.500" in page and "Số liệu cũ" not in page
    row = session.scalars(sa.select(Measurement).order_by(Measurement.id.desc())).first()
    assert row is not None
    assert (row.value, row.measured_on, row.supplier_id) == (81_500, date(2024, 9, 30), members.supplier_id)
    assert session.scalar(sa.select(sa.func.count()).select_from(Measurement)) == 4


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"value": "81.5"}, "“81.5” có thể đọc hai cách"),
        ({"value": "1,234"}, "có thể đọc hai cách"),
        ({"value": "tám mươi"}, "không phải là một số"),
        ({"value": ""}, "Nhập số đo"),
        ({"measured_on": "31/12/2024"}, "còn ở phía trước"),
        ({"measured_on": "30/2/2024"}, "không có thật"),
        ({"measured_on": "30/6/2024"}, "Ngày 30/06/2024 đã có số 81.020"),
        ({"source": ""}, "Ghi số này lấy từ đâu"),
        ({"value": "9.999.999.999.999"}, "Số quá lớn"),
    ],
)
def test_a_number_that_makes_no_sense_is_told_and_kept(
    session: Session, monitor: FlaskClient, members: Indicator, said: dict[str, str], sentence: str
) -> None:
    answer = monitor.post(f"/indicators/{members.id}/measurements", data=typed(**said))
    assert answer.status_code == 422
    assert sentence in words(answer) and "Lỗi" in words(answer)
    kept = typed(**said)["value"]
    assert f'value="{kept}"' in answer.get_data(as_text=True)
    assert session.scalar(sa.select(sa.func.count()).select_from(Measurement)) == 3


def test_a_share_above_the_whole_is_refused(session: Session, monitor: FlaskClient) -> None:
    row = indicator(session, make.programme(session), "Chi bộ tốt", "%", None)
    session.commit()
    answer = monitor.post(f"/indicators/{row.id}/measurements", data=typed(value="705"))
    assert answer.status_code == 422 and "nằm ngoài khoảng 0 đến 100" in words(answer)


def test_a_wrong_number_is_corrected_by_a_newer_one_and_kept(
    session: Session, monitor: FlaskClient, members: Indicator
) -> None:
    wrong = session.scalars(sa.select(Measurement).order_by(Measurement.measured_on.desc())).first()
    assert wrong
    opened = monitor.get(f"/indicators/{members.id}?sua={wrong.id}")
    assert "Đính chính số ngày 30/06/2024" in words(opened)
    address = f"/indicators/{members.id}/measurements/{wrong.id}/corrections"
    said = typed(value="81.200", measured_on="30/6/2024", reason="Cộng thiếu một huyện")
    assert "Nêu vì sao" in words(monitor.post(address, data=said | {"reason": ""}))
    assert monitor.post(address, data=said).status_code == 303
    page = words(monitor.get(f"/indicators/{members.id}"))
    assert "thay số cũ: Cộng thiếu một huyện" in page and "đã có số mới thay" in page and "81.020" in page
    assert "81.020" not in words(monitor.get("/indicators"))
    late = monitor.post(address, data=said | {"once": "another", "value": "1"})
    assert late.status_code == 422 and "đã được người khác đính chính" in words(late)


def test_the_database_itself_refuses_to_change_a_number(session: Session, members: Indicator) -> None:
    for deed in ("UPDATE measurement SET value = 1", "DELETE FROM measurement"):
        with pytest.raises(sa.exc.DatabaseError, match="append-only"), session.begin_nested():
            session.execute(sa.text(deed))


def test_the_supplying_agency_writes_its_own_numbers_and_no_other_s(
    session: Session, sign_in: SignIn, members: Indicator, union: Agency
) -> None:
    own = sign_in(make.person(session, speaks_for=union))
    other = sign_in(make.person(session, speaks_for=make.agency(session)))
    address = f"/indicators/{members.id}/measurements"
    assert "Ghi số mới" in words(own.get(f"/indicators/{members.id}"))
    assert "Ghi số mới" not in words(other.get(f"/indicators/{members.id}"))
    assert other.post(address, data=typed()).status_code == 404
    number = session.scalars(sa.select(Measurement.id)).first()
    assert other.post(f"{address}/{number}/corrections", data=typed(reason="x")).status_code == 404
    assert own.post(address, data=typed()).status_code == 303
    assert own.post(f"/indicators/{members.id}/suppliers", data={"agency": "0"}).status_code == 403


def test_a_leader_reads_and_never_writes(session: Session, sign_in: SignIn, members: Indicator) -> None:
    leader = sign_in(make.person(session, Role.LEADER))
    assert "Ghi số mới" not in words(leader.get(f"/indicators/{members.id}"))
    assert leader.post(f"/indicators/{members.id}/measurements", data=typed()).status_code == 403


def test_the_monitor_names_the_supplier_and_old_numbers_keep_theirs(
    session: Session, monitor: FlaskClient, members: Indicator, union: Agency
) -> None:
    other = make.agency(session, "Sở Nội vụ")
    session.commit()
    answer = monitor.post(f"/indicators/{members.id}/suppliers", data={"agency": str(other.id)})
    assert answer.status_code == 303
    page = words(monitor.get(f"/indicators/{members.id}"))
    assert "Số đo do Sở Nội vụ cung cấp" in page and "Liên đoàn Lao động tỉnh" in page
    assert monitor.post(f"/indicators/{members.id}/suppliers", data={"agency": "x"}).status_code == 422
    assert monitor.post(f"/indicators/{members.id}/suppliers", data={"agency": "99999"}).status_code == 422


@pytest.mark.parametrize(
    "path",
    ["/indicators/99", "/indicators/99/measurements", "/indicators/99/suppliers", "/indicators/99/targets"],
)
def test_an_indicator_that_is_not_there(monitor: FlaskClient, path: str) -> None:
    ask = monitor.get if path.endswith("99") else monitor.post
    assert ask(path).status_code == 404


def test_a_number_of_another_indicator_is_not_corrected_here(
    session: Session, monitor: FlaskClient, members: Indicator
) -> None:
    other = indicator(session, session.get_one(Programme, members.programme_id), "Khác", "xã", None)
    number = session.scalars(sa.select(Measurement.id)).first()
    session.commit()
    answer = monitor.post(f"/indicators/{other.id}/measurements/{number}/corrections", data=typed(reason="x"))
    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["/indicators", "/indicators/{id}"])
def test_the_pages_ask_the_database_as_often_for_few_as_for_many(
    session: Session, monitor: FlaskClient, members: Indicator, statements: list[str], path: str
) -> None:
    address = path.format(id=members.id)
    counts = []
    for _ in range(2):
        monitor.get(address)
        statements.clear()
        assert monitor.get(address).status_code == 200
        counts.append(len(statements))
        programme = session.get_one(Programme, members.programme_id)
        for number in range(30):
            row = indicator(session, programme, f"Chỉ tiêu {number}", "xã", None)
            target(session, row, Decimal(number + 1), date(2025, 12, 31))
            measured(session, row, date(2024, 1, 1), str(number))
            measured(session, members, date(2010 + number // 12, 1 + number % 12, 1), "70000")
        session.commit()
    assert counts[0] == counts[1] <= 8
    assert "Trang 1/4" in words(monitor.get("/indicators"))
    assert "Chỉ tiêu 29" in words(monitor.get("/indicators?trang=2"))


def test_the_indicator_is_held_while_its_number_is_written(
    session: Session, monitor: FlaskClient, members: Indicator, statements: list[str]
) -> None:
    statements.clear()
    assert monitor.post(f"/indicators/{members.id}/measurements", data=typed()).status_code == 303
    held = any("FOR UPDATE" in one for one in statements)
    assert held == (session.get_bind().dialect.name == "postgresql"), "SQLite holds the whole database instead"
