"""From a library to documents: every page of every handout, and the site's own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handouts.compose import site_pages
from handouts.compose.context import Context
from handouts.compose.kinds import COMPOSE
from handouts.compose.terms import explained
from handouts.content.checks import page_path
from handouts.content.library import Handout, Library, PageSource
from handouts.document import nodes as n
from handouts.document.phrases import PHRASES
from handouts.document.walk import plain

NOTICES = "notices"
"""The id of the notices where they are reviewed as one."""


@dataclass(frozen=True, slots=True)
class Part:
    """A group of pages in a handout's reading order."""

    title: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComposedHandout:
    """A handout as documents in reading order."""

    id: str
    title: str
    short_title: str
    path: str
    parts: tuple[Part, ...]
    documents: tuple[n.Document, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """Everything that can be rendered, in one language.

    `side_by_side` are the pages that show a handout's summary in two languages: they
    are made of what is reviewed elsewhere.
    """

    handouts: tuple[ComposedHandout, ...]
    notices: tuple[n.Document, ...]
    site_pages: tuple[n.Document, ...]
    side_by_side: tuple[n.Document, ...] = ()

    @property
    def units(self) -> tuple[ComposedHandout, ...]:
        """What is reviewed and signed as a whole: each handout, and the notices."""
        if not self.notices:
            return self.handouts
        title = PHRASES["notices"]
        notices = ComposedHandout(NOTICES, title, title, "", (), self.notices)
        return (*self.handouts, notices)

    @property
    def documents(self) -> tuple[n.Document, ...]:
        """Every document, in the site's order."""
        pages = tuple(d for handout in self.handouts for d in handout.documents)
        return (*pages, *self.site_pages, *self.notices, *self.side_by_side)


def compose(library: Library) -> Composition:
    """Documents for a library that `content.checks` finds no error in."""
    main = Context(library, library.main)
    return Composition(
        handouts=tuple(_handout(library, h, main.drawn) for h in library.handouts.values()),
        notices=tuple(_page(main, page, page.id) for page in library.notices.values()),
        site_pages=(
            site_pages.print_page(library),
            site_pages.glossary(library),
            site_pages.sources(library),
            site_pages.gallery(library),
        ),
    )


def _handout(library: Library, handout: Handout, drawn: dict[str, n.Figure]) -> ComposedHandout:
    ctx = Context(library, handout, drawn)
    pages = [handout.pages[page] for page in handout.order]
    return ComposedHandout(
        id=handout.id,
        title=handout.file.title,
        short_title=handout.file.short_title,
        path=handout.file.path,
        parts=tuple(Part(part.title, part.pages) for part in handout.file.parts),
        documents=tuple(_page(ctx, page, page_path(handout, page)) for page in pages),
    )


def _page(ctx: Context, page: PageSource, path: str) -> n.Document:
    fields = page.fields
    blocks = COMPOSE[page.kind](ctx, page)
    # The summary sheet has no room to explain words: its own must need none.
    if page.kind != "summary":
        blocks = explained(blocks, ctx.library.glossary)
    if fields.sources:
        nodes = tuple(site_pages.source_node(i, ctx.library.sources[i]) for i in fields.sources)
        blocks = (*blocks, ctx.own_section("sources", n.Sources("sources/list", nodes)))
    notice = page.kind == "notice"
    document = n.Document(
        id=page.id,
        handout="" if notice else ctx.handout.id,
        kind=page.kind,
        language=ctx.handout.file.language,
        path=path,
        title=fields.title,
        short_title=fields.short_title or fields.title,
        description=fields.description or plain(fields.key_point),
        blocks=blocks,
    )
    return replace(document, aliases=fields.aliases)
