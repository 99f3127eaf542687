"""What a person says of agencies that change, and how their open tasks are shared out."""

import re
import secrets
from collections.abc import Mapping
from typing import Any

from wtforms import HiddenField, RadioField
from wtforms.validators import ValidationError

from webapp.actions.reorganisation_plans import UNNUMBERED, Change, NewBody, Successor
from webapp.forms.fields import Day, LedgerForm, Line, Words, options
from webapp.forms.imports import Bodies
from webapp.models import ReorganisationKind

FOLLOW, END = "theo", "thoi"
TASK = re.compile(r"viec-(\d{1,9})")
LONGEST_NAME = 200


class DecisionForm(LedgerForm):
    """By which decision, and why: the two that can be put right later."""

    decision = Line(
        "Số, ngày quyết định", required=f"Nhập số quyết định, hoặc “{UNNUMBERED}”.", longest=200, default=UNNUMBERED
    )
    reason = Words("Lý do, ghi thêm", longest=1000)


class ReorganisationForm(DecisionForm):
    """Who changes, into whom, from which day."""

    once = HiddenField(default=lambda: secrets.token_urlsafe(16))
    kind = RadioField(
        "Thay đổi",
        choices=options((one.value, one.label) for one in ReorganisationKind),
        default=ReorganisationKind.MERGE.value,
    )
    before = Bodies("Cơ quan thay đổi")
    after = Bodies("Cơ quan kế thừa đã có")
    name = Words("Tên mới", longest=2000)
    effective_on = Day("Có hiệu lực từ ngày", required="Nhập ngày hiệu lực, ví dụ 01/07/2025.")
    people = RadioField(
        "Đầu mối của cơ quan kết thúc",
        choices=options(((FOLLOW, "Làm đầu mối cho cơ quan kế thừa"), (END, "Thôi làm đầu mối"))),
        default=FOLLOW,
    )
    groups = RadioField(
        "Nhóm của cơ quan kết thúc",
        choices=options(((FOLLOW, "Cơ quan kế thừa vào các nhóm đó"), (END, "Không vào nhóm nào"))),
        default=FOLLOW,
    )

    def __init__(self, *args: Any, agencies: list[tuple[int, str]], **values: Any) -> None:
        super().__init__(*args, **values)
        self.before.choices = self.after.choices = options(agencies)

    def validate_before(self, field: Bodies) -> None:
        if not field.data:
            raise ValidationError("Chọn ít nhất một cơ quan.")

    def validate_name(self, field: Words) -> None:
        if any(len(one) > LONGEST_NAME for one in self.names):
            raise ValidationError(f"Tên cơ quan dài nhất {LONGEST_NAME} ký tự; mỗi dòng một tên.")

    @property
    def names(self) -> list[str]:
        """The new names, one a line."""
        return [" ".join(line.split()) for line in (self.name.data or "").split("\n") if line.strip()]

    def change(self, sent: Mapping[str, str]) -> Change:
        """What is asked for; ``sent`` holds the successor chosen for single tasks ("viec-12": its place)."""
        kind = ReorganisationKind(self.kind.data)
        renames = kind is ReorganisationKind.RENAME
        there: list[Successor] = [int(one) for one in self.after.data or ()]
        new: list[Successor] = [NewBody(name) for name in self.names]
        chosen = ((TASK.fullmatch(name), value) for name, value in sent.items())
        return Change(
            kind=kind,
            effective_on=self.effective_on.data,
            before=tuple(int(one) for one in self.before.data or ()),
            after=() if renames else tuple(there + new),
            decision=self.decision.data,
            reason=self.reason.data,
            name=" ".join(self.names) if renames else "",
            people_follow=self.people.data == FOLLOW,
            groups=None if self.groups.data == FOLLOW else (),
            choices={int(key[1]): int(value) for key, value in chosen if key and value.isdigit() and len(value) < 4},
        )
