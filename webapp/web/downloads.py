"""A file for a person to keep: always a download, never opened by the browser, kept by nobody on the way."""

import io
from pathlib import Path

from flask import Response, abort, send_file

from webapp.files.store import FileStore, MissingFile

BYTES = "application/octet-stream"
"""What somebody sent in is given back without a kind, so that no browser finds a program for it."""
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
POLICY = "default-src 'none'; sandbox"
"""For a reader that shows the file all the same: nothing in it runs, nothing is fetched."""


def download(data: bytes, name: str, kind: str = BYTES) -> Response:
    """``data`` as the file ``name``."""
    return _protected(send_file(io.BytesIO(data), mimetype=kind, as_attachment=True, download_name=name))


def stored(folder: Path, digest: str, name: str) -> Response:
    """The content ``digest`` of the store in ``folder`` as the file ``name``; 404 when it is there no more."""
    try:
        content = FileStore(folder).open(digest)
    except MissingFile:
        abort(404)
    return _protected(send_file(content, mimetype=BYTES, as_attachment=True, download_name=name))


def _protected(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Security-Policy"] = POLICY
    return answer
