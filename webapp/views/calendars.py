"""Lịch: a person's due dates as a feed that calendars read; its address is a secret that can be ended."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for

from webapp import clock
from webapp.extensions import db
from webapp.mail import calendar, links
from webapp.mail.compose import address
from webapp.models import LinkPurpose
from webapp.queries import calendars as queries
from webapp.queries import people
from webapp.web.guards import me, needs
from webapp.web.render import page

bp = Blueprint("calendars", __name__)


@bp.get("/calendar/<token>.ics")
def feed(token: str) -> Response:
    """The feed itself; a revoked address does not exist."""
    link = links.find(db.session, token, LinkPurpose.CALENDAR)
    live = link is not None and links.is_live(link, clock.now())
    person = people.holder(db.session, link.person_id, today=clock.today()) if link and live else None
    if person is None:
        abort(404)
    due = queries.due_days(db.session, person.agency_ids)
    response = Response(calendar.feed(due, now=clock.now()), mimetype="text/calendar")
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@bp.get("/calendars")
@needs("calendar.subscribe")
def index() -> Response:
    """The addresses this person has, and the button that makes one."""
    return page("calendars/index.html", found=queries.addresses(db.session, me().person_id))


@bp.post("/calendars")
@needs("calendar.subscribe")
def create() -> Any:
    """A new address, shown once: the ledger itself cannot read it again without its key."""
    link = links.new(db.session, me().person_id, LinkPurpose.CALENDAR, now=clock.now())
    (made,) = links.with_tokens(db.session, address("calendars.feed", token=links.mark_of(link.id)))
    db.session.commit()
    flash(f"Địa chỉ lịch, chỉ hiện một lần: {made}", "done")
    return redirect(url_for("calendars.index"), 303)


@bp.post("/calendars/<int:link_id>/revocations")
@needs("calendar.subscribe")
def revoke(link_id: int) -> Any:
    """End an address of one's own."""
    if link_id not in {one.id for one in queries.addresses(db.session, me().person_id)}:
        abort(404)
    links.revoke(db.session, link_id, now=clock.now())
    db.session.commit()
    flash("Đã thu lại địa chỉ lịch. Lịch nào đang dùng địa chỉ đó sẽ không cập nhật nữa.", "done")
    return redirect(url_for("calendars.index"), 303)
