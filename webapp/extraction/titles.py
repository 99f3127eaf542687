"""The short name of a duty, as a person would write it on a list: its verb first, cut where the sense allows."""

import re

_LEAD_IN = re.compile(
    r"(?:đồng thời|và|có trách nhiệm|chịu trách nhiệm|thường xuyên|chủ trì|chủ động|giúp việc|kịp thời"
    r"|khẩn trương|tập trung"
    r"|tổ chức(?= (?:quán triệt|học tập))|trực tiếp|[,:–-])[\s,:]*",
    re.I,
)
_DIRECTING = re.compile(r"(?:lãnh đạo|chỉ đạo)(?:, chỉ đạo)? (?:việc )?", re.I)
_PARTIES = re.compile(r" giữa .+? với .+?(?= giai đoạn | nhiệm kỳ |$)")
_ROUNDABOUT = re.compile(r"(?<=hướng dẫn) việc (?:triển khai )?", re.I)
_BRACKET = re.compile(r"\s*\([^)]*\)?")
_DATE = re.compile(
    r"(?:,? (?:và )?(?:hoàn thành|xong|ban hành))?,? (?:trước|chậm nhất(?: là)?) (?:ngày \d{1,2}"
    r"|\d{1,2}[/.-]\d)[\d/.-]*"
    r"(?: tháng \d+(?: năm \d+)?)?"
    r"(?: h[ằà]ng \w+)?,?(?= |$)"
)
_DOUBLED = re.compile(r"\b(\w+ \w+) \1\b")
_CUTS = re.compile(
    r"[,;]? (?=(?:để|nhằm|theo hướng|theo tinh thần|theo quy định|có liên quan|cụ thể|phù hợp với|trong đó"
    r"|qua đó|góp phần|sát với"
    r"|bảo đảm yêu cầu|trên cơ sở|trước ngày|chậm nhất|hoàn thành (?:trước|trong)|trước \d|trong (?:tháng|quý"
    r"|năm|cán bộ)"
    r"|việc thực hiện các|tại các|đội ngũ|đối với|khi có|nếu có)\b)|\. "
)
_SOFT = re.compile(r", | (?=(?:của|về|và|trong|cho|với|tại|theo|từ|đến|trên)\b)")
_WANTED = 110
_LONGEST = 160
_SHORTEST = 20


def short_title(words: str, directs: str | None) -> str:
    """The title of a duty whose words are ``words``; ``directs`` are the names it directs ("lãnh đạo UBND tỉnh …")."""
    title = _BRACKET.sub("", " ".join(words.split())).strip(" .;,/")
    title = _stripped(title, directs)
    title = _ROUNDABOUT.sub(" ", _DATE.sub("", title))
    title = _PARTIES.sub("", _DOUBLED.sub(r"\1", title))
    cut = _CUTS.search(title, _SHORTEST)
    title = (title[: cut.start()] if cut else title).strip(" ,;:./")
    title = _shortened(title).rstrip(" ,;:")
    title = title or " ".join(words.split())
    return title[:1].upper() + title[1:]


def _stripped(title: str, directs: str | None) -> str:
    """Without the words that stand before the verb of the duty, as long as words remain."""
    rest = title
    while found := _LEAD_IN.match(rest):
        rest = rest[found.end() :]
    directing = _DIRECTING.match(rest)
    if directing and directs and rest.startswith(directs, directing.end()):
        rest = rest[directing.end() + len(directs) :].lstrip(" ,")
    elif directing and directing[0].rstrip().endswith("việc"):
        rest = rest[directing.end() :]
    return rest or title


def _shortened(title: str) -> str:
    """At most ``_WANTED`` characters where a comma or a preposition allows, ``_LONGEST`` in any case."""
    if len(title) <= _WANTED:
        return title
    cuts = [found.start() for found in _SOFT.finditer(title, _SHORTEST)]
    fitting = [cut for cut in cuts if cut <= _WANTED]
    if fitting:
        return title[: fitting[-1]]
    return title if len(title) <= _LONGEST else title[:_LONGEST].rsplit(" ", 1)[0] + "…"
