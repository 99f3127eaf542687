"""What the environment says. Read once at start; wrong or contradictory settings stop the start with a sentence."""

import ipaddress
import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

REAL_SETTINGS = ("SECRET_KEY", "SMTP_URL", "PUBLIC_HOST")
"""Any of these means that the app is configured for a real office: the trial cannot be on beside them."""

DEFAULT_DATA_DIR = "instance"
LOCAL_HOST = "127.0.0.1"
SMTP_SCHEMES = frozenset({"smtp", "smtps", "smtp+starttls"})
HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.IGNORECASE)
MAX_UPLOAD = 24 * 1024 * 1024
"""Bytes of one request: the largest document read (20 MiB) and its form around it."""


class ConfigError(Exception):
    """The environment contradicts itself; ``str()`` tells the operator what to change."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the app needs to know from outside. ``database_url`` is an SQLAlchemy URL.

    ``reply_to`` is the mailbox that answers to our mails are read from, when it is not the sender's own: its server
    must take name+tag@host. ``authserv_id`` is the name under which the office's own mail server reports its checks
    of the sender (RFC 8601); without it no answer counts as proved. ``imap_url`` is the mailbox that the worker
    reads, ``lmtp_listen`` where a mail server hands mail over. ``old_secret_keys`` are keys of before, whose links
    and sessions still count.
    """

    data_dir: Path
    database_url: str
    secret_key: str
    trial: bool
    host: str = LOCAL_HOST
    port: int = 8000
    public_host: str | None = None
    smtp_url: str | None = None
    mail_from: str | None = None
    reply_to: str | None = None
    authserv_id: str | None = None
    imap_url: str | None = None
    lmtp_listen: str | None = None
    old_secret_keys: tuple[str, ...] = ()

    @property
    def secret_keys(self) -> tuple[str, ...]:
        """The key in force, then those that were before it: what they signed still counts."""
        return (self.secret_key, *self.old_secret_keys)

    @property
    def base_url(self) -> str:
        """What stands before the path in the links of a mail, without a slash at the end."""
        return f"https://{self.public_host}" if self.public_host else f"http://{LOCAL_HOST}:{self.port}"

    @property
    def sender(self) -> str:
        """The address mails come from: MAIL_FROM, else the mail account's own, else one of the office's host."""
        account = urlsplit(self.smtp_url or "").username or ""
        address = unquote(account) if "@" in unquote(account) else f"so-theo-doi@{self.public_host}"
        return self.mail_from or address

    @property
    def files_dir(self) -> Path:
        return self.data_dir / "files"

    @property
    def results_dir(self) -> Path:
        """Files that were made here and can be made again: kept for some days, and in no backup's way."""
        return self.data_dir / "results"

    @property
    def trusted_hosts(self) -> list[str]:
        """Host names that requests may carry: the office's own, or the loopback names in trial."""
        return [self.public_host] if self.public_host else ["localhost", "127.0.0.1", "[::1]"]


def from_env(env: Mapping[str, str] = os.environ) -> Config:
    """The configuration that ``env`` describes.

    Raises ConfigError when trial mode is asked for beside real settings, when a real configuration lacks one of
    them or words one wrongly, when the trial would listen beyond this machine, when PORT is no port number, or
    when the data folder is neither there nor can be made.
    """
    real = [name for name in REAL_SETTINGS if env.get(name)]
    trial = _trial(env.get("TRIAL", ""), real)
    host = env.get("HOST") or LOCAL_HOST
    if trial and not is_loopback(host):
        raise ConfigError(f"Chế độ dùng thử chỉ chạy trên máy này (127.0.0.1), không mở ra {host}. Bỏ HOST đi.")
    data_dir = _data_dir(env.get("DATA_DIR") or DEFAULT_DATA_DIR)
    return Config(
        data_dir=data_dir,
        database_url=_database_url(env.get("DATABASE_URL", ""), data_dir),
        secret_key=env.get("SECRET_KEY") or _own_key(data_dir),
        trial=trial,
        host=host,
        port=_port(env.get("PORT") or "8000"),
        public_host=_public_host(env.get("PUBLIC_HOST") or None),
        smtp_url=_smtp_url(env.get("SMTP_URL") or None),
        mail_from=env.get("MAIL_FROM") or None,
        reply_to=env.get("REPLY_TO") or None,
        authserv_id=env.get("AUTHSERV_ID") or None,
        imap_url=_imap_url(env.get("IMAP_URL") or None),
        lmtp_listen=_lmtp_listen(env.get("LMTP_LISTEN") or None),
        old_secret_keys=tuple(env.get("OLD_SECRET_KEYS", "").split()),
    )


def is_loopback(host: str) -> bool:
    """Whether ``host`` names this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _trial(asked: str, real: list[str]) -> bool:
    if asked not in ("", "0", "1"):
        raise ConfigError("TRIAL nhận 1 (dùng thử) hoặc 0.")
    if asked == "1" and real:
        raise ConfigError(f"Không bật dùng thử khi đã cấu hình thật ({', '.join(real)}). Bỏ TRIAL=1 đi.")
    if (asked == "0" or real) and len(real) < len(REAL_SETTINGS):
        lacking = ", ".join(name for name in REAL_SETTINGS if name not in real)
        raise ConfigError(f"Cấu hình thật còn thiếu: {lacking}. Khai báo đủ rồi khởi động lại.")
    return not real


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise ConfigError(f"PORT phải là số từ 1 đến 65535, đang là “{text}”.")
    return int(text)


def _data_dir(name: str) -> Path:
    """The data folder as an absolute path; made, for its owner only, when it is not there yet."""
    path = Path(name).resolve()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"Không lập được thư mục dữ liệu {name} ({error.strerror}). Đổi DATA_DIR.") from None
    return path


def _database_url(asked: str, data_dir: Path) -> str:
    """``asked`` with the driver we ship; a SQLite file in the data folder when nothing was asked for."""
    scheme, found, rest = asked.partition("://")
    if found and scheme in ("postgres", "postgresql"):
        return f"postgresql+psycopg://{rest}"
    return asked or f"sqlite:///{data_dir / 'so-theo-doi.sqlite3'}"


def _public_host(name: str | None) -> str | None:
    if name is not None and not HOST_NAME.fullmatch(name):
        raise ConfigError(f"PUBLIC_HOST chỉ ghi tên miền, ví dụ so.binhthuan.gov.vn; đang là “{name}”.")
    return name


def _smtp_url(url: str | None) -> str | None:
    """``url`` when it names a mail server; the password in it is never repeated in a message."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        known = parts.scheme in SMTP_SCHEMES and parts.hostname and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise ConfigError(
            "SMTP_URL có dạng smtp+starttls://tài-khoản:mật-khẩu@máy-chủ:587, smtps:// (cổng 465) hoặc smtp://."
        )
    return url


def _imap_url(url: str | None) -> str | None:
    """``url`` when it names a mailbox; the password in it is never repeated in a message."""
    parts = urlsplit(url or "")
    if url is not None and not (parts.scheme in ("imaps", "imap") and parts.hostname and parts.username):
        raise ConfigError("IMAP_URL có dạng imaps://tài-khoản:mật-khẩu@máy-chủ/INBOX.")
    return url


def _lmtp_listen(asked: str | None) -> str | None:
    """A loopback address and port: who can hand mail over there is believed about who sent it."""
    host, _colon, port = (asked or "").rpartition(":")
    if asked is not None and not (is_loopback(host) and port.isdigit() and 0 < int(port) < 65536):
        raise ConfigError("LMTP_LISTEN có dạng 127.0.0.1:2424 và chỉ nghe trên chính máy này.")
    return asked


def _own_key(data_dir: Path) -> str:
    """The trial's secret key, made at the first start and readable by its owner only.

    Written aside and linked into place, so that two first starts at once agree on one whole key.
    """
    path = data_dir / "secret_key"
    if not path.exists():
        aside = data_dir / f"secret_key.{secrets.token_hex(8)}"
        with os.fdopen(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        with suppress(FileExistsError):
            os.link(aside, path)
        aside.unlink()
    return path.read_text(encoding="ascii")
