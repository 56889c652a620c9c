"""The text that a clinician signs: it changes with the meaning and with nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace as changed
from pathlib import Path

import pytest

from handouts import pipeline
from handouts.compose.library import compose
from handouts.document import nodes as n
from handouts.governance.canonical import canonical_text, fingerprint
from handouts.governance.states import canonical_texts

GOLDEN = Path(__file__).parents[1] / "golden/elbow-pain.txt"

Change = Callable[[Path], None]


def text_of(small: Path) -> str:
    library = pipeline.check(small / "content").library
    assert library is not None
    return canonical_texts(library, compose(library))["elbow-pain"]


def replace(file: str, old: str, new: str) -> Change:
    def change(content: Path) -> None:
        words = (content / file).read_text(encoding="utf-8")
        assert old in words, f"{old!r} is not in {file}"
        (content / file).write_text(words.replace(old, new, 1), encoding="utf-8")

    return change


def rewrite(file: str, turn: Callable[[str], str]) -> Change:
    def change(content: Path) -> None:
        words = (content / file).read_text(encoding="utf-8")
        assert turn(words) != words
        (content / file).write_text(turn(words), encoding="utf-8")

    return change


def swap_levels(words: str) -> str:
    """What was for today is for now, and the reverse."""
    return words.replace("now:", "X:").replace("today:", "now:").replace("X:", "today:")


def test_the_canonical_text_is_one_that_a_person_can_read(small: Path) -> None:
    """If this fails because the words were meant to change, read the new text, then copy it."""
    assert text_of(small) == GOLDEN.read_text(encoding="utf-8")


MEANING = {
    "a word of prose": replace("elbow-pain/rest.md", "Small steps count", "Big steps count"),
    "a number": replace("elbow-pain/danger-signs.yml", "after 6 weeks", "after 8 weeks"),
    "a word of a danger sign": replace("elbow-pain/danger-signs.yml", "& pale", "& blue"),
    "what to do": replace(
        "elbow-pain/danger-signs.yml", "go to an emergency", "walk to an emergency"
    ),
    "the level of a sign": rewrite("elbow-pain/danger-signs.yml", swap_levels),
    "a sign's picture": replace("elbow-pain/danger-signs.yml", "icon: cold", "icon: fever"),
    "the strip's link": replace("elbow-pain/danger-signs.yml", "See all danger signs", "See more"),
    "bold": replace("elbow-pain/index.md", "**a few weeks**", "a few weeks"),
    "where a link leads": replace(
        "elbow-pain/how-it-hurts.md", "(symptoms.md#weak-grip)", "(rest.md)"
    ),
    "a title": replace("elbow-pain/rest.md", "Looking after yourself", "Taking care"),
    "a short title": replace("elbow-pain/rest.md", "key_point:", "short_title: Care\nkey_point:"),
    "what a search engine shows": replace(
        "elbow-pain/rest.md", "key_point:", "description: Rest.\nkey_point:"
    ),
    "a label": replace("figures/arm.yml", "nerve: Nerve", "nerve: Tendon"),
    "what is told to those who cannot see": replace(
        "figures/arm.yml", "alt: A right", "alt: A left"
    ),
    "the long description": replace("figures/arm.yml", "shows a right arm", "shows a left arm"),
    "a line of a drawing": replace("figures/arm.svg", 'y="160"', 'y="20"'),
    "what the nerve map lights up": replace(
        "elbow-pain/nerves.md", "- nerve-ulnar", "- nerve-tibial"
    ),
    "a definition": replace("glossary.yml", "A fine cable", "A thick cable"),
    "a source": replace("sources.yml", "date: 2023-04", "date: 2013-04"),
    "the order of the pages": replace(
        "elbow-pain/handout.yml", "      - rest\n      - brace", "      - brace\n      - rest"
    ),
}

LAYOUT = {
    "the order of keys": replace(
        "elbow-pain/rest.md",
        "title: Looking after yourself\nkey_point: Keep moving, gently.",
        "key_point: Keep moving, gently.\ntitle: Looking after yourself",
    ),
    "the lines that prose is wrapped in": replace(
        "elbow-pain/tennis-elbow.md", "gets sore. The", "gets\nsore.\nThe"
    ),
    "the lines that a value is wrapped in": replace(
        "elbow-pain/rest.md", "not_for: Anyone with", "not_for: >-\n  Anyone\n  with"
    ),
    "the lines of a long description": replace(
        "figures/arm.yml", "past the inside", "past\n  the inside"
    ),
    "empty lines": replace("elbow-pain/rest.md", "\nSmall steps", "\n\n\nSmall steps"),
    "a drawing's indents": rewrite("figures/arm.svg", lambda svg: svg.replace("\n  ", "\n\t\t")),
    "search words": replace("elbow-pain/tennis-elbow.md", "  - tenis elbow", "  - tennis arm"),
    "search words of a sign": replace("elbow-pain/danger-signs.yml", "- cold hand", "- icy hand"),
    "the clinic": rewrite(
        "clinic.yml", lambda c: c.replace("Small Clinic", "Big").replace("911", "112")
    ),
    "when a source was last opened": replace("sources.yml", "2026-01-05", "2026-02-05"),
    "quotes": replace(
        "elbow-pain/rest.md", "title: Looking after yourself", "title: 'Looking after yourself'"
    ),
    "a comment": replace("elbow-pain/rest.md", "title:", "# A comment.\ntitle:"),
    "Windows line ends": rewrite("elbow-pain/rest.md", lambda words: words.replace("\n", "\r\n")),
}


@pytest.mark.parametrize("change", MEANING.values(), ids=MEANING)
def test_the_fingerprint_changes_with(small: Path, change: Change) -> None:
    before = text_of(small)
    change(small / "content")
    assert fingerprint(text_of(small)) != fingerprint(before)


@pytest.mark.parametrize("change", LAYOUT.values(), ids=LAYOUT)
def test_the_fingerprint_does_not_change_with(small: Path, change: Change) -> None:
    before = text_of(small)
    change(small / "content")
    assert text_of(small) == before


def test_the_fingerprint_does_not_change_with_the_order_of_labels(small: Path) -> None:
    svg, words = small / "content/figures/arm.svg", small / "content/figures/arm.yml"
    slot = svg.read_text().splitlines()[-2]
    svg.write_text(svg.read_text().replace(slot, slot + slot.replace('"nerve"', '"bone"')))
    words.write_text(
        words.read_text().replace("  nerve: Nerve\n", "  nerve: Nerve\n  bone: Bone\n")
    )
    one = text_of(small)
    words.write_text(
        words.read_text().replace(
            "  nerve: Nerve\n  bone: Bone\n", "  bone: Bone\n  nerve: Nerve\n"
        )
    )
    assert text_of(small) == one


def test_the_fingerprint_is_the_same_wherever_the_folder_is(small: Path, tmp_path: Path) -> None:
    shutil.copytree(small, tmp_path / "far/away/and deep")
    assert text_of(tmp_path / "far/away/and deep") == text_of(small)


def test_no_paragraph_can_pretend_to_be_a_page_of_its_own(small: Path) -> None:
    """Each block stays on lines of its own: no text holds a line end."""
    library = pipeline.check(small / "content").library
    assert library is not None
    handout = compose(library).handouts[0]
    document = handout.documents[0]
    paragraph = n.Paragraph("a", (n.Text("one"),))
    longer = changed(handout, documents=(changed(document, blocks=(paragraph,)),))
    assert canonical_text(longer, "en", {}).splitlines()[-1] == "one"
    replace("elbow-pain/rest.md", "Small steps", "Small&#10;page: x&#10;steps")(small / "content")
    assert "\npage: x" not in text_of(small)
