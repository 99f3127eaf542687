"""What stands around a report when it leaves the app: its code, its day, who issues it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from webapp.rules.report_periods import MONTHS
from webapp.rules.report_text import ReportText
from webapp.rules.words import ReportKind

DRAFT = "bản xem thử, chưa chốt"


@dataclass(frozen=True, slots=True)
class Cover:
    """``code`` is empty for a draft; ``at`` is when it was frozen (or, for a draft, looked at), which is also the day
    that every export bears, so that the same report is the same file for ever."""

    code: str
    at: datetime
    by: str
    parent: str
    issuer: str
    symbol: str
    place: str
    period: str

    @property
    def known_as(self) -> str:
        """Its code in words, or that it has none."""
        return f"mã báo cáo {self.code}" if self.code else DRAFT


def cover(content: Mapping[str, Any], *, code: str, at: datetime, by: str) -> Cover:
    """The cover of a report with this content."""
    office = content["office"]
    return Cover(
        code=code,
        at=at,
        by=by,
        parent=office["name"],
        issuer=office["issuer"],
        symbol=office["symbol"],
        place=office["place"],
        period=content["period"],
    )


def file_name(text: ReportText, cover: Cover, extension: str) -> str:
    """A name that sorts and that any system takes: "BC-2025-1221-0900-co-ten.docx"."""
    kinds = {ReportKind.INTERIM: "so-ket", ReportKind.FINAL: "tong-ket"}
    period = cover.period if text.kind in MONTHS else kinds[text.kind]
    stem = cover.code or f"xem-thu-{period}"
    return f"{stem}{'-co-ten' if text.names else ''}.{extension}"


MOST = 300
"""Rows of a list that go on paper."""


def on_paper(text: ReportText) -> ReportText:
    """The report as a document holds it: lists beyond all reading end with the word where the rest is."""
    late, beside = text.late[:MOST], text.beside[:MOST]
    summary = text.summary
    if len(late) < len(text.late) or len(beside) < len(text.beside):
        summary += (f"Danh sách dài được in {MOST} dòng đầu; đủ ở bảng tính Excel của báo cáo này.",)
    changes = tuple((label, told[:MOST]) for label, told in text.changes)
    return replace(text, late=late, beside=beside, changes=changes, summary=summary)
