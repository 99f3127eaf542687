"""Theo dõi: exceptions first, the queues with their counts, and the whole programme at a glance."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, Response
from htmx_flask import request

from webapp import clock
from webapp.extensions import db
from webapp.queries import monitor as queries
from webapp.queries.monitor import Limits, ProgrammeChoice, Queue
from webapp.rules.escalation import ASSIGNER, Decision, what_is_missing, who_decides
from webapp.rules.follow_ups import excuse
from webapp.views import matrix, monitor_filter
from webapp.views.task_lines import Counter, Line, lines
from webapp.web.context import thresholds
from webapp.web.guards import needs
from webapp.web.paging import PER_PAGE, page_number, page_of, with_query
from webapp.web.render import page

bp = Blueprint("monitor", __name__)
TONES = {Queue.OVERDUE: "late"}


@dataclass(frozen=True, slots=True)
class LateRow:
    """One row of the exception list: the four questions."""

    line: Line
    missing: str
    decision: Decision
    tick: str
    """What a tick on this row sends; empty where there is nobody to urge."""


@dataclass(frozen=True, slots=True)
class ClauseGroup:
    """The rows of one duty, said once above them."""

    line: Line
    count: int
    members: list[LateRow]


@bp.get("/monitor")
@needs("monitor.view")
def index() -> Response:
    """The monitor's page, and the leaders' one page."""
    choices = queries.programmes(db.session)
    chosen = _chosen(choices)
    limits = Limits(clock.today(), thresholds().soon_days, thresholds().standing_note_days)
    queue = _queue()
    narrow = monitor_filter.within(monitor_filter.asked(), len(choices))
    counts = queries.queue_counts(db.session, limits, narrow)
    found = queries.queue_rows(db.session, queue, limits, narrow=narrow, number=page_number(), per_page=PER_PAGE)
    tasks = queries.matrix(db.session, chosen.id) if chosen else []
    split = request.args.get("tach") == "1"
    return page(
        "monitor/index.html",
        programmes=choices,
        programme=chosen,
        queue=queue,
        counters=_counters(counts, queue),
        count=counts[queue],
        groups=_groups(lines(found), chosen),
        pager=page_of(counts[queue], page_number()),
        matrix=matrix.build(tasks, limits.today, limits.soon_days, split=split) if chosen else None,
        filter=monitor_filter.bar(narrow, queue, tasks),
        split=split,
        with_query=with_query,
    )


def _chosen(choices: list[ProgrammeChoice]) -> ProgrammeChoice | None:
    asked = request.args.get("chuong_trinh", "")
    return next((one for one in choices if str(one.id) == asked), choices[0] if choices else None)


def _queue() -> Queue:
    asked = request.args.get("loc", "")
    return Queue(asked) if asked in {one.value for one in Queue} else Queue.OVERDUE


def _counters(counts: dict[Queue, int], chosen: Queue) -> list[Counter]:
    return [
        Counter(one.label, counts[one], with_query(loc=one.value, trang=None), TONES.get(one, ""), one is chosen)
        for one in Queue
    ]


def _groups(found: list[Line], programme: ProgrammeChoice | None) -> list[ClauseGroup]:
    """Rows of the same duty and period under one heading, in the order they came."""
    groups = []
    for _key, members in groupby(found, key=lambda line: (line.row.assignment_id, line.row.period)):
        rows = _exceptions(members, programme)
        groups.append(ClauseGroup(rows[0].line, len(rows), rows))
    return groups


def _exceptions(members: Iterable[Line], programme: ProgrammeChoice | None) -> list[LateRow]:
    limit, today = thresholds().special_days, clock.today()
    monitor = programme.monitor if programme else ""
    return [
        LateRow(
            line,
            what_is_missing(line.row),
            who_decides(line.row, today, special_days=limit, monitor=monitor, assigner=ASSIGNER),
            "" if excuse(line.row) else f"{line.row.id}.{line.row.version}",
        )
        for line in sorted(members, key=lambda line: -line.days_late)
    ]
