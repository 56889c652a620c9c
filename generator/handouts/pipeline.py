"""The stages, in order. The only module that knows them all.

    content → library → documents → (signed or draft) → page files → MkDocs → verify → publish
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handouts.compose.library import Composition, compose
from handouts.compose.site_pages import gallery
from handouts.compose.search_words import search_words
from handouts.content import checks, loader
from handouts.content.library import Library
from handouts.diagnostics import ContentProblems, Diagnostic, has_errors, in_reading_order
from handouts.document import nodes as n
from handouts.document.walk import find, plain
from handouts.figures import check as figures
from handouts.figures.logo import read as read_logo
from handouts.figures.svg import Drawing
from handouts.governance import plain_words
from handouts.governance.publication import Publication
from handouts.governance.reviews import Reviews, read_reviews
from handouts.governance.states import canonical_texts, refused_for_release, states
from handouts.governance.version_pages import version_pages, version_texts
from handouts.render.addresses import addresses
from handouts.render.artifact import Artifact
from handouts.render.contact_sheet import contact_sheet
from handouts.render.html import Surroundings
from handouts.render.page import page_file
from handouts.render.pdf import Press
from handouts.render.print_cache import PrintCache
from handouts.render.print_files import VARIANTS, print_name
from handouts.render.search import search_index, search_theme
from handouts.render.sheet import Brand
from handouts.render.slots import fill
from handouts.site import build as mkdocs
from handouts.site.manifest import write_manifest
from handouts.site.project import Settings, write_project
from handouts.site.publish import only_build, publish
from handouts.site.serve import replace_preview, show_problems
from handouts.site.sheets import FOLDER as SHEETS
from handouts.site.sheets import print_sheets, verify_sheet
from handouts.site.shipped import shipped_files
from handouts.site.theme_data import page_meta, site_extra
from handouts.site.verify import Expected, verify

Progress = Callable[[str], None]


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


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking found. `library` is None where it could not be read whole."""

    library: Library | None
    drawings: dict[str, Drawing]
    reviews: Reviews
    diagnostics: tuple[Diagnostic, ...]


def check(content: Path, clinic: Path | None = None, words: bool = False) -> Checked:
    """Reads a content folder and finds everything that is wrong with it, at once.

    Args:
        content: the content folder.
        clinic: the clinic's file, if it is not in that folder.
        words: whether to measure how hard the words are, too.
    """
    library, found = loader.load(content, clinic)
    if library is None:
        return Checked(None, {}, Reviews(), in_reading_order(found))
    read = figures.check(library)
    reviews = read_reviews(content, library.root)
    found = [*found, *checks.check(library), *read.diagnostics, *reviews.diagnostics]
    if words and not has_errors(found):
        found += plain_words.check(library, compose(library))
    return Checked(library, dict(read.drawings), reviews, in_reading_order(found))


def inputs(places: Places, today: date) -> Inputs:
    """What a build starts from.

    Raises:
        ContentProblems: something in the content is wrong.
    """
    result = check(places.content, places.clinic)
    if result.library is None or has_errors(result.diagnostics):
        raise ContentProblems(result.diagnostics)
    return Inputs(
        result.library, result.drawings, result.reviews, today, result.diagnostics
    )


@dataclass(frozen=True, slots=True)
class Project:
    """A generated MkDocs project, not yet on disk, and the states of its handouts."""

    settings: Settings
    pages: tuple[Artifact, ...]
    states: tuple[Publication, ...]
    expected: tuple[Expected, ...]


def project(given: Inputs, directories: bool = True, preview: bool = False) -> Project:
    """From a library to the files of a MkDocs project.

    Args:
        given: what the build starts from.
        directories: whether addresses end in `/`.
        preview: whether the pages are for a live preview, whose server puts a
            script of its own into them.
    """
    library = given.library
    composition = compose(library)
    language = library.main.file.language
    found = states(library, composition, given.reviews, given.today)
    where = addresses(composition, library.main.id, directories)
    around = Surroundings(library.clinic, given.drawings, where)
    versions = tuple(version_pages(library, given.reviews, found))
    documents = (*composition.documents, *versions)
    meta = page_meta(library, composition, found, versions)
    pages = tuple(page_file(document, around, meta[document.path]) for document in documents)
    texts = tuple(Artifact(path, text.encode()) for path, text in version_texts(given.reviews))
    words = search_words(library, language)
    index = search_index(composition.documents, words, where, language)
    settings = Settings(
        site_name=library.main.file.short_title,
        site_url=library.clinic.site_address.rstrip("/") + "/",
        language=language,
        directories=directories,
        nav=list(_nav(composition)),
        extra={
            **site_extra(library, composition, found, directories),
            "search": search_theme(language),
            "preview": preview,
        },
    )
    expected = tuple(_expected(library, documents))
    return Project(settings, (*pages, *texts, index), tuple(found.values()), expected)


def build(
    places: Places,
    today: date,
    release: bool = False,
    progress: Progress = lambda stage: None,
) -> tuple[Diagnostic, ...]:
    """Builds the site and publishes it in one step. Gives the warnings.

    Args:
        places: where things are read from and written to.
        today: the day that review dates are held against.
        release: whether to refuse what is not signed, in date and the clinic's own.
        progress: told what is being done.

    Raises:
        ContentProblems: the content, the built site or the disk is not right;
            what was published before stays as it was.
    """
    progress("Reading and checking the content")
    given = inputs(places, today)
    if release and (problems := refused_for_release(given.library, publications(given).values())):
        raise ContentProblems(problems)
    progress("Writing the pages")
    made = project(given)
    with only_build(places.work):
        progress("Printing the sheets")
        sheets: tuple[Artifact, ...] = ()
        folder = places.work / made.settings.language
        write_project(folder, made.settings, (*made.pages, *sheets), places.own_files)
        progress("Building the site with MkDocs")
        finished = mkdocs.build_project(folder)
        progress("Proving that nothing is missing")
        shipped = shipped_files(made.pages)
        problems = verify(finished, made.expected, made.settings.site_url, shipped)
        if problems:
            raise ContentProblems(problems)
        write_manifest(finished, made.states)
        progress("Publishing")
        publish(finished, places.site)
        shutil.rmtree(finished, ignore_errors=True)
    return given.warnings


def _sheets(given: Inputs, places: Places) -> tuple[Artifact, ...]:
    """Every printed sheet, each read back and found to show every danger sign.

    Raises:
        ContentProblems: a sheet does not fit, cannot be drawn or lacks a sign.
    """
    library = given.library
    logo, problems = read_logo(library)
    if problems:
        raise ContentProblems(problems)
    found = [s for name, s in publications(given).items() if name in library.handouts]
    clinic_folder = library.clinic_origin.file.parent
    made = print_sheets(
        found,
        Brand(library.clinic, logo),
        given.drawings,
        PrintCache(places.work / "cache" / "sheets"),
        clinic_folder / library.clinic.fonts if library.clinic.fonts else None,
    )
    for state in found:
        signs = library.handouts[state.handout.id].danger_signs
        levels = (signs.now, signs.today)
        lines = [b.text for level in levels for b in level.brief]
        words = [_shown(library, x) for x in (*lines, *(level.brief_action for level in levels))]
        names = {f"{SHEETS}/{print_name(state, variant)}" for variant in VARIANTS}
        for sheet in (s for s in made if s.path in names):
            problems.extend(verify_sheet(sheet.path, sheet.data, words))
    if problems:
        raise ContentProblems(problems)
    return made


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


# --- what verification expects ---------------------------------------------


def _nav(composition: Composition) -> Iterator[dict[str, object]]:
    for handout in composition.handouts:
        documents = {d.id: d for d in handout.documents}
        for part in handout.parts:
            yield {part.title: [_entry(documents[page]) for page in part.pages]}
    for document in (*composition.site_pages, *composition.notices):
        yield dict(_entry(document))


def _entry(document: n.Document) -> dict[str, str]:
    folder = f"{document.path}/" if document.path else ""
    return {document.short_title: f"{folder}index.md"}


def _expected(library: Library, documents: Iterable[n.Document]) -> Iterator[Expected]:
    """What verification looks for, taken from the content and not from the pages."""
    for document in documents:
        handout = library.handouts.get(document.handout, library.main)
        signs = handout.danger_signs
        page = handout.pages.get(document.id)
        if page is not None and page.fields.danger_signs_whole:
            levels = [signs.now, signs.today]
            if page.kind == "summary":
                lines = [b.text for level in levels for b in level.brief]
                lines += [level.brief_action for level in levels]
            else:
                lines = [s.text for level in levels for s in level.signs]
                lines += [level.action for level in levels]
            if page.kind == "help":
                lines += [s.more for level in levels for s in level.signs]
        else:
            lines = [signs.strip]
        yield Expected(document.path, tuple(_shown(library, line) for line in lines))


def _shown(library: Library, line: n.Inlines) -> str:
    """A line as a reader sees it, with the clinic's facts in it."""
    words = plain(line)
    for slot in find(line, n.Slot):
        words = words.replace("{" + slot.name + "}", fill(library.clinic, slot.name).text)
    return words
