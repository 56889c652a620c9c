"""From YAML values to typed models, with every problem in the author's words."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from handouts.content.files import Folder
from handouts.content.yaml import Place, YamlText
from handouts.diagnostics import Code

ModelType = TypeVar("ModelType")

_WRONG_SHAPE = {
    "tuple_type": ("a list", "Write one '- ' line for each entry."),
    "list_type": ("a list", "Write one '- ' line for each entry."),
    "model_type": ("named values", "Write key: value lines, indented below it."),
    "model_attributes_type": ("named values", "Write key: value lines, indented below it."),
    "dict_type": ("named values", "Write key: value lines, indented below it."),
    "string_type": ("text", "Write the text after the colon, on one line or behind >-."),
    "int_parsing": ("a whole number", "Write digits only, such as 14."),
    "bool_parsing": ("true or false", "Write true or false."),
}


def validated(
    folder: Folder, file: Path, read: YamlText, shape: type[ModelType] | TypeAdapter[ModelType]
) -> ModelType | None:
    """The model, or None with every problem noted at its line."""
    adapter = shape if isinstance(shape, TypeAdapter) else _adapter(cast(Any, shape))
    if not isinstance(read.value, dict):
        folder.report(
            Code.FIELD_INVALID,
            "The file does not hold named values.",
            "Write key: value lines. docs/development/writing-content.md shows an example.",
            file,
            1,
        )
        return None
    try:
        return adapter.validate_python(read.value)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            if details["type"] == "too_short" and not _is_short(details):
                continue  # its entries have problems of their own, which are told
            _report(folder, file, read, details, adapter)
    return None


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    """Made at first use, and once: models are built when they are needed."""
    return TypeAdapter(shape)


def _is_short(details: ErrorDetails) -> bool:
    return len(details["input"]) < int(details.get("ctx", {}).get("min_length", 0))


def _report(
    folder: Folder, file: Path, read: YamlText, details: ErrorDetails, adapter: TypeAdapter[Any]
) -> None:
    place = _place_in_file(details["loc"], read)
    if details["type"] == "extra_forbidden":
        hint = _did_you_mean(str(place[-1]), _known_fields(adapter, read, place))
        told = (Code.FIELD_UNKNOWN, f"There is no field {_named(place)!r} here.", hint)
    else:
        told = _told(details, place)
    folder.report(*told, file, read.line(place))


def _named(place: Place) -> str:
    """A place as an author counts: `parts.1.pages.2` is the second page of the first part."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in place)


def _told(details: ErrorDetails, place: Place) -> tuple[Code, str, str]:
    """The code, the message and the hint for one of pydantic's errors."""
    where, kind, context = _named(place), details["type"], details.get("ctx", {})
    if kind == "handouts":
        return Code[context["code"]], f"{where}: {context['message']}", context["hint"]
    if kind == "missing":
        hint = f"Add a line `{place[-1] if place else ''}: …`."
        return Code.FIELD_MISSING, f"The field {where!r} is missing.", hint
    if kind in _WRONG_SHAPE:
        what, hint = _WRONG_SHAPE[kind]
        return Code.FIELD_INVALID, f"{where} must be {what}.", hint
    if kind == "too_short":
        least = context.get("min_length", 1)
        hint = "Write one '- ' line for each entry."
        return Code.FIELD_INVALID, f"{where} needs {least} or more entries.", hint
    if kind == "literal_error":
        message = f"{where} cannot be {str(details['input'])[:60]!r}."
        return Code.FIELD_INVALID, message, f"Use one of: {context.get('expected', '')}."
    hint = "Change the value. docs/development/writing-content.md says what it may be."
    return Code.FIELD_INVALID, f"{where}: {details['msg']}.", hint


def _place_in_file(loc: Iterable[str | int], read: YamlText) -> Place:
    """pydantic's path without the names of union members, which no author wrote."""
    place: Place = ()
    parts = [part for part in loc if part != "[key]"]  # a mapping's key, not its value
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        if (*place, part) in read.lines or last:
            place = (*place, part)
    return place


def _known_fields(adapter: TypeAdapter[Any], read: YamlText, place: Place) -> list[str]:
    """Fields that would have been right beside an unknown one."""
    found: set[str] = set()
    for definition in _definitions(adapter.json_schema()):
        properties = set(definition.get("properties", {}))
        siblings = {str(p[-1]) for p in read.lines if p[:-1] == place[:-1] and p != place and p}
        if siblings & properties or not siblings:
            found |= properties
    return sorted(found)


def _definitions(schema: dict[str, Any]) -> Iterable[dict[str, Any]]:
    yield schema
    yield from schema.get("$defs", {}).values()


def _did_you_mean(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    if near:
        return f"Did you mean {near[0]!r}?"
    return f"Remove it, or use one of: {', '.join(known)}." if known else "Remove it."


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """A hint that names the nearest of `known`, or says `otherwise`."""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"Did you mean {near[0]!r}?" if near else otherwise


def fields_of(model: BaseModel) -> Iterable[tuple[Place, Any]]:
    """Every value of a model with its place, as in the file it came from."""
    yield from _walk(model, ())


def _walk(value: Any, place: Place) -> Iterable[tuple[Place, Any]]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _walk(getattr(value, name), (*place, name))
        return
    yield place, value
    if isinstance(value, tuple):
        for index, child in enumerate(value):
            if isinstance(child, (BaseModel, tuple)):
                yield from _walk(child, (*place, index))
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _walk(child, (*place, key))
