"""What an admin types about agencies, people, days and thresholds."""

from wtforms import BooleanField, IntegerField, PasswordField, SelectField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from webapp.forms.fields import Day, LedgerForm, Line
from webapp.models import AgencyKind
from webapp.rules.words import Role
from webapp.rules.workdays import DayKind


class AgencyForm(LedgerForm):
    """An agency."""

    code = Line("Mã", required="Nhập mã ngắn, ví dụ btg.", longest=40)
    name = Line("Tên đầy đủ", required="Nhập tên cơ quan.", longest=200)
    kind = SelectField("Khối", choices={one.value: one.label for one in AgencyKind})
    valid_to = Day("Ngày kết thúc hoạt động")


class NameForm(LedgerForm):
    """Another way an agency is written."""

    text = Line("Tên gọi khác", required="Nhập tên gọi khác.", longest=200)


class FocalPointForm(LedgerForm):
    """Who speaks for an agency, from when."""

    person_id = SelectField("Người", coerce=int)
    from_on = Day("Từ ngày", required="Nhập ngày bắt đầu.")
    to_on = Day("Đến ngày")


class EndForm(LedgerForm):
    """The last day of a duty or membership."""

    to_on = Day("Đến ngày", required="Nhập ngày cuối.")


class MemberForm(LedgerForm):
    """An agency that joins a group."""

    agency_id = SelectField("Cơ quan", coerce=int)
    from_on = Day("Từ ngày")


class PersonForm(LedgerForm):
    """A person."""

    name = Line("Chức danh, tên hiển thị", required="Nhập tên hiển thị.", longest=200)
    email = Line("Địa chỉ thư", required="Nhập địa chỉ thư.", longest=254)
    role = SelectField("Vai trò", choices={one.value: one.label for one in Role})
    active = BooleanField("Đang hoạt động", default=True)
    password = PasswordField(
        "Mật khẩu mới",
        description="để trống nếu đăng nhập bằng mã gửi vào thư",
        validators=[Optional(), Length(min=10, message="Mật khẩu cần ít nhất 10 ký tự.")],
    )

    def validate_email(self, field: Line) -> None:
        Regexp(r"[^@\s]+@[^@\s]+\.[^@\s]+$", message="Địa chỉ thư không đúng dạng.")(self, field)


class HolidayForm(LedgerForm):
    """A day that is not what its weekday says."""

    day = Day("Ngày", required="Nhập ngày.")
    kind = SelectField("Loại", choices={one.value: one.label for one in DayKind})
    note = Line("Ghi chú", required="Ghi dịp nghỉ hoặc lý do làm bù.", longest=200)


def _days(label: str, hint: str, least: int, most: int) -> IntegerField:
    rules = [InputRequired("Nhập một số."), NumberRange(least, most, f"Từ {least} đến {most}.")]
    return IntegerField(label, description=hint, validators=rules)


class SettingsForm(LedgerForm):
    """The office's thresholds (``rules/thresholds.py``)."""

    office_name = Line("Tên cơ quan trên đầu trang", required="Nhập tên cơ quan.", longest=120)
    soon_days = _days("Sắp đến hạn khi còn", "ngày; mặc định 7", 1, 60)
    warn_days = _days("Nhắc bằng thư khi còn", "ngày; mặc định 3", 1, 30)
    special_days = _days("Đưa lên cấp giao việc khi quá hạn", "ngày; mặc định 3", 1, 60)
    review_days = _days("Xem lại việc chưa có hạn trong", "ngày; mặc định 30", 1, 90)
    standing_note_days = _days("Việc thường xuyên cần ghi trong", "ngày; mặc định 90", 7, 366)
    undo_hours = _days("Được hoàn tác trong", "giờ; mặc định 24", 1, 72)
    annual_due_month = _days("Báo cáo năm gợi ý: tháng", "mặc định 11", 1, 12)
    annual_due_day = _days("Báo cáo năm gợi ý: ngày", "mặc định 15", 1, 31)
