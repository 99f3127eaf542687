"""What a person types to come in."""

import re
from typing import Any

from wtforms import PasswordField
from wtforms.validators import DataRequired, Length, Regexp

from webapp.forms.fields import LedgerForm, Line

LOOKS_LIKE_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


class AddressForm(LedgerForm):
    """The address to which a code is sent. ``place`` keeps its ids apart from those of another form on the page."""

    address = Line("Địa chỉ thư", required="Nhập địa chỉ thư của đồng chí.", longest=254)

    def __init__(self, *args: Any, place: str = "code", **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self:
            field.id = field.label.field_id = f"{place}-{field.id}"

    def validate_address(self, field: Line) -> None:
        """Only what can be an address at all is asked about; whether it is known is never told."""
        Regexp(LOOKS_LIKE_ADDRESS, message="Địa chỉ thư không đúng dạng, ví dụ dau-moi@binhthuan.gov.vn.")(self, field)


class PasswordForm(AddressForm):
    """For those who have set a password."""

    password = PasswordField("Mật khẩu", validators=[DataRequired("Nhập mật khẩu."), Length(max=200)])

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, place="password", **options)


class CodeForm(LedgerForm):
    """The six digits from the mail."""

    code = Line("Mã sáu chữ số", required="Nhập sáu chữ số trong thư.", longest=12)

    def digits(self) -> str:
        """The digits alone, however they were spaced."""
        return re.sub(r"[^0-9]", "", self.code.data or "")
