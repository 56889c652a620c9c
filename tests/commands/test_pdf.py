"""`handouts pdf` and what `handouts check` says of paper, as an author uses them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.commands.conftest import Run
from tests.render.printing import text
from tests.translation.pseudo import change, speak


def test_the_sheet_comes_in_the_language_asked_for(run: Run, small: Path) -> None:
    speak(small, "es")
    result = run("pdf", "elbow-pain", "--language", "es", "--out", "sheets")
    assert result.exit_code == 0, result.output
    (made,) = (small / "sheets").glob("*.pdf")
    assert made.name == "elbow-pain-summary-letter-es.pdf"
    assert "Élbów páín ín shórt" in text(made.read_bytes())


def test_a_withheld_sheet_is_not_made(run: Run, small: Path) -> None:
    speak(small, "es")
    change(small, "elbow-pain/sheet.md", "Keep moving", "Keep on moving")
    result = run("pdf", "elbow-pain", "--language", "es", "--out", "sheets")
    assert result.exit_code == 1
    assert "translation-incomplete" in result.output and "sheet" in result.output
    assert not (small / "sheets").exists()


def test_a_sheet_in_two_languages(run: Run, small: Path) -> None:
    speak(small, "es")
    wanted = ("pdf", "elbow-pain", "--edition", "side-by-side", "--out", "sheets")
    assert run(*wanted, "--language", "es", "--paper", "a4").exit_code == 0
    (made,) = (small / "sheets").glob("*.pdf")
    assert made.name == "elbow-pain-side-by-side-a4-es-en.pdf"
    words = text(made.read_bytes())
    assert "Kéy póínts" in words and "Key points" in words
    alone = run(*wanted)
    assert alone.exit_code == 2 and "--language es" in alone.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("elbow-pain", "--language", "xx"), "There are: en"),
        (("elbow-pian",), "elbow-pain"),
    ],
)
def test_what_is_not_there_is_named(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run("pdf", *arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_check_tells_the_room_of_every_sheet(run: Run, small: Path) -> None:
    speak(small, "es")
    result = run("check")
    for sheet in ("en, standard", "en, large", "es, standard", "es, large"):
        assert f"    {sheet} print" in result.output, result.output
    assert "more words" in result.output


def test_check_refuses_too_many_words_with_file_and_line(run: Run, small: Path) -> None:
    change(small, "elbow-pain/sheet.md", "Keep moving", "Keep moving your arm " * 60)
    written = (small / "content/elbow-pain/sheet.md").read_text(encoding="utf-8")
    result = run("check")
    assert result.exit_code == 1
    line = written.split("key_points")[0].count("\n") + 1
    assert f"content/elbow-pain/sheet.md:{line}: error [print-overrun]" in result.output
    assert "words" in result.output and "too long for one page" in result.output
