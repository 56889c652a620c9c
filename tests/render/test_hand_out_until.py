"""Every signed sheet says after which day it must not be handed out, in every language."""

from __future__ import annotations

import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from handouts import pipeline
from handouts.governance.publication import Cleared, Draft, Publication, Term
from handouts.render.pdf import Press, render_pdf
from handouts.render.sheet import Brand, Variant, sheet
from handouts.render.translation_note import translation_note
from handouts.translation.record import Record
from handouts.translation.voices import Voice, every_voice

CONTENT = Path(__file__).parents[2] / "content"
DUE = date(2028, 1, 15)
WORDS = {
    "en": "Do not hand out after Jan 15, 2028.",
    "es": "No entregar después del 15 ene 2028.",
    "ar": "لا توزَّع بعد تاريخ 15 يناير 2028.",
}
SUMMARY = Variant()
EVERY_VARIANT = [
    Variant(edition, paper, size)
    for edition in ("summary", "full")
    for paper in ("letter", "a4")
    for size in ("standard", "large")
]


@cache
def voices() -> tuple[pipeline.Inputs, dict[str, Voice]]:
    given = pipeline.inputs(pipeline.Places(CONTENT), date(2026, 1, 15))
    found, _ = every_voice(given.library, given.drawings, CONTENT)
    return given, {voice.language: voice for voice in found}


def signed(language: str) -> tuple[Cleared, Brand]:
    """The library's handout in a language, as if a clinician had signed it."""
    voice = voices()[1][language]
    handout = voice.composition.handouts[0]
    cleared = Cleared(handout, "a" * 64, "Ada Test, PT", "therapist", date(2026, 1, 15), DUE)
    return cleared, Brand(voice.library.clinic, phrases=voice.phrases)


def footer_of(publication: Publication, brand: Brand, variant: Variant = SUMMARY) -> dict[str, Any]:
    """What stands at the foot of every page of a sheet."""
    made: Any = sheet(publication, brand, voices()[0].drawings, variant)
    found: dict[str, Any] = made["around"]["footer"]
    return found


def test_every_language_of_the_library_is_held() -> None:
    assert set(voices()[1]) == set(WORDS)


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("variant", EVERY_VARIANT, ids=lambda v: f"{v.edition}-{v.paper}-{v.size}")
def test_a_signed_sheet_says_until_when(language: str, variant: Variant) -> None:
    publication, brand = signed(language)
    until = footer_of(publication, brand, variant)["until"]
    assert until == WORDS[language]


@pytest.mark.parametrize("language", WORDS)
def test_a_draft_has_no_such_day(language: str) -> None:
    publication, brand = signed(language)
    draft = Draft(publication.handout, publication.fingerprint)
    assert footer_of(draft, brand)["until"] == ""


@pytest.mark.parametrize("language", WORDS)
def test_the_day_is_on_the_printed_page(language: str) -> None:
    publication, brand = signed(language)
    with Press() as press:
        payload = sheet(publication, brand, voices()[0].drawings, SUMMARY)
        document = pypdfium2.PdfDocument(render_pdf(press, payload, "sheet.pdf"))
    shown = document[0].get_textpage().get_text_range()
    document.close()
    plain = unicodedata.normalize("NFKC", shown)
    # Right-to-left words are painted, and read back, in reverse: the year is not.
    assert plain.count("2028") == 1
    if language != "ar":
        assert WORDS[language] in " ".join(plain.split())


@pytest.mark.parametrize("language", ["es", "ar"])
def test_an_unsigned_translation_is_handed_out_no_longer_than_its_original(language: str) -> None:
    publication, brand = signed(language)
    draft = Draft(publication.handout, publication.fingerprint, term=Term(DUE))
    footer = footer_of(draft, brand)
    assert not footer["reviewed"] and footer["state"] == brand.phrases["draft"]
    assert footer["until"] == WORDS[language]


def test_the_day_of_the_review_stays_behind_a_latin_name_in_arabic() -> None:
    said = footer_of(*signed("ar"))["state"]
    assert "\u2068Ada Test, PT, therapist\u2069, 15 يناير 2026." in said
    assert "\u2068" not in footer_of(*signed("en"))["state"]


def test_a_translator_s_latin_name_stays_apart_in_arabic_too() -> None:
    record = Record(translated_by="Omar Test", translated_on="2026-05-31")
    state, _ = signed("ar")
    made, reviewed = translation_note(record, voices()[1]["ar"].phrases, "ar", state)
    assert "\u2068Omar Test\u2069, 31 مايو 2026." in made
    assert "\u2068Ada Test, PT, therapist\u2069, 15 يناير 2026." in reviewed
    assert "\u2068" not in translation_note(record, voices()[1]["es"].phrases, "es", state)[-1]
