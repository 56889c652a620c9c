"""A translation is never more handed out than its original: every pair of states.

The table is the one of docs/development/reviewing.md.
"""

from __future__ import annotations

import shutil
from datetime import date, timedelta

import pytest
from tests.conftest import ROOT, SMALL
from tests.translation.pseudo import speak

from handouts import pipeline
from handouts.governance.canonical import fingerprint
from handouts.governance.publication import (
    Cleared,
    Draft,
    DraftReason,
    Freshness,
    Publication,
    listed,
    standing,
    withdrawn,
)
from handouts.governance.reviews import Record, Reviews
from handouts.governance.states import canonical_texts, states
from handouts.governance.translations import voice_states
from handouts.governance.version_pages import version_pages
from handouts.site.review_dates import review_dates
from handouts.translation.voices import Voice, every_voice

TODAY = date(2027, 1, 15)
DUE = {
    "in date": TODAY + timedelta(days=300),
    "due soon": TODAY + timedelta(days=20),
    "overdue": TODAY - timedelta(days=10),
    "lapsed": TODAY - timedelta(days=31),
}
"""When the review of a sign-off is due, by how the sign-off stands; the grace is 30 days."""

ORIGINALS = ("never signed", "changed", "withdrawn", *DUE)
TRANSLATIONS = ("never signed", "changed", "withdrawn", "of an older text", *DUE)


@pytest.fixture(scope="module")
def voices(tmp_path_factory: pytest.TempPathFactory) -> tuple[Voice, Voice]:
    """The small library in English and in Spanish."""
    folder = tmp_path_factory.mktemp("states") / "small"
    shutil.copytree(SMALL, folder)
    speak(folder, "es")
    given = pipeline.inputs(pipeline.Places(folder / "content"), TODAY)
    english, spanish = every_voice(given.library, given.drawings, folder / "content")[0]
    return english, spanish


def signed(voice: Voice, how: str, translates: str = "") -> list[Record]:
    """The records of the handout in a language, so that it stands as `how` says."""
    text = canonical_texts(voice.library, voice.composition)["elbow-pain"]
    if how == "never signed":
        return []
    if how == "changed":
        text += "An older sentence.\n"
    return [
        Record(
            "elbow-pain",
            voice.language,
            fingerprint(text),
            "Ada Test",
            "nurse",
            date(2026, 1, 15),
            DUE.get(how, DUE["in date"]),
            text,
            withdrawn_on=date(2026, 6, 1) if how == "withdrawn" else None,
            translates="0" * 64 if how == "of an older text" else translates,
        )
    ]


def both(voices: tuple[Voice, Voice], original: str, translation: str) -> list[Publication]:
    """The states of the handout in English and in Spanish."""
    english, spanish = voices
    text = canonical_texts(english.library, english.composition)["elbow-pain"]
    records = [*signed(english, original), *signed(spanish, translation, fingerprint(text))]
    reviews = Reviews(tuple(records))
    originals = states(english.library, english.composition, reviews, TODAY)
    found = voice_states(spanish, reviews, TODAY, originals)
    return [originals["elbow-pain"], found["elbow-pain"]]


@pytest.mark.parametrize("translation", TRANSLATIONS)
@pytest.mark.parametrize("original", ORIGINALS)
def test_the_table(voices: tuple[Voice, Voice], original: str, translation: str) -> None:
    english, spanish = both(voices, original, translation)
    drafts = ("never signed", "changed", "withdrawn")
    assert isinstance(english, Draft) == (original in drafts)
    assert listed(english) == (original not in ("withdrawn", "lapsed"))
    # Signed, and everything that it hangs on is signed too.
    assert isinstance(spanish, Cleared) == (translation in DUE and original in DUE)
    # Handed out: neither text was taken back or outlived its sign-off.
    out = ("withdrawn", "lapsed")
    assert listed(spanish) == (original not in out and translation not in out)
    assert listed(english) or not listed(spanish), "never more than its original"


@pytest.mark.parametrize("translation", TRANSLATIONS)
@pytest.mark.parametrize("original", ORIGINALS)
def test_between_builds_a_translation_has_the_day_that_comes_first(
    voices: tuple[Voice, Voice], original: str, translation: str
) -> None:
    english, spanish = both(voices, original, translation)
    dates = review_dates(spanish)
    if withdrawn(spanish):
        assert dates is None and not listed(spanish)
        return
    own = {"of an older text": DUE["in date"], **DUE}.get(translation)
    every = [day for day in (own, DUE.get(original)) if day]
    if not every:
        assert dates is None and spanish.term is None
        return
    assert dates and dates["due"] == min(every).isoformat()
    assert dates["listed_until"] == (min(every) + timedelta(days=30)).isoformat()
    assert dates["lapsed"] == (not listed(spanish))
    assert dates["overdue"] == (min(every) < TODAY)
    if theirs := review_dates(english):
        assert dates["listed_until"] <= theirs["listed_until"]


@pytest.mark.parametrize(
    ("original", "translation", "reason"),
    [
        ("in date", "never signed", DraftReason.NEVER_SIGNED),
        ("in date", "changed", DraftReason.CHANGED),
        ("in date", "withdrawn", DraftReason.WITHDRAWN),
        ("never signed", "in date", DraftReason.ORIGINAL),
        ("changed", "in date", DraftReason.ORIGINAL),
        ("in date", "of an older text", DraftReason.OTHER_ORIGINAL),
        ("changed", "of an older text", DraftReason.OTHER_ORIGINAL),
    ],
)
def test_staff_are_told_why_a_translation_is_a_draft(
    voices: tuple[Voice, Voice], original: str, translation: str, reason: DraftReason
) -> None:
    spanish = both(voices, original, translation)[1]
    assert isinstance(spanish, Draft) and spanish.reason is reason
    assert standing(spanish) == f"draft: {reason}"


def test_staff_are_told_that_the_original_of_an_unsigned_translation_is_late(
    voices: tuple[Voice, Voice],
) -> None:
    late = both(voices, "lapsed", "never signed")[1]
    assert standing(late) == f"draft: never signed; its original is {Freshness.LAPSED}"
    own = both(voices, "never signed", "overdue")[1]
    assert standing(own) == f"draft: {DraftReason.ORIGINAL}; {Freshness.OVERDUE}"
    gone = both(voices, "withdrawn", "never signed")[1]
    assert standing(gone) == "draft: never signed; its original is withdrawn"
    assert standing(both(voices, "withdrawn", "withdrawn")[1]) == "draft: withdrawn"


@pytest.mark.parametrize(
    ("original", "translation", "told"),
    [
        ("in date", "in date", "This is the current version. You can use it until "),
        ("due soon", "in date", "until 4 de febrero de 2027."),
        ("lapsed", "in date", "until 15 de diciembre de 2026."),
        ("never signed", "in date", "Not yet clinically reviewed."),
        ("changed", "in date", "Not yet clinically reviewed."),
        ("withdrawn", "in date", "This version was withdrawn."),
        ("in date", "withdrawn", "This version was withdrawn."),
        ("in date", "of an older text", "This version has been replaced."),
        ("in date", "changed", "This version has been replaced."),
    ],
)
def test_the_code_on_a_translated_sheet_says_no_more_than_the_original_allows(
    voices: tuple[Voice, Voice], original: str, translation: str, told: str
) -> None:
    english, spanish = voices
    text = canonical_texts(english.library, english.composition)["elbow-pain"]
    reviews = Reviews(tuple(signed(spanish, translation, fingerprint(text))))
    state = both(voices, original, translation)[1]
    (page,) = version_pages(spanish.library, reviews, {"elbow-pain": state})
    assert told in page.description


def test_a_translation_read_against_this_original_holds_again_when_it_is_signed_anew(
    voices: tuple[Voice, Voice],
) -> None:
    assert isinstance(both(voices, "in date", "of an older text")[1], Draft)
    assert isinstance(both(voices, "in date", "in date")[1], Cleared)


def told_in_docs() -> dict[tuple[str, str], str]:
    """The table of docs/development/reviewing.md: what is done with a translation's sheets."""
    rows = [
        [cell.strip(" *") for cell in line.strip("|").split("|")]
        for line in (ROOT / "docs/development/reviewing.md").read_text().splitlines()
        if line.startswith(("| | never signed |", "| **"))
    ]
    head, *lines = rows
    return {
        (line[0], to): cell for line in lines for to, cell in zip(head, line, strict=True) if to
    }


def handed_out(state: Publication) -> str:
    """What is done with the sheets, in the words of the table."""
    if not listed(state):
        return "not listed"
    word = "signed" if isinstance(state, Cleared) else "draft"
    if state.term and state.term.overdue:
        return f"{word}, late"
    return "draft, with a day" if isinstance(state, Draft) and state.term else word


def test_the_docs_tell_every_pair_as_it_is(voices: tuple[Voice, Voice]) -> None:
    told = told_in_docs()
    assert {original for original, _ in told} == {*ORIGINALS} - {"due soon"}
    assert {translation for _, translation in told} == {*TRANSLATIONS} - {"due soon"}
    assert told == {pair: handed_out(both(voices, *pair)[1]) for pair in told}
