"""From a content folder to a library: every file read, every problem noted."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from handouts.content import prose
from handouts.content.files import Folder
from handouts.content.kinds import KINDS, Page, Summary, Symptoms
from handouts.content.library import FigureSource, Handout, Library, Origin, PageSource
from handouts.content.models import (
    ClinicFile,
    DangerSignsFile,
    FigureFile,
    HandoutFile,
    SourceFile,
    TermFile,
)
from handouts.content.search import SearchFile
from handouts.content.validate import did_you_mean, validated
from handouts.content.yaml import YamlText
from handouts.diagnostics import Code, ContentProblems, Diagnostic
from handouts.document.keys import is_key, slug
from handouts.document.walk import plain

Shape = TypeVar("Shape")

_NOT_HANDOUTS = {"figures", "notices", "search", "translations", "reviews"}
_PAGES: dict[str, TypeAdapter[Page]] = {kind: TypeAdapter(page) for kind, page in KINDS.items()}
_GLOSSARY: TypeAdapter[dict[str, TermFile]] = TypeAdapter(dict[str, TermFile])
_SOURCES: TypeAdapter[dict[str, SourceFile]] = TypeAdapter(dict[str, SourceFile])


def load(content: Path, clinic: Path | None = None) -> tuple[Library | None, list[Diagnostic]]:
    """Reads a content folder.

    Args:
        content: the folder with handouts, figures, glossary and sources.
        clinic: the clinic's file; `clinic.yml` in the folder if left out.

    Returns:
        The library, or None where something it cannot do without is missing,
        and every problem found.
    """
    folder = Folder(content, root=Path(os.path.abspath(content)).parent)
    folder.path = Path(os.path.abspath(content))
    if not folder.path.is_dir():
        folder.report(
            Code.FILE_MISSING,
            f"There is no folder {content}.",
            "Run the command where content/ is, or make one with `handouts init DIR`.",
        )
        return None, folder.diagnostics
    handouts = _handouts(folder)
    notices, _ = _pages(folder, folder.path / "notices")
    figures = _figures(folder)
    glossary, glossary_origin = _mapping(folder, "glossary.yml", _GLOSSARY)
    sources, sources_origin = _mapping(folder, "sources.yml", _SOURCES)
    clinic_file = Path(os.path.abspath(clinic)) if clinic else folder.path / "clinic.yml"
    clinic_details, clinic_origin = _clinic(folder, clinic_file)
    if clinic_details is None or not handouts:
        return None, folder.diagnostics
    library = Library(
        root=folder.root,
        handouts=handouts,
        notices=notices,
        glossary=glossary,
        sources=sources,
        figures=figures,
        clinic=clinic_details,
        glossary_origin=glossary_origin,
        sources_origin=sources_origin,
        clinic_origin=clinic_origin,
        search=_search(folder),
    )
    return library, folder.diagnostics


def load_or_stop(content: Path, clinic: Path | None = None) -> Library:
    """Like `load`, for callers that need a library without any error.

    Raises:
        ContentProblems: something in the folder is wrong.
    """
    library, diagnostics = load(content, clinic)
    if library is None or diagnostics:
        raise ContentProblems(diagnostics)
    return library


# --- handouts and pages ----------------------------------------------------


def _handouts(folder: Folder) -> dict[str, Handout]:
    found: dict[str, Handout] = {}
    folders = 0
    for entry in folder.listing(folder.path):
        if not entry.is_dir() or entry.name in _NOT_HANDOUTS:
            continue
        folders += 1
        if _named_well(folder, entry, entry.name):
            handout = _handout(folder, entry)
            if handout:
                found[handout.id] = handout
    if not folders:
        folder.report(
            Code.FILE_MISSING,
            "There is no handout in the content folder.",
            "Make a folder for it with handout.yml, danger-signs.yml and pages.",
            folder.path,
        )
    return found


def _handout(folder: Folder, place: Path) -> Handout | None:
    file, origin = _file(folder, place / "handout.yml", HandoutFile)
    signs, danger_origin = _file(folder, place / "danger-signs.yml", DangerSignsFile)
    pages, unread = _pages(folder, place)
    if file is None or signs is None:
        return None
    return Handout(place.name, file, signs, pages, origin, danger_origin, unread)


def _pages(folder: Folder, place: Path) -> tuple[dict[str, PageSource], frozenset[str]]:
    """The folder's pages, and the ids of those with problems of their own."""
    found: dict[str, PageSource] = {}
    unread: set[str] = set()
    for entry in folder.listing(place):
        if entry.name in ("handout.yml", "danger-signs.yml"):
            continue
        if entry.suffix != ".md" or not entry.is_file():
            folder.report(
                Code.FILE_UNEXPECTED,
                f"{entry.name!r} is not a page.",
                "Pages end in .md; figures go into content/figures/. Move or delete the file.",
                entry,
            )
        elif _named_well(folder, entry, entry.stem):
            page = _page(folder, entry)
            if page:
                found[page.id] = page
            else:
                unread.add(entry.stem)
    return found, frozenset(unread)


def _page(folder: Folder, file: Path) -> PageSource | None:
    text = folder.text(file)
    if text is None:
        return None
    front, body, body_line = _split(text)
    if front is None:
        folder.report(
            Code.FRONT_MATTER_MISSING,
            "The page does not start with front matter.",
            "Start the file with a line ---, then key: value lines, then a line ---.",
            file,
            1,
        )
        return None
    read = folder.yaml(file, front, first_line=2)
    words = prose.parse(body)
    for problem in words.problems:
        folder.report(problem.code, problem.message, problem.hint, file, body_line + problem.line)
    kind = _kind(folder, file, read) if read else ""
    if read is None or not kind:
        return None
    fields = validated(folder, file, read, _PAGES[kind])
    if fields is None:
        return None
    origin = Origin(file, read.lines, body_line)
    return PageSource(file.stem, fields, _named(folder, origin, fields, words), origin)


def _split(text: str) -> tuple[str | None, str, int]:
    """Front matter, body and the body's first line number in the file."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, text, 1
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return None, text, 1


def _kind(folder: Folder, file: Path, read: YamlText) -> str:
    """The page's kind, or nothing with a problem noted."""
    kind = read.value.get("kind") if isinstance(read.value, dict) else None
    if isinstance(kind, str) and kind in KINDS:
        return kind
    every = ", ".join(KINDS)
    if kind is None:
        folder.report(
            Code.FIELD_MISSING,
            "The page does not say its kind.",
            f"Add a line `kind: …` with one of: {every}.",
            file,
            1,
        )
    else:
        folder.report(
            Code.KIND_UNKNOWN,
            f"There is no kind of page {str(kind)[:60]!r}.",
            did_you_mean(str(kind), KINDS, f"Use one of: {every}."),
            file,
            read.line(("kind",)),
        )
    return ""


def _named(folder: Folder, origin: Origin, fields: Page, words: prose.Prose) -> prose.Prose:
    """The prose with each heading's address: the kind's, or the author's own."""
    titles = {heading.title.casefold(): heading.key for heading in fields.headings}
    needed = {h.key: h.title for h in fields.headings if h.required}
    if isinstance(fields, Symptoms):
        titles = {part.title.casefold(): part.id for part in fields.parts}
        needed = {part.id: part.title for part in fields.parts}
    if isinstance(fields, Summary) and (words.intro or words.sections):
        folder.report(
            Code.PROSE_NOT_ALLOWED,
            "A summary has no text below its front matter; nobody would see it.",
            "Move the text into key_points, what_to_do or questions.",
            origin.file,
            origin.body_line,
        )
    sections: list[prose.ProseSection] = []
    taken: dict[str, int] = {}
    for section in words.sections:
        line = origin.body_line + section.line
        title = plain(section.title).strip()
        key = section.key or titles.get(title.casefold(), "")
        if not key:
            folder.report(
                Code.PROSE_SECTION_UNKNOWN,
                f"The heading {title!r} has no address.",
                did_you_mean(
                    title,
                    [h.title for h in fields.headings],
                    f"Give it one: ## {title} {{#{slug(title, 4) or 'part'}}}",
                ),
                origin.file,
                line,
            )
            continue
        if key in taken:
            folder.report(
                Code.PROSE_KEY_DUPLICATE,
                f"The address {key!r} is taken by the heading on line {taken[key]}.",
                "Give one of the two headings another address.",
                origin.file,
                line,
            )
        taken[key] = line
        if not section.blocks and not _has_children(words, section):
            folder.report(
                Code.PROSE_SECTION_EMPTY,
                f"There is no text under the heading {title!r}.",
                "Write the text, or remove the heading.",
                origin.file,
                line,
            )
        sections.append(replace(section, key=key))
    for key, title in needed.items():
        if key not in taken:
            folder.report(
                Code.PROSE_SECTION_MISSING,
                f"The heading {title!r} is missing.",
                f"Add a line `## {title}` and the text under it.",
                origin.file,
                origin.body_line,
            )
    return replace(words, sections=tuple(sections))


def _has_children(words: prose.Prose, section: prose.ProseSection) -> bool:
    place = words.sections.index(section)
    after = words.sections[place + 1 : place + 2]
    return section.level == 2 and bool(after) and after[0].level == 3


# --- figures, glossary, sources, clinic ------------------------------------


def _figures(folder: Folder) -> dict[str, FigureSource]:
    found: dict[str, FigureSource] = {}
    place = folder.path / "figures"
    stems = set()
    for entry in folder.listing(place):
        if entry.suffix in (".svg", ".yml"):
            stems.add(entry.stem)
        else:
            folder.report(
                Code.FILE_UNEXPECTED,
                f"{entry.name!r} is not part of a figure.",
                "A figure is ID.svg and ID.yml. Move or delete the file.",
                entry,
            )
    for stem in sorted(stems):
        if not _named_well(folder, place / f"{stem}.yml", stem):
            continue
        words, origin = _file(folder, place / f"{stem}.yml", FigureFile)
        svg = folder.text(place / f"{stem}.svg")
        if words is not None and svg is not None:
            found[stem] = FigureSource(stem, words, svg, origin)
    return found


def _search(folder: Folder) -> dict[str, SearchFile]:
    """The search words by language. A library without them can be searched all the same."""
    found: dict[str, SearchFile] = {}
    place = folder.path / "search"
    for entry in folder.listing(place) if place.is_dir() else ():
        if entry.suffix == ".yml" and _named_well(folder, entry, entry.stem.lower()):
            words, _ = _file(folder, entry, SearchFile)
            if words is not None:
                found[entry.stem] = words
    return found


def _clinic(folder: Folder, file: Path) -> tuple[ClinicFile | None, Origin]:
    # A clinic's own file may stand beside the content folder: it has its own limits.
    place = folder if file.is_relative_to(folder.path) else Folder(file.parent, folder.root)
    details, origin = _file(place, file, ClinicFile)
    if place is not folder:
        folder.diagnostics.extend(place.diagnostics)
    return details, origin


def _mapping(
    folder: Folder, name: str, shape: TypeAdapter[dict[str, Shape]]
) -> tuple[dict[str, Shape], Origin]:
    file = folder.path / name
    found, origin = _file(folder, file, shape)
    for key in found or {}:
        if not is_key(key):
            folder.report(
                Code.FIELD_INVALID,
                f"{key!r} cannot be used as an id.",
                "Use small letters, digits and hyphens.",
                file,
                origin.line(key),
            )
    return found or {}, origin


def _file(
    folder: Folder, file: Path, shape: type[Shape] | TypeAdapter[Shape]
) -> tuple[Shape | None, Origin]:
    text = folder.text(file)
    if text is None:
        return None, Origin(file)
    read = folder.yaml(file, text)
    if read is None:
        return None, Origin(file)
    made: Any = validated(folder, file, read, shape)
    return made, Origin(file, read.lines)


def _named_well(folder: Folder, file: Path, name: str) -> bool:
    if is_key(name):
        return True
    folder.report(
        Code.FILE_NAME,
        f"{name!r} cannot be used as an address.",
        f"Rename it with small letters, digits and hyphens, such as {slug(name) or 'my-page'}.",
        file,
    )
    return False
