"""Ngưỡng và tên cơ quan."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, url_for

from webapp.actions.settings import save
from webapp.extensions import db
from webapp.forms.directory import SettingsForm
from webapp.web.context import thresholds
from webapp.web.guards import needs
from webapp.web.render import page

bp = Blueprint("settings", __name__)


@bp.get("/settings")
@needs("settings.manage")
def index() -> Response:
    """The thresholds in force."""
    return page("settings/index.html", form=SettingsForm(formdata=None, obj=thresholds()))


@bp.post("/settings")
@needs("settings.manage")
def edit() -> Any:
    """Change them."""
    form = SettingsForm()
    if not form.validate():
        return page("settings/index.html", 422, form=form, form_errors=True)
    save(db.session, {name: value for name, value in form.data.items() if name != "csrf_token"})
    db.session.commit()
    flash("Đã ghi các ngưỡng.", "done")
    return redirect(url_for("settings.index"), 303)
