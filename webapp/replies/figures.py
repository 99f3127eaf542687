"""How far, and which document: the figures of an answer."""

import re
from dataclasses import dataclass
from datetime import date

from webapp.replies.days import days_in
from webapp.replies.reply import DocumentRef

_UNITS = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
    "lam": 5,
    "nham": 5,
    "sau": 6,
    "bay": 7,
    "bảy": 7,
    "tam": 8,
    "chin": 9,
}
_WORD = r"(?:mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin)"
_SPELLED = re.compile(
    rf"\b(?:(?P<hundred>mot tram)|(?P<tens>{_WORD}) ?(?:muoi|chuc)?(?: (?P<ones>{_WORD}|ruoi))?|muoi(?: (?P<teen>{_WORD}))?)(?: phan tram\b| ?%)"
)
_PERCENT = re.compile(
    r"(?<!\bcon )(?<!\bcon lai )(?<!\bcon khoang )(?<![\d.,/])(?P<n>\d{1,3})(?:[.,]\d+)? ?(?:%|phan tram|pt\b)"
)
_OF_OTHERS = re.compile(
    r" ?(?:so |tong so |cac )?(?:can bo|dang vien|doan vien|hoi vien|cong doan|chi bo|dang bo|co so|don vi|xa\b|phuong|huyen|"
    r"truong|thon|khu pho|nguoi|cong nhan|nlđ|nld|ldlđ|doanh nghiep|to chuc|kinh phi|ngan sach|phong ban|co quan|ho dan|"
    r"chi tieu|y kien|dai bieu|van ban da|cong chuc|vien chuc|thanh vien)"
)
_BARE = re.compile(
    r"\b(?:tien do|dat|duoc|xong|lam|hoan thanh)(?: la| duoc| khoang| chung| dat)*:? (?P<n>\d{1,3})(?: phan)?/100\b|^\W*(?P<alone>\d{1,3})/100\W*$"
)
_NUMBER = re.compile(
    r"(?<![\w/])(?P<n>\d{1,5}[a-zđ]?(?: ?[-–/] ?[a-zđ&]{1,12}\d{0,2})+(?:[-/.][a-zđ0-9&]+)*)(?![\w/])", re.IGNORECASE
)
_PLAIN_NUMBER = re.compile(
    r"\b(?<!ho )(?<!co )(?<!vu )(?<!muc )(?<!viec )(?:so|số)(?: hieu| ky hieu)?:? ?(?P<n>\d{1,5})\b(?! ?[-–%/]| ?\d(?!\d?[/.]))",
    re.IGNORECASE,
)
_TYPED_NUMBER = re.compile(
    r"\b(?:cv|bc|kh|qd|qc|ct|hd|nq|tb|cong van|bao cao|ke hoach|quyet dinh|quy che|huong dan|nghi quyet|thong bao|chi thi)\.? (?:so )?(?P<n>\d{1,5})\b"
    r"(?! ?[-–%/.]? ?\d(?!\d?[/.])| ?[-–/]| ?%| (?:thang|nam|ngay(?! \d)|quy|xa|phuong|don vi|lan|trang|ban|phan|nguoi|chi bo|dong chi))"
)
_BASIS = re.compile(
    r"(?:thuc hien|can cu|theo|tiep theo|phuc dap|tra loi|thi hanh|trien khai|cu the hoa|bo sung|thay the|quan triet)"
    r"(?: tinh than| noi dung| chi dao tai| yeu cau (?:tai|cua)| de nghi tai)?(?: \w+){0,7} (?:so )?$"
)
_BY_IT = re.compile(
    r"(?:hoan thanh|xong|ban hanh|thuc hien xong)[^.,;]{0,40}\b(?:theo|bang|tai)\b|\bda xay dung va trien khai\b"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A document named in an answer: its number as written, where, and its day."""

    start: int
    number: str
    on: date | None
    basis: bool


def progress_in(folded: str) -> list[int]:
    """Every progress in per cent that is said of the task itself."""
    found = [(match, int(match["n"])) for match in _PERCENT.finditer(folded)]
    found += [(match, _spelled(match)) for match in _SPELLED.finditer(folded)]
    found += [(match, int(match["n"] or match["alone"])) for match in _BARE.finditer(folded)]
    return [number for match, number in found if number <= 100 and not _OF_OTHERS.match(folded, match.end())]


def _spelled(match: re.Match[str]) -> int:
    if match["hundred"]:
        return 100
    if match["tens"] is None:
        return 10 + _UNITS.get(match["teen"] or "", 0)
    return _UNITS[match["tens"]] * 10 + _UNITS.get(match["ones"] or "", 5 if match["ones"] == "ruoi" else 0)


def documents_in(text: str, folded: str, wrote_on: date | None) -> list[Named]:
    """The documents named; ``folded`` has the same length as ``text``, so that numbers are told as they were written."""
    found = []
    seen: set[int] = set()
    for match in (*_NUMBER.finditer(text), *_PLAIN_NUMBER.finditer(folded), *_TYPED_NUMBER.finditer(folded)):
        start, end = match.span("n")
        number = " ".join(text[start:end].split())
        if start in seen or (match.re is _NUMBER and not re.search(r"[^\W\d]", number)):
            continue
        seen.add(start)
        near = folded[end : end + 40]
        day = next((one for one in days_in(near, wrote_on, ahead=False) if _beside(near[: one.start])), None)
        before = folded[max(0, start - 110) : start].rsplit(".", 1)[-1]
        basis = bool(_BASIS.search(before)) and not _BY_IT.search(before)
        found.append(Named(start, number, day.on if day else None, basis))
    return sorted(found, key=lambda one: one.start)


def _beside(between: str) -> bool:
    return not re.sub(r"[\s,(:;-]|\bngay\b|\bky\b|\btruoc\b|\bvao\b", "", between)


def result_of(named: list[Named], folded: str, wrote_on: date | None) -> DocumentRef | None:
    """The document that is the result: the last one that is not cited as a basis."""
    results = [one for one in named if not one.basis]
    if results:
        one = results[-1]
        return DocumentRef(one.number, one.on or _signed_on(folded, wrote_on))
    signed = _signed_on(folded, wrote_on) if not named else None
    return DocumentRef(None, signed) if signed else None


def _signed_on(folded: str, wrote_on: date | None) -> date | None:
    """The day on which something was signed or sent, where no number stands beside it."""
    for verb in re.finditer(r"\b(?:(?P<signed>ky|ban hanh|phat hanh)|gui|nop|hoan thanh tu)(?: ban hanh)?\b", folded):
        near = folded[verb.end() : verb.end() + 40].split(".")[0]
        days = [
            one
            for one in days_in(near, wrote_on, ahead=False)
            if (one.written or verb["signed"]) and not (one.on and wrote_on and one.on > wrote_on and not one.written)
        ]
        if days:
            return days[0].on
    early = re.match(
        r"\W*(?:(?:hom qua|sang nay|hom nay|chieu qua|sang qua)\b|ngay \d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?,?)[^.,;\n]{0,60}\b(?:ky|ban hanh|phat hanh)\b",
        folded,
    )
    return days_in(early[0], wrote_on, ahead=False)[0].on if early and wrote_on else None
