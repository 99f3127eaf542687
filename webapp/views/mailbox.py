"""Hộp thư thử: in the trial no mail leaves the machine, and is read here instead."""

from dataclasses import replace

from flask import Blueprint, Response, abort, current_app, make_response

from webapp.extensions import db
from webapp.mail import links
from webapp.queries import mailbox as queries
from webapp.queries.mailbox import Mail
from webapp.web.paging import PER_PAGE, page_number, page_of
from webapp.web.render import page

bp = Blueprint("mailbox", __name__)
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
"""A mail brings its own inline styles, and nothing else may come with it."""


@bp.get("/mailbox")
def index() -> Response:
    """The mails, newest first."""
    _only_in_trial()
    number = page_number()
    mails, total = queries.newest(db.session, number=number, limit=PER_PAGE)
    return page("mailbox/index.html", mails=mails, pager=page_of(total, number))


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


def _mail(mail_id: int) -> Mail:
    _only_in_trial()
    mail = queries.one(db.session, mail_id) or abort(404)
    text, html = links.with_tokens(db.session, mail.text, mail.html)
    return replace(mail, text=text, html=html)


def _only_in_trial() -> None:
    if not current_app.config["TRIAL"]:
        abort(404)
