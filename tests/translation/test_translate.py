"""A page is in a language whole or not at all."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.translation.pseudo import change, library_of, messages_of, speak

from handouts.document import nodes as n
from handouts.document.walk import descend, plain
from handouts.figures import check as figures
from handouts.translation import catalogs
from handouts.translation.languages import spoken
from handouts.translation.merge import merged
from handouts.translation.voices import Voice, original, voice

SIGN = "Your hand is suddenly cold & pale"


def heard(folder: Path, language: str = "es") -> Voice:
    """The small library in a language."""
    library = library_of(folder)
    messages = messages_of(folder)
    drawings = figures.check(library).drawings
    return voice(
        original(library), messages, spoken(folder / "content", language, messages, drawings)
    )


def withheld(found: Voice) -> set[str]:
    return {page.document.id for page in found.withheld}


@pytest.fixture
def spanish(small: Path) -> Path:
    """The small library, wholly translated."""
    speak(small, "es")
    return small


def test_a_whole_catalog_gives_every_page(spanish: Path) -> None:
    found = heard(spanish)
    assert found.published
    assert found.withheld == ()
    english = original(library_of(spanish)).composition
    shown = [d.path for d in found.composition.documents]
    assert shown == [*(d.path for d in english.documents), "side-by-side"]


@pytest.mark.parametrize(("language", "left"), [("es", "[aeiou]"), ("ar", "[a-zA-Z]")])
def test_no_word_of_a_translated_page_stays_english(small: Path, language: str, left: str) -> None:
    speak(small, language)
    found = heard(small, language)
    for document in found.composition.documents:
        for text in texts_of(document):
            assert not re.search(left, text), (document.id, text)
    for phrase in found.phrases.values():
        assert not re.search(left, re.sub(r"\{\w+\}", "", phrase)), phrase


def texts_of(document: n.Document) -> list[str]:
    """Every text of a document that a reader meets; sources keep their own language."""
    found = [document.title, document.short_title, document.description]
    for node in descend(document.blocks, without=(n.Sources, n.SideBySide)):
        found += _own_texts(node)
    return [re.sub(r"\{\w+\}", "", text) for text in found]


def _own_texts(node: Any) -> list[str]:
    """The words in a node's own fields, without keys and names of files."""
    names = {"text", "title", "alt", "name", "plain"} - (
        {"name"} if isinstance(node, n.Slot) else set()
    )
    assert is_dataclass(node)
    values = (getattr(node, f.name) for f in fields(node) if f.name in names)
    return [value for value in values if isinstance(value, str)]


def test_a_changed_sentence_withholds_its_page_and_no_other(spanish: Path) -> None:
    change(
        spanish,
        "elbow-pain/tennis-elbow.md",
        "## What happens\n",
        "## What happens\n\nIt is new.\n",
    )
    found = heard(spanish)
    assert withheld(found) == {"tennis-elbow"}
    assert not found.withheld[0].changed


def test_changed_words_say_that_the_page_changed(spanish: Path) -> None:
    change(
        spanish,
        "elbow-pain/index.md",
        "Your elbow can hurt for many reasons.",
        "Your elbow can hurt for many, many reasons.",
    )
    found = heard(spanish)
    assert withheld(found) == {"index"}


def test_a_changed_title_withholds_the_pages_that_say_it(spanish: Path) -> None:
    change(spanish, "elbow-pain/tennis-elbow.md", "title: Tennis elbow", "title: The tennis elbow")
    assert withheld(heard(spanish)) == {"tennis-elbow", "index"}


def test_a_changed_word_of_the_glossary_withholds_where_it_is_explained(spanish: Path) -> None:
    change(spanish, "glossary.yml", "definition: ", "definition: Now a ")
    found = withheld(heard(spanish))
    assert "glossary" in found
    english = {d.id: d for d in original(library_of(spanish)).composition.documents}
    for name in found:
        kinds = (n.Definition,)
        assert any(isinstance(node, kinds) for node in descend(english[name].blocks))


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("elbow-pain/danger-signs.yml", SIGN, f"{SIGN}, or blue"),
        ("elbow-pain/danger-signs.yml", "Blood may not reach it.", "Blood may not get there."),
        ("elbow-pain/brace.md", "title: A brace", "title: An elbow brace"),
        ("elbow-pain/handout.yml", "title: Causes and care", "title: Causes, care"),
    ],
)
def test_danger_signs_and_treatments_must_be_whole_or_the_language_is_not_there(
    spanish: Path, file: str, before: str, after: str
) -> None:
    path = spanish / "content" / file
    if before not in path.read_text(encoding="utf-8"):
        pytest.skip("the small library says it in other words")
    change(spanish, file, before, after)
    found = heard(spanish)
    assert not found.published
    assert found.composition.documents == ()
    english = original(library_of(spanish)).composition.documents
    assert withheld(found) == {*(document.id for document in english), "side-by-side"}


def test_a_missing_word_of_the_interface_holds_back_the_language(small: Path) -> None:
    speak(small, "pt")
    empty(small, "interface.po", "interface/phrases/menu", "pt")
    found = heard(small, "pt")
    assert not found.published
    assert found.unpublished == ("interface/phrases/menu",)


def test_a_language_that_the_generator_knows_needs_none_of_its_own_words(spanish: Path) -> None:
    (spanish / "content/translations/es/interface.po").unlink()
    found = heard(spanish)
    assert found.published
    assert found.phrases["menu"] == "Menú"


def test_search_words_hold_back_nothing(spanish: Path) -> None:
    empty(spanish, "elbow-pain.po", "elbow-pain/index/aliases")
    assert heard(spanish).withheld == ()


def test_search_words_are_the_translators(spanish: Path) -> None:
    words = heard(spanish).words
    assert words.pages["elbow-pain", "index", ""] == ("sóré élbów",)
    assert words.signs["elbow-pain", "cold-hand"] == ("cóld hánd",)


def test_fuzzy_is_missing(spanish: Path) -> None:
    files, _ = catalogs.read_files(spanish / "content", "es")
    file = next(f for f in files if f.path.name == "notices.po")
    file.po[0].flags.append("fuzzy")
    catalogs.write(file.po, file.path)
    assert withheld(heard(spanish)) == {"about"}


def test_a_wrong_number_is_missing(spanish: Path) -> None:
    context = "elbow-pain/danger-signs.yml/signs/slow"
    files, _ = catalogs.read_files(spanish / "content", "es")
    file = next(f for f in files if f.path.name == "elbow-pain.po")
    entry = next(e for e in file.po if e.msgctxt == context)
    entry.msgstr = entry.msgstr.replace("6", "9")
    catalogs.write(file.po, file.path)
    assert context in heard(spanish).unpublished


def test_moving_a_page_in_the_order_loses_nothing(spanish: Path) -> None:
    path = spanish / "content/elbow-pain/handout.yml"
    text = path.read_text(encoding="utf-8")
    pages = re.findall(r"^ +- (rest|brace)$", text, re.MULTILINE)
    if len(pages) == 2:
        text = text.replace("- rest", "- x").replace("- brace", "- rest").replace("- x", "- brace")
    path.write_text(text, encoding="utf-8")
    assert heard(spanish).withheld == ()


def test_updating_after_a_change_marks_exactly_that_message(spanish: Path) -> None:
    change(
        spanish,
        "elbow-pain/index.md",
        "Your elbow can hurt for many reasons.",
        "Your elbow can hurt for many causes.",
    )
    files, _ = catalogs.read_files(spanish / "content", "es")
    made = merged([f.po for f in files], messages_of(spanish).domains(), "es")
    fuzzy = [e.msgctxt for po in made.values() for e in po if e.fuzzy]
    assert fuzzy == ["elbow-pain/index/intro/your-elbow-can-hurt-for-many"]


def test_danger_signs_to_verify_come_from_the_catalog(spanish: Path) -> None:
    signs = heard(spanish).library.main.danger_signs
    assert plain(signs.now.signs[0].text) == "Yóúr hánd ís súddénly cóld & pálé"
    assert signs.now.signs[0].id == "cold-hand"


def test_the_clinics_own_words_may_stay_as_they_are(spanish: Path) -> None:
    assert heard(spanish).foreign_clinic == ""
    empty(spanish, "clinic.po", "clinic/phone")
    found = heard(spanish)
    assert found.foreign_clinic == "en"
    assert found.published


def empty(folder: Path, file: str, context: str, language: str = "es") -> None:
    """Takes one translation away."""
    files, _ = catalogs.read_files(folder / "content", language)
    found = next(f for f in files if f.path.name == file)
    next(e for e in found.po if e.msgctxt == context).msgstr = ""
    catalogs.write(found.po, found.path)
