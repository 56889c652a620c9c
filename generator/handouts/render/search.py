"""The search index: one script file per language, loaded when a reader first searches.

It is a script and not JSON, because pages opened from a disk may not fetch. It
holds titles, search words and first lines as text, and on which pages each word of
the text stands. How words are compared is data too (`languages/<language>.json`);
`theme/assets/javascripts/search-engine.js` reads it all.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from handouts.compose.search_words import SearchWords
from handouts.document import nodes as n
from handouts.document.walk import descend, find, plain
from handouts.render.addresses import Addresses
from handouts.render.artifact import Artifact

FORMAT = 1
_TEASER = 90
_MOST_USES = 3
_PAIR = 2
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_DOTS = re.compile(r"\.(?=[^\W\d_](?:[\W\d_]|$))")
_GROUP = re.compile(r"\$(\d)")
_ACCENTS = re.compile("[\u0300-\u036f]+")
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
"""Kinds of page to start from where nothing is found."""
_REPEATED = (n.DangerSigns, n.DangerStrip, n.Definitions, n.Sources, n.ClinicCard, n.SideBySide)
"""What stands on many pages, so that it tells nothing about the one."""


@dataclass(frozen=True, slots=True)
class Language:
    """How search reads a language. `rules` go to the browser as they are."""

    rules: Mapping[str, Any]
    messages: Mapping[str, Any]
    _forms: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def fold(self, text: str) -> str:
        """The text without case, accents and apostrophes; as the engine's `fold`."""
        made = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).lower()
        made = _DOTS.sub("", _APOSTROPHES.sub("", made))
        for pattern, stands in self.rules["fold"]:
            made = re.sub(pattern, stands, made)
        return made

    def words(self, text: str) -> list[str]:
        """The folded words of a text; as the engine's `split`."""
        folded = self.fold(text)
        found = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in folded).split()
        if not self.rules["pairs"]:
            return found
        return [pair for word in found for pair in _two_by_two(word)]

    def once(self, names: Iterable[str]) -> list[str]:
        """The names without those that search would read as the same words."""
        kept: dict[frozenset[str], str] = {}
        for name in names:
            kept.setdefault(frozenset(self._canon(w) for w in self.words(name)), name)
        return list(kept.values())

    def _canon(self, word: str) -> str:
        """The form that a word shares with its spellings and endings; as the engine's."""
        form = self._forms.get(word)
        if form is None:
            form = word
            for pattern, stands in self.rules["canon"]:
                form = re.sub(pattern, _GROUP.sub(r"\\\1", stands), form)
            self._forms[word] = form
        return form


@cache
def language(code: str) -> Language:
    """The rules of a language; English serves where a language has none."""
    folder = files("handouts.render") / "languages"
    file = folder / f"{code}.json"
    if not file.is_file():
        file = folder / "en.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    messages = data.pop("messages")
    return Language(data, messages)


def _two_by_two(word: str) -> list[str]:
    if len(word) <= _PAIR or all(unicodedata.name(c, "").startswith("LATIN") for c in word):
        return [word]
    return [word[i : i + _PAIR] for i in range(len(word) - 1)]


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
    names: Iterable[str]
    blocks: Iterable[Any]
    line: str
    sign: int = -1


@dataclass(slots=True)
class _Index:
    """An index in the making."""

    language: Language
    addresses: Addresses
    words: SearchWords
    pages: list[dict[str, Any]] = field(default_factory=list)
    entries: list[list[Any]] = field(default_factory=list)
    cards: list[dict[str, Any]] = field(default_factory=list)
    signs: list[list[int]] = field(default_factory=list)
    help: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    uses: dict[str, dict[int, int]] = field(default_factory=dict)

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
        if document.kind in _STARTS and len(self.starts) < len(_STARTS):
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
                self.signs.append([number, len(self.entries)])
                self._add(_Entry(page, "sign", sign.key, text, names, [sign], more, place))

    def _words(self, document: n.Document, part: str) -> tuple[str, ...]:
        found = self.words.pages.get((document.handout, document.id, part), ())
        return tuple(word for word in found if word not in document.aliases)

    def _add(self, entry: _Entry) -> None:
        # A page's first line stands with the page; a sign says enough itself.
        shown = "" if entry.kind in ("page", "sign") else _teaser(entry.line)
        _, *names = self.language.once((entry.title, *entry.names))
        self.entries.append(
            [entry.page, entry.kind, entry.anchor, entry.title, shown, names, entry.sign]
        )
        filler = self.language.rules["filler"]
        text = " ".join(t.text for block in entry.blocks for t in _texts(block))
        for word in self.language.words(f"{entry.line} {text}"):
            if word not in filler and len(word) > 1:
                where = self.uses.setdefault(word, {})
                where[entry.page] = min(where.get(entry.page, 0) + 1, _MOST_USES)

    def packed(self) -> tuple[str, str]:
        """The words in order, and for each its places: see `_base36`."""
        words = sorted(self.uses)
        places = []
        for word in words:
            before, items = 0, []
            for page, often in sorted(self.uses[word].items()):
                items.append(_base36((page - before) * 4 + often))
                before = page
            places.append(",".join(items))
        return " ".join(words), " ".join(places)


def search_index(
    documents: Iterable[n.Document], words: SearchWords, addresses: Addresses, code: str
) -> Artifact:
    """The index of a site in one language.

    Args:
        documents: the pages that are published in that language.
        words: its search words.
        addresses: where the pages are.
        code: the language, such as `en`.
    """
    rules = language(code)
    index = _Index(rules, addresses, words)
    for document in documents:
        index.document(document)
    stems, uses = index.packed()
    data = {
        "format": FORMAT,
        "code": code,
        "language": {**rules.rules, "same": words.same},
        "messages": rules.messages,
        "pages": index.pages,
        "entries": index.entries,
        "cards": index.cards,
        "signs": index.signs,
        "help": index.help,
        "starts": index.starts,
        "words": stems,
        "uses": uses,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Two signs that end a line in older scripts.
    text = text.replace("\u2028", " ").replace("\u2029", " ")
    return Artifact(index_path(code), f"self.handoutsSearchIndex={text};\n".encode())


def index_path(code: str) -> str:
    """Where the index of a language stands below the site's root."""
    return f"assets/search/index.{code}.js"


def search_theme(code: str) -> dict[str, Any]:
    """What the theme needs for the search box: where the index is, and its words."""
    return {"index": index_path(code), "messages": dict(language(code).messages)}


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


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    made = ""
    while number:
        number, last = divmod(number, 36)
        made = digits[last] + made
    return made or "0"
