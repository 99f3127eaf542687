"""Every error is a clear Vietnamese sentence that says what to do, on the page the person is looking at."""

from typing import Any

from flask import Flask, Response, make_response, render_template
from flask_wtf.csrf import CSRFError
from htmx_flask import request
from jinja2_fragments.flask import render_block
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, SecurityError

from webapp.extensions import db
from webapp.web.context import without_database
from webapp.web.render import MAIN, into_main

PAGES = frozenset({400, 403, 404, 405, 409, 413, 429, 500, 503})


def init_app(app: Flask) -> None:
    """Bind the error pages."""
    app.register_error_handler(CSRFError, _form_expired)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(OperationalError, _no_database)
    app.register_error_handler(Exception, _broken)


def answer(status: int, **context: Any) -> Response:
    """The page for ``status``; an htmx caller gets its main part, put where the page's own content stands."""
    template = f"errors/{status if status in PAGES else 500 if status >= 500 else 400}.html"
    if request.htmx and not request.htmx.boosted:
        response = make_response(render_block(template, MAIN, **context), status)
        into_main(response)
        return response
    return make_response(render_template(template, **context), status)


def _http(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error
    if isinstance(error, SecurityError):  # a foreign Host: no address can be built, so no page either
        return Response("Địa chỉ này không phải của sổ theo dõi.\n", error.code, mimetype="text/plain")
    ours = error.description != type(error).description  # Werkzeug's own sentences are English
    reason = error.description if error.code == 403 and ours else None
    if isinstance(error, RequestEntityTooLarge):
        request.close()
    return answer(error.code, reason=reason)


def _form_expired(error: CSRFError) -> Response:
    return answer(400, reason="expired")


def _stale(error: StaleDataError) -> Response:
    db.session.rollback()
    return answer(409)


def _no_database(error: OperationalError) -> Response:
    """Disk full, database gone or locked: nothing was recorded, and the person is told so."""
    db.session.rollback()
    without_database()
    return answer(503)


def _broken(error: Exception) -> Response:
    from flask import current_app

    current_app.logger.exception("request failed")
    db.session.rollback()
    without_database()
    return answer(500)
