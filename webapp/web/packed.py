"""Static files as small as they get: packed once at Brotli's best level and kept, since their address names their
content. What a browser cannot unpack is left to the ordinary road."""

from functools import lru_cache
from pathlib import Path

import brotli  # type: ignore[import-untyped]
from flask import Flask, Response, current_app
from htmx_flask import request

BEST = 11
PACKABLE = frozenset({"text/css", "text/javascript", "image/svg+xml"})


def init_app(app: Flask) -> None:
    """Serve the static folder through ``serve``."""
    app.view_functions["static"] = serve


def serve(filename: str) -> Response:
    """One static file; packed for a browser that takes it whole and knows Brotli."""
    response = current_app.send_static_file(filename)
    if response.mimetype not in PACKABLE or response.status_code != 200:
        return response
    response.vary.add("Accept-Encoding")
    if "br" not in request.accept_encodings or "Range" in request.headers:
        return response
    path = Path(current_app.static_folder or "") / filename
    packed = Response(_packed(path, path.stat().st_mtime_ns), mimetype=response.mimetype)
    for name in ("Cache-Control", "Last-Modified", "Vary"):
        if name in response.headers:
            packed.headers[name] = response.headers[name]
    packed.headers["Content-Encoding"] = "br"
    packed.set_etag(f"{response.get_etag()[0]}-br")
    response.close()
    packed.make_conditional(request.environ)
    return packed


@lru_cache(maxsize=64)
def _packed(path: Path, _changed: int) -> bytes:
    packed: bytes = brotli.compress(path.read_bytes(), quality=BEST)
    return packed
