"""Reports on the command line: the same files as from the screen, written at once."""

from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from webapp import clock
from webapp.extensions import db
from webapp.rules.words import ReportKind

report = AppGroup("report", help="Báo cáo kỳ.")
FORMATS = ("docx", "xlsx", "pdf")


@report.command("export")
@click.option("--kind", required=True, help="month, quarter, half-year, year, interim hoặc final.")
@click.option("--period", default="", help="Kỳ: 2025-11, 2025-Q4, 2025-H1, 2025.")
@click.option("--from", "first", default="", help="Từ ngày (bắt buộc với interim, final), ví dụ 01/11/2021.")
@click.option("--cut-off", default="", help="Chốt số liệu đến hết ngày; để trống thì theo lệ.")
@click.option("--format", "kind_of_file", required=True, help="docx, xlsx hoặc pdf.")
@click.option("--layout", default="2026", help="Thể thức của .docx: 2026 hoặc 2021.")
@click.option("--names/--no-names", default=False, help="Có hoặc không có tên đầu mối.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(file: Path, kind_of_file: str, layout: str, names: bool, **asked: str) -> None:
    """Xuất báo cáo ra FILE: bản đã chốt của kỳ ấy nếu có, nếu chưa thì bản xem thử."""
    from webapp.actions.report_exports import written

    source = _source(**asked)
    _name, data = written(source, _format(kind_of_file, layout), names=names)
    try:
        file.write_bytes(data)
    except OSError as error:
        raise click.ClickException(f"Không ghi được {file}: {error.strerror}.") from None
    click.echo(f"Đã ghi {file}: {source.code or 'bản xem thử, chưa chốt'}, {source.content['label']}.")


def _format(kind: str, layout: str) -> Any:
    from webapp.actions.report_exports import Format

    if kind not in FORMATS:
        raise click.ClickException(f"--format nhận {', '.join(FORMATS)}; đang là “{kind}”.")
    if layout not in ("2026", "2021"):
        raise click.ClickException(f"--layout nhận 2026 hoặc 2021; đang là “{layout}”.")
    return Format(f"docx-{layout}" if kind == "docx" else kind)


def _source(kind: str, period: str, first: str, cut_off: str) -> Any:
    """The newest frozen report of the period, unless other days are named; else what it would say now."""
    from webapp.actions.report_exports import Source
    from webapp.queries import report_draft, reports
    from webapp.queries.settings import thresholds
    from webapp.rules.report_periods import title_of

    if kind not in {one.value for one in ReportKind}:
        raise click.ClickException(f"--kind nhận {', '.join(one.value for one in ReportKind)}; đang là “{kind}”.")
    office, days = thresholds(db.session), (_day("--from", first), _day("--cut-off", cut_off))
    span = _span(ReportKind(kind), period, *days, office)
    frozen = reports.newest(db.session, span.kind, span.key)
    if frozen and (not any(days) or span.kind in (ReportKind.INTERIM, ReportKind.FINAL)):
        return Source.of(frozen)
    order = reports.order(db.session, span, first=days[0], cut_off=days[1], now=clock.now())
    content = report_draft.draft(db.session, order, office)
    if not content["tasks"]:
        raise click.ClickException(f"{title_of(span.kind, span.label)}: không có việc nào để báo cáo.")
    return Source(content, "", clock.local(order.as_of), "")


def _span(kind: ReportKind, period: str, first: Any, cut_off: Any, office: Any) -> Any:
    from webapp.rules.report_periods import MONTHS, PeriodRefused, moved, span_of, stretch

    try:
        if kind in MONTHS:
            return moved(span_of(kind, period, office), first, cut_off)
        if first is None or cut_off is None:
            raise PeriodRefused(f"{kind.label}: cần cả --from và --cut-off.")
        return stretch(kind, first, cut_off)
    except PeriodRefused as refusal:
        raise click.ClickException(str(refusal)) from None


def _day(option: str, text: str) -> Any:
    from webapp.rules.deadlines import BadDate, parse_date

    try:
        return parse_date(text) if text else None
    except BadDate as error:
        raise click.ClickException(f"{option}: {error}") from None
