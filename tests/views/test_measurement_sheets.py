"""Numbers from an .xlsx: the template, a look before anything is stored, faults row by row, all or nothing."""

import io
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.page import words
from tests.views.test_indicators import indicator, measured
from webapp.models import Indicator, Measurement, MeasurementSheet
from webapp.rules.words import Role

HEAD = ["Mã", "Chỉ tiêu", "Đơn vị", "Ngày của số liệu", "Số đo", "Nguồn"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(autouse=True)
def _on_a_day(time_machine: object) -> None:
    time_machine.move_to("2024-10-15T08:15:00+07:00", tick=False)  # type: ignore[attr-defined]


@pytest.fixture
def rows(session: Session) -> list[Indicator]:
    programme = make.programme(session)
    found = [
        indicator(session, programme, "Đoàn viên công đoàn", "đoàn viên", make.agency(session)),
        indicator(session, programme, "Chi bộ tốt", "%", None),
    ]
    session.commit()
    return found


@pytest.fixture
def monitor(session: Session, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.person(session, Role.MONITOR))


def workbook(*lines: list[Any], head: list[str] | None = None, percent: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD if head is None else head)
    for line in lines:
        sheet.append(line)
    if percent:
        sheet[percent].number_format = "0.0%"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def send(monitor: FlaskClient, data: bytes, name: str = "so-do.xlsx") -> Any:
    return monitor.post("/measurement-sheets", data={"file": (io.BytesIO(data), name)})


def count(session: Session) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(Measurement)) or 0


def test_the_template_has_a_line_for_each_indicator_and_no_formula(monitor: FlaskClient, rows: list[Indicator]) -> None:
    answer = monitor.get("/measurement-sheets/template")
    assert answer.mimetype == XLSX and "attachment" in answer.headers["Content-Disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert sheet is not None
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert lines[2][:6] == HEAD
    assert [line[:3] for line in lines[3:]] == [[f"CT{row.id}", row.name, row.unit] for row in rows]


def test_the_filled_template_is_shown_before_it_is_stored_and_stored_once(
    session: Session, monitor: FlaskClient, rows: list[Indicator]
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(monitor.get("/measurement-sheets/template").data))
    sheet = book.active
    assert sheet is not None
    sheet["D4"], sheet["E4"], sheet["F4"] = date(2024, 6, 30), 81020, "BC 45"
    out = io.BytesIO()
    book.save(out)
    answer = send(monitor, out.getvalue())
    assert answer.status_code == 303
    preview = words(monitor.get(answer.location))
    for said in (
        "Ghi 1 số đo?",
        "Chưa có gì được ghi",
        "Đoàn viên công đoàn",
        "30/06/2024",
        "81.020 đoàn viên",
        "BC 45",
    ):
        assert said in preview
    assert count(session) == 0
    for _ in range(2):
        assert monitor.post(f"{answer.location}/records").status_code == 303
    one = session.scalars(sa.select(Measurement)).one()
    assert (one.value, one.measured_on, one.supplier_id) == (81020, date(2024, 6, 30), rows[0].supplier_id)
    assert "đã được ghi từ trước" in words(monitor.get("/indicators"))
    assert "Đã ghi 1 số đo" in words(monitor.get(answer.location))


def test_every_way_an_office_types_a_number_or_a_day(
    session: Session, monitor: FlaskClient, rows: list[Indicator]
) -> None:
    data = workbook(
        ["", "đoàn viên CÔNG ĐOÀN", "", "30/6/2024", "81.020", "chữ"],
        [f"ct{rows[1].id}", "", "", date(2024, 6, 30), 0.705, "ô phần trăm"],
        [f"CT{rows[1].id}", "", "", date(2023, 6, 30), "70,5%", "chữ phần trăm"],
        [f"CT{rows[0].id}", "", "", date(2023, 6, 30), 78610.0, "số thực"],
        [f"CT{rows[0].id}", "dòng bỏ trống"],
        percent="E3",
    )
    monitor.post(f"{send(monitor, data).location}/records")
    found = session.execute(sa.select(Measurement.source, Measurement.value).order_by(Measurement.id)).all()
    assert [tuple(row) for row in found] == [
        ("chữ", 81020),
        ("ô phần trăm", Decimal("70.5")),
        ("chữ phần trăm", Decimal("70.5")),
        ("số thực", 78610),
    ]


FAULTS = [
    (["CT9999", "", "", "30/6/2024", 1, "x"], "Dòng 2: không có chỉ tiêu nào mang mã CT9999"),
    (["", "Không có", "", "30/6/2024", 1, "x"], "Dòng 2: không có chỉ tiêu “Không có”"),
    (["{code}", "", "", "30/6/2024", "81.5", "x"], "Dòng 2: “81.5” có thể đọc hai cách"),
    (["{code}", "", "", "30/6/2024", "nhiều", "x"], "không phải là một số"),
    (["{code}", "", "", "30/6/2024", None, "x"], "Dòng 2: chưa có số đo"),
    (["{code}", "", "", None, 1, "x"], "Dòng 2: chưa có ngày"),
    (["{code}", "", "", 45000, 1, "x"], "Dòng 2: ngày của số liệu là số 45000"),
    (["{code}", "", "", "31/2/2024", 1, "x"], "không có thật"),
    (["{code}", "", "", "31/12/2024", 1, "x"], "còn ở phía trước"),
    (["{code}", "", "", "30/6/2024", 1, None], "Dòng 2: chưa ghi nguồn"),
    (["{code}", "", "", "30/6/2024", date(2024, 1, 1), "x"], "số đo là một ngày"),
]


@pytest.mark.parametrize(("line", "sentence"), FAULTS, ids=[sentence for _, sentence in FAULTS])
def test_one_wrong_row_keeps_the_whole_table_out(
    session: Session, monitor: FlaskClient, rows: list[Indicator], line: list[Any], sentence: str
) -> None:
    code = f"CT{rows[0].id}"
    given = [code if cell == "{code}" else cell for cell in line]
    answer = send(monitor, workbook(given, [code, "", "", "30/6/2023", 5, "đúng"]))
    assert answer.status_code == 422
    assert sentence in words(answer) and "chưa ghi gì" in words(answer)
    assert session.scalars(sa.select(MeasurementSheet)).all() == []


def test_a_number_twice_in_one_table_is_told(monitor: FlaskClient, rows: list[Indicator]) -> None:
    line = [f"CT{rows[0].id}", "", "", "30/6/2024", 1, "x"]
    assert "Dòng 3: cùng chỉ tiêu và ngày với dòng 2" in words(send(monitor, workbook(line, line)))


def test_a_number_that_came_in_between_is_told_by_its_row_and_nothing_is_stored(
    session: Session, monitor: FlaskClient, rows: list[Indicator]
) -> None:
    code = f"CT{rows[0].id}"
    sheet = send(monitor, workbook([code, "", "", "30/6/2023", 5, "a"], [code, "", "", "30/6/2024", 6, "b"])).location
    measured(session, rows[0], date(2024, 6, 30), "7")
    session.commit()
    answer = monitor.post(f"{sheet}/records")
    assert answer.status_code == 422 and "Dòng 3: Ngày 30/06/2024 đã có số 7" in words(answer)
    assert count(session) == 1


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", b"0" * 30_000_000)
    return out.getvalue()


def far_cell() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD)
    sheet["XFD1048576"] = 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.xlsx", "Tệp rỗng"),
        (b"x", "", "Chọn một tệp .xlsx"),
        (b"abc", "a.csv", "Không nhận tệp .csv"),
        (b"%PDF-1.7", "a.xlsx", "bên trong là PDF"),
        (b"PK\x03\x04" + b"\0" * 40, "a.xlsx", "hỏng"),
        (bomb(), "a.xlsx", "nén bất thường"),
        (far_cell(), "a.xlsx", "chưa có dòng nào có số đo"),
        (workbook(head=["a", "b"]), "a.xlsx", "Không thấy cột"),
        (workbook(["CT1", "", "", "30/6/2024", 1], head=HEAD[:5]), "a.xlsx", "Không thấy cột “Nguồn”"),
        (workbook(head=HEAD), "a.xlsx", "chưa có dòng nào"),
        (workbook(*[["x"]] * 2001), "a.xlsx", "dài hơn 2000 dòng"),
    ],
    ids=["empty", "none", "csv", "pdf", "broken", "bomb", "far cell", "no head", "no source", "no row", "too long"],
)
def test_what_is_no_table_of_numbers_is_refused_with_a_sentence(
    monitor: FlaskClient, rows: list[Indicator], data: bytes, name: str, sentence: str
) -> None:
    answer = send(monitor, data, name)
    assert answer.status_code == 422 and sentence in words(answer)


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.LEADER, Role.ADMIN])
def test_only_the_monitor_brings_tables_in(session: Session, sign_in: SignIn, role: Role) -> None:
    browser = sign_in(make.person(session, role, speaks_for=make.agency(session)))
    assert send(browser, workbook()).status_code == 403
    assert browser.get("/measurement-sheets/template").status_code == 403


def test_a_table_that_is_not_there(monitor: FlaskClient) -> None:
    assert monitor.get("/measurement-sheets/99").status_code == 404
    assert monitor.post("/measurement-sheets/99/records").status_code == 404
