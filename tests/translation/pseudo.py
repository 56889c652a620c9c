"""Made-up languages that show every text left in English.

"Spanish" has an accent on every vowel, "Arabic" is written in Arabic letters.
Marks, slots, links and numbers stay as they are.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from handouts.content import loader
from handouts.content.library import Library
from handouts.document import nodes as n
from handouts.translation import catalogs
from handouts.translation.merge import merged
from handouts.translation.messages import Message, Messages, collect_all
from handouts.translation.notation import read, written

_LETTERS = {
    "es": str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ"),
    "ar": str.maketrans(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "ابكدهفغحيجقلمنوبقرستوفوكيز" * 2,
    ),
}
_LETTERS["pt"] = _LETTERS["es"]
_RECORD = {"pt": "Trádúctór", "es": "Trádúctór dé prúébá", "ar": "مترجم"}


def said(text: str, language: str) -> str:
    """A text in a made-up language."""
    return text.translate(_LETTERS[language])


def pseudo(message: Message, language: str) -> str:
    """A translation of a message into a made-up language."""
    if message.optional:
        return said(message.text, language)
    return written(_inlines(read(message.text), language))


def _inlines(content: n.Inlines, language: str) -> n.Inlines:
    made: list[Any] = []
    for inline in content:
        if isinstance(inline, n.Text):
            made.append(n.Text(said(inline.text, language)))
        elif isinstance(inline, n.Slot):
            made.append(inline)
        else:
            made.append(replace(inline, children=_inlines(inline.children, language)))
    return tuple(made)


def library_of(folder: Path) -> Library:
    """The library in a folder's `content/`."""
    library, problems = loader.load(folder / "content")
    assert library is not None, problems
    return library


def messages_of(folder: Path) -> Messages:
    """The messages of the library in a folder's `content/`."""
    found = collect_all(library_of(folder))
    assert not found.diagnostics
    return found


def speak(folder: Path, *languages: str) -> None:
    """Writes whole catalogs and a record for each language."""
    found = messages_of(folder)
    for language in languages:
        place = folder / "content/translations" / language
        for domain, po in merged([], found.domains(), language).items():
            by_context = {message.context: message for message in found.messages}
            for entry in po:
                entry.msgstr = pseudo(by_context[entry.msgctxt], language)
            catalogs.write(po, place / f"{domain}.po")
        record = f"translated_by: {_RECORD[language]}\ntranslated_on: 2026-05-01\n"
        (place / "record.yml").write_text(record, encoding="utf-8")


def change(folder: Path, file: str, before: str, after: str) -> None:
    """Changes an author's file."""
    path = folder / "content" / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
