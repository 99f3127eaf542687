"""A report as a Party document (.docx): head, title, sentences, tables, signature; to be finished in Word."""

from collections.abc import Sequence

from webapp.files.party_document import Head, PartyDocument, Signature
from webapp.files.party_layout import Layout
from webapp.files.report_cover import Cover
from webapp.files.word_parts import Column, Span
from webapp.rules.report_text import Figures, ReportText
from webapp.rules.reports import CELLS

FIGURES = (
    Column("TT", 10, "center"),
    Column("Cơ quan", 39),
    Column("Tổng số", 15, "center"),
    *(Column(line.label, 17, "center") for line in CELLS),
    Column("Không tính hạn", 18, "center"),
    Column("Tỷ lệ đúng hạn", 18, "center"),
)
"""Shares in millimetres: between the margins there are 165."""
LATE = (
    Column("TT", 10, "center"),
    Column("Cơ quan", 29),
    Column("Nhiệm vụ", 41),
    Column("Hạn", 27, "center"),
    Column("Quá hạn (ngày)", 16, "center"),
    Column("Còn thiếu", 20),
    Column("Cấp cần quyết định", 24),
)
SHARED = (
    Column("TT", 10, "center"),
    Column("Nhiệm vụ", 79),
    Column("Đã hoàn thành", 22, "center"),
    Column("Đã báo cáo", 20, "center"),
    Column("Quá hạn", 18, "center"),
)
BESIDE = (
    Column("TT", 10, "center"),
    Column("Cơ quan", 40),
    Column("Nhiệm vụ", 61),
    Column("Vì sao không tính hạn", 30),
)


def write(text: ReportText, cover: Cover, layout: Layout) -> bytes:
    """The file; the same report is the same bytes."""
    made = PartyDocument(layout)
    made.head(Head(cover.parent, cover.issuer, f"BC/{cover.symbol}", cover.place, on=cover.at.date()))
    made.title("Báo cáo", text.about)
    _general(made, text, cover)
    _late(made, text)
    _changes(made, text)
    _rest(made, text)
    copies = [f"Thường trực {cover.parent} (để báo cáo)", "Các cơ quan có tên trong báo cáo"]
    made.foot(Signature("Trưởng ban"), copies, keep=cover.issuer)
    return made.data()


def _general(made: PartyDocument, text: ReportText, cover: Cover) -> None:
    made.section("I. Kết quả chung")
    made.paragraph(f"{text.days} ({cover.known_as}).")
    for sentence in text.summary:
        made.paragraph(sentence)
    made.table(FIGURES, [_figures(row) for row in text.figures])


def _figures(row: Figures) -> Sequence[Sequence[Span]]:
    cells, beside = row.lines[: len(CELLS)], sum(row.lines[len(CELLS) :])
    words = (row.number, row.name, row.total, *cells, beside, row.on_time)
    return [[Span(str(word), bold=row.level < 2)] for word in words]


def _late(made: PartyDocument, text: ReportText) -> None:
    made.section(f"II. Việc quá hạn ({text.late_count} việc)")
    if not text.late:
        made.paragraph("Không có việc nào quá hạn ở ngày chốt số liệu.")
        return
    rows = []
    for one in text.late:
        agency = f"{one.agency}\n({one.who})" if one.who else one.agency
        due = [Span(one.due, bold=True, italic=True)]
        rows.append((str(one.number), agency, one.title, due, str(one.days), one.missing, one.decides))
    made.table(LATE, rows)


def _changes(made: PartyDocument, text: ReportText) -> None:
    made.section(f"III. Thay đổi từ {text.since}")
    if not text.changes:
        made.paragraph("Không có thay đổi nào.")
    for number, (label, sentences) in enumerate(text.changes, start=1):
        made.paragraph([Span(f"{number}. {label}", bold=True)])
        for one in sentences:
            made.paragraph(f"- {one.text}")


def _rest(made: PartyDocument, text: ReportText) -> None:
    if text.shared:
        made.section("IV. Nhiệm vụ giao nhiều cơ quan (đếm một lần)")
        rows = [(one.title, one.progress, str(one.reported), str(one.late)) for one in text.shared]
        made.table(SHARED, [(str(number), *row) for number, row in enumerate(rows, start=1)])
    if text.beside:
        made.section(f"{'V' if text.shared else 'IV'}. Việc không tính hạn")
        listed = enumerate(text.beside, start=1)
        made.table(BESIDE, [(str(number), one.agency, one.title, one.word) for number, one in listed])
    if text.typed_late:
        made.section("Ghi chú: xong trước ngày chốt, ghi vào sổ sau ngày chốt")
        for late in text.typed_late:
            made.paragraph(f"- {late.text}")
