"""Numbers of an indicator as a person types them."""

import secrets

from wtforms import FileField, HiddenField, SelectField

from webapp.actions.indicators import NewNumber
from webapp.actions.targets import SaidTarget
from webapp.forms.fields import Day, Figure, LedgerForm, Line, Words
from webapp.models import Indicator
from webapp.rules.words import Comparator


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


class LevelForm(LedgerForm):
    """A level to follow where the programme gives only words."""

    value = Figure("Mức", required="Nhập mức để theo dõi.", description="ví dụ 90 hoặc 70,5", id="level-value")
    unit = Line("Đơn vị", required="Nhập đơn vị, ví dụ %.", longest=120)
    due_on = Day("Đến ngày", required="Nhập ngày, ví dụ 31/12/2025.")
    reason = Words("Vì sao mức này", required="Nêu căn cứ của mức này.", longest=200)

    def said(self, name: str) -> SaidTarget:
        """What was typed; for a form that was validated."""
        least = Comparator.AT_LEAST
        return SaidTarget(name, self.unit.data, least, self.value.data, None, self.due_on.data, None)


class SheetForm(LedgerForm):
    """A table of numbers to read."""

    file = FileField("Tệp .xlsx")
