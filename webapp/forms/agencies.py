"""What an administrator types about an agency: its facts, its other names, who speaks for it."""

import re
from collections.abc import Iterable
from typing import Any

from wtforms import SelectField
from wtforms.validators import ValidationError

from webapp.forms.choices import Pick
from webapp.forms.fields import Day, LedgerForm, Line
from webapp.models import AgencyKind
from webapp.rules.words import DutyKind

KINDS = {kind.value: kind.label for kind in AgencyKind}
DUTIES = {kind.value: kind.label for kind in DutyKind}
LONGEST = 200


class NewAgencyForm(LedgerForm):
    """An agency that is not in the directory yet."""

    name = Line("Tên cơ quan", required="Nhập tên đầy đủ của cơ quan.", longest=LONGEST)
    code = Line("Mã", required="Nhập mã ngắn, ví dụ btgdv.", longest=40)
    kind = SelectField("Loại", choices=KINDS, coerce=AgencyKind)

    def validate_code(self, field: Line) -> None:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", field.data or ""):
            raise ValidationError("Mã chỉ gồm chữ thường không dấu, số và gạch nối, ví dụ btgdv.")


class AgencyForm(LedgerForm):
    """The facts of an agency; its code stays for good."""

    name = Line("Tên cơ quan", required="Nhập tên đầy đủ của cơ quan.", longest=LONGEST)
    kind = SelectField("Loại", choices=KINDS, coerce=AgencyKind)
    valid_from = Day("Hoạt động từ ngày")
    valid_to = Day("Đến hết ngày")


class NameForm(LedgerForm):
    """Another way to write an agency or a group."""

    text = Line("Thêm tên gọi khác", required="Nhập tên gọi hoặc chữ viết tắt.", longest=LONGEST)


class FocalPointForm(LedgerForm):
    """Who speaks for the agency, as what, from when."""

    person_id = Pick("Người", required="Chọn một người.")
    kind = SelectField("Nhiệm vụ", choices=DUTIES, coerce=DutyKind, default=DutyKind.FOCAL_POINT, id="duty-kind")
    from_on = Day("Từ ngày", required="Nhập ngày bắt đầu, ví dụ 01/10/2021.")
    to_on = Day("Đến hết ngày")
    stands_for_id = Pick("Thay cho")

    def __init__(
        self, *args: Any, people: list[tuple[int, str]], absent: Iterable[tuple[int, str]] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.person_id.offer(people, "Chọn người…")
        self.stands_for_id.offer(list(absent), "Không thay ai")


class EndForm(LedgerForm):
    """The last day of a duty."""

    ended_on = Day("Ngày cuối của nhiệm vụ này", required="Nhập ngày cuối, ví dụ 30/06/2025.")
