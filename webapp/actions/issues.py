"""Ban hành: what stands in the way of it, what it would make, and the deed itself."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from webapp.actions import learned_names, programmes, targets
from webapp.actions.history import Stamp
from webapp.actions.programmes import IssueRefused, NewDuty, NewProgramme, Part, begun_periods
from webapp.actions.proposals import as_seen
from webapp.models import Import, ImportState, Programme
from webapp.queries.agencies import monitor_agency_id
from webapp.queries.imports import Draft, Group, ProposalRow, groups
from webapp.rules.periods import MONTHS
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import AgencyRole, DeadlineKind, Recurrence

SHORT_NAME = 40
"""Characters of a duty's name in the head of a column."""
LINKS = ("việc", "của", "theo", "trên", "trong", "để", "về", "cho", "và", "có", "các")
"""Words after which a name cut short would hang in the air, also one word later."""
AS_PROPOSED = (
    "clause_ref",
    "title",
    "start",
    "end",
    "kind",
    "product",
    "phrase",
    "due_on",
    "due_source",
    "recurrence",
    "due_month",
    "due_day",
    "undated_reason",
    "implementing",
    "report_to",
    "report_via",
    "follower",
)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stands in the way of issuing, and the proposals it is about as (number, id); none: the draft."""

    reason: str
    places: tuple[tuple[int, int], ...] = ()

    @property
    def sentence(self) -> str:
        """The whole of it for a person."""
        numbers = ", ".join(str(number) for number, _id in self.places)
        return f"Đề xuất {numbers}: {self.reason}." if numbers else f"{self.reason}."


def obstacles(draft: Draft, known: Mapping[int, Group]) -> list[Obstacle]:
    """Everything that has to be settled before this draft can be issued, each reason once."""
    if not draft.kept:
        return [Obstacle("Không còn đề xuất nào để ban hành")]
    found: dict[str, list[tuple[int, int]]] = {}
    for number, one in enumerate(draft.proposals, 1):
        for reason in () if one.dropped else _reasons(one, draft.issued_on, known):
            found.setdefault(reason, []).append((number, one.id))
    return [Obstacle(reason, tuple(places)) for reason, places in found.items()]


def _reasons(one: ProposalRow, issued_on: date | None, known: Mapping[int, Group]) -> list[str]:
    periodic = one.recurrence is Recurrence.WEEKLY or one.recurrence in MONTHS
    checks = (
        ("chưa soát", not one.checked),
        ("chưa có cơ quan chủ trì trong danh mục", not leads(one, known)),
        ("có thời hạn nhưng chưa có ngày", one.kind is DeadlineKind.DATED and one.due_on is None),
        ("định kỳ nhưng chưa rõ kỳ", one.kind is DeadlineKind.RECURRING and not periodic),
        ("hạn trước ngày ban hành", bool(one.due_on and issued_on and one.due_on < issued_on)),
    )
    return [reason for reason, holds in checks if holds]


def _known(one: ProposalRow, role: AgencyRole) -> tuple[Part, ...]:
    return tuple(
        Part(body.role, body.agency_id, body.group_id) for body in one.of(role) if body.agency_id or body.group_id
    )


def leads(one: ProposalRow, known: Mapping[int, Group]) -> set[int]:
    """The agencies that would lead, groups expanded to their members."""
    found: set[int] = set()
    for part in _known(one, AgencyRole.LEAD):
        found |= {key for key, _name in known[part.group_id].members} if part.group_id else {part.agency_id or 0}
    return found


def task_count(one: ProposalRow, known: Mapping[int, Group], *, issued_on: date | None, today: date) -> int:
    """How many tasks the proposal would open today: one a lead agency and begun period."""
    return len(leads(one, known)) * len(begun_periods(one, issued_on or today, today))


def fingerprint(draft: Draft) -> str:
    """A digest of everything that would be issued: what a person confirms is what was shown to them."""
    seen = [(one.id, as_seen(one)) for one in draft.proposals]
    return hashlib.sha256(repr((draft.version, draft.state, seen)).encode()).hexdigest()[:32]


def issue(
    session: Session, row: Import, draft: Draft, *, short_title: str, thresholds: Thresholds, stamp: Stamp
) -> Programme:
    """Make the draft real: its programme, duties, tasks and the names it explained. ``draft`` is ``row`` as read.

    Raises IssueRefused with everything that stands in the way.
    """
    refused = obstacles(draft, groups(session, draft.issued_on or stamp.today))
    if refused:
        raise IssueRefused(" ".join(one.sentence for one in refused))
    try:
        monitor_id = monitor_agency_id(session, stamp.by.person_id or 0, today=stamp.today)
    except NoResultFound:
        raise IssueRefused("Danh mục chưa có cơ quan theo dõi (Ban Dân vận). Đề nghị quản trị thêm trước.") from None
    new = NewProgramme(
        title=draft.title,
        short_title=short_title,
        number=draft.number,
        issuer=draft.issuer,
        issued_on=draft.issued_on,
        text=draft.text,
        source_digest=draft.source_digest,
        monitor_id=monitor_id,
        duties=tuple(_duty(one, stamp.today) for one in draft.kept),
    )
    programme = programmes.issue(session, new, thresholds=thresholds, stamp=stamp)
    targets.issue(session, programme, targets.of_import(session, row.id))
    learned_names.remember(session, learned_names.learned(session, draft))
    row.state, row.programme_id = ImportState.ISSUED, programme.id
    return programme


def _duty(one: ProposalRow, today: date) -> NewDuty:
    parts = _known(one, AgencyRole.LEAD) + _known(one, AgencyRole.COORDINATING)
    review_on = one.review_on if one.review_on and one.review_on > today else None
    values = {name: getattr(one, name) for name in AS_PROPOSED}
    return NewDuty(parts=parts, review_on=review_on, short_title=short_name(one.product, one.title), **values)


def short_name(product: str | None, title: str) -> str:
    """What heads a column: the product, else the first words of the title that stand on their own."""
    if product and len(product) <= SHORT_NAME:
        return product
    kept: list[str] = []
    for word in (product or title).split():
        if len(" ".join([*kept, word])) > SHORT_NAME or (kept and kept[-1].endswith((",", ";"))):
            break
        kept.append(word)
    hanging = [at for at, word in enumerate(kept) if at and at >= len(kept) - 2 and word.lower() in LINKS]
    if hanging and len(kept) < len((product or title).split()):
        del kept[hanging[0] :]
    return " ".join(kept).rstrip(",;. ") or title[:SHORT_NAME]
