"""What was typed when a session had ended: shown to its owner, to be sent on or given up."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for

from webapp.extensions import db
from webapp.models import ParkedForm
from webapp.web import parked
from webapp.web.guards import me, needs
from webapp.web.render import page

bp = Blueprint("parked_forms", __name__)
HIDDEN = frozenset({"version", "once", "back", "event_id"})
"""Fields that are sent on as they were; the rest can be read and mended."""


@bp.get("/parked-forms/<int:parked_id>")
@needs("session.end")
def show(parked_id: int) -> Response:
    """What was typed, ready to be sent on."""
    row = _mine(parked_id)
    return page("parked_forms/show.html", row=row, values=parked.typed(row), hidden=HIDDEN)


@bp.post("/parked-forms/<int:parked_id>/discards")
@needs("session.end")
def discard(parked_id: int) -> Any:
    """Give it up."""
    db.session.delete(_mine(parked_id))
    db.session.commit()
    flash("Đã bỏ nội dung chưa gửi.", "done")
    return redirect(url_for("home.index"), 303)


def _mine(parked_id: int) -> ParkedForm:
    return parked.find(db.session, parked_id, me().person_id) or abort(404)
