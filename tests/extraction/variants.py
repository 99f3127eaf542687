"""The same document as other hands would send it: wrapped, decomposed, with the furniture of pages, damaged."""

import random
import re
import textwrap

from webapp.extraction import Reading, read_programme

FURNITURE = ("- 7 -", "12", "\\-----PAGE BREAK-----", "Trang 3/12", "")
UNRELATED = (
    "I. MỤC ĐÍCH, YÊU CẦU\n\n1. Nâng cao nhận thức của cán bộ, đảng viên và Nhân dân.\n\n2. Bảo đảm thiết thực.",
    "II. CHỈ TIÊU\n\n1. Hằng năm 95% hộ đạt chuẩn văn hóa.\n\n2. Đến năm 2030 có 50 trường đạt chuẩn quốc gia.",
    "III. KINH PHÍ\n\nNguồn chi thường xuyên trong dự toán hằng năm.",
)
"""Sections that assign nothing, to stand before the one that does."""
INSERTS: tuple[str, ...] = (
    "\n",
    "\n\n",
    ";",
    ".",
    "(",
    ")",
    "“",
    " và ",
    "*",
    "|",
    " | ",
    "1. ",
    "- ",
    "a) ",
    ": ",
    "Giao ",
    "hằng năm",
)
INSERTS += (
    "trước ngày 31/02/2021",
    "Sở Y tế",
    "(qua ",
    "Điều 5. ",
    "IV. TỔ CHỨC THỰC HIỆN",
    "\t",
    "\u0301",
    "??",
    "9" * 40,
)
SET_SIDE_BY_SIDE = re.compile(r"\||\t|\s{4,}")
LONGEST_PRINTED = 130


def assigned(reading: Reading) -> list[tuple[object, ...]]:
    """What a reading assigns, wherever it stands in the document."""
    return [
        (c.text, c.lead, c.coordinate, c.deadline, c.recurrence, c.report_to, c.report_via) for c in reading.clauses
    ]


def read(text: str) -> list[tuple[object, ...]]:
    """What ``text`` assigns."""
    return assigned(read_programme(text))


def is_wrapped(text: str) -> bool:
    """Whether a document came with its lines already broken."""
    return max(map(len, text.split("\n"))) <= LONGEST_PRINTED


def wrapped(text: str, columns: int) -> str:
    """Every paragraph broken into lines; tables and letterheads set side by side stay."""
    lines: list[str] = []
    for line in text.split("\n"):
        broken = textwrap.wrap(line, columns, break_long_words=False, break_on_hyphens=False)
        lines += [line] if SET_SIDE_BY_SIDE.search(line) or not broken else broken
    return "\n".join(lines)


def with_furniture(text: str, rng: random.Random) -> str:
    """Page numbers, page breaks and blank lines between paragraphs."""
    lines: list[str] = []
    for line in text.split("\n"):
        lines.append(line)
        if not line.strip() and rng.random() < 0.3:
            lines += [rng.choice(FURNITURE), ""]
    return "\n".join(lines)


def among_others(text: str, rng: random.Random) -> str:
    """Unrelated sections before the text, in any order."""
    return "\n\n".join([*rng.sample(UNRELATED, len(UNRELATED)), text])


def damaged(text: str, rng: random.Random) -> str:
    """Up to a dozen cuts, insertions and moves at random places."""
    for _ in range(rng.randint(1, 12)):
        at, size = rng.randrange(len(text) + 1), rng.choice((0, 0, 1, 3, 40, 400))
        cut = text[at : at + size]
        text = text[:at] + rng.choice((*INSERTS, cut * 2)) + text[at + size :]
        if cut and rng.random() < 0.3:
            to = rng.randrange(len(text) + 1)
            text = text[:to] + cut + text[to:]
    return text
