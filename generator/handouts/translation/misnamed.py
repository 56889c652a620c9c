"""Folders of catalogs whose names say no language that the site could have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handouts.content.clinic import language_code
from handouts.content.files import Folder
from handouts.diagnostics import Code, Diagnostic
from handouts.translation.catalogs import TEMPLATES


def misnamed(content: Path, source: str) -> Iterator[Diagnostic]:
    """Folders of catalogs that are not named by the code of a language to translate into.

    `source` is the language that the content is written in.
    """
    folder = Folder(content.absolute(), content.absolute().parent)
    for place in folder.listing(folder.path / "translations"):
        if place.name == TEMPLATES or not place.is_dir():
            continue
        if not any(file.suffix == ".po" for file in folder.listing(place)):
            continue  # nobody began to translate, or the folder cannot be read
        code = language_code(place.name)
        if code != place.name:
            message = f"{place.name!r} is not the code of a language."
            hint = f"Rename the folder to {code or 'a code such as es or pt-BR'}."
            yield Diagnostic(Code.FILE_NAME, message, hint, folder.shown(place))
        elif code == source:
            message = f"The content is written in {code}; it is not translated into it."
            hint = "Delete the folder, or rename it to the language that is in it."
            yield Diagnostic(Code.FILE_NAME, message, hint, folder.shown(place))
    yield from folder.diagnostics
