"""Bộ lọc: what a person wants to look at again on the monitor's page."""

from typing import Any

import sqlalchemy as sa
from flask import Blueprint, abort, flash, redirect, url_for
from sqlalchemy.exc import IntegrityError

from webapp import clock
from webapp.extensions import db
from webapp.forms.filters import FilterForm
from webapp.models import SavedFilter
from webapp.web.guards import me, needs

bp = Blueprint("filters", __name__)


@bp.post("/filters")
@needs("filter.keep")
def create() -> Any:
    """Keep a filter under a name; the same name again means this filter from now on."""
    form = FilterForm()
    if not form.validate():
        flash("; ".join(said for errors in form.errors.values() for said in errors), "soon")
        return redirect(_address(form.address), 303)
    try:
        _keep(form)
        db.session.commit()
    except IntegrityError:
        db.session.rollback()  # the same name, pressed twice at once: it is there
    flash(f"Đã lưu bộ lọc “{form.name.data}”.", "done")
    return redirect(_address(form.address), 303)


@bp.post("/filters/<int:filter_id>/removals")
@needs("filter.keep")
def remove(filter_id: int) -> Any:
    """Forget one's own filter; it can be put back at once."""
    row = db.session.get(SavedFilter, filter_id)
    if row is None or row.person_id != me().person_id:
        abort(404)
    restore = {"name": row.name, "query": row.query}
    db.session.delete(row)
    db.session.commit()
    told: Any = {"text": f"Đã bỏ bộ lọc “{row.name}”.", "undo_url": url_for("filters.create"), "undo_fields": restore}
    flash(told, "done")
    return redirect(_address(row.query), 303)


def _keep(form: FilterForm) -> None:
    mine = sa.select(SavedFilter).where(SavedFilter.person_id == me().person_id, SavedFilter.name == form.name.data)
    row = db.session.scalar(mine)
    if row is None:
        row = SavedFilter(person_id=me().person_id, name=form.name.data, at=clock.now(), query="")
        db.session.add(row)
    row.query = form.address
    db.session.flush()


def _address(query: str) -> str:
    return f"{url_for('monitor.index')}?{query}" if query else url_for("monitor.index")
