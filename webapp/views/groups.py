"""Nhóm cơ quan: who is in which group, from when."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for

from webapp.actions import directory
from webapp.actions.directory import DirectoryRefused
from webapp.extensions import db
from webapp.forms.directory import EndForm, MemberForm
from webapp.forms.fields import options
from webapp.models import AgencyGroup, GroupMember
from webapp.queries import agencies as queries
from webapp.queries.tasks import receivers
from webapp.web.guards import needs
from webapp.web.render import page

bp = Blueprint("groups", __name__)


@bp.get("/groups")
@needs("agency.manage")
def index() -> Response:
    """Every group with its members."""
    agencies = receivers(db.session)
    return page("groups/index.html", groups=queries.groups(db.session), agencies=agencies)


@bp.post("/groups/<int:group_id>/members")
@needs("agency.manage")
def add(group_id: int) -> Any:
    """An agency joins."""
    group, form = db.session.get(AgencyGroup, group_id) or abort(404), MemberForm()
    form.agency_id.choices = options(receivers(db.session))
    if not form.validate():
        return _back("Chọn cơ quan, và ngày đúng dạng 01/11/2021.", "soon")
    try:
        directory.add_member(db.session, group, form.agency_id.data, form.from_on.data)
        db.session.commit()
    except DirectoryRefused as refusal:
        return _back(str(refusal), "soon")
    return _back("Đã thêm vào nhóm.", "done")


@bp.post("/groups/<int:group_id>/members/<int:member_id>/ends")
@needs("agency.manage")
def end(group_id: int, member_id: int) -> Any:
    """The last day of a membership."""
    member, form = db.session.get(GroupMember, member_id) or abort(404), EndForm()
    if member.group_id != group_id:
        abort(404)
    if not form.validate():
        return _back("Nhập ngày cuối, ví dụ 30/06/2025.", "soon")
    member.valid_to = form.to_on.data
    db.session.commit()
    return _back("Đã ghi ngày ra khỏi nhóm.", "done")


def _back(sentence: str, tone: str) -> Any:
    flash(sentence, tone)
    return redirect(url_for("groups.index"), 303)
