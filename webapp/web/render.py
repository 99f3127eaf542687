"""Full page and partial are one mechanism: the id of the htmx target is the name of the block.

``page`` renders the block that the target names, plus the flash out-of-band; for everything else (no htmx, boosted,
history restore) the whole page. A template without such a block (a conflict, a refusal) takes the place of what stands
in the page, not of the panel that asked. No view ever asks whether htmx called.
"""

from typing import Any

from flask import Response, current_app, make_response, render_template
from htmx_flask import request
from jinja2_fragments.flask import render_block

FLASH = ("base.html", "flash")


MAIN = "main"


def wanted_block(template: str) -> str | None:
    """The block of ``template`` that this request's target asks for, ``MAIN`` when it has none of that name; None for
    the whole page."""
    htmx = request.htmx
    if not htmx or htmx.boosted or htmx.history_restore_request or not htmx.target:
        return None
    block = _block_of(htmx.target)
    return block if block in current_app.jinja_env.get_template(template).blocks else MAIN


def page(template: str, status: int = 200, **context: Any) -> Response:
    """The answer for ``template``: whole, or just the block the browser is going to replace."""
    block = wanted_block(template)
    if block is None:
        body = render_template(template, **context)
    else:
        body = render_block(template, block, **context) + render_block(*FLASH, oob=True, **context)
    response = make_response(body, status)
    if block == MAIN != _block_of(request.htmx.target):
        into_main(response)
    response.vary.update(("HX-Request", "HX-Target"))
    return response


def into_main(response: Response) -> None:
    """Let the answer take the place of the page's main part, whatever asked for it."""
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = f"#{MAIN}", "innerHTML"


def _block_of(target: str | None) -> str:
    return (target or "").lstrip("#").replace("-", "_")
