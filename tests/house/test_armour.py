"""What guards every answer whatever page it is: proof that a form is ours, and the headers a browser obeys."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests import factories as make
from tests.conftest import SignIn
from webapp.rules.permissions import TABLE
from webapp.rules.words import Role
from webapp.views import BY_TOKEN
from webapp.web import downloads
from webapp.web.guards import PUBLIC
from webapp.web.headers import POLICY

OWN_POLICY = "mailbox.html"
"""A mail as it was sent, styles in its text, inside a frame that runs nothing."""
LASTING = ("static", "home.theme")
SIGNS_OUT = "sessions.end"


@pytest.fixture
def browsers(session: Session, sign_in: SignIn) -> dict[Role, FlaskClient]:
    return {role: sign_in(make.person(session, role)) for role in Role}


def walk(app: Flask, method: str) -> list[tuple[Rule, str]]:
    """Every route of ``method`` with an address of something that is not there; signing out comes last."""
    adapter = app.url_map.bind("localhost")
    rules = [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]
    rules.sort(key=lambda rule: rule.endpoint == SIGNS_OUT)
    return [(rule, adapter.build(rule.endpoint, dict.fromkeys(rule.arguments, 1))) for rule in rules]


def allowed(app: Flask, rule: Rule, browsers: dict[Role, FlaskClient]) -> FlaskClient:
    """A browser whose role may come in by this route."""
    if rule.endpoint in PUBLIC:
        return app.test_client()
    roles = TABLE[app.view_functions[rule.endpoint].permission].roles  # type: ignore[attr-defined]
    return browsers[sorted(roles)[0]]


def test_no_form_is_taken_without_proof_that_it_is_ours(
    app: Flask, browsers: dict[Role, FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    by_token = set()
    for rule, path in walk(app, "POST"):
        answer = allowed(app, rule, browsers).post(path, data={"name": "x"})
        if answer.status_code == 400 and "Trang đã cũ" in answer.get_data(as_text=True):
            continue
        by_token.add(rule.endpoint.split(".")[0])
    assert by_token == set(BY_TOKEN)


def test_what_goes_without_that_proof_has_a_secret_in_its_address(app: Flask) -> None:
    for rule, _path in walk(app, "POST"):
        if rule.endpoint.split(".")[0] in BY_TOKEN:
            assert "token" in rule.arguments and rule.endpoint in PUBLIC, rule.rule


def faults(answer: TestResponse, endpoint: str | None) -> list[str]:
    """What an answer lacks of its armour."""
    headers = answer.headers
    policy = headers.get("Content-Security-Policy", "")
    held = {
        "policy": policy == POLICY or (endpoint == OWN_POLICY and "sandbox" in policy) or is_file(answer),
        "nosniff": headers.get("X-Content-Type-Options") == "nosniff",
        "referrer": headers.get("Referrer-Policy") in ("same-origin", "no-referrer"),
        "opener": headers.get("Cross-Origin-Opener-Policy") == "same-origin",
        "permissions": "camera=()" in headers.get("Permissions-Policy", ""),
        "kept by nobody": endpoint == "static" or "no-store" in headers.get("Cache-Control", ""),
    }
    return [name for name, holds in held.items() if not holds]


def is_file(answer: TestResponse) -> bool:
    """Whether it is a download that no browser shows, or runs when it is shown all the same."""
    held = answer.headers.get("Content-Security-Policy") == downloads.POLICY
    return held and answer.headers.get("Content-Disposition", "").startswith("attachment")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_answer_carries_the_headers_whatever_its_status(
    app: Flask, browsers: dict[Role, FlaskClient], method: str
) -> None:
    statuses = set()
    for rule, path in walk(app, method):
        for browser in (app.test_client(), allowed(app, rule, browsers)):
            answer = browser.open(path, method=method)
            assert faults(answer, rule.endpoint) == [], (rule.rule, answer.status_code)
            statuses.add(answer.status_code)
            answer.close()
    assert {303, 404} <= statuses


def test_an_address_of_no_route_a_wrong_method_and_a_wrong_host_carry_them_too(client: FlaskClient) -> None:
    for answer, status in (
        (client.get("/no-such-page"), 404),
        (client.put("/health"), 405),
        (client.get("/health", headers={"Host": "elsewhere.example"}), 400),
    ):
        assert (answer.status_code, faults(answer, None)) == (status, [])


def test_the_policy_lets_no_foreign_and_no_inline_code_run() -> None:
    said = dict(part.strip().split(" ", 1) for part in POLICY.split(";"))
    assert said["default-src"] == "'none'" and said["script-src"] == "'self'" and said["style-src"] == "'self'"
    assert said["frame-ancestors"] == "'none'" and said["base-uri"] == "'none'" and said["form-action"] == "'self'"
    assert "unsafe" not in POLICY and "http" not in POLICY and "*" not in POLICY
