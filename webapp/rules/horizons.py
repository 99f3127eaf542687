"""By when a goal is to be reached, in the words of a goals section.

Here a year is a term ("đến năm 2025"), which in a duty it is not; so goals have a table of their own.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from webapp.rules.datewords import YEARS
from webapp.rules.periods import ROMAN, last_day
from webapp.rules.words import Recurrence


@dataclass(frozen=True, slots=True)
class Horizon:
    """Words that say by when, at ``start``..``end`` of the text searched.

    ``due_on`` is None where they name no year ("đến hết nhiệm kỳ") or come back ("hằng năm", then ``recurrence``).
    """

    rule: str
    start: int
    end: int
    due_on: date | None = None
    recurrence: Recurrence | None = None


_UNTIL = r"(?:(?:tính )?(?:đến|tới|vào|trong|từ|ngay từ) )?(?:hết |cuối |khoảng )?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_END = r"(?![\w/]|[.,]\d)"
_OF = r"(?:/|-| ?năm )"

_Meaning = Callable[[dict[str, str]], tuple[date | None, Recurrence | None]]


def _day(words: dict[str, str]) -> tuple[date | None, Recurrence | None]:
    try:
        return date(int(words["year"]), int(words["month"]), int(words["day"])), None
    except ValueError:
        return None, None


def _month(words: dict[str, str]) -> tuple[date | None, Recurrence | None]:
    month = int(words["month"])
    return (last_day(int(words["year"]), month), None) if 1 <= month <= 12 else (None, None)


def _quarter(words: dict[str, str]) -> tuple[date | None, Recurrence | None]:
    return last_day(
        int(words["year"]),
        3 * (ROMAN.index(words["quarter"].upper()) + 1 if words["quarter"].isalpha() else int(words["quarter"])),
    ), None


def _year(words: dict[str, str]) -> tuple[date | None, Recurrence | None]:
    year = int(words["year"]) - bool(words.get("before"))
    return (date(year, 12, 31), None) if year in YEARS else (None, None)


def _no_day(_words: dict[str, str]) -> tuple[date | None, Recurrence | None]:
    return None, None


def _comes_back(recurrence: Recurrence) -> _Meaning:
    return lambda _words: (None, recurrence)


_RULES: tuple[tuple[str, str, _Meaning], ...] = (
    ("day", rf"{_UNTIL}(?:trước )?(?:ngày )?(?P<day>\d{{1,2}})[/-](?P<month>\d{{1,2}})[/-]{_YEAR}{_END}", _day),
    ("month", rf"{_UNTIL}(?:trước )?tháng (?P<month>\d{{1,2}}){_OF}{_YEAR}{_END}", _month),
    ("quarter", rf"{_UNTIL}(?:trước )?quý (?P<quarter>iv|i{{1,3}}|[1-4]){_OF}{_YEAR}{_END}", _quarter),
    ("term", rf"{_UNTIL}nhiệm kỳ(?: đại hội)?(?: (?:19|20)\d\d ?[-–] ?{_YEAR}{_END})", _year),
    ("term without years", rf"(?:đến |vào |trong )(?:hết |cuối )?nhiệm kỳ{_END}(?! (?:19|20)\d\d)", _no_day),
    ("span", rf"(?:trong |đến hết |đến cuối )?giai đoạn (?:19|20)\d\d ?(?:[-–]|đến) ?(?:năm )?{_YEAR}{_END}", _year),
    ("before a year", rf"(?P<before>trước) năm {_YEAR}{_END}", _year),
    ("year", rf"(?:tầm nhìn )?{_UNTIL}năm {_YEAR}{_END}(?: trở đi)?", _year),
    ("year alone", rf"(?:tầm nhìn |đến |tới ){_YEAR}{_END}", _year),
    ("yearly", r"(?:bình quân |trung bình )?(?:mỗi|hằng|hàng|một) năm\b", _comes_back(Recurrence.ANNUAL)),
    ("quarterly", r"(?:bình quân |trung bình )?(?:mỗi|hằng|hàng) quý\b", _comes_back(Recurrence.QUARTERLY)),
    ("monthly", r"(?:bình quân |trung bình )?(?:mỗi|hằng|hàng) tháng\b", _comes_back(Recurrence.MONTHLY)),
)
"""Name, words and meaning; of several that match at one place the first in this order counts."""
_EACH = tuple((name, re.compile(pattern), meaning) for name, pattern, meaning in _RULES)
_ANY = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<r{at}>{re.sub(r'[?]P<[a-z]+>', '?:', words)})" for at, (_, words, _m) in enumerate(_RULES))
    + ")"
)
_NOT_A_TERM = re.compile(
    r"(?:so với(?: cùng kỳ)?|của|kế hoạch|dự toán|ngân sách|kinh phí|tài liệu|chi|báo cáo|tại thời điểm) $"
)
"""Before a year, these make it an attribute: "so với năm 2020", "ngân sách hằng năm"."""


def find_horizons(low: str, start: int, end: int) -> list[Horizon]:
    """The terms named in ``low[start:end]`` (lower case, even tone marks), in text order, none overlapping."""
    found: list[Horizon] = []
    for match in _ANY.finditer(low, start, end):
        if _NOT_A_TERM.search(low, max(start, match.start() - 24), match.start()):
            continue
        name, pattern, meaning = _EACH[int((match.lastgroup or "r0")[1:])]
        words = pattern.match(low, match.start(), match.end())
        due_on, recurrence = meaning(words.groupdict() if words else {})
        found.append(Horizon(name, match.start(), match.end(), due_on, recurrence))
    return found
