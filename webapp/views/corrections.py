"""Đính chính: what the agencies say of work that is shown late, judged with the evidence beside it."""

from flask import Blueprint, Response

from webapp.views import judge_page
from webapp.web.guards import needs

bp = Blueprint("corrections", __name__)


@bp.get("/corrections")
@needs("monitor.view")
def index() -> Response:
    """The queue."""
    return judge_page.corrections()
