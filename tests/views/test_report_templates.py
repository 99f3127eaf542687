"""An office brings its own Word template, and reports are written in it."""

import io
import json

from docx import Document
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from tests.conftest import SignIn
from tests.files.test_report_files import content
from tests.files.test_report_template import template
from tests.page import words
from webapp.actions.jobs import Work
from webapp.actions.report_exports import carry_out
from webapp.models import Report, ReportTemplate
from webapp.rules.words import ReportKind, Role

SAYS = "Về {{ trich_yeu }}: {{ so_viec_qua_han }} việc quá hạn{% for v in viec_qua_han %}, {{ v.co_quan }}{% endfor %}."


def send(browser: FlaskClient, data: bytes, name: str = "Mẫu quý", **more: object) -> object:
    return browser.post(
        "/report-templates", data={"name": name, "file": (io.BytesIO(data), "mau.docx")}, follow_redirects=True, **more
    )


def frozen(session: Session) -> Report:
    held = content(1)
    report = Report(
        code="BC-2021-1221-0930",
        kind=ReportKind.QUARTER,
        period="2021-Q4",
        label="quý IV năm 2021",
        first_on=make.TODAY,
        cut_off=make.TODAY,
        as_of=make.NOW,
        content=json.dumps(held),
        digest="x",
        frozen_by="x",
        frozen_at=make.NOW,
    )
    session.add(report)
    session.commit()
    return report


def test_a_template_is_tried_taken_and_reports_are_written_in_it(session: Session, sign_in: SignIn) -> None:
    monitor = sign_in(make.person(session, Role.MONITOR))
    assert "Đã nhận mẫu “Mẫu quý”" in words(send(monitor, template(SAYS)))  # type: ignore[arg-type]
    row = session.query(ReportTemplate).one()
    report = frozen(session)
    assert "Word, mẫu “Mẫu quý”" in words(monitor.get(f"/reports/{report.id}"))
    payload = {"report": report.id, "kind": f"template-{row.id}", "names": False}
    made = carry_out(session, Work(1, "report_export", 1, payload, "", 1), lambda *_: None)
    (said,) = [one.text for one in Document(io.BytesIO(made.content)).paragraphs if one.text]
    assert "quý IV năm 2021: 1 việc quá hạn, " in said and made.file_name == "BC-2021-1221-0930.docx"


def test_a_template_that_does_not_work_is_refused_and_nothing_is_kept(session: Session, sign_in: SignIn) -> None:
    monitor = sign_in(make.person(session, Role.MONITOR))
    for data, said in ((template("{{ nguoi_ky }}"), "trường không biết: “nguoi_ky”"), (b"x", "Tệp mang đuôi .docx")):
        answer = send(monitor, data)
        assert answer.status_code == 422 and said in words(answer)  # type: ignore[attr-defined,arg-type]
    assert session.query(ReportTemplate).count() == 0
    assert "Chọn tệp mẫu" in words(monitor.post("/report-templates", data={"name": "x"}))


def test_the_starter_and_every_field_are_offered(session: Session, sign_in: SignIn) -> None:
    monitor = sign_in(make.person(session, Role.MONITOR))
    text = words(monitor.get("/report-templates"))
    assert "viec_qua_han" in text and "con_thieu" in text and "Chưa có mẫu nào" in text
    starter = monitor.get("/report-templates/starter")
    assert starter.data[:2] == b"PK" and "mau-bao-cao.docx" in starter.headers["Content-Disposition"]
    starter.close()


def test_a_template_is_handed_out_again_and_put_aside(session: Session, sign_in: SignIn) -> None:
    monitor = sign_in(make.person(session, Role.MONITOR))
    row = ReportTemplate(name="Mẫu năm", data=b"PK", size=2, actor="x", at=make.NOW)
    session.add(row)
    session.commit()
    path = f"/report-templates/{row.id}"
    answer = monitor.get(f"{path}/file")
    assert answer.data == b"PK"
    answer.close()
    assert "Đã bỏ mẫu “Mẫu năm”" in words(monitor.post(f"{path}/removals", follow_redirects=True))
    assert monitor.get(f"{path}/file").status_code == 404
