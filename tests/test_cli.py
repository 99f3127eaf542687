"""What an operator does at the command line."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests import factories as make
from webapp.models import Agency, Reorganisation
from webapp.seed.directory import load_directory

SHIPPED = "webapp/data/reorganisations/2025.json"


@pytest.fixture
def directory(session: Session) -> dict[str, Agency]:
    agencies = load_directory(session)
    make.task(session, agencies["bdv"])
    session.commit()
    return agencies


def run(app: Flask, *args: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=["agency", "reorganise", *args])
    return done.exit_code, done.output


def count(session: Session) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(Reorganisation)) or 0


def test_a_dry_run_tells_what_it_would_do_and_writes_nothing(
    app: Flask, session: Session, directory: dict[str, Agency]
) -> None:
    code, said = run(app, SHIPPED, "--dry-run")
    assert code == 0 and "chưa ghi gì" in said
    assert "Ban Tuyên giáo Tỉnh ủy, Ban Dân vận Tỉnh ủy → Ban Tuyên giáo và Dân vận Tỉnh ủy. 1 việc mở" in said
    assert count(session) == 0


def test_a_season_of_changes_is_written_once(app: Flask, session: Session, directory: dict[str, Agency]) -> None:
    assert run(app, SHIPPED)[1].endswith("Đã ghi 5 thay đổi.\n") and count(session) == 5
    code, said = run(app, SHIPPED)
    assert (code, count(session)) == (1, 5)
    assert "Thay đổi thứ 1: Ban Tuyên giáo Tỉnh ủy chỉ hoạt động đến hết 28/02/2025." in said


def test_a_file_that_stops_halfway_writes_nothing(
    app: Flask, session: Session, directory: dict[str, Agency], tmp_path: Path
) -> None:
    text = Path(SHIPPED).read_text(encoding="utf-8").replace('"duclinh"', '"khong-co"')
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    code, said = run(app, str(tmp_path / "x.json"))
    assert code == 1 and "Thay đổi thứ 5" in said and "khong-co" in said
    assert count(session) == 0
