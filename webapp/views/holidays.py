"""Lịch làm việc: the days that are not what their weekday says."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for

from webapp.extensions import db
from webapp.forms.directory import HolidayForm
from webapp.models import CalendarDay
from webapp.queries.settings import calendar_days, day_known
from webapp.rules.workdays import DayKind
from webapp.web.guards import needs
from webapp.web.render import page

bp = Blueprint("holidays", __name__)


@bp.get("/holidays")
@needs("calendar.manage")
def index() -> Response:
    """Every such day, newest year first."""
    return _page(HolidayForm(formdata=None))


@bp.post("/holidays")
@needs("calendar.manage")
def create() -> Any:
    """One more."""
    form = HolidayForm()
    if form.validate() and day_known(db.session, form.day.data):
        form.form_errors.append("Ngày này đã có trong lịch; bỏ dòng cũ trước khi ghi lại.")
    if form.errors:
        return _page(form, 422)
    db.session.add(CalendarDay(day=form.day.data, kind=DayKind(form.kind.data), note=form.note.data))
    db.session.commit()
    flash("Đã ghi vào lịch.", "done")
    return redirect(url_for("holidays.index"), 303)


@bp.post("/holidays/<int:day_id>/removals")
@needs("calendar.manage")
def remove(day_id: int) -> Any:
    """Take a day out."""
    db.session.delete(db.session.get(CalendarDay, day_id) or abort(404))
    db.session.commit()
    flash("Đã bỏ khỏi lịch.", "done")
    return redirect(url_for("holidays.index"), 303)


def _page(form: HolidayForm, status: int = 200) -> Response:
    return page("holidays/index.html", status, years=calendar_days(db.session), form=form, form_errors=status == 422)
