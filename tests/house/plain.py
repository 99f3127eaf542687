"""The templates without the app: a plain Jinja environment with stand-ins for what the app gives them."""

import re
from html import unescape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

ROOT = Path(__file__).parents[2]


def environment() -> Environment:
    """Strict: a name the app might not give is a fault. Addresses are "/" and the endpoint."""
    env = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    env.globals.update(url_for=lambda endpoint, **values: "/" + "/".join([endpoint, *values.values()]))
    env.globals.update(csrf_token=lambda: "proof")
    env.filters.update(
        date_vi=lambda day: day.strftime("%d/%m/%Y") if day else "",
        datetime_vi=lambda moment: moment.strftime("%d/%m/%Y %H:%M"),
        ago=lambda moment, now: f"{(now - moment).seconds // 3600} giờ trước",
    )
    return env


def words(html: str) -> str:
    """What a person reads of ``html``: its text without tags, spaces made one."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
