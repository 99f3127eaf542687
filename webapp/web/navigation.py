"""The main menu of each role, in the order of their day. An item is shown only to who may open it."""

from dataclasses import dataclass

from flask import url_for
from htmx_flask import request

from webapp.queries.people import SignedIn
from webapp.rules.permissions import may
from webapp.rules.words import Role


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the menu."""

    label: str
    url: str
    current: bool


ITEMS = (
    ("Việc của tôi", "home.mine", "own.view", ("home",)),
    ("Theo dõi", "monitor.index", "monitor.view", ("monitor", "tasks", "extensions", "confirmations", "corrections")),
    ("Đôn đốc", "follow_ups.index", "monitor.view", ("follow_ups",)),
    ("Báo cáo", "reports.index", "report.view", ("reports", "report_templates")),
    ("Quản trị", "home.admin", "admin.view", ("people", "groups", "holidays", "settings")),
    ("Chương trình", "programmes.index", "programme.view", ("programmes", "imports", "targets")),
    ("Chỉ tiêu", "indicators.index", "programme.view", ("indicators", "measurement_sheets")),
    ("Sổ thư", "mail.index", "mail.view", ("mail",)),
    ("Cơ quan", "agencies.index", "agency.list", ("agencies", "reorganisations", "areas")),
)


def items(viewer: SignedIn | None) -> list[Item]:
    """The menu for ``viewer``; empty when nobody is signed in."""
    if viewer is None:
        return []
    here = request.endpoint or ""
    return [
        Item(label, url_for(endpoint), here == endpoint or (here.split(".")[0] in rooms and not _home(here)))
        for label, endpoint, permission, rooms in ITEMS
        if may(viewer, permission) and not (endpoint == "home.mine" and not _has_own_work(viewer))
    ]


def _home(endpoint: str) -> bool:
    return endpoint.startswith("home.")


def _has_own_work(viewer: SignedIn) -> bool:
    """A monitor has a list of their own only while they also speak for an agency."""
    return viewer.role is Role.FOCAL_POINT or bool(viewer.agency_ids)


def front_door(viewer: SignedIn) -> str:
    """The page that ``/`` is for this role."""
    return {
        Role.FOCAL_POINT: "home.mine",
        Role.MONITOR: "monitor.index",
        Role.LEADER: "monitor.index",
        Role.ADMIN: "home.admin",
    }[viewer.role]
