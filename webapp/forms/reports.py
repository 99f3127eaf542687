"""What a report is asked for, and the word before it is frozen."""

from typing import Any

from wtforms import BooleanField, SelectField
from wtforms.validators import DataRequired

from webapp.forms.fields import Day, LedgerForm, Line, options
from webapp.rules.report_periods import EXAMPLES, MONTHS, PeriodRefused, Span, span_of, stretch
from webapp.rules.thresholds import Thresholds
from webapp.rules.words import ReportKind

WITH, WITHOUT = "co", "khong"
"""The two versions of a report, as the address names them: with people's names, with agencies only."""


class ReportForm(LedgerForm):
    """The kind, the period, and days other than the usual ones. It asks and changes nothing, so it stands in the
    address; ``span`` is the period once the form was found in order."""

    class Meta(LedgerForm.Meta):
        csrf = False

    kind = SelectField("Loại báo cáo", choices=options((kind.value, kind.label) for kind in ReportKind))
    period = Line("Kỳ", longest=20)
    first_on = Day("Từ ngày")
    cut_off = Day("Chốt số liệu đến hết ngày")
    programme = SelectField("Chương trình", default="")

    def __init__(self, *args: Any, office: Thresholds, programmes: list[tuple[int, str]], **values: Any) -> None:
        super().__init__(*args, **values)
        self.office = office
        self.programme.choices = options([("", "Mọi chương trình"), *programmes])
        self.span: Span | None = None

    def validate(self, extra_validators: Any = None) -> bool:
        """Read each field, then the period they make together."""
        if not super().validate(extra_validators):
            return False
        try:
            self.span = self._span(ReportKind(self.kind.data))
        except PeriodRefused as refusal:
            self.period.errors = [str(refusal)]
            return False
        return True

    @property
    def programme_id(self) -> int | None:
        return int(self.programme.data) if self.programme.data else None

    def _span(self, kind: ReportKind) -> Span:
        if kind in MONTHS:
            if not self.period.data:
                raise PeriodRefused(f"{kind.label}: ghi kỳ, ví dụ {EXAMPLES[kind]}.")
            return span_of(kind, self.period.data, self.office)
        if self.first_on.data is None or self.cut_off.data is None:
            raise PeriodRefused(f"{kind.label}: ghi cả “Từ ngày” và “Chốt số liệu đến hết ngày”.")
        return stretch(kind, self.first_on.data, self.cut_off.data)


class FreezeForm(ReportForm):
    """The same, with the word of somebody who has looked at the draft."""

    sure = BooleanField("Tôi đã xem số liệu ở trên; chốt báo cáo này", [DataRequired("Đánh dấu khi đã xem số liệu.")])


class ExportForm(LedgerForm):
    """As what a report is taken away, and in which version."""

    kind = SelectField("Tải về", choices=[])
    names = SelectField("Bản", choices=options([(WITHOUT, "chỉ có cơ quan"), (WITH, "có tên đầu mối")]))

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **values: Any) -> None:
        super().__init__(*args, **values)
        self.labels = dict(kinds)
        self.kind.choices = options(kinds)

    @property
    def label(self) -> str:
        """The chosen kind in words."""
        return self.labels[self.kind.data]
