"""A mail in HTML as the lines a person sees, quotes marked with ">" as in plain text."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "tr",
        "table",
        "ul",
        "ol",
        "li",
        "blockquote",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "pre",
        "section",
        "article",
        "header",
        "footer",
        "address",
        "dl",
        "dt",
        "dd",
        "center",
        "form",
        "fieldset",
        "tbody",
        "thead",
    ]
)
_PARAGRAPHS = frozenset(("p", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"))
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_SILENT = frozenset(["head", "style", "script", "title", "template", "noscript", "object", "svg", "select", "textarea"])
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all|opacity\s*:\s*0(?![.\d])"
    r"|max-height\s*:\s*0(?![.\d])",
    re.I,
)
_ATTRIBUTION = re.compile(r"\b(?:gmail_attr|moz-cite-prefix|moz-email-headers-table)\b")
_SIGNATURE = re.compile(
    r"\b(?:gmail_signature|moz-signature|ms-outlook-mobile-signature|protonmail_signature_block|composer_signature|applemailsignature"
    r"|yahoo[-_]?signature|zmail_signature|bloop_sign|front-signature|x_signature)\b|^signature\b",
    re.I,
)
_OUTLOOK_RULE = re.compile(r"border-top:\s*solid\s+#(?:b5c4df|e1e1e1)\s+1(?:\.0)?pt", re.I)
_REPLIED_BELOW = re.compile(
    r"divrplyfwdmsg|stopspelling|olk_src_body_section|ms-outlook-mobile-reference-message|mail-editor-reference-message|yahoo_quoted"
    r"|zmail_extra|protonmail_quote|yahooquoted",
    re.I,
)
BELOW_IS_QUOTED = "-----Original Message-----"
"""Written where a client marks, by an id or a class, that the rest is the mail answered."""


@dataclass(slots=True)
class _Open:
    tag: str
    hidden: bool
    quoted: bool
    href: str = ""
    ordered: int = 0


class _Reader(HTMLParser):
    """Walks the tags once; remembers what is open, writes lines."""

    def __init__(self, signatures: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._signatures = signatures
        self.lines: list[str] = []
        self._open: list[_Open] = []
        self._piece = ""
        self._hidden = 0
        self._quoted = 0
        self._pre = 0
        self._lead = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {key: value or "" for key, value in attrs}
        if tag in _BLOCKS:
            self._break(tag in _PARAGRAPHS or (tag == "br" and not self._piece.strip()))
        if tag in ("td", "th") and self._piece.strip():
            self._piece += "\t"
        self._mark(tag, named)
        if tag in _VOID:
            return
        state = _Open(tag, _is_hidden(tag, named) or self._signs(named), _is_quote(tag, named), named.get("href", ""))
        self._hidden += state.hidden
        self._quoted += state.quoted
        self._pre += tag == "pre"
        self._open.append(state)
        if tag == "li":
            self._lead = self._bullet()

    def _signs(self, named: dict[str, str]) -> bool:
        marked = _SIGNATURE.search(named.get("class", "")) or _SIGNATURE.search(named.get("id", ""))
        return not self._signatures and bool(marked or named.get("data-signatureblock"))

    def _mark(self, tag: str, named: dict[str, str]) -> None:
        below = _REPLIED_BELOW.search(f"{named.get('id', '')} {named.get('class', '')}")
        if below or _OUTLOOK_RULE.search(named.get("style", "")):
            self._break(True)
            self.lines.append("> " * self._quoted + BELOW_IS_QUOTED)

    def _bullet(self) -> str:
        holder = next((each for each in reversed(self._open) if each.tag in ("ul", "ol")), None)
        if holder is None or holder.tag == "ul":
            return "- "
        holder.ordered += 1
        return f"{holder.ordered}. "

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._break(tag in _PARAGRAPHS)
        if not any(each.tag == tag for each in self._open[-200:]):
            return
        while self._open:
            closed = self._open.pop()
            self._hidden -= closed.hidden
            self._quoted -= closed.quoted
            self._pre -= closed.tag == "pre"
            if closed.tag == tag:
                if closed.href:
                    self._link(closed.href)
                return

    def _link(self, href: str) -> None:
        bare = re.sub(r"^https?://(?:www\.)?|/$", "", href)
        if not self._hidden and href.startswith("http") and bare not in self._piece and self._piece.strip():
            self._piece += f" <{href}>"

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if self._pre:
            *whole, last = data.split("\n")
            for line in whole:
                self._piece += line
                self._break(False)
            self._piece += last
            return
        data = re.sub(r"[ \t\r\n\f]+", " ", data)
        if data.strip() and self._lead:
            self._piece, self._lead = self._lead, ""
        self._piece += data

    def _break(self, wide: bool) -> None:
        text = self._piece.strip()
        self._piece = ""
        marks = "> " * self._quoted
        if text:
            self.lines.append(marks + text)
        if wide and self.lines and self.lines[-1].strip("> "):
            self.lines.append(marks.rstrip())

    def finish(self) -> list[str]:
        """The lines seen, from first to last."""
        self.close()
        self._break(False)
        return self.lines


def _is_hidden(tag: str, named: dict[str, str]) -> bool:
    return tag in _SILENT or "hidden" in named or bool(_HIDDEN.search(named.get("style", "")))


def _is_quote(tag: str, named: dict[str, str]) -> bool:
    return tag == "blockquote" or bool(_ATTRIBUTION.search(named.get("class", "")))


def html_lines(html: str) -> list[str]:
    """The lines a person sees: hidden text left out, lists with their bullets, links with their address.

    A signature that the client marks is left out too, unless the person wrote inside it.
    """
    plain = re.sub(r"(?s)<!--.*?-->|<!\[.*?\]>", "", html)
    lines = _read(plain, signatures=False)
    return lines if any(line.strip() and not line.startswith(">") for line in lines) else _read(plain, signatures=True)


def _read(html: str, *, signatures: bool) -> list[str]:
    reader = _Reader(signatures)
    reader.feed(html)
    return [re.sub(r"\s*\t\s*", "\t", line) for line in reader.finish()]
