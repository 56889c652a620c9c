"""The neutral document: what a handout says, free of HTML, Typst and colours.

Every block has a stable `key`. It is the anchor on the page, the translation
context and the review pointer; it comes from the author or from the text's own
first words, never from a place in a list.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal, TypeAlias

CareLevel: TypeAlias = Literal["now", "today", "book"]

# --- inlines ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that must not be missed."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to a page of the same handout, by page id and part of that page."""

    page: str
    anchor: str
    children: Inlines


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link to another site. Only sources and clinics have these."""

    url: str
    children: Inlines


@dataclass(frozen=True, slots=True)
class Term:
    """A word that the glossary explains."""

    term: str
    children: Inlines


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one fact of the clinic, such as its phone number."""

    name: str


Inline: TypeAlias = Text | Strong | PageLink | WebLink | Term | Slot
Inlines: TypeAlias = tuple[Inline, ...]

# --- blocks ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One idea."""

    key: str
    content: Inlines


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list."""

    key: str
    content: Inlines


@dataclass(frozen=True, slots=True)
class BulletList:
    """Points in no order."""

    key: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Steps in order."""

    key: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Inset:
    """Something to take care about, set apart from the text."""

    key: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """The page in one sentence."""

    key: str
    content: Inlines


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign to act on. `more` explains it where there is room."""

    key: str
    icon: str
    content: Inlines
    more: Inlines


@dataclass(frozen=True, slots=True)
class CareCard:
    """What to do at one level of urgency, and the signs that call for it."""

    key: str
    level: CareLevel
    title: Inlines
    action: Inlines
    signs: tuple[Sign, ...]
    detailed: bool


@dataclass(frozen=True, slots=True)
class DangerSigns:
    """The danger signs, whole: a card for now and a card for today."""

    key: str
    title: Inlines
    cards: tuple[CareCard, ...]


@dataclass(frozen=True, slots=True)
class DangerStrip:
    """The danger signs in one line, with the number to call."""

    key: str
    content: Inlines
    link: PageLink


@dataclass(frozen=True, slots=True)
class Label:
    """The words of one label slot in a drawing."""

    slot: str
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its words. The art itself is looked up by `figure`."""

    key: str
    figure: str
    title: str
    caption: Inlines
    alt: str
    long_description: tuple[Paragraph, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A glossary term and what it means. `plain` is the everyday word."""

    term: str
    name: str
    plain: str
    content: Inlines


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms explained where they first appear."""

    key: str
    entries: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class GlossaryList:
    """Every term of the glossary, in the order of the alphabet."""

    key: str
    entries: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A named short answer, such as where a symptom is felt."""

    key: str
    name: Inlines
    content: Inlines


@dataclass(frozen=True, slots=True)
class Facts:
    """Named short answers, one under the other."""

    key: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two lists side by side: what helps and what does not."""

    key: str
    good_title: Inlines
    good: tuple[Item, ...]
    bad_title: Inlines
    bad: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A way on to another page."""

    key: str
    link: PageLink
    content: Inlines


@dataclass(frozen=True, slots=True)
class Cards:
    """Ways on to other pages."""

    key: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; the first cell heads it."""

    key: str
    cells: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A small table with a caption, a head row and row heads."""

    key: str
    caption: Inlines
    head: tuple[Inlines, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class NerveRoot:
    """One root: its path, the skin it feels, the muscles it moves, its reflex."""

    key: str
    name: str
    path: Inlines
    feels: Inlines
    moves: Inlines
    reflex: Inlines
    everyday: Inlines
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NerveMap:
    """The nerve explorer: from a root to the body, never the other way.

    `heads` are the six column heads; a root's `parts` name what lights up in `figures`.
    """

    key: str
    note: Inlines
    figures: tuple[Figure, ...]
    heads: tuple[Inlines, ...]
    roots: tuple[NerveRoot, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions to take to a visit, with room to write on paper."""

    key: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Diary:
    """A diary to fill in by hand: one line a day."""

    key: str
    caption: Inlines
    day: Inlines
    columns: tuple[Item, ...]
    days: int


@dataclass(frozen=True, slots=True)
class NoteLines:
    """Room to write by hand."""

    key: str
    label: Inlines
    lines: int


@dataclass(frozen=True, slots=True)
class ClinicCard:
    """Who hands this out: filled from the clinic's settings when rendered."""

    key: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from. `checked_on` is an ISO date or empty."""

    key: str
    title: str
    publisher: str
    date: str
    url: str
    checked_on: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a page, or of the site."""

    key: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """The same words in the patient's language and in the clinic's."""

    patient: Inlines
    clinic: Inlines


@dataclass(frozen=True, slots=True)
class PairedLine:
    """A line in two languages, with the number to point at. Danger signs have an icon."""

    key: str
    number: int
    icon: str
    words: Both


@dataclass(frozen=True, slots=True)
class PairedGroup:
    """Lines under one heading; `level` where they are danger signs, else empty."""

    key: str
    level: CareLevel | Literal[""]
    title: Both
    lines: tuple[PairedLine, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A sheet in two languages, line beside line, for a patient, staff and an interpreter."""

    key: str
    patient_language: str
    clinic_language: str
    lead: Both
    groups: tuple[PairedGroup, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    `phrase` names the generator's own words where the title is one of them
    (see `phrases`), and is empty where an author wrote the title.
    """

    key: str
    title: Inlines
    blocks: Blocks
    level: int = 2
    phrase: str = ""


Block: TypeAlias = (
    Paragraph
    | BulletList
    | NumberedList
    | Inset
    | KeyPoint
    | CareCard
    | DangerSigns
    | DangerStrip
    | Figure
    | Definitions
    | GlossaryList
    | Facts
    | Contrast
    | Cards
    | Table
    | NerveMap
    | Questions
    | Diary
    | NoteLines
    | ClinicCard
    | Sources
    | SideBySide
    | Section
)
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One page of one handout in one language.

    `path` is the address below the language's root, without slashes at its
    ends ("" for home). `aliases` are words that patients search by.
    """

    id: str
    handout: str
    kind: str
    language: str
    path: str
    title: str
    short_title: str
    description: str
    blocks: Blocks
    aliases: tuple[str, ...] = ()


def node_types() -> tuple[type, ...]:
    """Every node class, for tables that must cover them all."""
    here = globals().values()
    return tuple(t for t in here if isinstance(t, type) and t.__module__ == __name__ and fields(t))
