"""Tìm kiếm, không cần dấu."""

from flask import Blueprint, Response

from webapp.extensions import db
from webapp.forms.search import SearchForm
from webapp.queries import search as queries
from webapp.views.task_lines import lines
from webapp.web.guards import me, needs
from webapp.web.render import page

bp = Blueprint("search", __name__)


@bp.get("/search")
@needs("search.use")
def results() -> Response:
    """What the words of ``?q=`` find."""
    form = SearchForm()
    hits = queries.find(db.session, form.q.data or "", me())
    return page("search/results.html", form=form, hits=hits, tasks=lines(hits.tasks), limit=queries.LIMIT)
