"""May this person? One table, answering (allowed, reason). Closed by default: what is not in ``TABLE`` is refused.

Three rules shape it. An agency reads and writes its own tasks only (those it leads or coordinates). Nobody judges
their own work: who reported a task, or speaks for its lead agency, never confirms it. Leaders read everything and
change nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from webapp.rules.words import Role


class Viewer(Protocol):
    """The signed-in person as the rules see them; ``agency_ids`` are the agencies they speak for today."""

    @property
    def person_id(self) -> int: ...
    @property
    def role(self) -> Role: ...
    @property
    def agency_ids(self) -> frozenset[int]: ...


class TaskSubject(Protocol):
    """A task as the rules see it; ``reported_by_id`` is the person whose report now waits for confirmation,
    ``claimed_by_id`` the one whose correction waits to be decided."""

    @property
    def agency_id(self) -> int: ...
    @property
    def coordinating_ids(self) -> frozenset[int]: ...
    @property
    def reported_by_id(self) -> int | None: ...
    @property
    def claimed_by_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer, with the sentence a refused person reads."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Decision(True)
Check = Callable[[Viewer, TaskSubject], Decision]


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may at all (roles), and on which subject (checks, all of which must agree)."""

    roles: frozenset[Role]
    reason: str
    checks: tuple[Check, ...] = field(default=())


def _leads(viewer: Viewer, task: TaskSubject) -> bool:
    return task.agency_id in viewer.agency_ids


def sees(viewer: Viewer, task: TaskSubject) -> Decision:
    """Monitors and leaders see every task; a focal point those of its agencies, as lead or coordinating."""
    mine = _leads(viewer, task) or bool(task.coordinating_ids & viewer.agency_ids)
    if viewer.role in (Role.MONITOR, Role.LEADER) or (viewer.role is Role.FOCAL_POINT and mine):
        return YES
    return Decision(False, "Việc này thuộc cơ quan khác.")


def does_the_work(viewer: Viewer, task: TaskSubject) -> Decision:
    """The lead agency's focal point; or a monitor who types on behalf of an agency that has no account."""
    if viewer.role is Role.MONITOR or _leads(viewer, task):
        return YES
    return Decision(False, "Chỉ cơ quan chủ trì cập nhật việc này; cơ quan phối hợp có thể góp ý.")


def leads_the_work(viewer: Viewer, task: TaskSubject) -> Decision:
    """Only the lead agency itself, never on its behalf."""
    if _leads(viewer, task):
        return YES
    return Decision(False, "Chỉ cơ quan chủ trì nêu được ý này.")


def judges_the_work(viewer: Viewer, task: TaskSubject) -> Decision:
    """Never the doer: not the person who reported, nor anybody who speaks for the lead agency."""
    if viewer.person_id == task.reported_by_id:
        return Decision(False, "Người gửi báo cáo không tự xác nhận; đề nghị một người khác của Ban Dân vận.")
    if _leads(viewer, task):
        return Decision(False, "Đầu mối của cơ quan chủ trì không tự xác nhận việc của cơ quan mình.")
    return YES


def judges_the_claim(viewer: Viewer, task: TaskSubject) -> Decision:
    """Never who asked for the correction, nor anybody who speaks for the lead agency."""
    if viewer.person_id == task.claimed_by_id:
        return Decision(False, "Người đề nghị đính chính không tự quyết định; đề nghị một người khác của Ban Dân vận.")
    return decides_for_others(viewer, task)


def decides_for_others(viewer: Viewer, task: TaskSubject) -> Decision:
    """Nobody who speaks for the lead agency decides on what that agency asks for."""
    if _leads(viewer, task):
        return Decision(False, "Đầu mối của cơ quan chủ trì không tự quyết định việc cơ quan mình xin.")
    return YES


F, M, L, A = Role.FOCAL_POINT, Role.MONITOR, Role.LEADER, Role.ADMIN
MONITOR_ONLY = "Chỉ Ban Dân vận (theo dõi) làm được việc này."
ADMIN_ONLY = "Chỉ quản trị làm được việc này."


def _rule(roles: set[Role], reason: str, *checks: Check) -> Rule:
    return Rule(frozenset(roles), reason, checks)


TABLE: dict[str, Rule] = {
    "own.view": _rule({F, M}, "Trang này dành cho đầu mối cơ quan."),
    "calendar.subscribe": _rule({F, M}, "Lịch các hạn dành cho đầu mối cơ quan."),
    "session.end": _rule({F, M, L, A}, ""),
    "parked.view": _rule({F, M, L, A}, ""),
    "monitor.view": _rule({M, L}, "Trang theo dõi dành cho Ban Dân vận và lãnh đạo."),
    "job.view": _rule({F, M, L, A}, ""),
    "report.view": _rule({M, L}, "Báo cáo dành cho Ban Dân vận và lãnh đạo."),
    "report.freeze": _rule({M}, MONITOR_ONLY),
    "mail.view": _rule({M, A}, "Sổ thư dành cho Ban Dân vận và quản trị."),
    "mail.handle": _rule({M}, MONITOR_ONLY),
    "programme.view": _rule({F, M, L, A}, ""),
    "programme.extend": _rule({M}, MONITOR_ONLY),
    "import.manage": _rule({M}, MONITOR_ONLY),
    "indicator.measure": _rule({F, M}, "Lãnh đạo xem, không ghi vào sổ.", sees),
    "indicator.manage": _rule({M}, MONITOR_ONLY),
    "search.use": _rule({F, M, L, A}, ""),
    "agency.list": _rule({F, M, L, A}, ""),
    "agency.people": _rule({M, L, A}, "Tên đầu mối dành cho người theo dõi, lãnh đạo và quản trị."),
    "agency.work": _rule({F, M, L}, "Số liệu dành cho người theo dõi, lãnh đạo và chính cơ quan.", sees),
    "agency.manage": _rule({A}, ADMIN_ONLY),
    "agency.add": _rule({M, A}, "Chỉ Ban Dân vận (theo dõi) và quản trị thêm cơ quan."),
    "agency.history": _rule({M, L, A}, "Các lần sắp xếp lại dành cho người theo dõi, lãnh đạo và quản trị."),
    "agency.reorganise": _rule({M, A}, "Chỉ Ban Dân vận (theo dõi) và quản trị sắp xếp lại cơ quan."),
    "people.manage": _rule({A}, ADMIN_ONLY),
    "calendar.manage": _rule({A}, ADMIN_ONLY),
    "settings.manage": _rule({A}, ADMIN_ONLY),
    "admin.view": _rule({A}, ADMIN_ONLY),
    "task.view": _rule({F, M, L}, "Trang này dành cho người theo dõi và cơ quan được giao việc.", sees),
    "task.copy_out": _rule({F, M}, "Lãnh đạo xem, không ghi vào sổ.", sees),
    "task.comment": _rule({F, M}, "Lãnh đạo xem, không ghi vào sổ.", sees),
    "task.update": _rule({F, M}, "Lãnh đạo xem, không ghi vào sổ.", sees, does_the_work),
    "task.report_done": _rule({F, M}, "Lãnh đạo xem, không ghi vào sổ.", sees, does_the_work),
    "task.contest": _rule({F, M}, "Chỉ cơ quan chủ trì nêu được ý này.", sees, leads_the_work),
    "task.confirm": _rule({M}, MONITOR_ONLY, sees, judges_the_work),
    "task.send_back": _rule({M}, MONITOR_ONLY, sees, judges_the_work),
    "task.set_deadline": _rule({M}, MONITOR_ONLY, sees),
    "task.follow_up": _rule({M}, MONITOR_ONLY, sees),
    "task.decide_extension": _rule({M}, MONITOR_ONLY, sees, decides_for_others),
    "task.decide_correction": _rule({M}, MONITOR_ONLY, sees, judges_the_claim),
    "task.decide_contest": _rule({M}, MONITOR_ONLY, sees, decides_for_others),
    "task.pause": _rule({M}, MONITOR_ONLY, sees),
    "task.resume": _rule({M}, MONITOR_ONLY, sees),
    "task.hand_over": _rule({M}, MONITOR_ONLY, sees),
    "task.set_area": _rule({M}, MONITOR_ONLY),
    "filter.keep": _rule({M, L}, "Bộ lọc dành cho người theo dõi và lãnh đạo."),
    "task.drop": _rule({M}, MONITOR_ONLY, sees),
    "task.undo": _rule({F, M}, "Chỉ người vừa ghi mới hoàn tác được.", sees),
}


def may(viewer: Viewer, permission: str, task: TaskSubject | None = None) -> Decision:
    """Whether ``viewer`` has ``permission``, on ``task`` if the permission speaks of one.

    Without a task only the role is judged (may this person at all reach such a page?). An unknown permission is
    refused.
    """
    rule = TABLE.get(permission)
    if rule is None:
        return Decision(False, "Thao tác chưa được khai báo quyền.")
    if viewer.role not in rule.roles:
        return Decision(False, rule.reason)
    if task is None:
        return YES
    return next((answer for check in rule.checks if not (answer := check(viewer, task))), YES)
