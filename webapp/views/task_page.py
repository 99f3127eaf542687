"""What the page of one task says to the person who looks at it: its standing, and the steps open to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from flask import url_for
from htmx_flask import request

from webapp import clock
from webapp.actions.tasks import undoable
from webapp.extensions import db
from webapp.forms.tasks import StepForm
from webapp.models import EventKind
from webapp.queries import follow_ups
from webapp.queries.follow_ups import OfTask
from webapp.queries.people import SignedIn
from webapp.queries.tasks import EventRow, TaskDetail
from webapp.rules import timeliness
from webapp.rules.permissions import may
from webapp.rules.timeliness import Standing
from webapp.rules.words import Role
from webapp.views.history_lines import HistoryLine, history_lines
from webapp.views.steps import STEPS
from webapp.web.context import thresholds, work_calendar

WORK = ("starts", "updates", "reports", "difficulties", "corrections", "contests")
JUDGE = ("confirmations", "returns", "extensions", "refusals", "acceptances", "rejections", "upholdings")
ASKED = ("upholdings", "handovers")
"""The decisions that an address may open the page at."""
STEER = ("deadlines", "reviews", "pauses", "resumptions", "handovers", "drops")


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step this person may take now, with its form and where it posts to."""

    noun: str
    form: StepForm
    url: str


@dataclass(frozen=True, slots=True)
class TaskPage:
    """Everything the template prints beside the task itself. ``proxy`` says that work is typed for the agency; ``lost``
    is a step that was sent and is not open any more, with what was typed."""

    standing: Standing
    time_word: str
    days_waiting: int
    work: dict[str, OpenStep]
    judge: dict[str, OpenStep]
    steer: dict[str, OpenStep]
    comment: OpenStep | None
    history: list[HistoryLine]
    urged: list[OfTask]
    proxy: bool
    bound: str | None
    lost: OpenStep | None


def step_address(task_id: int, noun: str) -> str:
    """Where a step of a task is sent to by a person who is signed in."""
    return url_for("tasks.take", task_id=task_id, noun=noun)


def prepare(
    detail: TaskDetail,
    viewer: SignedIn,
    back: str,
    bound: tuple[str, StepForm] | None = None,
    address: Callable[[int, str], str] = step_address,
    typed: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
) -> TaskPage:
    """The page of ``detail`` for ``viewer``; ``bound`` is a form that was sent and could not be taken, ``address``
    where a step (task, noun) is sent to, ``typed`` what forms begin with, by noun."""
    today, row = clock.today(), detail.row
    steps = _Steps(detail, viewer, back, bound, address, typed)
    return TaskPage(
        standing=timeliness.standing(row, today, thresholds().soon_days),
        time_word=timeliness.time_word(row, today, work_calendar()),
        days_waiting=(today - clock.local(row.reported_at).date()).days if row.reported_at else 0,
        work=steps.open(WORK),
        judge=steps.open(JUDGE),
        steer=steps.open(STEER),
        comment=steps.open(("comments",)).get("comments"),
        history=history_lines(detail.events),
        urged=follow_ups.of_task(db.session, row.id) if row.follow_ups else [],
        proxy=types_for_agency(viewer, row.agency_id),
        bound=bound[0] if bound else asked_for(),
        lost=steps.lost(),
    )


def asked_for() -> str | None:
    """The decision that the address opens the page at, if any."""
    return next((noun for noun in ASKED if noun == request.args.get("quyet")), None)


def types_for_agency(viewer: SignedIn, agency_id: int) -> bool:
    """Whether this person would write on behalf of the agency ("nhập hộ") and not as one who speaks for it."""
    return viewer.role is Role.MONITOR and agency_id not in viewer.agency_ids


class _Steps:
    """Makes the forms of the steps that the permissions and the table of moves leave open."""

    def __init__(
        self,
        detail: TaskDetail,
        viewer: SignedIn,
        back: str,
        bound: tuple[str, StepForm] | None,
        address: Callable[[int, str], str],
        typed: Mapping[str, Mapping[str, Any]],
    ) -> None:
        self.detail, self.viewer, self.back, self.bound = detail, viewer, back, bound
        self.address, self.typed = address, typed

    def open(self, nouns: tuple[str, ...]) -> dict[str, OpenStep]:
        return {noun: self._one(noun) for noun in nouns if self._may(noun)}

    def _may(self, noun: str) -> bool:
        step = STEPS[noun]
        return step.offered(self.detail.row) and bool(may(self.viewer, step.permission, self.detail))

    def lost(self) -> OpenStep | None:
        """The step that was sent though it is not open any more: what was typed is not to vanish with its form."""
        if self.bound is None or (self.bound[0] in (*WORK, *JUDGE, *STEER, "comments") and self._may(self.bound[0])):
            return None
        noun, form = self.bound
        return OpenStep(noun, form, self.address(self.detail.row.id, noun))

    def _one(self, noun: str) -> OpenStep:
        url = self.address(self.detail.row.id, noun)
        if self.bound and self.bound[0] == noun:
            return OpenStep(noun, self.bound[1], url)
        row = self.detail.row
        values = {
            "version": str(self.detail.version),
            "back": self.back,
            "receiver": self.detail.report_to or "",
            "percent": nearest_tenth(row.percent),
            "due_on": row.asked_due_on if noun == "extensions" else None,
        }
        form = STEPS[noun].form(formdata=None, data=values | dict(self.typed.get(noun, {})), place=noun)
        return OpenStep(noun, form, url)


def nearest_tenth(percent: int) -> int:
    """The progress as the form offers it: in tenths, and never all of it, which is a report."""
    return min(percent // 10 * 10, 90)


def last_event(events: tuple[EventRow, ...]) -> EventRow | None:
    """The newest event that changed the task (comments apart)."""
    return next((one for one in events if one.kind is not EventKind.COMMENT), None)


def undo_offer(detail: TaskDetail, viewer: SignedIn) -> EventRow | None:
    """The event that this person can still take back, or None."""
    event = last_event(detail.events)
    fits = undoable(event, person_id=viewer.person_id, now=clock.now(), hours=thresholds().undo_hours)
    return event if fits else None
