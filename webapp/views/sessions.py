"""Signing in and out: a code by mail, a password, or in the trial one of its four people."""

import secrets
from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, session, url_for
from flask_login import login_user, logout_user
from htmx_flask import request

from webapp import clock
from webapp.actions import sign_in
from webapp.actions.sign_in import Place, SignInRefused
from webapp.extensions import db
from webapp.forms.sessions import AddressForm, CodeForm, PasswordForm
from webapp.models import Person
from webapp.queries import people
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
    return _door(AddressForm(formdata=None))


@bp.post("/sign-in/codes")
def ask() -> Any:
    """Send a code. The answer is the same for an unknown address."""
    form = AddressForm()
    if not form.validate():
        return _door(form, 422)
    session.setdefault("browser", secrets.token_urlsafe(24))
    session["address"] = form.address.data
    try:
        sign_in.ask_code(db.session, form.address.data, _place(), now=clock.now())
    except SignInRefused as refusal:
        form.address.errors = [str(refusal)]
        return _door(form, 422)
    db.session.commit()
    return redirect(url_for("sessions.code"), 303)


@bp.get("/sign-in/codes")
def code() -> Response:
    """Ask for the six digits."""
    return page("sessions/code.html", form=CodeForm(formdata=None))


@bp.post("/sign-in/sessions")
def enter() -> Any:
    """Come in with the code."""
    form = CodeForm()
    if form.validate():
        try:
            address = session.get("address", "")
            person = sign_in.try_code(db.session, address, form.digits(), _place(), now=clock.now())
            return _welcome(person)
        except SignInRefused as refusal:
            db.session.commit()
            form.code.errors = [str(refusal)]
    return page("sessions/code.html", 422, form=form, form_errors=True)


@bp.post("/sign-in/passwords")
def password() -> Any:
    """Come in with a password."""
    form = PasswordForm()
    if form.validate():
        try:
            source = request.remote_addr or ""
            person = sign_in.try_password(
                db.session, form.address.data, form.password.data or "", source, now=clock.now()
            )
            return _welcome(person)
        except SignInRefused as refusal:
            db.session.commit()
            form.password.errors = [str(refusal)]
    return _door(form, 422)


@bp.post("/sign-in/trials")
def trial() -> Any:
    """One click, in the trial only."""
    if not current_app.config["TRIAL"]:
        abort(404)
    chosen = request.form.get("person", "")
    allowed = {str(one.id): one.id for one in people.trial_people(db.session)}
    person = db.session.get(Person, allowed.get(chosen, 0)) or abort(404)
    return _welcome(person)


@bp.post("/sign-out")
@needs("session.end")
def end() -> Any:
    """End this session, here and in the database."""
    sign_in.end_session(db.session, me().session_id, now=clock.now())
    db.session.commit()
    logout_user()
    session.clear()
    flash("Đã đăng xuất.", "done")
    return redirect(url_for("sessions.new"), 303)


def _place() -> Place:
    return Place(session.get("browser", ""), request.remote_addr or "")


def _door(form: AddressForm, status: int = 200) -> Response:
    offered = people.trial_people(db.session) if current_app.config["TRIAL"] else []
    typed = {"address": form.address.data}
    return page(
        "sessions/new.html",
        status,
        form=form if not isinstance(form, PasswordForm) else AddressForm(formdata=None, data=typed),
        password_form=form if isinstance(form, PasswordForm) else PasswordForm(formdata=None),
        people=offered,
        form_errors=bool(form.errors),
    )


def _welcome(person: Person) -> Any:
    """A fresh session: nothing of the old one is kept but where the person was going."""
    secret = sign_in.open_session(db.session, person, request.user_agent.string, now=clock.now())
    db.session.commit()
    carried = {name: session[name] for name in CARRIED if name in session}
    session.clear()
    session.update(carried)
    session.permanent = True
    login_user(people.signed_in(db.session, secret, now=clock.now()))
    if session.get("parked"):
        return redirect(url_for("parked_forms.show", parked_id=session.pop("parked")), 303)
    return redirect(inside(session.pop("next", "/")), 303)
