"""The closed lists of the field, one English word for each Vietnamese term.

Every value is what the database stores; the Vietnamese label stands beside the word it belongs to, so a label
is written once. Sources: the office's glossary (chủ trì, phối hợp, thời hạn) and the taxonomy of progress used
in reports to the Standing Committee.
"""

from enum import StrEnum


class Labelled(StrEnum):
    """A stored value with the Vietnamese words a person reads for it."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Labelled":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Status(Labelled):
    """Stored progress of a task: few and factual. Lateness is never a status."""

    NOT_STARTED = "chua_thuc_hien", "Chưa thực hiện"
    IN_PROGRESS = "dang_thuc_hien", "Đang thực hiện"
    AWAITING = "cho_xac_nhan", "Chờ xác nhận"
    DONE = "hoan_thanh", "Hoàn thành"
    PAUSED = "tam_dung", "Tạm dừng"
    HANDED_OVER = "chuyen_giao", "Đã chuyển cơ quan khác"
    DROPPED = "huy", "Thôi theo dõi"


class DeadlineKind(Labelled):
    """The four kinds of deadline; a task always has one, so none can be silently empty."""

    DATED = "dated", "Có thời hạn"
    RECURRING = "recurring", "Định kỳ"
    STANDING = "standing", "Thường xuyên"
    UNDATED = "undated", "Chưa xác định thời hạn"


class Recurrence(Labelled):
    """How often a duty comes back, as the document words it."""

    WEEKLY = "weekly", "hằng tuần"
    MONTHLY = "monthly", "hằng tháng"
    QUARTERLY = "quarterly", "hằng quý"
    SEMIANNUAL = "semiannual", "6 tháng một lần"
    ANNUAL = "annual", "hằng năm"
    PERIODIC = "periodic-unspecified", "định kỳ, chưa rõ kỳ"
    CONTINUOUS = "continuous", "thường xuyên"


class DueSource(Labelled):
    """Where a due date came from."""

    DOCUMENT = "document", "văn bản nêu"
    MONITOR = "monitor", "Ban Dân vận giao"
    EXTENSION = "extension", "gia hạn"


class ReportKind(Labelled):
    """What a report covers."""

    MONTH = "month", "Báo cáo tháng"
    QUARTER = "quarter", "Báo cáo quý"
    HALF_YEAR = "half-year", "Báo cáo 6 tháng"
    YEAR = "year", "Báo cáo năm"
    INTERIM = "interim", "Báo cáo sơ kết"
    FINAL = "final", "Báo cáo tổng kết"


class AgencyRole(Labelled):
    """What an agency owes for an assignment. Only the lead is ever counted late."""

    LEAD = "lead", "Chủ trì"
    COORDINATING = "coordinating", "Phối hợp"


class Role(Labelled):
    """Who a person is to the ledger."""

    FOCAL_POINT = "focal_point", "Đầu mối"
    MONITOR = "monitor", "Ban Dân vận, theo dõi"
    LEADER = "leader", "Lãnh đạo"
    ADMIN = "admin", "Quản trị"


class DutyKind(Labelled):
    """In what way a person speaks for an agency. Both may answer for it; the head is told of what is overdue only."""

    FOCAL_POINT = "focal_point", "Đầu mối"
    HEAD = "head", "Thủ trưởng"


class Channel(Labelled):
    """The road by which a change came in."""

    WEB = "web", "web"
    LINK = "link", "liên kết e-mail"
    REPLY = "reply", "thư trả lời"
    PROXY = "proxy", "nhập hộ"
    IMPORT = "import", "nhập từ văn bản"
    WORKER = "worker", "hệ thống"


class MailKind(Labelled):
    """What a mail that came in is."""

    HUMAN = "human", "Người viết"
    AUTO = "auto", "Trả lời tự động"
    BOUNCE = "bounce", "Báo không gửi được"
    COMPLAINT = "complaint", "Báo thư rác"
    FORWARD = "forward", "Thư chuyển tiếp"
    HOLD = "hold", "Không đọc được an toàn"


class Intent(Labelled):
    """What a person's answer says of the task."""

    IN_PROGRESS = "in_progress", "đang thực hiện"
    DONE = "done", "đã hoàn thành"
    DIFFICULTY = "difficulty", "gặp vướng mắc"
    EXTENSION = "extension", "xin gia hạn"
    NOT_OURS = "not_ours", "không phải việc của cơ quan mình"
    NONE = "none", "không nói về tiến độ"


class Comparator(Labelled):
    """How a target's value is meant; the label is the sign a table shows before the number."""

    REACH = "reach", ""
    ABOVE = "above", ">"
    AT_LEAST = "at_least", "≥"
    BELOW = "below", "<"
    AT_MOST = "at_most", "≤"
    ABOUT = "about", "≈"
    BETWEEN = "between", "từ … đến"
    IN_WORDS = "in_words", "bằng lời"


class Pace(Labelled):
    """How an indicator stands against its targets; always derived."""

    REACHED = "reached", "đã đạt"
    ON_PACE = "on_pace", "đạt tiến độ"
    BEHIND = "behind", "chậm so với tiến độ"
    UNMEASURED = "unmeasured", "chưa có số đo"
    UNJUDGED = "unjudged", "chưa xét được tiến độ"
    IN_WORDS = "in_words", "không có mốc bằng số"
