"""Full page and partial are one mechanism: the id of the htmx target is the name of the block.

``page`` renders the block that the target names, plus the flash out-of-band; for everything else (no htmx, boosted,
history restore, a target that is no block of this template) the whole page. No view ever asks whether htmx called.
"""

from typing import Any

from flask import Response, current_app, make_response, render_template
from htmx_flask import request
from jinja2_fragments.flask import render_block

FLASH = ("base.html", "flash")


def wanted_block(template: str) -> str | None:
    """The block of ``template`` that this request's target asks for, or None for the whole page."""
    htmx = request.htmx
    if not htmx or htmx.boosted or htmx.history_restore_request or not htmx.target:
        return None
    block = htmx.target.lstrip("#").replace("-", "_")
    return block if block in current_app.jinja_env.get_template(template).blocks else None


def page(template: str, status: int = 200, **context: Any) -> Response:
    """The answer for ``template``: whole, or just the block the browser is going to replace."""
    block = wanted_block(template)
    if block is None:
        body = render_template(template, **context)
    else:
        body = render_block(template, block, **context) + render_block(*FLASH, oob=True, **context)
    response = make_response(body, status)
    response.vary.update(("HX-Request", "HX-Target"))
    return response
