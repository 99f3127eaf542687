"""Đôn đốc: whom a person may urge, what the text fills in for each agency, and until when an answer is owed.

Practice of the Party offices: urging goes to those who owe and to nobody else, an answer is due in two working days,
and the official letter is the last step. While the ball lies with the monitor (a request that is undecided, a report
that waits to be confirmed), the agency owes nothing and is not urged.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from webapp.rules.status import WORKING
from webapp.rules.words import Status
from webapp.rules.workdays import WorkCalendar

FIELD = re.compile(r"\{([^{}]*)\}")
MEANING = {
    "cơ quan": "tên cơ quan nhận thư",
    "số việc": "số việc cơ quan còn nợ trong thư này",
    "danh sách": "từng việc một dòng, với hạn",
    "hạn trả lời": "ngày phải trả lời",
}
"""The fields a text may have, and what stands in their place."""
DEFAULT_TEXT = (
    "Đến nay {số việc} việc dưới đây của {cơ quan} chưa có kết quả. Đề nghị cơ quan cập nhật tiến độ hoặc báo cáo hoàn "
    "thành, nêu rõ vướng mắc nếu có, chậm nhất ngày {hạn trả lời}."
)


class UrgedFacts(Protocol):
    """What tells whether the agency owes."""

    @property
    def status(self) -> Status: ...
    @property
    def asked_due_on(self) -> date | None: ...
    @property
    def claimed_on(self) -> date | None: ...


def excuse(task: UrgedFacts) -> str:
    """Why the agency is not urged about this task now, in a person's words; empty when it owes."""
    if task.status not in WORKING:
        return f"đang ở trạng thái “{task.status.label}”"
    if task.claimed_on is not None:
        return "đang đề nghị đính chính, chờ Ban Dân vận quyết định"
    if task.asked_due_on is not None:
        return "đang xin gia hạn, chờ Ban Dân vận quyết định"
    return ""


def reply_due(today: date, days: int, calendar: WorkCalendar) -> date:
    """The day until which an answer is owed: ``days`` working days, the day of sending not counted."""
    return calendar.add_workdays(today, days)


def unknown_fields(text: str) -> list[str]:
    """The fields of ``text`` that nothing stands for."""
    return [found for found in FIELD.findall(text) if _key(found) not in MEANING]


def fill(text: str, values: Mapping[str, str]) -> str:
    """``text`` with every field that ``values`` knows in its place; others stay as they are."""
    return FIELD.sub(lambda found: values.get(_key(found[1]), found[0]), text)


def parts(text: str) -> list[tuple[str, bool]]:
    """``text`` in pieces, each with whether it is a field; a field comes by its name, without its braces."""
    pieces = [(piece, number % 2 == 1) for number, piece in enumerate(FIELD.split(text))]
    return [(words, field) for words, field in pieces if words]


def _key(typed: str) -> str:
    return " ".join(unicodedata.normalize("NFC", typed).lower().split())


@dataclass(frozen=True, slots=True)
class Effect:
    """What one act of urging brought: ``in_time`` of ``whole`` tasks were answered by the day asked for."""

    whole: int
    in_time: int
    answered: int

    @property
    def waiting(self) -> int:
        return self.whole - self.answered
