"""One file per blueprint. A view finds the row or answers 404, authorizes, builds the form, calls one action, commits
once, flashes one sentence and redirects."""

from importlib import import_module

from flask import Flask

from webapp.extensions import csrf

NAMES = (
    "home",
    "sessions",
    "parked_forms",
    "tasks",
    "monitor",
    "confirmations",
    "corrections",
    "extensions",
    "follow_ups",
    "programmes",
    "imports",
    "proposals",
    "targets",
    "indicators",
    "measurement_sheets",
    "agencies",
    "reorganisations",
    "areas",
    "filters",
    "groups",
    "people",
    "holidays",
    "settings",
    "search",
    "mailbox",
    "health",
    "mail",
    "quick_links",
    "mutes",
    "calendars",
    "jobs",
    "reports",
    "report_templates",
    "copy_outs",
)
BY_TOKEN = ("quick_links", "mutes")
"""Their proof is the secret in the address, which no other site knows; a mail program's own window often keeps no
cookies, so a CSRF token bound to a session would lock out the very people these pages are for."""
"""The blueprints, named like their files, forms, templates and tests."""


def init_app(app: Flask) -> None:
    """Register every blueprint."""
    for name in NAMES:
        blueprint = import_module(f"webapp.views.{name}").bp
        app.register_blueprint(blueprint)
        if name in BY_TOKEN:
            csrf.exempt(blueprint)
