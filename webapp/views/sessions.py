"""Signing in and out: a code by mail, a password, or in the trial one of its four people."""

import secrets
from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, session, url_for
from flask_login import login_user
from htmx_flask import request
from wtforms import Field

from webapp import clock
from webapp.actions import sign_in
from webapp.actions.sign_in import Place, SignInRefused
from webapp.extensions import db
from webapp.forms.sessions import AddressForm, CodeForm, PasswordForm
from webapp.models import Person
from webapp.queries import people
from webapp.web import parked
from webapp.web.addresses import inside
from webapp.web.guards import me, needs, viewer
from webapp.web.render import page

bp = Blueprint("sessions", __name__)
CARRIED = ("next", "parked")
"""What survives the change of session: where the person was going, and what they had typed."""


@bp.get("/sign-in")
def new() -> Any:
    """Ask for an address; the trial offers its four people."""
    if viewer() is not None:
        return redirect(url_for("home.index"), 303)
    return _door()


@bp.post("/sign-in/codes")
def ask() -> Any:
    """Send a code. The answer is the same for an unknown address."""
    form = AddressForm()
    if not form.validate():
        return _door(form)
    session["browser"] = session.get("browser") or secrets.token_urlsafe(24)
    session["address"] = form.address.data or ""
    try:
        sign_in.ask_code(db.session, session["address"], _place(), now=clock.now())
    except SignInRefused as refusal:
        _refuse(form.address, refusal)
        return _door(form)
    db.session.commit()
    return redirect(url_for("sessions.code"), 303)


@bp.get("/sign-in/codes")
def code() -> Any:
    """Ask for the six digits."""
    if "address" not in session:
        return redirect(url_for("sessions.new"), 303)
    return _code_page(CodeForm(formdata=None))


@bp.post("/sign-in/sessions")
def enter() -> Any:
    """Come in with the code."""
    form = CodeForm()
    if not form.validate():
        return _code_page(form)
    try:
        person = sign_in.try_code(db.session, session.get("address", ""), form.digits(), _place(), now=clock.now())
    except SignInRefused as refusal:
        _refuse(form.code, refusal)
        return _code_page(form)
    return _welcome(person)


@bp.post("/sign-in/passwords")
def password() -> Any:
    """Come in with a password."""
    form = PasswordForm()
    if not form.validate():
        return _door(password_form=form)
    address, typed = form.address.data or "", form.password.data or ""
    try:
        person = sign_in.try_password(db.session, address, typed, _place().source, now=clock.now())
    except SignInRefused as refusal:
        _refuse(form.password, refusal)
        return _door(password_form=form)
    return _welcome(person)


@bp.post("/sign-in/trials")
def trial() -> Any:
    """One click, in the trial only."""
    if not current_app.config["TRIAL"]:
        abort(404)
    offered = {str(one.id): one.id for one in people.trial_people(db.session)}
    chosen = offered.get(request.form.get("person", "")) or abort(404)
    return _welcome(db.session.get_one(Person, chosen))


@bp.post("/sign-out")
@needs("session.end")
def end() -> Any:
    """End this session, here and in the database."""
    sign_in.end_session(db.session, me().session_id, now=clock.now())
    db.session.commit()
    session.clear()
    flash("Đã đăng xuất.", "done")
    return redirect(url_for("sessions.new"), 303)


def _place() -> Place:
    return Place(session.get("browser", ""), (request.remote_addr or "")[:45])


def _refuse(field: Field, refusal: SignInRefused) -> None:
    """The try is counted, and the person told beside the field."""
    db.session.commit()
    field.errors = [str(refusal)]


def _door(form: AddressForm | None = None, password_form: PasswordForm | None = None) -> Response:
    """The sign-in page; a form that is given was refused."""
    refused = form or password_form
    return page(
        "sessions/new.html",
        422 if refused else 200,
        form=form or AddressForm(formdata=None),
        password_form=password_form or PasswordForm(formdata=None),
        people=people.trial_people(db.session) if current_app.config["TRIAL"] else [],
        waiting="parked" in session,
        form_errors=refused is not None,
    )


def _code_page(form: CodeForm) -> Response:
    again = AddressForm(formdata=None, data={"address": session.get("address", "")})
    return page(
        "sessions/code.html", 422 if form.errors else 200, form=form, again=again, form_errors=bool(form.errors)
    )


def _welcome(person: Person) -> Any:
    """A fresh session: nothing of the old one is kept but where the person was going."""
    secret = sign_in.open_session(db.session, person, request.user_agent.string, now=clock.now())
    db.session.commit()
    carried = {name: session[name] for name in CARRIED if name in session}
    session.clear()
    session.permanent = True
    opened = people.signed_in(db.session, secret, now=clock.now()) or abort(401)
    login_user(opened)
    waiting = parked.find(db.session, carried.get("parked") or 0, opened.person_id)
    if waiting:
        return redirect(url_for("parked_forms.show", parked_id=waiting.id), 303)
    return redirect(inside(carried.get("next")), 303)
