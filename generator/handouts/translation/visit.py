"""One way through a document that sees every text a reader meets.

Collecting the messages of a document and putting translations into it take the
same way, so that no text can be in one and not in the other. Each text has a
context: a path of stable keys that names it, such as
`knee-pain/herniated-disc/what-happens/the-disc-bulges`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from handouts.compose.library import Composition
from handouts.document import nodes as n
from handouts.document.keys import slug
from handouts.document.phrases import PHRASES
from handouts.document.walk import plain
from handouts.translation.visit_shared import SharedTexts, Words, describes_figure

SITE_KINDS = frozenset(("glossary", "sources", "gallery", "print"))
"""Pages of the site whose own words are all the generator's."""

_PHRASE_OF: Mapping[str, str] = {text: name for name, text in reversed(list(PHRASES.items()))}


@dataclass(frozen=True, slots=True)
class Names:
    """Which file a page's texts belong to. `main` is the site's main handout."""

    main: str
    pages: frozenset[tuple[str, str]]

    def page(self, handout: str, page: str) -> str:
        """The start of the contexts of a page, found as links find it."""
        if (handout, page) not in self.pages and (self.main, page) in self.pages:
            handout = "" if ("", page) in self.pages else self.main
        return f"{handout or 'notices'}/{page}"


def names(composition: Composition, main: str) -> Names:
    """The names of everything in a composition."""
    return Names(main, frozenset((d.handout, d.id) for d in composition.documents))


def visited(document: n.Document, naming: Names, words: Words) -> n.Document:
    """The document with every text put through `words`."""
    return _Visit(document, naming, words).document()


def phrase_context(name: str) -> str:
    """The context of the generator's own words, or of a kind's heading."""
    group = "phrases" if name in PHRASES else "headings"
    return f"interface/{group}/{name}"


@dataclass(slots=True)
class _Visit:
    _document: n.Document
    _names: Names
    _words: Words

    @property
    def _page(self) -> str:
        return self._names.page(self._document.handout, self._document.id)

    @property
    def _generated(self) -> bool:
        """Whether it is a page of the site whose title and key point are the generator's."""
        name = self._document.id
        return not self._document.handout and name in PHRASES and f"{name}-lead" in PHRASES

    @property
    def _shared(self) -> SharedTexts:
        handout = self._document.handout or self._names.main
        return SharedTexts(self._words, f"{handout}/danger-signs.yml")

    def document(self) -> n.Document:
        old = self._document
        if self._generated:
            title = self._words.plain(phrase_context(old.id), old.title)
            description = self._words.plain(phrase_context(f"{old.id}-lead"), old.description)
            blocks = self._blocks(old.blocks)
            return replace(
                old, title=title, short_title=title, description=description, blocks=blocks
            )
        at = self._page
        title = self._words.plain(f"{at}/title", old.title, "Title of the page.")
        short = title
        if old.short_title != old.title:
            comment = "Short title of the page, for menus. Keep it short."
            short = self._words.plain(f"{at}/short-title", old.short_title, comment)
        blocks = self._blocks(old.blocks)
        before, after = _key_point(old.blocks), _key_point(blocks)
        description = plain(after)
        if old.description != plain(before):
            comment = "One sentence about the page, shown in search results."
            description = self._words.plain(f"{at}/description", old.description, comment)
        return replace(old, title=title, short_title=short, description=description, blocks=blocks)

    # --- small steps ---

    def _own(self, content: n.Inlines, context: str, hint: str = "", note: str = "") -> n.Inlines:
        """Words that may be the generator's own; `hint` is their likely name."""
        text = plain(content)
        name = hint if PHRASES.get(hint) == text else _PHRASE_OF.get(text, "")
        if name:
            return self._words.line(phrase_context(name), content)
        return self._words.line(context, content, note)

    def _items(self, items: tuple[n.Item, ...], comment: str = "") -> tuple[n.Item, ...]:
        return tuple(
            replace(i, content=self._words.line(f"{self._page}/{i.key}", i.content, comment))
            for i in items
        )

    def _paragraph(self, block: n.Paragraph) -> n.Paragraph:
        if describes_figure(block):
            return self._shared.description(block)
        context = f"{self._page}/{block.key}"
        return replace(block, content=self._words.line(context, block.content))

    def _blocks(self, blocks: n.Blocks) -> n.Blocks:
        return tuple(self._block(block) for block in blocks)

    # --- blocks ---

    def _block(self, block: n.Block) -> n.Block:  # noqa: C901, PLR0912 - a table
        match block:
            case n.Paragraph():
                return self._paragraph(block)
            case n.BulletList() | n.NumberedList():
                return replace(block, items=self._items(block.items))
            case n.Inset():
                return replace(block, paragraphs=tuple(map(self._paragraph, block.paragraphs)))
            case n.KeyPoint():
                return self._key_point(block)
            case n.CareCard():
                return self._shared.care_card(block)
            case n.DangerSigns():
                return self._shared.danger_signs(block)
            case n.DangerStrip():
                return self._shared.strip(block)
            case n.Figure():
                return self._shared.figure(block)
            case n.Definitions() | n.GlossaryList():
                return replace(block, entries=tuple(map(self._shared.definition, block.entries)))
            case n.Facts():
                return replace(block, facts=tuple(map(self._fact, block.facts)))
            case n.Contrast():
                return self._contrast(block)
            case n.Cards():
                return replace(block, cards=tuple(map(self._card, block.cards)))
            case n.Table():
                return self._table(block)
            case n.NerveMap():
                return self._nerve_map(block)
            case n.Questions():
                return replace(block, items=self._items(block.items, "A question to ask."))
            case n.Diary():
                return self._diary(block)
            case n.NoteLines():
                context = f"{self._page}/{block.key}/label"
                return replace(block, label=self._own(block.label, context))
            case n.ClinicCard() | n.Sources() | n.SideBySide():
                return block  # two languages side by side are put together from translations
            case n.Section():
                return self._section(block)
            case _:
                assert_never(block)

    def _key_point(self, block: n.KeyPoint) -> n.KeyPoint:
        if self._generated:
            context = phrase_context(f"{self._document.id}-lead")
            return replace(block, content=self._words.line(context, block.content))
        comment = "The page in one sentence."
        context = f"{self._page}/{block.key}"
        return replace(block, content=self._words.line(context, block.content, comment))

    def _section(self, block: n.Section) -> n.Section:
        if self._document.kind == "gallery":
            title = self._words.line(f"figures/{block.key}/title", block.title)
        elif block.phrase:
            title = self._words.line(phrase_context(block.phrase), block.title)
        else:
            context = f"{self._page}/{block.key}/heading"
            title = self._words.line(context, block.title, "A heading.")
        return replace(block, title=title, blocks=self._blocks(block.blocks))

    def _fact(self, fact: n.Fact) -> n.Fact:
        context = f"{self._page}/{fact.key}"
        name = self._own(fact.name, f"{context}/name", fact.key.rpartition("/")[2])
        comment = f"Answers: {plain(fact.name)}"
        return replace(fact, name=name, content=self._words.line(context, fact.content, comment))

    def _contrast(self, block: n.Contrast) -> n.Contrast:
        at = f"{self._page}/{block.key}"
        good, bad = plain(block.good_title), plain(block.bad_title)
        return replace(
            block,
            good_title=self._own(block.good_title, f"{at}/good"),
            good=self._items(block.good, f"In the list: {good}"),
            bad_title=self._own(block.bad_title, f"{at}/bad"),
            bad=self._items(block.bad, f"In the list: {bad}"),
        )

    def _card(self, card: n.Card) -> n.Card:
        target = self._names.page(self._document.handout, card.link.page)
        title = self._words.line(f"{target}/title", card.link.children, "Title of the page.")
        comment = f"Says why to read the page: {plain(card.link.children)}"
        content = self._words.line(f"{self._page}/{card.key}", card.content, comment)
        return replace(card, link=replace(card.link, children=title), content=content)

    def _table(self, block: n.Table) -> n.Table:
        at, line = f"{self._page}/{block.key}", self._words.line
        heads = [slug(plain(head)) for head in block.head]
        return replace(
            block,
            caption=line(f"{at}/caption", block.caption, "Caption of a table."),
            head=tuple(
                line(f"{at}/head/{key}", head, "Head of a column.")
                for key, head in zip(heads, block.head, strict=True)
            ),
            rows=tuple(
                replace(
                    row,
                    cells=tuple(
                        line(f"{at}/{row.key}/{key}", cell, "In a table.")
                        for key, cell in zip(heads, row.cells, strict=True)
                    ),
                )
                for row in block.rows
            ),
        )

    def _nerve_map(self, block: n.NerveMap) -> n.NerveMap:
        note = self._words.line(f"{self._page}/nerve-map/note", block.note)
        return replace(
            block,
            note=note,
            figures=tuple(map(self._shared.figure, block.figures)),
            heads=tuple(
                self._own(head, f"{self._page}/nerve-map/{slug(plain(head))}")
                for head in block.heads
            ),
            roots=tuple(map(self._root, block.roots)),
        )

    def _root(self, root: n.NerveRoot) -> n.NerveRoot:
        at, line = f"{self._page}/roots/{root.key}", self._words.line
        comment = f"In the table of nerve roots, row {root.name}."
        return replace(
            root,
            name=self._words.plain(f"{at}/name", root.name, "Name of a nerve root."),
            path=line(f"{at}/path", root.path, comment),
            feels=line(f"{at}/feels", root.feels, comment),
            moves=line(f"{at}/moves", root.moves, comment),
            reflex=line(f"{at}/reflex", root.reflex, comment),
            everyday=line(f"{at}/everyday", root.everyday, comment),
        )

    def _diary(self, block: n.Diary) -> n.Diary:
        at = f"{self._page}/{block.key}"
        return replace(
            block,
            caption=self._words.line(f"{at}/title", block.caption, "Title of the diary."),
            day=self._words.line(f"{at}/day", block.day, "Head of a narrow column."),
            columns=self._items(block.columns, "Head of a narrow column in the diary."),
        )


def _key_point(blocks: n.Blocks) -> n.Inlines:
    return next((b.content for b in blocks if isinstance(b, n.KeyPoint)), ())
