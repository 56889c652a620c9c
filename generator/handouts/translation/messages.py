"""Every text of a library that is translated, as gettext messages.

A message's context is a path of stable keys; its first part names the catalog
file (the domain) that it stands in: a handout's id, `notices`, `glossary`,
`figures`, `interface` or `clinic`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from handouts.compose.library import Composition, compose
from handouts.compose.search_words import SearchWords, search_words
from handouts.content.kinds import KINDS
from handouts.content.library import Library
from handouts.content.models import ClinicFile
from handouts.diagnostics import Code, Diagnostic
from handouts.document import nodes as n
from handouts.document.keys import slug
from handouts.document.phrases import PHRASES
from handouts.document.walk import text_of
from handouts.figures import labels, svg
from handouts.translation.notation import written
from handouts.translation.origins import Origins
from handouts.translation.visit import Names, names, phrase_context, visited

SHARED = ("notices", "glossary", "figures", "interface", "clinic")
"""Domains that no handout may have the name of."""

ALIASES = (
    "Search words, one on each line. Do not translate them: write the words that people "
    "type in your language for this, everyday words and usual misspellings too."
)


@dataclass(frozen=True, slots=True)
class Message:
    """One text to translate. `text` is the English, with the authors' marks.

    `optional` messages hold back no page.
    """

    context: str
    text: str
    comment: str = ""
    file: str = ""
    line: int = 0
    optional: bool = False

    @property
    def domain(self) -> str:
        """The catalog file that the message stands in."""
        return self.context.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Messages:
    """The messages in the order that translators meet them, and what is wrong."""

    messages: tuple[Message, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    def domains(self) -> Mapping[str, tuple[Message, ...]]:
        """The messages by catalog file."""
        found: dict[str, list[Message]] = {}
        for message in self.messages:
            found.setdefault(message.domain, []).append(message)
        return {name: tuple(inside) for name, inside in found.items()}


class Collector:
    """Notes each text once. Implements `visit.Words` and changes nothing."""

    def __init__(self) -> None:
        self.messages: dict[str, Message] = {}
        self.clashes: list[tuple[str, str]] = []

    def line(self, context: str, content: n.Inlines, comment: str = "") -> n.Inlines:
        """Notes a line."""
        self.note(Message(context, written(content), comment))
        return content

    def plain(self, context: str, text: str, comment: str = "") -> str:
        """Notes words without marks."""
        self.note(Message(context, written(text_of(text)), comment))
        return text

    def note(self, message: Message) -> None:
        """Adds a message; another text with the same context is a clash."""
        first = self.messages.setdefault(message.context, message)
        if first.text != message.text:
            self.clashes.append((message.context, message.text))


def collect(library: Library, composition: Composition, words: SearchWords) -> Messages:
    """Every message of a library.

    Args:
        library: what was read.
        composition: its documents.
        words: its search words.
    """
    found = Collector()
    naming = names(composition, library.main.id)
    for message in _handout_files(library):
        found.note(message)
    for document in _help_first(composition):
        visited(document, naming, found)
    for message in (
        *_aliases(words, naming),
        *_phrases(),
        *clinic_messages(library.clinic),
    ):
        found.note(message)
    origins = Origins(library)
    room = _label_room(library)
    ready = [
        replace(
            message,
            comment=room.get(message.context, message.comment),
            file=(place := origins.place(message.context, message.text)).file,
            line=place.line,
        )
        for message in found.messages.values()
    ]
    return Messages(tuple(_ordered(library, ready)), tuple(_problems(library, found, origins)))


def collect_all(library: Library, composition: Composition | None = None) -> Messages:
    """Every message of a library that `content.checks` finds no error in."""
    words = search_words(library, library.main.file.language)
    return collect(library, composition or compose(library), words)


def _help_first(composition: Composition) -> Iterator[n.Document]:
    """Every document; those with the danger signs in full come first, for their order."""
    documents = composition.documents
    yield from sorted(documents, key=lambda document: document.kind != "help")


# --- texts that stand in no document ---------------------------------------


def _handout_files(library: Library) -> Iterator[Message]:
    for handout in library.handouts.values():
        at, file = f"{handout.id}/handout.yml", handout.file
        yield Message(f"{at}/title", file.title, "Title of the handout.")
        yield Message(
            f"{at}/short-title", file.short_title, "Short title of the handout: the site's name."
        )
        yield Message(
            f"{at}/condition", file.condition, "The condition's name, for search engines."
        )
        for part in file.parts:
            comment = "Heading in the menu, above a group of pages."
            yield Message(f"{at}/parts/{slug(part.title)}", part.title, comment)


def _aliases(words: SearchWords, naming: Names) -> Iterator[Message]:
    for (handout, page, part), found in words.pages.items():
        at = f"{naming.page(handout, page)}/{part}".rstrip("/")
        yield from _alias_message(at, found)
    for (handout, sign), found in words.signs.items():
        yield from _alias_message(f"{handout}/danger-signs.yml/signs/{sign}", found)
    for term, found in words.terms.items():
        yield from _alias_message(f"glossary/{term}", found)


def _alias_message(at: str, words: Iterable[str]) -> Iterator[Message]:
    lines = "\n".join(dict.fromkeys(words))
    if lines:
        yield Message(f"{at}/aliases", lines, ALIASES, optional=True)


def _phrases() -> Iterator[Message]:
    for name, text in PHRASES.items():
        yield Message(phrase_context(name), text, "Words of the site and of printed sheets.")
    for kind in KINDS.values():
        for heading in kind.headings:
            comment = "A heading that several pages have."
            yield Message(phrase_context(heading.key), heading.title, comment)


def clinic_messages(clinic: ClinicFile) -> Iterator[Message]:
    """The clinic's own words. Names, addresses and numbers stay as they are."""
    texts = {
        "phone": clinic.phone.label,
        "after-hours": clinic.after_hours.label if clinic.after_hours else "",
        **{f"hours/{slug(line)}": line for line in clinic.hours},
        "footer": clinic.footer,
        "language-help": clinic.language_help,
    }
    for name, text in texts.items():
        if text:
            comment = "The clinic's own words. Where they are not translated, they stay English."
            yield Message(f"clinic/{name}", text, comment, optional=True)


# --- comments, order, problems ---------------------------------------------


def _label_room(library: Library) -> dict[str, str]:
    """What to say about each label of each drawing."""
    found = {}
    for figure in library.figures.values():
        drawing, _ = svg.read(figure.svg)
        for slot in drawing.slots if drawing else ():
            room = int(slot.width / labels.width("n", slot))
            lines = f" on each of {slot.lines} lines" if slot.lines > 1 else ""
            found[f"figures/{figure.id}/label/{slot.label}"] = (
                f"A label in a drawing: room for about {room} characters{lines}."
            )
    return found


def _ordered(library: Library, messages: list[Message]) -> list[Message]:
    """By file, then page by page in reading order; other files by the alphabet."""
    files = [*library.handouts, *SHARED]
    pages = {
        f"{handout.id}/{page}": place
        for handout in library.handouts.values()
        for place, page in enumerate(("handout.yml", "danger-signs.yml", *handout.order))
    }

    def place(message: Message) -> tuple[int, int, str]:
        domain, second = message.context.split("/")[:2]
        group = f"{domain}/{second}"
        alphabet = "" if domain in library.handouts else second
        return files.index(domain), pages.get(group, 0), alphabet

    return sorted(messages, key=place)


def _problems(library: Library, found: Collector, origins: Origins) -> Iterator[Diagnostic]:
    for name in sorted(set(SHARED) & set(library.handouts)):
        yield Diagnostic(
            Code.TRANSLATION_CONTEXT,
            f"A handout named {name!r} cannot be translated: a catalog has that name.",
            "Give the handout's folder another name.",
        )
    for context, text in found.clashes:
        place = origins.place(context, text)
        yield Diagnostic(
            Code.TRANSLATION_CONTEXT,
            f"Two texts of a page start with the same words: {text[:60]!r}.",
            "Start one of them with other words, so that translators can tell them apart.",
            place.file,
            place.line,
        )
