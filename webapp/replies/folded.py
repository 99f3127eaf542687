"""Words without case and marks: people answer from phones without them, and in short forms."""

import re
import unicodedata

_OTHER_WORDS = re.compile(r"\b(?:đảng|đăng|đa|dạ|kỳ|kỹ|hoãn|mỗi|nêu|có bản)\b", re.IGNORECASE)
"""Words that only their marks tell from words that decide: "Đảng" from "đang", "kỳ" from "ký", "mỗi" from "mới"."""

_SHORT = {
    "bh": "ban hanh",
    "ht": "hoan thanh",
    "kh": "ke hoach",
    "bc": "bao cao",
    "bcao": "bao cao",
    "qd": "quyet dinh",
    "qc": "quy che",
    "cv": "cong van",
    "vb": "van ban",
    "vban": "van ban",
    "nv": "nhiem vu",
    "dv": "don vi",
    "dvi": "don vi",
    "cq": "co quan",
    "ld": "lanh dao",
    "ldao": "lanh dao",
    "cbi": "chuan bi",
    "dthao": "du thao",
    "k": "khong",
    "ko": "khong",
    "kg": "khong",
    "hk": "khong",
    "hok": "khong",
    "khg": "khong",
    "hong": "khong",
    "chang": "khong",
    "chx": "chua",
    "cx": "cung",
    "r": "roi",
    "rui": "roi",
    "roai": "roi",
    "dzoi": "roi",
    "zoi": "roi",
    "xg": "xong",
    "sog": "xong",
    "xog": "xong",
    "hthanh": "hoan thanh",
    "htat": "hoan tat",
    "bhanh": "ban hanh",
    "tkhai": "trien khai",
    "dc": "duoc",
    "dk": "duoc",
    "j": "gi",
    "kp": "kinh phi",
    "sl": "so lieu",
    "hd": "huong dan",
    "tks": "cam on",
    "thks": "cam on",
    "ng": "nguoi",
    "ntn": "nhu the nao",
    "gh": "gia han",
    "ykien": "y kien",
    "yk": "y kien",
}
_SHORT_FORMS = re.compile(
    r"(?<![\w/&-])(?:" + "|".join(sorted(_SHORT, key=len, reverse=True)) + r")(?![\w/&-])(?!\.\w)"
)


def bare(text: str) -> str:
    """``text`` without case and marks, letter for letter, so that places in it are places in ``text``."""
    whole = unicodedata.normalize("NFC", text)
    return "".join(map(_letter, _OTHER_WORDS.sub(lambda word: f"{word[0][0]}q{word[0][2:]}", whole)))


def _letter(char: str) -> str:
    low = char.casefold()[:1] or char
    if low == "đ":
        return "d"
    return unicodedata.normalize("NFD", low)[0]


def spelled_out(folded: str) -> str:
    """The folded words with their short forms written out; places in ``folded`` no longer hold."""
    return _SHORT_FORMS.sub(lambda short: _SHORT[short[0]], folded)
