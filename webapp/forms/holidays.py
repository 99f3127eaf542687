"""A day of the calendar that is not what its weekday says."""

from wtforms import SelectField

from webapp.forms.fields import Day, LedgerForm, Line
from webapp.rules.workdays import DayKind


class DayForm(LedgerForm):
    """One day off, or one make-up day, with its reason."""

    day = Day("Ngày", required="Nhập ngày, ví dụ 02/01/2026.")
    kind = SelectField("Loại", choices={kind.value: kind.label.capitalize() for kind in DayKind}, coerce=DayKind)
    note = Line("Lý do", required="Ghi lý do, ví dụ: hoán đổi với ngày 10/01/2026.", longest=200)
