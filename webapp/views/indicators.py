"""Chỉ tiêu: measured numbers against the programme's dated targets, and the pace that is still required."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for
from htmx_flask import request

from webapp.actions import indicators, targets
from webapp.actions.history import AlreadyRecorded
from webapp.actions.indicators import NumberNotTaken
from webapp.extensions import db
from webapp.forms.indicators import CorrectionForm, LevelForm, NumberForm, SupplierForm
from webapp.models import Indicator
from webapp.queries import indicators as queries
from webapp.queries.tasks import Subject
from webapp.views import indicator_page
from webapp.web.guards import authorize, needs
from webapp.web.render import page
from webapp.web.stamps import stamp

bp = Blueprint("indicators", __name__)


@bp.get("/indicators")
@needs("programme.view")
def index() -> Response:
    """The indicators of one programme (``?chuong_trinh=``), the newest one's when none is asked for."""
    return page("indicators/index.html", **indicator_page.listing(request.args.get("chuong_trinh", "")))


@bp.get("/indicators/<int:indicator_id>")
@needs("programme.view")
def show(indicator_id: int) -> Response:
    """One indicator with every number ever written; ``?sua=`` opens the correction of one."""
    return indicator_page.answer(indicator_id)


@bp.post("/indicators/<int:indicator_id>/measurements")
@needs("indicator.measure")
def measure(indicator_id: int) -> Any:
    """Write a number."""
    row, form = _mine(indicator_id), NumberForm()
    if not form.validate():
        return indicator_page.answer(indicator_id, form=form, status=422)
    try:
        indicators.measure(db.session, row, form.number(row), stamp=stamp(form.once.data))
    except AlreadyRecorded:
        flash("Số này đã được ghi từ lần gửi trước.", "done")
        return redirect(url_for("indicators.show", indicator_id=indicator_id), 303)
    except NumberNotTaken as refusal:
        form.form_errors.append(str(refusal))
        return indicator_page.answer(indicator_id, form=form, status=422)
    db.session.commit()
    flash("Đã ghi số đo.", "done")
    return redirect(url_for("indicators.show", indicator_id=indicator_id), 303)


@bp.post("/indicators/<int:indicator_id>/measurements/<int:measurement_id>/corrections")
@needs("indicator.measure")
def correct(indicator_id: int, measurement_id: int) -> Any:
    """Put a newer number in place of a wrong one."""
    _mine(indicator_id)
    wrong = queries.number(db.session, indicator_id, measurement_id) or abort(404)
    form = CorrectionForm()
    if not form.validate():
        return indicator_page.answer(indicator_id, correction=form, wrong=measurement_id, status=422)
    try:
        number = form.number(wrong.indicator)
        indicators.correct(db.session, wrong, number, reason=form.reason.data, stamp=stamp(form.once.data))
    except AlreadyRecorded:
        flash("Đính chính này đã được ghi từ lần gửi trước.", "done")
        return redirect(url_for("indicators.show", indicator_id=indicator_id), 303)
    except NumberNotTaken as refusal:
        form.form_errors.append(str(refusal))
        return indicator_page.answer(indicator_id, correction=form, wrong=measurement_id, status=422)
    db.session.commit()
    flash("Đã đính chính; số cũ được giữ trong lịch sử.", "done")
    return redirect(url_for("indicators.show", indicator_id=indicator_id), 303)


@bp.post("/indicators/<int:indicator_id>/suppliers")
@needs("indicator.manage")
def supply(indicator_id: int) -> Any:
    """Name the agency that supplies the numbers from now on; numbers already written keep theirs."""
    row = queries.for_change(db.session, indicator_id) or abort(404)
    form: SupplierForm = indicator_page.supplier_form()
    if not form.validate():
        return indicator_page.answer(indicator_id, supplier=form, status=422)
    row.supplier_id = form.agency.data or None
    db.session.commit()
    flash("Đã ghi cơ quan cung cấp số liệu.", "done")
    return redirect(url_for("indicators.show", indicator_id=indicator_id), 303)


@bp.post("/indicators/<int:indicator_id>/targets")
@needs("indicator.manage")
def set_level(indicator_id: int) -> Any:
    """Set a level to follow where the programme gives only words."""
    row, form = queries.for_change(db.session, indicator_id) or abort(404), LevelForm()
    if not form.validate():
        return indicator_page.answer(indicator_id, level=form, status=422)
    if not queries.is_in_words(db.session, indicator_id):
        flash("Chỉ tiêu này đã có mốc bằng số.", "soon")
        return redirect(url_for("indicators.show", indicator_id=indicator_id), 303)
    targets.set_level(db.session, row, form.said(row.name), reason=form.reason.data)
    db.session.commit()
    flash("Đã đặt mức để theo dõi.", "done")
    return redirect(url_for("indicators.show", indicator_id=indicator_id), 303)


def _mine(indicator_id: int) -> Indicator:
    """The indicator, if its numbers are this person's to write: the monitor's all, an agency's those it supplies."""
    row = queries.for_change(db.session, indicator_id) or abort(404)
    authorize("indicator.measure", Subject(row.supplier_id or 0, frozenset(), None))
    return row
