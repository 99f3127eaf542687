"""Lịch làm việc: the days that are not what their weekday says, year by year."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for
from htmx_flask import request

from webapp import clock
from webapp.actions.settings import add_day
from webapp.extensions import db
from webapp.forms.holidays import DayForm
from webapp.models import CalendarDay
from webapp.queries import settings as queries
from webapp.views.settle import settle
from webapp.web.context import date_vi
from webapp.web.guards import needs
from webapp.web.render import page

bp = Blueprint("holidays", __name__)


@bp.get("/holidays")
@needs("calendar.manage")
def index() -> Response:
    """The days of one year (``?nam=``), this year's when none is asked for."""
    return _page(DayForm(formdata=None))


@bp.post("/holidays")
@needs("calendar.manage")
def create() -> Any:
    """One more day."""
    form: Any = DayForm()
    return settle(
        form,
        lambda: add_day(db.session, day=form.day.data, kind=form.kind.data, note=form.note.data),
        lambda row: (f"Đã ghi ngày {date_vi(row.day)}: {row.kind.label}.", _address(row.day.year)),
        lambda: _page(form, 422),
    )


@bp.post("/holidays/<int:day_id>/removals")
@needs("calendar.manage")
def remove(day_id: int) -> Any:
    """Take a day out; it can be put back at once."""
    row = db.session.get(CalendarDay, day_id) or abort(404)
    fields, year = {"day": date_vi(row.day), "kind": row.kind.value, "note": row.note}, row.day.year
    db.session.delete(row)
    db.session.commit()
    told: Any = {
        "text": f"Đã bỏ ngày {fields['day']} khỏi lịch.",
        "undo_url": url_for("holidays.create"),
        "undo_fields": fields,
    }
    flash(told, "done")
    return redirect(_address(year), 303)


def _address(year: int) -> str:
    return url_for("holidays.index", nam=year)


def _page(form: DayForm, status: int = 200) -> Response:
    asked, this_year = request.args.get("nam", ""), clock.today().year
    year = int(asked) if asked.isdigit() and len(asked) == 4 and int(asked) else this_year
    if form.day.data:
        year = form.day.data.year
    years = sorted({*queries.calendar_years(db.session), year, this_year}, reverse=True)
    days = queries.calendar_days(db.session, year)
    return page(
        "holidays/index.html",
        status,
        days=days,
        year=year,
        years=years,
        form=form,
        form_errors=status == 422,
    )
