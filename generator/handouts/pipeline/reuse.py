"""An unchanged handout's files, taken from the last site into the new one.

Every published file passes here in every build, and `os` is several times quicker than
`pathlib`, so it may be used here.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from handouts.pipeline.records import Record


def reused(record: Record, old: Path, new: Path) -> bool:
    """Puts a handout's files of the last site into the new one; False if one is not as it was."""
    known = {name: digest for volume in record.volumes for name, digest in volume.files.items()}
    if not all(_is_as_it_was(f"{old}/{name}", digest) for name, digest in known.items()):
        return False
    made = {os.path.dirname(name) for name in known}
    # A slash behind a link would lead through it.
    around = (str(old), *(f"{old}/{folder}" for folder in _with_parents(made)))
    if any(map(os.path.islink, around)):
        return False
    for folder in made:
        os.makedirs(f"{new}/{folder}", exist_ok=True)
    for name in known:
        _same_file(f"{old}/{name}", f"{new}/{name}")
    return True


def _with_parents(folders: Iterable[str]) -> set[str]:
    """The folders, and those that they are in."""
    found: set[str] = set()
    for folder in folders:
        while folder and folder not in found:
            found.add(folder)
            folder = os.path.dirname(folder)  # noqa: PLW2901
    return found


def _is_as_it_was(file: str, digest: str) -> bool:
    try:
        if os.path.islink(file) or not os.path.isfile(file):  # a pipe would be read for ever
            return False
        with open(file, "rb") as data:
            return hashlib.sha256(data.read()).hexdigest() == digest
    except (OSError, ValueError):
        return False


def _same_file(old: str, new: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(new)
    try:
        os.link(old, new)
    except OSError:  # not every disk has links
        shutil.copyfile(old, new)
