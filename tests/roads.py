"""The addresses of a mail's links, where the pages behind them are not part of the app under test."""

from typing import Any

import pytest
from flask import Flask

from webapp.mail import compose, links, outbox

PATHS = {"quick_links.show": "/q/{token}", "mutes.create": "/mutes/{token}"}


def lay(app: Flask, patch: pytest.MonkeyPatch) -> None:
    """Give the links of mails their addresses for the length of a test."""

    def address(endpoint: str, **values: Any) -> str:
        if endpoint in PATHS and endpoint not in app.view_functions:
            return app.config["OFFICE"].base_url + PATHS[endpoint].format(**values)
        return compose.address(endpoint, **values)

    patch.setattr(links, "address", address)
    patch.setattr(outbox, "address", address)
