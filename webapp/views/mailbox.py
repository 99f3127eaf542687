"""Hộp thư thử: in the trial no mail leaves the machine, and is read here instead."""

from flask import Blueprint, Response, abort, current_app, make_response

from webapp.extensions import db
from webapp.queries import mailbox as queries
from webapp.queries.mailbox import MailRow
from webapp.web.render import page

bp = Blueprint("mailbox", __name__)
MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
"""A mail brings its own inline styles, and nothing else may come with it."""


@bp.get("/mailbox")
def index() -> Response:
    """The newest mails."""
    _only_in_trial()
    return page("mailbox/index.html", mails=queries.newest(db.session))


@bp.get("/mailbox/<int:mail_id>")
def show(mail_id: int) -> Response:
    """One mail, as text."""
    return page("mailbox/show.html", mail=_mail(mail_id))


@bp.get("/mailbox/<int:mail_id>/html")
def html(mail_id: int) -> Response:
    """One mail as a mail program shows it."""
    response = make_response(_mail(mail_id).html)
    response.headers["Content-Security-Policy"] = MAIL_POLICY
    return response


def _mail(mail_id: int) -> MailRow:
    _only_in_trial()
    return queries.one(db.session, mail_id) or abort(404)


def _only_in_trial() -> None:
    if not current_app.config["TRIAL"]:
        abort(404)
