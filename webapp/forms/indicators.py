"""Numbers of an indicator as a person types them."""

import secrets

from wtforms import FileField, HiddenField, SelectField

from webapp.actions.indicators import NewNumber
from webapp.forms.fields import Day, Figure, LedgerForm, Line, Words
from webapp.models import Indicator


class NumberForm(LedgerForm):
    """One measured number."""

    once = HiddenField(default=lambda: secrets.token_urlsafe(16))
    value = Figure("Số đo", required="Nhập số đo.", description="ví dụ 80.000 hoặc 70,5")
    measured_on = Day(
        "Ngày của số liệu", required="Nhập ngày của số liệu.", description="số này đúng vào ngày nào, ví dụ 30/6/2024"
    )
    source = Line("Nguồn", required="Ghi số này lấy từ đâu.", description="báo cáo số mấy, ngày nào, của ai")

    def number(self, indicator: Indicator) -> NewNumber:
        """What was typed, supplied by the agency that the indicator names; for a form that was validated."""
        return NewNumber(self.measured_on.data, self.value.data, self.source.data, indicator.supplier_id)


class CorrectionForm(NumberForm):
    """A number in place of a wrong one."""

    reason = Words("Lý do đính chính", required="Nêu vì sao số cũ sai.", longest=500)


class SupplierForm(LedgerForm):
    """The agency that supplies the numbers of an indicator."""

    agency = SelectField("Cơ quan cung cấp", coerce=int, description="đầu mối của cơ quan này cũng ghi được số")


class SheetForm(LedgerForm):
    """A table of numbers to read."""

    file = FileField("Tệp .xlsx")
