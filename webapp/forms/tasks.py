"""What a person says about a task: one form a noun, each with the version they were looking at and a nonce."""

import secrets
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import ValidationError

from webapp.forms.fields import Day, LedgerForm, Line, Words, options

TENTHS = options((step, f"{step}%") for step in range(0, 100, 10))


class StepForm(LedgerForm):
    """What every form of a task carries: the version seen, the nonce, and the page to come back to."""

    version = HiddenField()
    once = HiddenField(default=lambda: secrets.token_urlsafe(16))
    back = HiddenField()

    def __init__(self, *args: Any, place: str = "", **options: Any) -> None:
        """``place`` keeps the ids of several forms on one page apart."""
        super().__init__(*args, **options)
        for field in self if place else ():
            field.id = field.label.field_id = f"{place}-{field.id}"

    def seen_version(self) -> int | None:
        """The version of the task that the person was looking at; None when the form says none."""
        text = self.version.data or ""
        return int(text) if text.isdigit() and len(text) < 10 else None


class StartForm(StepForm):
    """Nothing to type: the agency has begun."""


class UpdateForm(StepForm):
    """How far, and one sentence."""

    percent = SelectField("Đã xong", coerce=int, choices=TENTHS)
    note = Words("Một câu về kết quả đến nay", required="Viết một câu về kết quả đến nay.", longest=1000)
    resolved = BooleanField("Đã hết vướng mắc")


class DifficultyForm(StepForm):
    """What stands in the way; with a date it asks for an extension until then."""

    difficulty = Words("Vướng gì, cần ai gỡ", required="Nêu vướng mắc và cấp nào cần gỡ.", longest=1000)
    until = Day("Xin gia hạn đến ngày", description="để trống nếu chỉ báo vướng mắc")


class ReportForm(StepForm):
    """The report of completion: number, date and receiver are enough; the file is optional."""

    doc_number = Line("Số văn bản", required="Nhập số văn bản, ví dụ 45-BC/ThU.", longest=120)
    doc_date = Day("Ngày văn bản", required="Nhập ngày văn bản, ví dụ 09/11/2021.")
    receiver = Line("Nơi nhận", required="Nhập nơi nhận văn bản.", longest=300)
    done_on = Day("Hoàn thành ngày", description="để trống nếu là ngày văn bản")
    file = FileField("Tệp", description="không bắt buộc")
    note = Words("Ghi thêm", longest=1000, description="không bắt buộc")


class CorrectionForm(StepForm):
    """When the work was really done, and the document that proves it."""

    done_on = Day("Đã hoàn thành ngày", required="Nhập ngày đã hoàn thành, ví dụ 20/08/2021.")
    doc_number = Line("Số văn bản", required="Nhập số văn bản, ví dụ 45-BC/ThU.", longest=120)
    doc_date = Day("Ngày văn bản", required="Nhập ngày văn bản, ví dụ 20/08/2021.")
    receiver = Line("Nơi nhận", required="Nhập nơi nhận văn bản.", longest=300)
    file = FileField("Tệp", description="không bắt buộc")
    note = Words("Ghi thêm", longest=1000, description="không bắt buộc")


class ConfirmForm(StepForm):
    """Confirmation; a remark is optional."""

    note = Words("Nhận xét", longest=1000, description="không bắt buộc")


class ReasonForm(StepForm):
    """A step that needs its reason."""

    reason = Words("Lý do", required="Nêu lý do.", longest=1000)


class HandOverForm(ReasonForm):
    """To whom the work goes."""

    agency_id = SelectField("Chuyển cho cơ quan", coerce=int)


class DeadlineForm(ReasonForm):
    """A date given by the monitor."""

    due_on = Day("Hạn mới", required="Nhập ngày, ví dụ 30/11/2021.")


class GrantForm(StepForm):
    """Until when, and a word on it."""

    due_on = Day("Gia hạn đến ngày", required="Nhập ngày gia hạn, ví dụ 30/11/2021.")
    note = Words("Ghi thêm cho cơ quan", longest=1000, description="không bắt buộc")


class ReviewForm(ReasonForm):
    """When an undated task is looked at again, and why it still has no date."""

    review_on = Day("Xem lại ngày", required="Nhập ngày xem lại, ví dụ 10/12/2021.")

    def __init__(self, *args: Any, latest: Any = None, earliest: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.earliest, self.latest = earliest, latest

    def validate_review_on(self, field: Day) -> None:
        if field.data and self.earliest and not self.earliest <= field.data <= self.latest:
            raise ValidationError(
                f"Chọn ngày từ {self.earliest:%d/%m/%Y} đến {self.latest:%d/%m/%Y} để việc không bị quên."
            )


class ContestForm(StepForm):
    """Whose work it is, in the agency's view."""

    owner = Line("Theo đồng chí, việc của cơ quan nào", required="Nêu cơ quan nên chủ trì.", longest=300)


class CommentForm(StepForm):
    """A word on the task."""

    text = Words("Góp ý", required="Viết góp ý.", longest=2000)


class UndoForm(StepForm):
    """Which event is taken back."""

    event_id = HiddenField()
