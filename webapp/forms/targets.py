"""A target as a person corrects it."""

from wtforms import HiddenField, SelectField
from wtforms.validators import ValidationError

from webapp.actions.targets import SaidTarget
from webapp.forms.fields import Day, Figure, LedgerForm, Line, options
from webapp.forms.imports import FromTheText
from webapp.rules.words import Comparator, Recurrence

MEANT = (
    (Comparator.REACH, "đạt số này"),
    (Comparator.AT_LEAST, "ít nhất, từ … trở lên (≥)"),
    (Comparator.ABOVE, "trên (>)"),
    (Comparator.ABOUT, "khoảng (≈)"),
    (Comparator.BETWEEN, "từ … đến …"),
    (Comparator.AT_MOST, "không quá, giảm còn (≤)"),
    (Comparator.BELOW, "dưới (<)"),
    (Comparator.IN_WORDS, "bằng lời, không có số"),
)


class TargetForm(LedgerForm):
    """What is measured, how much, by when. ``seen`` tells what the person had before them."""

    seen = HiddenField()
    name = Line("Chỉ tiêu", required="Nêu đo cái gì, ví dụ Đoàn viên công đoàn.", longest=300)
    unit = Line(
        "Đơn vị", longest=120, description="ví dụ đoàn viên, %, mô hình; các mốc cùng tên và đơn vị là một chỉ tiêu"
    )
    comparator = SelectField("Cách nêu", choices=options(MEANT))
    value = Figure("Số", description="ví dụ 80.000 hoặc 70,5")
    upper = Figure("Đến số", description="chỉ khi chọn “từ … đến …”")
    due_on = Day("Đến ngày", description="để trống nếu văn bản không nêu")

    def validate_value(self, field: Figure) -> None:
        if self.meant is not Comparator.IN_WORDS and field.data is None:
            raise ValidationError("Nhập số của mốc, hoặc chọn “bằng lời”.")

    def validate_upper(self, field: Figure) -> None:
        if self.meant is not Comparator.BETWEEN:
            return
        if field.data is None or (self.value.data is not None and field.data <= self.value.data):
            raise ValidationError("Nhập số sau, lớn hơn số trước.")

    @property
    def meant(self) -> Comparator | None:
        """The chosen way; None for one that is not in the list."""
        return Comparator(self.comparator.data) if self.comparator.data in list(Comparator) else None

    def said(self, recurrence: Recurrence | None) -> SaidTarget:
        """What was typed; for a form that was validated."""
        meant = self.meant or Comparator.REACH
        worded = meant is Comparator.IN_WORDS
        return SaidTarget(
            name=self.name.data,
            unit=self.unit.data,
            comparator=meant,
            value=None if worded else self.value.data,
            upper=self.upper.data if meant is Comparator.BETWEEN else None,
            due_on=self.due_on.data,
            recurrence=recurrence,
        )


class MissedTargetForm(FromTheText, TargetForm):
    """A target that the reader missed."""
