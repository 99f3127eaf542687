"""Báo cáo: the frozen ones, a draft of the next, and the freezing."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for
from htmx_flask import request

from webapp import clock
from webapp.actions import report_exports
from webapp.actions.reports import FreezeRefused, freeze
from webapp.extensions import db
from webapp.forms.reports import WITH, FreezeForm, ReportForm
from webapp.queries import report_draft
from webapp.queries import reports as queries
from webapp.queries.report_draft import Order
from webapp.rules.report_periods import PeriodRefused, current_key
from webapp.rules.words import ReportKind
from webapp.views import report_page
from webapp.web.context import thresholds
from webapp.web.guards import me, needs
from webapp.web.paging import PER_PAGE, page_number, page_of
from webapp.web.render import page
from webapp.web.stamps import stamp

bp = Blueprint("reports", __name__)


@bp.get("/reports")
@needs("report.view")
def index() -> Response:
    """The frozen reports, and the question which one is wanted next."""
    kind = ReportKind.QUARTER
    key = current_key(kind, clock.today(), thresholds())
    return _index(_form(ReportForm, formdata=None, data={"kind": kind.value, "period": key}))


@bp.get("/reports/draft")
@needs("report.view")
def draft() -> Response:
    """What the report would say now. Nothing is kept; the address holds what was asked."""
    form = _form(ReportForm, formdata=request.args)
    order = _order(form) if form.validate() else None
    if order is None:
        return _index(form, 422)
    return _draft(order, _form(FreezeForm, formdata=request.args))


@bp.post("/reports")
@needs("report.freeze")
def create() -> Any:
    """Freeze the report that was looked at."""
    form = _form(FreezeForm)
    if not form.validate():
        order = _order(form) if form.span else None
        return _draft(order, form, 422) if order else _index(form, 422)
    order = _order(form)
    if order is None:
        return _index(form, 422)
    try:
        report = freeze(db.session, order, thresholds(), stamp=stamp())
        db.session.commit()
    except FreezeRefused as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return _draft(order, form, 422)
    flash(f"Đã chốt báo cáo {report.code}. Nội dung giữ nguyên từ nay.", "done")
    return redirect(url_for("reports.show", report_id=report.id), 303)


@bp.get("/reports/<int:report_id>")
@needs("report.view")
def show(report_id: int) -> Response:
    """One frozen report, as it was frozen; what was typed later is marked beside it."""
    report = queries.frozen(db.session, report_id) or abort(404)
    return report_page.frozen_page(report)


@bp.post("/reports/<int:report_id>/exports")
@needs("report.view")
def export(report_id: int) -> Any:
    """Ask the worker for the report as a file; its page tells how far it is."""
    report = queries.frozen(db.session, report_id) or abort(404)
    form = report_page.export_form()
    if not form.validate():
        return report_page.frozen_page(report, 422, form=form)
    names, person_id = form.names.data == WITH, me().person_id
    job = report_exports.ask(
        db.session, report, form.kind.data, form.label, names=names, person_id=person_id, now=clock.now()
    )
    db.session.commit()
    return redirect(url_for("jobs.show", job_id=job.id), 303)


def _form(kind: type[ReportForm], **values: Any) -> Any:
    return kind(office=thresholds(), programmes=queries.programmes(db.session), **values)


def _order(form: ReportForm) -> Order | None:
    """What was asked for; None, with the reason at the field, when its days run backwards."""
    if form.span is None:
        return None
    days = {"first": form.first_on.data, "cut_off": form.cut_off.data}
    try:
        return queries.order(db.session, form.span, programme_id=form.programme_id, now=clock.now(), **days)
    except PeriodRefused as refusal:
        form.cut_off.errors = [str(refusal)]
        return None


def _index(form: ReportForm, status: int = 200) -> Response:
    number, total = page_number(), queries.count(db.session)
    return page(
        "reports/index.html",
        status,
        form=form,
        form_errors=status == 422,
        reports=queries.listing(db.session, number=number, per_page=PER_PAGE),
        pager=page_of(total, number),
    )


def _draft(order: Order, form: FreezeForm, status: int = 200) -> Response:
    content = report_draft.draft(db.session, order, thresholds())
    return page(
        "reports/draft.html",
        status,
        form=form,
        form_errors=status == 422,
        early=order.span.cut_off > clock.today(),
        order=order,
        report=report_page.shown(content),
    )
