"""What an administrator types about a person."""

import re
import secrets
from typing import Any

from wtforms import BooleanField, HiddenField, PasswordField, SelectField
from wtforms.validators import ValidationError

from webapp.forms.choices import Pick
from webapp.forms.fields import Day, LedgerForm, Line, Words
from webapp.rules.words import DutyKind, Role

SHORTEST_PASSWORD = 12
DUTIES = {kind.value: kind.label for kind in DutyKind}
ADDRESS = re.compile(r"[a-z0-9._%+'-]+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE | re.ASCII)


class HandoverForm(LedgerForm):
    """To whom a person's duties go, from which day, and why."""

    once = HiddenField(default=lambda: secrets.token_urlsafe(16))
    to_id = Pick("Người nhận", required="Chọn người nhận.")
    effective_on = Day("Từ ngày", required="Nhập ngày bắt đầu, ví dụ 01/07/2025.")
    handover_reason = Words("Lý do", required="Nêu lý do, ví dụ “chuyển công tác”.", longest=1000)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.to_id.offer(people, "Chọn người…")


class PersonForm(LedgerForm):
    """Name, address, role and agency. The password is optional: a code by mail opens the ledger too."""

    name = Line("Tên hiển thị", required="Nhập tên hoặc chức danh.", longest=200)
    email = Line("Địa chỉ thư", required="Nhập địa chỉ thư.", longest=254)
    role = SelectField("Vai trò", choices={role.value: role.label for role in Role}, coerce=Role)
    agency_id = Pick("Cơ quan")
    duty = SelectField(
        "Nhiệm vụ ở cơ quan",
        choices=DUTIES,
        coerce=DutyKind,
        default=DutyKind.FOCAL_POINT,
    )
    password = PasswordField("Đặt mật khẩu")
    active = BooleanField("Được dùng sổ", default=True)

    def __init__(self, *args: Any, agencies: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.agency_id.offer(agencies, "Không thuộc cơ quan nào")

    def validate_email(self, field: Line) -> None:
        if not ADDRESS.fullmatch(field.data or ""):
            raise ValidationError("Địa chỉ thư không đúng dạng, ví dụ dau-moi@binhthuan.gov.vn.")

    def validate_agency_id(self, field: Pick) -> None:
        if field.data is None and self.role.data in (Role.FOCAL_POINT, Role.MONITOR):
            raise ValidationError("Chọn cơ quan: đầu mối và người theo dõi luôn thuộc một cơ quan.")

    def validate_password(self, field: PasswordField) -> None:
        if field.data and not SHORTEST_PASSWORD <= len(field.data) <= 200:
            raise ValidationError(f"Mật khẩu dài từ {SHORTEST_PASSWORD} đến 200 ký tự; một câu dễ nhớ là tốt nhất.")
