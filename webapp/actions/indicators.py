"""Numbers of the indicators: written once, corrected by a newer row, never changed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions.history import AlreadyRecorded, Stamp
from webapp.models import Indicator, Measurement, MeasurementSheet
from webapp.rules.numbers import show_number

MOST = Decimal(10) ** 12


class NumberNotTaken(Exception):
    """Why a number cannot be written, as a Vietnamese sentence. Nothing was stored."""


@dataclass(frozen=True, slots=True)
class NewNumber:
    """A number as of a day, the document it stands in, and the agency that supplied it."""

    measured_on: date
    value: Decimal
    source: str
    supplier_id: int | None


def measure(session: Session, indicator: Indicator, new: NewNumber, *, stamp: Stamp) -> Measurement:
    """Write one number. Raises NumberNotTaken for a day to come, for an impossible share, and where a number of that
    day already stands; AlreadyRecorded for the same form sent twice."""
    _refuse_repeat(session, stamp.once)
    refuse_impossible(indicator.unit, new, stamp.today)
    standing = _standing_of(session, indicator.id, new.measured_on)
    if standing is not None:
        raise NumberNotTaken(
            f"Ngày {new.measured_on:%d/%m/%Y} đã có số {show_number(standing.value)}. Nếu số ấy sai, bấm Đính chính ở "
            "dòng của nó."
        )
    return _written(session, indicator, new, stamp=stamp)


def correct(session: Session, wrong: Measurement, new: NewNumber, *, reason: str, stamp: Stamp) -> Measurement:
    """Put a newer row in place of a wrong number; the wrong one stays in the history, with the reason.

    Raises NumberNotTaken when it was already corrected, or another number stands on the new day.
    """
    _refuse_repeat(session, stamp.once)
    refuse_impossible(wrong.indicator.unit, new, stamp.today)
    if session.scalar(sa.select(Measurement.id).where(Measurement.replaces_id == wrong.id)) is not None:
        raise NumberNotTaken("Số này đã được người khác đính chính. Xem số mới ở bảng.")
    standing = _standing_of(session, wrong.indicator_id, new.measured_on)
    if standing is not None and standing.id != wrong.id:
        raise NumberNotTaken(f"Ngày {new.measured_on:%d/%m/%Y} đã có số {show_number(standing.value)}.")
    return _written(session, wrong.indicator, new, replaces_id=wrong.id, reason=reason, stamp=stamp)


def store_sheet(session: Session, sheet: MeasurementSheet, indicators: dict[int, Indicator], *, stamp: Stamp) -> int:
    """Write every number of a confirmed table, all or none; how many. Raises NumberNotTaken naming the row."""
    if sheet.recorded_at is not None:
        raise AlreadyRecorded
    sheet.recorded_at = stamp.now
    for row in sheet.rows:
        number = NewNumber(
            date.fromisoformat(row["measured_on"]), Decimal(row["value"]), row["source"], row["supplier_id"]
        )
        try:
            measure(session, indicators[row["indicator_id"]], number, stamp=stamp)
        except NumberNotTaken as refused:
            raise NumberNotTaken(f"Dòng {row['line']}: {refused}") from None
    return len(sheet.rows)


def _written(session: Session, indicator: Indicator, new: NewNumber, *, stamp: Stamp, **more: Any) -> Measurement:
    row = Measurement(
        indicator_id=indicator.id,
        measured_on=new.measured_on,
        value=new.value,
        source=new.source,
        supplier_id=new.supplier_id,
        person_id=stamp.by.person_id,
        actor=stamp.by.name,
        recorded_at=stamp.now,
        once=stamp.once,
        illustrative=stamp.illustrative,
        **more,
    )
    session.add(row)
    session.flush()
    return row


def _refuse_repeat(session: Session, once: str | None) -> None:
    if once and session.scalar(sa.select(Measurement.id).where(Measurement.once == once)) is not None:
        raise AlreadyRecorded


def refuse_impossible(unit: str, new: NewNumber, today: date) -> None:
    """Raise NumberNotTaken for what cannot be: a day to come, a share beyond the whole, a number beyond the ledger."""
    if new.measured_on > today:
        raise NumberNotTaken(f"Ngày của số liệu ({new.measured_on:%d/%m/%Y}) còn ở phía trước; chưa thể có số đo.")
    if abs(new.value) >= MOST:
        raise NumberNotTaken("Số quá lớn. Ghi theo đơn vị lớn hơn, ví dụ triệu đồng.")
    if unit == "%" and not 0 <= new.value <= 100:
        raise NumberNotTaken(f"{show_number(new.value)}% nằm ngoài khoảng 0 đến 100. Kiểm tra dấu phẩy: 70,5 hay 705?")


def _standing_of(session: Session, indicator_id: int, on: date) -> Measurement | None:
    """The number of that day that nothing has replaced."""
    newer = sa.orm.aliased(Measurement)
    return session.scalar(
        sa.select(Measurement).where(
            Measurement.indicator_id == indicator_id,
            Measurement.measured_on == on,
            ~sa.exists().where(newer.replaces_id == Measurement.id),
        )
    )
