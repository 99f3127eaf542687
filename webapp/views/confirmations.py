"""Xác nhận: the reports that wait, judged one after the other with their evidence beside them."""

from flask import Blueprint, Response

from webapp.views import judge_page
from webapp.web.guards import needs

bp = Blueprint("confirmations", __name__)


@bp.get("/confirmations")
@needs("monitor.view")
def index() -> Response:
    """The queue."""
    return judge_page.confirmations()
