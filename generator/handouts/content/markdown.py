"""markdown-it, set up for our dialect: it reads more than we allow, to refuse it by name."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from handouts.content.inlines import holds_emergency_number
from handouts.document.keys import is_key

_BARE = re.compile(r"[A-Za-z0-9,.;:?'’“”()%/+-]+(?: [A-Za-z0-9,.;:?'’“”()%/+-]+)*")
"""A line without any sign that Markdown or our dialect reads: it stands for itself."""

_HEADING = re.compile(rf"({_BARE.pattern})(?: \{{#([a-z0-9-]+)\}})?")
"""A heading of such words, with an address of its own or without."""


def bare_heading(text: str) -> tuple[str, str] | None:
    """The words and the address of a heading without marks; None if it may have some."""
    match = _HEADING.fullmatch(text)
    if match is None or holds_emergency_number(text) or not is_key(match[2] or "key"):
        return None
    return match[1], match[2] or ""


def blocks_of(text: str) -> list[Token]:
    """The blocks of a text. What is inside them is read where it is needed: see `inside`."""
    return _blocks().parse(text)


def inside(text: str) -> list[Token]:
    """What stands inside a block's text, or inside one line."""
    return list(_parser().parseInline(text)[0].children or [])


def bare_words(text: str) -> str:
    """The words of a text without any marks, its lines joined; nothing if it may have some."""
    lines = text.split("\n")
    if all(map(_BARE.fullmatch, lines)) and not holds_emergency_number(text):
        return " ".join(lines)
    return ""


@cache
def _blocks() -> MarkdownIt:
    # Most blocks hold no marks, and reading what is inside them is half of the work.
    parser = _new_parser()
    parser.core.ruler.disable("inline")
    return parser


@cache
def _parser() -> MarkdownIt:
    return _new_parser()


def _new_parser() -> MarkdownIt:
    # HTML, tables and every link address are read only so that they can be refused
    # by name; left off, they would reach the patient as text. Definitions of links
    # (`[a]: b`) would vanish from the page: without the rule they stay as words.
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.disable("reference")
    # Signs behind a \ stay apart: they are meant as they are.
    parser.core.ruler.disable("text_join")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser
