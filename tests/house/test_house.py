"""The guards of the house: closed by default, commits at the edge, no status outside its table, no orphan template."""

import re
from pathlib import Path

import pytest
from flask import Flask, request
from werkzeug.exceptions import NotFound
from werkzeug.routing import Rule

from webapp.rules.permissions import TABLE
from webapp.rules.words import Status
from webapp.views.steps import STEPS
from webapp.web.context import PARTS
from webapp.web.errors import PAGES
from webapp.web.guards import PUBLIC, _gate

ROOT = Path(__file__).resolve().parents[2]
READS_THE_CLOCK = re.compile(
    r"\b(?:clock\.(?:now|today)|date\.today|datetime\.(?:utc)?now|time\.time|func\.now)\(|CURRENT_TIMESTAMP"
)
SOURCES = sorted((ROOT / "webapp").rglob("*.py"))


def test_every_endpoint_declares_its_permission_or_is_public(app: Flask) -> None:
    for endpoint, view in app.view_functions.items():
        declared = getattr(view, "permission", None)
        assert (declared in TABLE) != (endpoint in PUBLIC), endpoint


def test_every_public_endpoint_exists(app: Flask) -> None:
    assert set(PUBLIC) <= set(app.view_functions)


def test_every_step_of_a_task_has_its_rule() -> None:
    assert {step.permission for step in STEPS.values()} <= set(TABLE)


def test_an_endpoint_without_a_rule_answers_nobody(app: Flask) -> None:
    app.view_functions["forgotten"] = lambda: "secret"
    try:
        with app.test_request_context("/"):
            request.url_rule = Rule("/forgotten", endpoint="forgotten")
            with pytest.raises(NotFound):
                _gate()
    finally:
        del app.view_functions["forgotten"]


def test_only_the_edges_commit() -> None:
    edges = ("views", "worker.py", "intake.py", "cli.py", "web/guards.py")
    for path in SOURCES:
        inside = str(path.relative_to(ROOT / "webapp"))
        if not inside.startswith(edges):
            assert ".commit()" not in path.read_text(encoding="utf-8"), inside


def test_the_clock_is_read_at_the_edges_only() -> None:
    edges = ("views", "worker.py", "intake.py", "cli", "clock.py", "web")
    for path in SOURCES:
        inside = str(path.relative_to(ROOT / "webapp"))
        if not inside.startswith(edges):
            text = path.read_text(encoding="utf-8")
            assert not READS_THE_CLOCK.search(text), inside


def test_htmx_is_asked_about_in_the_machinery_only() -> None:
    for path in (ROOT / "webapp" / "views").glob("*.py"):
        assert "request.htmx" not in path.read_text(encoding="utf-8"), path.name


def test_files_are_handed_out_by_the_machinery_only() -> None:
    for path in SOURCES:
        if path.name != "downloads.py":
            assert not re.search(r"send_file|send_from_directory", path.read_text(encoding="utf-8")), path.name


def test_no_status_value_outside_its_table() -> None:
    values = re.compile(f"[\"'](?:{'|'.join(status.value for status in Status)})[\"']")
    for path in [*SOURCES, *sorted((ROOT / "templates").rglob("*.html"))]:
        if path.name != "words.py":
            assert not values.search(path.read_text(encoding="utf-8")), path


def test_no_template_is_an_orphan() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    templates = ROOT / "templates"
    markup = "\n".join(path.read_text(encoding="utf-8") for path in templates.rglob("*.*"))
    for path in templates.rglob("*.*"):
        name = str(path.relative_to(templates))
        if path.parent.name == "errors":
            assert int(path.stem) in PAGES, name
        elif name.startswith("emails/") and path.parent.name != "emails":
            assert f'"{path.parent.name}"' in code, name
        else:
            assert f'"{name}"' in code or f'"{name}"' in markup or path.stem in PARTS, name
