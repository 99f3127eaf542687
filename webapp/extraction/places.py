"""The assigning section ("Tổ chức thực hiện" in its dresses) and the clauses that stand in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from webapp.extraction.outline import CLOSING, body_start
from webapp.extraction.reading import Node, NodeKind, Span
from webapp.extraction.text import fold

_TITLE = re.compile(
    r"(?:to chuc(?: va)?|phan cong(?: nhiem vu)?(?: va)?(?: to chuc)?) thuc hien|phan cong (?:nhiem vu|trach nhiem)"
)
"""How the section is headed, on folded words."""


@dataclass(frozen=True, slots=True)
class Place:
    """A clause before it is read: its node, its whole span with sub-points, and the heading it stands under."""

    node: Node
    start: int
    end: int
    heading: Node | None


def find_section(text: str, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes of the assigning section, its heading first; empty when the document has none.

    Of several candidates the last one counts: earlier ones announce or cite it.
    """
    found: tuple[Node, ...] = ()
    for at, node in enumerate(nodes):
        if node.kind in (NodeKind.SECTION, NodeKind.HEADING) and _TITLE.match(fold(node.label)):
            found = tuple(_under(text, nodes, at))
    return found


def _under(text: str, nodes: tuple[Node, ...], at: int) -> Iterator[Node]:
    head = nodes[at]
    yield head
    for node in nodes[at + 1 :]:
        above = node.level < head.level or (node.level == head.level and node.kind is not NodeKind.PARAGRAPH)
        if above or CLOSING.match(text, node.start, node.end):
            return
        yield node


def places(text: str, section: tuple[Node, ...]) -> Iterator[Place]:
    """The clauses of a section in order: numbered points, and the points under an agency's heading."""
    body = section[1:]
    at = 0
    while at < len(body):
        node = body[at]
        below = at + 1
        while below < len(body) and body[below].ref.startswith(f"{node.ref}."):
            below += 1
        children = body[at + 1 : below]
        if children and _is_heading(text, node):
            yield from _points(children, node)
        else:
            yield Place(node, body_start(text, node), (children or (node,))[-1].end, None)
        at = below


def _is_heading(text: str, node: Node) -> bool:
    return node.kind is NodeKind.HEADING or text[: node.end].endswith(":")


def _points(children: tuple[Node, ...], heading: Node) -> Iterator[Place]:
    """First-level points; deeper ones stay inside theirs."""
    tops = [node for node in children if node.level == children[0].level]
    for node in tops:
        inside = [other for other in children if other is node or other.ref.startswith(f"{node.ref}.")]
        yield Place(node, node.start, inside[-1].end, heading)


def span_of(section: tuple[Node, ...]) -> Span | None:
    """From the section's heading to its last word."""
    return Span(section[0].start, section[-1].end) if section else None
