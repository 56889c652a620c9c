"""What composing a page needs to know, and the small steps every kind shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from handouts.content.inlines import FigurePlace
from handouts.content.library import FigureSource, Handout, Library
from handouts.content.prose import ProseBlock, ProseSection
from handouts.document import nodes as n
from handouts.document.keys import Keys
from handouts.document.phrases import PHRASES
from handouts.document.walk import plain, text_of


@dataclass(frozen=True, slots=True)
class Context:
    """The library, and the handout that a page belongs to.

    `drawn` holds the figures made so far: many pages show the same one.
    """

    library: Library
    handout: Handout
    drawn: dict[str, n.Figure] = field(default_factory=dict, compare=False, repr=False)

    # --- small steps ---

    def phrase(self, name: str) -> n.Inlines:
        """The generator's own words."""
        return text_of(PHRASES[name])

    def own_section(self, name: str, *blocks: n.Block) -> n.Section:
        """A section whose title the generator gives; its key is the phrase's name."""
        return n.Section(name, self.phrase(name), blocks, phrase=name)

    def items(self, scope: str, lines: Iterable[n.Inlines]) -> tuple[n.Item, ...]:
        """List items whose keys come from their own words."""
        keys = Keys()
        return tuple(n.Item(keys.take(scope, plain(line)), line) for line in lines)

    def bullets(self, scope: str, lines: Iterable[n.Inlines]) -> n.BulletList:
        """A bullet list from a field of front matter."""
        return n.BulletList(f"{scope}/list", self.items(scope, lines))

    def fact(self, scope: str, name: str, content: n.Inlines) -> n.Fact:
        """A short answer under one of the generator's own names."""
        return n.Fact(f"{scope}/{name}", self.phrase(name), content)

    # --- prose and figures ---

    def blocks(self, found: Iterable[ProseBlock]) -> n.Blocks:
        """An author's blocks, with each figure's place filled."""
        return tuple(
            self.figure(block.figure) if isinstance(block, FigurePlace) else block
            for block in found
        )

    def sections(self, found: Iterable[ProseSection], phrases: Iterable[str] = ()) -> n.Blocks:
        """An author's sections; `###` sections go into the `##` section before them."""
        kinds_own = frozenset(phrases)
        made: list[n.Section] = []
        for section in found:
            own = n.Section(
                section.key,
                section.title,
                self.blocks(section.blocks),
                section.level,
                phrase=section.key if section.key in kinds_own else "",
            )
            if section.level == 3 and made:
                outer = made[-1]
                made[-1] = n.Section(
                    outer.key, outer.title, (*outer.blocks, own), outer.level, outer.phrase
                )
            else:
                made.append(own)
        return tuple(made)

    def figure(self, figure: str) -> n.Figure:
        """A figure of the library with its words."""
        if figure not in self.drawn:
            self.drawn[figure] = figure_node(self.library.figures[figure])
        return self.drawn[figure]


def figure_node(source: FigureSource) -> n.Figure:
    """A figure with its words; the art stays in the library."""
    words = source.words
    paragraphs = [" ".join(p.split()) for p in words.long_description.split("\n\n") if p.strip()]
    keys = Keys()
    return n.Figure(
        key=f"figure-{source.id}",
        figure=source.id,
        title=words.title,
        caption=words.caption,
        alt=words.alt,
        long_description=tuple(
            n.Paragraph(keys.take(f"figure-{source.id}", p), text_of(p)) for p in paragraphs
        ),
        labels=tuple(n.Label(slot, text) for slot, text in words.labels.items()),
    )
