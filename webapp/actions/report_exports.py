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
from webapp.files.report_cover import Cover, cover, file_name, on_paper
from webapp.files.report_template import fill
from webapp.files.unreadable import UnreadableFile
from webapp.models import Job
from webapp.queries import report_templates
from webapp.queries import reports as queries
from webapp.queries.reports import Frozen
from webapp.rules.report_fields import values
from webapp.rules.report_text import ReportText, read
from webapp.rules.words import Labelled

KIND = "report_export"
OWN = "template-"
"""What stands before the id of an office's own template where a kind of file is named."""


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
            return report_pdf.write(on_paper(text), around)
        case _:
            return report_docx.write(on_paper(text), around, layout_of(source.content, kind.value.split("-")[1]))


def layout_of(content: Mapping[str, Any], name: str) -> Layout:
    """The layout ``name``, under the guide as the office cited it when the report was made."""
    return replace(LAYOUTS[name], guide=content["office"][f"guide_{name}"])


def written_in(source: Source, template: bytes, *, names: bool) -> tuple[str, bytes]:
    """The report in the office's own template. Raises UnreadableFile when it no longer works."""
    text = read(source.content, names=names)
    around = cover(source.content, code=source.code, at=source.at, by=source.by)
    day = f"ngày {source.at:%d} tháng {source.at:%m} năm {source.at.year}"
    known = {"code": around.code, "day": day, "place": around.place, "parent": around.parent, "issuer": around.issuer}
    return file_name(text, around, "docx"), fill(template, values(on_paper(text), **known))


def kinds(session: Session) -> list[tuple[str, str]]:
    """Every kind of file there is: ours, then each template of the office."""
    own = [(f"{OWN}{one.id}", f"Word, mẫu “{one.name}”") for one in report_templates.listing(session)]
    return [(one.value, one.label) for one in Format] + own


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
    name, data = _made(session, Source.of(report), work.payload)
    tell(2, 3, "Đã dàn trang, đang cất tệp.")
    return Result(name, data, "reports.show", {"report_id": report.id}, f"Đã xuất báo cáo {report.code}.")


def _made(session: Session, source: Source, payload: Mapping[str, Any]) -> tuple[str, bytes]:
    kind: str = payload["kind"]
    if not kind.startswith(OWN):
        return written(source, Format(kind), names=payload["names"])
    template = report_templates.content(session, int(kind.removeprefix(OWN)))
    if template is None:
        raise JobRefused("Mẫu này đã bị bỏ; chọn mẫu khác.")
    try:
        return written_in(source, template, names=payload["names"])
    except UnreadableFile as refusal:
        raise JobRefused(str(refusal)) from None
