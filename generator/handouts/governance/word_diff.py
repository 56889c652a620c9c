"""What changed between two texts, word by word, for a clinician to read."""

from __future__ import annotations

import difflib
from collections.abc import Iterator


def changes(before: str, after: str) -> list[str]:
    """The lines that changed, with words gone in `[-…-]` and words new in `{+…+}`.

    Each line stands under the `page:` line of its page.
    """
    old, new = before.splitlines(), after.splitlines()
    found: list[str] = []
    page, shown = "", ""
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        for line in _marked(kind, old[i1:i2], new[j1:j2]):
            page = _page_of(new, j1) or _page_of(old, i1)
            if page != shown:
                found.append(page)
                shown = page
            found.append(f"  {line}")
    return found


def _page_of(lines: list[str], place: int) -> str:
    above = lines[: place + 1]
    return next((line for line in reversed(above) if line.startswith("page: ")), "")


def _marked(kind: str, old: list[str], new: list[str]) -> Iterator[str]:
    if kind == "equal":
        return
    for number in range(max(len(old), len(new))):
        before = old[number] if number < len(old) else ""
        after = new[number] if number < len(new) else ""
        if line := word_changes(before, after):
            yield line


def word_changes(before: str, after: str) -> str:
    """One line with what changed in it marked."""
    old, new = before.split(), after.split()
    words: list[str] = []
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            words += old[i1:i2]
            continue
        if old[i1:i2]:
            words.append(f"[-{' '.join(old[i1:i2])}-]")
        if new[j1:j2]:
            words.append(f"{{+{' '.join(new[j1:j2])}+}}")
    return " ".join(words)
