"""A report as a file to take away: which kinds there are, how each is written, and the long work that does it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.actions.jobs import JobRefused, Result, Tell, Work, queue
from webapp.clock import local
from webapp.files import report_docx, report_pdf, report_xlsx
from webapp.files.party_layout import LAYOUTS, Layout
from webapp.files.report_cover import Cover, cover, file_name
from webapp.models import Job
from webapp.queries import reports as queries
from webapp.queries.reports import Frozen
from webapp.rules.report_text import ReportText, read
from webapp.rules.words import Labelled

KIND = "report_export"


class Format(Labelled):
    """What a report can be taken away as."""

    DOCX_2026 = "docx-2026", "Word, thể thức hiện hành (2026)"
    DOCX_2021 = "docx-2021", "Word, thể thức trước 2026"
    XLSX = "xlsx", "Bảng tính Excel, sáu trang"
    PDF = "pdf", "PDF"


@dataclass(frozen=True, slots=True)
class Source:
    """A report that is to be written: frozen, or a draft (whose ``code`` is empty)."""

    content: Mapping[str, Any]
    code: str
    at: datetime
    by: str

    @classmethod
    def of(cls, report: Frozen) -> "Source":
        """The frozen report."""
        return cls(json.loads(report.content), report.code, local(report.frozen_at), report.frozen_by)


def written(source: Source, kind: Format, *, names: bool) -> tuple[str, bytes]:
    """The file's name and its bytes: the same report is the same file for ever."""
    text = read(source.content, names=names)
    around = cover(source.content, code=source.code, at=source.at, by=source.by)
    return file_name(text, around, kind.value.split("-")[0]), _bytes(source, text, around, kind)


def _bytes(source: Source, text: ReportText, around: Cover, kind: Format) -> bytes:
    match kind:
        case Format.XLSX:
            return report_xlsx.write(source.content, text, around)
        case Format.PDF:
            return report_pdf.write(text, around)
        case _:
            return report_docx.write(text, around, layout_of(source.content, kind.value.split("-")[1]))


def layout_of(content: Mapping[str, Any], name: str) -> Layout:
    """The layout ``name``, under the guide as the office cited it when the report was made."""
    return replace(LAYOUTS[name], guide=content["office"][f"guide_{name}"])


def ask(session: Session, report: Frozen, kind: str, label: str, *, names: bool, person_id: int, now: datetime) -> Job:
    """Ask the worker for the file; ``kind`` is a Format's value. The caller commits."""
    payload = {"report": report.id, "kind": kind, "names": names}
    return queue(session, KIND, f"Xuất báo cáo {report.code}: {label}", payload, person_id=person_id, now=now)


def carry_out(session: Session, work: Work, tell: Tell) -> Result:
    """The worker's part of ``ask``."""
    report = queries.frozen(session, work.payload["report"])
    if report is None:
        raise JobRefused("Không còn báo cáo này.")
    tell(1, 3, "Đã đọc báo cáo, đang dàn trang.")
    name, data = written(Source.of(report), Format(work.payload["kind"]), names=work.payload["names"])
    tell(2, 3, "Đã dàn trang, đang cất tệp.")
    return Result(name, data, "reports.show", {"report_id": report.id}, f"Đã xuất báo cáo {report.code}.")
