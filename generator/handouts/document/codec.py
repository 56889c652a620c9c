"""Documents to JSON and back, without loss.

A node is an object whose `type` names its class; the rest are its fields. The
PDF template, caches and other processes read this form.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, Literal, TypeAlias

from handouts.document import nodes

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json]"

_CLASSES: Mapping[str, type] = types.MappingProxyType(
    {node.__name__: node for node in nodes.node_types()}
)


class CodecError(ValueError):
    """The JSON is not that of a document."""


def encode(node: Any) -> Json:
    """A node, or a tuple of nodes, as JSON values."""
    if isinstance(node, tuple):
        return [encode(child) for child in node]
    if isinstance(node, (str, int, bool)):
        return node
    kind: Any = type(node)
    found: dict[str, Json] = {"type": kind.__name__}
    for name in _names(kind):
        found[name] = encode(getattr(node, name))
    return found


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def decode(value: Json) -> Any:
    """The node, or tuple of nodes, that `encode` gave.

    Raises:
        CodecError: the value is not what `encode` gives.
    """
    if isinstance(value, list):
        return tuple(decode(child) for child in value)
    if not isinstance(value, dict):
        return value
    name = value.get("type")
    if not isinstance(name, str) or name not in _CLASSES:
        raise CodecError(f"there is no node {name!r}")
    node = _CLASSES[name]
    given = {key: decode(child) for key, child in value.items() if key != "type"}
    if set(given) - set(_types(node)):
        raise CodecError(f"{name} has no field {sorted(set(given) - set(_types(node)))[0]!r}")
    for key, child in given.items():
        if not _fits(child, _types(node)[key]):
            raise CodecError(f"{name}.{key} is not of its type")
    try:
        return node(**given)
    except TypeError as error:
        raise CodecError(str(error)) from None


@cache
def _types(node: type) -> dict[str, Any]:
    return typing.get_type_hints(node, vars(nodes))


def _fits(value: Any, shape: Any) -> bool:
    origin, arguments = typing.get_origin(shape), typing.get_args(shape)
    if origin is Literal:
        return value in arguments
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits(child, arguments[0]) for child in value)
    if origin in (typing.Union, types.UnionType):
        return any(_fits(value, each) for each in arguments)
    return isinstance(value, shape) and (shape is bool or not isinstance(value, bool))
