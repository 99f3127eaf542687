"""The browser of the tests reads every page as HTML, and a broken page fails the test that fetched it."""

import pytest
from flask import Flask

from tests.page import CheckedClient


def browser(html: str) -> CheckedClient:
    """A browser of an app of one page."""
    app = Flask("one page")
    app.test_client_class = CheckedClient
    app.add_url_rule("/", view_func=lambda: html)
    client = app.test_client()
    assert isinstance(client, CheckedClient)
    return client


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p id='a'></p><p id='a'></p>", "id a stands twice"),
        ("<p><b></p>", "closes nothing"),
        ("<label for='a'>A</label>", "points nowhere"),
        ("<p style='color:red'></p>", "inline style"),
    ],
)
def test_a_broken_page_fails_who_fetches_it(html: str, fault: str) -> None:
    with pytest.raises(AssertionError, match=fault):
        browser(html).get("/")


def test_a_page_in_order_is_handed_on() -> None:
    assert browser("<p id='a'>A</p>").get("/").get_data(as_text=True) == "<p id='a'>A</p>"
