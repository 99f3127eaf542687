"""Numbers as Vietnamese writes them: a dot groups thousands ("80.000"), a comma begins the decimals ("70,5")."""

import re
from collections.abc import Iterable
from decimal import Decimal

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_SPACED = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+")
_PLAIN = re.compile(r"\d{1,13}")
_WHOLE = rf"(?:{_GROUPED.pattern}|{_SPACED.pattern}|{_PLAIN.pattern})"
_NUMBER = re.compile(rf"(?P<sign>[-−]?)(?P<whole>{_WHOLE})(?:,(?P<decimals>\d{{1,6}}))?")

NOT_A_NUMBER = "“{typed}” không phải là một số. Ví dụ: 80.000 hoặc 70,5."
AMBIGUOUS = "“{typed}” có thể đọc hai cách. Dấu chấm ngăn hàng nghìn (80.000), dấu phẩy ngăn phần thập phân (70,5)."


class NumberRefused(ValueError):
    """What was typed is no number, or could be two; ``str()`` is the sentence for the person."""


def read_number(typed: str) -> Decimal:
    """The number that ``typed`` names; raises NumberRefused for no number and for one that could be two.

    "1.234" is a thousand and more; "70.5" and "1,234.5" are written the English way and refused, and so is "1,234",
    which a person may have meant either way.
    """
    text = typed.strip().removesuffix("%").strip()
    found = _NUMBER.fullmatch(text)
    if not found or len(re.sub(r"\D", "", found["whole"])) > 13:
        refused = AMBIGUOUS if re.fullmatch(r"[-−]?\d[\d.,  ]*\d", text) and re.search("[.,]", text) else NOT_A_NUMBER
        raise NumberRefused(refused.format(typed=typed.strip()[:40]))
    decimals = found["decimals"] or ""
    if len(decimals) == 3 and "." not in found["whole"] and found["whole"] != "0":
        raise NumberRefused(AMBIGUOUS.format(typed=typed.strip()[:40]))
    value = Decimal(re.sub(r"\D", "", found["whole"]) + (f".{decimals}" if decimals else ""))
    return -value if found["sign"] else value


def printed_number(printed: str) -> Decimal | None:
    """The number a document prints, read with a clerk's eye: "70.5" in print can only be seventy and a half."""
    try:
        return read_number(printed)
    except NumberRefused:
        loose = re.fullmatch(r"(\d{1,6})[.,](\d{1,3})", printed)
        return Decimal(f"{loose[1]}.{loose[2]}") if loose else None


def show_number(value: Decimal, places: int = 0) -> str:
    """The number in Vietnamese: "80.000", "70,5"; no empty decimals beyond ``places``."""
    plain = f"{abs(value):,f}"
    whole, _, decimals = plain.partition(".")
    decimals = decimals.rstrip("0").ljust(places, "0")
    shown = whole.replace(",", ".") + (f",{decimals}" if decimals else "")
    return f"-{shown}" if value < 0 and shown != "0" else shown


def show_amount(value: Decimal, unit: str, places: int = 0) -> str:
    """The number with its unit: "70%", "2% GDP", "83.000 đoàn viên", "4/100.000 trẻ"."""
    return f"{show_number(value, places)}{'' if unit[:1] in ('', '%', '/') else ' '}{unit}"


def places_of(values: Iterable[Decimal]) -> int:
    """The decimals that a column of these numbers needs, so that they line up."""
    return max((len(f"{value.normalize():f}".partition(".")[2]) for value in values), default=0)
