"""Stable keys: from an author's words to an address that stays."""

from __future__ import annotations

import re
import unicodedata

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_WORDS_IN_KEY = 6


def slug(words: str, most: int = 0) -> str:
    """Lower-case words joined by hyphens, at most `most` of them (0: all)."""
    folded = unicodedata.normalize("NFKD", words.lower())
    kept = "".join(c for c in folded if not unicodedata.combining(c))
    found = re.findall(r"[a-z0-9]+", kept.replace("'", "").replace("’", ""))
    return "-".join(found[:most] if most else found)


def key_from(words: str) -> str:
    """A block's key from its own first words.

    It survives moving the block and adding others before it; it changes only
    when the opening words do, which a translator must see anyway.
    """
    return slug(words, _WORDS_IN_KEY) or "text"


def is_key(text: str) -> bool:
    """Whether an author may use this as a key, a page id or a file name."""
    return len(text) <= 80 and KEY.match(text) is not None
