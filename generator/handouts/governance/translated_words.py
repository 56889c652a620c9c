"""How hard the translations are to read, with the lines of the catalogs to begin at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from handouts.content.library import Library
from handouts.content.prose import ProseError
from handouts.diagnostics import Diagnostic
from handouts.document.walk import plain
from handouts.governance.grades import Reading, Spot, too_hard, too_long
from handouts.governance.readability import Unit
from handouts.translation import catalogs
from handouts.translation.notation import read
from handouts.translation.voices import Voice


class CatalogLines:
    """Finds the line of a catalog in which a piece of text is written."""

    def __init__(self, content: Path, language: str) -> None:
        self._content = content
        self._language = language

    def spot(self, unit: Unit) -> Spot:
        """Where a piece is written; the catalogs' folder where it is put together from several."""
        folder = f"{self._content.name}/translations/{self._language}"
        return self._lines.get(unit.text, Spot(folder, 1))

    @cached_property
    def _lines(self) -> Mapping[str, Spot]:
        catalog, _ = catalogs.read_catalog(self._content, self._language)
        found: dict[str, Spot] = {}
        for entry in catalog.entries.values():
            try:
                text = plain(read(entry.text))
            except ProseError:
                continue  # the checks of translations say what is wrong with it
            found.setdefault(text, Spot(entry.file, entry.line))
        return found


def readings(library: Library, voice: Voice, content: Path) -> tuple[Reading, ...]:
    """Every page of a translation, ready to be measured."""
    lines = CatalogLines(content, voice.language)
    return tuple(
        Reading(document, library.handouts.get(unit.id, library.main).file.readability, lines.spot)
        for unit in voice.composition.units
        for document in unit.documents
    )


def check(library: Library, voice: Voice, content: Path) -> Iterator[Diagnostic]:
    """Warnings about the words of a translation, for translators."""
    for reading in readings(library, voice, content):
        yield from too_hard(reading)
        yield from too_long(reading)
