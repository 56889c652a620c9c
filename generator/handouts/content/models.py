"""The shapes of the files that are not pages."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from handouts.content import clinic
from handouts.content.fields import Address, Date, Key, Line, Model, Paragraphs, Plain, WebAddress

# --- handout.yml -----------------------------------------------------------


class Part(Model):
    """A group of pages in the reading order."""

    title: Plain
    pages: tuple[Key, ...] = Field(min_length=1)


class ClinicalCode(Model):
    """A code that links a health record to this handout. Not shown to patients."""

    system: Literal["icd-10-cm", "icd-10", "mesh", "loinc"]
    code: str = Field(pattern=r"^[A-Z0-9][A-Z0-9.-]{1,11}$")
    title: Plain


class ReadabilityLimits(Model):
    """The hardest that a page may be. Explained glossary words count as short."""

    flesch_kincaid: float = Field(6.0, gt=0, le=20, description="US school grade.")
    smog: float = Field(8.0, gt=0, le=20, description="US school grade.")
    inflesz: float = Field(
        65.0, gt=0, le=120, description="Spanish: the least; 65 is quite easy, 80 very easy."
    )


class HandoutFile(Model):
    """`handout.yml`: what a handout is for, and the order of its pages."""

    title: Plain
    short_title: Plain
    path: Address = Field("", description="Address of the handout; empty for the site's main one.")
    language: Literal["en"] = "en"
    purpose: Plain
    audience: Line = Field(description="Who it is for, and who it is not for.")
    uncertainty: Line = Field(description="What nobody can promise or knows for sure.")
    condition: Plain = Field(description="The condition's name, for search engines.")
    parts: tuple[Part, ...] = Field(min_length=1, description="The reading order.")
    review_every_months: int = Field(ge=1, le=60)
    codes: tuple[ClinicalCode, ...] = ()
    readability: ReadabilityLimits = ReadabilityLimits()


# --- danger-signs.yml ------------------------------------------------------


class SignFile(Model):
    """One sign. `text` is shown everywhere; `more` where there is room."""

    id: Key
    icon: Literal[
        "saddle", "toilet", "legs", "foot", "chest", "belly", "cold", "fall", "fever",
        "blood", "needle", "knee", "calf", "child", "bone", "clock", "ribbon",
    ]  # fmt: skip
    text: Line
    more: Line
    aliases: tuple[Plain, ...] = Field((), description="Words that patients search by.")


class LevelFile(Model):
    """The signs of one level of urgency."""

    title: Plain
    action: Line
    signs: tuple[SignFile, ...] = Field(min_length=1)


class BriefFile(Model):
    """One short line for a printed sheet. It stands for the signs that it covers."""

    text: Line
    covers: tuple[Key, ...] = Field(min_length=1, description="Ids of the signs it stands for.")


class UrgentLevelFile(LevelFile):
    """A level whose signs are on page one of every sheet, in short lines."""

    brief_action: Line = Field(description="What to do, in one short line.")
    brief: tuple[BriefFile, ...] = Field(
        min_length=1, description="Short lines that together cover every sign once."
    )


class DangerSignsFile(Model):
    """`danger-signs.yml`: the danger signs, written once."""

    title: Plain
    strip: Line = Field(description="The danger signs in one line, for every other page.")
    strip_link: Plain = Field(description="The words of the link to all danger signs.")
    now: UrgentLevelFile
    today: UrgentLevelFile
    book: LevelFile


# --- glossary.yml, sources.yml, figures ------------------------------------


class TermFile(Model):
    """One entry of `glossary.yml`."""

    name: Plain = Field(description="The medical word.")
    plain: Plain = Field("", description="The everyday word.")
    definition: Line
    aliases: tuple[Plain, ...] = Field((), description="Misspellings and lay words.")


class SourceFile(Model):
    """One entry of `sources.yml`."""

    title: Plain
    publisher: Plain
    date: str = Field(pattern=r"^\d{4}(-\d{2}){0,2}$", description="Year, or year-month-day.")
    url: WebAddress
    checked_on: Date = Field("", description="When somebody last opened it, year-month-day.")


class FigureFile(Model):
    """`figures/<id>.yml`: the words of a drawing."""

    title: Plain
    caption: Line
    labels: dict[Key, Plain]
    alt: Plain
    long_description: Paragraphs = Field(description="Paragraphs, with an empty line between.")
    side: Plain = Field("", description="Which side of the body, for checkers.")


# --- clinic.yml ------------------------------------------------------------


class Phone(Model):
    """A phone number, kept as it is written."""

    label: clinic.Name
    number: str = Field(pattern=r"^[+(]?[0-9][0-9 ().+-]{1,29}[0-9]$")


class Colours(Model):
    """A clinic's two colours. Both must be read on white, and as a grey copy."""

    main: clinic.TextColour = Field(
        "#1F5A57", description="Headings, links, and white words on it: 4.5 to 1 on white."
    )
    accent: clinic.LineColour = Field("#8A5A00", description="Lines and borders: 3 to 1 on white.")


class ClinicFile(Model):
    """`clinic.yml`: who hands this out. Nothing here changes clinical text."""

    id: Key
    name: clinic.Name
    example: bool = Field(False, description="True only for the example clinic.")
    logo: clinic.FileName = Field("", description="An SVG or PNG file beside this one.")
    colors: Colours = Colours()
    address: tuple[clinic.Name, ...] = Field((), max_length=4)
    phone: Phone
    after_hours: Phone | None = Field(None, description="Whom to call when you are closed.")
    emergency_number: str = Field(pattern=r"^[0-9][0-9 -]{0,13}[0-9]$")
    hours: tuple[clinic.Name, ...] = Field((), max_length=4)
    site_address: clinic.SiteAddress
    languages: tuple[clinic.Language, ...] = Field((), description="Languages you offer.")
    paper: Literal["a4", "letter"] = "letter"
    fonts: clinic.FileName = Field(
        "", description="A folder beside this file with fonts for further scripts."
    )
    grace_days: int = Field(
        30,
        ge=0,
        le=365,
        description="Days after a handout's review was due until its sheets leave the print list.",
    )
    footer: clinic.Sentence = ""
    language_help: clinic.Sentence = ""
    feedback: clinic.Feedback = Field(
        "",
        description="Where readers tell what is wrong on a page: an e-mail or a web address.",
    )
