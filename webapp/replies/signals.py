"""What single words of an answer say of the task. Patterns speak of folded words (no marks, lower case): people answer
from phones without them. A negation, a hope or a "nearly" turns what looks done into what is not."""

import re
import unicodedata
from dataclasses import dataclass

NOT = r"\b(?:chua|khong|ko|kg|hk|chang|cha|hong|hổng|dau co|no[nt]|never|isn't|haven't|hasn't|not yet)"
_DO = (
    r"(?:hoan thanh|hoan tat|xong|ban hanh|phat hanh|ky ban hanh|ky|gui|nop|thuc hien xong|lam xong|bao cao|trien khai|"
    r"to chuc|quan triet|thong qua|cong bo|tong hop|thuc hien|lam|xay dung|trinh|hop)"
)
_ISSUE = r"(?:hoan thanh|hoan tat|ban hanh|phat hanh|ky(?: ban hanh| duyet| va ban hanh)?|gui|nop|thong qua|thuc hien xong|lam xong|bao cao|to chuc xong|xong)"


def bare(text: str) -> str:
    """``text`` without case and marks, letter for letter, so that places in it are places in ``text``.

    Words that only their marks tell from words that decide ("Đảng" from "đang", "kỳ" from "ký") are made unlike them.
    """
    low = unicodedata.normalize("NFC", text)
    return "".join(map(_letter, _OTHER_WORDS.sub(lambda word: f"{word[0][0]}q{word[0][2:]}", low)))


def _letter(char: str) -> str:
    low = char.casefold()[:1] or char
    if low == "đ":
        return "d"
    return unicodedata.normalize("NFD", low)[0]


_OTHER_WORDS = re.compile(r"\b(?:đảng|đăng|dạ|kỳ|kỹ|hoãn)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sign:
    """One kind of statement, found by ``pattern`` where none of ``unless`` is found in the same clause."""

    name: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None


def _sign(name: str, pattern: str, unless: str = "") -> Sign:
    return Sign(name, re.compile(pattern), re.compile(unless) if unless else None)


_PART = (
    r"da (?:trinh|tham muu|du thao|soan)|"
    r"du thao|ban thao|de cuong|mot phan|mot nua|buoc dau|giai doan 1|phan lon|lay y kien|xin y kien|gop y|tham dinh|tham muu|"
    r"nguyen tac|noi bo|hau het|chu truong|co ban|gan |sap |cac buoc|phan viec|khau cuoi|1 phan|(?<!\d)1/2(?!\d|/)|ve co ban|so bo|ban nhap"
)
_LATER = (
    r"\bse\b|du kien|sap\b|chuan bi|phan dau|co gang|hua|cam ket|dang (?!len|tai|ky)|\bde (?:ban hanh|trinh|gui|ky|nop|hoan thanh)|\bcho (?:ky|duyet|y kien|huong dan|lanh dao|phe duyet|thong qua|so|hoan thanh|xong|ban hanh|gui|nop|bi thu|chu tich|thuong)|"
    r"khi (?:nao|co|xong|ban hanh|hoan thanh)|\bneu\b|ngay mai|\bmai\b|tuan sau|tuan toi|thang sau|truoc ngay|\bmot\b(?= (?:gui|nop))|chieu nay|toi nay|"
    r"chac chan|yen tam|ke hoach (?:la )?hoan thanh|thoi gian hoan thanh|ngay hoan thanh|\bmuon\b|\bcan\b (?:ban hanh|hoan thanh)|"
    r"se som|trong (?:tuan|thang|ngay|hom)|som hoan thanh|\bkip\b|con (?:thieu|cho|lai|xin)|xin phep|de nghi (?!dinh chinh|xac nhan|cap nhat|ghi nhan|dong |xoa|cham dut|ban xac|ban cap|khong nhac)|tiep tuc (?:hoan thien|thuc hien)"
)

SIGNS = (
    _sign(
        "not_ours",
        rf"{NOT} (?:phai|thuoc)(?: la)?(?: \w+){{0,5}} (?:viec|nhiem vu|chuc nang|tham quyen|trach nhiem|pham vi|linh vuc|cua|co quan|don vi|ben|phan)|"
        rf"{NOT} (?:phai|thuoc) (?:ben|cua|viec|nhiem vu|chuc nang|tham quyen|don vi|phan)|(?:gui|giao) (?:thu )?(?:nham|lon|sai)|nham (?:dia chi|don vi|co quan|nguoi|sang)|"
        rf"{NOT} (?:con )?(?:phu trach|theo doi|chiu trach nhiem|duoc giao|chu tri|lam dau moi|la dau moi)|"
        r"thuoc (?:chuc nang|tham quyen|trach nhiem|nhiem vu|viec|phan)(?: \w+){0,4} (?:cua )?(?:so|ban|phong|van phong|ldld|ubnd|co quan|don vi|ben)\b(?! (?:toi|minh|chung toi|em))|"
        r"(?:viec|nhiem vu|cai|noi dung|bao cao|phan)(?: \w+){0,3} (?:la )?(?:cua )?(?:ben|do|phia) (?!minh|toi|em|chung|minh)\w+(?: \w+){0,4} (?:lam|chu tri|phu trach|thuc hien)|"
        r"de nghi (?:ban dan van |ban |dong chi |d/c )?(?:chuyen|gui|giao|lien he)(?: \w+){0,6} (?:so|ban|phong|van phong|ldld|ubnd|co quan|don vi|lien doan)\b|not (?:our|my) (?:task|job|responsibility|work)|wrong (?:person|address|department)",
        r"chuyen (?:sang )?(?:quy|thang|nam)|gia han",
    ),
    _sign(
        "extension",
        r"gia han|gian (?:han|tien do|thoi gian)|(?:lui|doi|hqan|hoan|keo dai|dieu chinh|chuyen) (?:lai )?(?:thoi )?(?:han|gian|diem|tien do)|\blui (?:lai|den|sang|them|ngay|toi)|"
        r"\bdoi (?:sang|den|lai|ngay|han|toi)|(?:xin|de nghi|cho)(?: \w+){0,4} them (?:thoi gian|\d+ (?:ngay|tuan|thang)|(?:mot|hai|ba|vai|it|may) (?:ngay|tuan|thang))|them thoi gian|"
        r"chuyen(?: \w+){0,3} sang (?:quy|thang|nam|tuan)|xin (?:phep )?(?:khat|cham|nop muon|nop cham|nop sau|gui cham|gui muon|bao cao cham|duoc (?:cham|lui|nop))|(?:xin|de nghi) h[oq]an\b(?! thanh| thien| tat)|"
        r"xin phep(?: \w+){0,6} (?:cham nhat|den (?:ngay|het|thu))|(?:xin|cho|de nghi)(?: \w+){0,6} (?:den|toi|sang) (?:het )?(?:ngay |thu |cuoi |thang |quy |tuan |dau )(?!nay\b)|"
        r"more time|extend|extension|postpone",
        rf"{NOT} (?:xin|can|de nghi|phai|duoc|dam)(?: \w+){{0,2}} (?:gia han|lui|them)|khoi gia han|{NOT} (?:gia han|lui)|no need",
    ),
    _sign(
        "difficulty",
        r"kho khan|vuong mac|\bvuong\b|\bkho (?:o|vi|do|la|qua|lam|nhat|cho)\b|gap kho|(?:dang|con) (?:kho|bi|ket|vuong|lung tung)\b|bat cap|qua tai|chong cheo|be tac|"
        rf"(?:{NOT}|thieu|het|can|cho cap) (?:co )?(?:\w+ )?(?:kinh phi|kp\b|nguon (?:luc|von|kinh phi)?|nhan luc|nguoi (?:lam|thay|phu trach)?|can bo|bien che|so lieu(?: goc)?|ngan sach|co so phap ly|phan mem|dau moi)\b|"
        r"chua (?:ro|biet|thong nhat duoc|biet xu ly)|khong (?:ro|biet) (?:lam|xu ly|huong|theo|cach)|chua co huong dan|thieu huong dan|cho huong dan|bi (?:tra lai|ach|tac|ket|dinh)|"
        r"de nghi(?: \w+){0,6} (?:huong dan|thao go|ho tro|go vuong|cho y kien chi dao)|thao go|nho (?:ban )?(?:go|ho tro|giup)|problem|difficult|stuck|blocked|no (?:budget|staff|funding)",
        rf"{NOT} (?:co |gap |con )?(?:gi |bat ky )?(?:kho khan|vuong mac|vuong|kho)|da (?:het|go|thao go|giai quyet)|het (?:vuong|kho)|no problem",
    ),
    _sign(
        "done",
        rf"\b(?:da|vua|moi)(?: (?:duoc|kip|chinh thuc|co|hoan toan))*(?: (?:va|co ban))?(?: \w+){{0,2}}? {_ISSUE}\b|"
        rf"\b{_ISSUE}\b(?: \w+){{0,12}}? roi\b|\bxong\b|hoan thanh(?: dat)? 100 ?%|^\W*(?:\w+ ){{0,4}}(?:hoan thanh|hoan tat)\W*$|(?:nhiem vu|viec|bao cao|ke hoach|cong viec)(?: \w+){{0,4}} (?:hoan thanh|xong)\b|"
        r"\b(?:dang|dqng) len cong|da co (?:ke hoach|quyet dinh|quy che|bao cao|van ban|so)\b|(?:trang thai|tinh trang|ket qua): ?(?:da )?hoan thanh|"
        r"\b(?:it is|it's|is|all|already|we have|have been|been|task)? ?(?:done|completed|finished|submitted|issued)\b|"
        rf"\b(?:ke hoach|quyet dinh|quy che|bao cao|van ban|kh|qd|bc)(?: \w+){{0,4}} (?:da )?(?:ban hanh|ky|phat hanh|gui|nop)(?: (?:day du|du|xong|roi|ngay|hom|sang|chieu)|\W*$)",
        r"\bnham\b",
    ),
    _sign(
        "in_progress",
        rf"\bdang\b(?! len| tai| nhap| ky)|{NOT} (?:duoc |kip |the |co |ban hanh|{_DO})|\bse\b|du kien|gan (?:xong|hoan thanh|hoan tat)|sap (?:xong|hoan thanh)|{_PART}|trien khai|"
        r"\bcho (?:ky|duyet|y kien|lanh dao|phe duyet|thong qua|so)|trinh (?:ky|duyet|lanh dao|thuong truc|thuong vu|ban thuong vu|xin)|tien do|tiep tuc|da (?:hop|giao|phan cong|tong hop|trinh|tham muu|du thao|chi dao|lap|nhan duoc cac|trien khai)|"
        r"con (?:lai|thieu|mot|vai|it|khau)|chuan bi|bat dau|co gang|phan dau|tuan (?:nay|sau|toi)|ngay mai|chieu nay|toi nay|\bcho (?:bi thu|chu tich|thuong)|working on|in progress|ongoing|almost|nearly|will (?:be|finish|send|complete)|draft|not (?:yet )?(?:done|finished|completed)",
    ),
    _sign(
        "courtesy",
        r"cam on|xin chao|tran trong|da nhan (?:duoc )?(?:thu|mail|email|thong bao|van ban|noi dung)|da ro|da biet|\bok\b|\boke\b|vang\b|thanks|thank you|noted|received|got it|da xem|ghi nhan|chuc (?:mung|dong chi|ban)",
    ),
    _sign(
        "question",
        r"\?|mat khau|dang nhap|dia chi (?:nhan )?(?:thu|mail|email)|khong hieu|giai thich|cho (?:em |toi |minh )?(?:hoi|xin lai|biet)|la gi|o dau|nhu the nao|the nao|so dien thoai|bo sung dia chi|danh sach nhan|doi (?:dau moi|dia chi|so)",
    ),
)

HEDGE = re.compile(
    r"hinh nhu|nghe (?:noi|dau)|theo toi (?:hieu|biet|nho)|co le|chac (?:la|hoan|xong|da|roi|cung)|hay sao|thi phai|(?<!cho )\bneu\b|tuy (?:cach|theo|thuoc|ben|y)|khong phai la (?:chua|khong)|"
    r"nhu da (?:trao doi|noi|bao)|nhu (?:lan truoc|cu|tren|moi khi)|de sau|ai (?:co|biet|lam)|coi nhu|xem nhu|mot (?:so|phan|nua)|maybe|perhaps|i think|khong (?:biet|chac|nho)|chua (?:chac|ro la)|"
    r"co the (?:la|da)|tuong|bao la|noi (?:la|rang)|theo (?:bao cao|thong tin) (?:cua|tu)|\bhaha|hihi|thu hoi|ban hanh lai|lam lai|hoac\b|mot trong|phan viec|phan cua|rieng phan|ngoai tru|tru (?:phu luc|phan|muc)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of an answer in folded words, with the names of the signs found in it."""

    words: str
    signs: frozenset[str]
    later: bool
    partly: bool
    denied: bool


_SENTENCES = re.compile(r"(?<=[!?\n;])|(?<=[a-z)%0-9])\.(?=\s|$)|\n")
_CLAUSES = re.compile(r",(?!\d)|\b(?:nhung|song|tuy nhien|tuy vay|con\b(?= (?:bao cao|ke hoach|phan))|but|however)\b")
_LATER_RE, _PART_RE = re.compile(_LATER), re.compile(rf"\b(?:{_PART})")
_DENIED = re.compile(
    rf"{NOT}(?: (?:duoc|the|kip|co|phai|he|thay|ai))*(?: \w+){{0,3}}? {_DO}|{NOT}$|\bgan\b|\bsap\b|con (?:lau|xa)|{NOT} (?:dau|nhe|a)\b|\b(?:not|almost|nearly|never)\b|n't\b"
)


def clauses(text: str) -> list[Clause]:
    """The answer in pieces, each with what it says."""
    folded = re.sub(
        r"^\W*da(?= (?:em|thua|vang|anh|chi|bac|bao cao anh|bao cao chi|khong|chua|kinh)\b)",
        "",
        bare(text),
        flags=re.MULTILINE,
    )
    found = []
    for sentence in _SENTENCES.split(folded):
        for words in _CLAUSES.split(sentence or ""):
            if words and words.strip(" .,"):
                found.append(_clause(words.strip(" .,")))
    return found


def _clause(words: str) -> Clause:
    signs = {
        sign.name for sign in SIGNS if sign.pattern.search(words) and not (sign.unless and sign.unless.search(words))
    }
    return Clause(
        words,
        frozenset(signs),
        bool(_LATER_RE.search(words)),
        bool(_PART_RE.search(words)),
        bool(_DENIED.search(words)),
    )
