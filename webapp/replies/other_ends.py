"""Ends that are not the task's: a paper written and not issued, figures that came in, another body's, the basis. Beside
words that the task itself is open they say nothing against it; alone they stay what a person looks at."""

import re

from webapp.replies.signals import Clause
from webapp.replies.turns import table

_STEPS = table(
    ("made, not issued", r"(?:chinh sua|danh may|viet|soan|soan thao|tong hop|nhap|tinh toan|xu ly|bien tap)(?: \w+){0,3} xong\b(?!.*\b(?:ban hanh|ky|gui|nop|phat hanh)\b)|len khung xong"),
    ("what came in from units", r"^(?:cac|\d+(?:/\d+)?|mqi|nhieu) (?:xa|phuong|phong|don vi|chi bo|huyen|nganh|so)\b.*\b(?:gui|nop|bao cao)\b.*"),
    ("a piece of it", r"^(?:phan |cac )?(?:so lieu|phu luc|bieu mau|bieu|bia|danh sach|du thao|de cuong)\b.*"),
    ("an obstacle out of the way", r"(?:giai quyet|khac phuc|thao go)(?: \w+){0,3} xong\b.*"),
    ("the paper it rests on", r"^(?:can cu|thuc hien|theo|tren co so|tiep theo|sau khi|tu khi)\b.*"),
    ("a paper that sets somebody to work", r"(?:thanh lap|kien toan) (?:to|ban|hoi dong)\b|(?:phan cong|cu) (?:can bo|dong chi|chuyen vien)"),
)  # fmt: skip
"""Ends on the way to the task's own."""

_COMPLETE = re.compile(r"\b(?:hoan thanh|hoan tat|xong)\b(?!.*\b(?:ban hanh|phat hanh|ky|gui|nop|nhiem vu)\b)")
_AT_THE_SIGNATURE = re.compile(
    r"^(?!.*\b(?:xac nhan|ky nhan|tinh uy|dan van|ban (?!thuong vu|chap hanh|giam doc|lanh dao)\w+)\b)(?:hien |nay |va )?(?:dang|cho|doi) (?:\w+ ){0,4}(?:trinh|ky|duyet|chu ky|dong dau)\b"
)
"""A paper complete, and its signature waited for: not a nod from those who asked for it."""

_CITED = re.compile(
    r"^(?:thuc hien|can cu|theo|tren co so)(?: \S+){1,9}? (?:da (?:duoc )?(?:ban hanh|ky|phat hanh)|ban hanh ngay \S+)$"
)
"""A paper that is cited as the basis, whoever issued it."""

_OTHERS = table(
    ("another body", r"^(?:(?:viec|nhiem vu)(?: nay)? (?:do )?)?(?:ben |phia |phan cua )?(?:(?:so|hoi|lien doan|uy ban|cong an) (?!da\b|vua\b|cung\b|moi\b|nay\b)\w+|ldld|mat tran|mttq|ubmttq|tinh doan|doan thanh nien|ban (?:to chuc|tuyen giao|noi chinh)|ubkt)\b.*|^(?:cac |may |nhieu )?(?:don vi|co quan|noi|so|xa|phuong|huyen) (?:khac|ban)\b.*"),
)  # fmt: skip
_OURS = table(
    ("we", r"chung toi|bon em|ben (?:em|toi|minh)|(?:so|ban|don vi|co quan|xa|phuong|hoi|phan) (?:cua )?(?:toi|em|minh|chung toi|chung em)|^(?:toi|em|minh)"),
)  # fmt: skip
_UNFINISHED = table(
    ("not yet, still at it", r"chua(?: (?:a|nhe|anh|chi|dong chi))*$|chua (?:xong|lam|ban hanh|ky|hoan thanh)|dang (?:soan|xay dung|du thao|hoan thien|tham muu|viet)|dang lam(?: (?:a|nhe|anh|chi|dong chi))*$"),
)  # fmt: skip


def without_other_ends(pieces: list[Clause]) -> list[Clause]:
    """The clauses without ends of something else, where another clause says that the task is open, or not ours."""
    pieces = [piece for piece in pieces if not _CITED.search(piece.words)]
    not_ours = any("not_ours" in piece.signs for piece in pieces)
    if not (not_ours or any(piece.open and not piece.vague for piece in pieces)):
        return pieces
    others = not_ours or any(_open_with_us(piece) for piece in pieces)
    unsigned = any(_AT_THE_SIGNATURE.search(piece.words) for piece in pieces)
    return [piece for piece in pieces if not (piece.done and _of_something_else(piece, others, unsigned))]


def _of_something_else(piece: Clause, others: bool, unsigned: bool) -> bool:
    theirs = others and _OTHERS.search(piece.words) and not _OURS.search(piece.words)
    return bool(theirs or (unsigned and _COMPLETE.search(piece.words)) or _STEPS.search(piece.words))


def _open_with_us(piece: Clause) -> bool:
    return piece.open and bool(_OURS.search(piece.words) and _UNFINISHED.search(piece.words))
