"""Nhóm cơ quan: who is in which group from when, and what documents call it."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for
from htmx_flask import request

from webapp import clock
from webapp.actions import directory
from webapp.extensions import db
from webapp.forms.agencies import NameForm
from webapp.forms.fields import LedgerForm
from webapp.forms.groups import GroupForm, MemberDatesForm, MemberForm
from webapp.models import Agency, AgencyGroup, AgencyName, GroupMember
from webapp.queries import agencies
from webapp.queries import groups as queries
from webapp.views.settle import chosen, drop_name, settle
from webapp.web.guards import needs
from webapp.web.render import page

bp = Blueprint("groups", __name__)


@bp.get("/groups")
@needs("agency.manage")
def index() -> Response:
    """Every group."""
    return _list(GroupForm(formdata=None))


@bp.post("/groups")
@needs("agency.manage")
def create() -> Any:
    """A new group, empty."""
    form: Any = GroupForm()
    return settle(
        form,
        lambda: directory.new_group(db.session, name=form.name.data),
        lambda made: (f"Đã thêm nhóm “{made.name}”. Thêm các cơ quan vào nhóm.", _address(made.id)),
        lambda: _list(form, 422),
    )


@bp.get("/groups/<int:group_id>")
@needs("agency.manage")
def show(group_id: int) -> Response:
    """One group."""
    return _page(group_id)


@bp.post("/groups/<int:group_id>")
@needs("agency.manage")
def edit(group_id: int) -> Any:
    """Another name for the group; the old one stays as an alias."""
    group = _group(group_id)
    form: Any = GroupForm()
    return settle(
        form,
        lambda: directory.rename_group(group, name=form.name.data),
        lambda _done: ("Đã ghi tên nhóm.", _address(group_id)),
        lambda: _page(group_id, facts=form),
    )


@bp.post("/groups/<int:group_id>/names")
@needs("agency.manage")
def add_name(group_id: int) -> Any:
    """Another way documents write this group."""
    group = _group(group_id)
    form: Any = NameForm()
    return settle(
        form,
        lambda: directory.add_name(group, form.text.data),
        lambda name: (f"Đã thêm tên gọi “{name.text}”.", _address(group_id)),
        lambda: _page(group_id, alias=form),
    )


@bp.post("/groups/<int:group_id>/names/<int:name_id>/removals")
@needs("agency.manage")
def remove_name(group_id: int, name_id: int) -> Any:
    """Take a name away; it can be put back at once."""
    name = db.session.get(AgencyName, name_id) or abort(404)
    if name.group_id != group_id:
        abort(404)
    return drop_name(name, _address(group_id), restore=url_for("groups.add_name", group_id=group_id))


@bp.post("/groups/<int:group_id>/members")
@needs("agency.manage")
def add_member(group_id: int) -> Any:
    """An agency joins."""
    group = _group(group_id)
    form: Any = MemberForm(agencies=agencies.choices(db.session))
    return settle(
        form,
        lambda: directory.add_member(
            group,
            db.session.get_one(Agency, form.agency_id.data),
            valid_from=form.valid_from.data,
            valid_to=form.valid_to.data,
        ),
        lambda _member: ("Đã thêm cơ quan vào nhóm.", _address(group_id)),
        lambda: _page(group_id, member=form),
    )


@bp.post("/groups/<int:group_id>/members/<int:member_id>/dates")
@needs("agency.manage")
def date_member(group_id: int, member_id: int) -> Any:
    """From when to when an agency belongs; a last day takes it out, none leaves it in."""
    member = _member(group_id, member_id)
    form: Any = MemberDatesForm()
    return settle(
        form,
        lambda: directory.date_member(member, valid_from=form.since_on.data, valid_to=form.until_on.data),
        lambda _done: ("Đã ghi thời gian trong nhóm.", _address(group_id)),
        lambda: _page(group_id, opened=member_id, dates=form),
    )


@bp.post("/groups/<int:group_id>/members/<int:member_id>/removals")
@needs("agency.manage")
def remove_member(group_id: int, member_id: int) -> Any:
    """Take out an agency that was put in by mistake; one that left has a last day instead."""
    db.session.delete(_member(group_id, member_id))
    db.session.commit()
    flash("Đã bỏ dòng ghi nhầm khỏi nhóm.", "done")
    return redirect(_address(group_id), 303)


def _group(group_id: int) -> AgencyGroup:
    return db.session.get(AgencyGroup, group_id) or abort(404)


def _member(group_id: int, member_id: int) -> GroupMember:
    member = db.session.get(GroupMember, member_id)
    return member if member and member.group_id == group_id else abort(404)


def _address(group_id: int) -> str:
    return url_for("groups.show", group_id=group_id)


def _list(form: GroupForm, status: int = 200) -> Response:
    found = agencies.groups(db.session, today=clock.today())
    return page("groups/index.html", status, groups=found, form=form, form_errors=status == 422)


def _page(group_id: int, *, opened: int | None = None, **refused: LedgerForm) -> Response:
    found = queries.detail(db.session, group_id, today=clock.today()) or abort(404)
    opened = opened or chosen(request.args.get("mo"))
    dates = queries.dates_of(found, opened)
    blank: dict[str, LedgerForm] = {
        "facts": GroupForm(formdata=None, obj=found),
        "alias": NameForm(formdata=None),
        "member": MemberForm(formdata=None, agencies=agencies.choices(db.session)),
        "dates": MemberDatesForm(formdata=None, since_on=dates[0], until_on=dates[1]),
    }
    status = 422 if refused else 200
    return page(
        "groups/show.html",
        status,
        group=found,
        forms=blank | refused,
        opened=opened,
        form_errors=bool(refused),
    )
