"""Queues that are judged in place: each row with its evidence, how long the monitor has held it, and both answers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import Response, url_for
from htmx_flask import request

from webapp import clock
from webapp.extensions import db
from webapp.forms.tasks import StepForm
from webapp.queries import corrections as queries
from webapp.queries.corrections import Judged
from webapp.rules import timeliness
from webapp.rules.permissions import Decision, may
from webapp.views.steps import STEPS
from webapp.views.task_lines import Line, lines
from webapp.views.task_page import OpenStep, step_address
from webapp.web.guards import me
from webapp.web.render import page

Bound = tuple[str, StepForm]


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``days`` is how long it has waited; ``late_now`` how late the task counts without the claim, and
    ``late_then`` with it; ``here`` says that the keyboard goes on from this row."""

    line: Line
    judged: Judged
    days: int
    late_now: int
    late_then: int
    may: Decision
    agree: OpenStep
    disagree: OpenStep
    here: bool
    bound: str


def confirmations(task_id: int | None = None, bound: Bound | None = None, status: int = 200) -> Response:
    """The reports that wait; ``bound`` is an answer on ``task_id`` that could not be taken."""
    found = queries.reports(db.session)
    rows = list(_rows(found, ("confirmations", "returns"), "confirmations.index", task_id, bound))
    return page("confirmations/index.html", status, rows=rows, most=queries.MOST, form_errors=bound is not None)


def corrections(task_id: int | None = None, bound: Bound | None = None, status: int = 200) -> Response:
    """The corrections that wait."""
    found = queries.claims(db.session)
    rows = list(_rows(found, ("acceptances", "rejections"), "corrections.index", task_id, bound))
    return page("corrections/index.html", status, rows=rows, most=queries.MOST, form_errors=bound is not None)


def _rows(
    found: list[Judged], nouns: tuple[str, str], endpoint: str, task_id: int | None, bound: Bound | None
) -> Iterator[Row]:
    today, here = clock.today(), request.args.get("tiep", "")
    order = [one.row.id for one in found]
    for at, (line, judged) in enumerate(zip(lines(one.row for one in found), found, strict=True)):
        row = judged.row
        beside = order[at + 1 : at + 2] or order[max(at - 1, 0) : at]
        back = url_for(endpoint, tiep=beside[0] if beside else None)
        kept = bound if task_id == row.id else None
        agree, disagree = (_step(row.id, row.version, noun, back, kept) for noun in nouns)
        yield Row(
            line=line,
            judged=judged,
            days=(today - clock.local(judged.at).date()).days,
            late_now=timeliness.days_late(replace(row, claimed_on=None), today),
            late_then=timeliness.days_late(replace(row, claimed_on=judged.said_on), today),
            may=may(me(), STEPS[nouns[0]].permission, judged),
            agree=agree,
            disagree=disagree,
            here=str(row.id) == here,
            bound=kept[0] if kept else "",
        )


def _step(task_id: int, version: int, noun: str, back: str, bound: Bound | None) -> OpenStep:
    url = step_address(task_id, noun)
    if bound and bound[0] == noun:
        return OpenStep(noun, bound[1], url)
    values = {"version": str(version), "back": back}
    return OpenStep(noun, STEPS[noun].form(formdata=None, data=values, place=f"{noun}-{task_id}"), url)
