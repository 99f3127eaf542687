"""Each kind of mail is a folder of three templates: subject, text and html. The text part is complete in itself.

Mails are written in requests, by the worker and on the command line alike, so they know nothing of the viewer and
their links are whole addresses.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import css_inline
from flask import current_app

CUT_LINE = "— trả lời phía trên dòng này —"
"""What a reader of answers cuts at; the first line of every mail that can be answered."""
INLINER = css_inline.CSSInliner(keep_style_tags=True, keep_at_rules=True, load_remote_stylesheets=False)


@dataclass(frozen=True, slots=True)
class Content:
    """The three parts of one mail."""

    subject: str
    text: str
    html: str


def compose(kind: str, **context: Any) -> Content:
    """The mail of ``kind`` (``templates/emails/<kind>/``) for ``context``; styles are set inline, as readers need."""
    subject, text, html = (
        current_app.jinja_env.get_template(f"emails/{kind}/{part}").render(context, address=address, cut_line=CUT_LINE)
        for part in ("subject.txt", "body.txt", "body.html")
    )
    return Content(" ".join(subject.split()), text.strip() + "\n", INLINER.inline(html))


def address(endpoint: str, **values: Any) -> str:
    """The whole address of a page, as the reader of a mail needs it: the office's host, whatever the request's was."""
    base = urlsplit(current_app.config["OFFICE"].base_url)
    adapter = current_app.url_map.bind(base.netloc, url_scheme=base.scheme)
    return adapter.build(endpoint, values, force_external=True)
