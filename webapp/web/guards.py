"""Who is asking, and may they? Every endpoint declares its permission or stands in ``PUBLIC``: closed by default."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, Response, abort, current_app, redirect, session, url_for
from flask_login import current_user
from htmx_flask import request

from webapp import clock
from webapp.config import is_loopback
from webapp.extensions import db, login
from webapp.queries.people import SignedIn, signed_in
from webapp.rules import permissions
from webapp.rules.permissions import Decision, TaskSubject
from webapp.web import parked
from webapp.web.addresses import came_from
from webapp.web.paging import with_query

PUBLIC = (
    "static",
    "health.index",
    "home.theme",
    "mailbox.index",
    "mailbox.show",
    "mailbox.html",
    "sessions.new",
    "sessions.ask",
    "sessions.code",
    "sessions.enter",
    "sessions.password",
    "sessions.trial",
    "quick_links.show",
    "quick_links.later",
    "quick_links.take",
    "quick_links.done",
    "quick_links.renew",
    "mutes.show",
    "mutes.create",
    "mutes.remove",
    "calendars.feed",
)
"""What anybody may reach: signing in, the machine's health, (in trial only) the local mailbox, and what a link in a
mail opens: those judge its token themselves."""

View = TypeVar("View", bound=Callable[..., Any])


def needs(permission: str) -> Callable[[View], View]:
    """Declare the permission of an endpoint: its roles are judged before the view runs, a task by ``authorize``."""
    if permission not in permissions.TABLE:
        raise KeyError(f"no rule for permission {permission!r}")

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


def viewer() -> SignedIn | None:
    """The person who asks, or None when nobody is signed in."""
    return cast(SignedIn, current_user._get_current_object()) if current_user.is_authenticated else None


def me() -> SignedIn:
    """The signed-in person; for views behind ``needs``."""
    person = viewer()
    if person is None:
        abort(401)
    return person


def authorize(permission: str, task: TaskSubject | None = None) -> None:
    """Let the view go on, or answer 403 with the rule's reason; 404 when the task may not even be seen."""
    if task is not None and not permissions.may(me(), "task.view", task):
        abort(404)
    decision = permissions.may(me(), permission, task)
    if not decision:
        abort(403, description=decision.reason)


def can(permission: str, task: TaskSubject | None = None) -> Decision:
    """The same answer for templates: shows or hides, never protects."""
    person = viewer()
    return permissions.may(person, permission, task) if person else Decision(False)


def init_app(app: Flask) -> None:
    """Bind sign-in and the gate that every request passes. The gate stands before the CSRF check, so that a form
    whose session has ended is kept for its owner instead of being refused."""
    login.init_app(app, add_context_processor=False)  # templates know the viewer, and a failing page asks for nobody
    login.session_protection = None  # the session row is the protection: it can be ended at any moment
    login.user_loader(_load)
    app.before_request(_keep_trial_local)
    app.before_request(_gate)


def _load(secret: str) -> SignedIn | None:
    return signed_in(db.session, secret, now=clock.now())


def _keep_trial_local() -> None:
    """The trial signs anybody in, so it answers this machine only, whatever address it was made to listen on."""
    if current_app.config["TRIAL"] and not is_loopback(request.remote_addr or ""):
        abort(403, description="Chế độ dùng thử chỉ trả lời trên chính máy này.")


def _gate() -> Any:
    endpoint = request.endpoint
    if endpoint is None or endpoint in PUBLIC:
        return None
    permission = getattr(current_app.view_functions[endpoint], "permission", None)
    if permission is None:
        abort(404)
    if viewer() is None:
        return _to_sign_in()
    authorize(permission)
    return None


def _to_sign_in() -> Any:
    """Ask to sign in and bring the person back; what they had typed is parked for them."""
    if request.method == "POST":
        kept = parked.keep(db.session, session.get("_user_id"), request.path, request.form, now=clock.now())
        db.session.commit()
        if kept is not None:
            session["parked"] = kept
    session["next"] = with_query() if request.method == "GET" else came_from(request)
    target = url_for("sessions.new")
    if request.htmx:
        return Response(status=204, headers={"HX-Redirect": target})
    return redirect(target, 303)
