"""Người dùng: who may come in, as what."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for

from webapp import clock
from webapp.actions import directory, sign_in
from webapp.actions.directory import DirectoryRefused
from webapp.extensions import db
from webapp.forms.directory import PersonForm
from webapp.models import Person
from webapp.queries import people as queries
from webapp.rules.words import Role
from webapp.web.guards import needs
from webapp.web.render import page

bp = Blueprint("people", __name__)


@bp.get("/people")
@needs("people.manage")
def index() -> Response:
    """Everybody, and the form for one more."""
    return _list(PersonForm(formdata=None))


@bp.post("/people")
@needs("people.manage")
def create() -> Any:
    """A new person."""
    form = PersonForm()
    if form.validate():
        person = Person(name="", email="", role=Role(form.role.data), active=True)
        try:
            _save(person, form)
        except DirectoryRefused as refusal:
            form.form_errors.append(str(refusal))
        else:
            return _done("Đã thêm người dùng.")
    return _list(form, 422)


@bp.get("/people/<int:person_id>")
@needs("people.manage")
def show(person_id: int) -> Response:
    """One person."""
    return _page(_person(person_id))


@bp.post("/people/<int:person_id>")
@needs("people.manage")
def edit(person_id: int) -> Any:
    """Name, address, role, active or not, password."""
    person, form = _person(person_id), PersonForm()
    if form.validate():
        try:
            _save(person, form)
            return _done("Đã ghi người dùng.")
        except DirectoryRefused as refusal:
            form.form_errors.append(str(refusal))
    return _page(person, form, 422)


@bp.post("/people/<int:person_id>/session-ends")
@needs("people.manage")
def end_sessions(person_id: int) -> Any:
    """Sign the person out everywhere."""
    ended = sign_in.end_sessions_of(db.session, _person(person_id).id, now=clock.now())
    db.session.commit()
    return _done(f"Đã kết thúc {ended} phiên đăng nhập.")


def _save(person: Person, form: PersonForm) -> None:
    directory.save_person(
        db.session,
        person,
        name=form.name.data or "",
        email=form.email.data or "",
        role=Role(form.role.data),
        active=form.active.data,
        now=clock.now(),
    )
    if form.password.data:
        person.password_hash = sign_in.hash_password(form.password.data)
    db.session.add(person)
    db.session.commit()


def _person(person_id: int) -> Person:
    return db.session.get(Person, person_id) or abort(404)


def _list(form: PersonForm, status: int = 200) -> Response:
    return page("people/index.html", status, people=queries.everybody(db.session), form=form, form_errors=status == 422)


def _page(person: Person, form: PersonForm | None = None, status: int = 200) -> Response:
    shown = form or PersonForm(formdata=None, obj=person, role=person.role.value, password="")
    return page("people/show.html", status, person=person, form=shown, form_errors=status == 422)


def _done(sentence: str) -> Any:
    flash(sentence, "done")
    return redirect(url_for("people.index"), 303)
