"""What a build reads, by its bytes: a handout's own files, and what all handouts share.

Two builds that read the same bytes with the same options make the same files. So a
handout whose own digest, the shared one and the main handout's are those of the last
build need not be built again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from handouts.content.loader import handout_folders
from handouts.content.yaml import read_yaml
from handouts.pipeline.inputs import Places
from handouts.pipeline.project import Options

_TOOLS = (
    "babel", "jinja2", "lxml", "markdown", "markdown-it-py", "mkdocs", "mkdocs-material",
    "pikepdf", "pillow", "polib", "pydantic", "pymupdf-fonts", "pypdfium2", "pyyaml", "segno",
    "typst",
)  # fmt: skip
"""Packages whose version may change what we write."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """SHA-256 digests of what is read.

    `handouts` are of each handout's own files by its id, `shared` of what every page may
    depend on, and `everything` of all that and the clinic's own files in docs/.
    """

    handouts: Mapping[str, str]
    shared: str
    everything: str


def take_inventory(places: Places, today: date, options: Options) -> Inventory:
    """Reads every file that a build reads. Unreadable ones count as empty."""
    content = places.content.absolute()
    names = handout_folders(content)
    own: dict[str, list[str]] = {name: [] for name in names}
    shared: list[str] = [_ours(), repr(options), str(content), repr(places.clinic)]
    for path in _below(content):
        inside = path.relative_to(content)
        if inside.parts[:2] == ("translations", "templates"):
            continue  # for translators; no build reads them
        owner = _owner(inside.parts)
        line = f"{inside.as_posix()} {_digest(path)}"
        own.get(owner, shared).append(line)
    if (content / "reviews").is_dir():
        shared.append(today.isoformat())  # what is signed grows old
    if places.clinic:
        shared += (f"{path} {_digest(path)}" for path in _clinic_files(places.clinic))
    digests = {name: _of("\n".join(sorted(found))) for name, found in own.items()}
    # What is warned of may depend on the day, even where no page does.
    every = [
        today.isoformat(),
        *shared,
        *digests.values(),
        *(f"{f} {_digest(f)}" for f in _below(places.own_files)),
    ]
    return Inventory(digests, _of("\n".join(shared)), _of("\n".join(every)))


def _owner(parts: tuple[str, ...]) -> str:
    """The handout that a file belongs to, if any has that name."""
    match parts:
        case ("reviews", handout, *_):
            return handout
        case ("translations", _, file):
            return file.removesuffix(".po")
        case (handout, *_):
            return handout
    return ""


def _below(folder: Path) -> Iterator[Path]:
    """Every file below a folder that is not hidden, in a fixed order."""
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(f for f in folders if f[:1] != ".")
        for name in sorted(names):
            yield Path(place, name)


def _clinic_files(clinic: Path) -> Iterator[Path]:
    """A clinic's file that stands elsewhere, with its logo and fonts."""
    yield clinic
    try:
        told = read_yaml(clinic.read_text("utf-8-sig") if clinic.is_file() else "").value
    except (OSError, ValueError):
        return
    for name in ("logo", "fonts"):
        place = told.get(name) if isinstance(told, dict) else None
        if isinstance(place, str):
            path = clinic.parent / place
            yield from _below(path) if path.is_dir() else (path,)


def _digest(path: Path) -> str:
    try:
        if not path.is_file():
            return "no file"  # a pipe or a device would be read for ever
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return str(error.strerror)


def _of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogateescape")).hexdigest()


@cache
def _ours() -> str:
    """A digest of this program, and of the packages that it writes with."""
    root = Path(str(files("handouts")))
    found = [f"{name} {version(name)}" for name in _TOOLS]
    for path in _below(root):
        if path.suffix not in (".pyc", ".pyo"):
            found.append(f"{path.relative_to(root)} {_digest(path)}")
    return _of("\n".join(found))
