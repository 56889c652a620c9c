"""From a shelf to volumes: each handout in each language, written and read back."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from handouts.compose.library import NOTICES, ComposedHandout
from handouts.content.between import Facts
from handouts.diagnostics import Diagnostic, Severity
from handouts.document import nodes as n
from handouts.governance.publication import Draft, listed
from handouts.governance.states import refused_for_release
from handouts.governance.translations import withheld_versions
from handouts.pipeline.collector import collected_by_hand
from handouts.pipeline.inputs import Places
from handouts.pipeline.project import LanguageSite, Options, language_site
from handouts.pipeline.shelf import Shelf, read_shelf
from handouts.render.artifact import Artifact
from handouts.render.print_cache import PrintCache
from handouts.render.print_files import Printed
from handouts.render.voice_brand import brand_of, own_fonts
from handouts.site.danger_file import expected_below
from handouts.site.expected import as_shown, brief_lines
from handouts.site.manifest import manifest_row
from handouts.site.page_facts import drawings_read
from handouts.site.pages import PageBuilder
from handouts.site.read_back import read_back
from handouts.site.theme_data import handout_entry, material_stylesheet
from handouts.site.translated import note_of, pair_of
from handouts.site.verify import Expected, base_path
from handouts.site.volume import Volume, below, written
from handouts.site.withheld import withheld_pages
from handouts.translation.translate import Withheld
from handouts.translation.voices import Voice


@dataclass(frozen=True, slots=True)
class Job:
    """What one process builds: some handouts, in every `of`-th language from `first` on.

    `target` is the folder of the site in the making, `work` one of its own.
    """

    places: Places
    today: date
    options: Options
    main: str
    handouts: tuple[str, ...]
    target: Path
    work: Path
    first: int = 0
    of: int = 1

    @property
    def project(self) -> Path:
        """Where MkDocs' project would be; no page of it is written."""
        return self.places.work / "mkdocs"


@dataclass(frozen=True, slots=True)
class Built:
    """What a process gives back. `diagnostics` are of everything that it read."""

    volumes: tuple[Volume, ...]
    facts: tuple[Facts, ...]
    diagnostics: tuple[Diagnostic, ...]


def build_volumes(job: Job) -> Built:
    """Builds some handouts. Problems are given and not raised: they travel."""
    return build_shelf(job)[1]


def build_shelf(job: Job) -> tuple[Shelf, Built]:
    """Builds some handouts, and gives the shelf that they stand on, too."""
    with collected_by_hand() as collect:
        shelf = read_shelf(job.places, job.today, frozenset((*job.handouts, job.main)))
        gc.freeze()  # it stays until the last of its handouts is built
        own = tuple(fact for fact in shelf.facts if fact.handout in job.handouts)
        made = []
        for volume in volumes_of(shelf, job) if shelf.given else ():
            made.append(volume)
            collect()
    return shelf, Built(tuple(made), own, shelf.diagnostics)


def volumes_of(shelf: Shelf, job: Job) -> Iterator[Volume]:
    """The volumes of a job whose shelf is read."""
    if shelf.given is None:
        raise ValueError("the shelf has errors")
    tongues, originals = shelf.tongues, shelf.originals
    for voice in shelf.voices[job.first :: job.of]:
        site = language_site(shelf.given, voice, tongues, job.options, originals)
        yield from _volumes(site, job)


def _volumes(site: LanguageSite, job: Job) -> Iterator[Volume]:
    shown = {h.id: h for h in site.voice.composition.handouts if h.id in job.handouts}
    printed = {name: sheets_of(site, job, handout) for name, handout in shown.items()}
    entries = {name: _entry(site, name, sheets) for name, sheets in printed.items()}
    builder = PageBuilder(site.settings(entries), job.project) if shown else None
    for name in job.handouts:
        if name in shown and builder is not None:
            files = _files(site, name, builder, printed[name])
            made = finished(site, job, name, files, site.expected(_documents(site, name)))
            yield _told(made, site, printed[name], entries[name])
        else:
            yield finished(site, job, name, withheld_files(site, name), ())


def _entry(site: LanguageSite, name: str, printed: Printed) -> Mapping[str, Any]:
    sheets = {}
    if printed.sheets:
        from handouts.site.sheets import page_count  # noqa: PLC0415 - see sheets_of

        sheets = {sheet.path: page_count(sheet.data) for sheet in printed.sheets}
    return handout_entry(site.voice.composition, site.states[name], sheets)


def _files(site: LanguageSite, name: str, builder: PageBuilder, printed: Printed) -> list[Artifact]:
    pages = [builder.page(page) for page in site.handout(name)]
    return [*pages, *withheld_files(site, name), *site.texts(name), *printed.sheets]


def _documents(site: LanguageSite, name: str) -> list[n.Document]:
    """The documents of a handout: its pages, those in two languages, and signed versions."""
    own = site.states[name].handout.documents
    return [*own, *site.paired(name), *(d for d in site.versions if d.handout == name)]


def _told(made: Volume, site: LanguageSite, printed: Printed, entry: Mapping[str, Any]) -> Volume:
    """The volume of a handout that the language shows, with what the site must know of it."""
    state = site.states[made.handout]
    # A translation's sheet that does not fit is left out; it never holds back the original.
    left_out = printed.problems if made.root else ()
    searched = (*state.handout.documents, *site.paired(made.handout))
    return replace(
        made,
        entry=entry,
        row=manifest_row(state),
        draft=isinstance(state, Draft),
        note=note_of(site.voice, state),
        paths=tuple(document.path for document in _documents(site, made.handout)),
        search=site.search_part(searched),
        problems=(*made.problems, *(() if made.root else printed.problems)),
        warnings=tuple(replace(p, severity=Severity.WARNING) for p in left_out),
        refused=tuple(refused_for_release(site.voice.library, [state])),
    )


def finished(
    site: LanguageSite,
    job: Job,
    name: str,
    files: Iterable[Artifact],
    expected: Sequence[Expected],
) -> Volume:
    """The files of a volume, written below the site's root and read back."""
    voice = site.voice
    placed = below(voice.root, files)
    held = replace(voice, withheld=withheld_of(voice, name))
    made = Volume(
        name,
        voice.language,
        voice.root,
        expected=tuple(expected_below(held, expected, error_page=not name)),
        files=written(job.target, placed),
        withheld=len(held.withheld),
    )
    # A clinic's own pages, which have no handout's name, are read to the last byte.
    drawn = drawings_read(svg for _, svg in site.around.drawn.values()) if name else {}
    base = base_path(site.given.library.clinic.site_address)
    return read_back(job.target, made, placed, base, drawn)


def withheld_of(voice: Voice, name: str) -> tuple[Withheld, ...]:
    """The pages of a handout that a language does not show."""
    return tuple(page for page in voice.withheld if page.document.handout == name)


def withheld_files(site: LanguageSite, name: str) -> list[Artifact]:
    """The short pages at their addresses, and at those of its signed versions."""
    reviews = site.given.reviews.about(name or NOTICES)
    held = (*withheld_of(site.voice, name), *withheld_versions(site.voice, reviews))
    voice = replace(site.voice, withheld=held)
    sheet = material_stylesheet()
    return list(withheld_pages(voice, site.tongues, sheet, site.options.directories))


def sheets_of(site: LanguageSite, job: Job, handout: ComposedHandout) -> Printed:
    """Every printed sheet of a handout, each read back and found to show every danger sign."""
    voice, library = site.voice, site.voice.library
    state = site.states[handout.id]
    if not job.options.sheets or not listed(state):
        return Printed((), ())
    from handouts.site.sheets import (  # noqa: PLC0415 - slow to load, and a preview has none
        PrintJob,
        print_sheets,
    )

    signs = brief_lines(library.handouts[handout.id].danger_signs)
    brand = brand_of(voice, site.given.logo)
    order = PrintJob(
        state,
        voice.printable(handout.id),
        tuple(as_shown(library, line) for line in signs),
        *pair_of(voice, state, site.originals, brand, site.given.library),
        note_of(voice, state),
    )
    cache = PrintCache(job.places.work / "cache/sheets" / voice.language / handout.id)
    return print_sheets([order], brand, site.given.drawings, cache, own_fonts(library))
