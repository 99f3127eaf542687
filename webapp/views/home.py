"""The front door of each role, a focal point's own desk, the admin's landing page, and the theme switch."""

from typing import Any

from flask import Blueprint, Response, redirect, url_for
from htmx_flask import request

from webapp import clock
from webapp.extensions import db
from webapp.forms.tasks import StepForm
from webapp.queries import home as queries
from webapp.queries import tasks as task_queries
from webapp.rules.permissions import may
from webapp.rules.urgency import Urgency
from webapp.views.task_lines import lines, pile_counters, piles
from webapp.views.task_page import TaskPage, prepare
from webapp.web.addresses import came_from
from webapp.web.context import thresholds
from webapp.web.guards import me, needs
from webapp.web.navigation import front_door
from webapp.web.paging import PER_PAGE, page_number, page_of, with_query
from webapp.web.render import page

bp = Blueprint("home", __name__)
THEME_KEPT = 31_536_000
COORDINATED = "phoi-hop"
COUNTED = (
    Urgency.OVERDUE,
    Urgency.TODAY,
    Urgency.SOON,
    Urgency.RETURNED,
    Urgency.AWAITING,
    Urgency.UNDATED,
    Urgency.STANDING,
)


@bp.get("/")
@needs("session.end")
def index() -> Any:
    """Each role's own front page."""
    return redirect(url_for(front_door(me())), 303)


@bp.get("/my-work")
@needs("own.view")
def mine() -> Response:
    """The desk of the agencies this person speaks for."""
    opened = request.args.get("mo", "")
    return desk_page(int(opened) if opened.isdigit() and len(opened) < 10 else None)


@bp.get("/admin")
@needs("admin.view")
def admin() -> Response:
    """What an admin looks after."""
    return page("home/admin.html")


@bp.post("/theme")
def theme() -> Any:
    """Remember light, dark or the system's own in this browser."""
    response = redirect(came_from(request), 303)
    chosen = request.form.get("theme", "")
    if chosen in ("light", "dark"):
        response.set_cookie("theme", chosen, max_age=THEME_KEPT, samesite="Lax", httponly=True)
    else:
        response.delete_cookie("theme")
    return response


def desk_page(opened: int | None, bound: tuple[str, StepForm] | None = None, status: int = 200) -> Response:
    """The desk, with the panel of the task ``opened`` under its row; ``bound`` is a form that was refused there."""
    pile, coordinated = _asked()
    found = queries.desk(
        db.session,
        me().agency_ids,
        today=clock.today(),
        soon_days=thresholds().soon_days,
        pile=pile,
        coordinated=coordinated,
        number=page_number(),
        limit=PER_PAGE,
    )
    detail, panel = _panel(opened, bound)
    return page(
        "home/mine.html",
        status,
        counters=pile_counters(found.counts, pile, COUNTED),
        piles=list(piles(lines(found.rows))),
        pile=pile,
        coordinated=coordinated,
        coordinated_count=found.coordinated,
        closed_count=found.counts[Urgency.CLOSED],
        pager=page_of(found.coordinated if coordinated else _total(found.counts, pile), page_number()),
        detail=detail,
        panel=panel,
        form_errors=bound is not None,
        with_query=with_query,
    )


def _asked() -> tuple[Urgency | None, bool]:
    """The pile that the address names (None is all of them), and whether it asks for the coordinated work instead."""
    asked = request.args.get("loc", "")
    return (Urgency(asked) if asked in {one.value for one in Urgency} else None), asked == COORDINATED


def _total(counts: dict[Urgency, int], pile: Urgency | None) -> int:
    return counts[pile] if pile else sum(counts[one] for one in queries.ON_DESK)


def _panel(
    opened: int | None, bound: tuple[str, StepForm] | None
) -> tuple[task_queries.TaskDetail | None, TaskPage | None]:
    """The opened task, if this person may see it."""
    detail = task_queries.detail(db.session, opened) if opened else None
    if detail is None or not may(me(), "task.view", detail):
        return None, None
    back = with_query(mo=None) if request.method == "GET" else url_for("home.mine")
    return detail, prepare(detail, me(), back, bound)
