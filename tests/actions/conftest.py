"""Actions may write mail, and composing one needs the app's templates."""

from collections.abc import Iterator

import pytest
from flask import Flask


@pytest.fixture(autouse=True)
def app_context(app: Flask) -> Iterator[None]:
    """An app context around the test; no request is made inside it."""
    with app.app_context():
        yield
