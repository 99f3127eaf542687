"""Mails for tests, as servers and people write them."""

from email.message import EmailMessage
from email.policy import SMTP

REMINDER = (
    "— trả lời phía trên dòng này —\n"
    "Việc: Báo cáo kết quả quán triệt Nghị quyết\n"
    "Hạn: 10/11/2021, “trước ngày 10/11/2021”\n"
    "Hoàn thành thì ghi số, ngày văn bản và nơi nhận.\n"
)


def mail(text: str = "Đã hoàn thành.", html: str | None = None, **headers: str) -> bytes:
    """A person's mail; ``headers`` are written with underscores for dashes and take the place of the usual ones."""
    message = EmailMessage(policy=SMTP.clone(max_line_length=900))
    usual = {
        "From": "Đầu mối <dau-moi@example.vn>",
        "To": "so@example.vn",
        "Subject": "Re: Việc của cơ quan",
        "Date": "Tue, 09 Nov 2021 08:15:00 +0700",
        "Message-ID": "<tra-loi@example.vn>",
    }
    for name, value in (usual | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        message[name] = value
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def bounce(address: str = "nguoi-cu@example.vn", status: str = "5.1.1", original: str = "<goc@so-theo-doi>") -> bytes:
    """A delivery report as RFC 3464 asks for it."""
    action = "failed" if status.startswith("5") else "delayed"
    return (
        "Return-Path: <>\r\nFrom: Mail Delivery System <MAILER-DAEMON@mx.example.vn>\r\nTo: so@example.vn\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\nMessage-ID: <dsn@mx.example.vn>\r\n"
        "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nI'm sorry to have to inform you that your message could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.vn\r\n\r\n"
        f"Final-Recipient: rfc822; {address}\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; 550 {status} no such user\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {original}\r\nTo: {address}\r\n\r\n--b--\r\n"
    ).encode()
