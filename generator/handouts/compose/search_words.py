"""The words that patients search by, gathered from where authors wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handouts.content.kinds import Diagnosis, Page, Symptoms
from handouts.content.library import Handout, Library
from handouts.content.search import SearchFile

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchWords:
    """Search words of one language.

    `pages` is by handout, page and part ("" for the whole page), `signs` by
    handout and sign, `terms` by term. Each line of `same` means one thing.
    """

    pages: Mapping[tuple[str, str, str], Words]
    signs: Mapping[tuple[str, str], Words]
    terms: Mapping[str, Words]
    same: tuple[Words, ...]


def search_words(library: Library, language: str) -> SearchWords:
    """Every search word of a language: beside the content, and from its own file."""
    file = library.search.get(language, SearchFile())
    pages: dict[tuple[str, str, str], Words] = {}
    signs: dict[tuple[str, str], Words] = {}
    terms: dict[str, Words] = {}
    for handout in library.handouts.values():
        if handout.file.language == language:
            pages.update(_of_pages(handout))
            for level in (handout.danger_signs.now, handout.danger_signs.today):
                signs.update(((handout.id, s.id), s.aliases) for s in level.signs)
    if library.main.file.language == language:
        pages.update((("", p.id, ""), p.fields.aliases) for p in library.notices.values())
        terms.update((key, term.aliases) for key, term in library.glossary.items())
    for name, words in file.pages.items():
        for place in _places(library, name):
            pages[place] = (*pages.get(place, ()), *words)
    for name, words in file.signs.items():
        owner, sign = _owned(library, name)
        signs[owner, sign] = (*signs.get((owner, sign), ()), *words)
    for name, words in file.terms.items():
        terms[name] = (*terms.get(name, ()), *words)
    return SearchWords(pages, signs, terms, file.same)


def _of_pages(handout: Handout) -> Iterator[tuple[tuple[str, str, str], Words]]:
    for page in handout.pages.values():
        yield (handout.id, page.id, ""), page.fields.aliases
        for part, words in _of_parts(page.fields):
            yield (handout.id, page.id, part), words


def _of_parts(fields: Page) -> Iterator[tuple[str, Words]]:
    if isinstance(fields, Symptoms):
        yield from ((part.id, part.aliases) for part in fields.parts)
    elif isinstance(fields, Diagnosis):
        yield from ((test.id, test.aliases) for test in fields.tests)


def _owned(library: Library, name: str) -> tuple[str, str]:
    """A name's handout: written before a slash, or the main one."""
    owner, slash, rest = name.partition("/")
    return (owner, rest) if slash else (library.main.id, name)


def _places(library: Library, name: str) -> tuple[tuple[str, str, str], ...]:
    """Where the words of a page or part go; pages of the site have no handout."""
    page, _, part = name.partition("#")
    owner, page = _owned(library, page)
    if "/" not in name and page not in library.handouts[owner].pages:
        return (("", page, part),)
    return ((owner, page, part),)
