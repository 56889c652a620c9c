"""What every command starts from: a content folder, read whole and checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.content import checks, loader
from handouts.content.library import Library
from handouts.content.source_checks import check_sources
from handouts.diagnostics import ContentProblems, Diagnostic, has_errors, in_reading_order
from handouts.figures import check as figures
from handouts.figures.logo import Logo
from handouts.figures.logo import read as read_logo
from handouts.figures.svg import Drawing
from handouts.governance.reviews import Reviews, read_reviews
from handouts.translation.broken_files import broken_files
from handouts.translation.voices import Voice, every_voice

if TYPE_CHECKING:  # only `check` measures words, and what does is slow to load
    from handouts.governance.grades import Grade


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are read from and written to."""

    content: Path = Path("content")
    own_files: Path = Path("docs")
    work: Path = Path("build")
    site: Path = Path("site")
    clinic: Path | None = None


@dataclass(frozen=True, slots=True)
class Inputs:
    """A library without errors, with its drawings and review records.

    `today` is the day that review dates are held against; `warnings` are what is
    worth reading.
    """

    library: Library
    drawings: dict[str, Drawing]
    reviews: Reviews
    today: date
    warnings: tuple[Diagnostic, ...] = ()
    logo: Logo | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking found. `library` is None where it could not be read whole."""

    library: Library | None
    drawings: dict[str, Drawing]
    reviews: Reviews
    diagnostics: tuple[Diagnostic, ...]
    logo: Logo | None = None
    grades: tuple[Grade, ...] = ()
    voices: tuple[Voice, ...] = ()


def check(
    content: Path, clinic: Path | None = None, words: bool = False, today: date | None = None
) -> Checked:
    """Reads a content folder and finds everything that is wrong with it, at once.

    Args:
        content: the content folder.
        clinic: the clinic's file, if it is not in that folder.
        words: whether to measure how hard the words are, too, in every language.
        today: the day that the age of sources is held against; none is too old if left out.
    """
    library, found = loader.load(content, clinic)
    if library is None:
        found = [*found, *broken_files(content)]
        return Checked(None, {}, Reviews(), in_reading_order(found))
    read = figures.check(library)
    reviews = read_reviews(content, library.root)
    logo, of_logo = read_logo(library)
    found = [*found, *checks.check(library), *read.diagnostics, *reviews.diagnostics, *of_logo]
    if today:
        found += check_sources(library, today)
    grades: tuple[Grade, ...] = ()
    voices: tuple[Voice, ...] = ()
    if words and not has_errors(found):
        from handouts.governance import reading  # noqa: PLC0415 - slow to load; no build needs it

        voices, of_translations = every_voice(library, read.drawings, content)
        grades, of_words = reading.check(library, voices, content)
        found += [*of_translations, *of_words]
    elif has_errors(found):
        found += broken_files(content)
    drawings = dict(read.drawings)
    return Checked(library, drawings, reviews, in_reading_order(found), logo, grades, voices)


def clinic_id(content: Path, clinic: Path) -> str:
    """The id that a clinic's file gives.

    Raises:
        ContentProblems: the file, or something else in the content, is wrong.
    """
    library, found = loader.load(content, clinic)
    if library is None:
        raise ContentProblems(in_reading_order(found))
    return library.clinic.id


def inputs(places: Places, today: date) -> Inputs:
    """What a build starts from.

    Raises:
        ContentProblems: something in the content is wrong.
    """
    result = check(places.content, places.clinic, today=today)
    if result.library is None or has_errors(result.diagnostics):
        raise ContentProblems(result.diagnostics)
    return Inputs(
        result.library,
        result.drawings,
        result.reviews,
        today,
        result.diagnostics,
        result.logo,
    )
