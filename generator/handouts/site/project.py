"""The generated MkDocs project: page files and one self-contained `mkdocs.yml`.

It is an ordinary project. Any MkDocs-compatible renderer builds it, and no
safety gate depends on which one does.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from handouts.diagnostics import Code, ContentProblems, Diagnostic
from handouts.render.artifact import Artifact

EXTRA_FOLDERS_LEFT_OUT = frozenset(("development",))
"""Folders of the root's `docs/` that are for maintainers and not for patients."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the generated `mkdocs.yml` says. `extra` is for the theme."""

    site_name: str
    site_url: str
    language: str
    directories: bool
    nav: list[Any]
    extra: dict[str, Any]

    def as_config(self) -> dict[str, Any]:
        """The settings as MkDocs names them."""
        return {
            "site_name": self.site_name,
            "site_url": self.site_url,
            "docs_dir": "docs",
            "site_dir": "site",
            "use_directory_urls": self.directories,
            "theme": {"name": "handouts", "language": self.language, "font": False},
            "markdown_extensions": ["attr_list", {"toc": {"permalink": False}}],
            # Material's search would ship an index to every reader; ours is a page's own file.
            "plugins": [],
            "nav": self.nav,
            "extra": self.extra,
            "validation": {"links": {"absolute_links": "ignore"}},
        }


def write_project(
    folder: Path, settings: Settings, pages: Iterable[Artifact], own_files: Path | None
) -> None:
    """Writes a project into an empty folder.

    Args:
        folder: where the project goes; what is there is removed.
        settings: what its `mkdocs.yml` says.
        pages: the files below `docs/`.
        own_files: the clinic's own files to copy in (the root's `docs/`).

    Raises:
        ContentProblems: one of the clinic's own files would take a page's place.
    """
    shutil.rmtree(folder, ignore_errors=True)
    docs = folder / "docs"
    docs.mkdir(parents=True)
    if own_files and own_files.is_dir():
        _copy_own_files(own_files, docs)
    pages = tuple(pages)
    if problems := list(_in_the_way(docs, pages)):
        raise ContentProblems(problems)
    write_files(docs, pages)
    config = yaml.safe_dump(settings.as_config(), allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")


def write_files(folder: Path, files: Iterable[Artifact]) -> None:
    """Writes files below a folder."""
    for file in files:
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.data)


def empty_folder(folder: Path) -> Path:
    """The folder, with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _in_the_way(docs: Path, pages: Iterable[Artifact]) -> Iterator[Diagnostic]:
    """The clinic's own files that would be where a page, or its folder, is to be."""
    taken = {_address(PurePosixPath(page.path)) for page in pages}
    folders = {folder for address in taken for folder in address.parents}
    for file in sorted(path for path in docs.rglob("*") if path.is_file()):
        inside = PurePosixPath(file.relative_to(docs).as_posix())
        address = _address(inside)
        if address in taken or address in folders or taken & set(address.parents):
            yield Diagnostic(
                Code.FILE_UNEXPECTED,
                f"{inside} would take the place of a page of the handouts.",
                "Give the file in docs/ another name, or write its text into content/.",
                f"docs/{inside}",
            )


def _address(file: PurePosixPath) -> PurePosixPath:
    """Where a file of a project will be in the built site."""
    if file.suffix.lower() not in (".md", ".markdown"):
        return file
    if file.stem.lower() in ("index", "readme"):
        return file.with_name("index.html")
    return file.with_suffix("") / "index.html"


def _copy_own_files(own_files: Path, docs: Path) -> None:
    root = own_files.resolve()
    for source in sorted(own_files.rglob("*")):
        inside = source.relative_to(own_files)
        hidden = any(part.startswith(".") for part in inside.parts)
        if hidden or inside.parts[0] in EXTRA_FOLDERS_LEFT_OUT or not source.is_file():
            continue
        if source.resolve().is_relative_to(root):
            target = docs / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
