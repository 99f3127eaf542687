"""The "6 rõ" check."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from webapp.rules.completeness import Clarity, missing
from webapp.rules.words import DeadlineKind, Recurrence

pytestmark = pytest.mark.pure


@dataclass(frozen=True)
class Task:
    """A task that is clear in all six."""

    title: str = "Báo cáo kết quả"
    lead: tuple[str, ...] = ("Ban Dân vận Tỉnh ủy",)
    coordinate: tuple[str, ...] = ()
    kind: DeadlineKind = DeadlineKind.DATED
    due_on: date | None = date(2021, 11, 10)
    recurrence: Recurrence | None = None
    product: str | None = "Báo cáo"
    authority: str | None = "Ban Thường vụ Tỉnh ủy"


CLEAR = Task()


def test_a_task_clear_in_all_six_may_be_issued() -> None:
    assert missing(CLEAR) == ()


@pytest.mark.parametrize(
    ("task", "lacks"),
    [
        (replace(CLEAR, lead=()), [Clarity.WHO, Clarity.RESPONSIBILITY]),
        (replace(CLEAR, lead=(), coordinate=("Văn phòng Tỉnh ủy",)), [Clarity.RESPONSIBILITY]),
        (replace(CLEAR, title="  "), [Clarity.WHAT]),
        (replace(CLEAR, due_on=None), [Clarity.WHEN]),
        (replace(CLEAR, kind=DeadlineKind.UNDATED, due_on=None), [Clarity.WHEN]),
        (replace(CLEAR, kind=DeadlineKind.RECURRING, recurrence=Recurrence.PERIODIC), [Clarity.WHEN]),
        (replace(CLEAR, kind=DeadlineKind.RECURRING, recurrence=Recurrence.ANNUAL), []),
        (replace(CLEAR, kind=DeadlineKind.RECURRING, recurrence=Recurrence.WEEKLY), []),
        (replace(CLEAR, product=None), [Clarity.PRODUCT]),
        (replace(CLEAR, kind=DeadlineKind.STANDING, due_on=None, product=None), []),
        (replace(CLEAR, authority=None), [Clarity.AUTHORITY]),
    ],
)
def test_what_is_missing_is_listed_in_the_order_of_the_six(task: Task, lacks: list[Clarity]) -> None:
    assert list(missing(task)) == lacks


def test_the_six_bear_the_words_of_the_rule() -> None:
    said = ["rõ người", "rõ việc", "rõ thời gian", "rõ trách nhiệm", "rõ sản phẩm", "rõ thẩm quyền"]
    assert [clarity.label for clarity in Clarity] == said
