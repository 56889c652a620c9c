"""A whole library in another language: what is shown, and what is withheld."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from handouts.compose.library import ComposedHandout, Composition, Part
from handouts.compose.search_words import SearchWords
from handouts.content.models import ClinicFile
from handouts.document import nodes as n
from handouts.document.keys import slug
from handouts.document.phrases import PHRASES
from handouts.document.walk import plain
from handouts.translation.catalogs import Catalog
from handouts.translation.messages import Message
from handouts.translation.notation import read
from handouts.translation.record import Record
from handouts.translation.translate import Lookup, Withheld, search_words_at, translate
from handouts.translation.visit import Names, names

MUST_BE_WHOLE = frozenset(("help", "treatment"))
"""Kinds of page without which a handout is not published in a language at all.

The danger signs in full, and what is said about medicines and other treatments.
"""


@dataclass(frozen=True, slots=True)
class Translation:
    """A library in one language.

    `composition` holds what is shown and nothing else; `withheld` are the other
    pages. `unpublished` are the contexts that keep the whole language back: where it
    is not empty, `composition` is. `phrases` are the generator's words that there are.
    """

    language: str
    composition: Composition
    phrases: Mapping[str, str]
    withheld: tuple[Withheld, ...] = ()
    unpublished: tuple[str, ...] = ()
    record: Record | None = None
    conditions: Mapping[str, str] = field(default_factory=dict)

    @property
    def published(self) -> bool:
        """Whether the language has any page at all."""
        return not self.unpublished


def translate_library(
    composition: Composition,
    main: str,
    catalog: Catalog,
    texts: Mapping[str, Message],
    record: Record | None = None,
) -> Translation:
    """Everything that can be shown in the catalog's language.

    Args:
        composition: the library in English.
        main: the id of the site's main handout.
        catalog: the translations that may be used.
        texts: every message by its context.
        record: who translated.
    """
    naming = names(composition, main)
    phrases, missing = _phrases(catalog, texts)
    handouts = [_Handout(h, naming, catalog, texts) for h in composition.handouts]
    missing += [c for h in handouts if h.id == main for c in h.missing]
    withheld: list[Withheld] = []
    shown = []
    for handout in handouts:
        if missing or handout.missing:
            withheld += handout.all_withheld()
        else:
            shown.append(handout.composed())
            withheld += handout.withheld
    rest = {}
    for name, documents in (
        ("site_pages", composition.site_pages),
        ("notices", composition.notices),
    ):
        done = [translate(d, naming, catalog) for d in documents]
        if missing:
            done = [_whole_withheld(d, catalog, missing) for d in documents]
        withheld += [d for d in done if isinstance(d, Withheld)]
        rest[name] = tuple(d for d in done if isinstance(d, n.Document))
    return Translation(
        catalog.language,
        Composition(tuple(shown), rest["notices"], rest["site_pages"]),
        phrases,
        tuple(withheld),
        tuple(dict.fromkeys(missing)),
        record,
        {h.id: h.condition for h in handouts},
    )


def _phrases(catalog: Catalog, texts: Mapping[str, Message]) -> tuple[dict[str, str], list[str]]:
    """The generator's words in the language, and the contexts of those that are missing."""
    found: dict[str, str] = {}
    missing = []
    for context, message in texts.items():
        if message.domain != "interface":
            continue
        text = catalog.get(context, message.text)
        if text is None:
            missing.append(context)
        elif context.startswith("interface/phrases/"):
            found[context.rpartition("/")[2]] = plain(read(text))
    return {name: found[name] for name in PHRASES if name in found}, missing


def _whole_withheld(document: n.Document, catalog: Catalog, missing: Iterable[str]) -> Withheld:
    contexts = tuple(missing)
    changed = any(c in catalog.entries and catalog.entries[c].text for c in contexts)
    return Withheld(document, contexts, changed)


class _Handout:
    """One handout on its way into another language."""

    def __init__(
        self,
        handout: ComposedHandout,
        naming: Names,
        catalog: Catalog,
        texts: Mapping[str, Message],
    ) -> None:
        self.id = handout.id
        self._old, self._catalog = handout, catalog
        done = [translate(document, naming, catalog) for document in handout.documents]
        self._shown = tuple(d for d in done if isinstance(d, n.Document))
        self.withheld = [d for d in done if isinstance(d, Withheld)]
        lookup = Lookup(catalog)
        self._words = {
            name: lookup.plain(f"{handout.id}/handout.yml/{name}", text)
            for name, text in _titles(handout)
        }
        condition = texts.get(f"{handout.id}/handout.yml/condition")
        self.condition = lookup.plain(condition.context, condition.text) if condition else ""
        for context, message in texts.items():
            if context.startswith(f"{handout.id}/danger-signs.yml/") and not message.optional:
                lookup.line(context, read(message.text))
        whole = [w for w in self.withheld if w.document.kind in MUST_BE_WHOLE]
        self.missing = [*lookup.missing, *(c for w in whole for c in w.missing)]

    def all_withheld(self) -> list[Withheld]:
        """Every page, held back for what the handout lacks, or the page itself."""
        own = {w.document.id: w for w in self.withheld}
        return [
            own.get(d.id) or _whole_withheld(d, self._catalog, self.missing)
            for d in self._old.documents
        ]

    def composed(self) -> ComposedHandout:
        """The handout with the pages that are whole."""
        there = {document.id for document in self._shown}
        parts = []
        for part in self._old.parts:
            pages = tuple(page for page in part.pages if page in there)
            if pages:
                parts.append(Part(self._words[f"parts/{slug(part.title)}"], pages))
        return replace(
            self._old,
            title=self._words["title"],
            short_title=self._words["short-title"],
            parts=tuple(parts),
            documents=self._shown,
        )


def _titles(handout: ComposedHandout) -> Iterator[tuple[str, str]]:
    yield "title", handout.title
    yield "short-title", handout.short_title
    yield from ((f"parts/{slug(part.title)}", part.title) for part in handout.parts)


# --- search words and the clinic's own words -------------------------------


def translated_words(
    english: SearchWords, own: SearchWords, naming: Names, catalog: Catalog
) -> SearchWords:
    """The search words of a language: its own file's, and those that translators wrote."""

    def words(at: str) -> tuple[str, ...]:
        return search_words_at(at, catalog)

    pages = {
        place: (*own.pages.get(place, ()), *words(_page_context(naming, place)))
        for place in {**english.pages, **own.pages}
    }
    signs = {
        (handout, sign): (
            *own.signs.get((handout, sign), ()),
            *words(f"{handout}/danger-signs.yml/signs/{sign}"),
        )
        for handout, sign in {**english.signs, **own.signs}
    }
    terms = {
        term: (*own.terms.get(term, ()), *words(f"glossary/{term}"))
        for term in {**english.terms, **own.terms}
    }
    return SearchWords(pages, signs, terms, own.same)


def _page_context(naming: Names, place: tuple[str, str, str]) -> str:
    handout, page, part = place
    return f"{naming.page(handout, page)}/{part}".rstrip("/")


def translated_clinic(clinic: ClinicFile, catalog: Catalog) -> tuple[ClinicFile, bool]:
    """The clinic with its own words in the language, and whether that is all of them."""
    complete = True

    def word(name: str, text: str) -> str:
        nonlocal complete
        found = catalog.get(f"clinic/{name}", text) if text else text
        complete = complete and found is not None
        return text if found is None else found

    changed = {
        "phone": clinic.phone.model_copy(update={"label": word("phone", clinic.phone.label)}),
        "hours": tuple(word(f"hours/{slug(line)}", line) for line in clinic.hours),
        "footer": word("footer", clinic.footer),
        "language_help": word("language-help", clinic.language_help),
    }
    if clinic.after_hours:
        label = word("after-hours", clinic.after_hours.label)
        changed["after_hours"] = clinic.after_hours.model_copy(update={"label": label})
    return clinic.model_copy(update=changed), complete
