"""Two summaries side by side: paired by the keys of their blocks, whatever their order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.translation.pseudo import change, said, speak

from handouts import pipeline
from handouts.compose.library import ComposedHandout
from handouts.document import nodes as n
from handouts.document.phrases import PHRASES
from handouts.document.walk import descend, find, plain
from handouts.translation.side_by_side import UnpairedError, side_by_side
from handouts.translation.voices import Voice, every_voice


def voices(folder: Path, *languages: str) -> tuple[Voice, ...]:
    content = folder / "content"
    checked = pipeline.check(content)
    assert checked.library is not None
    return every_voice(checked.library, checked.drawings, content)[0]


@pytest.fixture
def both(small: Path) -> tuple[ComposedHandout, ComposedHandout]:
    """The small handout in "Spanish" and as it is written."""
    speak(small, "es")
    source, spanish = voices(small)
    return spanish.composition.handouts[0], source.composition.handouts[0]


def paired(theirs: ComposedHandout, ours: ComposedHandout) -> n.Document:
    made = side_by_side(theirs, ours, PHRASES, PHRASES)
    assert made is not None
    return made


def test_every_line_stands_beside_its_own_translation(
    both: tuple[ComposedHandout, ComposedHandout],
) -> None:
    lines = list(find(paired(*both), n.PairedLine))
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    for line in lines:
        theirs, ours = (plain(words) for words in (line.words.patient, line.words.clinic))
        for slot in find(line.words.clinic, n.Slot):
            theirs, ours = (x.replace("{" + slot.name + "}", "") for x in (theirs, ours))
        assert theirs == said(ours, "es")


def test_danger_signs_come_first_then_every_line_of_the_summary(
    both: tuple[ComposedHandout, ComposedHandout],
) -> None:
    document = paired(*both)
    levels = [group.level for group in find(document, n.PairedGroup)]
    assert levels[:2] == ["now", "today"]
    assert not any(levels[2:])
    shown = [plain(line.words.clinic) for line in find(document, n.PairedLine)]
    (summary,) = [d for d in both[1].documents if d.kind == "summary"]
    for node in find(summary.blocks, n.Sign | n.Item):  # type: ignore[arg-type]
        assert plain(node.content) in shown
    for card in find(summary.blocks, n.CareCard):
        assert plain(card.action) in shown


def test_order_does_not_pair(both: tuple[ComposedHandout, ComposedHandout]) -> None:
    theirs, ours = both
    before = {line.key: line.words for line in find(paired(*both), n.PairedLine)}
    turned = replace(ours, documents=tuple(_turned(d) for d in ours.documents))
    after = {line.key: line.words for line in find(paired(theirs, turned), n.PairedLine)}
    assert before == after


def _turned(node: n.Document) -> n.Document:
    """The document with its blocks, lists and signs back to front."""

    def turn(block: n.Block) -> n.Block:
        match block:
            case n.Section():
                return replace(block, blocks=tuple(turn(b) for b in reversed(block.blocks)))
            case n.BulletList() | n.Questions():
                return replace(block, items=block.items[::-1])
            case n.DangerSigns():
                cards = (replace(c, signs=c.signs[::-1]) for c in reversed(block.cards))
                return replace(block, cards=tuple(cards))
            case _:
                return block

    return replace(node, blocks=tuple(turn(b) for b in reversed(node.blocks)))


def test_a_line_without_its_other_half_is_refused(
    both: tuple[ComposedHandout, ComposedHandout],
) -> None:
    theirs, ours = both

    def shorter(document: n.Document) -> n.Document:
        blocks = tuple(
            replace(b, cards=tuple(replace(c, signs=c.signs[1:]) for c in b.cards))
            if isinstance(b, n.DangerSigns)
            else b
            for b in document.blocks
        )
        return replace(document, blocks=blocks)

    less = replace(theirs, documents=tuple(map(shorter, theirs.documents)))
    with pytest.raises(UnpairedError):
        side_by_side(less, ours, PHRASES, PHRASES)


def test_no_link_leads_out_of_a_half(both: tuple[ComposedHandout, ComposedHandout]) -> None:
    (sheet,) = find(paired(*both), n.SideBySide)
    assert not any(isinstance(node, n.PageLink | n.WebLink | n.Term) for node in descend(sheet))


def test_it_is_withheld_with_the_summary(small: Path) -> None:
    speak(small, "es")
    change(small, "elbow-pain/sheet.md", "key_points:\n", "key_points:\n  - One more point.\n")
    _, spanish = voices(small)
    assert spanish.composition.side_by_side == ()
    held = {w.document.path for w in spanish.withheld}
    assert held == {"sheet", "side-by-side"}


def test_it_is_not_part_of_what_is_signed(small: Path) -> None:
    speak(small, "es")
    _, spanish = voices(small)
    signed = {d.id for unit in spanish.composition.units for d in unit.documents}
    assert spanish.composition.side_by_side
    assert "side-by-side" not in signed


def test_the_address_is_the_generators_own(small: Path) -> None:
    (small / "content/elbow-pain/rest.md").rename(small / "content/elbow-pain/side-by-side.md")
    for name in ("handout.yml", "index.md", "tennis-elbow.md"):
        file = small / "content/elbow-pain" / name
        file.write_text(file.read_text().replace("- rest\n", "- side-by-side\n"))
    found = pipeline.check(small / "content").diagnostics
    assert any("/side-by-side/ belongs" in d.message for d in found)
