"""Where the person's words end and the signature begins."""

import re

_CLIENT = re.compile(
    r"[<(\[]*(?:(?:được |đã )?gửi từ (?!(?:hôm|tuần|tháng|thứ|ngày|sáng|chiều|trưa|tối|đầu|cuối|giữa|lúc|lâu|năm|quý|trước|đợt|mùng|khi|hồi|kỳ|bữa)\b|\d).{0,60}|được gửi (?:bằng|với|qua) .{0,40}|từ (?:iphone|ipad|điện thoại|samsung)(?: (?:của|di động|thông minh|galaxy|samsung|iphone|android)\b.{0,20})?|diese (?:nachricht|e-?mail|mail) wurde .{0,80} gesendet\.?|從我的.{0,20}傳送|나의.{0,20}보냄|.{0,20}에서 보냄|.{0,30}(?:dan|den) gönderildi|from my (?:iphone|ipad|phone|mobile|cell|android|galaxy|samsung|blackberry|pixel|htc|nokia|tablet)\b.{0,20}|\w{2,20} from (?:my )?mobile|trimis de pe .{0,30}|odesláno z .{0,30}|küldve .{0,40}|sent (?:from|(?:via|with|by) (?!(?:e-?mail|mail|post|courier|fax|the|us|me|him|her)\b)) ?.{0,70}|(?:get|tải|download|baixar) outlook .{0,70}"
    r"|(?:da )?gui tu (?:iphone|ipad|dien thoai|samsung|zalo).{0,40}|envoyé (?:de|depuis|à partir) .{0,60}|von .{0,40} gesendet.{0,20}|gesendet (?:von|mit) .{0,50}"
    r"|enviado (?:desde|do|de) .{0,50}|inviato (?:da|dal) .{0,50}|verstuurd vanaf .{0,50}|verzonden (?:vanaf|met) .{0,50}"
    r"|skickat från .{0,50}|sendt fra .{0,50}|wysłan[eo] z .{0,50}|отправлено (?:с|из) .{0,50}|lähetetty .{0,50}"
    r"|从我的.{0,20}发送|发自我的.{0,20}|iphone ?から送信|thư (?:này )?được gửi (?:từ|bằng) .{0,60}|typed on .{0,50}"
    r"|on the go\b.{0,30}|(?:this (?:e-?mail|message) has been|không có vi-?rút).{0,80}(?:virus|avast|avg|vi-?rút).{0,80}"
    r"|virus-free\..{0,40}|không (?:có|chứa) virus\..{0,40}|sent using .{0,60})[>)\]]*",
    re.I,
)
_RULE = re.compile(r"\s*(?:--|—|–|- -|_{2,}|={3,}|\*{3,}|-{3,}|~{3,}|\+{3,})\s*")
SIGN_OFF = re.compile(
    r"(?:(?:xin )?(?:trân|tran) (?:trọng|trong)(?: (?:cảm ơn|cám ơn|kính chào|kính thư|./.|cam on))?|kính (?:thư|chào|báo)|thân (?:mến|ái|chào)"
    r"|(?:chào )?(?:trân trọng|thân mến)|(?:best|kind|warm|many)? ?regards|best(?: wishes)?|sincerely(?: yours)?|yours(?: (?:sincerely|truly|faithfully))?"
    r"|cheers|cordialement|bien à vous|mit freundlichen grüßen|viele grüße|mfg|(?:un )?saludos?(?: cordial(?:es)?)?|atentamente|cordiali saluti|atenciosamente"
    r"|met vriendelijke groet|groeten|med vänlig hälsning|mvh|br|rgds|tt|tks?|thanks(?: (?:and|&) (?:best )?regards| in advance| again)?|thank you|many thanks|thx"
    r"|respectfully|love|take care|ttyl|hth|warmly|all the best|with (?:best |kind )?regards|kính|tm\.? .{0,60}|kt\.? .{0,60}|t/?l\.? .{0,60})"
    r"\s*[,.!/;-]*\s*",
    re.I,
)
_KEPT_SIGN_OFF = re.compile(
    r"(?:thanks|thank you|many thanks|thx|tks?|trân trọng cảm ơn|xin trân trọng cảm ơn).*", re.I
)
_CONTACT = re.compile(
    r"(?<!\d)(?:\+?84|0)[ .\d()-]{8,15}(?!\d)|\b(?:đt|tel|sđt|sdt|fax|mobile|phone|điện thoại|di động|hotline|máy lẻ|số máy lẻ|email|e-mail|website|zalo"
    r"|địa chỉ|tầng \d|mst)\b ?[.:]?|https?://|www\.|\S+@\S+\.\w+|\+\d[\d ().-]{7,}|\(\d{3}\) ?\d{3}-\d{4}",
    re.I,
)
_OFFICE = re.compile(
    r"(?:phó |quyền )?(?:trưởng|chánh|giám đốc|chủ tịch|bí thư|tổng biên tập|cục trưởng|vụ trưởng|chủ nhiệm|hiệu trưởng)\b.{0,60}"
    r"|(?:chuyên viên|cán bộ|văn thư|thư ký|nhân viên|chuyên viên chính)\b.{0,60}"
    r"|(?:văn phòng|phòng|ban|bộ phận|sở|đảng ủy|ủy ban|ubnd|đảng đoàn|tổ|trung tâm|hội|liên đoàn|mặt trận|công đoàn|huyện ủy|tỉnh ủy|thành ủy|chi cục|tm\.|kt\.|t/l|tl\.|q\.)\b.{0,80}",
    re.I,
)
_DISCLAIMER = re.compile(
    r"(?:disclaimer|confidential|this (?:e-?mail|message)|the information (?:contained|transmitted)|thông báo:|lưu ý:|bảo mật|"
    r"(?:nội dung )?(?:thư|email|e-mail)(?: điện tử)? này\b|tuyên bố|please consider the environment|hãy cân nhắc|vì môi trường|"
    r"cet e-?mail|diese e-?mail|este (?:mensaje|correo)).*",
    re.I | re.S,
)
_DISCLAIMED = re.compile(
    r"intended recipient|người nhận|confidential|privileged|mật của|xin hủy|xóa thư|trước khi in|in thư này|environment|dành cho|destinataire|empfänger|quan điểm cá nhân",
    re.I,
)
_LIST_FOOT = re.compile(
    r"(?:you received this message because|to unsubscribe|unsubscribe|bạn nhận được thư này vì|to post to this group|"
    r"\w[\w.-]* mailing list|list-?info|mailing list\b).*",
    re.I,
)
_AFTER_SIGN_OFF = 9
"""Lines that a signature has at most."""
_SENTENCE = re.compile(r"[.!?…]\s*$|[,;:]\s*$")


def without_signature(lines: list[str]) -> list[str]:
    """One run of own lines without client's lines, signature and disclaimer. The first paragraph always stays."""
    lines = _before_rule([line for line in lines if not _CLIENT.fullmatch(line.strip())])
    lines = _before_sign_off(_before_disclaimer(lines))
    paragraphs = _paragraphs(lines)
    while len(paragraphs) > 1 and _is_signature(paragraphs[-1]):
        paragraphs.pop()
    return [line for paragraph in paragraphs for line in [*paragraph, ""]][:-1]


def _before_rule(lines: list[str]) -> list[str]:
    for n, line in enumerate(lines):
        if _RULE.fullmatch(line) and (any(each.strip() for each in lines[:n]) or line.startswith("--")):
            rest = [each for each in lines[n + 1 :] if each.strip()]
            first = rest[0].strip() if rest else ""
            short = len(rest) <= _AFTER_SIGN_OFF and not any(_is_prose(each.strip()) for each in rest)
            if line.rstrip() in ("--", "—") or short or _LIST_FOOT.match(first) or _DISCLAIMER.match(first):
                return lines[:n]
    return lines


def _before_sign_off(lines: list[str]) -> list[str]:
    for n, line in enumerate(lines):
        text = line.strip()
        if not SIGN_OFF.fullmatch(text) or not any(each.strip() for each in lines[:n]):
            continue
        rest = [each.strip() for each in lines[n + 1 :] if each.strip()]
        if len(rest) <= _AFTER_SIGN_OFF and not any(_is_prose(each) for each in rest):
            return lines[: n + 1] if _KEPT_SIGN_OFF.fullmatch(text) else lines[:n]
        cut = next((k for k, each in enumerate(rest) if _is_prose(each)), 0)
        if cut and all(_DISCLAIMER.match(each) or not _is_prose(each) for each in rest):
            return lines[:n]
    return lines


def _before_disclaimer(lines: list[str]) -> list[str]:
    """The lines above a disclaimer that follows the person's words without a gap."""
    for n, line in enumerate(lines):
        if n and _DISCLAIMER.match(line.strip()) and _DISCLAIMED.search(" ".join(lines[n:])) and any(lines[:n]):
            return lines[:n]
    return lines


def _is_prose(line: str) -> bool:
    ends = bool(re.search(r"[^.][.!?]\s*$", line)) and not re.search(
        r"\||\b(?:Ltd|Inc|Co|Corp|GmbH|LLC|S\.A|JSC)\.\s*$", line
    )
    return len(line) > 70 or (ends and len(line.split()) > 4)


def _paragraphs(lines: list[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [paragraph for paragraph in found if paragraph] or [[]]


def _is_signature(paragraph: list[str]) -> bool:
    """A block of office, title and telephone, or a disclaimer; never a sentence that merely names a telephone."""
    lines = [line.strip() for line in paragraph]
    whole = " ".join(lines)
    if (_DISCLAIMER.match(whole) and _DISCLAIMED.search(whole)) or _LIST_FOOT.match(whole):
        return True
    if len(lines) > _AFTER_SIGN_OFF:
        return False
    strong = [line for line in lines if _CONTACT.search(line) or _OFFICE.fullmatch(line) or _titled(line)]
    plain = [line for line in lines if line not in strong and len(line) > 60]
    contact = any(_CONTACT.search(line) and len(line) <= 80 for line in lines)
    prose = [line for line in lines if _SENTENCE.search(line) and not _CONTACT.search(line)]
    if prose and not (contact and len(lines) > 2):
        return False
    return not plain and len(strong) * 2 >= len(lines) and (contact or all(len(line) <= 60 for line in lines))


def _titled(line: str) -> bool:
    return line.isupper() and len(line.split()) >= 2 and bool(_OFFICE.match(line))
