"""The guards of the house: closed by default, commits at the edge, models equal migrations, no orphan template."""

import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, request
from werkzeug.exceptions import NotFound
from werkzeug.routing import Rule

from webapp.extensions import db
from webapp.rules.permissions import TABLE
from webapp.views.steps import STEPS
from webapp.web.guards import PUBLIC, _gate

ROOT = Path(__file__).resolve().parents[2]
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
            assert not re.search(r"\b(?:clock\.(?:now|today)|date\.today|datetime\.now)\(", text), inside


def test_htmx_is_asked_about_in_the_machinery_only() -> None:
    for path in (ROOT / "webapp" / "views").glob("*.py"):
        assert "request.htmx" not in path.read_text(encoding="utf-8"), path.name


def test_no_status_value_outside_its_table() -> None:
    values = re.compile(r"\"(?:chua_thuc_hien|dang_thuc_hien|cho_xac_nhan|hoan_thanh|tam_dung|chuyen_giao)\"")
    for path in SOURCES:
        if path.name != "words.py":
            assert not values.search(path.read_text(encoding="utf-8")), path


def test_no_template_is_an_orphan() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    templates = ROOT / "templates"
    markup = "\n".join(path.read_text(encoding="utf-8") for path in templates.rglob("*.html"))
    for path in templates.rglob("*.*"):
        name = str(path.relative_to(templates))
        if name.startswith(("emails/", "errors/", "components/")):
            continue
        assert f'"{name}"' in code or f'"{name}"' in markup, name


def test_the_models_equal_the_migrations(app: Flask, connection: sa.Connection) -> None:
    made_by_hand = ("search_fts", "ix_search_entry_words")

    def include(_object: object, name: str | None, kind: str, *_: object) -> bool:
        return not (kind in ("table", "index") and (name or "").startswith(made_by_hand))

    context = MigrationContext.configure(connection, opts={"include_object": include, "compare_type": True})
    assert compare_metadata(context, db.metadata) == []


def test_there_is_one_migration_head(app: Flask) -> None:
    with app.app_context():
        script = ScriptDirectory(str(ROOT / "migrations"))
        assert len(script.get_heads()) == 1
