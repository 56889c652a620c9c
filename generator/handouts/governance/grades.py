"""A page's grades in its language, held against the limits, with the places to begin at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from handouts.content.models import ReadabilityLimits
from handouts.diagnostics import Code, Diagnostic, Severity
from handouts.document import nodes as n
from handouts.document.walk import find
from handouts.governance.readability import (
    Counts,
    Scale,
    Unit,
    counts,
    scales,
    units,
    word_count,
    words_of,
    worst_sentences,
)

LONGEST_SENTENCE = 25
LONGEST_PARAGRAPH = 80
_WORST_SHOWN = 3


class Spot(NamedTuple):
    """The file and line that an author or a translator has to open."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Grade:
    """A page on one scale: as it stands, and with its explained words counted as short.

    The limit is for the second number.
    """

    language: str
    page: str
    scale: str
    raw: float
    explained: float
    limit: float
    passes: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as it is read in a language, and where each piece of it is written."""

    document: n.Document
    limits: ReadabilityLimits
    spot: Callable[[Unit], Spot]

    @property
    def language(self) -> str:
        """The language that the page is in."""
        return self.document.language

    @property
    def pieces(self) -> tuple[Unit, ...]:
        """What is written for this page; danger signs and explained words are judged at home."""
        shared = ("sign-", "words/", "danger-signs", "now", "today", "book")
        shown_everywhere = self.document.kind != "help"
        return tuple(
            u for u in units(self.document) if not (shown_everywhere and u.key.startswith(shared))
        )

    @property
    def known(self) -> frozenset[str]:
        """The words that the page explains."""
        found = find(self.document.blocks, n.Definition)
        return words_of(name for d in found for name in (d.name, d.plain))

    def warning(self, code: Code, message: str, hint: str, spot: Spot) -> Diagnostic:
        """Something worth reading about the page."""
        return Diagnostic(code, message, hint, spot.file, spot.line, Severity.WARNING)


def grades(reading: Reading) -> tuple[Grade, ...]:
    """The page on each scale of its language; none where the language has no scale."""
    return tuple(
        Grade(
            reading.language,
            reading.document.id,
            scale.name,
            scale.of(raw),
            scale.of(explained),
            scale.limit(reading.limits),
            scale.passes(explained, reading.limits),
        )
        for scale, raw, explained in _measured(reading)
    )


def _measured(reading: Reading) -> Iterator[tuple[Scale, Counts, Counts]]:
    if not (found := scales(reading.language)):
        return
    pieces, known = reading.pieces, reading.known
    raw = counts(pieces, reading.language)
    explained = counts(pieces, reading.language, known)
    for scale in found:
        yield scale, raw, explained


def too_hard(reading: Reading) -> Iterator[Diagnostic]:
    """One warning for a page that is beyond a limit, with its worst sentences and their places."""
    found = grades(reading)
    if all(grade.passes for grade in found):
        return
    said = ", ".join(
        f"{g.scale} {g.explained} ({g.raw} with its explained words; the limit is {g.limit:g})"
        for g in found
    )
    worst = worst_sentences(reading.pieces, reading.language, reading.known, _WORST_SHOWN)
    shown = "; ".join(f"{_place(reading.spot(unit))}: “{short(text)}”" for unit, text in worst)
    message = f"The page {reading.document.id!r} is hard to read: {said}."
    first = reading.spot(worst[0][0])
    yield reading.warning(
        Code.READ_GRADE, message, f"Begin with the hardest sentences: {shown}.", first
    )


def too_long(reading: Reading) -> Iterator[Diagnostic]:
    """Sentences and paragraphs of a page that ask too much of a reader's breath."""
    for unit in reading.pieces:
        for code, message, hint in long_parts(unit):
            yield reading.warning(code, message, hint, reading.spot(unit))


def long_parts(unit: Unit) -> Iterator[tuple[Code, str, str]]:
    """What is too long in a piece of text, as code, message and remedy."""
    for sentence in unit.sentences:
        if (count := word_count(sentence)) > LONGEST_SENTENCE:
            message = f"A sentence has {count} words: “{short(sentence)}”"
            hint = f"Make two of it; {LONGEST_SENTENCE} words are the most."
            yield Code.READ_LONG_SENTENCE, message, hint
    if (count := word_count(unit.text)) > LONGEST_PARAGRAPH:
        message = f"A paragraph has {count} words: “{short(unit.text)}”"
        hint = f"Make two of it; {LONGEST_PARAGRAPH} words are the most."
        yield Code.READ_LONG_PARAGRAPH, message, hint


def short(text: str, most: int = 60) -> str:
    """The beginning of a text, for a message."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]}…"


def _place(spot: Spot) -> str:
    return f"{spot.file}:{spot.line}"
