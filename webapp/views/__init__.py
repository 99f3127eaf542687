"""One file per blueprint. A view finds the row or answers 404, authorizes, builds the form, calls one action, commits
once, flashes one sentence and redirects."""

from importlib import import_module

from flask import Flask

NAMES = (
    "home",
    "sessions",
    "parked_forms",
    "tasks",
    "monitor",
    "programmes",
    "imports",
    "agencies",
    "groups",
    "people",
    "holidays",
    "settings",
    "search",
    "mailbox",
    "health",
)
"""The blueprints, named like their files, forms, templates and tests."""


def init_app(app: Flask) -> None:
    """Register every blueprint."""
    for name in NAMES:
        app.register_blueprint(import_module(f"webapp.views.{name}").bp)
