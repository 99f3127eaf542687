"""What machines say in mails that no header gives away: away until, received with thanks, prove that you are human."""

import re


def _any(*rows: tuple[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for _name, pattern in rows), re.I)


_SAYS_SO = _any(
    ("this is automatic", r"(?:this|đây) (?:is|là) (?:an? |thư |tin nhắn |email )?(?:automat|auto-|trả lời tự động|phản hồi tự động|tự động)|\bautomat(?:ed|ic|ically)(?: e-?mail)? (?:reply|response|message|notification|generated|acknowledg)"),
    ("was sent automatically", r"this (?:e-?mail|message|reply|response|notification) (?:was|is|has been) (?:sent |generated |created |an? )?(?:automat|auto-?generated)|(?:thư|email|tin nhắn) (?:này )?(?:được (?:gửi|trả lời|tạo) tự động|trả lời tự động|tự động)|hệ thống (?:thư )?tự động"),
    ("in other tongues", r"dies ist eine automatisch|automatisch (?:generierte|erstellte|erzeugte) (?:e-?mail|nachricht|antwort)|ceci est (?:un message|une réponse) automatique|(?:message|réponse) (?:généré|envoyé)e? automatiquement|(?:este|esta) es (?:un mensaje|una respuesta) autom|questo è un messaggio automatico|esta é uma (?:mensagem|resposta) autom|dit is een automatisch|это автоматическ|自动(?:发送|回复|答复|生成)|自動(?:送信|返信|配信)"),
    ("do not answer", r"(?:vui lòng|xin|please) (?:do not|don't|không|đừng) (?:reply|respond|trả lời|phản hồi)(?: directly)?(?: to)?(?: lại)?(?: vào)? (?:this|thư|email|e-mail)|bitte (?:antworten sie )?nicht auf diese|ne pas répondre à ce|no responda a este|não responda (?:a )?est|gelieve niet te antwoorden"),
    ("prove that you are human", r"(?:prove|verify|confirm|show)(?: that)? you(?:'re| are)(?: a| an| not| real)* (?:human|person|robot|spammer|sender)|(?:approved|accepted|allowed|authori[sz]ed|white-?list(?:ed)?) (?:senders|sender list|list of senders)|to have your (?:e-?mail|message) delivered|your (?:e-?mail|message)(?: \S+){0,4} (?:has been|is being|is) (?:held|quarantined|blocked|put on hold)|challenge[- ]response|requires? (?:\w+ )?(?:confirmation|verification|authorization) (?:from|of)|one[- ]time (?:verification|confirmation)"),
    ("nobody reads here", r"(?:mail ?box|address|account|inbox) (?:is|are)(?: no longer| not|n't) (?:being )?(?:monitored|checked|in use|used|active)|unmonitored (?:mail ?box|address|account)|(?:địa chỉ|hộp thư|email|tài khoản)(?: \S+){0,3} (?:không còn|đã ngừng|ngừng) (?:được )?(?:sử dụng|hoạt động|dùng).{0,80}(?:gửi|liên hệ)|is no longer (?:with|employed (?:at|by)|working (?:at|for)) (?:the company|our|us\b|[A-Z])"),
    ("your request was received", r"your (?:support )?(?:request|ticket|case|inquiry|enquiry|application|submission|order)(?: \S+){0,4} (?:has been|was|is) (?:received|created|logged|opened|registered|assigned|submitted|confirmed|shipped)|a (?:new )?(?:support )?(?:ticket|case) (?:has been|was) (?:created|opened|logged)|(?:ticket|case|request|reference) (?:id|number|no\.?|#) ?(?:is )?:? ?#?\w*\d{3,}.{0,300}(?:will|reply)"),
    ("received, we will answer", r"(?:we(?:'ve| have)?|this is to confirm that we(?:'ve| have)?) received your (?:request|message|e-?mail|inquiry|enquiry|application|ticket)\b.{0,300}(?:within \d|business (?:day|hour)|as soon as|shortly|working day)|thank you for (?:contacting|reaching out to|writing to|getting in touch with) .{2,200}(?:will (?:get back|respond|reply|contact|be in touch)|business day)|(?:cảm|cám) ơn (?:bạn|quý (?:khách|vị|cơ quan|ông/bà)|anh/chị) đã (?:liên hệ|gửi (?:thư|email)|quan tâm).{0,200}sẽ (?:phản hồi|trả lời|liên hệ)|(?:thư|email|yêu cầu|phản ánh) của (?:bạn|quý \S+) đã được (?:tiếp nhận|ghi nhận|chuyển)|(?:đã )?(?:nhận|tiếp nhận) được (?:yêu cầu|thư|email|phản ánh) của (?:bạn|quý|anh).{0,200}(?:sẽ (?:phản hồi|trả lời|liên hệ)|mã (?:yêu cầu|hồ sơ|số))"),
    ("the mail was read", r"^\W*(?:your message|this is a (?:return|read) receipt|thư của (?:bạn|quý vị)|votre message|ihre nachricht|su mensaje|el mensaje|il messaggio|sua mensagem)\b.{0,200}(?:was (?:read|deleted|displayed)|receipt|đã (?:được|bị) (?:đọc|mở|xóa)|a été (?:lu|supprimé)|wurde .{0,40}(?:gelesen|gelöscht)|se leyó|ha sido leído|è stato letto|foi lida)"),
)  # fmt: skip

_AWAY = _any(
    ("away", r"\b(?:i am|i'm|i will be|i'll be|i shall be|we are|we're|our office (?:is|will be))(?: currently| now| presently| also)? (?:out of (?:the |my |our )?(?:office|country|town)|away|on (?:\w+ )?(?:leave|vacation|holidays?|travel|a (?:business )?trip)|travel+ing|closed|unavailable|on pto|ooo|off sick)|\bout of office\b|\baway from (?:my|the) (?:office|desk|e-?mail)"),
    ("vắng mặt", r"(?:tôi|em|mình)(?: hiện| xin thông báo)?(?: đang| sẽ)?(?: có lịch)? (?:nghỉ phép|nghỉ lễ|nghỉ tết|nghỉ ốm|nghỉ thai sản|đi công tác|vắng mặt|đi vắng|không có mặt|không làm việc)|(?:hiện|tạm) vắng mặt"),
    ("abwesend", r"\bich bin(?: \S+){0,8} (?:nicht (?:im (?:büro|haus)|erreichbar|da)|abwesend|im urlaub|außer haus|unterwegs)|bin ich(?: \S+){0,6} (?:nicht (?:im büro|erreichbar)|abwesend)"),
    ("absent", r"je (?:suis|serai)(?: actuellement)? (?:absente?|en (?:congés?|vacances|déplacement|formation)|hors (?:du|de mon) bureau)|(?:estoy|estaré|me encuentro)(?: actualmente)? (?:fuera de (?:la )?oficina|ausente|de vacaciones|de viaje)|(?:sono|sarò)(?: attualmente)? (?:assente|fuori (?:sede|ufficio)|in ferie)|(?:estou|estarei)(?: atualmente)? (?:ausente|fora do escritório|de férias)|ik ben(?: \S+){0,6} (?:afwezig|niet aanwezig|op vakantie|met verlof|niet op kantoor)|jag är (?:på semester|inte på kontoret|ledig|borta)|jeg (?:er|har) (?:på ferie|ferie|ikke på kontoret)|(?:меня|я)(?: \S+){0,4} (?:нет в офисе|в отпуске|отсутствую)|jestem(?: \S+){0,4} (?:nieobecn|na urlopie|poza biurem)|休暇|不在にして|出张|休假|外出"),
)  # fmt: skip

_AND = (
    _any(("thanks for the mail", r"(?:thank you|thanks) for (?:your|the) (?:e-?mail|message|mail|note)|cảm ơn (?:bạn|anh|chị|quý|đồng chí)?.{0,20}(?:đã gửi (?:thư|email)|thư của)|(?:vielen )?dank für (?:ihre|deine) (?:nachricht|e-?mail|mail)|merci (?:pour|de) votre (?:message|mail|courriel)|gracias por (?:su|tu) (?:mensaje|correo)|grazie per|obrigad[oa] p(?:ela|or)|bedankt voor")),
    _any(("until, back on", r"\b(?:until|till|through|returning|(?:will|shall|'ll) (?:be back|return)|back (?:on|in)|from \S+ (?:to|until)|on my return|when i return|upon (?:my )?return)\b|(?:đến|tới|cho đến|từ) (?:hết )?(?:ngày|thứ|\d)|trở lại|\bbis\b|jusqu|\bà partir du|hasta|fino al|até|\btot\b|\btill\b|\bdo \d|\bдо\b|まで")),
    _any(("in urgent cases", r"(?:urgent|emergenc|immediate|assistance|in my absence|please (?:contact|call|e-?mail|direct|reach))|(?:việc|trường hợp) (?:gấp|khẩn|cần)|(?:xin|vui lòng|hãy|đề nghị)(?: \S+){0,2} liên hệ|dringend|urgence|urgente|contacter|kontaktieren|wenden sie sich|dringende|срочн|pilne|緊急|紧急")),
    _any(("cannot answer now", r"limited (?:access|availability|email)|no access to|(?:will|'ll|shall) (?:respond|reply|answer|get back|read)|not (?:be )?(?:able to|checking|reading|have access)|intermittent|không (?:thể )?(?:trả lời|kiểm tra|xem) (?:được )?(?:thư|email)|sẽ (?:trả lời|phản hồi|liên hệ)|nicht weitergeleitet|nicht gelesen|eingeschränkt|répondr|responder|risponder|beantwoord")),
)  # fmt: skip

_ABOUT_WORK = re.compile(
    r"gia hạn|nhiệm vụ|báo cáo|kế hoạch|hoàn thành|ban hành|quy chế|vướng|\bxong\b|tiến độ|\d ?%|lùi hạn|\b(?:attached|deadline|extension|is done|finished|completed|draft)\b",
    re.I,
)
_START = 700
"""Characters in which a machine has said what it is."""


def says_it_is_machine(own: str) -> bool:
    """Whether the own words say that a machine wrote them, or that somebody is away and answers nobody now."""
    start = " ".join(own[:_START].split())
    return bool(_SAYS_SO.search(start)) or _is_away(start)


def _is_away(start: str) -> bool:
    if not _AWAY.search(start) or _ABOUT_WORK.search(start):
        return False
    return sum(bool(sign.search(start)) for sign in _AND) >= (1 if _AWAY.match(start) else 2)
