"""Công văn đôn đốc: the official letter to those who have not answered, in Party layout, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from webapp.files.party_document import Head, PartyDocument, Signature
from webapp.files.party_layout import layout_of
from webapp.files.word_parts import Column, Span
from webapp.rules.thresholds import Thresholds

COLUMNS = (
    Column("TT", 1.1, "center"),
    Column("Cơ quan chủ trì", 4),
    Column("Nhiệm vụ", 6.4),
    Column("Thời hạn", 3, "center"),
    Column("Quá hạn", 1.8, "center"),
)


@dataclass(frozen=True, slots=True)
class OwedTask:
    """One row of the letter's table."""

    agency: str
    name: str
    due_on: date | None
    phrase: str
    late: str


@dataclass(frozen=True, slots=True)
class Dates:
    """When they were urged, until when they were asked to answer, and until when the letter asks them to."""

    urged_on: date
    reply_due_on: date
    answer_by: date


def urging_letter(office: Thresholds, programmes: Sequence[str], owed: Sequence[OwedTask], dates: Dates) -> bytes:
    """The letter about ``owed`` (which come by agency). Number, day and name are left for the registry."""
    document = PartyDocument(layout_of(office))
    symbol = f"CV/{office.letter_symbol}"
    about = "đôn đốc thực hiện nhiệm vụ được giao"
    document.head(Head(office.office_name, office.letter_issuer, symbol, office.letter_place, about=about))
    document.addressees(*dict.fromkeys(one.agency for one in owed))
    document.paragraph(
        f"Thực hiện {'; '.join(programmes)}, ngày {dates.urged_on:%d/%m/%Y} {office.letter_issuer} đã đôn đốc các cơ "
        f"quan thực hiện nhiệm vụ được giao, đề nghị trả lời chậm nhất ngày {dates.reply_due_on:%d/%m/%Y}. Đến nay còn "
        f"{len(owed)} nhiệm vụ chưa có kết quả và chưa có trả lời:"
    )
    rows = [(str(at), one.agency, one.name, _when(one), one.late) for at, one in enumerate(owed, 1)]
    document.table(COLUMNS, rows)
    document.paragraph(_asks(office.letter_issuer, dates.answer_by))
    document.foot(Signature("Trưởng ban"), ("Như trên", "Thường trực Tỉnh ủy (để báo cáo)"), keep=office.letter_issuer)
    return document.data()


def _asks(issuer: str, answer_by: date) -> Sequence[Span]:
    return (
        Span(
            f"{issuer} đề nghị các cơ quan khẩn trương thực hiện, báo cáo kết quả, nêu rõ khó khăn nếu có, về {issuer} "
        ),
        Span(f"chậm nhất ngày {answer_by:%d/%m/%Y}", bold=True, italic=True),
        Span(" để tổng hợp, báo cáo./."),
    )


def _when(one: OwedTask) -> Sequence[Span]:
    """The deadline as the document words it, in bold italic; the date when it has no words."""
    said = one.phrase or (f"{one.due_on:%d/%m/%Y}" if one.due_on else "chưa xác định")
    return (Span(said, bold=True, italic=True),)
