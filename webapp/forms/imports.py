"""What a person types when a document is read, corrected and issued."""

import re
from datetime import date, timedelta
from typing import Any

from flask_wtf.file import FileField
from wtforms import HiddenField, IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.actions.programmes import Part
from webapp.actions.proposals import Correction
from webapp.extraction.quoted import locate
from webapp.extraction.reading import Span
from webapp.forms.fields import Day, LedgerForm, Line, Words, options
from webapp.models import AgencyKind
from webapp.rules.deadlines import NO_DEADLINE
from webapp.rules.periods import last_day
from webapp.rules.words import AgencyRole, DeadlineKind, Recurrence

TEXT_LIMIT = 2_000_000
LEAP_YEAR = 2024
RHYTHMS = options(
    [("", "chọn kỳ")]
    + [(one.value, one.label) for one in Recurrence if one not in (Recurrence.PERIODIC, Recurrence.CONTINUOUS)]
)


class ReadForm(LedgerForm):
    """A file, or the pasted text."""

    file = FileField("Tệp văn bản")
    pasted = Words("Hoặc dán toàn văn", longest=TEXT_LIMIT)


class DetailsForm(LedgerForm):
    """What the document is. ``due_days`` are the dates its duties are due on, which cannot lie before it."""

    title = Line("Tên văn bản", required="Nhập tên văn bản.", longest=500, id="document-title")
    number = Line("Số, ký hiệu", longest=80)
    issuer = Line("Cơ quan ban hành", required="Nhập cơ quan ban hành.", longest=200)
    issued_on = Day("Ngày ban hành")

    def __init__(self, *args: Any, due_days: tuple[date, ...] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.due_days = due_days

    def validate_issued_on(self, field: Day) -> None:
        early = [day for day in self.due_days if field.data and day < field.data]
        if early:
            raise ValidationError(
                f"Có {len(early)} đề xuất đến hạn trước ngày này, sớm nhất {min(early):%d/%m/%Y}. "
                "Kiểm tra lại ngày, hoặc sửa hạn của đề xuất trước."
            )


class Bodies(SelectMultipleField):
    """Agencies and groups, many at a time: ``data`` holds "a:12" for an agency and "g:3" for a group."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class DutyForm(LedgerForm):
    """One duty, as the person says it is: shared by the review of a draft and by a duty added later."""

    title = Line("Việc phải làm", required="Nêu việc phải làm.", longest=500)
    lead = Bodies("Chủ trì")
    coordinate = Bodies("Phối hợp")
    kind = SelectField("Loại hạn", choices=options((one.value, one.label) for one in DeadlineKind))
    due_on = Day("Đến ngày")
    recurrence = SelectField("Kỳ", choices=RHYTHMS)
    due_day = IntegerField("Đến hạn ngày", validators=[Optional(), NumberRange(1, 31, "Nhập từ 1 đến 31.")])
    due_month = IntegerField("Tháng", validators=[Optional(), NumberRange(1, 12, "Nhập từ 1 đến 12.")])
    undated_reason = Line("Vì sao chưa có hạn", longest=300)
    review_on = Day("Xem lại ngày")
    product = Line("Sản phẩm", longest=300)
    report_to = Line("Báo cáo về", longest=300)

    def __init__(
        self,
        *args: Any,
        bodies: list[tuple[str, str]],
        today: date,
        review_days: int,
        issued_on: date | None = None,
        **more: Any,
    ) -> None:
        """``bodies`` are the choices; ``issued_on`` is the document's date, before which nothing is due."""
        super().__init__(*args, **more)
        self.lead.choices = self.coordinate.choices = options(bodies)
        self.names = dict(bodies)
        self.today, self.latest_review, self.issued_on = today, today + timedelta(days=review_days), issued_on

    @property
    def deadline_kind(self) -> DeadlineKind | None:
        """The kind chosen, or None while it is no kind at all."""
        return DeadlineKind(self.kind.data) if self.kind.data in {one.value for one in DeadlineKind} else None

    def validate_lead(self, field: Bodies) -> None:
        if not field.data:
            raise ValidationError("Chọn ít nhất một cơ quan hoặc nhóm chủ trì.")

    def validate_coordinate(self, field: Bodies) -> None:
        both = set(field.data or ()) & set(self.lead.data or ())
        if both:
            names = ", ".join(self.names[key] for key in sorted(both) if key in self.names)
            raise ValidationError(f"{names} đã là cơ quan chủ trì; bỏ chọn ở một bên.")

    def validate_due_on(self, field: Day) -> None:
        if self.deadline_kind is not DeadlineKind.DATED:
            return
        if field.data is None:
            raise ValidationError("Nhập ngày, ví dụ 30/11/2021.")
        if self.issued_on and field.data < self.issued_on:
            raise ValidationError(f"Hạn không thể trước ngày ban hành văn bản, {self.issued_on:%d/%m/%Y}.")

    def validate_recurrence(self, field: SelectField) -> None:
        if self.deadline_kind is DeadlineKind.RECURRING and not field.data:
            raise ValidationError("Chọn kỳ.")

    def validate_due_day(self, field: IntegerField) -> None:
        if self.deadline_kind is not DeadlineKind.RECURRING:
            return
        if self.recurrence.data == Recurrence.WEEKLY and (field.data or 0) > 7:
            raise ValidationError("Trong tuần, nhập thứ tự ngày: 1 là thứ Hai, 7 là Chủ nhật.")
        if self.recurrence.data == Recurrence.ANNUAL and field.data and 1 <= (self.due_month.data or 0) <= 12:
            _refuse_unreal(field.data, self.due_month.data or 1)

    def validate_due_month(self, field: IntegerField) -> None:
        annual = self.deadline_kind is DeadlineKind.RECURRING and self.recurrence.data == Recurrence.ANNUAL
        if annual and not (field.data and self.due_day.data):
            raise ValidationError("Nhập cả ngày và tháng, ví dụ 15 và 11.")

    def validate_review_on(self, field: Day) -> None:
        if self.deadline_kind is not DeadlineKind.UNDATED or field.data is None:
            return
        if not self.today < field.data <= self.latest_review:
            latest = f"{self.latest_review:%d/%m/%Y}"
            raise ValidationError(f"Chọn ngày sau hôm nay, chậm nhất {latest}, để việc không bị quên.")

    def said(self) -> Correction:
        """What the form says; only the values of the chosen kind of deadline count. Call it on a valid form."""
        kind = DeadlineKind(self.kind.data)
        recurring, undated = kind is DeadlineKind.RECURRING, kind is DeadlineKind.UNDATED
        annual = recurring and self.recurrence.data == Recurrence.ANNUAL
        return Correction(
            title=self.title.data or "",
            parts=(*_parts(AgencyRole.LEAD, self.lead.data), *_parts(AgencyRole.COORDINATING, self.coordinate.data)),
            kind=kind,
            due_on=self.due_on.data if kind is DeadlineKind.DATED else None,
            recurrence=Recurrence(self.recurrence.data) if recurring else None,
            due_month=self.due_month.data if annual else None,
            due_day=self.due_day.data if recurring else None,
            undated_reason=(self.undated_reason.data or NO_DEADLINE) if undated else None,
            review_on=(self.review_on.data or self.latest_review) if undated else None,
            product=self.product.data or None,
            report_to=self.report_to.data or None,
        )


def _refuse_unreal(day: int, month: int) -> None:
    if day > last_day(LEAP_YEAR, month).day:
        raise ValidationError(f"Ngày {day:02d}/{month:02d} không có thật.")


def _parts(role: AgencyRole, chosen: list[str] | None) -> list[Part]:
    keys = [one.split(":") for one in chosen or ()]
    return [Part(role, int(key) if kind == "a" else None, int(key) if kind == "g" else None) for kind, key in keys]


class CorrectionForm(DutyForm):
    """A duty of a draft; ``seen`` is the digest of the proposal that the person was looking at."""

    seen = HiddenField()


class Sentence(Words):
    """The document's own words that something rests on; ``span`` is their place once the form is in order."""

    span: Span

    def __init__(self, **options: Any) -> None:
        super().__init__("Câu trong văn bản", required="Dán câu của văn bản.", longest=3000, **options)

    def find(self, text: str, after: str | None) -> None:
        """Look the words up in ``text``, from the place ``after`` on when a person chose one."""
        found = locate(text, self.data, after=int(after) if after and after.isdigit() and len(after) < 10 else 0)
        if found is None:
            raise ValidationError("Không thấy câu này trong văn bản. Chép nguyên văn, từ tám ký tự trở lên.")
        self.span = found


class FromTheText(LedgerForm):
    """What the reader missed, and the words of ``text`` that it rests on."""

    place = HiddenField()
    sentence = Sentence()

    def __init__(self, *args: Any, text: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.text = text

    def validate_sentence(self, field: Sentence) -> None:
        field.find(self.text, self.place.data)


class MissedDutyForm(FromTheText, DutyForm):
    """A duty that the reader missed."""


class NewAgencyForm(LedgerForm):
    """A name of the draft that is to be an agency."""

    written = Line("Tên cơ quan", required="Chưa có tên.", longest=300)
    kind = SelectField("Loại", choices={kind.value: kind.label for kind in AgencyKind}, coerce=AgencyKind)


class JoinForm(LedgerForm):
    """A name of the draft, and the agency ("a:12") or group ("g:3") that it is another name of."""

    written = Line("Tên gọi", required="Chưa có tên.", longest=300)
    body = Line("Cơ quan", required="Chưa chọn cơ quan.", longest=20)

    def validate_body(self, field: Line) -> None:
        if not re.fullmatch(r"[ag]:\d{1,9}", field.data):
            raise ValidationError("Chưa chọn cơ quan.")


class SplitForm(LedgerForm):
    """Where to cut."""

    at = RadioField("Phần sau bắt đầu từ", coerce=int, choices={})


class IssueForm(LedgerForm):
    """``seen`` is the digest of the draft that was previewed."""

    seen = HiddenField()
    short_title = Line("Tên ngắn trong các bảng và thư", required="Nhập tên ngắn.", longest=120)
