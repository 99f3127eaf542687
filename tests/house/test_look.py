"""The sheet every screen stands on: its blocks, its error pages, its icons and colours, without app or database."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment

from tests.house.plain import ROOT, environment, words

pytestmark = pytest.mark.pure

CSS = (ROOT / "static/app.css").read_text(encoding="utf-8")
SPRITE = (ROOT / "static/icons.svg").read_text(encoding="utf-8")
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.html") if "emails" not in path.parts)
ERRORS = sorted((ROOT / "templates/errors").glob("*.html"))


@pytest.fixture(name="env")
def fixture_env() -> Environment:
    return environment()


def _page(env: Environment, name: str, **context: Any) -> str:
    def no_session(**_: Any) -> list[Any]:
        raise AssertionError("an error page asked for the session")

    env.globals.setdefault("get_flashed_messages", no_session)
    return env.get_template(name).render(ui=env.get_template("components/ui.html").module, **context)


@pytest.mark.parametrize("path", [p for p in ERRORS if p.stem in ("500", "503")], ids=lambda p: p.stem)
def test_failure_page_needs_no_database_no_session_and_no_viewer(env: Environment, path: Path) -> None:
    html = _page(env, f"errors/{path.name}")
    assert "<h1>" in html and "chưa được ghi" in words(html) and "<nav" not in html


@pytest.mark.parametrize("path", ERRORS, ids=lambda p: p.stem)
@pytest.mark.parametrize("viewer", [None, SimpleNamespace(label="Đầu mối cơ quan")], ids=["out", "in"])
def test_error_page_says_what_to_do_next(env: Environment, path: Path, viewer: Any) -> None:
    env.globals["get_flashed_messages"] = lambda **_: []
    html = _page(env, f"errors/{path.name}", viewer=viewer)
    assert re.search(r"<h1>[^<]+</h1>\s*<p>", html) and "/home.index" in html
    assert ("Đăng xuất" in html) == (viewer is not None and path.stem not in ("500", "503"))


def test_flash_can_be_undone_by_a_form_and_is_rendered_beside_a_swapped_block(env: Environment) -> None:
    told = {"text": "Đã ghi.", "undo_url": "/undo", "undo_fields": {"event": 12}}
    env.globals["get_flashed_messages"] = lambda **_: [("done", told), ("nowhere", "Xin chào")]
    flash = env.get_template("base.html").blocks["flash"]
    ui = env.get_template("components/ui.html").module
    html = "".join(flash(env.get_template("base.html").new_context({"ui": ui, "oob": True})))
    assert 'id="flash"' in html and 'hx-swap-oob="innerHTML"' in html
    assert 'action="/undo"' in html and 'name="event" value="12"' in html and 'value="proof"' in html
    assert words(html) == "Đã ghi. Hoàn tác Xin chào" and 'class="msg flash done"' in html


def test_page_of_a_refused_form_says_so_in_its_title(env: Environment) -> None:
    env.globals["get_flashed_messages"] = lambda **_: []
    assert re.search(r"<title>Lỗi: .* · Sổ theo dõi</title>", _page(env, "bare.html", form_errors={"a": ["b"]}))


def test_place_where_one_is_stays_in_a_long_menu(env: Environment) -> None:
    env.globals["get_flashed_messages"] = lambda **_: []
    items = [SimpleNamespace(label=f"Mục {n}", url=f"/{n}", current=n == 11) for n in range(1, 13)]
    html = _page(env, "base.html", viewer=SimpleNamespace(label="x"), navigation=items)
    bar, menu = html.split("</nav>")
    assert re.findall(r'href="/(\d+)"', bar) == ["1", "2", "3", "4", "5", "6", "11"] and "aria-current" in bar
    assert re.findall(r'href="/(\d+)"', menu) == ["7", "8", "9", "10", "12"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT / "templates")))
def test_no_template_writes_style_or_script_in_the_page(path: Path) -> None:
    source = re.sub(r"(?s)\{#.*?#\}", "", path.read_text(encoding="utf-8"))
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\shx-on|\son[a-z]+=|javascript:|js:", source)


def test_every_icon_asked_for_by_name_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="(\w+)"', SPRITE))
    call = re.compile(r"""\b(?:icon\(|icon=|(?:state|tick|next_step)\([^(),]+,\s*)'(\w+)'""")
    asked = {(p.name, name) for p in TEMPLATES for name in call.findall(p.read_text(encoding="utf-8"))}
    assert asked and {pair for pair in asked if pair[1] not in drawn} == set()
    assert not re.search(r'\s(fill|stroke)="', SPRITE), "a colour in the drawing would not follow the text"


def _tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+):(#[0-9a-f]{3,6})", block))


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(char * 2 for char in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


LIGHT, DARK, SYSTEM_DARK = (_tokens(b) for b in re.findall(r"color-scheme:(?:light|dark);([^}]+)\}", CSS))


def test_dark_by_choice_and_dark_by_system_are_the_same() -> None:
    assert DARK == SYSTEM_DARK and DARK.keys() == LIGHT.keys()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "paper2", "tint"])
@pytest.mark.parametrize("text", ["ink", "ink2", "ink3", "brand", "late", "soon", "wait", "done"])
def test_every_text_colour_is_readable_on_every_ground(theme: dict[str, str], ground: str, text: str) -> None:
    low, high = sorted((_luminance(theme[ground]), _luminance(theme[text])))
    assert (high + 0.05) / (low + 0.05) >= 4.5
