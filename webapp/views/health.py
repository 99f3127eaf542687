"""Tình trạng: for machines JSON, for people a page."""

from typing import Any

from flask import Blueprint, current_app, jsonify
from htmx_flask import request

from webapp import clock
from webapp.extensions import db
from webapp.queries.health import health
from webapp.web.render import page

bp = Blueprint("health", __name__)


@bp.get("/health")
def index() -> Any:
    """200 while database and worker are well, 503 otherwise; the same facts either way."""
    office = current_app.config["OFFICE"]
    state = health(db.session, now=clock.now(), data_dir=office.data_dir, trial=office.trial)
    status = 200 if state.ok else 503
    if request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html":
        return page("health/index.html", status, state=state)
    return jsonify(state.as_json()), status
