"""Cơ quan: the directory, and one agency's whole page."""

from typing import Any

from flask import Blueprint, Response, abort, url_for
from htmx_flask import request

from webapp import clock
from webapp.actions import directory
from webapp.extensions import db
from webapp.forms.agencies import AgencyForm, EndForm, FocalPointForm, NameForm, NewAgencyForm
from webapp.models import Agency, AgencyName, FocalPoint, Person
from webapp.queries import agencies as queries
from webapp.queries.people import speakers
from webapp.views.agency_page import agency_page
from webapp.views.settle import drop_name, settle
from webapp.web.guards import needs
from webapp.web.render import page

bp = Blueprint("agencies", __name__)


@bp.get("/agencies")
@needs("agency.list")
def index() -> Response:
    """The directory by kind, and the groups."""
    return _directory(NewAgencyForm(formdata=None))


@bp.post("/agencies")
@needs("agency.manage")
def create() -> Any:
    """A new agency."""
    form: Any = NewAgencyForm()
    return settle(
        form,
        lambda: directory.new_agency(db.session, code=form.code.data, name=form.name.data, kind=form.kind.data),
        lambda made: (f"Đã thêm {made.name}. Thêm đầu mối để thư nhắc có nơi đến.", _address(made.id)),
        lambda: _directory(form, 422),
    )


@bp.get("/agencies/<int:agency_id>")
@needs("agency.list")
def show(agency_id: int) -> Response:
    """One agency: its figures and open work, its names and focal points."""
    return agency_page(agency_id)


@bp.post("/agencies/<int:agency_id>")
@needs("agency.manage")
def edit(agency_id: int) -> Any:
    """Name, kind, first and last day."""
    agency = _agency(agency_id)
    form: Any = AgencyForm()
    return settle(
        form,
        lambda: directory.edit_agency(
            agency,
            name=form.name.data,
            kind=form.kind.data,
            valid_from=form.valid_from.data,
            valid_to=form.valid_to.data,
        ),
        lambda _done: ("Đã ghi thông tin cơ quan.", _address(agency_id)),
        lambda: agency_page(agency_id, facts=form),
    )


@bp.post("/agencies/<int:agency_id>/names")
@needs("agency.manage")
def add_name(agency_id: int) -> Any:
    """Another way documents write this agency."""
    agency = _agency(agency_id)
    form: Any = NameForm()
    return settle(
        form,
        lambda: directory.add_name(agency, form.text.data),
        lambda name: (f"Đã thêm tên gọi “{name.text}”.", _address(agency_id)),
        lambda: agency_page(agency_id, alias=form),
    )


@bp.post("/agencies/<int:agency_id>/names/<int:name_id>/removals")
@needs("agency.manage")
def remove_name(agency_id: int, name_id: int) -> Any:
    """Take a name away; it can be put back at once."""
    name = db.session.get(AgencyName, name_id) or abort(404)
    if name.agency_id != agency_id:
        abort(404)
    return drop_name(name, _address(agency_id), restore=url_for("agencies.add_name", agency_id=agency_id))


@bp.post("/agencies/<int:agency_id>/focal-points")
@needs("agency.manage")
def add_focal_point(agency_id: int) -> Any:
    """Who speaks for the agency, from when."""
    agency = _agency(agency_id)
    current = queries.current_speakers(db.session, agency_id, today=clock.today())
    form: Any = FocalPointForm(people=speakers(db.session), absent=current)
    return settle(
        form,
        lambda: directory.add_focal_point(
            agency,
            db.session.get_one(Person, form.person_id.data),
            from_on=form.from_on.data,
            to_on=form.to_on.data,
            kind=form.kind.data,
            stands_for_id=form.stands_for_id.data,
        ),
        lambda duty: (f"Đã ghi {duty.kind.label.lower()}.", _address(agency_id)),
        lambda: agency_page(agency_id, duty=form),
    )


@bp.post("/agencies/<int:agency_id>/focal-points/<int:duty_id>/ends")
@needs("agency.manage")
def end_focal_point(agency_id: int, duty_id: int) -> Any:
    """The last day of a focal point's duty."""
    duty = db.session.get(FocalPoint, duty_id) or abort(404)
    form: Any = EndForm()
    if duty.agency_id != agency_id:
        abort(404)
    return settle(
        form,
        lambda: directory.end_focal_point(duty, to_on=form.ended_on.data),
        lambda _done: ("Đã ghi ngày cuối.", _address(agency_id)),
        lambda: agency_page(agency_id, ending=duty_id, end=form),
    )


def _agency(agency_id: int) -> Agency:
    return db.session.get(Agency, agency_id) or abort(404)


def _address(agency_id: int) -> str:
    return url_for("agencies.show", agency_id=agency_id)


def _directory(form: NewAgencyForm, status: int = 200) -> Response:
    asked = (request.args.get("q") or "").strip()[:100]
    found = queries.directory(db.session, asked, today=clock.today())
    return page("agencies/index.html", status, found=found, asked=asked, form=form, form_errors=status == 422)
