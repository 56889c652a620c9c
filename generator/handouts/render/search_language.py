"""How search reads a language: folded words, and the forms that they share.

The rules are data (`languages/<language>.json`) that go to the browser as they are;
`theme/assets/javascripts/search-engine.js` reads words in the same way, and a test holds
the two equal.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

_PAIR = 2
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_DOTS = re.compile(r"\.(?=[^\W\d_](?:[\W\d_]|$))")
_GROUP = re.compile(r"\$(\d)")
_ACCENTS = re.compile("[\u0300-\u036f]+")


class _Letters(dict[int, str]):
    """Letters, digits and marks as they are, every other sign as a space."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = made = sign if unicodedata.category(sign)[0] in "LNM" else " "
        return made


_LETTERS = _Letters()


@dataclass(frozen=True)
class Language:
    """How search reads a language. `rules` go to the browser as they are."""

    rules: Mapping[str, Any]
    messages: Mapping[str, Any]
    _forms: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _endings(self) -> list[tuple[re.Pattern[str], str]]:
        """The rules for a word's form; `$1` of the engine is `\\1` here."""
        rules = self.rules["canon"]
        return [(re.compile(p), _GROUP.sub(r"\\\1", stands)) for p, stands in rules]

    @cached_property
    def _folds(self) -> list[tuple[re.Pattern[str], str]]:
        return [(re.compile(pattern), stands) for pattern, stands in self.rules["fold"]]

    def fold(self, text: str) -> str:
        """The text without case, accents and apostrophes; as the engine's `fold`."""
        if not text.isascii():
            text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
        made = text.lower()
        made = _DOTS.sub("", _APOSTROPHES.sub("", made))
        for pattern, stands in self._folds:
            made = pattern.sub(stands, made)
        return made

    def words(self, text: str) -> list[str]:
        """The folded words of a text; as the engine's `split`."""
        found = self.fold(text).translate(_LETTERS).split()
        if not self.rules["pairs"]:
            return found
        return [pair for word in found for pair in _two_by_two(word)]

    def once(self, names: Iterable[str]) -> list[str]:
        """The names without those that search would read as the same words."""
        kept: dict[frozenset[str], str] = {}
        for name in names:
            kept.setdefault(frozenset(self._canon(w) for w in self.words(name)), name)
        return list(kept.values())

    def _canon(self, word: str) -> str:
        """The form that a word shares with its spellings and endings; as the engine's."""
        form = self._forms.get(word)
        if form is None:
            form = word
            for pattern, stands in self._endings:
                form = pattern.sub(stands, form)
            self._forms[word] = form
        return form


def can_search(code: str) -> bool:
    """Whether there are rules and words for searching in a language."""
    return _file(code).is_file()


@cache
def language(code: str) -> Language:
    """The rules of a language; English serves where a language has none."""
    file = _file(code) if can_search(code) else _file("en")
    data = json.loads(file.read_text(encoding="utf-8"))
    messages = data.pop("messages")
    return Language(data, messages)


def _file(code: str) -> Traversable:
    return files("handouts.render") / "languages" / f"{code}.json"


def _two_by_two(word: str) -> list[str]:
    if len(word) <= _PAIR or all(unicodedata.name(c, "").startswith("LATIN") for c in word):
        return [word]
    return [word[i : i + _PAIR] for i in range(len(word) - 1)]
