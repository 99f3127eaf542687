"""Security headers on every answer, and static files that may be cached for a year because their address changes."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response
from htmx_flask import request

from webapp.mail.tokens import without_tokens

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
YEAR = 31_536_000


def init_app(app: Flask) -> None:
    """Bind the headers and the ``?v=`` of static addresses."""
    app.after_request(_protect)
    app.url_defaults(_versioned)


def _protect(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    secret = without_tokens(request.path) != request.path
    headers.setdefault("Referrer-Policy", "no-referrer" if secret else "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    if request.endpoint == "static":
        if request.args.get("v"):
            headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    else:
        headers.setdefault("Cache-Control", "no-store")
    return response


def _versioned(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static" and "filename" in values:
        from flask import current_app

        path = Path(current_app.static_folder or "") / values["filename"]
        values.setdefault("v", _content_hash(path, path.stat().st_mtime_ns if path.exists() else 0))


@lru_cache(maxsize=256)
def _content_hash(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.exists() else "0"
