"""A built library that each test of a module finds as it was built.

The records of a build hold for its own folder only, so a copy elsewhere would be built anew:
the library is put back in the place where it was built.
"""

from __future__ import annotations

import shutil
from pathlib import Path


def keep(folder: Path) -> Path:
    """Keeps a folder as it is now, to be put back later. Gives the folder."""
    shutil.copytree(folder, _aside(folder))
    return folder


def put_back(folder: Path) -> Path:
    """The folder as it was kept, whatever has become of it."""
    shutil.rmtree(folder)
    shutil.copytree(_aside(folder), folder)
    return folder


def _aside(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}-kept")
