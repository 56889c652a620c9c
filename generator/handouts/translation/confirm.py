"""Confirms, with a name, that a change of the English did not alter its meaning.

A comma mended in an English danger sign must not cost a language. The entry
keeps its translation, and a comment says who confirmed it, when, and what the
English was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import polib


@dataclass(frozen=True, slots=True)
class Changed:
    """A fuzzy entry whose English changed: what it was and what it is."""

    context: str
    before: str
    now: str
    translation: str


def changed(files: Iterable[polib.POFile]) -> Iterator[Changed]:
    """Every entry that may be confirmed, in the files' order."""
    for entry in _confirmable(files):
        yield Changed(entry.msgctxt, entry.previous_msgid or "", entry.msgid, entry.msgstr)


def confirm(
    files: Iterable[polib.POFile], contexts: Iterable[str], name: str, today: date
) -> list[str]:
    """Confirms entries in place. Gives the contexts that could not be confirmed."""
    entries = {entry.msgctxt: entry for entry in _confirmable(files)}
    refused = []
    for context in contexts:
        entry = entries.get(context)
        if entry is None:
            refused.append(context)
            continue
        said = f"Same meaning, confirmed by {name} on {today.isoformat()}."
        was = f"Before: {entry.previous_msgid}"
        entry.tcomment = "\n".join(line for line in (entry.tcomment, said, was) if line)
        entry.previous_msgid = None
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    return refused


def _confirmable(files: Iterable[polib.POFile]) -> Iterator[polib.POEntry]:
    for po in files:
        for entry in po:
            if entry.fuzzy and entry.previous_msgid and entry.msgstr and not entry.obsolete:
                yield entry
