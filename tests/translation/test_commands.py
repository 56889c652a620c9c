"""`handouts translate`, as a translator uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.translation.pseudo import change, speak

from handouts.cli import main

CONTEXT = "elbow-pain/index/intro/your-elbow-can-hurt-for-many"


def translate(folder: Path, *words: str) -> tuple[int, str]:
    """Runs `handouts translate` on a folder's content."""
    arguments = ["translate", *words, "--content", str(folder / "content")]
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def text(folder: Path, name: str) -> str:
    return (folder / "content/translations" / name).read_text(encoding="utf-8")


def test_templates_hold_every_message_and_stay_the_same(small: Path) -> None:
    assert translate(small, "extract")[0] == 0
    first = text(small, "templates/elbow-pain.pot")
    assert f'msgctxt "{CONTEXT}"' in first
    assert "#: content/elbow-pain/index.md:" in first
    translate(small, "extract")
    assert text(small, "templates/elbow-pain.pot") == first


@pytest.mark.parametrize(("language", "plurals"), [("es", 2), ("ar", 6), ("ja", 1), ("pt-BR", 2)])
def test_update_starts_a_language(small: Path, language: str, plurals: int) -> None:
    code, said = translate(small, "update", language)
    assert code == 0
    assert "0 translated" in said
    head = text(small, f"{language}/interface.po")
    assert f'"Language: {language.replace("-", "_")}\\n"' in head
    assert f"nplurals={plurals}" in head


def test_a_language_needs_a_code(small: Path) -> None:
    code, said = translate(small, "update", "Klingon")
    assert code == 2
    assert "Write it as es or ar" in said


def test_a_broken_file_is_not_written_over(small: Path) -> None:
    speak(small, "es")
    file = small / "content/translations/es/notices.po"
    file.write_text("oops\n", encoding="utf-8")
    code, said = translate(small, "update", "es")
    assert code == 1
    assert "notices.po:1" in said
    assert file.read_text(encoding="utf-8") == "oops\n"


def test_status_counts_and_names_what_is_wrong(small: Path) -> None:
    speak(small, "es")
    assert translate(small, "status")[0] == 0
    path = small / "content/translations/es/elbow-pain.po"
    path.write_text(path.read_text(encoding="utf-8").replace("áftér 6", "áftér 9"), "utf-8")
    code, said = translate(small, "status")
    assert code == 1
    assert "lacks the number 6" in said


def test_confirming_lists_the_change_and_records_a_name(small: Path) -> None:
    speak(small, "es")
    change(small, "elbow-pain/index.md", "for many reasons.", "for many reasons!")
    assert "1 to check" in translate(small, "update", "es")[1]
    listed = translate(small, "confirm", "es")[1]
    assert CONTEXT in listed
    assert "[-reasons.-] {+reasons!+}" in listed

    assert translate(small, "confirm", "es", CONTEXT)[0] == 2  # it needs a name
    wrong = translate(small, "confirm", "es", "elbow-pain/none", "--by", "Ana")
    assert wrong[0] == 2
    code, _ = translate(small, "confirm", "es", CONTEXT, "--by", "Ana Ejemplo")
    assert code == 0
    after = text(small, "es/elbow-pain.po")
    assert "Same meaning, confirmed by Ana Ejemplo on" in after
    assert "fuzzy" not in after
    assert "0 to check" in translate(small, "update", "es")[1]
    assert "Ana Ejemplo" in text(small, "es/elbow-pain.po")
