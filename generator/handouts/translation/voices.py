"""The library in each of its languages, ready to be rendered.

A voice holds everything that renderers need in one language, so that they know
of no other: the content's own titles, the clinic's words, the documents, the
phrases and the search words.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from handouts.compose.library import Composition, compose
from handouts.compose.search_words import SearchWords, search_words
from handouts.content.library import Handout, Library
from handouts.content.models import DangerSignsFile
from handouts.diagnostics import Code, Diagnostic, in_reading_order
from handouts.document import nodes as n
from handouts.document.phrases import PHRASES
from handouts.document.walk import plain, text_of
from handouts.figures.svg import Drawing
from handouts.translation import catalogs
from handouts.translation.catalogs import Catalog
from handouts.translation.languages import Spoken, spoken
from handouts.translation.left_out import left_out
from handouts.translation.library import (
    Translation,
    translate_library,
    translated_clinic,
    translated_words,
)
from handouts.translation.messages import Message, Messages, collect_all
from handouts.translation.misnamed import misnamed
from handouts.translation.notation import read, written
from handouts.translation.record import Record
from handouts.translation.side_by_side import side_by_side, summary_of
from handouts.translation.side_by_side import withheld as sheet_withheld
from handouts.translation.translate import Withheld
from handouts.translation.visit import names


@dataclass(frozen=True, slots=True)
class Voice:
    """A library in one language.

    `root` is the address of its pages below the site, empty for the language that
    the content is written in. `library` has its titles, danger signs and clinic's
    words in the language, and its site's address is that of the language;
    `foreign_clinic` is the language of the clinic's words
    where they are not all translated, or empty.
    """

    language: str
    root: str
    library: Library
    composition: Composition
    words: SearchWords
    phrases: Mapping[str, str] = field(default_factory=lambda: dict(PHRASES))
    withheld: tuple[Withheld, ...] = ()
    unpublished: tuple[str, ...] = ()
    record: Record | None = None
    foreign_clinic: str = ""

    @property
    def paths(self) -> frozenset[str]:
        """The addresses of the pages that are shown."""
        return frozenset(document.path for document in self.composition.documents)

    @property
    def withheld_paths(self) -> Mapping[tuple[str, str], str]:
        """The addresses of the pages that are not, by handout and page."""
        return {(w.document.handout, w.document.id): w.document.path for w in self.withheld}

    def printable(self, handout: str) -> frozenset[str]:
        """The editions of a handout that can be printed: a sheet is whole or not at all."""
        held = {w.document.kind for w in self.withheld if w.document.handout == handout}
        editions = ("full", bool(held)), ("summary", "summary" in held)
        return frozenset(edition for edition, is_held in editions if not is_held)

    @property
    def published(self) -> bool:
        """Whether the language has any page to show."""
        return not self.unpublished and bool(self.composition.handouts)


def original(library: Library) -> Voice:
    """The library in the language that it is written in."""
    language = library.main.file.language
    return Voice(language, "", library, compose(library), search_words(library, language))


def voice(source: Voice, messages: Messages, spoken: Spoken) -> Voice:
    """The library in another language, with the pages that are whole in it."""
    catalog, library = spoken.catalog, source.library
    texts = {message.context: message for message in messages.messages}
    made = translate_library(source.composition, library.main.id, catalog, texts, spoken.record)
    clinic, complete = translated_clinic(library.clinic, catalog)
    address = f"{clinic.site_address.rstrip('/')}/{catalog.language}/"
    own = search_words(library, catalog.language)
    naming = names(source.composition, library.main.id)
    sheets, held = _side_by_side(source, made)
    return Voice(
        language=catalog.language,
        root=catalog.language,
        library=replace(
            library,
            handouts={h.id: _handout(h, made, catalog, texts) for h in library.handouts.values()},
            clinic=clinic.model_copy(update={"site_address": address}),
        ),
        composition=replace(made.composition, side_by_side=sheets),
        words=translated_words(source.words, own, naming, catalog),
        phrases=made.phrases,
        withheld=(*made.withheld, *held),
        unpublished=made.unpublished,
        record=spoken.record,
        foreign_clinic="" if complete else source.language,
    )


def _side_by_side(
    source: Voice, made: Translation
) -> tuple[tuple[n.Document, ...], tuple[Withheld, ...]]:
    """The summaries in both languages at once, and those withheld because a summary is."""
    shown = {handout.id: handout for handout in made.composition.handouts}
    sheets, held = [], []
    for handout in source.composition.handouts:
        summary = summary_of(handout)
        place = (handout.id, summary.id if summary else "")
        because = next((w for w in made.withheld if _place(w.document) == place), None)
        if because:
            held.append(sheet_withheld(handout, because))
        elif handout.id in shown:
            sheet = side_by_side(shown[handout.id], handout, made.phrases, source.phrases)
            sheets += [sheet] if sheet else []
    return tuple(sheets), tuple(held)


def _place(document: n.Document) -> tuple[str, str]:
    return document.handout, document.id


def _handout(
    handout: Handout, made: Translation, catalog: Catalog, texts: Mapping[str, Message]
) -> Handout:
    shown = next((h for h in made.composition.handouts if h.id == handout.id), None)
    if shown is None:
        return handout
    file = handout.file.model_copy(
        update={
            "title": shown.title,
            "short_title": shown.short_title,
            "condition": made.conditions[handout.id],
            "language": catalog.language,
        }
    )
    return replace(
        handout, file=file, danger_signs=_danger_signs(handout.id, handout.danger_signs, catalog)
    )


def _danger_signs(handout: str, english: DangerSignsFile, catalog: Catalog) -> DangerSignsFile:
    """The danger signs as the catalog has them: what the finished pages are held against.

    They are found by their English words and not by the way that pages are translated.
    """
    by_english = {
        entry.english: entry.text
        for context, entry in catalog.entries.items()
        if context.startswith(f"{handout}/danger-signs.yml/") and entry.text and not entry.fuzzy
    }

    def said(line: n.Inlines) -> n.Inlines:
        found = by_english.get(written(line))
        return line if found is None else read(found)

    def of(value: Any) -> Any:
        if isinstance(value, BaseModel):
            return value.model_copy(update={k: of(v) for k, v in value})
        if isinstance(value, str):
            return plain(said(text_of(value)))
        if isinstance(value, tuple) and value and isinstance(value[0], n.Inline):
            return said(value)
        return tuple(map(of, value)) if isinstance(value, tuple) else value

    made: DangerSignsFile = of(english)
    return made


def every_voice(
    library: Library,
    drawings: Mapping[str, Drawing],
    content: Path,
    without: Container[str] = frozenset(),
) -> tuple[tuple[Voice, ...], tuple[Diagnostic, ...]]:
    """The library in each of its languages, its own first, and what is wrong with the others.

    Languages that nobody has begun to translate are left out. `without` are handouts that
    the library lacks and that have catalogs all the same.
    """
    source = original(library)
    problems = list(misnamed(content, source.language))
    languages = [code for code in catalogs.languages(content) if code != source.language]
    if not languages:
        return (source,), tuple(problems)
    messages = collect_all(library, source.composition)
    found = [source]
    problems += messages.diagnostics
    for language in languages:
        heard = spoken(content, language, messages, drawings, without)
        problems += heard.diagnostics
        if heard.started(library.main.id):
            found.append(voice(source, messages, heard))
            problems += left_out(heard.catalog, found[-1].withheld, found[-1].unpublished)
    return tuple(found), in_reading_order(problems)


def incomplete(language: str, published: bool, withheld: int) -> list[Diagnostic]:
    """What a release says about a language that is not whole; `withheld` counts its pages."""
    if published and not withheld:
        return []
    what = "is not complete" if published else "is not complete enough to be published"
    return [
        Diagnostic(
            Code.TRANSLATION_INCOMPLETE,
            f"The language {language} {what}: {withheld} pages are withheld.",
            f"See what is missing: handouts translate update {language}, then status.",
        )
    ]
