"""An office's own Word template for reports: checked when it is sent, filled in when a report is taken away.

A template is a stranger's program. Its words are read as a tree first: only fields, loops and conditions over what a
report holds may stand in it, and every unknown field is named. It is filled in by a bounded child process, in a sandbox
without globals, with what is filled in always taken as text.
"""

import base64
import json
from collections.abc import Mapping
from typing import Any

from webapp.files.documents import ask_child
from webapp.files.party_document import Head, PartyDocument, Signature
from webapp.files.party_layout import Layout
from webapp.files.signatures import Content, content_of
from webapp.files.unreadable import EMPTY, MIB, UnreadableFile, disguised, too_large
from webapp.files.word_package import WordPackage
from webapp.files.word_parts import Column
from webapp.rules.report_fields import sample

MAX_BYTES = 4 * MIB
PATIENCE = 60


def check(data: bytes) -> None:
    """Refuse what is no usable template, trying it with sample values. Raises UnreadableFile with the sentence."""
    if not data:
        raise UnreadableFile(EMPTY)
    if len(data) > MAX_BYTES:
        raise too_large(len(data), MAX_BYTES)
    if content_of(data) is not Content.DOCX:
        raise disguised("docx", content_of(data).label)
    WordPackage(data).main()
    fill(data, sample())


def fill(data: bytes, values: Mapping[str, Any]) -> bytes:
    """The template with ``values`` in place of its fields. Raises UnreadableFile when it cannot be filled in."""
    asked = json.dumps({"template": base64.b64encode(data).decode(), "values": values}).encode()
    answer = ask_child(["webapp.files.template_child"], asked, patience=PATIENCE)
    return base64.b64decode(answer["made"])


SUMS = (
    ("TT", 10, "tt"),
    ("Cơ quan", 50, "co_quan"),
    ("Tổng số", 15, "tong_so"),
    ("Xong đúng hạn", 17, "xong_dung_han"),
    ("Xong quá hạn", 17, "xong_qua_han"),
    ("Còn trong hạn", 18, "chua_xong_trong_han"),
    ("Quá hạn", 18, "chua_xong_qua_han"),
    ("Tỷ lệ đúng hạn", 20, "ty_le_dung_han"),
)
LATE = (
    ("TT", 10, "tt"),
    ("Cơ quan", 34, "co_quan"),
    ("Nhiệm vụ", 45, "nhiem_vu"),
    ("Hạn", 27, "han"),
    ("Quá hạn (ngày)", 16, "so_ngay"),
    ("Cấp cần quyết định", 33, "cap_quyet_dinh"),
)
CHANGES = (("Loại", 35, "loai"), ("Nội dung", 130, "cau"))


def starter(layout: Layout, *, parent: str, issuer: str, symbol: str, place: str) -> bytes:
    """A template to begin with, in the office's own letterhead."""
    made = PartyDocument(layout)
    made.head(Head(parent, issuer, f"BC/{symbol}", place))
    made.title("Báo cáo", "{{ trich_yeu }}")
    made.section("I. Kết quả chung")
    made.paragraph("{{ so_lieu }} (mã báo cáo {{ ma }}).")
    made.paragraph("{%p for dong in tong_hop %}")
    made.paragraph("{{ dong.cau }}")
    made.paragraph("{%p endfor %}")
    _table(made, "bang", SUMS)
    made.section("II. Việc quá hạn ({{ so_viec_qua_han }} việc)")
    _table(made, "viec_qua_han", LATE)
    made.section("III. Thay đổi từ {{ thay_doi_tu }}")
    _table(made, "thay_doi", CHANGES)
    made.foot(Signature("Trưởng ban"), [f"Thường trực {parent} (để báo cáo)"], keep=issuer)
    return made.data()


def _table(made: PartyDocument, name: str, columns: tuple[tuple[str, int, str], ...]) -> None:
    """A table whose middle row is repeated for each row of the list ``name``."""
    rest = [""] * (len(columns) - 1)
    rows = (
        ["{%tr for dong in " + name + " %}", *rest],
        ["{{ dong." + field + " }}" for _title, _share, field in columns],
        ["{%tr endfor %}", *rest],
    )
    made.table([Column(title, share) for title, share, _field in columns], rows)
