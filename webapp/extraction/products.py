"""What a duty is to bring forth, guessed from its verb; None where the words name nothing that can be handed in."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from webapp.extraction.reading import Span
from webapp.extraction.text import Words
from webapp.rules.words import Recurrence

_BY_PERIOD = {
    Recurrence.WEEKLY: "Báo cáo tuần",
    Recurrence.MONTHLY: "Báo cáo tháng",
    Recurrence.QUARTERLY: "Báo cáo quý",
    Recurrence.SEMIANNUAL: "Báo cáo 6 tháng",
    Recurrence.ANNUAL: "Báo cáo năm",
}
_BEFORE = r"(?:(?:định kỳ|thường xuyên|kịp thời|tổng hợp,?|tổ chức|(?:hằng|hàng) \w+|,|và|đồng thời,?|thực hiện) )*"
_DOCUMENTS = (
    "chương trình, kế hoạch|quy chế phối hợp|quy chế|cơ chế|hướng dẫn|đề án|nghị quyết|quyết định|chỉ thị"
    "|kế hoạch|chương trình"
    "|quy định|phương án|luật|tờ trình|văn bản|danh mục|báo cáo"
)
_REVIEWED = "Danh mục văn bản rà soát"
_MAKING = "xây dựng|ban hành|soạn thảo|dự thảo|lập|hoàn thiện|thành|sửa đổi"


@dataclass(frozen=True, slots=True)
class Product:
    """A guessed product and the words it rests on."""

    name: str
    place: Span


def _report(found: re.Match[str], recurrence: Recurrence | None) -> str:
    return _BY_PERIOD.get(recurrence, "Báo cáo") if recurrence else "Báo cáo"


def _made(found: re.Match[str], recurrence: Recurrence | None) -> str:
    name = found["what"]
    if name == "cơ chế" and found["together"]:
        name = "cơ chế phối hợp"
    return name[0].upper() + name[1:]


Naming = Callable[[re.Match[str], Recurrence | None], str]
_RULES: tuple[tuple[re.Pattern[str], bool, Naming], ...] = (
    (re.compile(rf"{_BEFORE}(?:sơ kết|tổng kết)(?:, tổng kết)?"), True, lambda m, r: f"Báo cáo {_review(m[0])}"),
    (re.compile(rf"{_BEFORE}(?:báo cáo|gửi báo cáo|chế độ báo cáo)\b"), True, _report),
    (re.compile(rf"{_BEFORE}hướng dẫn\b"), True, lambda m, r: "Hướng dẫn"),
    (
        re.compile(rf"{_BEFORE}rà soát\b[^;.]{{0,60}}?(?:văn bản|cơ chế|chính sách|quy định)"),
        True,
        lambda m, r: _REVIEWED,
    ),
    (re.compile(rf"{_BEFORE}rà soát\b"), True, lambda m, r: "Kết quả rà soát"),
    (re.compile(r"\btham mưu\b[^;.]{0,80}?\b(?:sơ|tổng) kết\b"), False, lambda m, r: "Báo cáo sơ kết, tổng kết"),
    (
        re.compile(rf"(?P<together>phối hợp )?\b(?:{_MAKING}) (?:[^\s,;.]+ ){{0,3}}?(?P<what>{_DOCUMENTS})\b"),
        False,
        _made,
    ),
    (re.compile(r"\b(?:tổng hợp,? )?báo cáo (?!viên)"), False, _report),
)
"""Pattern (small letters), whether it must open the duty, and the product's name; the first that fits counts."""


def _review(words: str) -> str:
    return "sơ kết, tổng kết" if words.endswith("sơ kết, tổng kết") else words.rsplit(" ", 2)[-2] + " kết"


def guess_product(words: Words, start: int, end: int, recurrence: Recurrence | None) -> Product | None:
    """The product of the duty at ``start``..``end``, which begins with its verb."""
    for pattern, opens, name in _RULES:
        found = pattern.match(words.low, start, end) if opens else pattern.search(words.low, start, end)
        if found:
            return Product(name(found, recurrence), Span(*found.span()))
    return None
