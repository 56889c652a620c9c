"""The volume of the site itself: the pages that belong to no handout, and all that is no page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from handouts.compose.library import NOTICES
from handouts.diagnostics import ContentProblems
from handouts.governance.states import refused_for_release
from handouts.pipeline.project import Beside, LanguageSite, language_site
from handouts.pipeline.shelf import Shelf
from handouts.pipeline.volumes import Job, finished, withheld_files
from handouts.render.artifact import Artifact
from handouts.render.brand_files import brand_files
from handouts.render.search import search_index
from handouts.site.manifest import manifest_row
from handouts.site.own_files import in_the_way, own_files
from handouts.site.pages import PageBuilder
from handouts.site.print_desk import Rack
from handouts.site.statics import published_own, theme_files
from handouts.site.switcher import Tongue
from handouts.site.verify import page_file
from handouts.site.volume import Volume
from handouts.translation.voices import Voice


@dataclass(frozen=True, slots=True)
class Frame:
    """What the site's own pages need to know of the handouts that stand around them.

    `every` are the volumes of all languages, in the order of the handouts; `language` is
    that of the pages.
    """

    language: str
    every: tuple[Volume, ...]
    drafts: bool

    @property
    def volumes(self) -> tuple[Volume, ...]:
        """The volumes of the pages' own language."""
        return tuple(v for v in self.every if v.language == self.language)

    @property
    def entries(self) -> Mapping[str, Mapping[str, Any]]:
        """The handouts in menus and on the print page."""
        return self.entries_in(self.language)

    def entries_in(self, language: str) -> Mapping[str, Mapping[str, Any]]:
        """The handouts of a language."""
        found = (v for v in self.every if v.language == language)
        return {v.handout: v.entry for v in found if v.entry is not None}

    def elsewhere(self, voices: Iterable[Voice]) -> list[Rack]:
        """The sheets in the other languages, for the print page."""
        return [
            Rack(Tongue(v.language, v.root, v.paths), v.phrases, self.entries_in(v.language))
            for v in voices
            if v.published and v.language != self.language
        ]


def site_volume(shelf: Shelf, voice: Voice, job: Job, frame: Frame) -> Volume:
    """The site's own pages in a language.

    Raises:
        ContentProblems: a file of the clinic's own is in the way, or cannot be built.
    """
    if shelf.given is None:
        raise ValueError("the shelf has errors")
    beside = Beside(frame.drafts, tuple(v.note for v in frame.volumes if v.entry is not None))
    tongues, originals = shelf.tongues, shelf.originals
    site = language_site(shelf.given, voice, tongues, job.options, originals, beside)
    files = withheld_files(site, "")
    if not voice.published:
        return finished(site, job, "", files, ())
    builder = PageBuilder(site.settings(frame.entries, frame.elsewhere(shelf.voices)), job.project)
    pages = [*(site.handout(NOTICES) if NOTICES in site.states else ()), *site.site_pages()]
    paths = [path for volume in frame.volumes for path in volume.paths]
    paths += [page.path for page in pages]
    composition = voice.composition
    documents = (*composition.site_pages, *composition.notices)
    files += map(builder.page, pages)
    files += _texts(site, frame.volumes)
    files += (builder.error_page(), *theme_files())
    files += brand_files(voice.library.clinic, shelf.given.logo)
    parts = [v.search for v in frame.volumes if v.search]
    if (own_part := site.search_part(documents)) is not None:
        files.append(search_index([*parts, own_part], voice.words.same, voice.language))
    if not voice.root:
        # One for all languages; a clinic's own pages are in the language of the content.
        files.append(builder.robots())
        own = _own(job, site, frame, paths)
        files += own
        paths += (file.path.removesuffix("index.html").strip("/") for file in own if _is_page(file))
    files.append(builder.sitemap(paths))
    versions = [d for d in site.versions if not d.handout]
    made = finished(site, job, "", files, site.expected((*documents, *versions)))
    state = site.states.get(NOTICES)
    return replace(
        made,
        row=manifest_row(state) if state else None,
        refused=tuple(refused_for_release(voice.library, [state] if state else [])),
    )


def _texts(site: LanguageSite, volumes: Iterable[Volume]) -> list[Artifact]:
    """The signed texts of the notices, and of handouts that are no more."""
    there = {volume.handout for volume in volumes}
    gone = {r.handout for r in site.given.reviews.records} - there
    return [text for name in sorted(gone) for text in site.texts(name)]


def _own(job: Job, site: LanguageSite, frame: Frame, paths: list[str]) -> list[Artifact]:
    """A clinic's own files, as a reader gets them."""
    own = own_files(job.places.own_files)
    roots = [tongue.root for tongue in site.tongues if tongue.root]
    taken = [*map(page_file, paths), *(f"{root}/index.html" for root in roots)]
    taken += (name for volume in frame.volumes for name in volume.files)
    if problems := in_the_way(own, taken):
        raise ContentProblems(problems)
    return published_own(own, site.settings(frame.entries), paths, job.work / "own")


def _is_page(file: Artifact) -> bool:
    return Path(file.path).name == "index.html"
