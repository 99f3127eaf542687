"""What a goal measures: the words around its number, without those that only open or close a goal, and the unit."""

import re
from dataclasses import dataclass

from webapp.extraction.amounts import Amount
from webapp.extraction.goals import Goal
from webapp.extraction.reading import Span
from webapp.extraction.text import Words
from webapp.rules.horizons import find_horizons

_UNIT = re.compile(
    r"(?:(?:nghìn tỷ|nghìn|ngàn|triệu|tỷ|vạn) )?(?:đoàn viên|hội viên|đảng viên|người(?: lao động)?|lao động|công nhân"
    r"|cán bộ|công chức|viên chức|doanh nghiệp|hợp tác xã|tổ chức|cơ sở(?: đảng)?|đơn vị|chi bộ|đảng bộ"
    r"|công đoàn cơ sở|xã|phường|thôn|ấp|hộ(?: gia đình)?|mô hình|sản phẩm|dự án|công trình|căn(?: nhà| hộ)?|nhà"
    r"|trường|lớp|giường(?: bệnh)?|bác sĩ|tin, bài|tin|bài|cuộc|lượt|vụ|km|ha|tấn|mw|đồng|usd|lần|điểm phần trăm|điểm"
    r"|tổ dân phố|khu|văn bản|thủ tục|dịch vụ|buổi|năm|tuổi|ngày|giờ)(?!\w)"
)
"""What is counted, at the head of the words after a number."""
_NO_STOP = r"(?:[^,;.]|[.,]\d)"
_RATE = re.compile(
    rf"{_NO_STOP}{{0,40}}?/ ?{_NO_STOP}{{1,60}}"
    rf"|{_NO_STOP}{{1,30}} trên (?:một |1 )?(?:vạn|nghìn|triệu|\d[\d.]*) {_NO_STOP}{{1,40}}"
)
_PER_TIME = re.compile(r" ?/ ?(?:năm|quý|tháng)(?!\w)")
_SHARE = re.compile(
    r" (?:của |tổng |trong tổng )?(?:gdp|grdp|tổng [^,;.]{3,60}|kim ngạch [^,;.]{3,40}|tăng trưởng [^,;.]{3,30})$"
)
"""Of what a share is taken, where the subject stands before the number."""
_OPENING = re.compile(
    r"(?:ph[ấầ]n đ[ấầ]u|trong đó|riêng|đồng thời|và|thì|là|phải|toàn (?:tỉnh|thành phố|huyện|xã|quốc|ngành)"
    r"|(?:trên địa bàn|trong) (?:toàn )?(?:tỉnh|thành phố|huyện|xã)|cả nước|bình quân|trung bình|có|đạt|các"
    r"|những|còn|được|mục tiêu|để)(?!\w)|[\s,:;–()-]+"
)
_CLOSING = re.compile(
    r"(?:[\s,:;–(.-]|(?<!\w)(?:có|đạt|chiếm|là|còn|(?<!trở )(?:xuống|lên)|ở|mức|bằng|được|khoảng"
    r"|tối thiểu|ít nhất|từ|tăng thêm"
    r"|trung bình|bình quân|duy trì|phải|đóng góp|trên|với|và|ph[ấầ]n đ[ấầ]u|trong đó|đạt tỷ lệ|đạt tỉ lệ"
    r"|(?:(?:giảm|tăng|nâng) )?từ (?:khoảng |trên |dưới )?\d(?:[^;.]|\.\d){0,60}(?<!trở) (?:xuống|lên|còn|thành)))$"
)
"""Ends of the words before a number; "giảm từ 23 ca xuống" is where it came from."""
_TAIL = re.compile(r"(?:[\s,:;./]|[⁽⁰¹²³⁴-⁹⁾]+|(?<!\w)(?:vào|đến|trong|và|so với(?: \w+){0,4}))$")
_AS_CITED = re.compile(r",? theo (?:nghị quyết|quyết định|chỉ thị|kế hoạch|đề án|chương trình|quy định)")
_OR_MORE = re.compile(r" trở (?:lên|xuống)(?!\w)")
_COUNTED = re.compile(r"(?:các |tổng )?số (?:lượng )?(?!hóa|hoá)")
_NOTHING = re.compile(r"(?:t[ỷỉ] (?:lệ|trọng)|số|con số|chỉ tiêu|này|đó|\s|[,.;])*")
_AT_EDGE = 90
_NAMED_BY = ("không còn", "thuộc nhóm", "nằm trong nhóm")
"""Goals in words whose words belong to the name."""
_NAME = 300


@dataclass(frozen=True, slots=True)
class Measured:
    """The name ("" where the piece leaves it to the one before) and unit of a goal; ``place`` is the name's words."""

    name: str
    unit: str
    place: Span


def measured(words: Words, goal: Goal, amount: Amount) -> Measured:
    """What a number is the number of: the subject before it, what follows it, or both."""
    before = _trimmed(words, _after_colon(words, Span(goal.start, amount.start)), _CLOSING)
    after = _trimmed(words, _own_words(words, Span(amount.end, goal.end), goal.titled), _TAIL)
    said = _worded(words, before)
    named = not _NOTHING.fullmatch(said.lower())
    unit, rest = _unit_of(words, amount, after, named=named)
    counted = _COUNTED.match(words.low, rest.start, rest.end)
    rest = Span(counted.end(), rest.end) if counted else rest
    tail = _OR_MORE.sub("", _worded(words, rest)) if words.low.startswith("từ ", amount.start) else _worded(words, rest)
    return Measured(_name(said if named else "", tail), unit, before if named else rest)


def in_place(words: Words, goal: Goal, said: Span) -> Measured:
    """What a goal in words is about: all that follows its words, or the whole piece where something stands before."""
    opening = _trimmed(words, Span(goal.start, said.start), re.compile(r"\s$"))
    alone = opening.start >= opening.end
    kept = said.of(words.low) in _NAMED_BY
    start = (said.start if kept else said.end) if alone else opening.start
    place = _trimmed(words, Span(start, goal.end), _TAIL)
    return Measured(_name("", _worded(words, place)), "", place)


def _after_colon(words: Words, span: Span) -> Span:
    colon = words.text.rfind(":", span.start, span.end)
    return Span(colon + 1, span.end) if colon >= 0 else span


def _own_words(words: Words, span: Span, titled: bool) -> Span:
    """The words after a number up to a cited document; in running text only up to the first comma."""
    cited = _AS_CITED.search(words.low, span.start, span.end)
    comma = -1 if titled else words.text.find(", ", span.start, span.end)
    ends = [span.end, *([cited.start()] if cited else []), *([comma] if comma > 0 else [])]
    return Span(span.start, min(ends))


def _unit_of(words: Words, amount: Amount, after: Span, *, named: bool) -> tuple[str, Span]:
    """The unit, and what of the words after the number still belongs to the name."""
    nothing, low = Span(after.end, after.end), words.low
    per_time = _PER_TIME.match(low, amount.end, after.end)
    if amount.percent:
        if per_time:
            return f"%{per_time[0].replace(' ', '')}", Span(per_time.end(), after.end)
        share = _SHARE.fullmatch(low, amount.end, after.end) if named else None
        return (f"%{words.text[amount.end : after.end]}", nothing) if share else ("%", after)
    begin = amount.end if low.startswith("/", amount.end) else after.start
    if _RATE.fullmatch(low, begin, after.end):
        return words.text[begin : after.end], nothing
    found = _UNIT.match(low, after.start, after.end)
    unit = found[0] if found else " ".join(words.text[after.start : after.end].split()[:1]).strip(",")
    return unit, nothing if named and after.start + len(unit) >= after.end else after


def _trimmed(words: Words, span: Span, closing: re.Pattern[str]) -> Span:
    """The span without the words and terms that only open or close a goal."""
    start, end = span.start, span.end
    while start < end:
        terms = find_horizons(words.low, start, min(end, start + _AT_EDGE))
        opening = _OPENING.match(words.low, start, end)
        if terms and terms[0].start == start:
            start = terms[0].end
        elif opening:
            start = opening.end()
        else:
            break
    while start < end:
        terms = find_horizons(words.low, max(start, end - _AT_EDGE), end)
        found = closing.search(words.low, max(start, end - _AT_EDGE), end)
        if terms and terms[-1].end == end and terms[-1].due_on and terms[-1].rule != "span":
            end = terms[-1].start
        elif found:
            end = found.start()
        else:
            break
    return Span(start, max(start, end))


def _worded(words: Words, span: Span) -> str:
    """The words of a span without the dates inside it."""
    pieces, at = [], span.start
    for term in find_horizons(words.low, span.start, span.end):
        if term.due_on and term.rule != "span":
            pieces.append(words.text[at : term.start])
            at = term.end
    return " ".join(" ".join([*pieces, words.text[at : span.end]]).split())


def _name(before: str, after: str) -> str:
    name = f"{before} {after}".strip(" ,;:.-–")
    if len(name) > _NAME:
        name = name[: _NAME - 1].rsplit(" ", 1)[0] + "…"
    return name[:1].upper() + name[1:]
