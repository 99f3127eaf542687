"""The ladder of reminders: which rungs of it are due by a day, each with the slot that makes it once only.

Seven days before the due date a task stands under "sắp đến hạn" on the screen, and no mail is sent; the mails begin
with VÀNG some working days before it, then the due day, ĐỎ when it has passed (to the agency's head too), and ĐỎ ĐẶC
BIỆT to the monitor (practice of the Party offices). While the ball lies elsewhere, in an unanswered return, an
undecided request for an extension or a correction, or a report that waits to be confirmed, the agency's ladder stands
still.

A rung is asked for as "due by now", never as "due today": the caller leaves out what its ledger holds already, so a
worker that was away makes up for it, and a clock that was set back repeats nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from webapp.rules.status import WORKING
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import DeadlineKind, Labelled, Status
from webapp.rules.workdays import DAY, WorkCalendar


class Rung(Labelled):
    """What a reminder is about; the later one says more about the same task, so it gives the words of the mail."""

    SOON = "soon", "sắp đến hạn"
    DUE_TODAY = "due_today", "đến hạn"
    OVERDUE = "overdue", "quá hạn"
    OVERDUE_AGAIN = "overdue_again", "vẫn quá hạn"
    RETURNED = "returned", "bị trả lại, chưa bổ sung"
    STANDING_NOTE = "standing_note", "lâu chưa ghi tình hình"
    MONITOR_LIST = "monitor_list", "quá hạn, cần cấp giao việc"
    WAITING = "waiting", "chờ xác nhận"
    REVIEW = "review", "đến ngày xem lại"


class Side(Labelled):
    """To whom a rung speaks: who owes the work, who heads the agency that does, or who follows it."""

    AGENCY = "agency", "cơ quan chủ trì"
    HEAD = "head", "thủ trưởng cơ quan chủ trì"
    MONITOR = "monitor", "cơ quan theo dõi"


BOTH = frozenset({Side.AGENCY, Side.MONITOR})
AGENCY_AND_HEAD = frozenset({Side.AGENCY, Side.HEAD})
RETURN_PATIENCE = 3
"""Working days that a return may stay unanswered before both sides are reminded."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the ladder is derived from. ``due_on`` names a deadline, ``overdue_from`` is its first late day;
    ``sent_back`` counts returns and ``returned_on`` is the day of the one that is unanswered; ``asked`` says that a
    request for an extension is undecided, ``claimed`` that a correction is; ``heard_on`` is the day the agency last
    wrote something.
    """

    status: Status
    kind: DeadlineKind
    due_on: date | None
    overdue_from: date | None
    heard_on: date
    sent_back: int = 0
    returned_on: date | None = None
    asked: bool = False
    claimed: bool = False
    reported_on: date | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """What the office has set."""

    limits: Thresholds
    calendar: WorkCalendar


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of one task. ``slot`` tells its comings apart, ``on`` is the day from which it is due."""

    rung: Rung
    slot: str
    on: date


Moments = Iterable[tuple[str, date]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: whom a rung speaks to, when it applies, and the slots and days it comes on."""

    rung: Rung
    sides: frozenset[Side]
    applies: Callable[[Facts], bool]
    moments: Callable[[Facts, Office], Moments]


def due(facts: Facts, side: Side, today: date, office: Office) -> Iterator[Step]:
    """The rungs for ``side`` that are due by ``today``, those of the past included, in the order of the ladder."""
    for rule in LADDER:
        if side in rule.sides and rule.applies(facts):
            for slot, on in rule.moments(facts, office):
                if on <= today:
                    yield Step(rule.rung, slot, on)


def may_go_out(today: date, at: time, office: Office) -> bool:
    """Whether reminders go out at that moment: on a working day, from the office's hour on."""
    return at >= time.fromisoformat(office.limits.digest_time) and office.calendar.is_workday(today)


def was_missed(on: date, last_round: date | None, today: date, calendar: WorkCalendar) -> bool:
    """Whether a rung that is given today should have gone out on a day on which nothing did: the worker was away.

    ``last_round`` is the day reminders last went out (None: never before). A task that was written down late is no
    fault of the worker's.
    """
    return last_round is not None and last_round < calendar.next_workday(on) < today


def _owed(facts: Facts) -> bool:
    return _late_or_soon(facts) and facts.returned_on is None and not facts.asked


def _late_or_soon(facts: Facts) -> bool:
    return facts.status in WORKING and facts.overdue_from is not None and not facts.claimed


def _known(day: date | None) -> date:
    """``day``, which the rule's own condition has made sure of."""
    if day is None:
        raise ValueError("a rule of the ladder applied to a task without its date")
    return day


def _last_workday_in_time(facts: Facts, calendar: WorkCalendar) -> date:
    return calendar.add_workdays(_known(facts.overdue_from), -1)


def _slot(facts: Facts) -> str:
    return _known(facts.due_on).isoformat()


def _soon(facts: Facts, office: Office) -> Moments:
    """So that the count of working days that are left on the day of the mail is the office's own."""
    ahead = office.limits.warn_days
    if ahead:
        last = _last_workday_in_time(facts, office.calendar)
        yield _slot(facts), office.calendar.add_workdays(last, -ahead)


def _due_today(facts: Facts, office: Office) -> Moments:
    """On the last working day in time: a due date on a day off is told of before it."""
    yield _slot(facts), _last_workday_in_time(facts, office.calendar)


def _overdue(facts: Facts, _office: Office) -> Moments:
    yield _slot(facts), _known(facts.overdue_from)


def _overdue_again(facts: Facts, office: Office) -> Moments:
    day = office.calendar.next_workday(_known(facts.overdue_from))
    for number in range(1, office.limits.overdue_again_times + 1):
        day = office.calendar.add_workdays(day, office.limits.overdue_again_days)
        yield f"{_slot(facts)}:{number}", day


def _monitor_list(facts: Facts, office: Office) -> Moments:
    yield _slot(facts), office.calendar.add_workdays(_known(facts.overdue_from) - DAY, office.limits.special_days)


def _returned(facts: Facts, office: Office) -> Moments:
    yield str(facts.sent_back), office.calendar.add_workdays(_known(facts.returned_on), RETURN_PATIENCE)


def _standing_note(facts: Facts, office: Office) -> Moments:
    yield facts.heard_on.isoformat(), facts.heard_on + timedelta(days=office.limits.standing_note_days)


def _waiting(facts: Facts, _office: Office) -> Moments:
    """A report that comes again after a return is another one, on the same day too."""
    yield f"{_known(facts.reported_on).isoformat()}:{facts.sent_back}", _known(facts.reported_on)


def _review(facts: Facts, _office: Office) -> Moments:
    yield _known(facts.review_on).isoformat(), _known(facts.review_on)


LADDER = (
    Rule(Rung.SOON, frozenset({Side.AGENCY}), _owed, _soon),
    Rule(Rung.DUE_TODAY, frozenset({Side.AGENCY}), _owed, _due_today),
    Rule(Rung.OVERDUE, AGENCY_AND_HEAD, _owed, _overdue),
    Rule(Rung.OVERDUE_AGAIN, AGENCY_AND_HEAD, _owed, _overdue_again),
    Rule(Rung.RETURNED, BOTH, lambda facts: facts.status in WORKING and facts.returned_on is not None, _returned),
    Rule(
        Rung.STANDING_NOTE,
        frozenset({Side.AGENCY}),
        lambda facts: facts.status in WORKING and facts.kind is DeadlineKind.STANDING,
        _standing_note,
    ),
    Rule(Rung.MONITOR_LIST, frozenset({Side.MONITOR}), _late_or_soon, _monitor_list),
    Rule(
        Rung.WAITING,
        frozenset({Side.MONITOR}),
        lambda facts: facts.status is Status.AWAITING and facts.reported_on is not None,
        _waiting,
    ),
    Rule(
        Rung.REVIEW,
        frozenset({Side.MONITOR}),
        lambda facts: facts.status in WORKING and facts.review_on is not None,
        _review,
    ),
)
