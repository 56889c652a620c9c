"""Names of one script inside a sentence of another, kept in their order."""

from __future__ import annotations

from babel import Locale

ISOLATE, ISOLATE_END = "\u2068", "\u2069"
"""Unicode's first-strong isolate: what stands between keeps its own direction."""


def isolated(words: str, language: str) -> str:
    """Words that may be in another script, for a sentence in a language.

    In a right-to-left sentence a number behind a Latin name (`Ada Test, 15 …`) would be
    drawn as if it were part of the name. Left-to-right sentences stay as they are.
    """
    if not words or Locale.parse(language, sep="-").text_direction != "rtl":
        return words
    return f"{ISOLATE}{words}{ISOLATE_END}"
