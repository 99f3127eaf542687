"""A report as PDF: typeset by typst from plain values, in a face with the metrics of Times.

The words travel as JSON and are never read as markup. No font of the machine is used, and the day in the file is the
report's own, so that the same report is the same bytes everywhere.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from webapp.files.report_cover import Cover
from webapp.rules.report_text import NOTE, ReportText
from webapp.rules.reports import Line

HERE = Path(__file__).resolve().parent
SHEET = HERE / "report.typ"
FONTS = HERE.parent / "data" / "fonts"


def write(text: ReportText, cover: Cover) -> bytes:
    """The file."""
    data = json.dumps(_values(text, cover), ensure_ascii=False)
    made = typst.compile(
        str(SHEET),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": data},
        timestamp=int(cover.at.timestamp()),
    )
    return bytes(made)


def _values(text: ReportText, cover: Cover) -> dict[str, Any]:
    plain = asdict(text)
    plain |= {"kind": text.kind.label, "heads": [line.label for line in Line], "note": NOTE}
    about = {name: getattr(cover, name) for name in ("parent", "issuer", "symbol", "place", "known_as")}
    day = cover.at.date()
    return plain | {"cover": about | {"day": f"ngày {day:%d} tháng {day:%m} năm {day.year}"}}
