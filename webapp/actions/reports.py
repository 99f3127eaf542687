"""Báo cáo: what would be frozen now, and the freezing itself. A frozen report is never changed again."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.actions.history import Stamp
from webapp.clock import local
from webapp.models import Report
from webapp.queries.report_draft import Order, draft
from webapp.rules.thresholds import Thresholds


class FreezeRefused(Exception):
    """The report cannot be frozen; ``str()`` is the sentence for the person."""


def canonical(content: Mapping[str, Any]) -> str:
    """The one way in which a content is written: the same content is the same text, byte for byte."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest_of(text: str) -> str:
    """The SHA-256 of a content."""
    return hashlib.sha256(text.encode()).hexdigest()


def freeze(session: Session, order: Order, office: Thresholds, *, stamp: Stamp) -> Report:
    """Keep the report as it is now, under a code; what was frozen before word for word keeps its code.

    Raises FreezeRefused while the cut-off day has not come, and when there is nothing to report on.
    """
    _refuse_early(order.span.cut_off, stamp.today)
    content = draft(session, order, office)
    if not content["tasks"]:
        raise FreezeRefused("Kỳ này không có việc nào để báo cáo. Kiểm tra lại ngày đầu kỳ và ngày chốt số liệu.")
    text = canonical(content)
    same = session.scalar(sa.select(Report).where(Report.digest == digest_of(text)))
    if same is not None:
        return same
    report = _made(session, order, text, stamp)
    session.add(report)
    session.flush()
    return report


def _made(session: Session, order: Order, text: str, stamp: Stamp) -> Report:
    return Report(
        code=_code(session, stamp),
        kind=order.span.kind,
        period=order.span.key,
        label=order.span.label,
        first_on=order.span.first,
        cut_off=order.span.cut_off,
        as_of=order.as_of,
        programme_id=order.programme_id,
        content=text,
        digest=digest_of(text),
        frozen_by_id=stamp.by.person_id,
        frozen_by=stamp.by.name,
        frozen_at=stamp.now,
    )


def _refuse_early(cut_off: date, today: date) -> None:
    if cut_off > today:
        raise FreezeRefused(
            f"Chưa đến ngày chốt số liệu ({cut_off:%d/%m/%Y}): mới xem thử được. Đổi ngày chốt nếu cần báo cáo sớm."
        )


def _code(session: Session, stamp: Stamp) -> str:
    """ "BC-2026-0914-1542" by the office's clock; the second one of a minute gets a number behind it."""
    stem = f"BC-{local(stamp.now):%Y-%m%d-%H%M}"
    taken = set(session.scalars(sa.select(Report.code).where(Report.code.startswith(stem))))
    return next(code for number in range(1, 1000) if (code := stem if number == 1 else f"{stem}-{number}") not in taken)
