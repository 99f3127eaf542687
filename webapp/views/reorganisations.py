"""Sắp xếp lại cơ quan: what a change would do, the act itself, and the record of those that were."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for
from htmx_flask import request

from webapp import clock
from webapp.actions import reorganisations as actions
from webapp.actions.directory import DirectoryRefused
from webapp.actions.history import AlreadyRecorded
from webapp.actions.reorganisation_plans import plan
from webapp.actions.reorganisations import Outcome
from webapp.extensions import db
from webapp.forms.reorganisations import DecisionForm, ReorganisationForm
from webapp.models import Reorganisation
from webapp.queries import reorganisations as queries
from webapp.views.reorganisation_page import Preview, preview
from webapp.views.settle import settle
from webapp.views.task_lines import lines
from webapp.web.guards import needs
from webapp.web.render import page
from webapp.web.stamps import stamp

bp = Blueprint("reorganisations", __name__)


@bp.get("/reorganisations")
@needs("agency.history")
def index() -> Response:
    """Every change, the newest first."""
    return page("reorganisations/index.html", changes=queries.changes(db.session))


@bp.get("/reorganisations/new")
@needs("agency.reorganise")
def new() -> Response:
    """The form; with ``?xem=1`` also what the change would do, before anything is written."""
    if "xem" not in request.args:
        before = request.args.getlist("before")
        return _form(_blank(before))
    form = _filled(request.args)
    if not form.validate():
        return _form(form, status=422)
    try:
        found = plan(db.session, form.change(request.args), today=clock.today())
    except DirectoryRefused as refusal:
        form[refusal.field].errors = [str(refusal)]
        return _form(form, status=422)
    return _form(form, preview(found))


@bp.post("/reorganisations")
@needs("agency.reorganise")
def create() -> Any:
    """Carry the change out, as the preview told it."""
    form = _filled(request.form)
    try:
        actions.refuse_repeat(db.session, form.once.data)
        return settle(
            form,
            lambda: actions.carry_out(db.session, form.change(request.form), stamp=stamp(form.once.data)),
            lambda done: (_told(done), url_for("reorganisations.show", reorganisation_id=done.reorganisation.id)),
            lambda: _form(form, status=422),
        )
    except AlreadyRecorded:
        flash("Thay đổi này đã được ghi từ lần gửi trước.", "done")
        return redirect(url_for("reorganisations.index"), 303)


@bp.get("/reorganisations/<int:reorganisation_id>")
@needs("agency.history")
def show(reorganisation_id: int) -> Response:
    """One change, and the tasks it handed on."""
    return _page(reorganisation_id)


@bp.post("/reorganisations/<int:reorganisation_id>")
@needs("agency.reorganise")
def edit(reorganisation_id: int) -> Any:
    """The number of the decision, when it is known at last."""
    row = db.session.get(Reorganisation, reorganisation_id) or abort(404)
    form: Any = DecisionForm()
    return settle(
        form,
        lambda: actions.correct(row, decision=form.decision.data, reason=form.reason.data),
        lambda _done: ("Đã ghi số quyết định.", url_for("reorganisations.show", reorganisation_id=reorganisation_id)),
        lambda: _page(reorganisation_id, form),
    )


def _filled(sent: Any) -> ReorganisationForm:
    """The form as it was sent; looking changes nothing, so an address needs no token."""
    meta = {} if request.method == "POST" else {"csrf": False}
    return ReorganisationForm(formdata=sent, agencies=queries.living(db.session), meta=meta)


def _blank(before: list[str]) -> ReorganisationForm:
    return ReorganisationForm(
        formdata=None, agencies=queries.living(db.session), before=before, effective_on=clock.today()
    )


def _told(done: Outcome) -> str:
    joined = f", {done.joined} việc gộp" if done.joined else ""
    return f"Đã ghi. {done.moved} việc đang mở chuyển sang cơ quan kế thừa{joined}; việc đã đóng giữ nguyên."


def _form(form: ReorganisationForm, found: Preview | None = None, status: int = 200) -> Response:
    carried = [(name, value) for name, value in request.args.items(multi=True) if name != "xem"]
    return page(
        "reorganisations/new.html",
        status,
        form=form,
        preview=found,
        carried=carried,
        form_errors=status == 422,
    )


def _page(reorganisation_id: int, refused: DecisionForm | None = None) -> Response:
    found = queries.change(db.session, reorganisation_id) or abort(404)
    return page(
        "reorganisations/show.html",
        422 if refused else 200,
        change=found,
        tasks=lines(queries.handed_on(db.session, reorganisation_id)),
        form=refused or DecisionForm(formdata=None, obj=found),
        form_errors=refused is not None,
    )
