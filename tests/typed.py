"""What a form on a page would send if it were pressed as it stands."""

from html.parser import HTMLParser


class _Forms(HTMLParser):
    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.values = action, dict[str, str]()
        self.inside, self.area, self.select = False, "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = self.action in given.get("action", "")
        if not self.inside:
            return
        name, kind = given.get("name", ""), given.get("type", "")
        if tag == "input" and name and kind not in ("file", "submit") and (kind not in TICKED or "checked" in given):
            self.values[name] = given.get("value", "")
        if tag == "textarea":
            self.area = name
            self.values[name] = ""
        if tag == "select":
            self.select = name
        if tag == "option" and self.select and (self.select not in self.values or "selected" in given):
            self.values[self.select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        if tag == "textarea":
            self.area = ""
        if tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.values[self.area] += data.replace("\r\n", "\n").removeprefix("\n")


TICKED = ("radio", "checkbox")


def typed(html: str, action: str) -> dict[str, str]:
    """The values of the form whose address holds ``action``."""
    reader = _Forms(action)
    reader.feed(html)
    assert reader.values, f"no form is sent to {action}"
    return reader.values
