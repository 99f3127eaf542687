"""Tình trạng: for machines JSON, for people a page."""

import json
from pathlib import Path

from flask import Blueprint, Response, current_app
from htmx_flask import request
from sqlalchemy.exc import DBAPIError

from webapp import clock
from webapp.extensions import db, migrate
from webapp.queries import health as queries
from webapp.queries.health import Health, Setup, Stored
from webapp.web.context import without_database
from webapp.web.render import page

bp = Blueprint("health", __name__)


@bp.get("/health")
def index() -> Response:
    """200 while database and worker are well, 503 otherwise; the same facts either way."""
    state = _state(_stored())
    status = 200 if state.ok else 503
    if request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html":
        return page("health/index.html", status, state=state)
    body = json.dumps(state.as_json(), ensure_ascii=False, indent=1) + "\n"
    return Response(body, status, mimetype="application/json")


def _stored() -> Stored | None:
    """None when the database does not answer; the page is then made without it."""
    try:
        return queries.stored(db.session)
    except DBAPIError:
        db.session.rollback()
        without_database()
        return None


def _state(found: Stored | None) -> Health:
    office = current_app.config["OFFICE"]
    here = Setup(
        database=db.engine.dialect.name,
        wanted=queries.schema_wanted(Path(migrate.directory)),
        data_dir=office.data_dir,
        trial=office.trial,
        imap=office.imap_url is not None,
    )
    return queries.health(found, here, now=clock.now())
