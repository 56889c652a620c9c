"""Ways through a document: every node, its plain text, a changed copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from handouts.document import nodes as n

Node = TypeVar("Node")


def descend(node: Any, without: tuple[type, ...] = ()) -> Iterator[Any]:
    """The node and every node below it, in reading order, without some types."""
    if isinstance(node, tuple):
        for child in node:
            yield from descend(child, without)
    elif (names := _fields(node.__class__)) is not None and not isinstance(node, without):
        yield node
        for name in names:
            child = getattr(node, name)
            if child.__class__ is not str:
                yield from descend(child, without)


@cache
def _fields(kind: Any) -> tuple[str, ...] | None:
    """The names of a node's fields, or None for what is no node."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


def find(node: Any, kind: type[Node]) -> Iterator[Node]:
    """Every node of one type, in reading order."""
    return (found for found in descend(node) if isinstance(found, kind))


def plain(inlines: Iterable[n.Inline]) -> str:
    """The words without marks. A slot stays visible as `{name}`."""
    parts = []
    for inline in inlines:
        match inline:
            case n.Text(text):
                parts.append(text)
            case n.Slot(name):
                parts.append("{" + name + "}")
            case n.Strong(children) | n.Term(_, children) | n.WebLink(_, children):
                parts.append(plain(children))
            case n.PageLink(_, _, children):
                parts.append(plain(children))
    return "".join(parts)


def text_of(words: str) -> n.Inlines:
    """Plain words as inlines."""
    return (n.Text(words),) if words else ()
