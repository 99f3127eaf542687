"""What a link's token looks like, so that it can be kept out of what others read: logs, error notes, kept words."""

import re

TOKEN = re.compile(r"(?<![\w-])[\w-]{43}(?![\w-])", re.ASCII)
"""32 bytes in URL-safe base64, standing alone; nothing else that we write has that length."""


def without_tokens(text: str) -> str:
    """``text`` with "…" for everything that may be a token."""
    return TOKEN.sub("…", text)
