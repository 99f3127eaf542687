"""What a person types to come in."""

from typing import Any

from wtforms import PasswordField
from wtforms.validators import DataRequired

from webapp.forms.fields import LedgerForm, Line


class AddressForm(LedgerForm):
    """The address to which a code is sent. ``place`` keeps its ids apart from those of the password form."""

    address = Line("Địa chỉ thư", required="Nhập địa chỉ thư của đồng chí.", longest=254)

    def __init__(self, *args: Any, place: str = "code", **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self:
            field.id = field.label.field_id = f"{place}-{field.id}"


class PasswordForm(AddressForm):
    """For those who have set a password."""

    password = PasswordField("Mật khẩu", validators=[DataRequired("Nhập mật khẩu.")])

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, place="password", **options)


class CodeForm(LedgerForm):
    """The six digits from the mail."""

    code = Line("Mã sáu chữ số", required="Nhập sáu chữ số trong thư.", longest=12)

    def digits(self) -> str:
        """The digits alone, however they were spaced."""
        return "".join(char for char in self.code.data or "" if char.isdigit())
