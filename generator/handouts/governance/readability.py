"""How hard a page is to read, in numbers that can be held against a limit.

English: the Flesch-Kincaid grade (Kincaid 1975) is 0.39 words/sentence + 11.8
syllables/word - 15.59; SMOG (McLaughlin 1969) is 1.0430 times the square root
of 30 × (words of three syllables or more) / sentences, + 3.1291. Both are
given, since Flesch-Kincaid alone flatters short sentences. Lower is easier.

Spanish: INFLESZ is the perspicuity of Szigriszt-Pazos (*Sistemas predictivos de
legibilidad del mensaje escrito*, thesis, Universidad Complutense de Madrid, 1993),
206.835 - 62.3 syllables/words - words/sentences, read on the scale of
Barrio-Cantalejo and others (An Sist Sanit Navar 2008;31(2):135-152): 55 is normal,
65 quite easy, 80 very easy. Higher is easier.

Syllables are counted as `syllables` says. A list item counts as a sentence.
Titles and sources are left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from handouts.content.models import ReadabilityLimits
from handouts.document import nodes as n
from handouts.document.walk import descend, plain
from handouts.governance import syllables

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?؟])[\"'”’»)]*\s+(?=[\"'“‘(«¿¡]*[A-ZÀ-ÖØ-Þ0-9{\u0621-\u064A])")
"""A full stop counts before a capital letter, or before an Arabic one: Arabic has no capitals."""

_HARD = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of text that is read as a whole: a paragraph, an item, a cell."""

    key: str
    text: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences; a unit without a full stop is one."""
        return tuple(s for s in _SENTENCE_END.split(self.text) if _WORD.search(s))


@dataclass(frozen=True, slots=True)
class Counts:
    """What the formulas are made of. `hard` are words of three syllables or more."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0
    hard: int = 0


@dataclass(frozen=True, slots=True)
class Scale:
    """A formula, and how its number is held against a limit.

    `setting` is the field of `ReadabilityLimits` that has the limit.
    """

    name: str
    setting: str
    formula: Callable[[Counts], float]
    more_is_easier: bool = False

    def of(self, counts: Counts) -> float:
        """The number of some text, to one place; 0 for no text at all."""
        return round(self.formula(counts), 1) if counts.words else 0.0

    def limit(self, limits: ReadabilityLimits) -> float:
        """The hardest that a page may be."""
        return float(getattr(limits, self.setting))

    def passes(self, counts: Counts, limits: ReadabilityLimits) -> bool:
        """Whether some text is easy enough. No text at all is."""
        if not counts.words:
            return True
        number, limit = self.of(counts), self.limit(limits)
        return number >= limit if self.more_is_easier else number <= limit

    def hardness(self, counts: Counts) -> float:
        """A number that is higher for harder text."""
        return -self.of(counts) if self.more_is_easier else self.of(counts)


def _flesch_kincaid(counts: Counts) -> float:
    return 0.39 * counts.words / counts.sentences + 11.8 * counts.syllables / counts.words - 15.59


def _smog(counts: Counts) -> float:
    return 1.0430 * math.sqrt(30 * counts.hard / counts.sentences) + 3.1291


def _inflesz(counts: Counts) -> float:
    return 206.835 - 62.3 * counts.syllables / counts.words - counts.words / counts.sentences


SCALES: Mapping[str, tuple[Scale, ...]] = MappingProxyType(
    {
        "en": (
            Scale("Flesch-Kincaid", "flesch_kincaid", _flesch_kincaid),
            Scale("SMOG", "smog", _smog),
        ),
        "es": (Scale("INFLESZ", "inflesz", _inflesz, more_is_easier=True),),
    }
)
"""The formulas of each language, by its main code. The first one says which sentence is worst."""

_SYLLABLES: Mapping[str, Callable[[str], int]] = MappingProxyType(
    {"en": syllables.english, "es": syllables.spanish}
)


def scales(language: str) -> tuple[Scale, ...]:
    """The formulas of a language (`es-MX` has those of `es`); none where nobody has made one."""
    return SCALES.get(_main(language), ())


def _main(language: str) -> str:
    return language.partition("-")[0]


# --- what is read ----------------------------------------------------------


def units(document: n.Document) -> tuple[Unit, ...]:
    """The document's running text, piece by piece, in reading order.

    Drawings' words are left out: they are judged with the drawing.
    """
    return tuple(_units(document.blocks))


def _units(blocks: n.Blocks) -> Iterator[Unit]:
    for node in descend(blocks, without=(n.Figure, n.Sources)):
        match node:
            case n.Paragraph(key, content) | n.Item(key, content) | n.KeyPoint(key, content):
                yield Unit(key, plain(content))
            case n.Fact(key, _, content) | n.Card(key, _, content):
                yield Unit(key, plain(content))
            case n.Definition(key, _, _, content):
                yield Unit(f"words/{key}", plain(content))
            case n.Sign(key, _, content, more):
                yield Unit(key, plain(content))
                if more:
                    yield Unit(key, plain(more))
            case n.CareCard(key, _, _, action):
                yield Unit(key, plain(action))
            case n.DangerStrip(key, content) | n.NerveMap(key, content):
                yield Unit(key, plain(content))


# --- counting --------------------------------------------------------------


def counts(pieces: Iterable[Unit], language: str, known: frozenset[str] = frozenset()) -> Counts:
    """What some text is made of.

    Args:
        pieces: the text.
        language: its language, one that has scales.
        known: words in small letters that count as short, since the page explains them.
    """
    heard = _SYLLABLES[_main(language)]
    sentences = words = sounds = hard = 0
    for sentence in (s for unit in pieces for s in unit.sentences):
        sentences += 1
        for word in _WORD.findall(sentence):
            count = 1 if _stem(word.lower()) in known else heard(word.lower())
            words += 1
            sounds += count
            hard += count >= _HARD
    return Counts(sentences, words, sounds, hard)


def worst_sentences(
    pieces: Iterable[Unit], language: str, known: frozenset[str], most: int
) -> tuple[tuple[Unit, str], ...]:
    """The hardest sentences, with the unit that each stands in."""
    scale = scales(language)[0]
    every = {(unit, sentence): None for unit in pieces for sentence in unit.sentences}

    def easiness(pair: tuple[Unit, str]) -> float:
        return -scale.hardness(counts((Unit("", pair[1]),), language, known))

    return tuple(sorted(every, key=easiness)[:most])


def words_of(terms: Iterable[str]) -> frozenset[str]:
    """The words that a page's explained terms are made of."""
    return frozenset(_stem(w.lower()) for term in terms for w in _WORD.findall(term))


def hard_words(text: str) -> tuple[str, ...]:
    """The English words of three syllables or more, in small letters."""
    found = map(str.lower, _WORD.findall(text))
    return tuple(w for w in found if syllables.english(w) >= _HARD)


def word_count(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(text))


def _stem(word: str) -> str:
    return word.removesuffix("s") if len(word) > _HARD else word
