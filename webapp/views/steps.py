"""The nouns under a task's address: which permission, which form and which action each one is.

``POST /tasks/<id>/<noun>`` is one view for all of them; a noun that is not in ``STEPS`` does not exist.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import StaleDataError

from webapp import clock
from webapp.actions import corrections, extensions, tasks
from webapp.actions.history import Stamp
from webapp.extensions import db
from webapp.forms import tasks as forms
from webapp.forms.fields import options as as_options
from webapp.forms.tasks import StepForm
from webapp.models import Event, Task
from webapp.queries.tasks import receivers
from webapp.rules.status import CORRECTABLE, WORKING, MoveRefused, allows
from webapp.rules.status import Step as Move
from webapp.rules.timeliness import correctable
from webapp.rules.words import DeadlineKind, Status
from webapp.views.step_evidence import correction, report
from webapp.web.context import thresholds

Act = Callable[[Task, Any, Stamp], object]


@dataclass(frozen=True, slots=True)
class Step:
    """One noun: what the form is, what it does, and the sentence said when it is done."""

    noun: str
    permission: str
    form: Callable[..., forms.StepForm]
    act: Act
    done: str
    offered: Callable[[Any], bool]


def _where(move: Move) -> Callable[[Any], bool]:
    """Offered where the table of moves lets it begin."""
    return lambda task: allows(move, task.status, task.kind)


def _takes_date(task: Any) -> bool:
    return task.kind is not DeadlineKind.STANDING and task.status in WORKING | {Status.PAUSED}


def _asks_extension(task: Any) -> bool:
    return task.status in WORKING and task.asked_due_on is not None


def _asks_correction(task: Any) -> bool:
    return task.status in CORRECTABLE and task.claimed_on is not None


def _is_contested(task: Any) -> bool:
    return task.status in WORKING and task.contested != ""


def hold_version(task: Task, form: StepForm) -> None:
    """The lock compares with the version the person saw, not with the one just read."""
    seen = form.seen_version()
    if seen is None or seen > task.version:
        raise MoveRefused("Trang đã cũ. Mở lại việc này rồi ghi.")
    if seen != task.version:
        raise StaleDataError
    set_committed_value(task, "version", seen)


def undo(task: Task, form: Any, stamp: Stamp) -> Event:
    """Take back the event that the form names, if it is the last one."""
    event = tasks.last_change(task)
    if event is None or str(event.id) != form.event_id.data:
        raise MoveRefused("Không hoàn tác được: việc đã có thay đổi khác sau đó.")
    return tasks.undo(task, event, hours=thresholds().undo_hours, stamp=stamp)


def update(task: Task, form: Any, stamp: Stamp) -> Event:
    difficulty = "" if form.resolved.data else task.difficulty
    return tasks.update(task, percent=form.percent.data, note=form.note.data, difficulty=difficulty, stamp=stamp)


def difficulty(task: Task, form: Any, stamp: Stamp) -> Event:
    """Say what stands in the way, or, with a date, ask for an extension until then for that reason."""
    text = form.difficulty.data
    if form.until.data:
        return extensions.ask(task, until=form.until.data, reason=text, stamp=stamp)
    return tasks.update(task, percent=task.percent, note=text, difficulty=text, stamp=stamp)


def set_deadline(task: Task, form: Any, stamp: Stamp) -> Event:
    return tasks.set_deadline(task, due_on=form.due_on.data, reason=form.reason.data, stamp=stamp)


def review_form(*args: Any, **options: Any) -> forms.ReviewForm:
    today = clock.today()
    latest = today + timedelta(days=thresholds().review_days)
    return forms.ReviewForm(*args, earliest=today, latest=latest, **options)


def hand_over_form(*args: Any, **options: Any) -> forms.HandOverForm:
    form = forms.HandOverForm(*args, **options)
    form.agency_id.choices = as_options(receivers(db.session))
    return form


STEPS: dict[str, Step] = {
    step.noun: step
    for step in (
        Step(
            "starts",
            "task.update",
            forms.StartForm,
            lambda task, _form, stamp: tasks.start(task, stamp=stamp),
            "Đã ghi: bắt đầu thực hiện.",
            _where(Move.START),
        ),
        Step(
            "updates",
            "task.update",
            forms.UpdateForm,
            update,
            "Đã ghi cập nhật tiến độ.",
            _where(Move.UPDATE),
        ),
        Step(
            "difficulties",
            "task.update",
            forms.DifficultyForm,
            difficulty,
            "Đã gửi Ban Dân vận, thấy ngay trên trang theo dõi.",
            _where(Move.UPDATE),
        ),
        Step(
            "reports",
            "task.report_done",
            forms.ReportForm,
            report,
            "Đã gửi báo cáo hoàn thành. Chờ Ban Dân vận xác nhận.",
            _where(Move.REPORT_DONE),
        ),
        Step(
            "corrections",
            "task.report_done",
            forms.CorrectionForm,
            correction,
            "Đã gửi đề nghị đính chính. Việc không tính chậm cho đến khi Ban Dân vận quyết định.",
            lambda task: correctable(task, clock.today()),
        ),
        Step(
            "acceptances",
            "task.decide_correction",
            forms.ConfirmForm,
            lambda task, form, stamp: corrections.accept(task, note=form.note.data or "", stamp=stamp),
            "Đã chấp nhận đính chính: ghi lại ngày hoàn thành, cơ quan được báo bằng thư.",
            _asks_correction,
        ),
        Step(
            "rejections",
            "task.decide_correction",
            forms.ReasonForm,
            lambda task, form, stamp: corrections.refuse(task, reason=form.reason.data, stamp=stamp),
            "Đã ghi: không chấp nhận đính chính; cơ quan được báo bằng thư.",
            _asks_correction,
        ),
        Step(
            "confirmations",
            "task.confirm",
            forms.ConfirmForm,
            lambda task, form, stamp: tasks.confirm(task, note=form.note.data or "", stamp=stamp),
            "Đã xác nhận hoàn thành.",
            _where(Move.CONFIRM),
        ),
        Step(
            "returns",
            "task.send_back",
            forms.ReasonForm,
            lambda task, form, stamp: tasks.send_back(task, reason=form.reason.data, stamp=stamp),
            "Đã trả lại, cơ quan được báo bằng thư.",
            _where(Move.SEND_BACK),
        ),
        Step(
            "extensions",
            "task.decide_extension",
            forms.GrantForm,
            lambda task, form, stamp: extensions.grant(
                task, until=form.due_on.data, note=form.note.data or "", stamp=stamp
            ),
            "Đã gia hạn, cơ quan được báo bằng thư.",
            _asks_extension,
        ),
        Step(
            "refusals",
            "task.decide_extension",
            forms.ReasonForm,
            lambda task, form, stamp: extensions.refuse(task, reason=form.reason.data, stamp=stamp),
            "Đã ghi: không gia hạn; cơ quan được báo bằng thư.",
            _asks_extension,
        ),
        Step(
            "pauses",
            "task.pause",
            forms.ReasonForm,
            lambda task, form, stamp: tasks.pause(task, reason=form.reason.data, stamp=stamp),
            "Đã tạm dừng việc này.",
            _where(Move.PAUSE),
        ),
        Step(
            "resumptions",
            "task.resume",
            forms.ConfirmForm,
            lambda task, form, stamp: tasks.resume(task, note=form.note.data or "", stamp=stamp),
            "Việc được tiếp tục thực hiện.",
            _where(Move.RESUME),
        ),
        Step(
            "handovers",
            "task.hand_over",
            hand_over_form,
            lambda task, form, stamp: tasks.hand_over(
                task, to_agency_id=form.agency_id.data, reason=form.reason.data, stamp=stamp
            ),
            "Đã chuyển việc cho cơ quan khác.",
            _where(Move.HAND_OVER),
        ),
        Step(
            "drops",
            "task.drop",
            forms.ReasonForm,
            lambda task, form, stamp: tasks.drop(task, reason=form.reason.data, stamp=stamp),
            "Đã thôi theo dõi việc này.",
            _where(Move.DROP),
        ),
        Step(
            "deadlines",
            "task.set_deadline",
            forms.DeadlineForm,
            set_deadline,
            "Đã giao hạn mới.",
            _takes_date,
        ),
        Step(
            "reviews",
            "task.set_deadline",
            review_form,
            lambda task, form, stamp: tasks.review_later(
                task, review_on=form.review_on.data, reason=form.reason.data, stamp=stamp
            ),
            "Đã đặt ngày xem lại.",
            lambda task: task.kind is DeadlineKind.UNDATED and _takes_date(task),
        ),
        Step(
            "contests",
            "task.contest",
            forms.ContestForm,
            lambda task, form, stamp: tasks.contest(task, owner=form.owner.data, stamp=stamp),
            "Đã gửi Ban Dân vận xem lại cơ quan chủ trì.",
            _where(Move.UPDATE),
        ),
        Step(
            "upholdings",
            "task.decide_contest",
            forms.ReasonForm,
            lambda task, form, stamp: tasks.uphold(task, reason=form.reason.data, stamp=stamp),
            "Đã giữ cơ quan chủ trì, cơ quan được báo bằng thư.",
            _is_contested,
        ),
        Step(
            "comments",
            "task.comment",
            forms.CommentForm,
            lambda task, form, stamp: tasks.comment(task, text=form.text.data, stamp=stamp),
            "Đã ghi góp ý.",
            lambda _task: True,
        ),
        Step("undos", "task.undo", forms.UndoForm, undo, "Đã hoàn tác.", lambda _task: True),
    )
}
