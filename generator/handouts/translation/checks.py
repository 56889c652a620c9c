"""Checks every translation against its English: marks, numbers, hidden letters, room."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from handouts.content.inlines import UNSEEN
from handouts.content.prose import ProseError
from handouts.diagnostics import Code, Diagnostic, Severity
from handouts.document import nodes as n
from handouts.document.walk import find, plain
from handouts.figures import labels
from handouts.figures.svg import Drawing
from handouts.translation.catalogs import Catalog, Entry
from handouts.translation.messages import Message
from handouts.translation.notation import read

_HIDDEN = re.compile(f"\r|{UNSEEN.pattern}")
_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*")
_BETWEEN_DIGITS = re.compile(r"[.,\u066b\u066c]")
_NUMBER_WORDS = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|once|twice|"
    r"first|second|third|fourth|fifth|single|both|dozen)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A catalog without the translations that must not be used, and what is wrong."""

    catalog: Catalog
    diagnostics: tuple[Diagnostic, ...]


def check(
    messages: Iterable[Message], catalog: Catalog, drawings: Mapping[str, Drawing]
) -> Checked:
    """Holds a catalog against the messages. Fuzzy and missing ones are not looked at.

    A translation with an error counts as missing: the pages that hold it are
    withheld until it is mended. A warning holds back nothing.
    """
    found: list[Diagnostic] = []
    entries = dict(catalog.entries)
    for message in messages:
        entry = catalog.entries.get(message.context)
        if entry is None or catalog.get(message.context, message.text) is None:
            continue
        problems = list(_problems(message, entry)) or list(_room(entry, drawings))
        found += problems
        if any(problem.severity is Severity.ERROR for problem in problems):
            entries[message.context] = replace(entry, fuzzy=True)
    return Checked(Catalog(catalog.language, entries), tuple(found))


def _problems(message: Message, entry: Entry) -> Iterator[Diagnostic]:
    if hidden := _HIDDEN.search(entry.text.replace("\n", " ")):
        name = unicodedata.name(hidden[0], f"U+{ord(hidden[0]):04X}").lower()
        hint = "Delete it. The direction of text is set without such marks."
        yield _problem(Code.TRANSLATION_CONTROL, f"holds an invisible {name}", hint, entry)
        return
    if message.optional:
        return
    try:
        english, text = read(message.text), read(entry.text)
    except ProseError as error:
        found = error.problem
        message_text = f"cannot be read: {found.message}"
        yield _problem(Code.TRANSLATION_MARKS, message_text, found.hint, entry)
        return
    yield from _marks(english, text, entry)
    yield from _numbers(plain(english), plain(text), entry)


def _marks(english: n.Inlines, text: n.Inlines, entry: Entry) -> Iterator[Diagnostic]:
    if all(isinstance(inline, n.Text) for inline in (*english, *text)):
        return
    wanted, given = Counter(_named(english)), Counter(_named(text))
    for mark in (wanted - given).elements():
        hint = "Put the mark into the translation just as the English has it."
        yield _problem(Code.TRANSLATION_MARKS, f"lacks {mark}", hint, entry)
    for mark in (given - wanted).elements():
        hint = "Take the mark out; the English does not have it there."
        yield _problem(Code.TRANSLATION_MARKS, f"has {mark}, the English has not", hint, entry)


def _named(content: n.Inlines) -> Iterator[str]:
    """Each mark of a line, as it is written."""
    yield from (f"{{{slot.name}}}" for slot in find(content, n.Slot))
    yield from (f"[…](term:{term.term})" for term in find(content, n.Term))
    yield from ("**…**" for _ in find(content, n.Strong))
    for link in find(content, n.PageLink):
        yield f"[…]({link.page}.md#{link.anchor})" if link.anchor else f"[…]({link.page}.md)"


def _numbers(english: str, text: str, entry: Entry) -> Iterator[Diagnostic]:
    wanted, given = Counter(numbers(english)), Counter(numbers(text))
    for number in (wanted - given).elements():
        hint = "Check the number with great care: it may be a dose, a week or a phone."
        yield _problem(Code.TRANSLATION_NUMBER, f"lacks the number {number}", hint, entry)
    if not _NUMBER_WORDS.search(english):
        for number in (given - wanted).elements():
            hint = "Check it: the English gives no such number."
            message = f"has the number {number}, the English has not"
            yield _problem(Code.TRANSLATION_NUMBER, message, hint, entry, Severity.WARNING)


def numbers(text: str) -> list[str]:
    """The numbers of a text, in ASCII digits and without signs between digits.

    Languages write 1,000.5 in different ways; the digits are the same in all.
    """
    return [
        "".join(str(unicodedata.digit(c)) for c in _BETWEEN_DIGITS.sub("", found))
        for found in _NUMBER.findall(text)
    ]


def _room(entry: Entry, drawings: Mapping[str, Drawing]) -> Iterator[Diagnostic]:
    parts = entry.context.split("/")
    if parts[0] != "figures" or parts[2:3] != ["label"] or parts[1] not in drawings:
        return
    for slot in drawings[parts[1]].slots:
        if slot.label == parts[3] and labels.lines(plain(read(entry.text)), slot) is None:
            wide = max(labels.width(word, slot) for word in entry.text.split())
            lines = "1 line" if slot.lines == 1 else f"{slot.lines} lines"
            message = f"does not fit its place ({slot.width:g} wide, {lines})"
            hint = f"Use fewer or shorter words. The longest word is {wide:.0f} wide."
            yield _problem(Code.TRANSLATION_LABEL, message, hint, entry, Severity.WARNING)


def _problem(
    code: Code, what: str, hint: str, entry: Entry, severity: Severity = Severity.ERROR
) -> Diagnostic:
    shown = " ".join(entry.text.split())
    shown = "".join(c for c in shown if not _HIDDEN.match(c))[:50]
    return Diagnostic(
        code, f"The translation {shown!r} {what}.", hint, entry.file, entry.line, severity
    )
