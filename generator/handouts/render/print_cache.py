"""Keeps printed sheets by what they were made of, so that an unchanged one is not set again.

Same inputs give the same bytes, so a kept sheet is the sheet. The key covers the
words, the drawings, the clinic, the templates, the fonts and Typst itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from handouts.document.codec import Json


class PrintCache:
    """A folder of sheets. Anything in it may be deleted at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def get(self, payload: Mapping[str, Json]) -> bytes | None:
        """The sheet made of this, or None."""
        name = _key(payload)
        self._used.add(name)
        try:
            return (self._folder / name).read_bytes()
        except OSError:
            return None

    def put(self, payload: Mapping[str, Json], sheet: bytes) -> None:
        """Keeps a sheet. It is whole or not there, whenever the build is stopped."""
        self._folder.mkdir(parents=True, exist_ok=True)
        name = _key(payload)
        partial = self._folder / f"{name}.partial"
        partial.write_bytes(sheet)
        partial.replace(self._folder / name)

    def forget_unused(self) -> None:
        """Removes what this build did not ask for."""
        if self._folder.is_dir():
            for kept in self._folder.iterdir():
                if kept.name not in self._used:
                    kept.unlink(missing_ok=True)


def _key(payload: Mapping[str, Json]) -> str:
    words = json.dumps(payload, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256((_tools() + words).encode()).hexdigest()


@cache
def _tools() -> str:
    templates = files("handouts.render") / "templates"
    sources = sorted(f.name for f in templates.iterdir() if f.name.endswith(".typ"))
    texts = [(templates / name).read_text(encoding="utf-8") for name in sources]
    return "\n".join([version("typst"), version("pymupdf-fonts"), *texts])
