"""A web server that should never be asked for anything."""

import http.server
import threading
from collections.abc import Iterator

import pytest


@pytest.fixture
def visited() -> Iterator[list[str]]:
    """The addresses asked of a web server on this machine; the first element is its own address."""
    seen: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Listener) as server:
        seen.append(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield seen
        server.shutdown()
        thread.join()
