"""The application, put together from its rooms."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask

from webapp import config as configuration
from webapp.config import Config
from webapp.extensions import compress, csrf, db, htmx, migrate, render_item
from webapp.web import context, discreet, errors, guards, headers, packed

ROOT = Path(__file__).resolve().parent.parent
FORM_LIMIT = 2 * 1024 * 1024
"""Bytes of typed text in one form: a pasted programme of several hundred pages."""


def create_app(config: Config | None = None, **overrides: Any) -> Flask:
    """The app for ``config`` (the environment's when None); ``overrides`` are Flask settings, for tests."""
    config = config or configuration.from_env()
    app = Flask("webapp", static_folder=str(ROOT / "static"), template_folder=str(ROOT / "templates"))
    app.config.update(_settings(config))
    app.config.update(overrides)
    _bind(app)
    return app


def _settings(config: Config) -> dict[str, Any]:
    return {
        "OFFICE": config,
        "TRIAL": config.trial,
        "SECRET_KEY": config.secret_key,
        "SECRET_KEY_FALLBACKS": list(config.old_secret_keys),
        "SQLALCHEMY_DATABASE_URI": config.database_url,
        "TRUSTED_HOSTS": config.trusted_hosts,
        "MAX_CONTENT_LENGTH": configuration.MAX_UPLOAD,
        "MAX_FORM_MEMORY_SIZE": FORM_LIMIT,
        "MAX_FORM_PARTS": 400,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SECURE": config.public_host is not None,
        "PERMANENT_SESSION_LIFETIME": timedelta(days=30),
        "WTF_CSRF_TIME_LIMIT": None,
        "COMPRESS_MIMETYPES": [
            "text/html",
            "text/css",
            "text/javascript",
            "application/json",
            "image/svg+xml",
        ],
    }


def _bind(app: Flask) -> None:
    discreet.init_app()
    db.init_app(app)
    migrate.init_app(
        app,
        db,
        directory=str(ROOT / "migrations"),
        render_as_batch=True,
        render_item=render_item,
        compare_type=True,
    )
    htmx.init_app(app)
    compress.init_app(app)
    guards.init_app(app)
    csrf.init_app(app)
    headers.init_app(app)
    packed.init_app(app)
    context.init_app(app)
    errors.init_app(app)
    from webapp import cli, views

    views.init_app(app)
    cli.init_app(app)
