"""The fields all forms are made of: Vietnamese messages, dates as they are written here, text kept as NFC."""

import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, StopValidation

from webapp.rules.deadlines import BadDate, parse_date
from webapp.rules.numbers import NumberRefused, read_number, show_number

MESSAGES = {
    "This field is required.": "Mục này cần được điền.",
    "Not a valid choice.": "Chọn một mục trong danh sách.",
    "Not a valid choice": "Chọn một mục trong danh sách.",
    "'%(value)s' is not a valid choice for this field.": "Chọn một mục trong danh sách.",
    "'%(value)s' are not valid choices for this field.": "Chọn những mục trong danh sách.",
    "Invalid Choice: could not coerce.": "Chọn một mục trong danh sách.",
    "Not a valid integer value.": "Nhập một số nguyên.",
    "Invalid email address.": "Địa chỉ thư không đúng dạng, ví dụ dau-moi@binhthuan.gov.vn.",
    "CSRF failed.": "Trang đã mở quá lâu. Gửi lại lần nữa.",
}


class Vietnamese:
    """WTForms' messages in the screen's language."""

    def gettext(self, message: str) -> str:
        return MESSAGES.get(message, message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        return MESSAGES.get(singular if count == 1 else plural, "Nhập ngắn hơn hoặc dài hơn một chút.")


class LedgerForm(FlaskForm):
    """The mother of all forms. ``once`` makes a double press one change."""

    class Meta(FlaskForm.Meta):
        locales: ClassVar[list[str]] = ["vi"]

        def get_translations(self, form: Any) -> Vietnamese:
            return Vietnamese()


def tidy(text: str | None) -> str:
    """Typed text as it is stored: NFC, without control characters and blanks around; empty when none was sent."""
    if text is None:
        return ""
    kept = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) != "Cc")
    return unicodedata.normalize("NFC", kept.replace("\r\n", "\n")).strip()


def one_line(text: str | None) -> str:
    """``tidy`` text on one line: a title may become the subject of a mail, which no line end may enter."""
    return " ".join(tidy(text).split())


class Line(StringField):
    """One line of text; ``data`` is tidy and never None."""

    data: str

    def __init__(self, label: str, *, required: str = "", longest: int = 300, **options: Any) -> None:
        super().__init__(label, validators=_text_rules(required, longest), filters=[one_line], **options)


class Words(TextAreaField):
    """Several lines of text; ``data`` is tidy and never None."""

    data: str

    def __init__(self, label: str, *, required: str = "", longest: int = 2000, **options: Any) -> None:
        super().__init__(label, validators=_text_rules(required, longest), filters=[tidy], **options)


class Day(StringField):
    """A date written dd/mm/yyyy. ``data`` is a date or None; what was typed stays in the field when it is no date."""

    data: Any

    def __init__(self, label: str, *, required: str = "", **options: Any) -> None:
        super().__init__(label, validators=[DataRequired(required)] if required else [], **options)
        self.typed = ""

    def _value(self) -> str:
        return self.data.strftime("%d/%m/%Y") if self.data else self.typed

    def process_formdata(self, valuelist: list[str]) -> None:
        self.typed = (valuelist[0] if valuelist else "").strip()
        self.data = None
        if self.typed:
            try:
                self.data = parse_date(self.typed)
            except BadDate as error:
                raise ValueError(str(error)) from error

    def pre_validate(self, form: Any) -> None:
        """A date that could not be read is already told; "needed" would only repeat it."""
        if self.process_errors:
            raise StopValidation


def options(pairs: Iterable[tuple[object, str]]) -> dict[str, Any]:
    """Value and label of each choice, in the one shape that WTForms takes without complaint."""
    return {str(value): label for value, label in pairs}


def _text_rules(required: str, longest: int) -> list[Any]:
    rules: list[Any] = [DataRequired(required)] if required else []
    return [*rules, Length(max=longest, message=f"Viết gọn trong {longest} ký tự.")]


class Figure(StringField):
    """A number as Vietnamese writes it ("80.000", "70,5"). ``data`` is a Decimal or None; what was typed stays."""

    data: Any

    def __init__(self, label: str, *, required: str = "", **options: Any) -> None:
        super().__init__(label, validators=[InputRequired(required)] if required else [], **options)
        self.typed = ""

    def _value(self) -> str:
        return show_number(self.data) if isinstance(self.data, Decimal) else self.typed

    def process_formdata(self, valuelist: list[str]) -> None:
        self.typed = tidy(valuelist[0] if valuelist else "")
        self.data = None
        if self.typed:
            try:
                self.data = read_number(self.typed)
            except NumberRefused as error:
                raise ValueError(str(error)) from error

    def pre_validate(self, form: Any) -> None:
        """A number that could not be read is already told; "needed" would only repeat it."""
        if self.process_errors:
            raise StopValidation
