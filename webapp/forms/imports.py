"""What a person types when a document is read and corrected."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import HiddenField, IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import NumberRange, Optional, ValidationError

from webapp.actions.imports import Correction
from webapp.actions.programmes import Part
from webapp.forms.fields import Day, LedgerForm, Line, Words
from webapp.rules.words import AgencyRole, DeadlineKind, Recurrence

TEXT_LIMIT = 2_000_000
RHYTHMS = {"": "không lặp lại"} | {
    one.value: one.label for one in Recurrence if one not in (Recurrence.PERIODIC, Recurrence.CONTINUOUS)
}


class ReadForm(LedgerForm):
    """A file, or the pasted text."""

    file = FileField("Tệp .docx, .pdf có chữ, .txt hoặc .md")
    text = Words("Hoặc dán toàn văn vào đây", longest=TEXT_LIMIT)


class DetailsForm(LedgerForm):
    """What the document is."""

    title = Line("Tên văn bản", required="Nhập tên văn bản.", longest=500)
    number = Line("Số, ký hiệu", longest=80)
    issuer = Line("Cơ quan ban hành", required="Nhập cơ quan ban hành.", longest=200)
    issued_on = Day("Ngày ban hành")


class CorrectionForm(LedgerForm):
    """One duty, as the person says it is."""

    title = Line("Việc phải làm", required="Nêu việc phải làm.", longest=500)
    lead = SelectMultipleField("Chủ trì", choices={})
    coordinate = SelectMultipleField("Phối hợp", choices={})
    kind = SelectField("Loại hạn", choices={one.value: one.label for one in DeadlineKind})
    due_on = Day("Ngày (nếu có thời hạn)")
    recurrence = SelectField("Lặp lại (nếu định kỳ)", choices=RHYTHMS)
    due_day = IntegerField("Ngày đến hạn trong kỳ", validators=[Optional(), NumberRange(1, 31, "Từ 1 đến 31.")])
    due_month = IntegerField("Tháng đến hạn", validators=[Optional(), NumberRange(1, 12, "Từ 1 đến 12.")])
    undated_reason = Line("Vì sao chưa có hạn", longest=300)
    review_on = Day("Ngày xem lại (nếu chưa có hạn)")
    product = Line("Sản phẩm", longest=300)
    report_to = Line("Báo cáo về", longest=300)

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lead.choices = self.coordinate.choices = dict(bodies)

    def validate_lead(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError("Chọn ít nhất một cơ quan hoặc nhóm chủ trì.")

    def validate_due_on(self, field: Day) -> None:
        if self.kind.data == DeadlineKind.DATED and field.data is None and not field.process_errors:
            raise ValidationError("Có thời hạn thì cần ngày, ví dụ 30/11/2021.")

    def validate_recurrence(self, field: SelectField) -> None:
        if self.kind.data == DeadlineKind.RECURRING and not field.data:
            raise ValidationError("Định kỳ thì chọn kỳ lặp lại.")

    def said(self) -> Correction:
        """The correction that the form holds."""
        kind = DeadlineKind(self.kind.data)
        recurring = kind is DeadlineKind.RECURRING
        return Correction(
            title=self.title.data or "",
            parts=(*_parts(AgencyRole.LEAD, self.lead.data), *_parts(AgencyRole.COORDINATING, self.coordinate.data)),
            kind=kind,
            due_on=self.due_on.data,
            recurrence=Recurrence(self.recurrence.data) if recurring else None,
            due_month=self.due_month.data if recurring else None,
            due_day=self.due_day.data if recurring else None,
            undated_reason=self.undated_reason.data or None,
            review_on=self.review_on.data,
            product=self.product.data or None,
            report_to=self.report_to.data or None,
        )


def _parts(role: AgencyRole, chosen: list[str] | None) -> list[Part]:
    keys = [one.split(":") for one in chosen or []]
    return [Part(role, int(key) if kind == "a" else None, int(key) if kind == "g" else None) for kind, key in keys]


class SplitForm(LedgerForm):
    """Where to cut."""

    at = RadioField("Phần sau bắt đầu từ", coerce=int, choices={})


class IssueForm(LedgerForm):
    """The version of the draft that was previewed."""

    version = HiddenField()
