"""What was typed when a session had ended: shown to its owner, to be sent on or given up."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, session, url_for

from webapp.extensions import db
from webapp.forms.parked_forms import Kind, view_of
from webapp.models import ParkedForm
from webapp.web import parked
from webapp.web.guards import me, needs
from webapp.web.render import page

bp = Blueprint("parked_forms", __name__)


@bp.get("/parked-forms/<int:parked_id>")
@needs("parked.view")
def show(parked_id: int) -> Response:
    """What was typed, ready to be sent on."""
    row = _mine(parked_id)
    return page("parked_forms/show.html", row=row, view=view_of(parked.typed(row)), kinds=Kind)


@bp.post("/parked-forms/<int:parked_id>/discards")
@needs("parked.view")
def discard(parked_id: int) -> Any:
    """Give it up."""
    db.session.delete(_mine(parked_id))
    db.session.commit()
    session.pop("parked", None)
    flash("Đã bỏ nội dung chưa gửi.", "done")
    return redirect(url_for("home.index"), 303)


def _mine(parked_id: int) -> ParkedForm:
    return parked.find(db.session, parked_id, me().person_id) or abort(404)
