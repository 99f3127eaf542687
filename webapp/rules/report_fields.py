"""The fields that an office's own template may name, with what each holds and a sample of it.

Names are plain Vietnamese without marks, so that anybody in an office can type them. A list is repeated row by row, and
its rows have fields of their own.
"""

from typing import Any

from webapp.rules.report_text import Figures, LateTask, ReportText
from webapp.rules.reports import CELLS

FIELDS: dict[str, str] = {
    "ten_bao_cao": "Báo cáo quý IV năm 2021",
    "trich_yeu": "Tình hình thực hiện nhiệm vụ được giao theo Chương trình hành động, quý IV năm 2021",
    "so_lieu": "Số liệu từ ngày 21/09/2021 đến hết ngày 20/12/2021",
    "ma": "BC-2021-1221-0930",
    "ngay": "ngày 21 tháng 12 năm 2021",
    "dia_danh": "Phan Thiết",
    "co_quan_cap_tren": "Tỉnh ủy Bình Thuận",
    "co_quan_ban_hanh": "Ban Dân vận",
    "thay_doi_tu": "báo cáo BC-2021-0921-0900 (20/09/2021)",
    "so_viec_qua_han": "1",
}
LISTS: dict[str, dict[str, str]] = {
    "tong_hop": {"cau": "Đến hết ngày 20/12/2021, số việc theo dõi trong kỳ là 39 việc của 32 cơ quan."},
    "bang": {
        "tt": "1",
        "co_quan": "Ban Tổ chức Tỉnh ủy",
        "tong_so": "3",
        "xong_dung_han": "1",
        "xong_qua_han": "0",
        "chua_xong_trong_han": "0",
        "chua_xong_qua_han": "1",
        "khong_tinh_han": "1",
        "ty_le_dung_han": "50% (1/2)",
        "ty_le_theo_han_dau": "50% (1/2)",
        "ty_le_cap_nhat": "100% (2/2)",
        "gia_han": "0",
    },
    "viec_qua_han": {
        "tt": "1",
        "co_quan": "Ban Tổ chức Tỉnh ủy",
        "dau_moi": "Đầu mối Ban Tổ chức Tỉnh ủy",
        "nhiem_vu": "Kiện toàn mô hình tổ chức công đoàn",
        "muc": "IV.5",
        "han": "30/11/2021",
        "so_ngay": "20",
        "con_thieu": "Kế hoạch",
        "cap_quyet_dinh": "Thường trực Tỉnh ủy: nhắc người đứng đầu",
        "cap_nhat": "01/12/2021: đang lấy ý kiến",
    },
    "thay_doi": {"loai": "Hoàn thành", "cau": "Ban Tuyên giáo Tỉnh ủy: hướng dẫn học tập, hoàn thành ngày 18/11/2021."},
    "giao_chung": {"nhiem_vu": "Báo cáo sơ kết", "da_xong": "14/85", "da_bao_cao": "15", "qua_han": "2"},
    "khong_han": {"co_quan": "Ban Dân vận Tỉnh ủy", "nhiem_vu": "Theo dõi, đôn đốc", "vi_sao": "Thường xuyên"},
}


def sample() -> dict[str, Any]:
    """Every field with its sample: what a template is tried with."""
    return {**FIELDS, **{name: [dict(row), dict(row)] for name, row in LISTS.items()}}


def values(text: ReportText, *, code: str, day: str, place: str, parent: str, issuer: str) -> dict[str, Any]:
    """The report under the names of the fields."""
    return {
        "ten_bao_cao": text.title,
        "trich_yeu": text.about,
        "so_lieu": text.days,
        "ma": code,
        "ngay": day,
        "dia_danh": place,
        "co_quan_cap_tren": parent,
        "co_quan_ban_hanh": issuer,
        "thay_doi_tu": text.since,
        "so_viec_qua_han": str(text.late_count),
        **_lists(text),
    }


def _lists(text: ReportText) -> dict[str, list[dict[str, str]]]:
    return {
        "tong_hop": [{"cau": sentence} for sentence in text.summary],
        "bang": [_rows("bang", _figures(row)) for row in text.figures],
        "viec_qua_han": [_rows("viec_qua_han", _late(one)) for one in text.late],
        "thay_doi": [{"loai": label, "cau": one.text} for label, sentences in text.changes for one in sentences],
        "giao_chung": [_rows("giao_chung", (one.title, one.progress, one.reported, one.late)) for one in text.shared],
        "khong_han": [_rows("khong_han", (one.agency, one.title, one.word)) for one in text.beside],
    }


def _late(one: LateTask) -> tuple[Any, ...]:
    what = (one.title, one.clause, one.due, one.days, one.missing, one.decides, one.last)
    return (one.number, one.agency, one.who, *what)


def _figures(row: Figures) -> tuple[Any, ...]:
    cells, beside = row.lines[: len(CELLS)], sum(row.lines[len(CELLS) :])
    rates = (row.on_time, row.on_time_first, row.updated)
    return (row.number, row.name, row.total, *cells, beside, *rates, row.extensions)


def _rows(name: str, row: tuple[Any, ...]) -> dict[str, str]:
    return dict(zip(LISTS[name], map(str, row), strict=True))
