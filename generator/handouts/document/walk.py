"""Ways through a document: every node, its plain text, a changed copy."""

from __future__ import annotations

import sys
import typing
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from handouts.document import nodes as n

Node = TypeVar("Node")

_WORDS = (str, int, float, bool, type(None))
"""What a field may hold that is no node and holds none."""


def descend(node: Any, without: tuple[type, ...] = ()) -> Iterator[Any]:
    """The node and every node below it, in reading order, without some types."""
    found: list[Any] = []
    _collect(node, object, without, found)
    return iter(found)


def find(node: Any, kind: type[Node]) -> Iterator[Node]:
    """Every node of one type, in reading order."""
    found: list[Any] = []
    _collect(node, kind, (), found)
    return (each for each in found if isinstance(each, kind))


def _collect(node: Any, wanted: Any, without: tuple[type, ...], found: list[Any]) -> None:
    """Adds a node and those below it that are of a type or may hold one."""
    if node.__class__ is tuple:
        for child in node:
            _collect(child, wanted, without, found)
    elif (names := _ways(node.__class__, wanted)) is not None and not isinstance(node, without):
        found.append(node)
        for name in names:
            below = getattr(node, name)
            if below:  # many lists are empty
                _collect(below, wanted, without, found)


@cache
def _ways(kind: Any, wanted: Any) -> tuple[str, ...] | None:
    """The fields of a node that a wanted one may stand in or below; None for what is no node."""
    if not _is_node(kind):
        return None
    return tuple(name for name, held in _held(kind).items() if _leads_to(held, wanted, set()))


def _leads_to(held: frozenset[Any], wanted: Any, seen: set[Any]) -> bool:
    for each in held - seen:
        seen.add(each)
        if not _is_node(each) or issubclass(each, wanted):
            return True
        if any(_leads_to(below, wanted, seen) for below in _held(each).values()):
            return True
    return False


def _is_node(kind: Any) -> bool:
    return is_dataclass(kind)


@cache
def _held(kind: Any) -> dict[str, frozenset[Any]]:
    """What each field of a node may hold, without plain words and numbers."""
    hints = typing.get_type_hints(kind, vars(sys.modules[kind.__module__]))
    return {field.name: frozenset(_kinds(hints[field.name])) for field in fields(kind)}


def _kinds(shape: Any) -> Iterator[Any]:
    inner = typing.get_args(shape)
    if typing.get_origin(shape) is typing.Literal or shape in _WORDS or shape is Ellipsis:
        return
    if inner:
        for each in inner:
            yield from _kinds(each)
    else:
        yield shape


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
