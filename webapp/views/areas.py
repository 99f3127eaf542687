"""Lĩnh vực: telling a big holder's tasks apart, many at a time."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for
from htmx_flask import request

from webapp.actions import areas as actions
from webapp.extensions import db
from webapp.forms.areas import AreaForm
from webapp.queries import areas as queries
from webapp.web.guards import needs
from webapp.web.render import page

bp = Blueprint("areas", __name__)


@bp.get("/agencies/<int:agency_id>/areas")
@needs("task.set_area")
def index(agency_id: int) -> Response:
    """The agency's tasks with their areas."""
    return _page(agency_id, AreaForm(formdata=None))


@bp.post("/agencies/<int:agency_id>/areas")
@needs("task.set_area")
def tag(agency_id: int) -> Any:
    """Put the ticked tasks of this agency under one area."""
    form = AreaForm(ticks=request.form.getlist("task"))
    if not form.validate():
        return _page(agency_id, form, 422)
    own = {one.id for one in queries.tasks(db.session, agency_id)}
    count = actions.tag(db.session, own & set(form.task_ids), form.area.data)
    db.session.commit()
    area = form.area.data
    flash(f"Đã xếp {count} việc vào “{area}”." if area else f"Đã bỏ lĩnh vực của {count} việc.", "done")
    return redirect(url_for("areas.index", agency_id=agency_id), 303)


def _page(agency_id: int, form: AreaForm, status: int = 200) -> Response:
    name = queries.agency_name(db.session, agency_id) or abort(404)
    return page(
        "areas/index.html",
        status,
        agency_id=agency_id,
        agency=name,
        tasks=queries.tasks(db.session, agency_id),
        known=queries.known(db.session),
        form=form,
        form_errors=status == 422,
    )
