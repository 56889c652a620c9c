"""The stages, in order. The only module that knows them all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handouts.content import checks, loader
from handouts.content.library import Library
from handouts.diagnostics import Diagnostic, in_reading_order


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking found. `library` is None where it could not be read whole."""

    library: Library | None
    diagnostics: tuple[Diagnostic, ...]


def check(content: Path, clinic: Path | None = None) -> Checked:
    """Reads a content folder and finds everything that is wrong with it, at once."""
    library, found = loader.load(content, clinic)
    if library is not None:
        found = [*found, *checks.check(library)]
    return Checked(library, in_reading_order(found))
