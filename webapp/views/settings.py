"""Ngưỡng và tên cơ quan."""

from typing import Any

from flask import Blueprint, Response, url_for

from webapp.actions.settings import save_thresholds
from webapp.extensions import db
from webapp.forms.settings import SettingsForm
from webapp.views.settle import settle
from webapp.web.context import thresholds
from webapp.web.guards import needs
from webapp.web.render import page

bp = Blueprint("settings", __name__)


@bp.get("/settings")
@needs("settings.manage")
def index() -> Response:
    """The thresholds in force, each with its meaning and default."""
    return _page(SettingsForm(formdata=None, obj=thresholds()))


@bp.post("/settings")
@needs("settings.manage")
def edit() -> Any:
    """Change them."""
    form = SettingsForm()
    return settle(
        form,
        lambda: save_thresholds(db.session, form.thresholds()),
        lambda _done: ("Đã ghi. Áp dụng ngay cho mọi trang và thư.", url_for("settings.index")),
        lambda: _page(form, 422),
    )


def _page(form: SettingsForm, status: int = 200) -> Response:
    return page("settings/index.html", status, form=form, form_errors=status == 422)
