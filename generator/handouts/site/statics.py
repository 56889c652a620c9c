"""The files of a site that are no pages of ours: the theme's, and the clinic's own in docs/."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

from handouts.render.artifact import Artifact
from handouts.site.build import build_project
from handouts.site.loaded import STYLES_AND_SCRIPTS
from handouts.site.own_files import is_markdown
from handouts.site.project import Settings, write_project
from handouts.site.theme_data import material_stylesheet

_MADE_BY_THEME = ("404.html", "sitemap.xml", "robots.txt")


def theme_files() -> Iterator[Artifact]:
    """Our theme's styles, scripts and pictures, and the one stylesheet of Material's."""
    yield from _below(files("handouts.theme") / "assets", "assets")
    sheet = material_stylesheet()
    yield Artifact(sheet, (files("material") / "templates" / sheet).read_bytes())


def shipped_files() -> Mapping[str, str]:
    """The stylesheets and scripts that any site may hold: their SHA-256 by path."""
    return {
        file.path: hashlib.sha256(file.data).hexdigest()
        for file in theme_files()
        if PurePosixPath(file.path).suffix in STYLES_AND_SCRIPTS
    }


def published_own(
    own: list[Artifact], settings: Settings, paths: Iterable[str], work: Path
) -> list[Artifact]:
    """A clinic's own files as a reader gets them: its Markdown pages through MkDocs.

    Args:
        own: the files.
        settings: those of the language that they are written in.
        paths: the addresses of our pages, which its pages may link to.
        work: a folder for the project; what is there is removed.

    Raises:
        ContentProblems: MkDocs cannot build a page.
    """
    if not any(is_markdown(PurePosixPath(file.path)) for file in own):
        return own
    places = [f"{path}/index.md" if path else "index.md" for path in paths]
    ours = [Artifact(place, b"") for place in places]
    shutil.rmtree(work, ignore_errors=True)
    write_project(work, settings, [*own, *ours], not_built=places)
    site = build_project(work)
    theme = {file.path for file in theme_files()} | set(_MADE_BY_THEME)
    names = (
        file.relative_to(site).as_posix() for file in sorted(site.rglob("*")) if file.is_file()
    )
    given = {file.path for file in own}
    return [
        Artifact(name, (site / name).read_bytes())
        for name in names
        if name in given or (name not in theme and name.endswith(".html"))
    ]


def _below(folder: Traversable, name: str) -> Iterator[Artifact]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        inside = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _below(entry, inside)
        else:
            yield Artifact(inside, entry.read_bytes())
