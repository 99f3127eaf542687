"""The lines with which mail clients introduce what is quoted: attributions, header blocks, dividing lines."""

import re

_WROTE = (
    r"wrote|writes|đã viết|viết|da viet|a écrit|a scris|schrieb|geschrieben|geschreven|het volgende geschreven|έγραψε|כתב|كتب|เขียนว่า|şunu yazdı|님이 작성|さんは書きました|escribió|ha scritto|scrisse|schreef|skrev|escreveu|pisze|napisał(?:\(a\)|a)?"
    r"|kirjoitti|написал(?:\(а\)|а)?|пише|пишет|napsal(?:\(a\)|a)?|yazdı|írta|写道|寫道|のメール|작성|menulis|said"
)
_STAMP = r"(?:\d{1,2}[:.h]\d{2}|\b\d{4}\b|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})"
_ADDRESS = r"[^\s<>@]+@[^\s<>@]+"
_LEAD = r"(?:on|at|in|vào|ngày|lúc|le|am|el|il|op|den|em|dnia|w dniu|dne|pe|на|в|tarihinde|pada|på|ke|the)"
ATTRIBUTIONS = (
    re.compile(rf"{_LEAD}\b.{{0,300}}{_STAMP}.{{0,300}}\b(?:{_WROTE})\s*[:：]?", re.I | re.S),
    re.compile(rf".{{0,200}}{_STAMP}.{{0,300}}(?:\b(?:{_WROTE})|写道|寫道)\s*[:：]", re.I | re.S),
    re.compile(rf".{{1,120}}(?:\b(?:{_WROTE}))\b.{{0,60}}{_STAMP}.{{0,40}}[:：]", re.I | re.S),
    re.compile(rf"[^,.!?]{{2,120}}<{_ADDRESS}>\s*(?:{_WROTE}|at .{{1,60}}wrote)\s*[:：]", re.I | re.S),
    re.compile(rf".{{0,60}}{_STAMP}.{{0,120}}<{_ADDRESS}>\s*[:：]", re.I | re.S),
    re.compile(rf"{_STAMP}.{{0,80}}<{_ADDRESS}>", re.I | re.S),
    re.compile(rf".{{0,60}}{_STAMP}.{{0,120}}\b(?:schrieb|schreef|skrev|wrote)\s[^:]{{2,120}}[:：]", re.I | re.S),
    re.compile(rf"in (?:message|article) <?{_ADDRESS}.{{0,120}}\bwrites\s*:", re.I | re.S),
    re.compile(rf"\*? ?.{{2,80}}<{_ADDRESS}> \[.{{6,40}}\]\s*:", re.I),
    re.compile(
        rf"(?!.*\b(?:i|we|he|she|they|it|who|as|which|that|once|monday|tuesday|wednesday|thursday|friday|yesterday|today)\b)[\"“]?[\w .,'\"()-]{{2,60}}[\"”]?,?\s+(?:\(?<?{_ADDRESS}>?\)?\s+)?(?:wrote|writes|schrieb|skrev)\s*[:：]",
        re.I,
    ),
    re.compile(r"(?:quoting|citando|zitat von|quoting from)\b.{2,120}:", re.I),
    re.compile(r"-{2,}\s*(?:on|vào|ngày|am|le)\b.{1,200}(?:wrote|đã viết|schrieb|a écrit).{0,40}", re.I | re.S),
    re.compile(rf"(?:thư|tin nhắn)? ?(?:của|từ)\b.{{1,100}}(?:lúc|ngày|vào).{{0,60}}{_STAMP}.{{0,40}}[:：]", re.I),
)
"""Each is matched against one to four lines joined; a person's sentence does not end in "wrote:" after a time."""

_DAY_NAME = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_SHARED = re.compile(
    rf"(?P<own>\S.{{0,300}}?\S)\s+(?P<head>(?:On (?i:{_DAY_NAME})\b|On \d{{1,2}}[/ ]|Vào (?:Th |CN|lúc|ngày|\d)).{{6,200}}(?:wrote|đã viết)\s*:)\s*"
)
_ENDS = re.compile(rf"(?:{_WROTE})\s*[:：]?\s*-*$|[:：]$|{_ADDRESS}>\s*$", re.I)

_LED_IN = re.compile(rf"[:：]\s*$|<{_ADDRESS}>\s*[:：]?\s*$|(?:{_WROTE})\s*$", re.I)
_NAMED = re.compile(rf"{_ADDRESS}|^\W*[^.!?,]{{2,60}}\s(?:{_WROTE})\b", re.I)

DIVIDERS = re.compile(
    r"-{3,} ?(?:thư|tin nhắn|nội dung|bản gốc|trả lời)\b[^-\n]{0,40}-{3,}\s*|-{3,} .{2,80} (?:wrote|schrieb|đã viết|a écrit) -{3,}\s*|-{3,} ?[\w' ]{0,30}(?:nachricht|message|bericht|mensaje|messaggio|mensagem|wiadomość|сообщение|meddelande|melding) ?-{3,}\s*|"
    r">>> .{3,200}>>>\s*|[-–‐−_=*\s]{2,}\s*(?:begin forwarded message|début du message (?:réexpédié|transféré)|anfang der weitergeleiteten e-mail|inicio del mensaje reenviado|weitergeleitete nachricht|mensaje reenviado|message transféré|doorgestuurd bericht|viderebragt meddelelse|videresendt melding|vidarebefordrat meddelande|przekazana wiadomość|wiadomość oryginalna|oryginalna wiadomość|původní zpráva|исходное сообщение|пересылаемое сообщение|пересланное сообщение|転送|元のメッセージ|original-nachricht|ursprüngl\. nachricht|inoltrato|mensagem encaminhada|tin nhắn (?:đã )?chuyển tiếp|转发的?邮件|轉寄的郵件|경유|원본 메시지)\s*[-–‐−_=*\s:]*|"
    r"[-–‐−_=*\s]{2,}\s*(?:original (?:message|appointment)|thư gốc|tin nhắn gốc|thư ban đầu|tin gốc|reply message|forwarded message"
    r"|forwarded by .{0,80}|begin forwarded message|thư (?:đã )?(?:được )?chuyển tiếp|tin nhắn (?:đã )?(?:được )?chuyển tiếp|message d'origine|message original"
    r"|ursprüngliche nachricht|originalnachricht|mensaje original|mensagem original|messaggio originale"
    r"|oorspronkelijk bericht|oprindelig meddelelse|ursprungligt meddelande|reply separator|原始邮件|原始郵件|original mail"
    r"|nội dung thư gốc|nội dung gốc|trả lời thư)\s*[-–‐−_=*\s:]*"
    r"|(?:(?:>+ )?begin forwarded message|début du message (?:réexpédié|transféré)|anfang der weitergeleiteten (?:e-mail|nachricht)|inicio del mensaje reenviado|inizio messaggio inoltrato|início da mensagem encaminhada|bắt đầu (?:thư|tin nhắn) (?:đã )?(?:được )?chuyển tiếp|---- on .{5,200} wrote ----)\s*:?",
    re.I,
)
FORWARDED = re.compile(
    r"forwarded (?:message|by)|begin forwarded|chuyển tiếp|weitergeleitete|message transféré|mensaje reenviado|doorgestuurd",
    re.I,
)
RULE = re.compile(r"\s*[_*=-]{10,}\s*")

_FROM = re.compile(
    r"(?:from|từ|tu|người gửi|von|de|da|van|från|fra|od|от|lähettäjä|kimden|gönderen|feladó|dari|από|発信者|送信者|发件人|寄件者|寄件人|差出人|보낸 ?사람|de la|od kogo|מאת)\s*[:：]",
    re.I,
)
_OTHER = re.compile(
    r"(?:sent|date|to|cc|bcc|subject|reply-to|importance|attachments|envoyé|à|objet|gesendet|an|betreff|datum|enviado(?: el)?|para|asunto"
    r"|assunto|data|inviato|oggetto|verzonden|aan|onderwerp|skickat|till|ämne|sendt|til|emne|đã gửi|ngày gửi|gửi lúc|thời gian|gửi|ngày"
    r"|tới|đến|người nhận|kính gửi đến|chủ đề|tiêu đề|đồng gửi|tệp đính kèm|lähetetty|vastaanottaja|aihe|wysłano|data wysłania|do|dw|temat|odesláno|komu|předmět|отправлено|дата|кому|копия|тема|kime|gönderildi|gönderilme tarihi|tarih|konu|címzett|küldve|elküldve|tárgy|kepada|dikirim|tanggal|subjek|trimis|către|subiect|στάλθηκε|προς|θέμα|送信日時|日付|日時|寄件日期|收件者|日期|時間|副本|發送日期|보낸 ?날짜|날짜|받는 ?사람|제목|참조|uwagi|kopie|kopia|kopi|cc:n|fecha|répondre à|date d'envoi|cci|发送时间|收件人|主题|主旨|抄送|件名|宛先)\s*[:：]",
    re.I,
)
OUR_MARK = re.compile(
    r"\W*(?:(?:đồng chí )?(?:vui lòng|xin|hãy|đề nghị)?\s*(?:viết|nhập|gõ)?\s*(?:câu |nội dung )?(?:trả lời|phản hồi)"
    r"(?: ở| vào)?(?: phần)? (?:phía )?trên dòng này|(?:please )?(?:type your )?reply above this line|write (?:your reply )?above this line)\W*",
    re.I,
)


def attribution(lines: list[str]) -> int:
    """How many of the first lines are one attribution; 0 for none. ``lines`` are free of quote marks."""
    joined = ""
    for count, line in enumerate(lines[:4], 1):
        if not line.strip():
            return 0
        joined = f"{joined} {line.strip()}".strip().replace("*", "").replace("< ", "<")
        if len(joined) > 500:
            return 0
        if _is_attribution(joined):
            later = (" ".join(each.strip() for each in lines[start:count]) for start in range(1, count))
            return 0 if any(_is_attribution(each.replace("*", "")) for each in later) else count
    return 0


_RUNS_ON = re.compile(
    rf"\s*(?P<head>(?:on|vào)\b.{{6,200}}<{_ADDRESS}>\s*(?:wrote|đã viết)\s*:)[ \u00a0]{{1,4}}(?P<quoted>\S.*)", re.I
)


def share_line(line: str) -> list[str]:
    """A line in which the own words run on into what leads in the quotation, or that into what is quoted, as two."""
    found = _RUNS_ON.fullmatch(line)
    if found:
        return [found["head"], found["quoted"]]
    found = _SHARED.fullmatch(line)
    return [found["own"], found["head"]] if found else [line]


def _is_attribution(joined: str) -> bool:
    return bool(_ENDS.search(joined)) and any(pattern.fullmatch(joined) for pattern in ATTRIBUTIONS)


def leads_in(lines: list[str]) -> int:
    """How many of the last lines, right above a quotation marked line by line, lead it in, in whatever language."""
    for count in range(1, min(3, len(lines)) + 1):
        joined = " ".join(line.strip() for line in lines[-count:])
        if not all(line.strip() for line in lines[-count:]) or len(joined) > 300:
            return 0
        if _LED_IN.search(joined) and (_NAMED.search(joined) or re.search(_STAMP, joined)):
            return count
    return 0


def header_block(lines: list[str]) -> int:
    """How many of the first lines are the headers of a mail quoted below, as Outlook and Zimbra print them."""
    begins = bool(_FROM.match(_plain(lines[0])))
    if not begins and not _OTHER.match(_plain(lines[0])):
        return 0
    known, last, named = 0, 0, begins
    for count, line in enumerate(lines[1:12], 2):
        text = _plain(line)
        from_ = bool(_FROM.match(text)) and "@" in text
        if _OTHER.match(text) or from_:
            known, last, named = known + 1, count, named or from_
        elif not text and known:
            break
    return last if named and known >= (2 if begins else 3) else 0


def _plain(line: str) -> str:
    return line.strip().replace("*", "").lstrip("|").strip()
