"""A clinic's own files in docs/, which stand in the site beside our pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from handouts.diagnostics import Code, Diagnostic
from handouts.render.artifact import Artifact
from handouts.site.own_file_checks import unfit

LEFT_OUT = frozenset(("development",))
"""Folders of docs/ that are for maintainers and not for patients."""

_MARKDOWN = (".md", ".markdown")


def own_files(folder: Path) -> list[Artifact]:
    """A clinic's own files as they stand; hidden ones and links out of the folder are left out."""
    if not folder.is_dir():
        return []
    root = folder.resolve()
    found = []
    for source in sorted(folder.rglob("*")):
        inside = source.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if hidden or inside.parts[0] in LEFT_OUT or not source.is_file():
            continue
        if source.resolve().is_relative_to(root):
            found.append(Artifact(inside.as_posix(), source.read_bytes()))
    return found


def in_the_way(own: Sequence[Artifact], pages: Iterable[str]) -> list[Diagnostic]:
    """The clinic's own files that cannot stand in the site, or not where a page is to be.

    Names that differ in capitals only are one name on many disks, such as a USB stick.

    Args:
        own: the clinic's files.
        pages: the files of our pages.
    """
    if not own:  # most sites have none, and many pages
        return []
    taken = {PurePosixPath(page.lower()) for page in pages}
    folders = {folder for address in taken for folder in address.parents}
    found = []
    for file in own:
        if problem := unfit(file):
            found.append(problem)
            continue
        address = PurePosixPath(page_place(file.path).lower())
        if address in taken or address in folders or taken & set(address.parents):
            message = f"{file.path} would take the place of a page of the handouts."
            hint = "Give the file in docs/ another name, or write its text into content/."
            where = f"docs/{file.path}"
            found.append(Diagnostic(Code.FILE_UNEXPECTED, message, hint, where))
    return found


def is_markdown(file: PurePosixPath) -> bool:
    """Whether MkDocs makes a page of a file."""
    return file.suffix.lower() in _MARKDOWN


def page_place(name: str) -> str:
    """Where a file of a project will be in the built site."""
    file = PurePosixPath(name)
    if not is_markdown(file):
        return name
    if file.stem.lower() in ("index", "readme"):
        return file.with_name("index.html").as_posix()
    return (file.with_suffix("") / "index.html").as_posix()
