"""From YAML values to typed models, with every problem in the author's words."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from handouts.content.files import Folder
from handouts.content.yaml import Place, YamlText
from handouts.diagnostics import Code

ModelType = TypeVar("ModelType")

_MOST_TOLD = 50
"""Problems of one file that are told one by one; the others are counted."""

_WRONG_SHAPE = {
    "tuple_type": ("a list", "Write one '- ' line for each entry."),
    "list_type": ("a list", "Write one '- ' line for each entry."),
    "model_type": ("named values", "Write key: value lines, indented below it."),
    "model_attributes_type": ("named values", "Write key: value lines, indented below it."),
    "dict_type": ("named values", "Write key: value lines, indented below it."),
    "string_type": ("text", "Write the text after the colon, on one line or behind >-."),
    "int_parsing": ("a whole number", "Write digits only, such as 14."),
    "int_parsing_size": ("a whole number", "Write digits only, such as 14."),
    "float_parsing": ("a number", "Write digits, with a point if you need one, such as 6.5."),
    "bool_parsing": ("true or false", "Write true or false."),
}

_BOUNDS = {
    "greater_than_equal": "at least",
    "greater_than": "more than",
    "less_than_equal": "at most",
    "less_than": "less than",
}

_FORMS = {
    "number": "Write the phone number with digits, such as (555) 555-0100 or +1 555 555 0100.",
    "emergency_number": "Write the number to dial in digits, such as 911.",
    "date": "Write the year, or year-month-day, such as 2026-05-31.",
    "code": "Write the code as its system has it, such as M54.16.",
    "language": "Write the code of the language, such as en.",
    "": "Restore the line from version control. "
    "docs/development/writing-content.md says what it may be.",
}
"""How values are written whose form is fixed, by the name of their field."""


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
        told = [
            details
            for details in error.errors(include_url=False)
            # A list is too short where its entries have problems of their own, which are told.
            if details["type"] != "too_short" or _is_short(details)
        ]
        beside = _named_beside(read)
        for details in told[:_MOST_TOLD]:
            _report(folder, file, read, details, adapter, beside)
        if len(told) > _MOST_TOLD:
            message = f"There are {len(told) - _MOST_TOLD:,} more problems like these."
            hint = "Mend these first. Is it the right file?"
            folder.report(Code.FIELD_INVALID, message, hint, file, 1)
    return None


def _named_beside(read: YamlText) -> dict[Place, set[str]]:
    """The names in a file, by the place that they stand in."""
    found: dict[Place, set[str]] = {}
    for place in read.lines:
        if place:
            found.setdefault(place[:-1], set()).add(str(place[-1]))
    return found


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    """Made at first use, and once: models are built when they are needed."""
    return TypeAdapter(shape)


def _is_short(details: ErrorDetails) -> bool:
    return len(details["input"]) < int(details.get("ctx", {}).get("min_length", 0))


def _report(
    folder: Folder,
    file: Path,
    read: YamlText,
    details: ErrorDetails,
    adapter: TypeAdapter[Any],
    beside: Mapping[Place, set[str]],
) -> None:
    place = _place_in_file(details["loc"], read)
    if details["type"] == "extra_forbidden":
        siblings = beside.get(place[:-1], set()) - {str(place[-1])}
        hint = _did_you_mean(str(place[-1]), _known_fields(adapter, siblings))
        told = (Code.FIELD_UNKNOWN, f"There is no field {_named(place)!r} here.", hint)
    else:
        told = _told(details, place)
    folder.report(*told, file, read.line(place))


def _named(place: Place) -> str:
    """A place as an author counts: `parts.1.pages.2` is the second page of the first part."""
    return ".".join(str(part + 1) if isinstance(part, int) else part[:60] for part in place)


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
    if kind in _BOUNDS:
        message = f"{where} must be {_BOUNDS[kind]} {next(iter(context.values()), '')}."
        return Code.FIELD_INVALID, message, "Change the number."
    if kind == "too_long":
        message = f"{where} has more than {context.get('max_length')} entries."
        return Code.FIELD_INVALID, message, "Remove some of them."
    if kind == "string_pattern_mismatch":
        said = str(details["input"])[:60]
        return Code.FIELD_INVALID, f"{where} cannot be {said!r}.", _how_to_write(place)
    hint = "Change the value. docs/development/writing-content.md says what it may be."
    return Code.FIELD_INVALID, f"{where}: {details['msg']}.", hint


def _how_to_write(place: Place) -> str:
    """How a value is written whose form is fixed."""
    return _FORMS.get(str(place[-1]) if place else "", _FORMS[""])


def _place_in_file(loc: Iterable[str | int], read: YamlText) -> Place:
    """pydantic's path without the names of union members, which no author wrote."""
    place: Place = ()
    parts = [part for part in loc if part != "[key]"]  # a mapping's key, not its value
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        if (*place, part) in read.lines or last:
            place = (*place, part)
    return place


def _known_fields(adapter: TypeAdapter[Any], siblings: set[str]) -> list[str]:
    """Fields that would have been right beside an unknown one: those of the nearest shape."""
    shapes = [set(shape.get("properties", {})) for shape in _shapes(adapter)]
    most = max((len(siblings & shape) for shape in shapes), default=0)
    return sorted({name for s in shapes if len(siblings & s) == most for name in s})


@cache
def _shapes(adapter: TypeAdapter[Any]) -> tuple[dict[str, Any], ...]:
    """The shapes in a file: its own and those of what it holds."""
    schema = adapter.json_schema()
    return (schema, *schema.get("$defs", {}).values())


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
