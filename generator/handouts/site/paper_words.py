"""The words of a PDF, compared with the words that must be in it.

A PDF keeps letters in the order in which they are painted: right-to-left words come out
in reverse, and lam-alef swapped. So words are compared by their letters alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set

_MARKED = re.compile("[^\\W\\d_][\u064b-\u0652\u0670]+")
"""A letter with Arabic vowel marks."""


def letters(text: str) -> str:
    """Letters and digits in one form, without the marks above and below them."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    bare = "".join(c for c in folded if unicodedata.category(c) != "Mn")
    return "".join(c if c.isalnum() else " " for c in bare)


def words(text: str) -> set[str]:
    """The words of a text, each with its letters in order of the alphabet."""
    return {"".join(sorted(word)) for word in letters(text).split()}


def shows(line: str, on_page: Set[str], text: str) -> bool:
    """Whether a page, or a part of one, shows a line.

    Args:
        line: the line as a reader sees it.
        on_page: the `words` of the page, or of the part.
        text: the text of the whole page, as the PDF gives it.
    """
    unmarked = " ".join(word for word in line.split() if not _MARKED.search(word))
    return words(unmarked) <= on_page and _pieces(line, letters(text))


def _pieces(line: str, run: str) -> bool:
    """Whether the words with vowel marks are there, as far as a PDF tells.

    A letter with its mark is painted as one sign, which reads back doubled and apart
    from its word; what stands before and after it reads back as it is.
    """
    marked = (word for word in line.split() if _MARKED.search(word))
    pieces = [letters(p).strip() for word in marked for p in _MARKED.split(word)]
    return all(piece in run or piece[::-1] in run for piece in pieces if len(piece) > 1)
