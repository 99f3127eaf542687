"""One decision on the requests for an extension that were ticked."""

import re
import secrets
from datetime import date
from typing import Any

from wtforms import HiddenField, RadioField
from wtforms.validators import ValidationError

from webapp.forms.fields import Day, LedgerForm, Words, options

AS_ASKED, OTHER_DAY, REFUSE = "theo-de-nghi", "ngay-khac", "khong"
TICK = re.compile(r"(\d{1,9})\.(\d{1,9})")


class DecisionForm(LedgerForm):
    """What is decided, for all that are ticked alike. A tick is "task.version", the version that was seen."""

    once = HiddenField(default=lambda: secrets.token_urlsafe(16))
    decision = RadioField(
        "Quyết định",
        choices=options(
            (
                (AS_ASKED, "Gia hạn đến ngày từng cơ quan xin"),
                (OTHER_DAY, "Gia hạn đến ngày khác"),
                (REFUSE, "Không gia hạn"),
            )
        ),
        default=AS_ASKED,
    )
    due_on = Day("Ngày khác", description="chỉ khi chọn “Gia hạn đến ngày khác”")
    reason = Words("Lý do, hoặc ghi thêm cho cơ quan", longest=1000, description="bắt buộc khi không gia hạn")

    def __init__(self, *args: Any, ticks: list[str] | None = None, **values: Any) -> None:
        super().__init__(*args, **values)
        found = [TICK.fullmatch(tick) for tick in ticks or ()]
        self.seen = {int(one[1]): int(one[2]) for one in found if one}
        """The version seen of each ticked task, by its id."""

    def validate_decision(self, _field: RadioField) -> None:
        if not self.seen:
            raise ValidationError("Chọn ít nhất một đề nghị ở bảng trên.")

    def validate_due_on(self, field: Day) -> None:
        if self.decision.data == OTHER_DAY and field.data is None:
            raise ValidationError("Nhập ngày gia hạn, ví dụ 30/11/2021.")

    def validate_reason(self, field: Words) -> None:
        if self.decision.data == REFUSE and not field.data:
            raise ValidationError("Nêu lý do không gia hạn.")

    @property
    def until(self) -> date | None:
        """The one day for all, or None: each gets what it asked for."""
        day: date | None = self.due_on.data if self.decision.data == OTHER_DAY else None
        return day
