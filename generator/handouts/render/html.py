"""Nodes to HTML: one template macro for each kind of node, autoescape everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from babel import Locale
from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from handouts.content.models import ClinicFile
from handouts.document import nodes as n
from handouts.document.dates import date_text
from handouts.document.phrases import PHRASES
from handouts.figures.svg import Drawing
from handouts.render import icons
from handouts.render.addresses import Addresses
from handouts.render.drawing import inline_svg
from handouts.render.slots import fill

MACROS: Mapping[type, str] = MappingProxyType(
    {
        n.Strong: "strong",
        n.PageLink: "page_link",
        n.WebLink: "web_link",
        n.Term: "term",
        n.Slot: "slot",
        n.Paragraph: "paragraph",
        n.BulletList: "bullet_list",
        n.NumberedList: "numbered_list",
        n.Inset: "inset",
        n.KeyPoint: "key_point",
        n.CareCard: "care_card",
        n.DangerSigns: "danger_signs",
        n.DangerStrip: "danger_strip",
        n.Figure: "figure",
        n.Definitions: "definitions",
        n.GlossaryList: "glossary_list",
        n.Facts: "facts",
        n.Contrast: "contrast",
        n.Cards: "cards",
        n.Table: "table",
        n.NerveMap: "nerve_map",
        n.Questions: "questions",
        n.Diary: "diary",
        n.NoteLines: "note_lines",
        n.ClinicCard: "clinic_card",
        n.Sources: "sources",
        n.SideBySide: "side_by_side",
    }
)
"""Every node that has HTML of its own, but for words. Sections are headings of the page file."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What nodes need from outside the document.

    `source_language` and `clinic_language` are the languages of the sources' titles
    and of the clinic's own words, where they are not the page's own; else empty.
    `drawn` keeps each figure as it was drawn: many pages show the same one.
    """

    clinic: ClinicFile
    drawings: Mapping[str, Drawing]
    addresses: Addresses
    phrases: Mapping[str, str] = field(default_factory=lambda: PHRASES)
    source_language: str = ""
    clinic_language: str = ""
    drawn: dict[tuple[str, str], tuple[n.Figure, Markup]] = field(
        default_factory=dict, compare=False, repr=False
    )


def bytecode_cache() -> FileSystemBytecodeCache | None:
    """Where Jinja keeps templates that it has read: a folder of this user's alone, or nowhere.

    It never stands in the build's folder, which may come from a stranger: it is code.
    """
    try:
        return FileSystemBytecodeCache()
    except (OSError, RuntimeError):  # somebody else has the folder of that name
        return None


@cache
def environment() -> Environment:
    """The templates, with autoescape on and no forgiveness for missing values."""
    return Environment(
        loader=PackageLoader("handouts.render"),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=bytecode_cache(),
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _abroad(language: str) -> Markup:
    """The attributes of words in another language; nothing where there is none."""
    if not language:
        return Markup("")
    direction = Locale.parse(language, sep="-").text_direction
    return Markup(' lang="{}" dir="{}"').format(language, direction)


def _language_name(language: str) -> str:
    """A language's name in its own words, as it stands in a list."""
    name = Locale.parse(language, sep="-").get_display_name() or language
    return name[:1].upper() + name[1:]


def _on_one_line(text: str) -> str:
    first, *lines = text.split("\n")
    if not lines:
        return text
    inner = [line for line in map(str.strip, lines[:-1]) if line]
    return " ".join([first.rstrip(), *inner, lines[-1].lstrip()])


class HtmlRenderer:
    """Renders the nodes of one document."""

    def __init__(self, document: n.Document, around: Surroundings) -> None:
        self._document = document
        self._around = around
        module = (
            environment()
            .get_template("blocks.html.j2")
            .make_module(
                {
                    "inlines": self.nodes,
                    "href": self._href,
                    "fill": lambda slot: fill(around.clinic, slot),
                    "icon": lambda name: Markup(icons.svg(name)),
                    "drawing": self._drawing,
                    "phrase": around.phrases.__getitem__,
                    "clinic": around.clinic,
                    "abroad": _abroad,
                    "source_language": around.source_language,
                    "clinic_language": around.clinic_language,
                    "language_name": _language_name,
                    "day": lambda text: date_text(text, document.language),
                }
            )
        )
        self._macros: dict[type, Callable[[Any], Markup]] = {
            node: getattr(module, name) for node, name in MACROS.items()
        }

    def nodes(self, nodes: Iterable[n.Inline | n.Block]) -> Markup:
        """Nodes one after the other."""
        # Each is Markup already; Markup's own join would escape them one by one again.
        return Markup("".join([self.node(node) for node in nodes]))

    def node(self, node: n.Inline | n.Block) -> Markup:
        """One node, on one line: an empty line would end it in a Markdown file."""
        # Most nodes are bare words, and a macro costs ten times what they do.
        made = escape(node.text) if type(node) is n.Text else self._macros[type(node)](node)
        return Markup(_on_one_line(made)) if "\n" in made else made

    def _href(self, link: n.PageLink) -> str:
        return self._around.addresses.relative(self._document, link.page, link.anchor)

    def _drawing(self, figure: n.Figure) -> Markup:
        language, drawn = self._document.language, self._around.drawn
        kept = drawn.get((language, figure.figure))
        if kept is None or kept[0] != figure:
            drawing = self._around.drawings[figure.figure]
            svg = Markup(_on_one_line(inline_svg(figure, drawing, language)))
            drawn[language, figure.figure] = kept = (figure, svg)
        return kept[1]
