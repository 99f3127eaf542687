"""Cơ quan: the directory, and one agency's whole page."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for

from webapp import clock
from webapp.actions import directory as actions
from webapp.actions import search
from webapp.actions.directory import DirectoryRefused
from webapp.extensions import db
from webapp.forms.directory import AgencyForm, EndForm, FocalPointForm, NameForm
from webapp.forms.fields import options
from webapp.models import Agency, AgencyKind, AgencyName, FocalPoint
from webapp.queries import agencies as queries
from webapp.queries.people import choices
from webapp.rules.permissions import may
from webapp.rules.rates import rates
from webapp.views.task_lines import lines
from webapp.web.context import thresholds
from webapp.web.guards import me, needs
from webapp.web.render import page

bp = Blueprint("agencies", __name__)


@bp.get("/agencies")
@needs("agency.list")
def index() -> Response:
    """The directory."""
    return _directory(AgencyForm(formdata=None))


@bp.post("/agencies")
@needs("agency.manage")
def create() -> Any:
    """A new agency."""
    form = AgencyForm()
    if form.validate():
        try:
            made = actions.add_agency(db.session, form.code.data, form.name.data, AgencyKind(form.kind.data))
            db.session.commit()
            return redirect(url_for("agencies.show", agency_id=made.id), 303)
        except DirectoryRefused as refusal:
            form.form_errors.append(str(refusal))
    return _directory(form, 422)


@bp.get("/agencies/<int:agency_id>")
@needs("agency.list")
def show(agency_id: int) -> Response:
    """One agency: its rates and open tasks, its names and focal points. A focal point sees their own only."""
    return _page(_visible(agency_id))


@bp.post("/agencies/<int:agency_id>")
@needs("agency.manage")
def edit(agency_id: int) -> Any:
    """Name, family, last day."""
    agency, form = _visible(agency_id), AgencyForm()
    if not form.validate():
        return _page(agency, edit=form, status=422)
    agency.code, agency.name = form.code.data, form.name.data
    agency.kind, agency.valid_to = AgencyKind(form.kind.data), form.valid_to.data
    search.index_agency(db.session, agency)
    db.session.commit()
    return _done(agency_id, "Đã ghi cơ quan.")


@bp.post("/agencies/<int:agency_id>/names")
@needs("agency.manage")
def add_name(agency_id: int) -> Any:
    """Another way documents write this agency."""
    agency, form = _visible(agency_id), NameForm()
    if form.validate():
        try:
            actions.add_name(db.session, form.text.data, agency=agency)
            db.session.commit()
            return _done(agency_id, "Đã thêm tên gọi.")
        except DirectoryRefused as refusal:
            form.form_errors.append(str(refusal))
    return _page(agency, name=form, status=422)


@bp.post("/agencies/<int:agency_id>/names/<int:name_id>/removals")
@needs("agency.manage")
def remove_name(agency_id: int, name_id: int) -> Any:
    """Take a name away."""
    name = db.session.get(AgencyName, name_id) or abort(404)
    if name.agency_id != agency_id:
        abort(404)
    db.session.delete(name)
    db.session.commit()
    return _done(agency_id, "Đã bỏ tên gọi.")


@bp.post("/agencies/<int:agency_id>/focal-points")
@needs("agency.manage")
def add_focal_point(agency_id: int) -> Any:
    """Who speaks for the agency, from when."""
    agency, form = _visible(agency_id), FocalPointForm()
    form.person_id.choices = options(choices(db.session))
    if form.validate():
        try:
            actions.add_focal_point(db.session, agency_id, form.person_id.data, form.from_on.data, form.to_on.data)
            db.session.commit()
            return _done(agency_id, "Đã ghi đầu mối.")
        except DirectoryRefused as refusal:
            form.form_errors.append(str(refusal))
    return _page(agency, focal=form, status=422)


@bp.post("/agencies/<int:agency_id>/focal-points/<int:duty_id>/ends")
@needs("agency.manage")
def end_focal_point(agency_id: int, duty_id: int) -> Any:
    """The last day of a focal point's duty."""
    duty, form = db.session.get(FocalPoint, duty_id) or abort(404), EndForm()
    if duty.agency_id != agency_id:
        abort(404)
    if not form.validate() or form.to_on.data < duty.from_on:
        flash("Nhập ngày cuối, không trước ngày bắt đầu.", "soon")
        return redirect(url_for("agencies.show", agency_id=agency_id), 303)
    duty.to_on = form.to_on.data
    db.session.commit()
    return _done(agency_id, "Đã ghi ngày thôi làm đầu mối.")


def _visible(agency_id: int) -> Agency:
    """The agency, if this person may look at more than its name."""
    agency = queries.agency(db.session, agency_id) or abort(404)
    viewer = me()
    allowed = may(viewer, "monitor.view") or may(viewer, "agency.manage") or agency_id in viewer.agency_ids
    return agency if allowed else abort(404)


def _page(
    agency: Agency,
    edit: AgencyForm | None = None,
    name: NameForm | None = None,
    focal: FocalPointForm | None = None,
    status: int = 200,
) -> Response:
    focal = focal or FocalPointForm(formdata=None)
    focal.person_id.choices = options(choices(db.session)) if may(me(), "agency.manage") else {}
    sees_work = bool(may(me(), "monitor.view")) or agency.id in me().agency_ids
    return page(
        "agencies/show.html",
        status,
        agency=agency,
        groups=queries.groups_of(db.session, agency.id),
        focal_points=queries.focal_points(db.session, agency.id),
        lines=lines(queries.tasks_of(db.session, agency.id)) if sees_work else None,
        rates=_rates(agency.id) if sees_work else None,
        edit=edit or AgencyForm(formdata=None, obj=agency),
        name=name or NameForm(formdata=None),
        focal=focal,
        end=EndForm(formdata=None),
        form_errors=status == 422,
    )


def _rates(agency_id: int) -> Any:
    return rates(queries.tallies(db.session, agency_id), clock.today(), thresholds().standing_note_days)


def _directory(form: AgencyForm, status: int = 200) -> Response:
    shows_people = bool(may(me(), "monitor.view")) or bool(may(me(), "agency.manage"))
    return page(
        "agencies/index.html",
        status,
        agencies=queries.directory(db.session),
        focal_points=queries.focal_points(db.session) if shows_people else [],
        form=form,
        form_errors=status == 422,
    )


def _done(agency_id: int, sentence: str) -> Any:
    flash(sentence, "done")
    return redirect(url_for("agencies.show", agency_id=agency_id), 303)
