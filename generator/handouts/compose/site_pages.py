"""The pages that belong to the site and not to one handout."""

from __future__ import annotations

from dataclasses import replace

from handouts.compose import danger
from handouts.compose.context import Context, figure_node
from handouts.compose.terms import definition
from handouts.content.library import Library
from handouts.content.models import SourceFile
from handouts.document import nodes as n
from handouts.document.phrases import PHRASES
from handouts.document.walk import text_of


def source_node(source_id: str, source: SourceFile) -> n.Source:
    """A source as a node."""
    return n.Source(
        f"source-{source_id}",
        source.title,
        source.publisher,
        source.date,
        source.url,
        source.checked_on,
    )


def _document(ctx: Context, name: str, *blocks: n.Block) -> n.Document:
    title, lead = PHRASES[name], PHRASES[f"{name}-lead"]
    return n.Document(
        id=name,
        handout="",
        kind=name,
        language=ctx.handout.file.language,
        path=name,
        title=title,
        short_title=title,
        description=lead,
        blocks=(n.KeyPoint("key-point", text_of(lead)), danger.strip(ctx), *blocks),
    )


def glossary(library: Library) -> n.Document:
    """Every term, by the alphabet."""
    ordered = sorted(library.glossary.items(), key=lambda item: item[1].name.casefold())
    entries = tuple(definition(term, entry) for term, entry in ordered)
    return _document(
        Context(library, library.main), "glossary", n.GlossaryList("glossary/list", entries)
    )


def sources(library: Library) -> n.Document:
    """Every source, by its title."""
    ordered = sorted(library.sources.items(), key=lambda item: item[1].title.casefold())
    nodes = tuple(source_node(source_id, source) for source_id, source in ordered)
    return _document(Context(library, library.main), "sources", n.Sources("sources/list", nodes))


def print_page(library: Library) -> n.Document:
    """The sheets to print. The theme lists the files: they are made later."""
    return _document(Context(library, library.main), "print")


def gallery(library: Library) -> n.Document:
    """Every figure with its description, for staff to print and to review."""
    sections = []
    for source in library.figures.values():
        figure = figure_node(source)
        # The same words stand hidden in the figure: here they are shown, under keys of their own.
        shown = (replace(p, key=f"shown/{p.key}") for p in figure.long_description)
        sections.append(n.Section(source.id, text_of(figure.title), (figure, *shown)))
    return _document(Context(library, library.main), "gallery", *sections)
