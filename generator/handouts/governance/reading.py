"""How hard the library is to read in each of its languages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from handouts.content.library import Library
from handouts.diagnostics import Diagnostic
from handouts.governance import plain_words, translated_words
from handouts.governance.grades import Grade, grades
from handouts.translation.voices import Voice


def check(
    library: Library, voices: Sequence[Voice], content: Path
) -> tuple[tuple[Grade, ...], list[Diagnostic]]:
    """The grades of every page in every language that has a scale, and what to make easier.

    Args:
        library: what was read.
        voices: it in each of its languages, its own first.
        content: the content folder, for the lines of the catalogs.
    """
    source, *others = voices
    readings = [*plain_words.readings(library, source.composition)]
    found = plain_words.check(library, source.composition)
    for voice in others:
        readings += translated_words.readings(library, voice, content)
        found += translated_words.check(library, voice, content)
    return tuple(grade for reading in readings for grade in grades(reading)), found
