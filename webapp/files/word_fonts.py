"""Which font the letters of a run are set in, and whether Word prints them as capitals.

Source: ECMA-376 part 1, 17.7.2 and 17.3.2.26. What a run says itself goes before its character style, that before the
paragraph's style, that before the document's defaults; each style before the one it is based on. A font may be named
through the theme. The letters with marks are taken from the font for "high ANSI".
"""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.files.legacy_fonts import Encoding, encoding_of
from webapp.files.word_package import Element, attribute, child, children, is_on, local

_MAX_DEPTH = 20
_CAPITALS = ("caps", "smallCaps")


@dataclass(frozen=True, slots=True)
class Letters:
    """How the letters of a run are meant: their codes (None: Unicode), and whether they print as capitals."""

    encoding: Encoding | None = None
    capitals: bool = False


class Fonts:
    """The fonts of one document. Ask ``letters`` for each run."""

    def __init__(self, styles: Element | None, theme: Element | None) -> None:
        """``styles`` and ``theme`` are the roots of those parts, None where the document has none."""
        found = [] if styles is None else children(styles, "style")
        self._styles = {attribute(style, "styleId") or "": style for style in found}
        self._default = next((name for name, style in self._styles.items() if _is_default(style)), None)
        self._defaults = child(styles, "docDefaults", "rPrDefault", "rPr")
        self._theme = _theme_fonts(theme)
        self._known: dict[tuple[str | None, str | None], tuple[Element, ...]] = {}

    def letters(self, run: Element | None, paragraph: Element | None) -> Letters:
        """The letters of a run with the properties ``run`` (w:rPr) in a paragraph with ``paragraph`` (w:pPr)."""
        styles = (attribute(child(run, "rStyle")), attribute(child(paragraph, "pStyle")) or self._default)
        if styles not in self._known:
            self._known[styles] = tuple(self._inherited(*styles))
        levels = (*(() if run is None else (run,)), *self._known[styles])
        return Letters(encoding_of(self._font(levels)), any(_capitals(levels, name) for name in _CAPITALS))

    def _inherited(self, run_style: str | None, paragraph_style: str | None) -> Iterator[Element]:
        for name in (run_style, paragraph_style):
            yield from self._chain(name)
        if self._defaults is not None:
            yield self._defaults

    def _chain(self, name: str | None) -> Iterator[Element]:
        for _ in range(_MAX_DEPTH):
            style = self._styles.get(name or "")
            if style is None:
                return
            properties = child(style, "rPr")
            if properties is not None:
                yield properties
            name = attribute(child(style, "basedOn"))

    def _font(self, levels: tuple[Element, ...]) -> str | None:
        named = [fonts for level in levels if (fonts := child(level, "rFonts")) is not None]
        for use in ("hAnsi", "ascii"):
            for fonts in named:
                font = self._theme.get(attribute(fonts, f"{use}Theme") or "") or attribute(fonts, use)
                if font:
                    return font
        return None


def _capitals(levels: tuple[Element, ...], name: str) -> bool:
    said = next((found for level in levels if (found := child(level, name)) is not None), None)
    return is_on(said)


def _is_default(style: Element) -> bool:
    return attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on")


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """The theme's fonts by the names that runs call them: "minorHAnsi", "majorAscii"."""
    found: dict[str, str] = {}
    for font in [] if theme is None else theme.iter():
        kind = local(font.tag).removesuffix("Font")
        latin = attribute(child(font, "latin"), "typeface") if kind in ("major", "minor") else None
        if latin:
            found |= {f"{kind}HAnsi": latin, f"{kind}Ascii": latin}
    return found
