"""The thresholds as a form: each with its range, its meaning and its default."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wtforms import Field, IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange, Regexp, ValidationError

from webapp.forms.fields import LedgerForm, Line, options
from webapp.rules.periods import last_day
from webapp.rules.thresholds import Thresholds

DEFAULTS = Thresholds()
MONTHS = range(1, 13)
PLAIN_YEAR = 2021
"""A year without 29 February: the yearly due day must exist in every year."""


def _whole(label: str, low: int, high: int, description: str) -> IntegerField:
    say = f"Nhập số nguyên từ {low} đến {high}."
    return IntegerField(label, validators=[InputRequired(say), NumberRange(low, high, say)], description=description)


class HourAndMinute(Line):
    """An hour of the day, HH:MM; "7:30" is stored as "07:30"."""

    def __init__(self, label: str, **options: Any) -> None:
        say = "Ghi giờ và phút, ví dụ 07:30."
        super().__init__(label, required=say, longest=5, **options)
        self.validators = [*self.validators, Regexp(r"([01][0-9]|2[0-3]):[0-5][0-9]$", message=say)]
        self.filters = [*self.filters, lambda typed: f"0{typed}" if typed[1:2] == ":" else typed]


class SettingsForm(LedgerForm):
    """Named like the fields of ``Thresholds``."""

    office_name = Line("Tên cơ quan trên đầu trang", required="Nhập tên cơ quan.", longest=80)
    soon_days = _whole("Sắp đến hạn (ngày)", 1, 60, "Việc còn ngần ấy ngày trở xuống đứng trong mục “Sắp đến hạn”.")
    warn_days = _whole(
        "Nhắc trước hạn (ngày làm việc)",
        0,
        30,
        "Còn ngần ấy ngày làm việc thì thư nhắc đi đến đầu mối; 0 là không nhắc.",
    )
    special_days = _whole(
        "Quá hạn phải báo cấp giao việc (ngày)", 1, 60, "Quá hạn từ ngần ấy ngày, việc cần cấp giao việc quyết định."
    )
    review_days = _whole(
        "Xem lại việc chưa có hạn (ngày)", 1, 90, "Việc chưa xác định hạn phải được xem lại trong ngần ấy ngày."
    )
    standing_note_days = _whole(
        "Ghi tình hình việc thường xuyên (ngày)", 7, 366, "Quá ngần ấy ngày không ghi gì thì việc thường xuyên cần hỏi."
    )
    stale_number_days = _whole(
        "Số liệu chỉ tiêu coi là cũ sau (ngày)", 7, 730, "Quá ngần ấy ngày không có số đo mới thì trang Chỉ tiêu nhắc."
    )
    undo_hours = _whole("Được hoàn tác trong (giờ)", 1, 168, "Người vừa ghi tự lấy lại được trong ngần ấy giờ.")
    annual_due_month = _whole("Hạn hằng năm, tháng", 1, 12, "Gợi ý cho việc hằng năm mà văn bản không nêu ngày.")
    annual_due_day = _whole("Hạn hằng năm, ngày", 1, 31, "Ngày trong tháng ấy.")
    digest_time = HourAndMinute(
        "Giờ gửi thư nhắc việc", description="Mỗi ngày làm việc một lần, từ giờ này; mỗi người nhiều nhất một thư."
    )
    overdue_again_days = _whole(
        "Nhắc lại việc quá hạn, cách nhau (ngày làm việc)", 1, 30, "Sau thư báo quá hạn, cách ngần ấy ngày lại nhắc."
    )
    overdue_again_times = _whole("Nhắc lại nhiều nhất (lần)", 0, 20, "Cho mỗi hạn của một việc; sau đó là đôn đốc.")
    reply_days = _whole(
        "Hạn trả lời đôn đốc (ngày làm việc)", 1, 30, "Gợi ý khi đôn đốc; người đôn đốc đổi được cho từng lần."
    )
    report_month_day = _whole(
        "Chốt số liệu báo cáo tháng, ngày", 1, 31, "Trong tháng báo cáo; sửa được ở từng báo cáo."
    )
    report_quarter_day = _whole("Chốt số liệu báo cáo quý, ngày", 1, 31, "Trong tháng cuối quý.")
    report_half_year_day = _whole("Chốt số liệu báo cáo 6 tháng, ngày", 1, 31, "Trong tháng 6 hoặc tháng 12.")
    report_year_day = _whole("Chốt số liệu báo cáo năm, ngày", 1, 31, "Trong tháng 12.")
    letter_issuer = Line(
        "Cơ quan ban hành văn bản",
        required="Nhập tên cơ quan ban hành.",
        longest=80,
        description="Dòng đậm trên dấu sao của công văn, báo cáo; dòng trên nó là tên cơ quan ở đầu trang.",
    )
    letter_symbol = Line(
        "Ký hiệu cơ quan ban hành",
        required="Nhập ký hiệu.",
        longest=20,
        description="Sau dấu gạch chéo của số văn bản.",
    )
    letter_place = Line("Địa danh", required="Nhập địa danh.", longest=60, description="Trước ngày của văn bản.")
    letter_layout = SelectField(
        "Thể thức văn bản",
        validators=[InputRequired("Chọn thể thức.")],
        choices=options([("2026", "Hiện hành (2026)"), ("2021", "Trước 2026")]),
        description="Lề, cỡ chữ của văn bản Đảng; văn bản tải về ghi đúng hướng dẫn ở dưới.",
    )
    guide_2026 = Line("Căn cứ thể thức hiện hành", required="Nhập căn cứ.", longest=120)
    guide_2021 = Line("Căn cứ thể thức trước 2026", required="Nhập căn cứ.", longest=120)

    def validate_warn_days(self, field: IntegerField) -> None:
        if field.data and self.soon_days.data and field.data > self.soon_days.data:
            raise ValidationError("Nhắc trước hạn không thể sớm hơn lúc việc vào mục “Sắp đến hạn”.")

    def validate_annual_due_day(self, field: IntegerField) -> None:
        month = self.annual_due_month.data
        if month and month in MONTHS and field.data and field.data > last_day(PLAIN_YEAR, month).day:
            raise ValidationError(f"Tháng {month} không có ngày {field.data}.")

    def thresholds(self) -> Thresholds:
        """The thresholds that were typed; for a form that was validated."""
        return Thresholds(**{line.field.name: line.field.data for line in self.lines()})

    def lines(self) -> Iterator["SettingLine"]:
        """Every setting with its default, in the order of the page."""
        for field in self:
            if hasattr(DEFAULTS, field.name):
                yield SettingLine(field, getattr(DEFAULTS, field.name))


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One setting on the page."""

    field: Field
    default: Any
