"""Which tasks, and the area they belong to."""

from typing import Any

from wtforms.validators import ValidationError

from webapp.forms.fields import LedgerForm, Line


class AreaForm(LedgerForm):
    """One area for all the ticked tasks; an empty one takes them out of any."""

    area = Line("Lĩnh vực", longest=60)

    def __init__(self, *args: Any, ticks: list[str] | None = None, **values: Any) -> None:
        super().__init__(*args, **values)
        self.task_ids = [int(one) for one in ticks or () if one.isdigit() and len(one) < 10]

    def validate_area(self, _field: Line) -> None:
        if not self.task_ids:
            raise ValidationError("Chọn ít nhất một việc ở bảng dưới.")
