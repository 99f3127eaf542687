"""What an administrator types about a group of agencies."""

from typing import Any

from webapp.forms.choices import Pick
from webapp.forms.fields import Day, LedgerForm, Line


class GroupForm(LedgerForm):
    """What documents call the group."""

    name = Line("Tên nhóm", required="Nhập tên nhóm như văn bản viết.", longest=200)


class MemberForm(LedgerForm):
    """An agency that belongs to the group, from–to; no day means: as long as both exist."""

    agency_id = Pick("Cơ quan", required="Chọn một cơ quan.")
    valid_from = Day("Từ ngày")
    valid_to = Day("Đến hết ngày")

    def __init__(self, *args: Any, agencies: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.agency_id.offer(agencies, "Chọn cơ quan…")


class MemberDatesForm(LedgerForm):
    """From when to when one agency belongs."""

    since_on = Day("Từ ngày")
    until_on = Day("Đến hết ngày")
