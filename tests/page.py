"""A browser for tests that reads every page as HTML and refuses a broken one."""

from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "rect",
        "use",
        "path",
    ]
)


class Page(HTMLParser):
    """Collects what is wrong with a page: tags that do not close, ids that stand twice, inline style or script."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: set[str] = set()
        self.labels: set[str] = set()
        self.faults: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> never closes" for tag in self.open]
        self.faults += [f"label for #{name} points nowhere" for name in self.labels - self.ids]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if len(given) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        if "style" in given or tag == "style" or (tag == "script" and "src" not in given):
            self.faults.append(f"<{tag}> carries inline style or script")
        self.faults += [f"<{tag}> has {name}" for name in given if name.startswith(("on", "hx-on"))]
        name = given.get("id")
        if name is not None:
            if name in self.ids:
                self.faults.append(f"id {name} stands twice")
            self.ids.add(name)
        if tag == "label" and given.get("for"):
            self.labels.add(str(given["for"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes nothing (open: {self.open[-3:]})")
        elif self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data)


class CheckedClient(FlaskClient):
    """Flask's test client; a 2xx or 4xx HTML answer with a fault fails the test that fetched it.

    A mail shown in the trial's mailbox is dressed for mail programs, which know inline style only. A packed answer is
    one that was asked for packed, to be weighed.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        mail = response.request.path.startswith("/mailbox/") and response.request.path.endswith("/html")
        packed = "Content-Encoding" in response.headers
        if response.mimetype == "text/html" and response.status_code != 303 and not mail and not packed:
            faults = Page(response.get_data(as_text=True)).faults
            assert not faults, f"{response.request.path}: {faults[:5]}"
        return response


def words(response: TestResponse) -> str:
    """What a person reads on the page: its text, blanks folded."""
    return " ".join(" ".join(Page(response.get_data(as_text=True)).text).split())
