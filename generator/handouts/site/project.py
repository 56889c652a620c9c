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

import yaml

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
    """
    shutil.rmtree(folder, ignore_errors=True)
    docs = folder / "docs"
    docs.mkdir(parents=True)
    if own_files and own_files.is_dir():
        _copy_own_files(own_files, docs)
    for page in pages:
        target = docs / page.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(page.data)
    config = yaml.safe_dump(settings.as_config(), allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")


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
