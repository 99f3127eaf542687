"""What a reorganisation would do, worked out before anything is written: the page shows it, the act carries it out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions.directory import DirectoryRefused, refuse_taken
from webapp.models import Agency, AgencyKind, AgencyTitle, Programme, ReorganisationKind
from webapp.queries import successions
from webapp.queries.successions import OpenTask
from webapp.rules.succession import NobodyHolds, Passing, share_out

UNNUMBERED = "Theo quyết định của cấp có thẩm quyền"
"""Stands where the number of a decision is not known; it can be put right later."""


@dataclass(frozen=True, slots=True)
class NewBody:
    """A successor that does not exist yet. Without a code it gets one; ``kind`` None is that of the first old one."""

    name: str
    code: str = ""
    kind: AgencyKind | None = None
    aliases: tuple[str, ...] = ()


Successor = int | NewBody


@dataclass(frozen=True, slots=True)
class Change:
    """A reorganisation as it is asked for.

    ``before`` are the agencies that change, ``after`` those that go on (one of ``before`` among them lives on).
    ``choices`` gives single tasks to another successor than the first, by its place in ``after``. ``groups`` are
    the groups the successors join; None: those that the old ones were in.
    """

    kind: ReorganisationKind
    effective_on: date
    before: tuple[int, ...]
    after: tuple[Successor, ...] = ()
    decision: str = UNNUMBERED
    reason: str = ""
    name: str = ""
    people_follow: bool = True
    groups: tuple[int, ...] | None = None
    choices: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What it comes to: who ends, and where each open task goes (tasks that stay with their agency are not here)."""

    change: Change
    before: tuple[Agency, ...]
    ending: tuple[Agency, ...]
    tasks: Mapping[int, OpenTask]
    passings: tuple[Passing, ...]

    @property
    def moved(self) -> tuple[Passing, ...]:
        return tuple(one for one in self.passings if one.into is None)

    @property
    def joined(self) -> tuple[Passing, ...]:
        return tuple(one for one in self.passings if one.into is not None)


def plan(session: Session, change: Change, *, today: date) -> Plan:
    """Work out what ``change`` would do. Raises DirectoryRefused, naming the form's field, when it cannot be."""
    before = _bodies(session, change, today)
    _refuse_numbers(change)
    if change.kind is ReorganisationKind.RENAME:
        _refuse_rename(session, change)
        return Plan(change, before, (), {}, ())
    ending = tuple(one for one in before if one.id not in change.after)
    tasks = successions.open_tasks(session, change.before)
    _refuse_orphans(session, change, ending, tasks)
    for one in change.after:
        if isinstance(one, NewBody):
            refuse_taken(session, "name", one.name)
    return Plan(change, before, ending, {one.id: one for one in tasks}, _passings(session, change, tasks))


def _passings(session: Session, change: Change, tasks: list[OpenTask]) -> tuple[Passing, ...]:
    """Where each task goes; what stays where it is falls out."""
    places = {one: place for place, one in enumerate(change.after) if isinstance(one, int)}
    chosen = {key: place for key, place in change.choices.items() if 0 <= place < len(change.after)}
    stays = {one.id for one in tasks if change.after and one.agency_id == change.after[chosen.get(one.id, 0)]}
    leaving = [one for one in tasks if one.id not in stays]
    try:
        return tuple(share_out(leaving, chosen, successions.held(session, places, leaving)))
    except NobodyHolds as refusal:
        raise DirectoryRefused(
            "after",
            f"Cơ quan kế thừa đã chuyển hoặc thôi theo dõi đúng việc này (việc số {refusal.held}). Chuyển riêng việc "
            f"số {refusal.task_id} cho cơ quan khác trước.",
        ) from None


def _bodies(session: Session, change: Change, today: date) -> tuple[Agency, ...]:
    """The agencies that change, in the order given. Raises DirectoryRefused when one cannot."""
    found = {one.id: one for one in session.scalars(sa.select(Agency).where(Agency.id.in_(change.before)))}
    if not change.before or len(found) != len(set(change.before)):
        raise DirectoryRefused("before", "Chọn cơ quan thay đổi.")
    if change.effective_on > today:
        raise DirectoryRefused("effective_on", "Ngày hiệu lực chưa đến: ghi vào sổ từ ngày đó trở đi.")
    others = [one for one in change.after if isinstance(one, int) and one not in found]
    for agency in [*found.values(), *session.scalars(sa.select(Agency).where(Agency.id.in_(others)))]:
        _refuse_ended(agency, "before" if agency.id in found else "after", change.effective_on)
    return tuple(found[key] for key in dict.fromkeys(change.before))


def _refuse_ended(agency: Agency, field_name: str, on: date) -> None:
    if agency.valid_to is not None:
        raise DirectoryRefused(field_name, f"{agency.name} chỉ hoạt động đến hết {agency.valid_to:%d/%m/%Y}.")
    if field_name == "before" and agency.valid_from and on <= agency.valid_from:
        raise DirectoryRefused("effective_on", f"{agency.name} chỉ có từ ngày {agency.valid_from:%d/%m/%Y}.")


def _refuse_numbers(change: Change) -> None:
    """How many change into how many, for each kind."""
    old, new = len(set(change.before)), len(change.after)
    among = set(change.after) & set(change.before)
    match change.kind:
        case ReorganisationKind.RENAME if old != 1:
            raise DirectoryRefused("before", "Đổi tên từng cơ quan một.")
        case ReorganisationKind.MERGE if new != 1:
            raise DirectoryRefused("after", "Hợp nhất, sáp nhập thì chọn đúng một cơ quan kế thừa.")
        case ReorganisationKind.MERGE if old == 1 and not isinstance(change.after[0], int):
            raise DirectoryRefused("before", "Chọn ít nhất hai cơ quan để hợp nhất; một cơ quan thì là đổi tên.")
        case ReorganisationKind.SPLIT if old != 1:
            raise DirectoryRefused("before", "Chia, tách từng cơ quan một.")
        case ReorganisationKind.SPLIT if new < 2:
            raise DirectoryRefused("after", "Chia, tách cần ít nhất hai cơ quan về sau, kể cả cơ quan cũ nếu còn.")
        case ReorganisationKind.MERGE | ReorganisationKind.END if among:
            raise DirectoryRefused("after", "Cơ quan kế thừa không thể là cơ quan kết thúc hoạt động.")
        case _:
            return


def _refuse_rename(session: Session, change: Change) -> None:
    if not change.name:
        raise DirectoryRefused("name", "Nhập tên mới của cơ quan.")
    refuse_taken(session, "name", change.name, agency_id=change.before[0])
    later = sa.select(AgencyTitle.to_on).where(
        AgencyTitle.agency_id == change.before[0], AgencyTitle.to_on >= change.effective_on
    )
    after = session.scalar(later.order_by(AgencyTitle.to_on.desc()).limit(1))
    if after is not None:
        raise DirectoryRefused("effective_on", f"Cơ quan đã đổi tên sau ngày {after:%d/%m/%Y}; ghi theo thứ tự ngày.")


def _refuse_orphans(session: Session, change: Change, ending: tuple[Agency, ...], tasks: list[OpenTask]) -> None:
    """Nothing open may be left with a body that is no more."""
    if change.after:
        return
    ids = [one.id for one in ending]
    follows = sa.select(Programme.short_title).where(Programme.monitor_id.in_(ids)).limit(1)
    title = session.scalar(follows)
    if tasks:
        raise DirectoryRefused("after", f"Còn {len(tasks)} việc đang mở: chọn cơ quan kế thừa để nhận.")
    if title is not None:
        raise DirectoryRefused("after", f"Cơ quan đang theo dõi “{title}”: chọn cơ quan kế thừa.")
