"""Tình trạng: what machines and people are told, and when it is bad news."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests import factories
from tests.conftest import SignIn
from tests.page import words
from webapp import clock, worker
from webapp.mail import notices
from webapp.models import MailState, OutboxMail, WorkerBeat
from webapp.queries import health as queries
from webapp.queries.health import Setup, Stored, health

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def beat(session: Session, ago: timedelta) -> None:
    session.add(WorkerBeat(name="worker", at=clock.now() - ago))
    session.commit()


def facts(client: FlaskClient) -> dict[str, Any]:
    answer = client.get("/health")
    assert answer.mimetype == "application/json" and answer.json is not None
    return dict(answer.json)


def test_all_is_well_while_the_worker_gives_signs_of_life(client: FlaskClient, session: Session) -> None:
    beat(session, timedelta(seconds=100))
    answer = client.get("/health")
    assert answer.status_code == 200 and answer.json is not None
    assert answer.json["ok"] and answer.json["worker_ok"] and answer.json["database_ok"] and answer.json["trial"]
    assert answer.json["schema"] == answer.json["schema_wanted"] is not None
    assert answer.json["disk_free_mb"] > 0 and answer.json["time"].endswith("+07:00")


@pytest.mark.parametrize("ago", [timedelta(minutes=2), timedelta(days=3), timedelta(days=-1)])
def test_silent_worker_is_bad_news(client: FlaskClient, session: Session, ago: timedelta) -> None:
    beat(session, ago)
    assert client.get("/health").status_code == 503
    assert "Tiến trình nền chưa báo sống" in " ".join(facts(client)["warnings"])


def test_worker_that_never_ran_is_bad_news(client: FlaskClient) -> None:
    assert client.get("/health").status_code == 503
    assert facts(client)["worker_last_seen"] is None


def test_last_round_of_reminders_is_told(app: Flask, client: FlaskClient, session: Session) -> None:
    assert facts(client)["reminders_last_run"] is None
    worker.beat(session, "reminders", NOW)
    session.commit()
    assert facts(client)["reminders_last_run"] == clock.local(NOW).isoformat(timespec="seconds")


def test_waiting_and_failed_mail_is_counted(app: Flask, client: FlaskClient, session: Session) -> None:
    beat(session, timedelta(0))
    person = factories.person(session)
    with app.app_context():
        for minutes in (7, 3, 1):
            notices.sign_in_code(session, person, "1", minutes=15, now=clock.now() - timedelta(minutes=minutes))
    session.flush()
    newest, *_ = session.query(OutboxMail).order_by(OutboxMail.id.desc())
    newest.state = MailState.FAILED
    session.commit()
    told = facts(client)
    assert (told["mail_queued"], told["mail_failed"], told["mail_oldest_minutes"]) == (2, 1, 7)
    assert told["ok"] and "1 thư không gửi được." in told["warnings"]


def test_browser_gets_a_page_and_a_machine_gets_json(client: FlaskClient, session: Session) -> None:
    beat(session, timedelta(0))
    page = client.get("/health", headers=HTML)
    assert page.mimetype == "text/html" and page.status_code == 200
    assert "Đang chạy tốt" in words(page) and "còn trống" in words(page)
    for accept in ("*/*", "application/json", ""):
        assert client.get("/health", headers={"Accept": accept}).mimetype == "application/json"


def test_page_says_what_to_look_at(client: FlaskClient) -> None:
    page = client.get("/health", headers=HTML)
    assert page.status_code == 503 and "Cần xem lại" in words(page) and "chưa lần nào" in words(page)


def test_versions_only_and_nothing_of_the_machine(client: FlaskClient, app: Flask) -> None:
    office = app.config["OFFICE"]
    said = client.get("/health").get_data(as_text=True) + client.get("/health", headers=HTML).get_data(as_text=True)
    for secret in (str(office.data_dir), office.secret_key, office.database_url, "password", str(Path.cwd())):
        assert secret not in said


def test_dead_database_is_told_with_the_same_facts(
    sign_in: SignIn, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = sign_in(factories.person(session))

    def gone(*_: object, **__: object) -> None:
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr(queries, "stored", gone)
    monkeypatch.setattr("webapp.web.guards.signed_in", gone)
    monkeypatch.setattr("webapp.queries.settings.thresholds", gone)
    answer = browser.get("/health")
    assert answer.status_code == 503 and answer.json is not None
    assert not answer.json["database_ok"] and answer.json["mail_queued"] is None and answer.json["python"]
    page = browser.get("/health", headers=HTML)
    assert page.status_code == 503 and "Cơ sở dữ liệu không trả lời" in words(page)


def test_dead_database_gives_every_page_a_clear_sentence(
    sign_in: SignIn, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = sign_in(factories.person(session))

    def gone(*_: object, **__: object) -> None:
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr("webapp.web.guards.signed_in", gone)
    monkeypatch.setattr("webapp.queries.settings.thresholds", gone)
    answer = browser.get("/search")
    assert answer.status_code == 503 and "chưa được ghi" in words(answer)


NOW = datetime(2021, 11, 22, 8, 15, tzinfo=clock.ZONE)
WELL = Stored("3.51.3", "0002", NOW, 0, 0, None)


@pytest.mark.parametrize(
    ("read", "imap", "ok", "warned"),
    [
        (timedelta(minutes=5), True, True, False),
        (timedelta(minutes=5, seconds=1), True, False, True),
        (timedelta(days=-1), True, False, True),
        (None, True, False, True),
        (None, False, None, False),
        (timedelta(days=9), False, None, False),
    ],
)
def test_mailbox_that_is_away_is_told_and_asks_for_no_restart(
    tmp_path: Path, read: timedelta | None, imap: bool, ok: bool | None, warned: bool
) -> None:
    found = replace(WELL, mailbox_at=NOW - read if read is not None else None)
    state = health(found, Setup("sqlite", "0002", tmp_path, trial=False, imap=imap), now=NOW)
    assert (state.ok, state.mailbox_ok) == (True, ok)
    assert any("Hộp thư trả lời không đọc được" in one for one in state.warnings) is warned


def test_dead_worker_is_told_and_not_the_mailbox_that_nobody_reads_then(tmp_path: Path) -> None:
    found = replace(WELL, worker_at=NOW - timedelta(hours=1))
    state = health(found, Setup("sqlite", "0002", tmp_path, trial=False, imap=True), now=NOW)
    assert state.mailbox_ok is False and not any("Hộp thư" in one for one in state.warnings)


def judged(found: Stored, tmp_path: Path, database: str = "sqlite") -> tuple[str, ...]:
    return health(found, Setup(database, "0002", tmp_path, trial=False), now=NOW).warnings


@pytest.mark.parametrize(
    ("database", "version", "warned"),
    [
        ("sqlite", "3.40.1", True),
        ("sqlite", "3.51.2", True),
        ("sqlite", "3.51.3", False),
        ("sqlite", "3.100.0", False),
        ("postgresql", "15.4", False),
    ],
)
def test_old_sqlite_is_warned_of_in_words(tmp_path: Path, database: str, version: str, warned: bool) -> None:
    said = judged(Stored(version, "0002", NOW, 0, 0, None), tmp_path, database)
    assert any("nên dùng PostgreSQL khi nhiều người ghi cùng lúc" in one for one in said) is warned


def test_database_behind_the_app_is_warned_of(tmp_path: Path) -> None:
    assert judged(WELL, tmp_path) == ()
    assert any("chưa theo phiên bản này" in one for one in judged(Stored("3.51.3", None, NOW, 0, 0, None), tmp_path))
