"""From a content folder to a library: every file read, every problem noted."""

from __future__ import annotations

import os
from collections.abc import Container
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

from handouts.content.files import LARGEST_FILE, Folder
from handouts.content.library import FigureSource, Handout, Library, Origin, Unread
from handouts.content.models import (
    ClinicFile,
    DangerSignsFile,
    FigureFile,
    HandoutFile,
    SourceFile,
    TermFile,
)
from handouts.content.pages import named_well, read_pages
from handouts.content.search import SearchFile
from handouts.content.stand_ins import (
    UNREAD_CLINIC,
    EveryId,
    ids_in,
    unread_handout,
    unread_signs,
)
from handouts.content.validate import validated
from handouts.content.yaml import Value, read_yaml
from handouts.diagnostics import Code, Diagnostic
from handouts.document.keys import is_key

Shape = TypeVar("Shape")

_NOT_HANDOUTS = {"figures", "notices", "search", "translations", "reviews"}
_GLOSSARY: TypeAdapter[dict[str, TermFile]] = TypeAdapter(dict[str, TermFile])
_SOURCES: TypeAdapter[dict[str, SourceFile]] = TypeAdapter(dict[str, SourceFile])


def load(
    content: Path, clinic: Path | None = None, only: Container[str] | None = None
) -> tuple[Library | None, list[Diagnostic]]:
    """Reads a content folder.

    Args:
        content: the folder with handouts, figures, glossary and sources.
        clinic: the clinic's file; `clinic.yml` in the folder if left out.
        only: the handouts to read; all of them if left out.

    Returns:
        The library, or None where no handout can be read, and every problem found.
        It may be built only if none of them is an error.
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
    handouts = _handouts(folder, only)
    notices, _ = read_pages(folder, folder.path / "notices")
    figures, unread_figures = _figures(folder)
    glossary, unread_terms, glossary_origin = _mapping(folder, "glossary.yml", _GLOSSARY)
    sources, unread_sources, sources_origin = _mapping(folder, "sources.yml", _SOURCES)
    clinic_file = Path(os.path.abspath(clinic)) if clinic else folder.path / "clinic.yml"
    clinic_details, clinic_origin = _clinic(folder, clinic_file)
    if not handouts:
        return None, folder.diagnostics
    search = _search(folder)
    library = Library(
        root=folder.root,
        handouts=handouts,
        notices=notices,
        glossary=glossary,
        sources=sources,
        figures=figures,
        clinic=clinic_details or UNREAD_CLINIC,
        glossary_origin=glossary_origin,
        sources_origin=sources_origin,
        clinic_origin=clinic_origin,
        search={name: file for name, (file, _) in search.items()},
        search_origins={name: origin for name, (_, origin) in search.items()},
        unread=Unread(unread_terms, unread_sources, unread_figures),
    )
    return library, folder.diagnostics


# --- handouts and pages ----------------------------------------------------


def handout_folders(content: Path) -> tuple[str, ...]:
    """The names of the folders that hold a handout each, in order."""
    folder = Folder(content, root=content.parent)
    return tuple(
        entry.name
        for entry in folder.listing(content)
        if entry.is_dir() and entry.name not in _NOT_HANDOUTS
    )


def main_folder(content: Path) -> str | None:
    """The handout at the site's root, or the first one; see `Library.main`."""
    names = handout_folders(content)
    for name in names:
        told = _told(content / name / "handout.yml")
        if isinstance(told, dict) and not told.get("path"):
            return name
    return names[0] if names else None


def _handouts(folder: Folder, only: Container[str] | None) -> dict[str, Handout]:
    found: dict[str, Handout] = {}
    folders = 0
    for entry in folder.listing(folder.path):
        if not entry.is_dir() or entry.name in _NOT_HANDOUTS:
            continue
        folders += 1
        if only is not None and entry.name not in only:
            continue
        if named_well(folder, entry, entry.name):
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
    named, named_in = place / "handout.yml", place / "danger-signs.yml"
    file, origin = _file(folder, named, HandoutFile)
    signs, danger_origin = _file(folder, named_in, DangerSignsFile)
    pages, unread = read_pages(folder, place)
    if file is None and os.path.isfile(named):  # noqa: PTH113 - it never raises
        file = unread_handout(_told(named), place.name, (*pages, *sorted(unread)))
        unread |= {named.name}
    if signs is None and os.path.isfile(named_in):  # noqa: PTH113
        signs = unread_signs(_told(named_in))
        unread |= {named_in.name}
    if file is None or signs is None:
        return None
    return Handout(place.name, file, signs, pages, origin, danger_origin, unread)


# --- figures, glossary, sources, clinic ------------------------------------


def _figures(folder: Folder) -> tuple[dict[str, FigureSource], frozenset[str]]:
    """The figures, and the ids of those with problems of their own."""
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
        if not named_well(folder, place / f"{stem}.yml", stem):
            continue
        words, origin = _file(folder, place / f"{stem}.yml", FigureFile)
        svg = folder.text(place / f"{stem}.svg")
        if words is not None and svg is not None:
            found[stem] = FigureSource(stem, words, svg, origin)
    return found, frozenset(stems - found.keys())


def _search(folder: Folder) -> dict[str, tuple[SearchFile, Origin]]:
    """The search words by language. A library without them can be searched all the same."""
    found: dict[str, tuple[SearchFile, Origin]] = {}
    place = folder.path / "search"
    for entry in folder.listing(place) if place.is_dir() else ():
        if entry.suffix != ".yml":
            hint = "Search words stand in search/LANGUAGE.yml, such as search/es.yml."
            message = f"{entry.name!r} is not a file of search words."
            folder.report(Code.FILE_UNEXPECTED, message, hint, entry)
        elif named_well(folder, entry, entry.stem.lower()):
            words, origin = _file(folder, entry, SearchFile)
            if words is not None:
                found[entry.stem] = (words, origin)
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
) -> tuple[dict[str, Shape], frozenset[str], Origin]:
    """The entries of a file, or the ids of those that could not be read."""
    file = folder.path / name
    made, origin = _file(folder, file, cast(Any, shape))
    if made is None:
        return {}, ids_in(_text(file)) if origin.lines else EveryId(), origin
    found: dict[str, Shape] = made
    for key in found:
        if not is_key(key):
            message = f"{key!r} cannot be used as an id."
            hint = "Use small letters, digits and hyphens."
            folder.report(Code.FIELD_INVALID, message, hint, file, origin.line(key))
    return found, frozenset(), origin


def _told(file: Path) -> Value:
    """What a file with problems says, as far as it can be read."""
    return read_yaml(_text(file)).value


def _text(file: Path) -> str:
    """The text of a file with problems, or nothing."""
    try:
        readable = file.is_file() and file.stat().st_size <= LARGEST_FILE
        return file.read_text("utf-8-sig") if readable else ""
    except (OSError, ValueError):
        return ""


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
