"""The stages, in order. The only module that knows them all.

content → library → documents → (signed or draft) → page files → MkDocs → verify → publish
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from handouts.compose.library import Composition, compose
from handouts.compose.site_pages import gallery
from handouts.content import checks, loader
from handouts.content.library import Library
from handouts.content.source_checks import check_sources
from handouts.diagnostics import (
    ContentProblems,
    Diagnostic,
    Severity,
    has_errors,
    in_reading_order,
)
from handouts.document import nodes as n
from handouts.document.walk import find
from handouts.figures import check as figures
from handouts.figures.logo import Logo
from handouts.figures.logo import read as read_logo
from handouts.figures.svg import Drawing
from handouts.governance import reading
from handouts.governance.grades import Grade
from handouts.governance.publication import Publication, listed
from handouts.governance.reviews import Reviews, read_reviews
from handouts.governance.states import canonical_texts, refused_for_release, states
from handouts.governance.translations import summaries, voice_states, withheld_versions
from handouts.governance.version_pages import version_pages, version_texts
from handouts.render.addresses import Addresses, addresses
from handouts.render.artifact import Artifact
from handouts.render.brand_files import brand_extra, brand_files
from handouts.render.contact_sheet import contact_sheet
from handouts.render.html import Surroundings
from handouts.render.page import Meta, handout_pages, pair_page, site_page
from handouts.render.pdf import Press
from handouts.render.print_cache import PrintCache
from handouts.render.search import search_index, search_theme
from handouts.render.search_languages import can_search
from handouts.render.voice_brand import brand_of, own_fonts
from handouts.site import build as mkdocs
from handouts.site.closed_set import unproven
from handouts.site.danger_file import danger_file, expected_below
from handouts.site.expected import as_shown, brief_lines, expected_pages
from handouts.site.languages import Part, elsewhere, in_parallel, joined
from handouts.site.manifest import write_manifest
from handouts.site.navigation import navigation
from handouts.site.project import Settings, empty_folder, write_files, write_project
from handouts.site.publish import only_build, publish
from handouts.site.serve import replace_preview, show_problems
from handouts.site.sheets import Printed, PrintJob, print_sheets
from handouts.site.shipped import shipped_files
from handouts.site.switcher import Tongue, language_meta
from handouts.site.theme_data import material_stylesheet, page_meta, site_extra, voice_extra
from handouts.site.translated import note_of, pair_of, translated_meta
from handouts.site.verify import Expected, verify
from handouts.site.withheld import withheld_pages
from handouts.translation.voices import Voice, every_voice, incomplete, original

Progress = Callable[[str], None]


_ROOTS_OWN = (
    "assets/stylesheets/handouts.css",
    "assets/stylesheets/print.css",
    "assets/images/handouts.svg",
)
"""What the pages of a language without a site of its own take from the root."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are read from and written to."""

    content: Path = Path("content")
    own_files: Path = Path("docs")
    work: Path = Path("build")
    site: Path = Path("site")
    clinic: Path | None = None


@dataclass(frozen=True, slots=True)
class Inputs:
    """A library without errors, with its drawings and review records.

    `today` is the day that review dates are held against; `warnings` are what is
    worth reading.
    """

    library: Library
    drawings: dict[str, Drawing]
    reviews: Reviews
    today: date
    warnings: tuple[Diagnostic, ...] = ()
    logo: Logo | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking found. `library` is None where it could not be read whole."""

    library: Library | None
    drawings: dict[str, Drawing]
    reviews: Reviews
    diagnostics: tuple[Diagnostic, ...]
    logo: Logo | None = None
    grades: tuple[Grade, ...] = ()
    voices: tuple[Voice, ...] = ()


def check(
    content: Path, clinic: Path | None = None, words: bool = False, today: date | None = None
) -> Checked:
    """Reads a content folder and finds everything that is wrong with it, at once.

    Args:
        content: the content folder.
        clinic: the clinic's file, if it is not in that folder.
        words: whether to measure how hard the words are, too, in every language.
        today: the day that the age of sources is held against; none is too old if left out.
    """
    library, found = loader.load(content, clinic)
    if library is None:
        return Checked(None, {}, Reviews(), in_reading_order(found))
    read = figures.check(library)
    reviews = read_reviews(content, library.root)
    logo, of_logo = read_logo(library)
    found = [*found, *checks.check(library), *read.diagnostics, *reviews.diagnostics, *of_logo]
    if today:
        found += check_sources(library, today)
    grades: tuple[Grade, ...] = ()
    voices: tuple[Voice, ...] = ()
    if words and not has_errors(found):
        voices, of_translations = every_voice(library, read.drawings, content)
        grades, of_words = reading.check(library, voices, content)
        found += [*of_translations, *of_words]
    drawings = dict(read.drawings)
    return Checked(library, drawings, reviews, in_reading_order(found), logo, grades, voices)


def clinic_id(content: Path, clinic: Path) -> str:
    """The id that a clinic's file gives.

    Raises:
        ContentProblems: the file, or something else in the content, is wrong.
    """
    library, found = loader.load(content, clinic)
    if library is None:
        raise ContentProblems(in_reading_order(found))
    return library.clinic.id


def inputs(places: Places, today: date) -> Inputs:
    """What a build starts from.

    Raises:
        ContentProblems: something in the content is wrong.
    """
    result = check(places.content, places.clinic, today=today)
    if result.library is None or has_errors(result.diagnostics):
        raise ContentProblems(result.diagnostics)
    return Inputs(
        result.library,
        result.drawings,
        result.reviews,
        today,
        result.diagnostics,
        result.logo,
    )


@dataclass(frozen=True, slots=True)
class Project:
    """A generated MkDocs project, not yet on disk, and the states of its handouts."""

    settings: Settings
    pages: tuple[Artifact, ...]
    states: tuple[Publication, ...]
    expected: tuple[Expected, ...]


def project(
    given: Inputs,
    directories: bool = True,
    preview: bool = False,
    voice: Voice | None = None,
    tongues: Sequence[Tongue] = (),
    sheets: Sequence[Artifact] = (),
    originals: Mapping[str, Publication] = MappingProxyType({}),
) -> Project:
    """From a library to the files of a MkDocs project.

    Args:
        given: what the build starts from.
        directories: whether addresses end in `/`.
        preview: whether the pages are for a live preview, whose server puts a
            script of its own into them.
        voice: the library in the language of the project; as it is written if left out.
        tongues: every language of the site, for the ways between them.
        sheets: the printed files that stand beside the pages.
        originals: the states of the handouts as they are written, for a translation.
    """
    voice = voice or original(given.library)
    library, composition, language = voice.library, voice.composition, voice.language
    found = voice_states(voice, given.reviews, given.today, originals)
    where = addresses(composition, library.main.id, directories, voice.withheld_paths)
    around = _surroundings(given, voice, where)
    reviews = given.reviews.in_language(language)
    versions = tuple(version_pages(library, reviews, found, voice.phrases))
    documents = (*composition.documents, *versions)
    meta = translated_meta(page_meta(library, composition, found, versions), voice, found)
    here = Tongue(language, voice.root, voice.paths)
    site = given.library.clinic.site_address
    ways = language_meta(tongues, here, meta, site, directories)
    told = {path: {**facts, **ways[path]} for path, facts in meta.items()}
    of_site = (*composition.site_pages, *versions)
    pages = (
        *(page for state in found.values() for page in handout_pages(state, around, told)),
        *(site_page(document, around, told[document.path]) for document in of_site),
        *_pair_pages(composition, found, originals, around, told),
    )
    texts = tuple(Artifact(path, text.encode()) for path, text in version_texts(reviews))
    branded = brand_files(library.clinic, given.logo)
    searched = can_search(language)
    index = search_index(composition.documents, voice.words, where, language)
    settings = Settings(
        site_name=library.main.file.short_title,
        site_url=library.clinic.site_address.rstrip("/") + "/",
        language=language,
        directories=directories,
        nav=list(navigation(composition)),
        extra={
            **site_extra(library, composition, found, _paths(sheets), directories),
            **voice_extra(voice, here, tongues, site),
            **brand_extra(branded),
            "search": search_theme(language) if searched else None,
            "preview": preview,
        },
    )
    expected = tuple(expected_pages(library, documents, original=given.library))
    made = (*pages, *texts, *branded, *((index,) if searched else ()))
    return Project(settings, made, tuple(found.values()), expected)


def _paths(files: Iterable[Artifact]) -> frozenset[str]:
    return frozenset(file.path for file in files)


def _pair_pages(
    composition: Composition,
    found: Mapping[str, Publication],
    originals: Mapping[str, Publication],
    around: Surroundings,
    meta: Mapping[str, Meta],
) -> Iterator[Artifact]:
    """The pages in two languages, each with the states of both."""
    for document in composition.side_by_side:
        name = document.handout
        yield pair_page(document, found[name], originals[name], around, meta[document.path])


def _surroundings(given: Inputs, voice: Voice, where: Addresses) -> Surroundings:
    written_in = given.library.main.file.language
    return Surroundings(
        voice.library.clinic,
        given.drawings,
        where,
        voice.phrases,
        source_language="" if voice.language == written_in else written_in,
        clinic_language=voice.foreign_clinic,
    )


def build(
    places: Places,
    today: date,
    release: bool = False,
    offline: bool = False,
    progress: Progress = lambda stage: None,
) -> tuple[Diagnostic, ...]:
    """Builds the site and publishes it in one step. Gives the warnings.

    Args:
        places: where things are read from and written to.
        today: the day that review dates are held against.
        release: whether to refuse what is not signed, in date and the clinic's own.
        offline: whether the pages are to be opened from a disk, without a server.
        progress: told what is being done.

    Raises:
        ContentProblems: the content, the built site or the disk is not right;
            what was published before stays as it was.
    """
    progress("Reading and checking the content")
    given = inputs(places, today)
    every, found = every_voice(given.library, given.drawings, places.content)
    # A translation's problems withhold its pages; they never hold back the original.
    warnings = tuple(replace(p, severity=Severity.WARNING) for p in found)
    if release and (problems := _refused(given, every)):
        raise ContentProblems(problems)
    tongues = tuple(Tongue(v.language, v.root, v.paths) for v in every)
    with only_build(places.work):
        progress("Building the site, and proving that nothing is missing")
        originals = _originals(given, every[0])
        jobs = [Job(given, voice, tongues, places, offline, originals) for voice in every]
        parts = in_parallel(build_part, jobs)
        if problems := [problem for part in parts for problem in part.problems]:
            raise ContentProblems(problems)
        finished = joined(parts)
        must_show = [page for part in parts for page in part.expected]
        write_files(finished, [danger_file(must_show, given.library.clinic)])
        write_manifest(finished, [state for part in parts for state in part.states])
        if release and (problems := unproven(finished)):
            raise ContentProblems(problems)
        progress("Publishing")
        publish(finished, places.site)
        shutil.rmtree(finished, ignore_errors=True)
    return (*given.warnings, *warnings, *(w for part in parts for w in part.warnings))


@dataclass(frozen=True, slots=True)
class Job:
    """What one process builds: the pages of one language."""

    given: Inputs
    voice: Voice
    tongues: tuple[Tongue, ...]
    places: Places
    offline: bool = False
    originals: Mapping[str, Publication] = field(default_factory=dict)


def _originals(given: Inputs, source: Voice) -> Mapping[str, Publication]:
    """The states of the handouts as they are written: what translations are held against."""
    return summaries(states(source.library, source.composition, given.reviews, given.today))


def build_part(job: Job) -> Part:
    """Builds one language and proves it. Problems are given and not raised: they travel."""
    voice, places = job.voice, job.places
    folder = places.work / voice.language
    try:
        printed, made = Printed((), ()), None
        if voice.published:
            printed = _printed(job, places.work / "cache" / voice.language)
            if printed.problems and not voice.root:
                raise ContentProblems(printed.problems)
            made = _project_of(job, printed.sheets)
        # The clinic's own pages are in the language that the content is written in.
        own_files = None if voice.root else places.own_files
        if made:
            files = (*made.pages, *printed.sheets)
            write_project(folder, made.settings, files, own_files)
            finished = mkdocs.build_project(folder)
        else:
            finished = empty_folder(folder / "site")
    except ContentProblems as found:
        return Part(voice.root, folder, problems=found.diagnostics)
    sheet = material_stylesheet()
    held = (*voice.withheld, *withheld_versions(voice, job.given.reviews))
    write_files(finished, withheld_pages(replace(voice, withheld=held), job.tongues, sheet))
    here = Tongue(voice.language, voice.root, voice.paths)
    roots_own = (sheet, *_ROOTS_OWN)
    problems = verify(
        finished,
        made.expected if made else (),
        voice.library.clinic.site_address,
        shipped_files(made.pages if made else ()),
        elsewhere(job.tongues, here, roots_own if voice.root else ()),
    )
    named = (replace(p, message=f"{voice.language}: {p.message}") for p in problems)
    signed = made.states if made else ()
    must_show = tuple(expected_below(voice, made.expected if made else ()))
    # A translation's sheet that does not fit is left out; it never holds back the original.
    left_out = tuple(replace(p, severity=Severity.WARNING) for p in printed.problems)
    wrong = tuple(named if voice.root else problems)
    return Part(voice.root, finished, signed, wrong, left_out, must_show)


def _project_of(job: Job, sheets: Sequence[Artifact]) -> Project:
    return project(job.given, not job.offline, False, job.voice, job.tongues, sheets, job.originals)


def _refused(given: Inputs, every: Sequence[Voice]) -> list[Diagnostic]:
    """What stands between the library, in each of its languages, and a release."""
    problems = []
    originals = _originals(given, every[0])
    for voice in every:
        found = voice_states(voice, given.reviews, given.today, originals)
        problems += refused_for_release(voice.library, found.values())
        problems += incomplete(voice)
    return list(dict.fromkeys(problems))


def _printed(job: Job, cache: Path) -> Printed:
    """Every printed sheet of a language, each read back and found to show every danger sign."""
    given, voice, library = job.given, job.voice, job.voice.library
    found = voice_states(voice, given.reviews, given.today, job.originals)
    brand = brand_of(voice, given.logo)
    jobs = []
    for handout in voice.composition.handouts:
        state = found[handout.id]
        if not listed(state):
            continue
        signs = brief_lines(library.handouts[handout.id].danger_signs)
        jobs.append(
            PrintJob(
                state,
                voice.printable(handout.id),
                tuple(as_shown(library, line) for line in signs),
                *pair_of(voice, state, job.originals, brand, given.library),
                note_of(voice, state),
            )
        )
    return print_sheets(jobs, brand, given.drawings, PrintCache(cache), own_fonts(library))


def contact_sheet_of(given: Inputs) -> bytes:
    """A PNG with every figure of the library."""
    figures_of_gallery = gallery(given.library)
    found = tuple(find(figures_of_gallery.blocks, n.Figure))
    with Press() as press:
        return contact_sheet(press, found, given.drawings, figures_of_gallery.language)


# --- reviews ---------------------------------------------------------------


def publications(given: Inputs) -> Mapping[str, Publication]:
    """The state of every handout, by id."""
    return states(given.library, compose(given.library), given.reviews, given.today)


def texts_to_sign(given: Inputs) -> Mapping[str, str]:
    """The canonical text of every handout as it stands, by id."""
    return canonical_texts(given.library, compose(given.library))


# --- preview ---------------------------------------------------------------


def write_preview(places: Places, today: date) -> tuple[Path, Settings]:
    """Writes the generated project for a preview. Gives its folder and settings.

    Raises:
        ContentProblems: something in the content is wrong.
    """
    made = project(inputs(places, today), preview=True)
    folder = places.work / "preview-project"
    write_project(folder, made.settings, made.pages, places.own_files)
    return folder, made.settings


def build_preview(places: Places, today: date) -> tuple[Diagnostic, ...]:
    """Rebuilds the preview; problems go into its pages. Gives everything found."""
    try:
        given = inputs(places, today)
        made = project(given, preview=True)
        folder = places.work / "preview-project"
        write_project(folder, made.settings, made.pages, places.own_files)
        replace_preview(mkdocs.build_project(folder), places.site)
    except ContentProblems as problems:
        show_problems(places.site, problems.diagnostics)
        return problems.diagnostics
    return given.warnings
