"""A real server, a real Chromium: the journeys of people, with and without JavaScript."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page
from sqlalchemy.orm import Session

from webapp.app import create_app
from webapp.config import from_env
from webapp.extensions import db
from webapp.mail import links
from webapp.models import QuickLink

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    assert path, "the browser tests need Chromium: bin/setup --dev installs it"
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    return {"executable_path": path, "args": ["--no-sandbox", "--disable-gpu", *quiet]}


@dataclass(frozen=True)
class Office:
    """The app as an office would start it: where it answers, where it keeps its data, and what it wrote meanwhile."""

    address: str
    data_dir: Path

    @property
    def log(self) -> str:
        """What web and worker wrote so far, requests included."""
        return (self.data_dir / "log").read_text(encoding="utf-8")

    def answers(self) -> bool:
        """Whether web and worker are both well."""
        with suppress(OSError), urlopen(f"{self.address}/health", timeout=5) as answer:  # noqa: S310 - our own
            return bool(answer.status == 200)
        return False

    @contextmanager
    def ledger(self) -> Iterator[Session]:
        """The office's own database, by its own key."""
        app = create_app(from_env({"DATA_DIR": str(self.data_dir), "PORT": self.address.rpartition(":")[2]}))
        with app.app_context():
            yield db.session  # type: ignore[misc]
            db.session.remove()
            db.engine.dispose()

    def tokens(self) -> set[str]:
        """The secret of every link that was ever made."""
        with self.ledger() as session:
            marks = [links.mark_of(key) for key in session.scalars(sa.select(QuickLink.id))]
            return set(links.with_tokens(session, *marks))


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The one that the journeys share: each leaves the tasks of the others as they were."""
    with opened(tmp_path_factory.mktemp("office")) as office:
        yield office


@contextmanager
def opened(folder: Path) -> Iterator[Office]:
    """An office with the trial's people and history, and with the log of requests that an operator may ask for."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    office = Office(f"http://127.0.0.1:{port}", folder)
    environment = {**os.environ, "PORT": str(port), "DATA_DIR": str(office.data_dir), "PYTHONUNBUFFERED": "1"}
    environment["GUNICORN_CMD_ARGS"] = "--access-logfile -"
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "serve"]
    with (office.data_dir / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            ends = time.monotonic() + 240
            while not office.answers():
                assert server.poll() is None and time.monotonic() < ends, f"the server did not start: {office.log}"
                time.sleep(0.2)
            yield office
        finally:
            server.send_signal(signal.SIGTERM)
            ended = server.wait(timeout=60)
    assert ended == 0, "SIGTERM ends web and worker in peace"
    told = [token for token in office.tokens() if token in office.log]
    assert not told, "after the whole run no secret of a link stands in a log"


@pytest.fixture(scope="session")
def address(office: Office) -> str:
    return office.address


@pytest.fixture
def come_in(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """``come_in("Đầu mối")`` opens a browser in which that person of the trial is signed in."""
    contexts = []

    def open_page(role: str, *, javascript: bool = True, width: int = 1280, dark: bool = False) -> Page:
        context = browser.new_context(
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            locale="vi-VN",
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}/sign-in")
        page.get_by_role("button", name=role).click()
        page.wait_for_url(lambda url: "/sign-in" not in url)
        return page

    yield open_page
    for context in contexts:
        context.close()
