"""One text to those who owe, and until when they answer."""

import re
import secrets
from datetime import date
from typing import Any

from wtforms import HiddenField
from wtforms.validators import ValidationError

from webapp.forms.fields import Day, LedgerForm, Words
from webapp.rules.follow_ups import MEANING, unknown_fields

TICK = re.compile(r"(\d{1,9})\.(\d{1,9})")


class FollowUpForm(LedgerForm):
    """``tasks`` are the chosen ones, "task.version" each, joined: short enough for an address of five hundred."""

    once = HiddenField(default=lambda: secrets.token_urlsafe(16))
    tasks = HiddenField()
    text = Words("Nội dung", required="Viết nội dung đôn đốc.", longest=2000)
    reply_due_on = Day("Trả lời chậm nhất ngày", required="Nhập hạn trả lời, ví dụ 24/11/2021.")

    def __init__(self, *args: Any, today: date, ticks: list[str] | None = None, **values: Any) -> None:
        super().__init__(*args, **values)
        self.today = today
        chosen = [*(ticks or ()), *(self.tasks.data or "").split("-")]
        found = [TICK.fullmatch(tick) for tick in chosen]
        self.seen = {int(one[1]): int(one[2]) for one in found if one}
        """The version seen of each chosen task, by its id."""

    def validate_tasks(self, _field: HiddenField) -> None:
        if not self.seen:
            raise ValidationError("Chọn ít nhất một việc ở trang theo dõi.")

    def validate_text(self, field: Words) -> None:
        wrong = unknown_fields(field.data)
        if wrong:
            known = ", ".join(f"{{{name}}}" for name in MEANING)
            raise ValidationError(f"Không có trường {{{wrong[0]}}}; dùng được: {known}.")

    def validate_reply_due_on(self, field: Day) -> None:
        if field.data and field.data < self.today:
            raise ValidationError("Hạn trả lời không thể trước hôm nay.")
