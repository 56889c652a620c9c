"""A translator's slip takes a page or a language away. The build says which, and goes on."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import polib
import pytest
from tests.site.processes import build
from tests.translation.pseudo import speak

from handouts import pipeline
from handouts.diagnostics import Code, Diagnostic, Severity
from handouts.translation import catalogs

CAUSE = "/es/tennis-elbow/"
TODAY = date(2026, 1, 31)


def catalog(small: Path, name: str = "elbow-pain.po") -> tuple[polib.POFile, Path]:
    files, _ = catalogs.read_files(small / "content", "es", name)
    return files[0].po, files[0].path


def left_out(small: Path) -> list[Diagnostic]:
    checked = pipeline.check(small / "content", words=True, today=TODAY)
    return [d for d in checked.diagnostics if d.code is Code.TRANSLATION_LEFT_OUT]


def entry_of(po: polib.POFile, *parts: str) -> polib.POEntry:
    return next(e for e in po if all(part in e.msgctxt for part in parts))


@pytest.fixture
def spanish(small: Path) -> Path:
    speak(small, "es")
    return small


def test_a_whole_translation_is_not_warned_of(spanish: Path) -> None:
    assert left_out(spanish) == []


@pytest.mark.parametrize(
    ("name", "context", "mark", "page"),
    [
        ("notices.po", "notices/about/intro/", "{clinic_phone}", "/es/about/"),
        ("elbow-pain.po", "elbow-pain/tennis-elbow/what-happens/", "(term:tendon)", CAUSE),
    ],
)
def test_a_lost_mark_names_its_line_and_the_page_that_is_left_out(
    spanish: Path, name: str, context: str, mark: str, page: str
) -> None:
    po, path = catalog(spanish, name)
    entry = entry_of(po, context)
    assert mark in entry.msgstr
    entry.msgstr = entry.msgstr.replace(mark, "")
    catalogs.write(po, path)
    said = build(spanish)
    line = catalog(spanish, name)[0].find(entry.msgctxt, by="msgctxt").linenum
    place = f"content/translations/es/{name}:{line}: warning"
    assert f"{place} [translation-marks]" in said
    assert f"{place} [translation-left-out] es leaves out the page {page}:" in said


def test_a_message_in_the_catalog_of_another_file_is_named_with_its_page(spanish: Path) -> None:
    po, path = catalog(spanish)
    moved = entry_of(po, "elbow-pain/tennis-elbow/what-happens/")
    po.remove(moved)
    catalogs.write(po, path)
    other, place = catalog(spanish, "glossary.po")
    other.append(moved)
    catalogs.write(other, place)
    said = build(spanish)
    line = catalog(spanish, "glossary.po")[0].find(moved.msgctxt, by="msgctxt").linenum
    assert f"content/translations/es/glossary.po:{line}: warning [translation-misplaced]" in said
    assert f"es leaves out the page {CAUSE}: the text {moved.msgctxt!r} has" in said


def test_a_lost_danger_sign_says_that_the_whole_language_is_left_out(spanish: Path) -> None:
    po, path = catalog(spanish)
    entry_of(po, "danger-signs.yml/signs/cold-hand").msgstr = ""
    catalogs.write(po, path)
    found = left_out(spanish)
    assert [d.severity for d in found] == [Severity.WARNING]
    assert "The whole language es is left out" in found[0].message
    assert "danger-signs.yml/signs/cold-hand" in found[0].message
    assert found[0].file == "content/translations/es/elbow-pain.po" and found[0].line


def test_a_handout_that_nobody_began_to_translate_is_passed_over(spanish: Path) -> None:
    shutil.copytree(spanish / "content/elbow-pain", spanish / "content/wrist-pain")
    file = spanish / "content/wrist-pain/handout.yml"
    words = file.read_text(encoding="utf-8")
    file.write_text(words.replace('path: ""', "path: wrist"), encoding="utf-8")
    assert left_out(spanish) == []


def test_the_next_build_of_another_page_says_it_again(spanish: Path) -> None:
    po, path = catalog(spanish)
    entry_of(po, "elbow-pain/tennis-elbow/what-happens/").msgstr = ""
    catalogs.write(po, path)
    first = build(spanish)
    again = build(spanish)
    (spanish / "docs").mkdir()
    (spanish / "docs/own.txt").write_text("The door is on the left.", encoding="utf-8")
    for said in (first, again, build(spanish)):
        assert f"es leaves out the page {CAUSE}:" in said
