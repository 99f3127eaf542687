"""Mẫu báo cáo: the office's own Word templates, the fields they may name, and one to begin with."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for

from webapp.actions.report_templates import take
from webapp.extensions import db
from webapp.files.party_layout import layout_of
from webapp.files.report_template import starter
from webapp.files.unreadable import UnreadableFile
from webapp.forms.report_templates import TemplateForm
from webapp.models import ReportTemplate
from webapp.queries import report_templates as queries
from webapp.rules.report_fields import FIELDS, LISTS
from webapp.web.context import thresholds
from webapp.web.downloads import WORD, download
from webapp.web.guards import needs
from webapp.web.render import page
from webapp.web.stamps import stamp

bp = Blueprint("report_templates", __name__)


@bp.get("/report-templates")
@needs("report.freeze")
def index() -> Response:
    """The templates, how to send one, and every field."""
    return _page(TemplateForm(formdata=None))


@bp.post("/report-templates")
@needs("report.freeze")
def create() -> Any:
    """Take a template that was checked and tried."""
    form = TemplateForm()
    if not form.validate():
        return _page(form, 422)
    try:
        row = take(db.session, form.name.data, form.file.data.read(), stamp=stamp())
        db.session.commit()
    except UnreadableFile as refusal:
        db.session.rollback()
        form.file.errors = [str(refusal)]
        return _page(form, 422)
    flash(f"Đã nhận mẫu “{row.name}”; chọn được khi tải báo cáo về.", "done")
    return redirect(url_for("report_templates.index"), 303)


@bp.post("/report-templates/<int:template_id>/removals")
@needs("report.freeze")
def remove(template_id: int) -> Any:
    """Put a template aside."""
    row = db.session.get(ReportTemplate, template_id) or abort(404)
    name = row.name
    db.session.delete(row)
    db.session.commit()
    flash(f"Đã bỏ mẫu “{name}”.", "done")
    return redirect(url_for("report_templates.index"), 303)


@bp.get("/report-templates/starter")
@needs("report.freeze")
def begin() -> Response:
    """A template to begin with, in the office's letterhead."""
    office = thresholds()
    data = starter(
        layout_of(office),
        parent=office.office_name,
        issuer=office.letter_issuer,
        symbol=office.letter_symbol,
        place=office.letter_place,
    )
    return download(data, "mau-bao-cao.docx", WORD)


@bp.get("/report-templates/<int:template_id>/file")
@needs("report.freeze")
def file(template_id: int) -> Response:
    """A template as it was sent."""
    data = queries.content(db.session, template_id) or abort(404)
    return download(data, f"mau-{template_id}.docx", WORD)


def _page(form: TemplateForm, status: int = 200) -> Response:
    return page(
        "report_templates/index.html",
        status,
        form=form,
        form_errors=status == 422,
        templates=queries.listing(db.session),
        fields=FIELDS,
        lists=LISTS,
    )
