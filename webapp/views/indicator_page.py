"""The pages of indicators: the list with its charts, and one indicator with whatever form was refused."""

from typing import Any

from flask import Response, abort
from htmx_flask import request

from webapp import clock
from webapp.extensions import db
from webapp.forms.fields import options
from webapp.forms.indicators import CorrectionForm, LevelForm, NumberForm, SupplierForm
from webapp.queries import imports
from webapp.queries import indicators as queries
from webapp.queries.indicators import IndicatorRow, NumberRow
from webapp.queries.tasks import Subject
from webapp.views.indicator_lines import section, sections
from webapp.web.context import thresholds
from webapp.web.guards import can
from webapp.web.paging import page_number, page_of
from webapp.web.render import page

PER_PAGE = 20


def listing(asked: str) -> dict[str, Any]:
    """What the list shows: the indicators of the programme ``asked`` for, or of the newest that has any."""
    programmes = queries.programmes(db.session)
    chosen = next((one for one in programmes if str(one.id) == asked), next(iter(programmes), None))
    number = page_number()
    offset = (number - 1) * PER_PAGE
    rows = queries.of_programme(db.session, chosen.id, offset=offset, limit=PER_PAGE) if chosen else []
    return {
        "programmes": programmes,
        "programme": chosen,
        "illustrative": any(row.illustrative for row in rows),
        "sections": sections(rows, clock.today(), thresholds().stale_number_days),
        "pager": page_of(chosen.count if chosen else 0, number, PER_PAGE),
    }


def answer(
    indicator_id: int,
    *,
    form: NumberForm | None = None,
    correction: CorrectionForm | None = None,
    wrong: int | None = None,
    supplier: SupplierForm | None = None,
    level: LevelForm | None = None,
    status: int = 200,
) -> Response:
    """The page of one indicator; 404 when there is none. The forms are those that were sent and refused."""
    if status != 200:
        db.session.rollback()
    row = queries.one(db.session, indicator_id) or abort(404)
    in_hand = _in_hand(row, wrong)
    manages = can("indicator.manage")
    return page(
        "indicators/show.html",
        status,
        row=row,
        one=section(row, clock.today(), thresholds().stale_number_days),
        subject=Subject(row.supplier_id or 0, frozenset(), None),
        form=form or NumberForm(formdata=None),
        wrong=in_hand,
        correction=correction or (_correction(in_hand) if in_hand else None),
        level=(level or LevelForm(formdata=None)) if manages and _is_worded(row) else None,
        supplier=(supplier or supplier_form(row.supplier_id or 0)) if manages else None,
        form_errors=status != 200,
    )


def supplier_form(chosen: int | None = None) -> SupplierForm:
    """The form with the agencies of today; ``chosen`` fills it, None binds what was sent."""
    form = SupplierForm() if chosen is None else SupplierForm(formdata=None, agency=chosen)
    form.agency.choices = options([(0, "chưa chọn"), *imports.agencies(db.session, clock.today())])
    return form


def _is_worded(row: IndicatorRow) -> bool:
    return bool(row.aims) and all(aim.value is None for aim in row.aims)


def _in_hand(row: IndicatorRow, wrong: int | None) -> NumberRow | None:
    """The number whose correction is open; one that was refused stays in hand even if it was replaced meanwhile."""
    asked = request.args.get("sua", "")
    wanted = wrong or (int(asked) if asked.isdigit() and len(asked) < 10 else None)
    return next((one for one in (row.numbers if wrong else row.current) if one.id == wanted), None)


def _correction(number: NumberRow) -> CorrectionForm:
    return CorrectionForm(formdata=None, value=number.value, measured_on=number.measured_on, source=number.source)
