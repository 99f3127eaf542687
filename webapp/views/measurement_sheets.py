"""Nhập số đo từ .xlsx: the template, a table read without being stored, its numbers written after a look at them."""

from datetime import date
from decimal import Decimal
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for

from webapp import clock
from webapp.actions import indicators
from webapp.actions.history import AlreadyRecorded
from webapp.actions.indicators import NumberNotTaken
from webapp.extensions import db
from webapp.files.number_sheets import Table, read_table, write_template
from webapp.files.store import safe_name
from webapp.files.unreadable import UnreadableFile
from webapp.forms.indicators import SheetForm
from webapp.forms.measurement_sheets import COLUMNS, NOTE, code_of, read_sheet
from webapp.models import MeasurementSheet
from webapp.queries import indicators as queries
from webapp.web.downloads import download
from webapp.web.guards import me, needs
from webapp.web.render import page
from webapp.web.stamps import stamp

bp = Blueprint("measurement_sheets", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/measurement-sheets")
@needs("indicator.manage")
def index() -> Response:
    """The way in: the template, and the upload."""
    return _door(SheetForm(formdata=None))


@bp.get("/measurement-sheets/template")
@needs("indicator.manage")
def template() -> Response:
    """The table to fill in, with a line for each indicator."""
    rows = [(code_of(one.id), one.name, one.unit) for one in queries.every(db.session)]
    return download(write_template(COLUMNS, rows, NOTE), "so-do-chi-tieu.xlsx", XLSX)


@bp.post("/measurement-sheets")
@needs("indicator.manage")
def create() -> Any:
    """Read a table; with one fault in it nothing is kept."""
    form = SheetForm()
    known, today = queries.every(db.session), clock.today()
    db.session.rollback()  # no lock is held on the database while a file is read
    try:
        name, table = _given(form)
    except UnreadableFile as refusal:
        form.form_errors.append(str(refusal))
        return _door(form, 422)
    found = read_sheet(table, known, today)
    if found.faults:
        form.form_errors.extend(found.faults)
        return _door(form, 422)
    sheet = MeasurementSheet(
        file_name=name, rows=list(found.rows), created_by_id=me().person_id, created_at=clock.now()
    )
    db.session.add(sheet)
    db.session.commit()
    return redirect(url_for("measurement_sheets.show", sheet_id=sheet.id), 303)


@bp.get("/measurement-sheets/<int:sheet_id>")
@needs("indicator.manage")
def show(sheet_id: int) -> Response:
    """What was read, before it is stored."""
    return _preview(sheet_id)


@bp.post("/measurement-sheets/<int:sheet_id>/records")
@needs("indicator.manage")
def record(sheet_id: int) -> Any:
    """Store every number of the table, or none."""
    sheet = queries.sheet(db.session, sheet_id, held=True) or abort(404)
    rows = queries.by_id(db.session, (row["indicator_id"] for row in sheet.rows))
    try:
        count = indicators.store_sheet(db.session, sheet, rows, stamp=stamp())
    except AlreadyRecorded:
        flash("Bảng này đã được ghi từ trước.", "done")
        return redirect(url_for("indicators.index"), 303)
    except NumberNotTaken as refusal:
        db.session.rollback()
        return _preview(sheet_id, str(refusal), 422)
    db.session.commit()
    flash(f"Đã ghi {count} số đo.", "done")
    return redirect(url_for("indicators.index"), 303)


def _given(form: SheetForm) -> tuple[str, Table]:
    upload = form.file.data
    if not upload or not upload.filename:
        raise UnreadableFile("Chọn một tệp .xlsx.")
    return safe_name(upload.filename), read_table(upload.read(), upload.filename)


def _door(form: SheetForm, status: int = 200) -> Response:
    return page("measurement_sheets/index.html", status, form=form, form_errors=status != 200)


def _preview(sheet_id: int, refused: str = "", status: int = 200) -> Response:
    sheet = queries.sheet(db.session, sheet_id) or abort(404)
    rows = [{**row, "value": Decimal(row["value"]), "on": date.fromisoformat(row["measured_on"])} for row in sheet.rows]
    return page(
        "measurement_sheets/show.html", status, sheet=sheet, rows=rows, refused=refused, form_errors=status != 200
    )
