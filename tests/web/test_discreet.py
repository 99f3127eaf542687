"""What may be written of an address that opens something: never its secret."""

import io
import logging

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from gunicorn import glogging
from gunicorn.config import Config

from webapp.mail.tokens import without_tokens
from webapp.web import discreet
from webapp.web.discreet import Discreet

TOKEN = "wYhE3jX9-_q0Lr5sTt7uVv8xZzAaBbCcDdEeFfGgHh1"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (f"GET /q/{TOKEN}/done/7?viec=3", "GET /q/…/done/7?viec=3"),
        (f"/calendar/{TOKEN}.ics", "/calendar/….ics"),
        (f"<0123456789abcdef0123456789abcdef.{TOKEN}@so-theo-doi>", "<0123456789abcdef0123456789abcdef.…@so-theo-doi>"),
        (f"so+{TOKEN}@example.vn", "so+…@example.vn"),
        ("a" * 64, "a" * 64),
        ("Kế hoạch 12-KH/TU", "Kế hoạch 12-KH/TU"),
    ],
)
def test_a_token_is_left_out_wherever_it_stands(written: str, kept: str) -> None:
    assert without_tokens(written) == kept


def fails(record: logging.LogRecord) -> str:
    try:
        raise ValueError(f"/q/{TOKEN}")
    except ValueError as error:
        record.exc_info = (ValueError, error, error.__traceback__)
    return Discreet().format(record)


def test_a_traceback_tells_no_token_either() -> None:
    written = fails(logging.LogRecord("web", logging.ERROR, __file__, 1, "failed at /q/%s", (TOKEN,), None))
    assert "failed at /q/…" in written and "ValueError: /q/…" in written and TOKEN not in written


@pytest.mark.parametrize(("logger", "tells"), [(discreet.Logger, False), (glogging.Logger, True)])
def test_the_web_server_writes_requests_and_errors_without_them(
    capsys: pytest.CaptureFixture[str], logger: type[glogging.Logger], tells: bool
) -> None:
    settings = Config()
    settings.set("accesslog", "-")
    log = logger(settings)
    try:
        log.error("Error handling request %s", f"/q/{TOKEN}")
        log.access_log.info('"GET /q/%s HTTP/1.1" 200', TOKEN)
    finally:
        for handler in (*log.error_log.handlers, *log.access_log.handlers):
            log.error_log.removeHandler(handler)
            log.access_log.removeHandler(handler)
    written = "".join(capsys.readouterr())
    assert written.count("/q/") == 2 and (TOKEN in written) is tells


def test_the_app_and_the_worker_write_them_nowhere(app: Flask, client: FlaskClient) -> None:
    assert isinstance(logging.lastResort and logging.lastResort.formatter, Discreet)
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(discreet.default_handler.formatter)
    app.logger.addHandler(handler)
    try:
        app.logger.error("request failed: /q/%s", TOKEN)
    finally:
        app.logger.removeHandler(handler)
    assert "/q/…" in written.getvalue() and TOKEN not in written.getvalue()


@pytest.mark.parametrize(
    "path", [f"/q/{TOKEN}/a/b/c", f"/calendar/{TOKEN}.ics", f"/mutes/{TOKEN}", f"/nowhere/{TOKEN}"]
)
def test_an_error_page_sends_its_address_to_nobody_and_does_not_repeat_it(client: FlaskClient, path: str) -> None:
    answer = client.get(path.format(TOKEN))
    assert answer.status_code == 404
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    if not path.startswith("/mutes"):
        assert TOKEN not in answer.get_data(as_text=True)


def test_a_page_that_breaks_tells_no_token(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(token: str) -> str:
        raise RuntimeError(f"no page for {token}")

    def refuses(token: str) -> None:
        abort(403, description="Không được.")

    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    for view, status in ((breaks, 500), (refuses, 403)):
        monkeypatch.setitem(app.view_functions, "quick_links.show", view)
        answer = client.get(f"/q/{TOKEN}")
        assert answer.status_code == status
        assert TOKEN not in answer.get_data(as_text=True)
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert TOKEN not in "".join(capsys.readouterr())
