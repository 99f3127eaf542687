"""One agency's page, put together for the person who asks: figures and work, people, and an admin's forms."""

from typing import Any

from flask import Response, abort
from htmx_flask import request

from webapp import clock
from webapp.extensions import db
from webapp.forms.agencies import AgencyForm, EndForm, FocalPointForm, NameForm
from webapp.forms.fields import LedgerForm
from webapp.queries import agencies as queries
from webapp.queries import agency_work
from webapp.queries.agencies import AgencyDetail
from webapp.queries.people import speakers
from webapp.queries.reorganisations import lineage
from webapp.queries.tasks import Subject
from webapp.rules.permissions import may
from webapp.rules.urgency import Urgency
from webapp.views.monitor_filter import NO_AREA, area_asked
from webapp.views.settle import chosen
from webapp.views.task_lines import lines, pile_counters, piles
from webapp.web.context import thresholds
from webapp.web.guards import me
from webapp.web.paging import PER_PAGE, page_number, page_of, with_query
from webapp.web.render import page

COUNTED = tuple(pile for pile in Urgency if pile is not Urgency.PAUSED)
"""The counters; what rests stands among the open tasks and in the table of standings."""


def agency_page(agency_id: int, *, ending: int | None = None, **refused: LedgerForm) -> Response:
    """The page, or 404 when there is no such agency or it is not this person's to see.

    ``refused`` is the form (facts, alias, duty, end) that could not be taken; ``ending`` the duty it ends.
    """
    works = bool(may(me(), "agency.work", Subject(agency_id, frozenset(), None)))
    manages = bool(may(me(), "agency.manage"))
    found = queries.detail(db.session, agency_id, today=clock.today()) if works or manages else None
    if found is None:
        abort(404)
    return page(
        "agencies/show.html",
        422 if refused else 200,
        agency=found,
        lineage=lineage(db.session, agency_id),
        work=_work(agency_id) if works else None,
        forms=_forms(found, refused) if manages else None,
        ending=ending or (chosen(request.args.get("mo")) if manages else None),
        form_errors=bool(refused),
    )


def _work(agency_id: int) -> dict[str, Any]:
    """Its tasks in numbers, and those of the pile asked for (all open ones when none is)."""
    asked, limits, today = request.args.get("loc", ""), thresholds(), clock.today()
    pile = Urgency(asked) if asked in {one.value for one in Urgency} else None
    soon, fresh, number = limits.soon_days, limits.standing_note_days, page_number()
    area = area_asked()
    figures = agency_work.figures(db.session, agency_id, today=today, soon_days=soon, fresh_days=fresh, area=area)
    shown = agency_work.tasks(
        db.session,
        agency_id,
        pile,
        today=today,
        soon_days=soon,
        limit=PER_PAGE,
        offset=(number - 1) * PER_PAGE,
        area=area,
    )
    total = figures.piles[pile] if pile else figures.total - figures.piles[Urgency.CLOSED]
    return {
        "figures": figures,
        "counters": pile_counters(figures.piles, pile, COUNTED),
        "pile": pile,
        "area": area,
        "area_urls": {one.area: with_query(linh_vuc=one.area or NO_AREA, trang=None) for one in figures.areas},
        "whole_url": with_query(linh_vuc=None, trang=None),
        "piles": list(piles(lines(shown))),
        "pager": page_of(total, number),
        "fresh_days": fresh,
    }


def _forms(found: AgencyDetail, refused: dict[str, LedgerForm]) -> dict[str, LedgerForm]:
    blank: dict[str, LedgerForm] = {
        "facts": AgencyForm(formdata=None, obj=found),
        "alias": NameForm(formdata=None),
        "duty": FocalPointForm(
            formdata=None,
            people=speakers(db.session),
            absent=[(one.person_id, one.person) for one in found.duties if one.current and one.stands_for is None],
            from_on=clock.today(),
        ),
        "end": EndForm(formdata=None, ended_on=clock.today()),
    }
    return blank | refused
