"""Reports from the command line: the same files as from the screen, and clear words when it cannot be."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import time_machine
from click.testing import Result
from flask import Flask
from sqlalchemy.orm import Session

from tests import factories as make
from webapp import clock
from webapp.actions.history import record
from webapp.actions.reports import freeze
from webapp.models import EventKind
from webapp.queries import reports
from webapp.rules.report_periods import span_of
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import ReportKind

NOW = datetime(2021, 12, 28, 9, 0, tzinfo=clock.ZONE)


@pytest.fixture(autouse=True)
def december(session: Session) -> Iterator[None]:
    """A day after the quarter's cut-off, and one late task."""
    record(make.task(session), EventKind.ISSUE, stamp=make.stamp())
    session.commit()
    with time_machine.travel(NOW, tick=False):
        yield


def export(app: Flask, *arguments: object) -> Result:
    return app.test_cli_runner().invoke(args=["report", "export", *map(str, arguments)])


@pytest.mark.parametrize(
    ("kind", "period"), [("month", "2021-11"), ("quarter", "2021-Q4"), ("half-year", "2021-H2"), ("year", "2021")]
)
@pytest.mark.parametrize("form", ["docx", "xlsx", "pdf"])
def test_every_kind_is_written_in_every_format(app: Flask, tmp_path: Path, kind: str, period: str, form: str) -> None:
    file = tmp_path / f"bao-cao.{form}"
    done = export(app, "--kind", kind, "--period", period, "--format", form, file)
    assert (done.exit_code, "bản xem thử, chưa chốt" in done.output) == (0, True), done.output
    assert file.read_bytes()[:4] == (b"%PDF" if form == "pdf" else b"PK\x03\x04")


def test_what_was_frozen_is_written_as_it_was_frozen(app: Flask, session: Session, tmp_path: Path) -> None:
    span = span_of(ReportKind.QUARTER, "2021-Q4", Thresholds())
    report = freeze(session, reports.order(session, span, now=NOW), Thresholds(), stamp=make.stamp(now=NOW))
    make.task(session)
    session.commit()
    done = export(app, "--kind", "quarter", "--period", "2021-Q4", "--format", "xlsx", tmp_path / "a.xlsx")
    assert report.code in done.output
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["Kỳ"]["B5"].value == report.code
    again = export(app, "--kind", "quarter", "--period", "2021-Q4", "--format", "xlsx", tmp_path / "b.xlsx")
    assert again.exit_code == 0 and (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_stretch_needs_its_days(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "so-ket.docx"
    refused = export(app, "--kind", "interim", "--format", "docx", file)
    assert (refused.exit_code, "cần cả --from và --cut-off" in refused.output) == (1, True)
    days = ("--from", "01/11/2021", "--cut-off", "20/12/2021")
    assert export(app, "--kind", "interim", *days, "--format", "docx", file).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--kind", "week", "--period", "2021", "--format", "docx"), "--kind nhận month, quarter"),
        (("--kind", "year", "--period", "2021", "--format", "doc"), "--format nhận docx, xlsx, pdf"),
        (
            ("--kind", "year", "--period", "2021", "--format", "docx", "--layout", "1999"),
            "--layout nhận 2026 hoặc 2021",
        ),
        (("--kind", "quarter", "--period", "2021", "--format", "docx"), "kỳ ghi như 2025-Q4"),
        (("--kind", "year", "--period", "2015", "--format", "docx"), "Báo cáo năm 2015: không có việc nào"),
        (("--kind", "year", "--period", "2021", "--cut-off", "31/02/2021", "--format", "docx"), "--cut-off: "),
        (("--kind", "year", "--period", "2021", "--from", "31/12/2021", "--format", "pdf"), "trước ngày chốt số liệu"),
    ],
)
def test_what_cannot_be_done_is_said(app: Flask, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    file = tmp_path / "x"
    refused = export(app, *arguments, file)
    assert refused.exit_code == 1 and said in refused.output and not file.exists(), refused.output


def test_a_file_that_cannot_be_written_is_said(app: Flask, tmp_path: Path) -> None:
    target = tmp_path / "khong-co" / "x.pdf"
    refused = export(app, "--kind", "year", "--period", "2021", "--format", "pdf", target)
    assert (refused.exit_code, "Không ghi được" in refused.output) == (1, True)
