"""Mail that says our mail did not arrive (RFC 3464, and the older ways), and complaints about it (RFC 5965)."""

import re
from email.message import Message
from typing import Any

from flufl.bounce import all_failures

from webapp.replies.charsets import tidy
from webapp.replies.message import MESSAGE_ID, Mail, data_of, parts_of, raw_headers
from webapp.replies.reply import Failure

_DAEMON = re.compile(
    r"(?:mailer-?daemon|postmaster|microsoftexchange[0-9a-f]{8,}|mail-?(?:delivery|system)|mdaemon|maildelivery|bounce)\b.*@",
    re.I,
)
_DAEMON_NAME = re.compile(
    r"mail(?:er)?[- ]?(?:delivery|daemon)|delivery (?:sub)?system|post ?master|internet mail delivery|system administrator|mail administrator|hệ thống thư",
    re.I,
)
_SUBJECT = re.compile(
    r"undeliver(?:able|ed)|non-?delivery|(?:mail|message) (?:failed|error|delivery warning|processing error)|failed mail|processing error|delivery (?:warning|error)|error during delivery|mail error|returned mail|delivery (?:status notification|failure|has failed|report|failed|notification)|(?:mail|message) delivery (?:failed|failure)"
    r"|returned (?:mail|to sender)|failure (?:notice|delivery)|mail (?:system error|failure)|non[- ]?remis|nicht zustellbar|unzustellbar|unable to deliver"
    r"|(?:delayed|warning: (?:could not|message)).{0,30}|message (?:delayed|undeliverable|could not be delivered)|không (?:gửi|chuyển|phát) được|gửi thư (?:thất bại|không thành công)"
    r"|không thể (?:gửi|chuyển|phát)|thư không (?:gửi|chuyển|đến) được|delivery delayed|could not be delivered|\bndn:|impossible de remettre|non remis|no se (?:puede|pudo|ha podido) entregar|no entregado|recapito .{0,40}fallito|mancato recapito|não (?:foi )?(?:entregue|entregável)|falha na entrega|onbestelbaar|niet bezorgd|kan inte levereras|kunne ikke leveres|não entregue|nie można dostarczyć|niedostarcz|nedoručiteln|не доставлено|недоставлен|не удалось доставить|退信|退回|无法送达|傳送失敗|無法傳遞|配信不能|配信(?:に)?失敗|配信エラー|送信エラー|배달되지|전송 실패|teslim edilemedi|tidak terkirim|no se ha podido entregar|échec de la remise|mancata consegna|olevererbart",
    re.I,
)
_SMTP = re.compile(
    r"\bsmtp\b|\brcpt to\b|\b[45]\d\d[ -]|\b[45]\.\d\.\d|recipient|mail ?box|user unknown|message id|following (?:user|address)",
    re.I,
)
_OPENS = re.compile(
    r"(?:your|the following|a) (?:e-?mail|mail|message)\b.{0,120}(?:(?:could ?n[o']t|can ?not|couldn't|can't) be delivered|was(?: not|n't) delivered|has been (?:returned|postponed|delayed))"
    r"|delivery of (?:your )?e-?mail.{0,120}(?:has been|was|failed)|failed recipients|votre (?:message|mail).{0,60}n'a pas pu [eê]tre (?:d[eé]livr|remis|distribu)"
    r"|thư (?:của bạn|của quý vị|sau đây).{0,80}không (?:gửi|chuyển|phát) được",
    re.I,
)
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_TEMPORARY = re.compile(
    r"delay|tạm thời|temporar|still (?:being|trying)|will (?:be )?(?:retr|keep trying)|sẽ (?:thử|gửi) lại|warning message only",
    re.I,
)
_TOLD = re.compile(
    r"(?:following (?:address|recipient)|could not be delivered|wasn't delivered|not delivered|delivery .{0,20}failed|user unknown|no such user|mailbox (?:full|unavailable)"
    r"|permanent(?:ly)? (?:fatal )?(?:error|failure)|không (?:tồn tại|gửi được|thể gửi)|hộp thư (?:đầy|không)|address (?:not found|rejected)|quota|unable to del(?:iver)?|did not reach|could not be reached|(?:could ?n[o']t|couldn't|cannot|unable to) be? ?(?:delivered|deliver)|wasn't found|has not (?:yet )?been delivered|not yet been delivered|no mailbox here|konnte nicht .{0,60}zugestellt|échec de la remise|n'a pas pu être (?:remis|distribué)|no se pudo entregar|non è stato (?:consegnato|possibile)|配信に失敗|配信できません|退回|无法投递|не (?:может быть|была?) доставлен)",
    re.I,
)
_ADDRESS = re.compile(r"<?([\w.+=-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)>?")


_COMPLAINT = re.compile(
    r"(?:e-?mail )?(?:feedback|abuse|spam) report\b|complaint about (?:message|e-?mail|spam)|abuse complaint|spam complaint|\[?abuse\]? report",
    re.I,
)
_COMPLAINED = re.compile(
    r"feedback-type\s*:|(?:e-?mail )?(?:abuse|spam|feedback) (?:report|complaint)|reported .{0,40}as (?:spam|junk|abuse)",
    re.I,
)


def is_complaint(mail: Mail) -> bool:
    """Whether somebody's provider reports our mail as unwanted."""
    kind = str(mail.parsed.get_param("report-type", "")).lower()
    said = _COMPLAINT.match(mail.header("Subject")) and _COMPLAINED.search("\n".join(mail.lines[:40]))
    return kind == "feedback-report" or "message/feedback-report" in mail.types or bool(said)


def failure_of(mail: Mail, own: str) -> Failure | None:
    """What did not arrive and why; None when the mail is no bounce."""
    if (
        "message/delivery-status" in mail.types
        or str(mail.parsed.get_param("report-type", "")).lower() == "delivery-status"
    ):
        return _from_report(mail)
    if mail.header("X-Failed-Recipients") or _from_daemon(mail, own):
        return _from_words(mail)
    return None


def _from_daemon(mail: Mail, own: str) -> bool:
    sender, subject = mail.header("From"), mail.header("Subject")
    address = next(iter(mail.addresses("From")), "")
    null_path = any(path.strip() == "<>" for path in mail.headers("Return-Path"))
    daemon = bool(_DAEMON.match(address) or _DAEMON_NAME.search(sender))
    said = bool(_SUBJECT.search(subject))
    words = "\n".join(mail.lines[:60]) or own
    told = bool(_TOLD.search(words))
    if daemon or null_path:
        return said or told or (daemon and (null_path or any(_detected(mail.parsed))))
    return not mail.header("In-Reply-To") and _reports(words[:1500], said and told)


def _reports(words: str, announced: bool) -> bool:
    """Whether words from an unknown sender are a mail system's: it names an address and speaks as such systems do."""
    if not _ADDRESS.search(words):
        return announced and bool(re.search(r"e-?mail|\bsmtp\b", words, re.I))
    return bool((announced and _SMTP.search(words)) or _OPENS.search(" ".join(words[:400].split())))


def _from_report(mail: Mail) -> Failure:
    """The fields of the report: each block after the first is about one recipient."""
    blocks = [
        block
        for part in mail.parsed.walk()
        if part.get_content_type() == "message/delivery-status"
        for block in parts_of(part)
    ]
    addresses, statuses, actions = [], [], []
    for block in blocks:
        named = (raw_headers(block, "Original-Recipient") or []) + (raw_headers(block, "Final-Recipient") or [])
        addresses += [found[1].lower() for raw in named[-1:] for found in _ADDRESS.finditer(raw)]
        statuses += [found[1] for raw in raw_headers(block, "Status") for found in _STATUS.finditer(raw)]
        actions += [raw.strip().lower() for raw in raw_headers(block, "Action")]
    if not blocks or not addresses:
        return _from_words(mail)
    status = statuses[0] if statuses else None
    delayed = any(action in ("delayed", "relayed", "delivered", "expanded") for action in actions)
    permanent = not delayed and not (status or "5").startswith(("4", "2"))
    return Failure(tuple(dict.fromkeys(addresses)), status, permanent, _original_id(mail))


def _from_words(mail: Mail) -> Failure:
    """A bounce in a mail system's own words."""
    temporary, permanent = _detected(mail.parsed)
    words = "\n".join(mail.lines)
    found = [_plain(address) for address in [*permanent, *temporary]]
    found = found or list(mail.addresses("X-Failed-Recipients")) or _named_in(mail, words)
    status = _STATUS.search(words)
    code = status[1] if status else None
    lasting = not (temporary and not permanent) and not (code or "5").startswith("4")
    if not code and not permanent and _TEMPORARY.search(f"{mail.header('Subject')}\n{words[:3000]}"):
        lasting = False
    return Failure(tuple(dict.fromkeys(found)), code, lasting, _original_id(mail))


def _detected(message: Message) -> tuple[frozenset[Any], frozenset[Any]]:
    """Who could not be reached for now, and for good, as the known dialects say it; a detector may trip over a mail."""
    try:
        temporary, permanent = all_failures(message)
    except Exception:  # each dialect has a parser of its own; what one cannot bear is told from the words
        return frozenset(), frozenset()
    return frozenset(temporary), frozenset(permanent)


def _plain(address: object) -> str:
    text = address.decode("ascii", "replace") if isinstance(address, bytes) else str(address)
    return text.strip("<> ").lower()


def _named_in(mail: Mail, words: str) -> list[str]:
    """The first address in the words that is neither the machine's nor ours."""
    others = {*mail.addresses("From", "To", "Cc", "Delivered-To", "Return-Path")}
    named = [found[1].lower() for found in _ADDRESS.finditer(words[:6000])]
    return [address for address in named if address not in others][:1]


def _original_id(mail: Mail) -> str | None:
    """The Message-ID of the mail that came back: in its headers, else in the text, else what is answered."""
    for part in mail.parsed.walk():
        kind = part.get_content_type()
        inside = parts_of(part)
        if kind == "message/rfc822" and inside:
            found = MESSAGE_ID.findall(" ".join(raw_headers(inside[0], "Message-ID")))
        elif kind in ("text/rfc822-headers", "text/plain"):
            found = re.findall(r"(?im)^>?\s*message-id:\s*(<[^<>\s]{1,900}>)", _text(part))
        else:
            continue
        if found:
            return str(found[0])
    return next(iter(mail.ids("In-Reply-To") or mail.ids("References")), None)


def _text(part: Message) -> str:
    return tidy(data_of(part).decode("utf-8", "replace"))
