"""Addresses inside this site, taken from what a browser sent: never a way out to another one."""

from urllib.parse import urlsplit

from flask import Request


def inside(address: str | None) -> str:
    """``address`` if it is a path of this site, else the front page (an open redirect is a phisher's tool)."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return "/"
    return address if "\n" not in address and "\r" not in address else "/"


def came_from(request: Request) -> str:
    """The page a form stood on, by its Referer, if that is a page of this site; else the front page."""
    parts = urlsplit(request.referrer or "")
    if parts.netloc != request.host:
        return "/"
    return inside(f"{parts.path}?{parts.query}" if parts.query else parts.path)
