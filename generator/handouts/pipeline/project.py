"""From a library in a language to its pages, its MkDocs settings and its search words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from handouts.compose.library import NOTICES
from handouts.document import nodes as n
from handouts.governance.publication import Draft, Publication
from handouts.governance.translations import voice_states
from handouts.governance.version_pages import version_pages, version_texts
from handouts.pipeline.inputs import Inputs
from handouts.render.addresses import Addresses, addresses
from handouts.render.artifact import Artifact
from handouts.render.brand_files import brand_extra, brand_files
from handouts.render.html import Surroundings
from handouts.render.page import RenderedPage, handout_pages, pair_page, site_page
from handouts.render.page_file import page_file
from handouts.render.search import search_index, search_theme
from handouts.render.search_language import can_search
from handouts.render.search_part import SearchPart, search_part
from handouts.site.expected import expected_pages
from handouts.site.navigation import navigation
from handouts.site.print_desk import Rack, print_desk
from handouts.site.project import Settings
from handouts.site.switcher import Tongue, language_meta
from handouts.site.theme_data import handout_entry, page_meta, site_extra, voice_extra
from handouts.site.translated import note_of_all, translated_meta
from handouts.site.verify import Expected
from handouts.translation.side_by_side import one_language_pages
from handouts.translation.voices import Voice, original


@dataclass(frozen=True, slots=True)
class Options:
    """How pages are made: for a server or a disk, for readers or a live preview.

    `sheets` says whether printed sheets are made beside the pages.
    """

    directories: bool = True
    preview: bool = False
    sheets: bool = True


@dataclass(frozen=True, slots=True)
class Beside:
    """What the site's own pages say of all its handouts.

    `drafts` says whether any of them is one; `notes` are what each says of its translation.
    """

    drafts: bool
    notes: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageSite:
    """Everything that renders documents in one language.

    `meta` is what the theme knows of each page by its address; `states` are by handout.
    """

    given: Inputs
    voice: Voice
    tongues: tuple[Tongue, ...]
    options: Options
    states: Mapping[str, Publication]
    originals: Mapping[str, Publication]
    versions: tuple[n.Document, ...]
    where: Addresses
    around: Surroundings
    meta: Mapping[str, dict[str, Any]]

    @property
    def here(self) -> Tongue:
        """This language."""
        return Tongue(self.voice.language, self.voice.root, self.voice.paths)

    def handout(self, name: str) -> list[RenderedPage]:
        """The pages of a handout or of the notices, also in two languages and as signed."""
        pages = list(handout_pages(self.states[name], self.around, self.meta))
        for document in self.paired(name):
            both = self.states[name], self.originals[name]
            pages.append(pair_page(document, *both, self.around, self.meta[document.path]))
        for document in self.versions:
            if (document.handout or NOTICES) == name:
                pages.append(site_page(document, self.around, self.meta[document.path]))
        return pages

    def paired(self, name: str) -> list[n.Document]:
        """The page of a handout in two languages, if there is one."""
        return [d for d in self.voice.composition.side_by_side if d.handout == name]

    def site_pages(self) -> list[RenderedPage]:
        """The pages that the generator makes for the whole site."""
        documents = self.voice.composition.site_pages
        return [site_page(d, self.around, self.meta[d.path]) for d in documents]

    def texts(self, name: str) -> list[Artifact]:
        """The signed texts of a handout."""
        reviews = self.given.reviews.in_language(self.voice.language).about(name)
        return [Artifact(path, text.encode()) for path, text in version_texts(reviews)]

    def expected(self, documents: Sequence[n.Document]) -> tuple[Expected, ...]:
        """What pages must show, by their address below the language's root."""
        original = self.given.library
        return tuple(expected_pages(self.voice.library, documents, original=original))

    def search_part(self, documents: Sequence[n.Document]) -> SearchPart | None:
        """What search knows of some pages; None where it cannot read the language."""
        voice = self.voice
        if not can_search(voice.language):
            return None
        return search_part(documents, voice.words, self.where, voice.language)

    def settings(
        self, entries: Mapping[str, Mapping[str, Any]], elsewhere: Sequence[Rack] = ()
    ) -> Settings:
        """The project's settings; `entries` are the handouts that its pages know of.

        `elsewhere` are the sheets in other languages, for the print page.
        """
        voice, library = self.voice, self.voice.library
        site = self.given.library.clinic.site_address
        directories = self.options.directories
        return Settings(
            site_name=library.main.file.short_title,
            site_url=library.clinic.site_address.rstrip("/") + "/",
            language=voice.language,
            directories=directories,
            nav=list(navigation(voice.composition)),
            extra={
                **site_extra(library, voice.composition, entries, directories),
                **voice_extra(voice, self.here, self.tongues, site),
                **brand_extra(brand_files(library.clinic, self.given.logo)),
                "search": search_theme(voice.language) if can_search(voice.language) else None,
                "preview": self.options.preview,
                "print_desk": print_desk(Rack(self.here, voice.phrases, entries), elsewhere),
            },
        )


def language_site(
    given: Inputs,
    voice: Voice,
    tongues: Sequence[Tongue],
    options: Options,
    originals: Mapping[str, Publication],
    beside: Beside | None = None,
) -> LanguageSite:
    """What renders a library in one language.

    Args:
        given: what the build starts from.
        voice: the library in that language.
        tongues: every language of the site, for the ways between them.
        options: how pages are made.
        originals: the states of the handouts as they are written, for a translation.
        beside: what the site's own pages say of its handouts; found from `given` if
            left out.
    """
    library, composition, language = voice.library, voice.composition, voice.language
    found = voice_states(voice, given.reviews, given.today, originals)
    where = addresses(composition, library.main.id, options.directories, voice.withheld_paths)
    reviews = given.reviews.in_language(language)
    versions = tuple(version_pages(library, reviews, found, voice.phrases))
    drafts = any(isinstance(state, Draft) for state in found.values())
    if beside:
        drafts = drafts or beside.drafts
    meta = page_meta(library, composition, found, versions, drafts)
    meta = translated_meta(meta, voice, found)
    if beside and beside.notes and voice.record:
        note = note_of_all(voice, beside.notes)
        meta |= {d.path: {**meta[d.path], "translation": note} for d in composition.site_pages}
    here = Tongue(language, voice.root, voice.paths)
    site = given.library.clinic.site_address
    instead = one_language_pages(composition)
    ways = language_meta(tongues, here, meta, site, options.directories, instead)
    written_in = given.library.main.file.language
    around = Surroundings(
        library.clinic,
        given.drawings,
        where,
        voice.phrases,
        source_language="" if language == written_in else written_in,
        clinic_language=voice.foreign_clinic,
    )
    told = {path: {**facts, **ways[path]} for path, facts in meta.items()}
    return LanguageSite(
        given, voice, tuple(tongues), options, found, originals, versions, where, around, told
    )


@dataclass(frozen=True, slots=True)
class Project:
    """A whole language as a MkDocs project, not yet on disk, and what it must show."""

    settings: Settings
    rendered: tuple[RenderedPage, ...]
    files: tuple[Artifact, ...]
    states: tuple[Publication, ...]
    expected: tuple[Expected, ...]

    @property
    def pages(self) -> tuple[Artifact, ...]:
        """Every file of the project, pages as Markdown."""
        return (*map(page_file, self.rendered), *self.files)


def project(
    given: Inputs,
    options: Options = Options(),
    voice: Voice | None = None,
    tongues: Sequence[Tongue] = (),
    originals: Mapping[str, Publication] = MappingProxyType({}),
) -> Project:
    """From a library to an ordinary MkDocs project, for any renderer that reads one.

    Args:
        given: what the build starts from.
        options: how pages are made.
        voice: the library in the language of the project; as it is written if left out.
        tongues: every language of the site, for the ways between them.
        originals: the states of the handouts as they are written, for a translation.
    """
    site = language_site(given, voice or original(given.library), tongues, options, originals)
    composition, language = site.voice.composition, site.voice.language
    units = composition.units
    entries = {h.id: handout_entry(composition, site.states[h.id]) for h in composition.handouts}
    rendered = [page for unit in units for page in site.handout(unit.id)]
    files = [file for unit in units for file in site.texts(unit.id)]
    files += brand_files(site.voice.library.clinic, given.logo)
    if part := site.search_part(composition.documents):
        files.append(search_index([part], site.voice.words.same, language))
    return Project(
        site.settings(entries),
        (*rendered, *site.site_pages()),
        tuple(files),
        tuple(site.states.values()),
        site.expected((*composition.documents, *site.versions)),
    )
