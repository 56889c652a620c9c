"""The types that fields of content files have."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

from handouts.content.inlines import UNSEEN
from handouts.content.prose import ProseError, parse_line
from handouts.document import nodes as n
from handouts.document.keys import is_key

YEARS = range(1900, 2200)
"""Those that a date may be in. With any other one a digit was mistyped."""


class Model(BaseModel):
    """A content file's shape: no unknown keys, no changes after reading."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True
    )


def problem(code: str, message: str, hint: str) -> PydanticCustomError:
    """A field's error with a code and a hint of its own; braces in it stay as they are."""
    return PydanticCustomError(
        "handouts", "{message}", {"code": code, "message": message, "hint": hint}
    )


def _read_line(value: Any) -> n.Inlines:
    if not isinstance(value, str):
        raise problem(
            "FIELD_INVALID", "Text is needed here.", "Write one line of text after the colon."
        )
    if not value.strip():
        raise problem("FIELD_INVALID", "The text is empty.", "Write the text.")
    try:
        return parse_line(" ".join(value.split()))
    except ProseError as error:
        found = error.problem
        raise problem(found.code.name, found.message, found.hint) from None


def _read_plain(value: Any) -> str:
    content = _read_line(value)
    if not all(isinstance(inline, n.Text) for inline in content):
        raise problem(
            "PROSE_NOT_ALLOWED",
            "This field is plain text and has no marks.",
            "Remove the **, the link or the slot.",
        )
    return "".join(inline.text for inline in content if isinstance(inline, n.Text))


def _read_key(value: str) -> str:
    if not is_key(value):
        raise problem(
            "FIELD_INVALID",
            f"{value!r} cannot be used as an id.",
            "Use small letters, digits and hyphens, such as leg-weakness.",
        )
    return value


def _read_date(value: str) -> str:
    if not value:
        return value
    try:
        day = date.fromisoformat(value)
        if day.year not in YEARS:
            raise ValueError
        return day.isoformat()
    except ValueError:
        raise problem(
            "FIELD_INVALID", f"{value!r} is not a date.", "Write year-month-day, as 2026-05-31."
        ) from None


def _read_paragraphs(value: Any) -> str:
    if not isinstance(value, str):
        return _read_plain(value)
    found = [_read_plain(part) for part in value.split("\n\n") if part.strip()]
    return "\n\n".join(found) or _read_plain(value)


def _read_address(value: str) -> str:
    if value and (len(value) > 80 or not all(is_key(part) for part in value.split("/"))):
        raise problem(
            "FIELD_INVALID",
            f"{value[:80]!r} cannot be an address.",
            "Use a few small letters, digits and hyphens, as in neck-pain. Leave it empty for the "
            "site's main handout.",
        )
    return value


def _read_web_address(value: str) -> str:
    if not value.startswith(("https://", "http://")) or not _host(value):
        raise problem(
            "FIELD_INVALID", f"{value[:80]!r} is not a web address.", "Start it with https://."
        )
    if any(c.isspace() or c in "<>\"'`{}\\" for c in value) or UNSEEN.search(value):
        raise problem(
            "FIELD_INVALID",
            f"{value[:80]!r} holds a space or a sign that addresses do not have.",
            "Copy the address again from the browser.",
        )
    return value


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


Line = Annotated[
    n.Inlines,
    BeforeValidator(_read_line),
    WithJsonSchema({"type": "string", "description": "One line of text, with marks."}),
]
"""Text that may hold **bold**, links, glossary marks and clinic slots."""

Plain = Annotated[str, BeforeValidator(_read_plain), WithJsonSchema({"type": "string"})]
"""Text without marks: titles, names, search words."""

Key = Annotated[str, AfterValidator(_read_key)]
"""A page id, a term id, a part of an address."""

Date = Annotated[str, AfterValidator(_read_date)]
"""A date as year-month-day; kept as text."""

Paragraphs = Annotated[str, BeforeValidator(_read_paragraphs), WithJsonSchema({"type": "string"})]
"""Paragraphs without marks, with an empty line between them."""

Address = Annotated[str, AfterValidator(_read_address)]
"""Where a handout is below the site's root: keys with `/` between them, or empty."""

WebAddress = Annotated[str, AfterValidator(_read_web_address)]
"""An http or https address."""
