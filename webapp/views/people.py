"""Người dùng: who may come in, as what."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for

from webapp import clock
from webapp.actions import people as actions
from webapp.actions import person_handovers
from webapp.actions.history import AlreadyRecorded
from webapp.actions.people import Particulars
from webapp.actions.person_handovers import Handed
from webapp.actions.sign_in import end_sessions_of
from webapp.extensions import db
from webapp.forms.people import HandoverForm, PersonForm
from webapp.models import Person
from webapp.queries import people as queries
from webapp.queries.agencies import choices
from webapp.views.settle import settle
from webapp.web.guards import needs
from webapp.web.render import page
from webapp.web.stamps import stamp

bp = Blueprint("people", __name__)


@bp.get("/people")
@needs("people.manage")
def index() -> Response:
    """Everybody, and the form for one more."""
    return _list(PersonForm(formdata=None, agencies=choices(db.session)))


@bp.post("/people")
@needs("people.manage")
def create() -> Any:
    """A new person."""
    form = PersonForm(agencies=choices(db.session))
    return settle(
        form,
        lambda: actions.new_person(db.session, _said(form), now=clock.now()),
        lambda made: (f"Đã thêm {made.name}.", _address(made.id)),
        lambda: _list(form, 422),
    )


@bp.get("/people/<int:person_id>")
@needs("people.manage")
def show(person_id: int) -> Response:
    """One person."""
    return _page(person_id)


@bp.post("/people/<int:person_id>")
@needs("people.manage")
def edit(person_id: int) -> Any:
    """Name, address, role, agency, in use or not, password."""
    person, form = _person(person_id), PersonForm(agencies=choices(db.session))
    return settle(
        form,
        lambda: actions.edit_person(person, _said(form), now=clock.now()),
        lambda ended: (f"Đã ghi.{_ended(ended)}", _address(person_id)),
        lambda: _page(person_id, form),
    )


@bp.post("/people/<int:person_id>/session-ends")
@needs("people.manage")
def end_sessions(person_id: int) -> Any:
    """Sign the person out everywhere."""
    ended = end_sessions_of(db.session, _person(person_id).id, now=clock.now())
    db.session.commit()
    flash(_ended(ended).strip() or "Người này không có phiên đăng nhập nào đang mở.", "done")
    return redirect(_address(person_id), 303)


@bp.post("/people/<int:person_id>/handovers")
@needs("people.manage")
def hand_over(person_id: int) -> Any:
    """All duties of this person to another, from a day on."""
    person, form = _person(person_id), HandoverForm(people=queries.speakers(db.session))
    try:
        person_handovers.refuse_repeat(db.session, form.once.data)
        return settle(
            form,
            lambda: person_handovers.hand_over(
                person,
                db.session.get_one(Person, form.to_id.data),
                effective_on=form.effective_on.data,
                reason=form.handover_reason.data,
                stamp=stamp(form.once.data),
            ),
            lambda done: (_handed(done), _address(person_id)),
            lambda: _page(person_id, handover=form),
        )
    except AlreadyRecorded:
        flash("Lần bàn giao này đã được ghi từ lần gửi trước.", "done")
        return redirect(_address(person_id), 303)


def _handed(done: Handed) -> str:
    ended = f" {done.links} liên kết trong thư cũ hết tác dụng." if done.links else ""
    return f"Đã bàn giao {done.agencies} cơ quan; việc đã đóng giữ nguyên.{ended}"


def _said(form: PersonForm) -> Particulars:
    return Particulars(
        name=form.name.data or "",
        email=form.email.data or "",
        role=form.role.data,
        agency_id=form.agency_id.data,
        active=form.active.data,
        password=form.password.data or "",
        duty=form.duty.data,
    )


def _ended(count: int) -> str:
    return f" Đã kết thúc {count} phiên đăng nhập." if count else ""


def _person(person_id: int) -> Person:
    return db.session.get(Person, person_id) or abort(404)


def _address(person_id: int) -> str:
    return url_for("people.show", person_id=person_id)


def _list(form: PersonForm, status: int = 200) -> Response:
    found = queries.everybody(db.session, today=clock.today())
    return page("people/index.html", status, people=found, form=form, form_errors=status == 422)


def _page(person_id: int, refused: PersonForm | None = None, handover: HandoverForm | None = None) -> Response:
    person = _person(person_id)
    others = [one for one in queries.speakers(db.session) if one[0] != person_id]
    duties = queries.duties_of(db.session, person_id)
    form = refused or PersonForm(formdata=None, obj=person, agencies=choices(db.session))
    return page(
        "people/show.html",
        422 if refused or handover else 200,
        person=person,
        form=form,
        handover=handover or HandoverForm(formdata=None, people=others, effective_on=clock.today()),
        desk=queries.desk(db.session, duties, today=clock.today()),
        handovers=queries.handovers(db.session, person_id),
        duties=duties,
        sessions=queries.open_sessions(db.session, person_id, now=clock.now()),
        form_errors=bool(refused or handover),
    )
