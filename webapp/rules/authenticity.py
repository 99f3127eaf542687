"""Was a mail really sent by the domain it says? Judged by the report of the office's own mail server (RFC 8601).

Only the topmost report that bears the office's own name counts: anybody may write such a header into a mail. DMARC
says it at once; else SPF or DKIM must pass for the very domain of the sender.
"""

import re

_METHOD = re.compile(r"^\s*(spf|dkim|dmarc)\s*=\s*(\w+)", re.IGNORECASE)
_DOMAIN = {
    "spf": re.compile(r"smtp\.mailfrom\s*=\s*\"?(?:[^\s;\"]*@)?([\w.-]+)", re.IGNORECASE),
    "dkim": re.compile(r"header\.(?:d|i)\s*=\s*\"?@?([\w.-]+)", re.IGNORECASE),
    "dmarc": re.compile(r"header\.from\s*=\s*\"?([\w.-]+)", re.IGNORECASE),
}


def is_aligned(reports: tuple[str, ...], sender: str, authserv_id: str | None) -> bool:
    """Whether the mail server ``authserv_id`` vouches that ``sender`` (an address) wrote the mail.

    ``reports`` are the Authentication-Results headers, topmost first. A method that failed once has failed.
    """
    ours = next((report for report in reports[:1] if _name(report) == (authserv_id or "").lower()), None)
    domain = sender.rpartition("@")[2].lower()
    if not authserv_id or ours is None or not domain:
        return False
    found: dict[str, list[bool]] = {}
    for clause in re.sub(r"\([^()]*\)", "", ours).split(";")[1:]:
        if method := _METHOD.match(clause):
            name = method[1].lower()
            named = _DOMAIN[name].search(clause)
            fits = named is not None and _same(named[1].lower(), domain)
            found.setdefault(name, []).append(method[2].lower() == "pass" and fits)
    passed = {name for name, results in found.items() if all(results)}
    if "dmarc" in found:
        return "dmarc" in passed
    return bool(passed)


def _name(report: str) -> str:
    return report.split(";")[0].split()[0].lower() if report.split(";")[0].split() else ""


def _same(one: str, other: str) -> bool:
    """Relaxed alignment: one domain is the other, or lies under it."""
    return one == other or other.endswith(f".{one}") or one.endswith(f".{other}")
