"""Sổ thư: what left, what waits, what failed, what came in; and the answers that wait for a person."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for
from htmx_flask import request

from webapp import clock
from webapp.actions.inbound import settle
from webapp.extensions import db
from webapp.models import InboundMail, InboundState
from webapp.queries import mail as queries
from webapp.queries.mail import Shelf
from webapp.rules.words import Intent
from webapp.web.guards import me, needs
from webapp.web.paging import PER_PAGE, page_number, page_of
from webapp.web.render import page

bp = Blueprint("mail", __name__)


@bp.get("/mail")
@needs("mail.view")
def index() -> Response:
    """One shelf; what waits for a person comes first."""
    counts = queries.counts(db.session)
    asked = {shelf.value: shelf for shelf in Shelf}.get(request.args.get("loc", ""))
    shelf = asked or (Shelf.HELD if counts[Shelf.HELD] else Shelf.SENT)
    number = page_number()
    away = shelf is Shelf.AWAY
    return page(
        "mail/index.html",
        shelf=shelf,
        counts=[(one, counts[one]) for one in Shelf],
        lines=[] if away else queries.lines(db.session, shelf, number=number, limit=PER_PAGE),
        away=queries.away(db.session) if away else [],
        pager=page_of(counts[shelf], number),
    )


@bp.get("/mail/<int:mail_id>")
@needs("mail.view")
def show(mail_id: int) -> Response:
    """One mail that came in: what was understood, and why it is held."""
    mail = queries.received(db.session, mail_id) or abort(404)
    update = mail.understood.get("update") or {}
    intent = Intent(update["intent"]) if update.get("intent") else None
    return page("mail/show.html", mail=mail, update=update, intent=intent)


@bp.post("/mail/<int:mail_id>/settlements")
@needs("mail.handle")
def handle(mail_id: int) -> Any:
    """Say that a held mail has been dealt with; what it says is written into its task on the task's own page."""
    row = db.session.get(InboundMail, mail_id) or abort(404)
    if row.state is InboundState.HELD:
        settle(row, by=me().person_id, now=clock.now())
        db.session.commit()
        flash("Đã đánh dấu xử lý.", "done")
    return redirect(url_for("mail.index"), 303)
