"""Stable keys: from an author's words to an address that stays."""

from __future__ import annotations

import re
import unicodedata

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_PARTS = re.compile("[a-z0-9]+")
_LONGEST_KEY = 80
_WORDS_IN_KEY = 6
_MORE_WORDS = 24


def slug(words: str, most: int = 0) -> str:
    """Lower-case words joined by hyphens, at most `most` of them (0: all)."""
    kept = words.lower().replace("'", "").replace("’", "")
    if not kept.isascii():
        folded = unicodedata.normalize("NFKD", kept)
        kept = "".join(c for c in folded if not unicodedata.combining(c))
        kept = kept.replace("'", "").replace("’", "")
    found = _PARTS.findall(kept)
    return "-".join(found[:most] if most else found)


def key_from(words: str) -> str:
    """A block's key from its own first words.

    It survives moving the block and adding others before it; it changes only
    when the opening words do, which a translator must see anyway.
    """
    return slug(words, _WORDS_IN_KEY) or "text"


def is_key(text: str) -> bool:
    """Whether an author may use this as a key, a page id or a file name."""
    return len(text) <= _LONGEST_KEY and KEY.match(text) is not None


class Keys:
    """Hands out keys, each once.

    Blocks that open with the same six words get more of their words; only
    blocks that say the same get a number.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def take(self, scope: str, words: str) -> str:
        """A key for a block with these words, below its scope."""
        front = f"{scope}/" if scope else ""
        short = front + key_from(words)
        if short not in self._taken:
            return self.once(short)
        return self.once(front + (slug(words, _MORE_WORDS) or "text"))

    def once(self, key: str) -> str:
        """The key itself, or with a number where it is taken."""
        found, number = key, self._last.get(key, 1)
        while found in self._taken:
            number += 1
            found = f"{key}-{number}"
        self._last[key] = number
        self._taken.add(found)
        return found
