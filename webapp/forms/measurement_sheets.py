"""A table of numbers as an office sends it: rows that can be stored, or what is wrong, row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from webapp.actions.indicators import NewNumber, NumberNotTaken, refuse_impossible
from webapp.extraction import fold
from webapp.files.number_sheets import Cell, Table
from webapp.queries.indicators import IndicatorRow
from webapp.rules.deadlines import BadDate, parse_date
from webapp.rules.numbers import NumberRefused, read_number

CODE, NAME, UNIT, DAY, VALUE, SOURCE = COLUMNS = (
    "Mã",
    "Chỉ tiêu",
    "Đơn vị",
    "Ngày của số liệu",
    "Số đo",
    "Nguồn",
)
NEEDED = (DAY, VALUE, SOURCE)
HEAD_WITHIN = 10
NOTE = "Điền ba cột cuối, mỗi số một dòng; dòng không có số đo thì để trống. Dấu phẩy ngăn phần thập phân."


@dataclass(frozen=True, slots=True)
class Reading:
    """What a table says: rows ready to be stored (as JSON), and what is wrong; rows count only without faults."""

    rows: tuple[dict[str, Any], ...]
    faults: tuple[str, ...]


class _Fault(ValueError):
    """What is wrong with one row."""


def code_of(indicator_id: int) -> str:
    """How a row of the template names its indicator."""
    return f"CT{indicator_id}"


def read_sheet(table: Table, indicators: Sequence[IndicatorRow], today: date) -> Reading:
    """Every row that bears a number, under the head that the template has."""
    head = next((at for at, row in enumerate(table.rows[:HEAD_WITHIN]) if fold(VALUE) in _titles(row)), None)
    titles = _titles(table.rows[head]) if head is not None else {}
    lacking = [name for name in NEEDED if fold(name) not in titles]
    if head is None or lacking or not {fold(CODE), fold(NAME)} & set(titles):
        wanted = ", ".join(f"“{name}”" for name in (lacking or [CODE]))
        return Reading((), (f"Không thấy cột {wanted}. Tải tệp mẫu về và điền vào đó.",))
    rows: list[dict[str, Any]] = []
    faults: list[str] = []
    for line, cells in enumerate(table.rows[head + 1 :], head + 2):
        try:
            row = _row(line, _named(cells, titles), indicators, today)
        except (_Fault, NumberRefused, NumberNotTaken, BadDate) as fault:
            faults.append(f"Dòng {line}: {fault}")
        else:
            rows += [row] if row else []
    faults += _twice(rows)
    if not rows and not faults:
        faults.append("Bảng chưa có dòng nào có số đo.")
    return Reading(tuple(rows), tuple(faults))


def _titles(row: Sequence[Cell]) -> dict[str, int]:
    return {fold(cell.text): at for at, cell in enumerate(row) if cell.kind == "text"}


def _named(cells: Sequence[Cell], titles: Mapping[str, int]) -> dict[str, Cell]:
    empty = Cell()
    places = {name: titles.get(fold(name)) for name in COLUMNS}
    return {name: cells[at] if at is not None and at < len(cells) else empty for name, at in places.items()}


def _row(
    line: int, cells: Mapping[str, Cell], indicators: Sequence[IndicatorRow], today: date
) -> dict[str, Any] | None:
    """One row as it is stored; None for a row that nobody filled in."""
    if not any(cells[name].kind for name in NEEDED):
        return None
    indicator = _indicator(cells, indicators)
    if not cells[VALUE].kind:
        raise _Fault("chưa có số đo.")
    if not cells[SOURCE].kind:
        raise _Fault("chưa ghi nguồn.")
    number = NewNumber(_day(cells[DAY]), _value(cells[VALUE]), cells[SOURCE].text, indicator.supplier_id)
    refuse_impossible(indicator.unit, number, today)
    return {
        "line": line,
        "indicator_id": indicator.id,
        "name": indicator.name,
        "unit": indicator.unit,
        "measured_on": number.measured_on.isoformat(),
        "value": str(number.value),
        "source": number.source,
        "supplier_id": number.supplier_id,
    }


def _indicator(cells: Mapping[str, Cell], indicators: Sequence[IndicatorRow]) -> IndicatorRow:
    """The indicator by its code, else by its name where only one bears it."""
    code, name = cells[CODE].text.upper(), cells[NAME].text
    if code:
        found = [one for one in indicators if code_of(one.id) == code]
    else:
        found = [one for one in indicators if fold(one.name) == fold(name)]
    if not found:
        raise _Fault(f"không có chỉ tiêu nào mang mã {code}." if code else f"không có chỉ tiêu “{name[:60]}”.")
    if len(found) > 1:
        raise _Fault(f"có {len(found)} chỉ tiêu cùng tên “{name[:60]}”; ghi mã như trong tệp mẫu.")
    return found[0]


def _day(cell: Cell) -> date:
    if cell.kind == "date":
        return date.fromisoformat(cell.text)
    if cell.kind == "number":
        raise _Fault(f"ngày của số liệu là số {cell.text}; định dạng ô thành ngày, hoặc gõ 30/6/2024.")
    if not cell.kind:
        raise _Fault("chưa có ngày của số liệu.")
    day = parse_date(cell.text)
    if day is None:
        raise _Fault("chưa có ngày của số liệu.")
    return day


def _value(cell: Cell) -> Decimal:
    if cell.kind == "date":
        raise _Fault("số đo là một ngày; kiểm tra lại ô này.")
    return Decimal(cell.text) if cell.kind == "number" else read_number(cell.text)


def _twice(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Rows that give a number of the same indicator and day as an earlier row."""
    seen: dict[tuple[int, str], int] = {}
    faults = []
    for row in rows:
        first = seen.setdefault((row["indicator_id"], row["measured_on"]), row["line"])
        if first != row["line"]:
            faults.append(f"Dòng {row['line']}: cùng chỉ tiêu và ngày với dòng {first}.")
    return faults
