"""What search knows of some pages: their titles, search words, first lines and text.

A part is made from its own pages alone. Parts are put together to the index of a site,
so that a changed handout costs one new part.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from handouts.compose.search_words import SearchWords
from handouts.document import nodes as n
from handouts.document.walk import descend, find, plain
from handouts.render.addresses import Addresses
from handouts.render.search_language import Language, language

_TEASER = 90
_MOST_USES = 3
_WEIGHTS = {
    "gallery": 0.6,
    "print": 0.8,
    "side-by-side": 0.8,
    "glossary": 0.82,
    "sources": 0.85,
    "notice": 0.92,
    "summary": 0.95,
}
"""Pages that name many things are seldom what a patient looks for."""
_STARTS = ("help", "home", "symptoms", "overview")
STARTS = len(_STARTS)
"""Kinds of page to start from where nothing is found."""
_REPEATED = (n.DangerSigns, n.DangerStrip, n.Definitions, n.Sources, n.ClinicCard, n.SideBySide)
"""What stands on many pages, so that it tells nothing about the one."""


@dataclass(frozen=True, slots=True)
class SearchPart:
    """Rows of an index; pages, entries and cards are counted from 0 in the part.

    `pages`, `entries`, `cards` and `signs` are rows as the engine reads them; `help` and
    `starts` are pages. `words` are those of the text and `uses` tells for each on which
    pages it stands: see `packed`.
    """

    pages: tuple[Mapping[str, Any], ...]
    entries: tuple[list[Any], ...]
    cards: tuple[Mapping[str, Any], ...]
    signs: tuple[tuple[int, int], ...]
    help: tuple[int, ...]
    starts: tuple[int, ...]
    words: tuple[str, ...]
    uses: tuple[str, ...]


def search_part(
    documents: Iterable[n.Document], words: SearchWords, addresses: Addresses, code: str
) -> SearchPart:
    """What search knows of some pages of a language.

    Args:
        documents: the pages.
        words: the search words of the language.
        addresses: where the pages are.
        code: the language, such as `en`.
    """
    rules = language(code)
    part = _Part(rules, addresses, words, filler=frozenset(rules.rules["filler"]))
    for document in documents:
        part.document(document)
    stems = tuple(sorted(part.uses))
    return SearchPart(
        pages=tuple(part.pages),
        entries=tuple(part.entries),
        cards=tuple(part.cards),
        signs=tuple(part.signs),
        help=tuple(part.help),
        starts=tuple(part.starts),
        words=stems,
        uses=tuple(packed(part.uses[word]) for word in stems),
    )


def packed(places: Iterable[tuple[int, int]]) -> str:
    """The pages of a word, in order, and how often it stands there (1 to 3), in base 36.

    Each number is four times the way from the page before, and the count.
    """
    before, items = 0, []
    for page, often in places:
        items.append(base36((page - before) * 4 + often))
        before = page
    return ",".join(items)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A page or a part of one: what it is known by, and its text.

    `kind` is page, part, frame (a part that the generator names), term or sign; `names`
    are search words; `line` is its first line; `sign` is the number of a danger sign.
    """

    page: int
    kind: str
    anchor: str
    title: str
    names: Sequence[str]
    blocks: Iterable[Any]
    line: str
    sign: int = -1


@dataclass(slots=True)
class _Part:
    """A part in the making."""

    language: Language
    addresses: Addresses
    words: SearchWords
    pages: list[dict[str, Any]] = field(default_factory=list)
    entries: list[list[Any]] = field(default_factory=list)
    cards: list[dict[str, Any]] = field(default_factory=list)
    signs: list[tuple[int, int]] = field(default_factory=list)
    help: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    uses: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    filler: frozenset[str] = frozenset()
    _text: list[str] = field(default_factory=list)

    def document(self, document: n.Document) -> None:
        """Adds a page and its parts."""
        page = len(self.pages)
        folder = f"{document.path}/" if document.path else ""
        address = folder if self.addresses.directories else f"{folder}index.html"
        self.pages.append(
            {
                "address": address,
                "title": document.title,
                "text": _teaser(document.description),
                "weight": _WEIGHTS.get(document.kind, 1),
            }
        )
        if document.kind in _STARTS and len(self.starts) < STARTS:
            self.starts.append(page)
        names = [*document.aliases, *self._words(document, "")]
        if document.short_title != document.title:
            names = [document.short_title, *names]
        if document.kind == "help":
            names += self.language.rules["emergency"]
        own = [b for b in document.blocks if not isinstance(b, n.Section)]
        self._add(_Entry(page, "page", "", document.title, names, own, document.description))
        if document.kind == "help":
            self.help.append(page)
            for signs in find(document.blocks, n.DangerSigns):
                self._danger(page, document, signs)
        for block in document.blocks:
            if isinstance(block, n.Section):
                self._section(page, document, block)
            elif isinstance(block, n.GlossaryList):
                self._terms(page, block)
        self._used(page)

    def _section(self, page: int, document: n.Document, section: n.Section) -> None:
        if section.phrase == "sources":
            return
        inner = [b for b in section.blocks if isinstance(b, n.Section)]
        own = [b for b in section.blocks if not isinstance(b, n.Section | n.NerveMap)]
        names = self._words(document, section.key)
        title = plain(section.title)
        if document.kind == "gallery":
            return
        kind = "frame" if section.phrase else "part"
        self._add(_Entry(page, kind, section.key, title, names, own, _first_line(own)))
        for root in find(section.blocks, n.NerveRoot):
            line = plain(root.path)
            self._add(_Entry(page, "part", root.key, root.name, (), [root], line))
        for part in inner:
            self._section(page, document, part)

    def _terms(self, page: int, block: n.GlossaryList) -> None:
        for entry in block.entries:
            names = [entry.plain] if entry.plain else []
            names += self.words.terms.get(entry.term, ())
            line = plain(entry.content)
            self._add(_Entry(page, "term", entry.term, entry.name, names, [entry], line))

    def _danger(self, page: int, document: n.Document, block: n.DangerSigns) -> None:
        for card in block.cards:
            number = len(self.cards)
            self.cards.append(
                {
                    "level": card.level,
                    "title": plain(card.title),
                    "action": plain(card.action),
                    "page": page,
                }
            )
            for sign in card.signs:
                names = self.words.signs.get((document.handout, sign.key[len("sign-") :]), ())
                text, more = plain(sign.content), plain(sign.more)
                place = len(self.signs)
                self.signs.append((number, len(self.entries)))
                self._add(_Entry(page, "sign", sign.key, text, names, [sign], more, place))

    def _words(self, document: n.Document, part: str) -> tuple[str, ...]:
        found = self.words.pages.get((document.handout, document.id, part), ())
        return tuple(word for word in found if word not in document.aliases)

    def _add(self, entry: _Entry) -> None:
        # A page's first line stands with the page; a sign says enough itself.
        shown = "" if entry.kind in ("page", "sign") else _teaser(entry.line)
        # Most parts have no name but their title.
        names = self.language.once((entry.title, *entry.names))[1:] if entry.names else []
        self.entries.append(
            [entry.page, entry.kind, entry.anchor, entry.title, shown, names, entry.sign]
        )
        self._text.append(entry.line)
        self._text.extend(t.text for block in entry.blocks for t in _texts(block))

    def _used(self, page: int) -> None:
        """Notes the words of a page's text."""
        found = Counter(self.language.words(" ".join(self._text)))
        self._text.clear()
        filler, uses = self.filler, self.uses
        places = [(page, often) for often in range(_MOST_USES + 1)]
        for word, often in found.items():
            if word not in filler and len(word) > 1:
                uses[word].append(places[often if often < _MOST_USES else _MOST_USES])


def _texts(block: Any) -> Iterator[n.Text]:
    if isinstance(block, _REPEATED):
        return iter(())
    return find(block, n.Text)


def _first_line(blocks: Iterable[n.Block]) -> str:
    for block in blocks:
        if isinstance(block, _REPEATED):
            continue
        for node in descend(block):
            if isinstance(node, n.Paragraph | n.Item | n.Fact | n.Card):
                return plain(node.content)
    return ""


def _teaser(line: str) -> str:
    """The first words of a line, as many as a small screen shows."""
    if len(line) <= _TEASER:
        return line
    return line[:_TEASER].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


@lru_cache(maxsize=4096)
def base36(number: int) -> str:
    """A number of 0 or more in base 36, as JavaScript reads it."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    made = ""
    while number:
        number, last = divmod(number, 36)
        made = digits[last] + made
    return made or "0"
