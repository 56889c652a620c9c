"""What `handouts check` says of hard words, with its place."""

from __future__ import annotations

from pathlib import Path

from handouts import pipeline
from handouts.diagnostics import Code, Diagnostic


def _told(folder: Path, code: Code) -> list[Diagnostic]:
    found = pipeline.check(folder / "content", words=True).diagnostics
    return [d for d in found if d.code is code]


def test_a_label_that_nothing_explains_is_told_with_its_line(small: Path) -> None:
    assert _told(small, Code.FIGURE_LABEL_UNEXPLAINED) == []
    file = small / "content/figures/arm.yml"
    file.write_text(file.read_text().replace("nerve: Nerve", "nerve: Ulnar neuropathy"))
    (told,) = _told(small, Code.FIGURE_LABEL_UNEXPLAINED)
    assert (told.file, told.line) == ("content/figures/arm.yml", 4)
    assert "'neuropathy'" in told.message


def test_a_long_sentence_is_told_with_its_line(small: Path) -> None:
    file = small / "content/elbow-pain/how-it-hurts.md"
    long = "It hurts " + "and hurts " * 14 + "for days."
    file.write_text(file.read_text().replace("Cells heal slowly.", long))
    (told,) = _told(small, Code.READ_LONG_SENTENCE)
    line = file.read_text().splitlines().index(long) + 1
    assert (told.file, told.line) == ("content/elbow-pain/how-it-hurts.md", line)


def test_a_percentage_is_told_with_a_better_way(small: Path) -> None:
    file = small / "content/elbow-pain/how-it-hurts.md"
    file.write_text(file.read_text().replace("Cells heal slowly.", "It helps 25% of people."))
    (told,) = _told(small, Code.READ_NUMBER)
    assert "1 in 4" in told.hint
