"""Tìm kiếm, không cần dấu."""

from flask import Blueprint, Response
from htmx_flask import request

from webapp.extensions import db
from webapp.queries import search as queries
from webapp.views.task_lines import lines
from webapp.web.guards import me, needs
from webapp.web.render import page

bp = Blueprint("search", __name__)
LONGEST = 200


@bp.get("/search")
@needs("search.use")
def results() -> Response:
    """What the words of ``?q=`` find."""
    asked = request.args.get("q", "").strip()[:LONGEST]
    hits = queries.find(db.session, asked, me())
    return page("search/results.html", asked=asked, hits=hits, tasks=lines(hits.tasks))
