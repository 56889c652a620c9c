"""A document in another language, whole or not at all. Pure functions."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TypeAlias

from handouts.content.prose import ProseError
from handouts.document import nodes as n
from handouts.document.walk import plain, text_of
from handouts.translation.catalogs import Catalog
from handouts.translation.notation import read, written
from handouts.translation.visit import Names, visited


@dataclass(frozen=True, slots=True)
class Withheld:
    """A page that is not shown in a language, and why.

    `document` is the English page; `missing` are the contexts of the messages that
    it lacks; `changed` says whether some of them were translated from other English.
    """

    document: n.Document
    missing: tuple[str, ...]
    changed: bool = False


Translated: TypeAlias = n.Document | Withheld


class Lookup:
    """Puts translations into texts, and notes those that are missing."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.missing: list[str] = []

    def line(self, context: str, content: n.Inlines, comment: str = "") -> n.Inlines:
        """The line in the other language; the English where it is missing."""
        found = self._catalog.get(context, written(content))
        if found is not None:
            try:
                return read(found)
            except ProseError:
                pass  # the checks say what is wrong with it
        self.missing.append(context)
        return content

    def plain(self, context: str, text: str, comment: str = "") -> str:
        """Words in the other language; the English where they are missing."""
        return plain(self.line(context, text_of(text)))


def translate(document: n.Document, naming: Names, catalog: Catalog) -> Translated:
    """The document in the catalog's language, or why it is withheld."""
    lookup = Lookup(catalog)
    made = visited(document, naming, lookup)
    if lookup.missing:
        missing = tuple(dict.fromkeys(lookup.missing))
        changed = any(c in catalog.entries and catalog.entries[c].text for c in missing)
        return Withheld(document, missing, changed)
    blocks = tuple(_sorted(block) for block in made.blocks)
    aliases = search_words_at(naming.page(document.handout, document.id), catalog)
    return replace(made, language=catalog.language, blocks=blocks, aliases=aliases)


def search_words_at(context: str, catalog: Catalog) -> tuple[str, ...]:
    """The search words that translators wrote for a page, a part, a sign or a term.

    They hold whatever becomes of the English ones: they are words of their own and
    not a translation, and nobody reads them as advice.
    """
    entry = catalog.entries.get(f"{context}/aliases")
    text = entry.text if entry else ""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _sorted(block: n.Block) -> n.Block:
    """The glossary by the alphabet of its own language."""
    if not isinstance(block, n.GlossaryList):
        return block
    entries = sorted(block.entries, key=lambda entry: _alphabet(entry.name))
    return replace(block, entries=tuple(entries))


def _alphabet(word: str) -> tuple[str, str]:
    """Where a word stands in an alphabetical list, without the article and accents."""
    folded = _without_accents(word)
    return folded.removeprefix("ال"), folded


def _without_accents(word: str) -> str:
    """The word in small letters, its accents and vowel marks left out."""
    kept = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in kept if not unicodedata.combining(c))
