"""What a template may say: fields of a report, loops over its lists, conditions, and a few harmless filters."""

from collections.abc import Mapping
from typing import Any

from jinja2 import nodes

from webapp.files.unreadable import UnreadableFile

FILTERS = frozenset({"upper", "lower", "capitalize", "length", "default", "join", "trim"})
LOOP = dict.fromkeys(("index", "index0", "first", "last", "length"), "")
DEEPEST = 2
"""Loops within loops: more would only multiply."""
PLAIN = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Const,
    nodes.CondExpr,
)
Scope = Mapping[str, Any]


def check_words(tree: nodes.Template, fields: Mapping[str, Any]) -> None:
    """Refuse a template that says more. Raises UnreadableFile naming what is unknown or not allowed."""
    for node in tree.iter_child_nodes():
        _check(node, dict(fields), 0)


def _check(node: nodes.Node, scope: dict[str, Any], depth: int) -> None:
    if isinstance(node, nodes.For):
        _check_loop(node, scope, depth)
    elif isinstance(node, nodes.Name | nodes.Getattr):
        _meaning(node, scope)
    elif isinstance(node, nodes.Filter):
        if node.name not in FILTERS:
            raise _refused(f"bộ lọc “{node.name}”")
        _children(node, scope, depth)
    elif isinstance(node, PLAIN):
        _children(node, scope, depth)
    else:
        raise _refused(f"lệnh “{type(node).__name__}”")


def _children(node: nodes.Node, scope: dict[str, Any], depth: int) -> None:
    for child in node.iter_child_nodes():
        _check(child, scope, depth)


def _check_loop(node: nodes.For, scope: dict[str, Any], depth: int) -> None:
    if depth >= DEEPEST or not isinstance(node.target, nodes.Name) or node.recursive:
        raise _refused("vòng lặp lồng nhau quá sâu")
    rows = _meaning(node.iter, scope)
    if not isinstance(rows, list):
        raise UnreadableFile(f"Mẫu lặp trên “{_spelt(node.iter)}”, không phải là danh sách. Xem lại danh sách trường.")
    inner = scope | {node.target.name: rows[0], "loop": LOOP}
    for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
        _check(child, inner, depth + 1)


def _meaning(node: nodes.Node, scope: Scope) -> Any:
    """What a name stands for. Raises UnreadableFile for one that stands for nothing."""
    if isinstance(node, nodes.Name) and node.name in scope:
        return scope[node.name]
    if isinstance(node, nodes.Getattr):
        held = _meaning(node.node, scope)
        if isinstance(held, Mapping) and node.attr in held:
            return held[node.attr]
    if isinstance(node, nodes.Name | nodes.Getattr):
        raise UnreadableFile(
            f"Mẫu có trường không biết: “{_spelt(node)}”. Xem lại danh sách trường rồi sửa trong Word."
        )
    raise _refused(f"lệnh “{type(node).__name__}”")


def _spelt(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_spelt(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"


def _refused(what: str) -> UnreadableFile:
    return UnreadableFile(f"Mẫu dùng {what}, không được phép. Chỉ dùng trường, vòng lặp và điều kiện trong danh sách.")
