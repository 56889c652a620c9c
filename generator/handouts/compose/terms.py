"""Explains each glossary word where it first appears on a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from handouts.content.models import TermFile
from handouts.document import nodes as n
from handouts.document.walk import find


def explained(blocks: n.Blocks, glossary: Mapping[str, TermFile]) -> n.Blocks:
    """The blocks, with the meaning of new words right after each.

    A reader on paper or on a phone has no hover: the meaning stands in the text.
    """
    return _explained(blocks, glossary, set())


def definition(term: str, entry: TermFile) -> n.Definition:
    """A glossary entry as a node."""
    return n.Definition(term, entry.name, entry.plain, entry.definition)


def _explained(blocks: n.Blocks, glossary: Mapping[str, TermFile], seen: set[str]) -> n.Blocks:
    return tuple(_each(blocks, glossary, seen))


def _each(blocks: n.Blocks, glossary: Mapping[str, TermFile], seen: set[str]) -> Iterator[n.Block]:
    for block in blocks:
        if isinstance(block, n.Section):
            yield replace(block, blocks=_explained(block.blocks, glossary, seen))
            continue
        yield block
        # Each new word once, in the order of the text.
        new = dict.fromkeys(t.term for t in find(block, n.Term) if t.term not in seen)
        seen.update(new)
        if new:
            entries = tuple(definition(term, glossary[term]) for term in new)
            yield n.Definitions(f"words/{'-'.join(new)}", entries)
