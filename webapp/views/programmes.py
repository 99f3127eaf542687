"""Chương trình: the document itself, with its tasks in the margin."""

from flask import Blueprint, Response, abort
from htmx_flask import request

from webapp import clock
from webapp.extensions import db
from webapp.queries import programmes as queries
from webapp.views import margin
from webapp.web.context import thresholds
from webapp.web.guards import me, needs
from webapp.web.render import page

bp = Blueprint("programmes", __name__)


@bp.get("/programmes")
@needs("programme.view")
def index() -> Response:
    """Every programme."""
    return page("programmes/index.html", programmes=queries.listing(db.session))


@bp.get("/programmes/<int:programme_id>")
@needs("programme.view")
def show(programme_id: int) -> Response:
    """One document; ``?viec=`` marks the sentence of that duty."""
    document = queries.document(db.session, programme_id, me()) or abort(404)
    asked = request.args.get("viec", "")
    in_hand = int(asked) if asked.isdigit() and len(asked) < 10 else None
    return page(
        "programmes/show.html",
        document=document,
        stretches=margin.stretches(document, in_hand, clock.today(), thresholds().soon_days),
        outline=margin.outline(document),
    )
