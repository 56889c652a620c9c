"""The kinds of page: each has its own typed fields and its own headings.

Short values stand in the front matter; prose stands under `##` headings. The
headings that a kind names are listed with it; any other heading needs an
address of its own, as in `## Why it helps {#why-it-helps}`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import Field

from handouts.content.fields import Key, Line, Model, Plain


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that a kind of page has. `title` is written after `##`."""

    key: str
    title: str
    required: bool = True


class Page(Model):
    """What every page has."""

    headings: ClassVar[tuple[Heading, ...]] = ()
    danger_signs_whole: ClassVar[bool] = False
    needs_sources: ClassVar[bool] = True
    needs_figure: ClassVar[bool] = True

    title: Plain = Field(description="The page's title, as a patient would say it.")
    short_title: Plain = Field("", description="A shorter title for menus.")
    key_point: Line = Field(description="The page in one sentence.")
    description: Plain = Field(
        "", description="One sentence for search engines; the key point if left out."
    )
    aliases: tuple[Plain, ...] = Field(
        (), description="Words that patients search by, misspellings too."
    )
    sources: tuple[Key, ...] = Field((), description="Ids from sources.yml.")
    figure: Key | None = Field(None, description="Id of the figure at the top.")
    no_figure: Plain = Field("", description="Why this page has no figure.")


class PagePointer(Model):
    """A way on to another page, with one line that says why to go."""

    page: Key
    text: Line


class Home(Page):
    """The first page: what this is, in one minute, and where to go next."""

    kind: Literal["home"]
    danger_signs_whole: ClassVar[bool] = True
    cards: tuple[PagePointer, ...] = Field(min_length=2, description="Where to go next.")


class Explanation(Page):
    """How something works, in prose."""

    kind: Literal["explanation"]


class Root(Model):
    """One nerve root: from the nerve to the body."""

    id: Key
    name: Plain
    path: Line = Field(description="Where the nerve runs.")
    feels: Line = Field(description="The skin it feels.")
    moves: Line = Field(description="The muscles it moves.")
    reflex: Line = Field(description="The reflex that tests it.")
    everyday: Line = Field(description="What you may notice in daily life.")
    parts: tuple[Key, ...] = Field((), description="Parts of the drawings to light up.")


class Nerves(Page):
    """An explanation with the nerve map."""

    kind: Literal["nerves"]
    map_title: Plain
    map_note: Line = Field(description="That maps differ from person to person.")
    map_figures: tuple[Key, ...] = Field(
        (), description="Ids of the figures in which a root's parts light up."
    )
    roots: tuple[Root, ...] = Field(min_length=1)


class Cause(Page):
    """A cause of the pain."""

    kind: Literal["cause"]
    headings: ClassVar[tuple[Heading, ...]] = (
        Heading("what-happens", "What happens"),
        Heading("who-gets-it", "Who gets it"),
        Heading("outlook", "What to expect"),
    )
    worse: tuple[Line, ...] = Field(min_length=1, description="What can make it worse.")
    better: tuple[Line, ...] = Field(min_length=1, description="What can make it better.")


class SymptomPart(Model):
    """One symptom: a part of the page with its own address."""

    id: Key
    title: Plain
    where: Line = Field(description="Where you feel it.")
    feels_like: Line = Field(description="What it feels like.")
    urgent: Line = Field(description="When it is urgent.")
    aliases: tuple[Plain, ...] = ()


class Symptoms(Page):
    """Symptoms, one part each. The prose of a part stands under its title."""

    kind: Literal["symptoms"]
    danger_signs_whole: ClassVar[bool] = True
    parts: tuple[SymptomPart, ...] = Field(min_length=1)


class Overview(Page):
    """The choices, side by side, each with a page of its own."""

    kind: Literal["overview"]
    choices_title: Plain
    choices: tuple[PagePointer, ...] = Field(min_length=2)


class Treatment(Page):
    """A treatment: what it is, what it may do, its risks and the other choices."""

    kind: Literal["treatment"]
    headings: ClassVar[tuple[Heading, ...]] = (
        Heading("what-it-is", "What it is"),
        Heading("how-it-may-help", "How it may help"),
        Heading("what-to-expect", "What to expect"),
    )
    risks: tuple[Line, ...] = Field(min_length=1)
    not_sure: Line = Field(description="What experts do not know for sure.")
    other_choices: tuple[Line, ...] = Field(
        min_length=2, description="Other choices, waiting among them."
    )
    ask: tuple[Line, ...] = Field(min_length=1, description="What to ask before you choose.")


class SelfCare(Page):
    """What you can do yourself."""

    kind: Literal["self-care"]
    not_for: Line = Field(description="Who should not try this first.")
    do: tuple[Line, ...] = Field(min_length=1)
    avoid: tuple[Line, ...] = Field(min_length=1)
    stop_if: tuple[Line, ...] = Field(min_length=1, description="When to stop and get help.")


class Help(Page):
    """When to get help: every sign, in its level of urgency."""

    kind: Literal["help"]
    danger_signs_whole: ClassVar[bool] = True


class Test(Model):
    """One examination or test."""

    id: Key
    title: Plain
    what: Line = Field(description="What is done.")
    shows: Line = Field(description="What it can show.")
    limits: Line = Field(description="What it cannot show.")
    aliases: tuple[Plain, ...] = ()


class Diagnosis(Page):
    """How clinicians find the cause."""

    kind: Literal["diagnosis"]
    headings: ClassVar[tuple[Heading, ...]] = (
        Heading("examination", "The examination"),
        Heading("tests", "Tests you may have"),
    )
    tests: tuple[Test, ...] = Field(min_length=1)


class QuestionGroup(Model):
    """Questions for one moment of a visit."""

    id: Key
    title: Plain
    questions: tuple[Line, ...] = Field(min_length=1)


class DiaryColumn(Model):
    """One thing to note down each day."""

    id: Key
    title: Plain


class DiaryFields(Model):
    """A diary to print and fill in by hand."""

    title: Plain
    intro: Line
    day: Plain = Field(description="The head of the first column, such as Day.")
    days: int = Field(ge=1, le=31)
    columns: tuple[DiaryColumn, ...] = Field(min_length=1, max_length=8)


class Questions(Page):
    """Questions to ask, and a symptom diary."""

    kind: Literal["questions"]
    danger_signs_whole: ClassVar[bool] = True
    groups: tuple[QuestionGroup, ...] = Field(min_length=1)
    diary: DiaryFields | None = None


class Summary(Page):
    """The sheet to print: it must fit on one page."""

    kind: Literal["summary"]
    danger_signs_whole: ClassVar[bool] = True
    key_points: tuple[Line, ...] = Field(min_length=1)
    what_to_do: tuple[Line, ...] = Field(min_length=1)
    questions: tuple[Line, ...] = Field(min_length=1)


class Notice(Page):
    """A page about the site itself: about, privacy, accessibility."""

    kind: Literal["notice"]
    needs_sources: ClassVar[bool] = False
    needs_figure: ClassVar[bool] = False


KINDS: dict[str, type[Page]] = {
    "home": Home,
    "explanation": Explanation,
    "nerves": Nerves,
    "cause": Cause,
    "symptoms": Symptoms,
    "overview": Overview,
    "treatment": Treatment,
    "self-care": SelfCare,
    "help": Help,
    "diagnosis": Diagnosis,
    "questions": Questions,
    "summary": Summary,
    "notice": Notice,
}
