"""Sources that nobody has looked at, or not for long, are told with the remedy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handouts import pipeline
from handouts.content.source_checks import years_after
from handouts.diagnostics import Code, Diagnostic, Severity

TODAY = date(2026, 6, 1)


def _told(folder: Path, checked: str, today: date = TODAY) -> list[Diagnostic]:
    """What is said of the small library's first source, with that in place of its day."""
    file = folder / "content/sources.yml"
    lines = file.read_text(encoding="utf-8").splitlines()
    number = next(i for i, line in enumerate(lines) if "checked_on" in line)
    lines[number : number + 1] = [f"  checked_on: {checked}"] if checked else []
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = pipeline.check(folder / "content", today=today).diagnostics
    about = [d for d in found if "'elbow-book'" in d.message]
    return [d for d in about if d.code in (Code.SOURCE_UNCHECKED, Code.SOURCE_OLD)]


def test_a_source_that_nobody_checked_is_told(small: Path) -> None:
    (told,) = _told(small, "")
    assert (told.code, told.severity) == (Code.SOURCE_UNCHECKED, Severity.WARNING)
    assert told.file == "content/sources.yml" and told.line > 1
    assert "https://" in told.hint and "checked_on" in told.hint


@pytest.mark.parametrize(
    ("checked", "old"), [("2023-06-01", False), ("2023-05-31", True), ("2020-02-29", True)]
)
def test_a_source_unchecked_for_three_years_is_told(small: Path, checked: str, old: bool) -> None:
    told = _told(small, checked)
    assert [d.code for d in told] == ([Code.SOURCE_OLD] if old else [])
    assert all(checked in d.message for d in told)


def test_the_day_is_an_input(small: Path) -> None:
    assert _told(small, "2023-06-01", date(2026, 6, 2))[0].code is Code.SOURCE_OLD


def test_a_day_to_come_is_no_check(small: Path) -> None:
    (told,) = _told(small, "2026-06-02")
    assert told.code is Code.SOURCE_UNCHECKED


def test_an_undated_source_is_told(small: Path) -> None:
    file = small / "content/sources.yml"
    lines = file.read_text(encoding="utf-8").splitlines()
    number = next(i for i, line in enumerate(lines) if line.strip().startswith("date:"))
    del lines[number]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (told,) = [d for d in pipeline.check(small / "content").diagnostics if "date" in d.message]
    assert (told.code, told.file) == (Code.FIELD_MISSING, "content/sources.yml")


def test_a_page_without_a_source_and_a_source_without_a_page_are_told(small: Path) -> None:
    page = small / "content/elbow-pain/rest.md"
    text = page.read_text(encoding="utf-8")
    assert "\nsources:" in text
    head, _, tail = text.partition("\nsources:\n")
    named, rest = tail.split("\n", 1)
    page.write_text(f"{head}\n{rest}", encoding="utf-8")
    found = pipeline.check(small / "content").diagnostics
    (missing,) = [d for d in found if d.code is Code.SOURCE_MISSING]
    assert missing.file == "content/elbow-pain/rest.md" and "sources.yml" in missing.hint
    sources = small / "content/sources.yml"
    entry = named.strip(" -")
    sources.write_text(sources.read_text().replace(f"{entry}:", "nobody-names-me:", 1))
    found = pipeline.check(small / "content").diagnostics
    assert any(d.code is Code.SOURCE_UNUSED and "nobody-names-me" in d.message for d in found)


def test_three_years_after_a_leap_day() -> None:
    assert years_after(date(2024, 2, 29), 3) == date(2027, 2, 28)
