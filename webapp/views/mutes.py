"""Thôi nhận thư tổng hợp: from a mail's own list, without signing in (RFC 8058: one click is a POST, a look is not)."""

from flask import Blueprint, Response

from webapp import clock
from webapp.extensions import db
from webapp.mail import links
from webapp.models import LinkPurpose, Person
from webapp.views.quick_links import keep_secret
from webapp.web.render import page

bp = Blueprint("mutes", __name__)
bp.after_request(keep_secret)


@bp.get("/mutes/<token>")
def show(token: str) -> Response:
    """What would be muted, and the button."""
    return _page(token, _person(token))


@bp.post("/mutes/<token>")
def create(token: str) -> Response:
    """Mute the digests of the link's person; a mail program's one click arrives here too."""
    person = _person(token)
    if person is not None:
        person.muted_at = person.muted_at or clock.now()
        db.session.commit()
    return _page(token, person)


@bp.post("/mutes/<token>/removals")
def remove(token: str) -> Response:
    """Take it back."""
    person = _person(token)
    if person is not None:
        person.muted_at = None
        db.session.commit()
    return _page(token, person)


def _person(token: str) -> Person | None:
    link = links.find(db.session, token, LinkPurpose.MUTE)
    return db.session.get(Person, link.person_id) if link and links.is_live(link, clock.now()) else None


def _page(token: str, person: Person | None) -> Response:
    return page("mutes/show.html", 200 if person else 404, token=token, person=person)
