"""The generated MkDocs project: page files and one self-contained `mkdocs.yml`.

It is an ordinary project. Any MkDocs-compatible renderer builds it, and no
safety gate depends on which one does.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts.content.yaml_out import yaml_text
from handouts.diagnostics import ContentProblems
from handouts.render.artifact import Artifact
from handouts.site.own_files import in_the_way, own_files, page_place


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
    folder: Path,
    settings: Settings,
    pages: Iterable[Artifact],
    own_folder: Path | None = None,
    not_built: Iterable[str] = (),
) -> None:
    """Writes a project into an empty folder.

    Args:
        folder: where the project goes; what is there is removed.
        settings: what its `mkdocs.yml` says.
        pages: the files below `docs/`.
        own_folder: the clinic's own files to copy in (the root's `docs/`).
        not_built: files that other pages may link to, and of which no page is made.

    Raises:
        ContentProblems: one of the clinic's own files would take a page's place.
    """
    shutil.rmtree(folder, ignore_errors=True)
    docs = folder / "docs"
    docs.mkdir(parents=True)
    pages = tuple(pages)
    own = own_files(own_folder) if own_folder else []
    if problems := in_the_way(own, (page_place(page.path) for page in pages)):
        raise ContentProblems(problems)
    write_files(docs, (*own, *pages))
    told = settings.as_config()
    if left_out := [f"/{name}" for name in not_built]:
        told = {key: value for key, value in told.items() if key != "nav"}
        told["draft_docs"] = "\n".join(left_out)
    (folder / "mkdocs.yml").write_text(yaml_text(told), encoding="utf-8")


def write_files(folder: Path, files: Iterable[Artifact]) -> None:
    """Writes files below a folder."""
    for file in files:
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.data)


def empty_folder(folder: Path) -> Path:
    """The folder, with nothing in it."""
    if folder.is_symlink():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
